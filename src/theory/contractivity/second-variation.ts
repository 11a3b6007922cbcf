/**
 * CP, (4.8), Maxwell molecules: the dissipation of the distance as its second variation along the collisions. For W2^2/2 (rates/distances/second-variation.ts)
 *
 *   d/dt W2^2/2 = -1/2 sum_k int |(D^2 Phi)^(-1/2) grad xi_k^f - (D^2 Psi)^(-1/2) grad xi_k^g|^2 dP,
 *
 * printed with another factor, that of the other convention of T; and W2(f, m) falls strictly unless f = m.
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { gaussianSecondVariation, gaussianWassersteinRate } from "../../rates/index.ts";
import { maxwellLaw } from "../../solvers/index.ts";
import { radialSquaredDistance } from "../../transport/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewPairs, underPower } from "../gaussians.ts";

/** Both sides of the dissipation. */
export const secondVariation: Check = check({
  id: "contractivity/second-variation",
  statement: "The distance of two solutions falls at the rate of its second variation along the collisions, Maxwell molecules",
  source: "CP, (4.8), in the convention of W2^2/2",
  printed: "(4.8) with the factor of the convention W2^2, and D^2 Phi for its inverse in the next display",
  corrected: "d/dt W2^2/2 = -1/2 sum_k int |(D^2 Phi)^(-1/2) grad xi_k^f - (D^2 Psi)^(-1/2) grad xi_k^g|^2 dP",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: skewPairs([0, -2]),
  hypothesis: ({ gamma }) => (gamma === 0 ? undefined : `pair rotations are isometries of one speed for gamma = 0 only, not ${gamma}`),
  compare({ from, to }) {
    const { left, right } = gaussianSecondVariation(underPower(0), from, to);
    return [equal("both sides", left, right), below("the dissipation", right, 0)];
  },
});

interface Start extends Datum {
  readonly law: Law;
}

const centred = (parts: readonly (readonly [number, number])[], d: number): Law =>
  mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) });

const isGaussian = ({ law }: Start): boolean => law.gaussian === true;

/** To the Maxwellian: by the first variation for Gaussians, over time for exact isotropic solutions. */
export const strictDecrease: Check = check({
  id: "contractivity/strict-decrease",
  statement: "The distance to the Maxwellian falls strictly, Maxwell molecules",
  source: "CP, section 4, strict decrease of T(f, m)",
  printed: "T(f_t, m) is strictly decreasing unless f = m",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "tanaka1978"],
  data: [
    { name: "N(0, diag(1.6, 1, .4))", law: gaussian({ variances: [1.6, 1, 0.4] }) },
    { name: "N(0, diag(1.001, .999))", law: gaussian({ variances: [1.001, 0.999] }) },
    { name: "two variances, d = 3", law: centred([[0.5, 0.5], [0.5, 1.5]], 3) }, // prettier-ignore
    { name: "two variances, d = 2", law: centred([[0.8, 0.7], [0.2, 2.2]], 2) }, // prettier-ignore
    { name: "m itself", law: gaussian({ variances: [1, 1, 1] }) },
  ] satisfies readonly Start[],
  hypothesis: (datum: Start) => (isGaussian(datum) && datum.law.covariance.every((row, i) => row[i] === 1) ? "f = m" : undefined),
  compare(datum) {
    const { law } = datum;
    const m = gaussian({ variances: law.mean.map(() => 1) });
    if (isGaussian(datum)) return [below("d/dt W2^2(f, m)", gaussianWassersteinRate(underPower(0), [law], [m]).rate, 0)];
    const at = (t: number) => ({ value: radialSquaredDistance(maxwellLaw(law, t), m), bound: 1e-11 });
    return [[0, 0.05], [0.05, 0.2], [0.2, 0.5]].map(([s, t]) => below(`between t = ${s} and ${t}`, at(t), at(s))); // prettier-ignore
  },
});
