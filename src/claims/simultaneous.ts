/**
 * Simultaneous 99 % intervals for all means that one claim compares, from replicates that need not be normal.
 *
 * Each of m intervals has the level 1 - 0.01 / max(m, 10) (Bonferroni, hence conservative under any dependence) and Student's quantile c of
 * it, lengthened towards the longer tail. A mean of n values of skewness g tends to lie on the other side of the truth, with a small spread:
 * inverting Hall's (1992) cubic transformation of the t statistic, the interval reaches
 *
 *   c w(c a) standard errors to that side,   a = g / sqrt n,   w(x) = 3 (1 - (1 - x)^(1/3)) / x for x <= 1,   w = 3 beyond,
 *
 * where the transformation turns and the sample no longer tells how long the tail is. A sample misses a long tail as easily as it shows it, so
 * g is the larger of the sample's own (adjusted) skewness and the root mean square of all samples of the claim, on that side. Ten intervals are
 * the fewest: a single skewed sample has no other to warn of its tail, and pays with its level.
 *
 * Measured (test/long/coverage.test.ts; CHANGELOG.md has the table): a true claim is called violated in at most 1 % of studies, and a change of
 * the detectable size found in at least 80 %, for normal, exponential, lognormal (sigma = 1) and t_3 replicates, 16 and 64 of them. Student's
 * interval calls violated up to 31 %. Samples skewed to opposite sides in one claim, 16 lognormals each, come to 2 %.
 */
import { min } from "d3-array";
import { pow } from "../math/elementary.ts";
import { detectedShift } from "../math/replicates/noncentral-student.ts";
import { halfWidthFactor, simultaneousLevel, skewness, summarise, type Interval } from "../math/statistics.ts";
import type { Stopping } from "../protocols/index.ts";

const JOINT_LEVEL = 0.99;

const FEWEST_INTERVALS = 10;
const LONGEST = 3;

/** Of the samples that would show a change: half as skewed again as these, with the excess kurtosis 3/2 g^2 of a gamma law. */
const MORE_SKEWED = 1.5;
const KURTOSIS = 1.5;

/** Probability with which normal replicates show a change of the detectable size; at least 0.8 is kept by the others. */
const POWER = 0.9;

/** The mean of one sample in a weighted sum. */
export interface Part {
  readonly weight: number;
  readonly values: readonly number[];
}

/** How far an interval reaches below and above a mean, in standard errors. */
export interface Reach {
  readonly below: number;
  readonly above: number;
}

export interface Simultaneous {
  /** Level of each interval, before it is lengthened. */
  readonly level: number;
  /** Infinite for fewer than two values. */
  reach(values: readonly number[]): Reach;
  interval(values: readonly number[]): Interval;
  /** Interval of a weighted sum of the means of independent samples. */
  combination(parts: readonly Part[]): Interval;
  /** Size of a change of this mean, either way, that a study with such replicates finds with probability 0.8 at least, by the noncentral t; Infinity for one or two values. */
  detectable(values: readonly number[]): number;
}

/**
 * `samples`: the values of every mean that the claim compares, an array a mean. `stopping`: that of the result, when it may have ended at one of several looks:
 * then the joint level holds for all of them together.
 */
export function simultaneous(samples: readonly (readonly number[])[], { looks }: Pick<Stopping, "looks"> = { looks: 1 }): Simultaneous {
  const level = simultaneousLevel(JOINT_LEVEL, looks * Math.max(FEWEST_INTERVALS, samples.length));
  const all = samples.flatMap((values) => skewness(values) ?? []);
  const common = { left: rootMeanSquare(all.map((g) => Math.max(0, -g))), right: rootMeanSquare(all.map((g) => Math.max(0, g))) };

  function reachOf(parts: readonly Part[], stretch = 1): Reach {
    const c = halfWidthFactor(
      min(parts, ({ values }) => values.length)!,
      level,
    );
    const { left, right } = asymmetry(parts, common);
    return { below: c * lengthening(c * left * stretch), above: c * lengthening(c * right * stretch) };
  }

  function combination(parts: readonly Part[]): Interval {
    const found = parts.map(({ weight, values }) => ({ weight, ...summarise(values) }));
    const count = min(found, (part) => part.count)!;
    const mean = found.reduce((sum, part) => sum + part.weight * part.mean, 0);
    const standardError = Math.sqrt(found.reduce((sum, part) => sum + square(part.weight * part.standardError), 0));
    const { below, above } = reachOf(parts);
    // 0 * Infinity has no meaning here: one value gives an infinite error, equal values a zero one with finite factors.
    const known = count >= 2;
    return { mean, standardError, count, low: known ? mean - below * standardError : -Infinity, high: known ? mean + above * standardError : Infinity };
  }

  const alone = (values: readonly number[]): Part[] => [{ weight: 1, values }];
  return {
    level,
    reach: (values) => reachOf(alone(values)),
    interval: (values) => combination(alone(values)),
    combination,
    detectable(values) {
      const { standardError: error, count } = summarise(values);
      if (error === 0) return 0;
      if (count < 3) return Infinity;
      const { below, above } = reachOf(alone(values), MORE_SKEWED);
      const { left, right } = asymmetry(alone(values), common);
      const spread = 2 / (count - 1) + KURTOSIS * square(MORE_SKEWED * Math.max(left, right));
      return error * detectedShift(Math.max(below, above), 2 / spread, POWER);
    },
  };
}

/** w(x). */
const lengthening = (x: number): number => (x > 1 ? LONGEST : x < 1e-6 ? 1 : (LONGEST * (1 - pow(1 - x, 1 / 3))) / x);

/** Skewness of the weighted sum of means on either side, which is a of the header for a single mean; unknown, hence infinite, for two values. */
function asymmetry(parts: readonly Part[], common: { readonly left: number; readonly right: number }): { left: number; right: number } {
  let [variance, own, left, right] = [0, 0, 0, 0];
  for (const { weight, values } of parts) {
    const { standardError: error, count } = summarise(values);
    if (error === 0) continue;
    const g = skewness(values);
    if (g === undefined) return { left: Infinity, right: Infinity };
    const third = (weight * error * square(weight * error)) / Math.sqrt(count);
    variance += square(weight * error);
    own += third * g;
    left += Math.abs(third) * (weight > 0 ? common.left : common.right);
    right += Math.abs(third) * (weight > 0 ? common.right : common.left);
  }
  if (variance === 0) return { left: 0, right: 0 };
  const scale = variance * Math.sqrt(variance);
  return { left: Math.max(left, -own) / scale, right: Math.max(right, own) / scale };
}

const square = (x: number): number => x * x;

const rootMeanSquare = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.sqrt(values.reduce((sum, x) => sum + square(x), 0) / values.length);
