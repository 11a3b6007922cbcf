/**
 * `conclusion.json` of a run folder: what the scenario's own code said of the results when they were last judged (verdicts, known curves, figures asked
 * for), so that they can be shown again without running it.
 *
 * Curves known at all times are kept at the observation times and at three times between each two of them (evaluating some takes seconds). Numbers that are not finite are kept as `{"number": "Infinity"}`.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Cell, Expected, FigureSpec, Judgement, Point, ReferenceSeries } from "../../protocols/index.ts";
import { labelOf } from "../plan/task.ts";
import { checksum } from "./line.ts";
import { readNumbers } from "./numbers.ts";
import { writeWhole } from "./whole-file.ts";

/** A claim as it was judged. */
export interface Verdicted {
  readonly claim: { readonly statement: string; readonly source: string };
  readonly judgement: Judgement;
}

export interface Conclusion {
  readonly digest: string;
  /** Finished and failed replicates by point: what was judged. */
  readonly counts: readonly { readonly point: Point; readonly finished: number; readonly failed: number }[];
  readonly study: { readonly question: string; readonly sources: readonly string[]; readonly figures?: readonly FigureSpec[] };
  readonly claims: readonly Verdicted[];
  /** Of a study with a stopping rule, the replicates that it asked for, as in `0-15`; others are no part of the result. */
  readonly asked?: readonly { readonly point: Point; readonly replicates: string }[];
  /** What could not be done. */
  readonly troubles: readonly string[];
  readonly curves: readonly CellCurves[];
}

/** The known curves of a cell, by series. */
export interface CellCurves extends Pick<Cell, "point"> {
  readonly reference: Readonly<Record<string, ReferenceSeries>>;
  readonly compared: Readonly<Record<string, readonly ReferenceSeries[]>>;
}

interface Table {
  readonly name: string;
  readonly source: string;
  readonly times: readonly number[];
  readonly values: readonly Expected[];
}

/** Parts of the interval between two observation times. */
const PARTS = 4;

const conclusionShape = z.looseObject({
  digest: z.string(),
  counts: z.array(z.looseObject({ finished: z.number(), failed: z.number() })),
  study: z.looseObject({ question: z.string(), sources: z.array(z.string()) }),
  claims: z.array(
    z.looseObject({ claim: z.looseObject({ statement: z.string(), source: z.string() }), judgement: z.looseObject({ cells: z.array(z.unknown()) }) }),
  ),
  asked: z.array(z.looseObject({ replicates: z.string().refine((text) => readNumbers(text) !== undefined) })).optional(),
  troubles: z.array(z.string()),
  curves: z.array(z.looseObject({ reference: z.record(z.string(), z.unknown()), compared: z.record(z.string(), z.array(z.unknown())) })),
});

export function writeConclusion(directory: string, conclusion: Conclusion, cells: readonly Cell[]): void {
  const times = new Map(cells.map((cell) => [labelOf(cell.point), cell.times]));
  const curves = conclusion.curves.map(({ point, reference, compared }) => {
    const table = (curve: ReferenceSeries) => tableOf(curve, times.get(labelOf(point)) ?? []);
    return { point, reference: mapped(reference, table), compared: mapped(compared, (all) => all.map(table)) };
  });
  const content = JSON.stringify({ ...conclusion, curves }, finiteOrTold, 1);
  writeWhole(join(directory, "conclusion.json"), `{"check":"${checksum(content)}","content":${content}}\n`);
}

/** Undefined when there is none, or it is not what was written. */
export function readConclusion(directory: string): Conclusion | undefined {
  const file = join(directory, "conclusion.json");
  if (!existsSync(file)) return undefined;
  const [, check, content] = /^\{"check":"([0-9a-f]{16})","content":([\s\S]*)\}\n$/.exec(readFileSync(file, "utf8")) ?? [];
  if (content === undefined || checksum(content) !== check) return undefined;
  const told: unknown = JSON.parse(content, (_, value: unknown) => (isTold(value) ? Number(value.number) : value));
  if (!conclusionShape.safeParse(told).success) return undefined;
  const { curves, ...rest } = told as Omit<Conclusion, "curves"> & {
    curves: { point: Point; reference: Record<string, Table>; compared: Record<string, Table[]> }[];
  };
  return {
    ...rest,
    curves: curves.map(({ point, reference, compared }) => ({
      point,
      reference: mapped(reference, curveOf),
      compared: mapped(compared, (all) => all.map(curveOf)),
    })),
  };
}

function tableOf(curve: ReferenceSeries, observed: readonly number[]): Table {
  const between = observed.slice(1).flatMap((t, k) => Array.from({ length: PARTS }, (_, part) => t - ((t - observed[k]) * (PARTS - 1 - part)) / PARTS));
  const times = [...(curve.times ?? [...observed.slice(0, 1), ...between])];
  return { name: curve.name, source: curve.source, times, values: times.map((t) => curve.at(t)) };
}

function curveOf({ name, source, times, values }: Table): ReferenceSeries {
  return { name, source, times, at: (t) => values[times.indexOf(t)] };
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

const finiteOrTold = (_: string, value: unknown): unknown => (typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value);

const isTold = (value: unknown): value is { number: string } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "number" && typeof (value as { number: unknown }).number === "string";
