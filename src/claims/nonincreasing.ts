/**
 * A quantity does not increase in time, for instance W2 under Maxwell molecules (CP, Theorem 2 and Tanaka 1978).
 *
 * Tested on the mean difference between successive observation times, replicate by replicate, with simultaneous 99 % intervals:
 * violated when some interval lies above 0, consistent when every interval ends below `resolution` times the starting value,
 * undecided between. The evidence says which increase the data exclude, and which one they would have shown.
 */
import { mean } from "d3-array";
import type { Cell, Claim } from "../protocols/index.ts";
import { summarise, type Interval } from "../math/statistics.ts";
import { differences, judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import type { Simultaneous } from "./simultaneous.ts";
import { inPercent, inWords, type Graded } from "./verdict.ts";
import { knownOptions } from "../names/options.ts";

/** Relative differences below this are rounding of equal numbers. */
const ROUND_OFF = 1e-12;

interface Rise extends Interval {
  readonly from: number;
  readonly to: number;
  readonly values: readonly number[];
}

/** Differences between successive observations. */
function steps(cell: Cell, series: string): Omit<Rise, keyof Interval>[] {
  const times = observedTimes(cell, series);
  return times.slice(1).map((k, i) => ({
    from: cell.times[times[i]],
    to: cell.times[k],
    values: differences(valuesAt(cell, series, k), valuesAt(cell, series, times[i])),
  }));
}

function judge(cell: Cell, series: string, all: Simultaneous, resolution: number): Graded {
  const found: Rise[] = steps(cell, series).map((step) => ({ ...step, ...all.interval(step.values) }));
  if (found.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was observed at fewer than two times`, need: "more observation times" } };
  const start = summarise(valuesAt(cell, series, observedTimes(cell, series)[0])).mean;
  const floor = ROUND_OFF * Math.abs(start);
  const steepest = found.reduce((a, b) => (b.low > a.low ? b : a));
  const between = ({ from, to }: Rise): string => `between t = ${inWords(from)} and ${inWords(to)}`;
  const share = (x: number): number => (start === 0 ? x : x / Math.abs(start));
  if (steepest.low > floor) {
    const evidence = `${series} rises by ${inPercent(steepest.mean, start)} of its start ${between(steepest)}, at least by ${inPercent(steepest.low, start)}`;
    return { verdict: { kind: "violated", evidence }, margin: -share(steepest.low) };
  }
  const highest = found.reduce((a, b) => (b.high > a.high ? b : a));
  const allowed = Math.max(floor, resolution * Math.abs(start));
  const largest = inPercent(Math.max(0, highest.high), start);
  const shown = mean(found, ({ values }) => all.detectable(values))!;
  const seen = `${inPercent(shown, start)}, in the mean over the times,`;
  const evidence = `the data exclude an increase of ${series} between observations by more than ${largest} of its start, and would show one of ${seen} in at least four studies of five`;
  if (highest.high <= allowed) return { verdict: { kind: "consistent", evidence }, margin: share(allowed - highest.high) };
  const half = highest.high - highest.mean;
  const target = highest.mean < allowed ? allowed - highest.mean : highest.mean;
  return { verdict: { kind: "undecided", evidence: `${evidence}, ${between(highest)}`, need: replicatesNeeded(cell, half, target) } };
}

/**
 * The mean of the series does not increase between successive observation times. `resolution`, the increase that may stay
 * unseen, is a fraction of the value at the first time; 10 % by default, the usual tolerance of distances shown in a figure.
 */
export function nonincreasing<S extends string>(series: S, options: { where?: Where; resolution?: number } = {}): Claim<S> {
  knownOptions("nonincreasing", options, ["where", "resolution"]);
  const { where, resolution = 0.1 } = options;
  return {
    statement: `${series} does not increase${whereInWords(where)}`,
    source: "a theorem for W2 under Maxwell molecules (contractivity paper; Tanaka 1978), a question otherwise",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        samples: (cell) => steps(cell, series).map(({ values }) => values),
        judge: (cell, all) => judge(cell, series, all, resolution),
      }),
  };
}
