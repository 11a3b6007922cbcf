/**
 * A series agrees with the cell's reference curve: |mean - value| <= simultaneous half-width + error of the reference, at every
 * observation time.
 *
 * The error of a reference holds its own accuracy and the stated bias of the time step, so agreement means: within noise and
 * known bias. An estimator with a bias of its own at finite N (the debiased distance of two different laws has one, of some per
 * cent at N = 4000) is given an allowance by the scenario, which the statement repeats.
 */
import type { Cell, Claim, Verdict } from "../protocols.ts";
import { halfWidthFactor, summarise } from "../math/statistics.ts";
import { inPercent, inWords } from "./verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";

function judge(cell: Cell, series: string, level: number, bias: number, resolution: number): Verdict {
  const reference = cell.setup.reference?.[series];
  if (!reference) return { kind: "inapplicable", because: `the scenario gives no reference for ${series}` };
  const compared = observedTimes(cell, series).map((k) => {
    const t = cell.times[k];
    const { mean, error, count } = summarise(valuesAt(cell, series, k));
    const { value, error: stated } = reference.at(t);
    const own = stated + bias * Math.abs(value);
    const half = error * halfWidthFactor(count, level);
    return { t, mean, value, error, own, half, excess: Math.abs(mean - value) - half - own };
  });
  if (compared.length === 0) return { kind: "undecided", evidence: `${series} was never observed`, need: "observation times" };
  const worst = compared.reduce((a, b) => (b.excess > a.excess ? b : a));
  const widest = compared.reduce((a, b) => (b.half + b.own > a.half + a.own ? b : a));
  const scale = Math.max(...compared.map(({ value }) => Math.abs(value)));
  const margin = scale === 0 ? Math.sign(-worst.excess) : -worst.excess / scale;
  const numbers = `at t = ${inWords(worst.t)} the mean is ${inWords(worst.mean)} and the reference (${reference.name}) ${inWords(worst.value)}`;
  if (worst.excess > 0) {
    const gap = Math.abs(worst.mean - worst.value) - worst.own;
    const far = worst.error > 0 ? `${inWords(gap / worst.error)} standard errors` : `${inWords(gap)}, without any spread,`;
    return { kind: "violated", evidence: `${numbers}: ${far} beyond the allowed error of ${inWords(worst.own)}`, margin };
  }
  const power = `a difference of ${inPercent(widest.half + widest.own, scale)} at t = ${inWords(widest.t)} would go unseen`;
  if (widest.half > resolution * scale) {
    return { kind: "undecided", evidence: `${numbers}; ${power}`, need: replicatesNeeded(cell, widest.half, resolution * scale) };
  }
  return { kind: "consistent", evidence: `closest call: ${numbers}; ${power}`, margin };
}

/**
 * The series follows `setup.reference[series]`. `bias`: fraction of the reference value by which the estimator itself may be
 * off; 0 by default, right for means over particles. `resolution`: undecided while an interval's half-width exceeds this fraction of
 * the reference's largest value; 10 % by default. The margin is a fraction of the reference's largest value.
 */
export function agrees<S extends string>(
  series: S,
  options: { where?: Where; bias?: number; resolution?: number } = {},
): Claim<S> {
  const { where, bias = 0, resolution = 0.1 } = options;
  const within = bias > 0 ? ` within a bias of ${inPercent(bias, 1)}` : "";
  return {
    statement: `${series} agrees with its reference${within}${whereInWords(where)}`,
    source: "the reference named in the evidence",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        comparisons: (cell) => (cell.setup.reference?.[series] ? observedTimes(cell, series).length : 0),
        verdict: (cell, level) => judge(cell, series, level, bias, resolution),
      }),
  };
}
