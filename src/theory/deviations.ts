/**
 * How far a series is from a curve known independently, time by time:
 *
 *   deviation = (mean - value, beyond the error of the curve) / standard error,   excess = |mean - value| - half-width - error of the curve,
 *
 * with half-widths at a given (simultaneous) level. They agree where the excess is not positive: within noise and known error.
 */
import type { Cell, ReferenceSeries } from "../protocols.ts";
import { halfWidthFactor, summarise } from "../math/statistics.ts";
import { observedTimes, valuesAt } from "./over-cells.ts";

export interface Deviation {
  readonly series: string;
  readonly t: number;
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
  readonly value: number;
  /** Error of the value, the allowance included. */
  readonly own: number;
  /** What of the value is owed to the estimator; the value without it is the quantity itself. */
  readonly bias: number;
  /** Half-width of the interval of the mean. */
  readonly half: number;
  readonly excess: number;
}

/** A mean that rests on fewer particles, all replicates together, is far from normal: its interval would say nothing. */
const FEWEST_PARTICLES = 25;

/** Observation times at which every replicate measured the series, the curve is known, and rests on enough particles. */
export const comparedTimes = (cell: Cell, series: string, curve: ReferenceSeries): number[] =>
  observedTimes(cell, series).filter((k) => {
    const t = cell.times[k];
    if (!(curve.times?.includes(t) ?? true)) return false;
    const { share = Infinity } = curve.at(t);
    return share * cell.setup.particles * cell.replicates.length >= FEWEST_PARTICLES;
  });

/** One a compared time. `allowance`: fraction of the value by which the series may be off for known reasons. */
export function deviations(
  cell: Cell,
  series: string,
  curve: ReferenceSeries,
  { level, allowance = 0 }: { readonly level: number; readonly allowance?: number },
): Deviation[] {
  return comparedTimes(cell, series, curve).map((k) => {
    const t = cell.times[k];
    const { mean, error, count } = summarise(valuesAt(cell, series, k));
    const { value, error: stated, bias = 0 } = curve.at(t);
    const own = stated + allowance * Math.abs(value);
    const half = count < 2 ? Infinity : error * halfWidthFactor(count, level);
    return { series, t, mean, error, value, own, bias, half, excess: Math.abs(mean - value) - half - own };
  });
}

/** How many standard errors the mean is beyond the curve's own error, with the sign of the difference; infinite without any spread. */
export function standardErrors({ mean, value, error, own }: Deviation): number {
  const beyond = Math.max(0, Math.abs(mean - value) - own);
  return beyond === 0 ? 0 : (Math.sign(mean - value) * beyond) / error;
}
