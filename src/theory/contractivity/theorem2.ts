/**
 * CP, Theorem 2, for Maxwell molecules: the entropic cost does not increase between two solutions. The proof is about
 *
 *   C = min eps KL(P | dx p_eps(x, y) dy) = eps H(f) + J,
 *
 * while (1.2) as printed has the product f (x) g as reference, T = min E|x-y|^2 + e KL(P | f (x) g) = 2 S at eps = e/2, and rises: of a solution with itself, from any Gaussian that
 * is no multiple of the identity. A proof without derivatives: S(f_0, f_0) < S(m, m) <= liminf S(f_t, f_t) (rates/certificates/entropic-cost.ts). eps is that of the half cost.
 */
import { gaussian } from "../../laws/index.ts";
import { certificates, gaussianEntropicRates, gaussianLemma4, type Certificate } from "../../rates/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewGaussians, underPower } from "../gaussians.ts";

/** Two laws and the parameter of the half cost. */
export interface EntropicPair extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly epsilon: number;
}

const itself = (epsilon: number): EntropicPair => {
  const law = gaussian({ variances: [0.5, 1, 1.5] });
  return { name: `f = g = N(0, diag(.5, 1, 1.5)), eps = ${epsilon}`, from: law, to: law, epsilon };
};
const isotropic = (epsilon: number): EntropicPair => {
  const law = gaussian({ variances: [1, 1, 1] });
  return { name: `f = g = N(0, I), eps = ${epsilon}`, from: law, to: law, epsilon };
};
const apart = (d: 2 | 3, epsilon: number): EntropicPair => ({ name: `skew Gaussians, d = ${d}, eps = ${epsilon}`, ...skewGaussians(d), epsilon });

const epsilons = [0.1, 1, 5];

/** Inputs of all three rows. */
const pairs: readonly EntropicPair[] = [...epsilons.map(itself), isotropic(1), ...epsilons.flatMap((epsilon) => [apart(2, epsilon), apart(3, epsilon)])];

const rates = ({ from, to, epsilon }: EntropicPair) => gaussianEntropicRates(underPower(0), from, to, epsilon);

const words = {
  statement: "The entropic cost between two solutions does not increase, Maxwell molecules",
  printed: "T(f_t, g_t) <= T(f_0, g_0), T = inf int |v-w|^2 dP + eps KL(P | f (x) g) (1.2)",
  corrected: "C(f_t, g_t) <= C(f_0, g_0), C = inf eps KL(P | dv p_eps(v, w) dw), with |v-w|^2/2",
  cites: ["contractivity"],
} as const;

const isPrinted = ({ source }: Certificate): boolean => source.startsWith("CP (1.2)");

/** As printed, by interval arithmetic. */
export const theorem2Printed: Check = check({
  ...words,
  id: "contractivity/theorem-2-printed",
  source: "CP, Theorem 2 with (1.2), as printed",
  reading: "printed",
  expected: "violated",
  evidence: "certificate",
  data: certificates.filter(isPrinted),
  compare: ({ enclosure: { low, high } }) => [atMost("the increase", { value: (low + high) / 2, bound: (high - low) / 2 }, 0)],
});

/** As printed, by the rates of Gaussians. */
export const theorem2PrintedRates: Check = check({
  ...words,
  id: "contractivity/theorem-2-rates-printed",
  source: "CP, Theorem 2 with (1.2), as printed, at t = 0",
  reading: "printed",
  expected: "violated",
  evidence: "exact",
  data: pairs,
  compare: (pair) => [atMost("dT/dt", rates(pair).asPrintedRate, 0)],
});

/** With the cost that the proof is about. */
export const theorem2: Check = check({
  ...words,
  id: "contractivity/theorem-2",
  source: "CP, Theorem 2, with the cost of its proof, at t = 0",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  data: pairs,
  compare: (pair) => [atMost("dC/dt", rates(pair).CRate, 0)],
});

/** (1.3) at eps = 0: the first variation of W2^2/2, along the geodesic, and that the rates of small eps tend to it. */
function firstVariation(pair: EntropicPair): Comparison[] {
  const { left, right, dissipation: part } = gaussianLemma4(underPower(0), [pair.from], [pair.to]);
  const [near, nearer] = [2e-3, 1e-3].map((epsilon) => Math.abs(rates({ ...pair, epsilon }).identity.left - left / 2));
  return [
    equal("d/dt W2^2/2 and the dissipation along the geodesic", left / 2, { value: right.value / 2, bound: right.bound / 2 }),
    below("the dissipation", part, 0),
    // dJ/dt is smooth in eps: half as far at half the eps, to the next order.
    atMost("dJ/dt at eps = .001 and .002, from it", nearer, 0.51 * near),
  ];
}

/** (1.3): the dissipation along the entropic interpolation, which the paper calls the Wasserstein geodesic. */
export const dissipation: Check = check({
  id: "contractivity/dissipation",
  statement: "The dissipation of the entropic cost by the vector fields of the collision, along the entropic interpolation",
  source: "CP, (1.3)",
  printed: "dC/dt = eps dH(f)/dt - 1/2 sum_k int_0^1 int int |grad(b_k.grad U)|^2 P ds, P the Wasserstein geodesic",
  corrected: "the same with P the entropic interpolation of (5.16), the geodesic only for eps = 0",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [apart(2, 0), apart(3, 0), apart(2, 0.1), apart(3, 0.1), apart(2, 1), apart(3, 1), apart(3, 5)],
  further: [apart(3, 1e-3), itself(0.1), itself(1)],
  compare(pair) {
    if (pair.epsilon === 0) return firstVariation(pair);
    const { identity } = rates(pair);
    return [equal("dJ/dt and the dissipation", identity.left, identity.right), below("the dissipation", identity.dissipation, 0)];
  },
});
