/**
 * W2 between two solutions grows: a lower bound of W2^2(f_t, g_t) lies above W2^2(f_0, g_0).
 *
 * Contraction holds for constant alpha only; for soft potentials there are laws whose distance grows at first (four beams on an
 * axis). The start is the laws' own distance, known from the initial map. Consistent when the simultaneous 99 % interval of the
 * lower-bound series lies above the start (at the time asked for, else at any later time); violated when the upper-bound series
 * lies below it (at all of those times).
 */
import type { Cell, Claim, Verdict } from "../protocols/index.ts";
import { interval } from "../math/statistics.ts";
import type { Interval } from "../math/statistics.ts";
import { quantityOf } from "./quantities.ts";
import { inWords } from "./verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";

interface Bounds {
  readonly t: number;
  readonly lower: Interval;
  readonly upper: Interval;
}

/** Observations after the start, or the one nearest to `at`. */
function chosenTimes(cell: Cell, series: readonly string[], at?: number): number[] {
  const later = observedTimes(cell, series[0])
    .slice(1)
    .filter((k) => series.every((name) => observedTimes(cell, name).includes(k)));
  if (at === undefined || later.length === 0) return later;
  return [later.reduce((best, k) => (Math.abs(cell.times[k] - at) < Math.abs(cell.times[best] - at) ? k : best))];
}

/** Why a series cannot serve as this end of the bracket, when it declares itself to be something else. */
function misplaced(cell: Cell, series: string, place: "lower" | "upper"): string | undefined {
  const quantity = quantityOf(cell, series);
  return quantity === undefined || quantity.place === place ? undefined : `${series} is ${quantity.name}, no ${place} bound of W2^2`;
}

function judge(cell: Cell, bounds: readonly Bounds[]): Verdict {
  const start = cell.setup.initial.map?.squared;
  if (start === undefined) return { kind: "inapplicable", because: "the distance of the initial laws is not known in closed form" };
  if (start === 0) return { kind: "inapplicable", because: "the initial laws are equal" };
  if (bounds.length === 0) return { kind: "undecided", evidence: "no observation after the start", need: "later observation times" };
  const best = bounds.reduce((a, b) => (b.lower.low > a.lower.low ? b : a));
  const ratio = (x: number): string => inWords(x / start);
  const at = `at t = ${inWords(best.t)}, relative to W2^2(0) = ${inWords(start)}: lower bound ${ratio(best.lower.mean)} (at least ${ratio(best.lower.low)}), upper bound ${ratio(best.upper.mean)}`;
  if (best.lower.low > start) return { kind: "consistent", evidence: at, margin: best.lower.low / start - 1 };
  if (bounds.every(({ upper }) => upper.high < start)) {
    const nearest = bounds.reduce((a, b) => (b.upper.high > a.upper.high ? b : a));
    const evidence = `at t = ${inWords(nearest.t)} the upper bound is at most ${ratio(nearest.upper.high)} of the start, at all times below it`;
    return { kind: "violated", evidence, margin: nearest.upper.high / start - 1 };
  }
  const need =
    best.lower.mean > start
      ? replicatesNeeded(cell, best.lower.mean - best.lower.low, best.lower.mean - start)
      : "a sharper lower bound or another time: its mean is not above the start";
  return { kind: "undecided", evidence: at, need };
}

/** W2^2 grows, by the bracket of two series. The margin is a fraction of W2^2(0). */
export function grows<const L extends string, const U extends string>(options: { lower: L; upper: U; at?: number; where?: Where }): Claim<L | U> {
  const { lower, upper, at, where } = options;
  const times = (cell: Cell): number[] => chosenTimes(cell, [lower, upper], at);
  return {
    statement: `W2 between the two solutions ${at === undefined ? "grows" : `has grown at t = ${at}`}${whereInWords(where)}`,
    source: "first variation of W2 at displaced beams; bracket of the dual bound and the coupled cost",
    reads: [lower, upper],
    check: (result) =>
      judgeCells(result, {
        where,
        comparisons: (cell) => 2 * times(cell).length,
        verdict(cell, level) {
          const because = misplaced(cell, lower, "lower") ?? misplaced(cell, upper, "upper");
          if (because !== undefined) return { kind: "inapplicable", because };
          const bounds = times(cell).map((k) => ({
            t: cell.times[k],
            lower: interval(valuesAt(cell, lower, k), level),
            upper: interval(valuesAt(cell, upper, k), level),
          }));
          return judge(cell, bounds);
        },
      }),
  };
}
