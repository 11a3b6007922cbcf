/**
 * How far a study with a stopping rule goes: complete batch by complete batch (declare/looks.ts), until the rule is content or all replicates are there.
 *
 * `decided`: every claim, judged as it would be at the end, is consistent, violated or inapplicable. `halfWidth`: the pointwise 95 % interval of the series
 * reaches no further than the stated part of the series' largest |mean| in the cell, at every time at which it was measured.
 * Both look at intervals that are corrected for the looks, and at nothing but the replicates of the batches so far, in their order.
 * Limits: a claim that more replicates cannot decide, and one over cells with failures, goes on to the last batch.
 */
import type { Cell, Study } from "../../protocols/index.ts";
import { upToLook, type Plan } from "../plan/plan.ts";
import { labelOf } from "../plan/task.ts";
import type { Held, Schedule } from "../run/schedule.ts";
import { withSolutions } from "./compare.ts";
import { collect, frameOf, type StudyResult } from "./estimate.ts";
import { judge } from "./judge.ts";

/** Finds the part of a plan that is to be run, given what is there; the whole of a plan without a rule. */
export function courseOf(plan: Plan): (held: Held) => Promise<Plan> {
  const { study } = plan.scenario;
  const looks = plan.stopping?.looks ?? 1;
  const solved = openSolutions();
  async function ends(part: Plan, held: Held): Promise<boolean> {
    const result = collect(frameOf(part, ""), held.outcomes());
    const { until } = study;
    if (typeof until === "object") return isKnown(result, until.halfWidth);
    return isDecided(study, await solved(result));
  }
  let look = 1;
  return async (held) => {
    for (; ; look++) {
      const part = upToLook(plan, look);
      if (look === looks || part.tasks.some((task) => !held.has(task)) || (await ends(part, held))) return part;
    }
  };
}

/** The tasks of a study, batch by batch while its rule asks for more. */
export function scheduleOf(plan: Plan): Schedule {
  const course = courseOf(plan);
  return { propose: async (held) => (await course(held)).tasks };
}

/** Results of one study with the solutions that they are compared with. These cost the same at every look, and are the same: each is computed once. */
export function openSolutions(options: Parameters<typeof withSolutions>[1] = {}): (result: StudyResult) => Promise<StudyResult> {
  const solutions = new Map<string, Cell["compared"]>();
  return async (result) => {
    const cells = result.cells.map((cell) => ({ ...cell, ...compared(solutions.get(labelOf(cell.point))) }));
    const { result: whole } = await withSolutions({ ...result, cells }, options);
    for (const cell of whole.cells) solutions.set(labelOf(cell.point), cell.compared);
    return whole;
  };
}

const compared = (curves: Cell["compared"]): Pick<Cell, "compared"> => (curves ? { compared: curves } : {});

const isDecided = (study: Study, result: StudyResult): boolean => judge(study, result).judged.every(({ judgement }) => judgement.verdict.kind !== "undecided");

function isKnown({ cells }: StudyResult, { series, relative }: { readonly series: string; readonly relative: number }): boolean {
  return cells.every(({ series: all }) => {
    const estimates = all[series] ?? [];
    const largest = estimates.reduce((most, { mean }) => Math.max(most, Math.abs(mean)), 0);
    return estimates.length > 0 && estimates.every(({ mean, high }) => high - mean <= relative * largest);
  });
}
