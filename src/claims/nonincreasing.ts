/**
 * A quantity does not increase in time, for instance W2 under Maxwell molecules (CP, Theorem 2 and Tanaka 1978).
 *
 * Tested on the mean difference between successive observation times, replicate by replicate, with simultaneous 99 % intervals:
 * violated when some interval lies above 0, consistent when every interval ends below `resolution` times the starting value,
 * undecided between. An increase smaller than that stays unseen, so the evidence prints the largest one that the data allow.
 */
import type { Cell, Claim, Verdict } from "../protocols/index.ts";
import { pairedInterval, summarise } from "../math/statistics.ts";
import type { Interval } from "../math/statistics.ts";
import { inPercent, inWords } from "./verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";

/** Relative differences below this are rounding of equal numbers. */
const ROUND_OFF = 1e-12;

interface Rise extends Interval {
  readonly from: number;
  readonly to: number;
}

function rises(cell: Cell, series: string, level: number): Rise[] {
  const times = observedTimes(cell, series);
  return times.slice(1).map((k, i) => {
    const before = times[i];
    const difference = pairedInterval(valuesAt(cell, series, k), valuesAt(cell, series, before), level);
    return { ...difference, from: cell.times[before], to: cell.times[k] };
  });
}

function judge(cell: Cell, series: string, level: number, resolution: number): Verdict {
  const found = rises(cell, series, level);
  if (found.length === 0) return { kind: "undecided", evidence: `${series} was observed at fewer than two times`, need: "more observation times" };
  const start = summarise(valuesAt(cell, series, observedTimes(cell, series)[0])).mean;
  const floor = ROUND_OFF * Math.abs(start);
  const steepest = found.reduce((a, b) => (b.low > a.low ? b : a));
  const between = ({ from, to }: Rise): string => `between t = ${inWords(from)} and ${inWords(to)}`;
  if (steepest.low > floor) {
    const evidence = `${series} rises by ${inPercent(steepest.mean, start)} of its start ${between(steepest)}, at least by ${inPercent(steepest.low, start)}`;
    return { kind: "violated", evidence, margin: start === 0 ? -1 : -steepest.low / Math.abs(start) };
  }
  const highest = found.reduce((a, b) => (b.high > a.high ? b : a));
  const allowed = Math.max(floor, resolution * Math.abs(start));
  const detectable = found.reduce((largest, { standardError }) => Math.max(largest, 3.3 * standardError), 0);
  const evidence =
    `an increase of ${series} between observations by more than ${inPercent(Math.max(0, highest.high), start)} of its start is excluded ` +
    `(smallest increase seen five times in six: ${inPercent(detectable, start)})`;
  if (highest.high <= allowed) return { kind: "consistent", evidence, margin: start === 0 ? 0 : (allowed - highest.high) / Math.abs(start) };
  const half = highest.high - highest.mean;
  const target = highest.mean < allowed ? allowed - highest.mean : highest.mean;
  return { kind: "undecided", evidence: `${evidence}, ${between(highest)}`, need: replicatesNeeded(cell, half, target) };
}

/**
 * The mean of the series does not increase between successive observation times. `resolution`, the increase that may stay
 * unseen, is a fraction of the value at the first time; 10 % by default, the usual tolerance of distances shown in a figure.
 * The margin is a fraction of the start.
 */
export function nonincreasing<S extends string>(series: S, options: { where?: Where; resolution?: number } = {}): Claim<S> {
  const { where, resolution = 0.1 } = options;
  return {
    statement: `${series} does not increase${whereInWords(where)}`,
    source: "a theorem for W2 under Maxwell molecules (contractivity paper; Tanaka 1978), a question otherwise",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        comparisons: (cell) => Math.max(0, observedTimes(cell, series).length - 1),
        verdict: (cell, level) => judge(cell, series, level, resolution),
      }),
  };
}
