/**
 * Equilibrium stays: the mean of a series keeps its value at the first time, replicate by replicate. With simultaneous 99 % intervals of the
 * differences: violated when some interval excludes 0, consistent when every one lies within `resolution`, undecided between.
 *
 * Independent samples of a Maxwellian are an exact equilibrium of the particle system, since the density of N of them depends
 * on the total momentum and energy only, which every collision keeps: any change of a mean is a defect.
 */
import { mean } from "d3-array";
import type { Cell, Claim } from "../protocols/index.ts";
import { summarise } from "../math/statistics.ts";
import { differences, judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import type { Simultaneous } from "./simultaneous.ts";
import { inPercent, inWords, type Graded } from "./verdict.ts";
import { knownOptions } from "../names/options.ts";

/** What rounding leaves of equal numbers, relative to the largest of them. */
const ROUND_OFF = 1e-12;

function changes(cell: Cell, series: string): { readonly t: number; readonly values: readonly number[] }[] {
  const [first, ...later] = observedTimes(cell, series);
  return later.map((k) => ({ t: cell.times[k], values: differences(valuesAt(cell, series, k), valuesAt(cell, series, first)) }));
}

function judge(
  cell: Cell,
  series: string,
  all: Simultaneous,
  { resolution, unit }: { readonly resolution: number; readonly unit: number | undefined },
): Graded {
  const found = changes(cell, series).map(({ t, values }) => ({ t, values, ...all.interval(values) }));
  if (found.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was observed at fewer than two times`, need: "more observation times" } };
  const before = valuesAt(cell, series, observedTimes(cell, series)[0]);
  const start = summarise(before).mean;
  const scale = unit ?? Math.abs(start);
  const round = ROUND_OFF * before.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  type Change = (typeof found)[number];
  const told = ({ t, mean: change, low, high }: Change): string =>
    `change ${inWords(change)}${low === high ? "" : ` (${inWords(low)} to ${inWords(high)})`} at t = ${inWords(t)} from ${inWords(start)}`;
  const beyond = ({ low, high }: Change): number => Math.max(low, -high);
  const worst = found.reduce((a, b) => (beyond(b) > beyond(a) ? b : a));
  if (beyond(worst) > round) return { verdict: { kind: "violated", evidence: told(worst) }, margin: -beyond(worst) };
  const reach = ({ low, high }: Change): number => Math.max(-low, high);
  const widest = found.reduce((a, b) => (reach(b) > reach(a) ? b : a));
  const allowed = Math.max(round, resolution * scale);
  const shown = mean(found, ({ values }) => all.detectable(values))!;
  const power = `a change of ${inPercent(shown, scale)}, in the mean over the times, would be shown in at least four studies of five`;
  const evidence = `${told(widest)}; ${power}`;
  if (reach(widest) <= allowed) return { verdict: { kind: "consistent", evidence }, margin: allowed - reach(widest) };
  const half = reach(widest) - Math.abs(widest.mean);
  return { verdict: { kind: "undecided", evidence, need: replicatesNeeded(cell, half, allowed - Math.abs(widest.mean)) } };
}

/**
 * The mean of the series does not move. `resolution`: the change that may stay unseen, a fraction of the value at the first time, 10 % by
 * default. `unit`: what it is a fraction of instead; a series that is 0 at equilibrium needs one.
 */
export function stationary<S extends string>(series: S, options: { where?: Where; resolution?: number; unit?: number } = {}): Claim<S> {
  knownOptions("stationary", options, ["where", "resolution", "unit"]);
  const { where, resolution = 0.1, unit } = options;
  const units = unit === undefined ? "" : `, in units of ${inWords(unit)}`;
  return {
    statement: `${series} keeps its mean at equilibrium${units}${whereInWords(where)}`,
    source: "Maxwellians are the equilibria of the equation and of the particle system",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        samples: (cell) => changes(cell, series).map(({ values }) => values),
        judge: (cell, all) => judge(cell, series, all, { resolution, unit }),
      }),
  };
}
