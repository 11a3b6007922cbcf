/**
 * Summaries of independent replicates: mean, standard error, Student intervals, Bonferroni.
 *
 *   mean +- t_(n-1)(1 - (1-level)/2) s / sqrt(n).
 *
 * Sums are exact before rounding (d3-array's fsum, Shewchuk), so a mean does not depend on the order of the replicates; the
 * variance is simple-statistics' (two passes). Quantiles are Cephes': simple-statistics' normal quantile is off by 3e-3.
 * Limits: intervals are exact for normal data and approximate otherwise; two values at least.
 */
import { fsum } from "d3-array";
import { sampleVariance } from "simple-statistics";
import { studentUpper } from "./special.ts";

/** `standardError` is that of the mean, sample standard deviation / sqrt(count). */
export interface Summary {
  readonly mean: number;
  readonly standardError: number;
  readonly count: number;
}

/** A mean with its two-sided Student interval. */
export interface Interval extends Summary {
  readonly low: number;
  readonly high: number;
}

/** Throws RangeError for an empty array. The error of a single value is unknown: Infinity. */
export function summarise(values: readonly number[]): Summary {
  const count = values.length;
  if (count === 0) throw new RangeError("no values to summarise");
  // Equal replicates have exactly their value as mean and no spread; the division would round.
  if (count > 1 && values.every((value) => value === values[0])) return { mean: values[0], standardError: 0, count };
  const mean = fsum(values) / count;
  if (count === 1) return { mean, standardError: Infinity, count };
  return { mean, standardError: Math.sqrt(sampleVariance(values) / count), count };
}

/**
 * Adjusted Fisher-Pearson skewness, n / ((n-1)(n-2)) sum ((x - mean) / s)^3: 0 on average for normal values. Undefined for fewer than three
 * values and for equal ones. (simple-statistics' has the engine's pow in it, whose bits differ.)
 */
export function skewness(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 3) return undefined;
  const { mean, standardError } = summarise(values);
  if (standardError === 0) return undefined;
  const s = standardError * Math.sqrt(n);
  return (n / ((n - 1) * (n - 2))) * fsum(values.map((x) => ((x - mean) / s) * ((x - mean) / s) * ((x - mean) / s)));
}

/** Half-width of the two-sided interval at `level` in standard errors: Infinity for fewer than two values. */
export const halfWidthFactor = (count: number, level: number): number => (count < 2 ? Infinity : studentUpper((1 - level) / 2, count - 1));

/** Two-sided Student interval at `level`; the whole line for a single value. */
export function interval(values: readonly number[], level: number): Interval {
  const summary = summarise(values);
  // 0 * Infinity has no meaning here: one value gives an infinite error, equal values a zero one with a finite factor.
  const half = summary.count < 2 ? Infinity : summary.standardError * halfWidthFactor(summary.count, level);
  return { ...summary, low: summary.mean - half, high: summary.mean + half };
}

/** Interval of the mean of a - b, replicate by replicate. Throws RangeError when the lengths differ. */
export function pairedInterval(a: readonly number[], b: readonly number[], level: number): Interval {
  if (a.length !== b.length) throw new RangeError(`paired samples of different lengths: ${a.length}, ${b.length}`);
  return interval(
    a.map((value, i) => value - b[i]),
    level,
  );
}

/** Level of each of `comparisons` intervals for a joint level: 1 - (1 - level) / comparisons (Bonferroni). */
export const simultaneousLevel = (level: number, comparisons: number): number => 1 - (1 - level) / Math.max(1, comparisons);
