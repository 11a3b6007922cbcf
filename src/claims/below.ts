/**
 * A series stays below a number: mean - half-width <= bound at every observation time (violated otherwise), and consistent when mean +
 * half-width <= bound too, with simultaneous intervals; between them it is undecided. For errors of methods against a required accuracy.
 */
import type { Cell, Claim, Verdict } from "../protocols/index.ts";
import { halfWidthFactor, summarise } from "../math/statistics.ts";
import { inWords } from "./verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords, type Where } from "./over-cells.ts";

function judge(cell: Cell, series: string, level: number, bound: number, from: number): Verdict {
  const seen = timesFrom(cell, series, from).map((k) => {
    const { mean, standardError, count } = summarise(valuesAt(cell, series, k));
    return { t: cell.times[k], mean, half: standardError === 0 ? 0 : standardError * halfWidthFactor(count, level) };
  });
  if (seen.length === 0) return { kind: "undecided", evidence: `${series} was never observed`, need: "observation times" };
  const worst = seen.reduce((a, b) => (b.mean + b.half > a.mean + a.half ? b : a));
  const lowest = seen.reduce((a, b) => (b.mean - b.half > a.mean - a.half ? b : a));
  const told = ({ t, mean, half }: typeof worst): string => `${inWords(mean)} +- ${inWords(half)} at t = ${inWords(t)}`;
  if (lowest.mean - lowest.half > bound) return { kind: "violated", evidence: `it is ${told(lowest)}`, margin: (bound - lowest.mean) / Math.abs(bound) };
  if (worst.mean + worst.half > bound)
    return { kind: "undecided", evidence: `it is ${told(worst)}`, need: replicatesNeeded(cell, worst.half, bound - worst.mean) };
  return { kind: "consistent", evidence: `at most ${told(worst)}`, margin: (bound - worst.mean) / Math.abs(bound) };
}

const timesFrom = (cell: Cell, series: string, from: number): number[] => observedTimes(cell, series).filter((k) => cell.times[k] >= from);

/** `source`: where the bound comes from. `from`: it holds from this time on, 0 by default. The margin is a fraction of the bound. */
export function staysBelow<S extends string>(
  series: S,
  bound: number,
  options: { readonly where?: Where; readonly from?: number; readonly source: string },
): Claim<S> {
  const { where, source, from = 0 } = options;
  return {
    statement: `${series} stays below ${inWords(bound)}${from > 0 ? ` from t = ${inWords(from)} on` : ""}${whereInWords(where)}`,
    source,
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        enough: 2,
        comparisons: (cell) => timesFrom(cell, series, from).length,
        verdict: (cell, level) => judge(cell, series, level, bound, from),
      }),
  };
}
