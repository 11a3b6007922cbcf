/**
 * `conclusion.json` of a run folder: what the scenario's own code said of the results when they were last judged (verdicts, known curves, figures asked
 * for), so that they can be shown again without running it.
 */
import { join } from "node:path";
import { z } from "zod";
import type { Cell, FigureSpec, Judgement, Point, StudyUnits } from "../../protocols/index.ts";
import { curvesOf, keptShape, readSealed, tablesOf, writeSealed, type CellCurves, type KeptCurves } from "./curves.ts";
import { cellsShape, pointShape } from "./request.ts";

/** A claim as it was judged. */
export interface Verdicted {
  readonly claim: { readonly statement: string; readonly source: string };
  readonly judgement: Judgement;
}

export interface Conclusion {
  readonly digest: string;
  /** Finished and failed replicates by point: what was judged. */
  readonly counts: readonly { readonly point: Point; readonly finished: number; readonly failed: number }[];
  readonly study: { readonly question: string; readonly sources: readonly string[]; readonly figures?: readonly FigureSpec[]; readonly units?: StudyUnits };
  readonly claims: readonly Verdicted[];
  /** Of a study with a stopping rule, the replicates that it asked for, as in `0-15`; others are no part of the result. */
  readonly asked?: readonly { readonly point: Point; readonly replicates: string }[];
  /** What could not be done. */
  readonly troubles: readonly string[];
  readonly curves: readonly CellCurves[];
}

/** As protocols/study.ts has it. */
export const verdictShape = z.union([
  z.looseObject({ kind: z.enum(["consistent", "violated"]), evidence: z.string() }),
  z.looseObject({ kind: z.literal("undecided"), evidence: z.string(), need: z.string() }),
  z.looseObject({ kind: z.literal("inapplicable"), because: z.string() }),
]);
const measureShape = z.object({ unit: z.string(), size: z.number().positive() });
// Another version of this program may have said other things of the same replicates.
const conclusionShape = z.looseObject({
  digest: z.string(),
  counts: z.array(z.looseObject({ point: pointShape, finished: z.number(), failed: z.number() })),
  study: z.looseObject({
    question: z.string(),
    sources: z.array(z.string()),
    figures: z.array(z.looseObject({ name: z.string(), series: z.array(z.string()) })).optional(),
    units: z.object({ time: measureShape, velocity: measureShape, temperature: measureShape }).optional(),
  }),
  claims: z.array(
    z.looseObject({
      claim: z.looseObject({ statement: z.string(), source: z.string() }),
      judgement: z.looseObject({ verdict: verdictShape, cells: z.array(z.looseObject({ point: pointShape, verdict: verdictShape })) }),
    }),
  ),
  asked: cellsShape(z.looseObject({ point: pointShape, replicates: z.string() })).optional(),
  troubles: z.array(z.string()),
  curves: keptShape,
});

const fileOf = (directory: string): string => join(directory, "conclusion.json");

export function writeConclusion(directory: string, conclusion: Conclusion, cells: readonly Cell[]): void {
  writeSealed(fileOf(directory), { ...conclusion, curves: tablesOf(conclusion.curves, cells) });
}

/** Undefined when there is none, or it is not what was written. */
export function readConclusion(directory: string): Conclusion | undefined {
  const told = readSealed(fileOf(directory));
  if (!conclusionShape.safeParse(told).success) return undefined;
  const { curves, ...rest } = told as Omit<Conclusion, "curves"> & { readonly curves: readonly KeptCurves[] };
  return { ...rest, curves: curvesOf(curves) };
}
