/**
 * The Landau equation is the flow of the entropy in a metric of its own; whether Maxwell molecules contract in it is the open question at the end of CP's introduction. At the tangent level they do not (ours):
 * Theta > 0 at explicit f and phi, in fractions (spectral/metric/landau-metric.ts), and the ratio Theta/|h|^2 is unbounded over thin beams. Formal as a statement about the metric.
 */
import { landauMetric, Rational, type ExactBeam, type ExactPotential } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Tangent extends Datum {
  readonly beams: readonly ExactBeam[];
  readonly potential: ExactPotential;
  /** Theta/|h|^2 where it is known: eigenvalues at the Maxwellian. */
  readonly ratio?: number;
}

const q = (a: number, b = 1): Rational => new Rational(a, b);
const diagonal = (...x: Rational[]): Rational[][] => x.map((entry, i) => x.map((_, j) => (i === j ? entry : q(0))));
const gaussianBeam = (...variances: Rational[]): ExactBeam[] => [{ weight: q(1), mean: variances.map(() => q(0)), covariance: diagonal(...variances) }];
const beams = (d: number, variance: Rational): ExactBeam[] =>
  [1, -1].map((side) => ({
    weight: q(1, 2),
    mean: Array.from({ length: d }, (_, k) => q(k === 0 ? side : 0)),
    covariance: diagonal(...Array.from({ length: d }, () => variance)),
  }));
const term = (coefficient: Rational, ...powers: number[]) => ({ coefficient, powers });
const shear = [term(q(9, 4), 1, 1, 0), term(q(-7, 4), 3, 1, 0)];

const numberOf = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);

/** Growth of tangent vectors. */
export const landauMetricGrowth: Check = check({
  id: "beyond/landau-metric",
  statement: "The flow of Maxwell molecules does not contract in the Landau metric, at tangent level, for any rate",
  source: "ours, after the open question at the end of CP's introduction",
  corrected: "Theta = d/dt |h|^2 > 0 at f = N(0, diag(39/20, 1/20)), phi = v_1^2 v_2, and at two beams; at the Maxwellian it is the linearised spectrum",
  reading: "corrected",
  expected: "consistent",
  evidence: "certificate",
  cites: ["contractivity"],
  data: [
    { name: "N(0, diag(39/20, 1/20)), d = 2", beams: gaussianBeam(q(39, 20), q(1, 20)), potential: [term(q(1), 2, 1)] },
    { name: "two beams of width 1/20, d = 3", beams: beams(3, q(1, 400)), potential: shear },
    { name: "the Maxwellian, d = 3, v_1 v_2 v_3", beams: gaussianBeam(q(1), q(1), q(1)), potential: [term(q(2, 3), 1, 1, 1)], ratio: -36 },
    { name: "the Maxwellian, d = 2, v_1^2 - v_2^2", beams: gaussianBeam(q(1), q(1)), potential: [term(q(1), 2, 0), term(q(-1), 0, 2)], ratio: -16 },
  ] satisfies readonly Tangent[],
  compare({ ratio, beams: law, potential }: Tangent) {
    const { square, rate } = landauMetric({ beams: law, potential });
    const found = numberOf(rate) / numberOf(square);
    return [ratio === undefined ? below("0 and Theta/|h|^2", 0, found) : equal("Theta/|h|^2 and the spectrum", found, ratio)];
  },
});
