/**
 * CP, Lemma 4: d/dt of W2^2/2 along two solutions is a dissipation and a remainder along the geodesic between them,
 *
 *   d/dt W2^2/2 = -1/2 sum_k int_0^1 int int r^gamma |grad(b_k.grad U)|^2 + 1/2 (remainder in alpha'),   U(v, w) = u_s(v) + u_s(w).
 *
 * For Gaussians the left side is the first variation, the right side an integral over s of expectations in closed form: they share the laws only. Maxwell molecules have no
 * remainder, and the distance falls; soft potentials may have one that is positive. The lemma is for any alpha, with alpha' in the remainder: screened potentials and sums of powers by quadrature.
 */
import { screened, sumOfPowers } from "../../model/index.ts";
import { gaussianLemma4, potentialLemma4 } from "../../rates/index.ts";
import type { Check, Law, Potential } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewGaussians, skewPairs, underPower } from "../gaussians.ts";

/** Both sides, for hard, Maxwellian and soft potentials. */
export const lemma4: Check = check({
  id: "contractivity/lemma-4",
  statement: "The rate of the Wasserstein distance is a dissipation and a remainder along the geodesic, for every power law",
  source: "CP, Lemma 4 (for half the squared distance)",
  printed: "d/dt T = -1/2 sum_k int_0^1 int int r^gamma |grad(b_k.grad U)|^2 rho rho + 1/2 remainder, T = W2^2/2",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "villani2003"],
  data: skewPairs([1, 0, -1, -2, -3]),
  further: skewPairs([0.5, -0.5, -1.5, -2.5]),
  compare({ from, to, gamma }) {
    const { left, right, dissipation, remainder } = gaussianLemma4(underPower(gamma), [from], [to]);
    const half = { value: right.value / 2, bound: right.bound / 2 };
    return [
      equal("both sides", left / 2, half),
      atMost("the dissipation", dissipation, 0),
      ...(gamma === 0 ? [equal("no remainder", remainder, 0), atMost("the distance falls", left, 0)] : []),
    ];
  },
});

interface PotentialCase extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly potential: Potential;
}

const under = (d: 2 | 3, name: string, potential: Potential): PotentialCase => ({ name: `d = ${d}, ${name}`, ...skewGaussians(d), potential });
const sum = sumOfPowers({ terms: [{ coefficient: 0.7, gamma: -1 }, { coefficient: 0.4, gamma: 0.5 }] }); // prettier-ignore

/** Both sides for alpha that is no power. */
export const lemma4General: Check = check({
  id: "contractivity/lemma-4-any-alpha",
  statement: "The rate of the Wasserstein distance is a dissipation and a remainder along the geodesic, for interactions that are no powers",
  source: "CP, Lemma 4 (for half the squared distance), alpha screened and a sum of powers",
  printed: "d/dt T = -1/2 sum_k int_0^1 int int alpha |grad(b_k.grad U)|^2 rho rho + 1/2 remainder in alpha', T = W2^2/2",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "villani2003"],
  data: [under(2, "screened, gamma = -1, length 1", screened({ gamma: -1, length: 1 })), under(2, "r^-1 and r^.5", sum)],
  further: [under(3, "screened, gamma = -3, length .7", screened({ gamma: -3, length: 0.7 })), under(3, "r^-1 and r^.5", sum)],
  compare({ from, to, potential }) {
    const { left, right, dissipation } = potentialLemma4(potential, from, to);
    return [equal("both sides", left, right), atMost("the dissipation", dissipation, 0)];
  },
});
