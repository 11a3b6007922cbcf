/**
 * Momentum and energy are conserved pathwise: |E(t) - E(0)| <= 1e-15 n |E(0)| after n steps, in every replicate.
 *
 * Each collision keeps the pair's energy to a few units in the last place (2.2e-16); 1e-15 a step allows them all to have one
 * sign. A series that starts at zero (the momentum of a centred ensemble) is measured against the thermal speed of the first
 * law instead, to the power that the declared unit of the series has.
 */
import type { Cell, Claim } from "../protocols/index.ts";
import { quantityOf } from "./quantities.ts";
import { inWords, type Graded } from "./verdict.ts";
import { judgeCells, observedTimes, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";
import { knownOptions } from "../names/options.ts";

/** Relative round-off per step. */
const PER_STEP = 1e-15;

/** The thermal speed of the first law, to the power of the series' unit; what has no such unit is counted in speeds. */
function thermalUnit(cell: Cell, series: string): number {
  const law = cell.setup.initial.laws[0];
  const speed = Math.sqrt(law?.covariance.reduce((sum, row, i) => sum + row[i], 0) ?? 0);
  const { velocity = 1 } = quantityOf(cell, series) ?? {};
  return velocity === "-d" ? speed : new Array<number>(Math.max(0, velocity)).fill(speed).reduce((product, one) => product * one, 1);
}

/** The law of conservation that a series is subject to and its system does not promise; a series that is subject to none is judged as it is. */
function unpromised(cell: Cell, series: string): string | undefined {
  const { conserved: law } = quantityOf(cell, series) ?? {};
  return law === undefined || cell.setup.system.conserves.includes(law) ? undefined : law;
}

function judge(cell: Cell, series: string): Graded {
  const law = unpromised(cell, series);
  if (law !== undefined) return { verdict: { kind: "inapplicable", because: `${cell.setup.system.name} conserves ${law} in mean only` } };
  const { end, steps } = cell.setup.time;
  const thermal = thermalUnit(cell, series);
  const times = observedTimes(cell, series);
  if (times.length < 2) return { verdict: { kind: "undecided", evidence: `${series} was observed at fewer than two times`, need: "more observation times" } };
  let worst = { share: 0, drift: 0, allowed: 0, replicate: 0, t: 0 };
  cell.replicates.forEach((replicate, index) => {
    const values = replicate.series[series] as readonly number[];
    const start = values[times[0]];
    const scale = Math.abs(start) > 1e-12 * thermal ? Math.abs(start) : thermal;
    for (const k of times.slice(1)) {
      const drift = Math.abs(values[k] - start) / scale;
      const allowed = PER_STEP * Math.max(1, (steps * cell.times[k]) / end);
      if (drift / allowed >= worst.share) worst = { share: drift / allowed, drift, allowed, replicate: index, t: cell.times[k] };
    }
  });
  const { share, drift, allowed, replicate, t } = worst;
  const evidence = `largest relative drift ${inWords(drift)} (replicate ${replicate}, t = ${inWords(t)}), round-off allows ${inWords(allowed)}`;
  return { verdict: { kind: share <= 1 ? "consistent" : "violated", evidence }, margin: 1 - share };
}

/** The series keeps its starting value to round-off in every replicate. */
export function conserved<S extends string>(series: S, options: { where?: Where } = {}): Claim<S> {
  knownOptions("conserved", options, ["where"]);
  return {
    statement: `${series} is conserved to round-off in every replicate${whereInWords(options.where)}`,
    source: "conservation laws of the equation, pathwise for pair collisions",
    reads: [series],
    check: (result) => judgeCells(result, { where: options.where, enough: 1, judge: (cell) => judge(cell, series) }),
  };
}
