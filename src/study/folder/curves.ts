/**
 * Curves as a run folder keeps them, and files that are closed by the checksum of their content: `{"check":"...","content":{...}}`.
 *
 * Curves known at all times are kept at the observation times and at three times between each two of them (evaluating some takes seconds).
 */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Cell, Expected, Point, ReferenceSeries } from "../../protocols/index.ts";
import { labelOf } from "../plan/task.ts";
import { checksum } from "./line.ts";
import { fromJson, toJson } from "../../json/not-finite.ts";
import { pointShape } from "./request.ts";
import { writeWhole } from "./whole-file.ts";

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

/** Curves as tables. */
export interface KeptCurves {
  readonly point: Point;
  readonly reference: Readonly<Record<string, Table>>;
  readonly compared: Readonly<Record<string, readonly Table[]>>;
}

/** Infinite values are values. */
export const valueShape = z.custom<number>((value) => typeof value === "number");
const tableShape = z.looseObject({
  name: z.string(),
  source: z.string(),
  times: z.array(z.number()),
  values: z.array(z.looseObject({ value: valueShape, bound: valueShape })),
});
/** What is looked at of kept curves before they are read. */
export const keptShape = z.array(
  z.looseObject({ point: pointShape, reference: z.record(z.string(), tableShape), compared: z.record(z.string(), z.array(tableShape)) }),
);

/** Parts of the interval between two observation times. */
const PARTS = 4;

export function tablesOf(curves: readonly CellCurves[], cells: readonly Pick<Cell, "point" | "times">[]): KeptCurves[] {
  const times = new Map(cells.map((cell) => [labelOf(cell.point), cell.times]));
  return curves.map(({ point, reference, compared }) => {
    const table = (curve: ReferenceSeries) => tableOf(curve, times.get(labelOf(point)) ?? []);
    return { point, reference: mapped(reference, table), compared: mapped(compared, (all) => all.map(table)) };
  });
}

export const curvesOf = (kept: readonly KeptCurves[]): CellCurves[] =>
  kept.map(({ point, reference, compared }) => ({
    point,
    reference: mapped(reference, curveOf),
    compared: mapped(compared, (all) => all.map(curveOf)),
  }));

export function writeSealed(file: string, value: unknown): void {
  const content = toJson(value, 1);
  writeWhole(file, `{"check":"${checksum(content)}","content":${content}}\n`);
}

/** Undefined when there is no file, or it is not what was written. */
export function readSealed(file: string): unknown {
  if (!existsSync(file)) return undefined;
  const [, check, content] = /^\{"check":"([0-9a-f]{16})","content":([\s\S]*)\}\n$/.exec(readFileSync(file, "utf8")) ?? [];
  if (content === undefined || checksum(content) !== check) return undefined;
  return fromJson(content);
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
