/**
 * A mean costs less by levels of the time step than by the finest step alone, at equal standard error (math/replicates/multilevel.ts):
 *
 *   R = (sum_l sqrt(V_l C_l))^2 / (V C) <= part,
 *
 * V_l and V the variances of replicates at the last observed time, C_l and C their costs. The interval of log R: the jackknife over replicates, cell by cell, since cells
 * are independent (Efron and Stein 1981), with Student's quantile of the smallest cell at the simultaneous level.
 */
import { exp, log } from "../math/elementary.ts";
import { multilevelCost } from "../math/replicates/multilevel.ts";
import { halfWidthFactor, simultaneousLevel, summarise } from "../math/statistics.ts";
import { knownOptions } from "../names/options.ts";
import type { Cell, Claim, Point } from "../protocols/index.ts";
import { chosenCells, FEWEST, groupsBut, judgement, observedTimes, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import { inWords, lowered, type Graded } from "./verdict.ts";

/** What is a level, what is plain, what each costs. */
export interface LevelsOptions {
  /** The varied parameter that tells levels apart. */
  readonly along: string;
  /** Its value for the finest step alone; all others are levels. */
  readonly plain: string;
  /** Of a replicate, in any unit. */
  readonly cost: (point: Point) => number;
  /** Of the plain cost. */
  readonly part: number;
  readonly where?: Where;
}

const FEWEST_INTERVALS = 10;

/** The levels together cost at most that part of what plain replicates do, at the same standard error of the mean at the last observation. */
export function cheaperByLevels<S extends string>(series: S, options: LevelsOptions): Claim<S> {
  knownOptions("cheaperByLevels", options, ["along", "plain", "cost", "part", "where"]);
  const { along, part, where } = options;
  return {
    statement: `the mean of ${series} by levels costs at most ${inWords(part)} of what it does by the finest alone${whereInWords(where)}`,
    source: "Giles (2008): optimal numbers of replicates",
    reads: [series],
    check(result) {
      const groups = groupsBut(along, chosenCells(result, where));
      const level = simultaneousLevel(1 - (1 - 0.99) / (result.stopping?.looks ?? 1), Math.max(groups.length, FEWEST_INTERVALS));
      return judgement(groups.map(({ point, cells }) => ({ point, ...verdictOf(cells, series, level, options) })));
    },
  };
}

/** Values of a cell at the last time, and its cost. */
interface Priced {
  readonly values: readonly number[];
  readonly cost: number;
  readonly plain: boolean;
}

function verdictOf(cells: readonly Cell[], series: string, level: number, { along, plain, cost, part }: LevelsOptions): Graded {
  const priced = cells.map((cell): Priced => {
    const last = observedTimes(cell, series).at(-1);
    return { values: last === undefined ? [] : valuesAt(cell, series, last), cost: cost(cell.point), plain: cell.point[along] === plain };
  });
  if (priced.filter((one) => one.plain).length !== 1 || priced.length < 2)
    return { verdict: { kind: "inapplicable", because: `no ${along}=${plain} beside levels` } };
  const fewest = priced.reduce((least, { values }) => Math.min(least, values.length), Infinity);
  if (fewest < FEWEST) return { verdict: { kind: "undecided", evidence: `${fewest} finished replicates of a level`, need: `at least ${FEWEST} replicates` } };
  const whole = logRatio(priced);
  if (!Number.isFinite(whole)) return { verdict: { kind: "undecided", evidence: `${series} does not vary between replicates`, need: "a random series" } };
  const half = halfWidthFactor(fewest, level) * Math.sqrt(priced.reduce((sum, _, c) => sum + jackknife(priced, c), 0));
  const [ratio, low, high] = [whole, whole - half, whole + half].map((x) => exp(x)) as [number, number, number];
  const evidence = `${inWords(1 / ratio)} times cheaper (from ${inWords(1 / high)} to ${inWords(1 / low)})`;
  const margin = log(part) - whole;
  if (low > part) return { verdict: { kind: "violated", evidence }, margin };
  if (high > part) return { verdict: { kind: "undecided", evidence, need: "more replicates of every level" }, margin };
  const failures = cells.reduce((sum, cell) => sum + cell.failures.length, 0);
  return { verdict: lowered({ kind: "consistent", evidence }, failures), margin };
}

function logRatio(priced: readonly Priced[]): number {
  const of = (plain: boolean) => priced.filter((one) => one.plain === plain).map(({ values, cost }) => ({ variance: varianceOf(values), cost }));
  return log(multilevelCost(of(false))) - log(multilevelCost(of(true)));
}

/** Variance of log R from the replicates of cell c. */
function jackknife(priced: readonly Priced[], c: number): number {
  const { values } = priced[c];
  const without = values.map((_, i) => logRatio(priced.map((one, k) => (k === c ? { ...one, values: values.filter((__, j) => j !== i) } : one))));
  return (values.length - 1) * (values.length - 1) * (varianceOf(without) / values.length);
}

function varianceOf(values: readonly number[]): number {
  const { standardError } = summarise(values);
  return standardError * standardError * values.length;
}
