/**
 * CP, Lemma 4: d/dt of W2^2/2 along two solutions is a dissipation and a remainder along the geodesic between them,
 *
 *   d/dt W2^2/2 = -1/2 sum_k int_0^1 int int r^gamma |grad(b_k.grad U)|^2 + 1/2 (remainder in alpha'),   U(v, w) = u_s(v) + u_s(w).
 *
 * For Gaussians the left side is the first variation, the right side an integral over s of expectations in closed form: they share the laws only. Maxwell molecules have no
 * remainder, and the distance falls; soft potentials may have one that is positive.
 */
import { gaussianLemma4 } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check } from "../check.ts";
import { skewPairs, underPower } from "../gaussians.ts";

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
