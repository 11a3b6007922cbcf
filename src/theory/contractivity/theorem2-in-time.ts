/**
 * CP, Theorem 2, over time and for laws that are no Gaussians: entropic costs between exact solutions for Maxwell molecules, mixtures of isotropic Gaussians, whose weights stay and
 * whose variances relax at the rate 2(d-1). The costs are a radial Sinkhorn iteration (transport/entropic/radial.ts), with two-sided bounds.
 */
import { mixture } from "../../laws/index.ts";
import { maxwellLaw } from "../../solvers/index.ts";
import { radialEntropic } from "../../transport/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";

/** Two isotropic laws, the parameter of the half cost, and the times at which the cost is looked at. */
export interface EntropicSolutions extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly epsilon: number;
  readonly times: readonly number[];
}

/** Centred Gaussians of the given [weight, variance]. */
const isotropic = (d: number, parts: readonly (readonly [number, number])[]): Law =>
  mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) });

const times = [0, 0.1, 0.3];
const wide = [[0.5, 0.5], [0.5, 1.5]] as const; // prettier-ignore
const narrow = [[0.25, 0.2], [0.75, 3.8 / 3]] as const; // prettier-ignore

const data: readonly EntropicSolutions[] = [
  { name: "one mixture with itself, d = 3, eps = .5", from: isotropic(3, wide), to: isotropic(3, wide), epsilon: 0.5, times },
  { name: "two mixtures, d = 3, eps = .5", from: isotropic(3, wide), to: isotropic(3, narrow), epsilon: 0.5, times },
  { name: "two mixtures, d = 2, eps = 1", from: isotropic(2, wide), to: isotropic(2, narrow), epsilon: 1, times },
];

/** Of the quadrature on radii, relative to a cost (test/exact/transport-entropic.test.ts). */
const QUADRATURE = 1e-9;

/** Costs at later times against those before: `cost` of S and C. */
const falling = (name: string, cost: (found: { readonly S: number; readonly C: number }) => number) =>
  function compare({ from, to, epsilon, times: [first, ...later] }: EntropicSolutions): Comparison[] {
    const at = (t: number) => {
      const { value, lebesgue, lower, upper } = radialEntropic(maxwellLaw(from, t), maxwellLaw(to, t), { epsilon });
      const found = cost({ S: value, C: lebesgue });
      return { value: found, bound: upper - lower + QUADRATURE * Math.abs(found) };
    };
    let [before, since] = [at(first), first];
    return later.map((t) => {
      const now = at(t);
      const one = atMost(`${name} at t = ${t} and ${since}`, now, before);
      [before, since] = [now, t];
      return one;
    });
  };

const words = {
  statement: "The entropic cost between two solutions does not increase, Maxwell molecules: exact isotropic solutions over time",
  printed: "T(f_t, g_t) <= T(f_0, g_0), T = inf int |v-w|^2 dP + eps KL(P | f (x) g) (1.2)",
  corrected: "C(f_t, g_t) <= C(f_0, g_0), C = inf eps KL(P | dv p_eps(v, w) dw), with |v-w|^2/2",
  evidence: "exact",
  cites: ["contractivity"],
} as const;

/** As printed; 2 S is (1.2). */
export const theorem2InTimePrinted: Check = check({
  ...words,
  id: "contractivity/theorem-2-in-time-printed",
  source: "CP, Theorem 2 with (1.2), as printed, over time",
  reading: "printed",
  expected: "violated",
  data,
  compare: falling("T", ({ S }) => 2 * S),
});

/** With the cost that the proof is about. */
export const theorem2InTime: Check = check({
  ...words,
  id: "contractivity/theorem-2-in-time",
  source: "CP, Theorem 2, with the cost of its proof, over time",
  reading: "corrected",
  expected: "consistent",
  data,
  compare: falling("C", ({ C }) => C),
});
