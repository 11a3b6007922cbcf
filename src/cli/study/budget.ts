/**
 * `--budget 10m`: as many replicates of every cell as that time allows, and what they can decide, said before anything is run.
 *
 * Seconds of a replicate are those that the run folder's sessions measured, cell by cell, or else particle-steps at 1e-8 s each. Of n normal replicates a claim of up to
 * ten means finds a change of delta standard deviations of one replicate in nine studies of ten, delta by the noncentral t at the level of its intervals
 * (claims/simultaneous.ts).
 */
import { availableParallelism } from "node:os";
import { ScenarioError } from "../../errors.ts";
import { detectedShift } from "../../math/replicates/noncentral-student.ts";
import { halfWidthFactor, simultaneousLevel } from "../../math/statistics.ts";
import { readSessions, type Session } from "../../study/folder/session.ts";
import { affordable, type Priced } from "./needs.ts";
import { planParts, type Plan } from "../../study/plan/plan.ts";
import { labelOf, type Part } from "../../study/plan/task.ts";
import { counted, duration } from "../progress.ts";

/** Seconds of one particle-step on one core: of the order of the kernels' own figure. */
export const particleStep = 1e-8;

/** Fewer give no interval worth the name. */
const fewest = 3;

const comparisons = 10;
const power = 0.9;

/** Mean seconds of a replicate of each cell on one core; `measured`: whether all were. */
export function secondsOf({ cells }: Plan, sessions: readonly Session[]): { seconds: number[]; measured: boolean } {
  const timed = sessions.flatMap((session) => session.cells);
  const found = cells.map(({ point }) => timed.filter((one) => labelOf(one.point) === labelOf(point)));
  const seconds = cells.map(({ cost }, k) => {
    const count = found[k].reduce((sum, { replicates }) => sum + replicates, 0);
    return count === 0 ? cost * particleStep : found[k].reduce((sum, { replicates, seconds: { mean } }) => sum + replicates * mean, 0) / count;
  });
  return { seconds, measured: found.every((own) => own.length > 0) };
}

/** What a budget is spent on. */
export interface Budget {
  readonly seconds: number;
  readonly workers?: number | undefined;
  readonly directory: string;
  /** Replicates that the folder holds. */
  readonly held: readonly Part[];
}

/** The part of a plan that a budget allows, and a line that says so. Throws ScenarioError when it allows too little to decide anything. */
export function within(plan: Plan, { seconds: limit, workers = availableParallelism(), directory, held }: Budget): { plan: Plan; said: string } {
  const cores = Math.min(workers, availableParallelism());
  const { seconds, measured } = secondsOf(plan, readSessions(directory));
  const there = new Map(held.map((part) => [labelOf(part.point), part.replicates.length]));
  const priced: Priced[] = plan.cells.map(({ point, replicates }, k) => ({
    replicates: replicates.length,
    held: there.get(labelOf(point)) ?? 0,
    seconds: seconds[k],
  }));
  const most = priced.reduce((larger, { replicates }) => Math.max(larger, replicates), 0);
  const n = affordable(priced, limit * cores);
  const needed = priced.reduce((sum, one) => sum + Math.max(0, Math.min(fewest, one.replicates) - one.held) * one.seconds, 0) / cores;
  if (n < Math.min(fewest, most)) {
    throw new ScenarioError(
      `scenario ${plan.scenario.name}: --budget has no time for ${fewest} replicates of every cell, which take about ${duration(needed)}`,
    );
  }
  const parts = plan.cells.map(({ point, replicates }) => ({ point, replicates: replicates.slice(0, n) }));
  const { plan: fitting } = planParts(plan.scenario, plan.edition, parts);
  const price = measured ? "as replicates took here" : "by estimate";
  return {
    plan: fitting,
    said: `a budget of ${duration(limit)} on ${cores} ${cores === 1 ? "core" : "cores"}, ${price}: ${n} of ${counted(most)} of every cell${decidable(n, fitting)}`,
  };
}

function decidable(n: number, { stopping }: Plan): string {
  if (n < fewest) return "";
  const factor = halfWidthFactor(n, simultaneousLevel(0.99, comparisons * (stopping?.looks ?? 1)));
  const shift = detectedShift(factor, n - 1, power) / Math.sqrt(n);
  return `, whose claims find changes of ${Number(shift.toPrecision(2))} standard deviations of a replicate in nine studies of ten`;
}
