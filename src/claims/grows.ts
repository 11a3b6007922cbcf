/**
 * W2 between two solutions grows, or not, by the two ends of its bracket, compared with those of their own start, replicate by replicate:
 *
 *   consistent   E[lower(t)] > E[upper(0)]:   W2^2(0) <= E[upper(0)] < E[lower(t)] <= W2^2(t)
 *   violated     E[upper(t)] < E[lower(0)] at every later time:   W2^2(t) <= E[upper(t)] < E[lower(0)] <= W2^2(0)
 *
 * where W2 is that between the laws of one particle of each ensemble. Independent particles have the laws f and g themselves at t = 0, and a
 * start by their optimal map has E[lower] = E[upper] = W2^2(f, g), path by path, so that the comparison loses nothing and its noise is small. The
 * particles of a standardised start have other laws: both ends are below W2^2(f, g) by O(1/N) there (four beams, N = 64: 5.2 % and 2.7 %), and
 * may not be compared with it. By how much their laws, and those of later times, may differ from the solutions, the evidence says (bracket-residue.ts).
 */
import type { Cell, Claim } from "../protocols/index.ts";
import { summarise, type Interval } from "../math/statistics.ts";
import { differences, judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import { bracketResidue } from "./bracket-residue.ts";
import { quantityOf } from "./quantities.ts";
import type { Simultaneous } from "./simultaneous.ts";
import { inPercent, inWords, type Graded } from "./verdict.ts";
import { knownOptions } from "../names/options.ts";

interface Bracket {
  readonly lower: string;
  readonly upper: string;
}

/** Observations at the start and after it (or the one nearest to `at`) that have both ends. */
function chosenTimes(cell: Cell, { lower, upper }: Bracket, at?: number): { readonly start: number | undefined; readonly later: readonly number[] } {
  const both = observedTimes(cell, lower).filter((k) => observedTimes(cell, upper).includes(k));
  const start = both[0] === 0 ? 0 : undefined;
  const later = both.filter((k) => k > 0);
  if (at === undefined || later.length === 0) return { start, later };
  return { start, later: [later.reduce((best, k) => (Math.abs(cell.times[k] - at) < Math.abs(cell.times[best] - at) ? k : best))] };
}

interface Change {
  readonly k: number;
  readonly t: number;
  /** Lower end minus the upper end of the start, and upper end minus the lower end of the start. */
  readonly rise: readonly number[];
  readonly fall: readonly number[];
}

function changes(cell: Cell, { lower, upper }: Bracket, at?: number): Change[] {
  const { start, later } = chosenTimes(cell, { lower, upper }, at);
  if (start === undefined) return [];
  return later.map((k) => ({
    k,
    t: cell.times[k],
    rise: differences(valuesAt(cell, lower, k), valuesAt(cell, upper, start)),
    fall: differences(valuesAt(cell, upper, k), valuesAt(cell, lower, start)),
  }));
}

/** Why a series cannot serve as this end of the bracket, when it declares itself to be something else. */
function misplaced(cell: Cell, series: string, place: "lower" | "upper"): string | undefined {
  const quantity = quantityOf(cell, series);
  return quantity === undefined || quantity.place === place ? undefined : `${series} is ${quantity.name}, no ${place} bound of W2^2`;
}

function judge(cell: Cell, series: Bracket, all: Simultaneous, at?: number): Graded {
  const because = misplaced(cell, series.lower, "lower") ?? misplaced(cell, series.upper, "upper");
  if (because !== undefined) return { verdict: { kind: "inapplicable", because } };
  const { map, standardised } = cell.setup.initial;
  if (map?.squared === 0) return { verdict: { kind: "inapplicable", because: "the initial laws are equal" } };
  const found = changes(cell, series, at).map(({ k, t, rise, fall }) => ({ k, t, rise: all.interval(rise), fall: all.interval(fall) }));
  if (found.length === 0)
    return { verdict: { kind: "undecided", evidence: "no observation at the start and after it", need: "an observation at t = 0 and later ones" } };
  const [low, high] = [series.lower, series.upper].map((name) => summarise(valuesAt(cell, name, 0)).mean);
  const unit = map?.squared ?? Math.abs(high);
  const percent = (x: number): string => inPercent(x, unit);
  const gap = Math.max(Math.abs(low - unit), Math.abs(high - unit));
  const own = standardised && map ? `, the standardised start itself by up to ${percent(gap)}` : "";
  const finite = (k: number): string => {
    const [lower, upper] = [series.lower, series.upper].map((end) => bracketResidue(cell, end, k));
    if (lower === undefined || upper === undefined)
      return "; how far the ends are off those of the solutions is not known (a standardised start of several species)";
    return `; the ends may be off those of the solutions by up to ${percent(Math.max(lower, upper))}${own}`;
  };
  const best = found.reduce((a, b) => (b.rise.low > a.rise.low ? b : a));
  const told = ({ k, t, rise, fall }: (typeof found)[number]): string =>
    `at t = ${inWords(t)}, in units of W2^2(0) = ${inWords(unit)}: the lower bound is ${percent(rise.mean)} above the upper bound of the start ` +
    `(${percentRange(rise, unit)}), the upper bound ${percent(fall.mean)} above its lower bound (${percentRange(fall, unit)})${finite(k)}`;
  if (best.rise.low > 0) return { verdict: { kind: "consistent", evidence: told(best) }, margin: best.rise.low / unit };
  const nearest = found.reduce((a, b) => (b.fall.high > a.fall.high ? b : a));
  if (nearest.fall.high < 0) {
    const evidence = `at all times the upper bound is below the lower bound of the start; nearest ${told(nearest)}`;
    return { verdict: { kind: "violated", evidence }, margin: nearest.fall.high / unit };
  }
  const need =
    best.rise.mean > 0
      ? replicatesNeeded(cell, best.rise.mean - best.rise.low, best.rise.mean)
      : `a sharper lower bound, another time${standardised ? " or more particles" : ""}: its mean is not above the start`;
  return { verdict: { kind: "undecided", evidence: told(best), need } };
}

const percentRange = ({ low, high }: Interval, unit: number): string => `${inPercent(low, unit)} to ${inPercent(high, unit)}`;

/** W2^2 grows, by the bracket of two series, both measured at t = 0 too. */
export function grows<const L extends string, const U extends string>(options: { lower: L; upper: U; at?: number; where?: Where }): Claim<L | U> {
  knownOptions("grows", options, ["lower", "upper", "at", "where"]);
  const { lower, upper, at, where } = options;
  return {
    statement: `W2 between the two solutions ${at === undefined ? "grows" : `has grown at t = ${at}`}${whereInWords(where)}`,
    source: "first variation of W2 at displaced beams; bracket of the dual bound and the coupled cost",
    reads: [lower, upper],
    check: (result) =>
      judgeCells(result, {
        where,
        samples: (cell) => changes(cell, { lower, upper }, at).flatMap(({ rise, fall }) => [rise, fall]),
        judge: (cell, all) => judge(cell, { lower, upper }, all, at),
      }),
  };
}
