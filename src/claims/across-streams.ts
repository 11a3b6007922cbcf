/**
 * Weighted sums of the means of cells, sum_i w_i mean_i, with their interval.
 *
 * Cells draw from streams of their own, hence are independent, and the variance of the sum is sum_i w_i^2 var_i; or they share their random numbers
 * (`share` of a study: the same `Cell.stream`), and are summed replicate by replicate, as one sample of sum_i w_i x_i: what they have in common cancels, whatever its
 * sign (common random numbers; Glasserman and Yao 1992 say when the noise of a difference becomes less). Only replicates that all of those cells measured are summed;
 * where there are none, the cells have no number in common.
 */
import type { Cell } from "../protocols/index.ts";
import type { Part } from "./simultaneous.ts";

/** A cell's mean of a series at observation k, with its weight in a sum. */
export interface Term {
  readonly cell: Cell;
  readonly series: string;
  readonly k: number;
  readonly weight: number;
}

/** The independent samples whose weighted means make the sum: one a stream. */
export function partsOf(terms: readonly Term[]): Part[] {
  const streams = new Map<string, Term[]>();
  terms.forEach((term, i) => {
    // A cell that does not say where its numbers come from has them for itself.
    const stream = term.cell.stream ?? `#${i}`;
    streams.set(stream, [...(streams.get(stream) ?? []), term]);
  });
  return [...streams.values()].flatMap(ofStream);
}

function ofStream(terms: readonly Term[]): Part[] {
  const alone = terms.map((term) => ({ weight: term.weight, values: measured(term) }));
  const apart = alone.map(({ weight, values }) => ({ weight, values: [...values.values()] }));
  if (terms.length === 1) return apart;
  const [first, ...others] = alone;
  const sums = [...first.values].flatMap(([replicate, value]) => {
    const summands = others.map((one) => ({ weight: one.weight, value: one.values.get(replicate) }));
    if (summands.some((one) => one.value === undefined)) return [];
    return [summands.reduce((sum, one) => sum + one.weight * (one.value as number), first.weight * value)];
  });
  return sums.length > 0 ? [{ weight: 1, values: sums }] : apart;
}

/** Values by the numbers of their replicates. */
function measured({ cell, series, k }: Omit<Term, "weight">): Map<number, number> {
  const found = new Map<number, number>();
  cell.replicates.forEach(({ series: all }, i) => {
    const value = all[series]?.[k] ?? null;
    if (value !== null) found.set(cell.numbers?.[i] ?? i, value);
  });
  return found;
}
