/**
 * `--budget 10m`: as many replicates of every cell as that time allows, and what they can decide, said before anything is run. It is of the whole command: what it took so far, its threads' start and
 * the conclusion are no time for replicates.
 *
 * Seconds of a replicate are those that the run folder's sessions measured, cell by cell, or else particle-steps at the worth of one that is run for it. Of n normal replicates a claim of up to
 * ten means finds a change of delta standard deviations of one replicate in nine studies of ten, delta by the noncentral t at the level of its intervals
 * (claims/simultaneous.ts).
 * Limit: solutions to compare with are not counted, since nobody knows what they take.
 */
import { availableParallelism } from "node:os";
import { ScenarioError } from "../../errors.ts";
import { detectedShift } from "../../math/replicates/noncentral-student.ts";
import { halfWidthFactor, simultaneousLevel } from "../../math/statistics.ts";
import { minIndex } from "d3-array";
import { readSessions, type Session } from "../../study/folder/session.ts";
import { affordable, type Priced } from "./needs.ts";
import { planParts, streamOf, upToLook, type Plan, type PlannedCell } from "../../study/plan/plan.ts";
import { labelOf, type Part, type Task } from "../../study/plan/task.ts";
import { runTask } from "../../study/run/replicate.ts";
import type { Schedule } from "../../study/run/schedule.ts";
import { counted, duration } from "../progress.ts";

/** Seconds of one particle-step on one core: of the order of the kernels' own figure. */
export const particleStep = 1e-8;

/** Fewer give no interval worth the name. */
const fewest = 3;

const comparisons = 10;
const power = 0.9;

/** Seconds that the start of threads takes, and a conclusion with its pictures; of long runs, with more to read, a part of their time. */
const START = 0.5;
const CONCLUSION = 2;
const PART = 1 / 20;

/** When a run must end for its conclusion to be within the budget. */
export const endOf = (seconds: number): number => seconds - CONCLUSION - PART * seconds;

/** Mean seconds of a replicate of each cell on one core; `measured`: whether all were. `rate`: seconds of a particle-step, for those that were not. */
export function secondsOf({ cells }: Plan, sessions: readonly Session[], rate: number = particleStep): { seconds: number[]; measured: boolean } {
  const timed = new Map<string, { count: number; sum: number }>();
  for (const { point, replicates, seconds } of sessions.flatMap((session) => session.cells)) {
    const { count, sum } = timed.get(labelOf(point)) ?? { count: 0, sum: 0 };
    timed.set(labelOf(point), { count: count + replicates, sum: sum + replicates * seconds.mean });
  }
  const found = cells.map(({ point }) => timed.get(labelOf(point)));
  return { seconds: cells.map(({ cost }, k) => (found[k] ? found[k].sum / found[k].count : cost * rate)), measured: !found.includes(undefined) };
}

/** What a budget is spent on. */
export interface Budget {
  readonly seconds: number;
  /** Seconds since the program began. */
  readonly spent: number;
  readonly workers?: number | undefined;
  readonly directory: string;
  /** Replicates that the folder holds. */
  readonly held: readonly Part[];
  /** Whether a replicate may be run to see what it takes. */
  readonly timing: boolean;
}

/** The part of a plan that a budget allows, and a line that says so. Throws ScenarioError when it allows too little to decide anything. */
export function within(plan: Plan, { seconds: limit, spent, workers = availableParallelism(), directory, held, timing }: Budget): { plan: Plan; said: string } {
  const cores = Math.min(workers, availableParallelism());
  const { left, price, seconds } = priceOf(plan, readSessions(directory), endOf(limit) - spent - START, timing);
  const there = new Map(held.map((part) => [labelOf(part.point), part.replicates.length]));
  const priced: Priced[] = plan.cells.map(({ point, replicates }, k) => ({
    replicates: replicates.length,
    held: there.get(labelOf(point)) ?? 0,
    seconds: seconds[k],
  }));
  const most = mostOf(plan);
  const n = left > 0 ? affordable(priced, left * cores) : 0;
  const needed = priced.reduce((sum, one) => sum + Math.max(0, Math.min(fewest, one.replicates) - one.held) * one.seconds, 0) / cores;
  if (n < Math.min(fewest, most)) {
    throw new ScenarioError(
      `scenario ${plan.scenario.name}: --budget has no time for ${fewest} replicates of every cell, which take about ${duration(needed)} and ${duration(limit - left)} for start and conclusion`,
    );
  }
  const fitting = firstOf(plan, n);
  return {
    plan: fitting,
    said: `a budget of ${duration(limit)} on ${cores} ${cores === 1 ? "core" : "cores"}, ${price}: ${n} of ${counted(most)} of every cell${decidable(n, fitting)}`,
  };
}

/** What replicates take, how that is known, and the seconds that are left when it is. */
function priceOf(plan: Plan, sessions: readonly Session[], left: number, timing: boolean): { seconds: number[]; price: string; left: number } {
  const { seconds, measured } = secondsOf(plan, sessions);
  if (measured) return { seconds, price: "as replicates took here", left };
  const cheapest = minIndex(plan.cells, ({ cost }) => (cost > 0 ? cost : Infinity));
  // What nobody has time to run is priced without.
  if (!timing || cheapest < 0 || 2 * seconds[cheapest] > left / 4) return { seconds, price: "by estimate", left };
  const begun = performance.now();
  const rate = warmSeconds(plan, plan.cells[cheapest]) / plan.cells[cheapest].cost;
  return { seconds: secondsOf(plan, sessions, rate).seconds, price: "as one replicate took now", left: left - (performance.now() - begun) / 1000 };
}

/** Seconds after which a replicate is no longer of code that is being compiled. */
const WARM = 1;

/** Of the first replicate of a cell, once more when it was short: the first of all compiles what it runs. */
function warmSeconds({ scenario, edition }: Plan, { point, replicates }: PlannedCell): number {
  const [replicate] = replicates;
  const address = `${streamOf(scenario, edition, point)}/replicate=${replicate}`;
  const timed = (): number => {
    const begun = performance.now();
    runTask(scenario, edition, { point, replicate, address });
    return (performance.now() - begun) / 1000;
  };
  const cold = timed();
  return cold > WARM ? cold : timed();
}

const mostOf = ({ cells }: Pick<Plan, "cells">): number => cells.reduce((larger, { replicates }) => Math.max(larger, replicates.length), 0);

/** The plan of the first replicates of every cell; with a rule, its looks are those of so many. */
const firstOf = (plan: Plan, n: number): Plan => only(plan, ({ replicates }) => replicates.slice(0, n));

const only = ({ scenario, edition, cells }: Plan, choose: (cell: PlannedCell) => readonly number[]): Plan =>
  planParts(scenario, edition, cells.map((cell) => ({ point: cell.point, replicates: choose(cell) }))).plan; // prettier-ignore

/** What is asked of a folder before a budget is spent: as little as gives a result. */
export const beginningOf = (plan: Plan): Plan => (plan.stopping ? only(upToLook(plan, 1), ({ replicates }) => replicates) : firstOf(plan, fewest));

/**
 * What is kept of a plan whose budget was spent before it was through: with a rule the last batch that is whole, else all that is there, if that is as much of every cell as gives a result.
 * Undefined when it is not.
 */
export function keptOfBudget(plan: Plan, has: (task: Task) => boolean): Plan | undefined {
  const whole = (part: Plan): boolean => part.tasks.every(has);
  for (let look = plan.stopping?.looks ?? 0; look > 0; look--) {
    const batch = upToLook(plan, look);
    if (whole(batch)) return only(batch, ({ replicates }) => replicates);
  }
  if (plan.stopping || !whole(firstOf(plan, fewest))) return undefined;
  const held = new Map(plan.cells.map(({ point }): [string, number[]] => [labelOf(point), []]));
  for (const task of plan.tasks.filter(has)) held.get(labelOf(task.point))?.push(task.replicate);
  return only(plan, ({ point }) => held.get(labelOf(point)) ?? []);
}

/** The same batches, a replicate of every cell after the other: whenever a budget is spent, cells have as many. */
export const inRounds = ({ propose }: Schedule): Schedule => ({
  propose: async (held) => [...(await propose(held))].sort((a, b) => a.replicate - b.replicate),
});

function decidable(n: number, { stopping }: Plan): string {
  if (n < fewest) return "";
  const factor = halfWidthFactor(n, simultaneousLevel(0.99, comparisons * (stopping?.looks ?? 1)));
  const shift = detectedShift(factor, n - 1, power) / Math.sqrt(n);
  return `, whose claims find changes of ${Number(shift.toPrecision(2))} standard deviations of a replicate in nine studies of ten`;
}
