/**
 * A series stays below a number: violated when some simultaneous interval of its mean lies above the bound, consistent when all lie below it,
 * undecided between. For errors of methods against a required accuracy.
 */
import type { Cell, Claim } from "../protocols/index.ts";
import type { Simultaneous } from "./simultaneous.ts";
import { inWords, type Graded } from "./verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import { knownOptions } from "../names/options.ts";

function judge(cell: Cell, series: string, all: Simultaneous, bound: number, from: number): Graded {
  const seen = timesFrom(cell, series, from).map((k) => ({ t: cell.times[k], ...all.interval(valuesAt(cell, series, k)) }));
  if (seen.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was never observed`, need: "observation times" } };
  const worst = seen.reduce((a, b) => (b.high > a.high ? b : a));
  const lowest = seen.reduce((a, b) => (b.low > a.low ? b : a));
  const told = ({ t, mean, low, high }: typeof worst): string =>
    `${inWords(mean)}${low === high ? "" : ` (${inWords(low)} to ${inWords(high)})`} at t = ${inWords(t)}`;
  if (lowest.low > bound) return { verdict: { kind: "violated", evidence: `it is ${told(lowest)}` }, margin: bound - lowest.low };
  if (worst.high > bound) {
    const need = replicatesNeeded(cell, worst.high - worst.mean, bound - worst.mean);
    return { verdict: { kind: "undecided", evidence: `it is ${told(worst)}`, need } };
  }
  return { verdict: { kind: "consistent", evidence: `at most ${told(worst)}` }, margin: bound - worst.high };
}

const timesFrom = (cell: Cell, series: string, from: number): number[] => observedTimes(cell, series).filter((k) => cell.times[k] >= from);

/** `source`: where the bound comes from. `from`: it holds from this time on, 0 by default. */
export function staysBelow<S extends string>(
  series: S,
  bound: number,
  options: { readonly where?: Where; readonly from?: number; readonly source: string },
): Claim<S> {
  knownOptions("staysBelow", options, ["where", "from", "source"]);
  const { where, source, from = 0 } = options;
  return {
    statement: `${series} stays below ${inWords(bound)}${from > 0 ? ` from t = ${inWords(from)} on` : ""}${whereInWords(where)}`,
    source,
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        enough: 2,
        samples: (cell) => timesFrom(cell, series, from).map((k) => valuesAt(cell, series, k)),
        judge: (cell, all) => judge(cell, series, all, bound, from),
      }),
  };
}
