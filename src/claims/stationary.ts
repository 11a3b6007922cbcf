/**
 * Equilibrium stays: the mean of a series keeps its value at the first time, replicate by replicate, within simultaneous 99 %
 * intervals of the difference.
 *
 * Independent samples of a Maxwellian are an exact equilibrium of the particle system, since the density of N of them depends
 * on the total momentum and energy only, which every collision keeps: any change of a mean is a defect.
 */
import type { Cell, Claim, Verdict } from "../protocols/index.ts";
import { pairedInterval, summarise } from "../math/statistics.ts";
import { inWords } from "./verdict.ts";
import { judgeCells, observedTimes, valuesAt, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";

function judge(cell: Cell, series: string, level: number): Verdict {
  const [first, ...later] = observedTimes(cell, series);
  if (later.length === 0) return { kind: "undecided", evidence: `${series} was observed at fewer than two times`, need: "more observation times" };
  const before = valuesAt(cell, series, first);
  const start = summarise(before).mean;
  const round = 1e-12 * before.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  const changes = later.map((k) => ({ t: cell.times[k], ...pairedInterval(valuesAt(cell, series, k), before, level) }));
  const beyond = ({ mean, high }: (typeof changes)[number]): number => Math.abs(mean) - (high - mean) - round;
  const worst = changes.reduce((a, b) => (beyond(b) > beyond(a) ? b : a));
  const half = worst.high - worst.mean;
  const detectable = 3.3 * changes.reduce((largest, { standardError }) => Math.max(largest, standardError), 0);
  const seen = `change ${inWords(worst.mean)} +- ${inWords(half)} at t = ${inWords(worst.t)} from ${inWords(start)}`;
  const margin = half === 0 ? (beyond(worst) > 0 ? -1 : 1) : -beyond(worst) / half;
  if (beyond(worst) > 0) return { kind: "violated", evidence: seen, margin };
  return {
    kind: "consistent",
    evidence: `${seen}; a change of ${inWords(detectable)} would be seen five times in six at one time`,
    margin,
  };
}

/** The mean of the series does not move. The margin is a fraction of the interval's half-width. */
export function stationary<S extends string>(series: S, options: { where?: Where } = {}): Claim<S> {
  return {
    statement: `${series} keeps its mean at equilibrium${whereInWords(options.where)}`,
    source: "Maxwellians are the equilibria of the equation and of the particle system",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where: options.where,
        comparisons: (cell) => Math.max(0, observedTimes(cell, series).length - 1),
        verdict: (cell, level) => judge(cell, series, level),
      }),
  };
}
