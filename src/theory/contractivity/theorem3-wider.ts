/**
 * CP, Theorem 3, for potentials that are no powers. The paper's class asks K = sup alpha'^2/(alpha r^(gamma-2)) < infinity: the screened r^gamma e^(-r/L) have it, K = gamma^2 for gamma <= -2. Sums of two
 * different powers neither of which is constant have K = infinity for every gamma (c_0 + c r^g has K < infinity from g to 2g); by Cauchy alpha'^2/alpha <= sum c_i gamma_i^2 r^(gamma_i - 2), hence (ours)
 *
 *   d/dt W2^2 <= (d-1) sum_i c_i gamma_i^2 sup I_(gamma_i) rho W2^2,
 *
 * rates of sums being sums of rates.
 */
import { growthSupremum } from "../../functionals/index.ts";
import { gaussian } from "../../laws/index.ts";
import { powerLaw, screened, sumOfPowers, singleSpecies } from "../../model/index.ts";
import { gaussianGeodesic, gaussianWassersteinRate } from "../../rates/index.ts";
import { toRows } from "../../math/symmetric.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewGaussians } from "../gaussians.ts";

interface ScreenedCase extends Datum {
  readonly gamma: number;
  readonly length: number;
}

/** K of the screened potentials. */
export const screenedClass: Check = check({
  id: "contractivity/theorem-3-screened",
  statement: "Screened potentials are in the class of Theorem 3, from gamma = -2 on with the constant of the power law",
  source: "CP, Theorem 3, its hypothesis on alpha",
  printed: "K = sup_r alpha'^2 / (alpha r^(gamma-2)) < infinity",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [[-1, 0.5], [-2, 1], [-3, 1], [-3, 0.1]].map(([gamma, length]): ScreenedCase => ({ name: `gamma = ${gamma}, length ${length}`, gamma, length })), // prettier-ignore
  compare({ gamma, length }) {
    const potential = screened({ gamma, length });
    const K = potential.growthConstant(gamma);
    const ratio = (r: number): number => (potential.derivative(r) * potential.derivative(r)) / (potential.alpha(r) * powerLaw(gamma - 2).alpha(r));
    return [...(gamma <= -2 ? [equal("K and gamma^2", K, gamma * gamma)] : []), ...[0.03, 0.4, 2, 30].map((r) => atMost(`the ratio at r = ${r}`, ratio(r), K))];
  },
});

interface SummedPair extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly terms: readonly { readonly coefficient: number; readonly gamma: number }[];
}

const terms = [{ coefficient: 0.7, gamma: -1 }, { coefficient: 0.4, gamma: -2 }]; // prettier-ignore
const grown = (s: number) => gaussian({ variances: [(1 + s) * (1 + s), 0.1, 0.1] });

/** The additive bound. */
export const additive: Check = check({
  id: "beyond/theorem-3-sums-of-powers",
  statement: "Theorem 3 for sums of power laws, which its class excludes unless one of two is constant: rates and bounds add up",
  source: "after CP, Theorem 3; ours",
  corrected: "d/dt W2^2 <= (d-1) sum_i c_i gamma_i^2 sup I_(gamma_i) rho W2^2",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [
    { name: "skew Gaussians", ...skewGaussians(3), terms },
    { name: "elongated Gaussians", from: grown(0), to: grown(0.1), terms },
    { name: "elongated Gaussians, with Maxwell molecules", from: grown(0), to: grown(0.1), terms: [...terms, { coefficient: 0.2, gamma: 0 }] },
  ] satisfies readonly SummedPair[],
  compare({ from, to, terms }) {
    const potential = sumOfPowers({ terms });
    const rate = terms.reduce(
      (sum, { coefficient, gamma }) => sum + gaussianWassersteinRate(singleSpecies(powerLaw(gamma, { strength: coefficient })), [from], [to]).rate,
      0,
    );
    const geodesic = gaussianGeodesic({ from, to });
    const d = geodesic.dimension;
    const supremum = geodesic.largest(
      ({ mean, covariance }) => growthSupremum(gaussian({ mean: Array.from(mean), covariance: toRows(covariance, d) }), { potential }).value,
    );
    return [atMost("dW2^2/dt", rate, (d - 1) * supremum * geodesic.squared)];
  },
});
