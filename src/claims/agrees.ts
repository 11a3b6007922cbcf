/**
 * A series agrees with what is known of it independently: |mean - value| <= simultaneous half-width + error of the reference, at every
 * observation time that the reference has. References are the scenario's own curve of the series and the solutions that it compares with;
 * a series along an axis is compared at every point of it.
 *
 * The error of a reference holds its own accuracy and, of a curve for particles, the stated bias of the time step, so agreement means:
 * within noise and known bias. An estimator with a bias of its own at finite N states a bound of it beside its values (the debiased distance of two
 * different laws: `w2.residue`), or is given an allowance by the scenario, which the statement repeats.
 */
import type { Cell, Claim, ReferenceSeries } from "../protocols/index.ts";
import { comparedSamples, deviations, standardErrors, type Deviation } from "./deviations.ts";
import { pointIndex } from "../series-name.ts";
import { profileOf, seriesOf } from "./quantities.ts";
import { referencesOf } from "./solutions.ts";
import { inPercent, inWords, type Graded } from "./verdict.ts";
import type { Simultaneous } from "./simultaneous.ts";
import { judgeCells, replicatesNeeded, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";
import { knownOptions } from "../names/options.ts";

interface Compared {
  readonly series: string;
  readonly curve: ReferenceSeries;
}

const pairsOf = (cell: Cell, name: string): Compared[] =>
  seriesOf(cell, name).flatMap((series) => referencesOf(cell, series).map((curve) => ({ series, curve })));

interface Demand {
  readonly allowance: number;
  readonly resolution: number;
  readonly unit: number | undefined;
}

function judge(cell: Cell, name: string, all: Simultaneous, { allowance, resolution, unit }: Demand): Graded {
  const pairs = pairsOf(cell, name);
  if (pairs.length === 0) return { verdict: { kind: "inapplicable", because: `the scenario gives no reference for ${name}` } };
  const compared = pairs.flatMap(({ series, curve }) => deviations(cell, series, curve, { all, allowance }).map((one) => ({ ...one, curve: curve.name })));
  if (compared.length === 0)
    return {
      verdict: {
        kind: "undecided",
        evidence: `${name} was nowhere compared with its reference`,
        need: "times at which both are known, and more particles",
      },
    };
  const worst = compared.reduce((a, b) => (b.excess > a.excess ? b : a));
  const widest = compared.reduce((a, b) => (b.half + b.bound > a.half + a.bound ? b : a));
  const scale = unit ?? compared.reduce((largest, { value }) => Math.max(largest, Math.abs(value)), 0);
  const margin = scale === 0 ? -worst.excess : -worst.excess / scale;
  const numbers = `at ${placeOf(cell, name, worst)} the mean is ${inWords(worst.mean)} and the reference (${worst.curve}) ${inWords(worst.value)}`;
  if (worst.excess > 0) {
    const gap = Math.abs(worst.mean - worst.value) - worst.bound;
    const counted = standardErrors(worst);
    const far = counted === undefined ? `${inWords(gap)}, without any noise,` : `${inWords(Math.abs(counted))} standard errors`;
    return { verdict: { kind: "violated", evidence: `${numbers}: ${far} beyond the allowed error of ${inWords(worst.bound)}` }, margin };
  }
  const power = `a difference of ${inPercent(widest.half + widest.bound, scale)} at ${placeOf(cell, name, widest)} would go unseen`;
  const biased = compared.reduce((a, b) => (b.residue > a.residue ? b : a));
  if (biased.residue > resolution * scale) {
    const own = `; ${name} may be off by ${inPercent(biased.residue, scale)} of its own at this number of particles`;
    return { verdict: { kind: "undecided", evidence: `${numbers}; ${power}${own}`, need: "more particles" } };
  }
  if (widest.half > resolution * scale) {
    const need = replicatesNeeded(cell, widest.half, resolution * scale);
    return { verdict: { kind: "undecided", evidence: `${numbers}; ${power}`, need } };
  }
  return { verdict: { kind: "consistent", evidence: `closest call: ${numbers}; ${power}` }, margin };
}

/** `t = 0.5`, or `v_x = 1.25, t = 0.5` along an axis. */
function placeOf(cell: Cell, name: string, { series, t }: Deviation): string {
  const profile = profileOf(cell, name);
  const point = profile?.points[pointIndex(series)];
  return profile && point !== undefined ? `${profile.axis} = ${inWords(point)}, t = ${inWords(t)}` : `t = ${inWords(t)}`;
}

/**
 * The series follows its references: `setup.reference[series]` and the solutions of `setup.compare`. `bias`: fraction of the reference
 * value by which the estimator itself may be off; 0 by default, right for means over particles. `resolution`: undecided while an
 * interval's half-width exceeds this fraction of the reference's largest value; 10 % by default. `unit`: what such fractions are of instead; a
 * reference that is 0 at all times needs one.
 */
export function agrees<S extends string>(series: S, options: { where?: Where; bias?: number; resolution?: number; unit?: number } = {}): Claim<S> {
  knownOptions("agrees", options, ["where", "bias", "resolution", "unit"]);
  const { where, bias = 0, resolution = 0.1, unit } = options;
  const within = bias > 0 ? ` within a bias of ${inPercent(bias, 1)}` : "";
  const units = unit === undefined ? "" : `, in units of ${inWords(unit)}`;
  return {
    statement: `${series} agrees with its reference${within}${units}${whereInWords(where)}`,
    source: "the reference named in the evidence",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        samples: (cell) => pairsOf(cell, series).flatMap((pair) => comparedSamples(cell, pair.series, pair.curve)),
        judge: (cell, all) => judge(cell, series, all, { allowance: bias, resolution, unit }),
      }),
  };
}
