/**
 * How far a series is from a curve known independently, time by time:
 *
 *   deviation = (mean - value, beyond the error of the curve) / standard error,   excess = |mean - value| - half-width - error of the curve,
 *
 * with half-widths of simultaneous intervals on the side of the value. They agree where the excess is not positive: within noise and known error.
 *
 * Round-off. No mean is known better than the rounding of its sums, so the standard error is that of the replicates and 1e-15 of the magnitude
 * together, the root of the sum of squares. Below 1e-12 of the magnitude it is no noise: such a series is the same number in every replicate
 * (an energy that each conserves), and a difference is not counted in standard errors, however large.
 */
import type { Cell, ReferenceSeries } from "../protocols/index.ts";
import { summarise } from "../math/statistics.ts";
import { observableOf, seriesName } from "../series-name.ts";
import { quantityOf } from "./quantities.ts";
import { observedTimes, valuesAt } from "./over-cells.ts";
import type { Simultaneous } from "./simultaneous.ts";

export interface Deviation {
  readonly series: string;
  readonly t: number;
  readonly mean: number;
  /** Standard error of the mean, rounding included. */
  readonly standardError: number;
  readonly value: number;
  /** Bound of the error of the value, the allowance included. */
  readonly bound: number;
  /** What of that bound the series itself states as the bias that it keeps (`Quantity.residue`). */
  readonly residue: number;
  /** What of the value is owed to the estimator; the value without it is the quantity itself. */
  readonly bias: number;
  /** Half-width of the interval of the mean, the longer half. */
  readonly half: number;
  readonly excess: number;
}

export interface DeviationOptions {
  /** The intervals of everything that is compared together. */
  readonly all: Simultaneous;
  readonly allowance?: number;
}

/** A mean that rests on fewer particles, all replicates together, is far from normal: its interval would say nothing. */
const FEWEST_PARTICLES = 25;

/** Observation times at which every replicate measured the series, the curve is known, and rests on enough particles. */
const comparedTimes = (cell: Cell, series: string, curve: ReferenceSeries): number[] =>
  observedTimes(cell, series).filter((k) => {
    const t = cell.times[k];
    if (!(curve.times?.includes(t) ?? true)) return false;
    const { share = Infinity } = curve.at(t);
    return share * cell.setup.particles * cell.replicates.length >= FEWEST_PARTICLES;
  });

/** Relative rounding of the sums that make a mean. */
const ROUNDING = 1e-15;

/** Relative variation up to which values are one number: what round-off makes of a conserved quantity. Monte Carlo noise is never so small. */
export const SAME_NUMBER = 1e-12;

/** The samples that `deviations` compares. */
export const comparedSamples = (cell: Cell, series: string, curve: ReferenceSeries): number[][] =>
  comparedTimes(cell, series, curve).map((k) => valuesAt(cell, series, k));

/** One a compared time. `allowance`: fraction of the value by which the series may be off for known reasons. */
export function deviations(cell: Cell, series: string, curve: ReferenceSeries, { all, allowance = 0 }: DeviationOptions): Deviation[] {
  return comparedTimes(cell, series, curve).map((k) => {
    const t = cell.times[k];
    const values = valuesAt(cell, series, k);
    const { mean, standardError: spread } = summarise(values);
    const { value, bound: stated, bias = 0 } = curve.at(t);
    const rounding = ROUNDING * magnitude({ mean, value });
    const standardError = Math.sqrt(spread * spread + rounding * rounding);
    const residue = residueAt(cell, series, k);
    const bound = stated + allowance * Math.abs(value) + residue;
    const { below, above } = all.reach(values);
    const excess = Math.abs(mean - value) - standardError * (mean > value ? below : above) - bound;
    return { series, t, mean, standardError, value, bound, residue, bias, half: standardError * Math.max(below, above), excess };
  });
}

/** What bias of its own the series states at observation k. */
export function residueAt(cell: Cell, series: string, k: number): number {
  const part = quantityOf(cell, series)?.residue;
  const values = part === undefined ? [] : valuesAt(cell, seriesName(observableOf(series), part), k);
  return values.length === 0 ? 0 : Math.abs(summarise(values).mean);
}

const magnitude = ({ mean, value }: Pick<Deviation, "mean" | "value">): number => Math.max(Math.abs(mean), Math.abs(value));

/** Whether the standard error is round-off: all replicates have the same number. */
export const noiseless = (one: Pick<Deviation, "mean" | "value" | "standardError">): boolean => one.standardError <= SAME_NUMBER * magnitude(one);

/**
 * By how many standard errors the mean is off beyond the curve's own error, which is subtracted from the difference first; with the sign of the
 * difference. Undefined without noise to count in.
 */
export function standardErrors(one: Deviation): number | undefined {
  if (noiseless(one)) return undefined;
  const { mean, value, standardError, bound } = one;
  const beyond = Math.max(0, Math.abs(mean - value) - bound);
  return beyond === 0 ? 0 : (Math.sign(mean - value) * beyond) / standardError;
}
