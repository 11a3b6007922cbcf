/**
 * Marching discretisations of a mixture together, the coarser with fewer steps to a stride (level.ts): steps twice as long and elements 3/2 times as long make errors in time
 * (order 5) 32 times larger and those in space (order 8 or so) some 25 times, so that the differences of the solutions measure both kinds.
 *
 * A stride is accepted when the step estimate is below the tolerance, Newton converges and no entropy grows; else it is halved. The strides
 * depend on nothing but the problem: the solution at t goes by whole strides to the last one before t, and by a shorter one to t. A solution that has come to rest
 * (invariants.ts) stays: the rounding of stiff rates would otherwise bound its strides.
 */
import type { Budget } from "../budget.ts";
import type { Operator } from "./rates.ts";
import type { Problem } from "./radau.ts";
import type { Invariants } from "./invariants.ts";
import { fsum as sum } from "d3-array";
import { NumericalError } from "../../errors.ts";
import { exp, log } from "../../math/elementary.ts";
import { prepare, step } from "./radau.ts";
import { atRest, invariantsOf, restore } from "./invariants.ts";
import { entropy, rates, relativeDerivative } from "./rates.ts";

export interface Level {
  readonly operator: Operator;
  readonly start: Float64Array;
  /** Steps of a stride. */
  readonly steps: number;
}

/** Values of every level at one time. */
interface Point {
  readonly t: number;
  readonly values: readonly Float64Array[];
  /** At equilibrium to rounding. */
  readonly rests: boolean;
}

/** Rounding of the entropy, relative to mass: increases below it are not seen. */
const ENTROPY_ROUNDING = 1e-13;
const GROWTH = 4;
/** Of the first stride: strides that are shorter fail, and times that are nearer than NOTHING change nothing. */
const [SHORTEST, NOTHING] = [1e-9, 1e-20];

/** A level with what its steps need. */
interface Track extends Level {
  readonly problem: Problem;
  readonly invariants: Invariants;
}

export interface Marching {
  /** The first stride. */
  readonly first: number;
  /** Largest error estimate of a step. */
  readonly tolerance: number;
  readonly budget: Budget;
}

/**
 * Opens the solution: a function of t >= 0 to the values of every level. Throws NumericalError when strides become too short, or the budget is spent.
 */
export function march(levels: readonly Level[], { first, tolerance, budget }: Marching): (t: number) => readonly Float64Array[] {
  const tracks = levels.map((level) => ({
    ...level,
    problem: problemOf(level.operator),
    invariants: invariantsOf(level.operator, level.start),
  }));
  const work = levels.reduce((all, { operator, steps }) => all + workOf(operator, steps), 0);
  const resting = (values: readonly Float64Array[]): boolean => tracks.every(({ operator }, k) => atRest(operator, values[k]));
  const start = levels.map((level) => level.start);
  const trail: Point[] = [{ t: 0, values: start, rests: resting(start) }];
  let stride = first;
  const extend = (to: number): void => {
    const from = trail[trail.length - 1];
    for (;;) {
      const result = attempt(tracks, from.values, stride);
      const ratio = result ? result.error / tolerance : Infinity;
      const t = from.t + stride;
      if (result && ratio <= 1) {
        trail.push({ t, values: result.values, rests: resting(result.values) });
        // The estimate is of order four.
        stride *= Math.min(GROWTH, ratio > 0 ? 0.9 * exp(-0.25 * log(ratio)) : GROWTH);
        return budget.spend(work, { from: Math.min(t, to), to, next: stride });
      }
      stride *= result ? Math.max(0.2, 0.9 * exp(-0.25 * log(ratio))) : 0.25;
      budget.spend(work, { from: from.t, to, next: stride });
      if (!(stride > SHORTEST * first)) throw new NumericalError("radial: the time step became too short", from.t);
    }
  };
  return (t) => {
    for (let last = trail[trail.length - 1]; last.t <= t && !last.rests; last = trail[trail.length - 1]) extend(t);
    const from = trail.findLast((point) => point.t <= t)!;
    return from.rests || t - from.t <= NOTHING * first ? from.values : reach(tracks, from, t);
  };
}

/** A last, shorter stride, in parts when Newton asks for them. */
function reach(tracks: readonly Track[], from: Point, t: number): readonly Float64Array[] {
  for (let parts = 1; parts <= 64; parts *= 2) {
    let values: readonly Float64Array[] | undefined = from.values;
    for (let k = 0; k < parts && values; k++) values = attempt(tracks, values, (t - from.t) / parts)?.values;
    if (values) return values;
  }
  throw new NumericalError("radial: the time step became too short", from.t);
}

/** Multiplications of a stride: one real and one complex factorisation, some thirty evaluations of the rates to a step, two products of a pair each. */
const workOf = ({ size, points }: Operator, steps: number): number => (5 / 3) * size * size * size + 60 * steps * points * points;

/** One stride of every level and the largest error estimate of its steps; undefined when a step fails. */
function attempt(tracks: readonly Track[], from: readonly Float64Array[], stride: number) {
  const values: Float64Array[] = [];
  let error = 0;
  for (const [i, { operator, problem, invariants, steps }] of tracks.entries()) {
    const prepared = prepare(problem, from[i], stride / steps);
    if (!prepared) return undefined;
    let y = from[i];
    for (let k = 0; k < steps; k++) {
      const into = new Float64Array(y.length);
      const found = step(problem, prepared, y, into);
      if (found === undefined || !restore(operator, invariants, into)) return undefined;
      if (entropy(operator, into) > entropy(operator, y) + ENTROPY_ROUNDING * sum(invariants.masses)) return undefined;
      error = Math.max(error, found);
      y = into;
    }
    values.push(y);
  }
  return { values, error };
}

/**
 * Newton stops by the change in L1: tails of 1e-20, where a coarse element may not know what it does, do not hold it up. Errors are measured as laws are compared
 * (laws/quadrature/distance.ts), by (sum W y u^2/(1 + |u|) / sum W y)^(1/2): chi-square, the metric of the entropy, where u is small; a node whose estimate exceeds its value is not
 * resolved at any step, and chi-square would let it stop all.
 */
function problemOf(operator: Operator): Problem {
  const { weights, size } = operator;
  const mean = (u: Float64Array, y: Float64Array, of: (value: number) => number): number => {
    let [sum, mass] = [0, 0];
    for (let k = 0; k < size; k++) {
      mass += weights[k] * y[k];
      sum += weights[k] * y[k] * of(u[k]);
    }
    return sum / mass;
  };
  return {
    size,
    floor: operator.floor,
    rates: (y, into) => rates(operator, y, into),
    relativeDerivative: (y) => relativeDerivative(operator, y),
    change: (u, y) => mean(u, y, Math.abs),
    error: (u, y) => Math.sqrt(mean(u, y, (value) => (value * value) / (1 + Math.abs(value)))),
  };
}
