/**
 * Duality at equilibrium (ours). Common Maxwellians mu_i of temperature 1, k_i smooth, g_i = (id + eps grad k_i/m_i)# mu_i and f_i = mu_i (1 + eps k_i) to leading order. With L the linearised
 * collisions and A = sum_i -(1/m_i)(Laplacian - m_i v.grad),
 *
 *   D(mu, g) = eps^2 J(k),   I(f | mu) = eps^2 J(k),   J(k) = sum_i (1/m_i) int mu_i |grad k_i|^2,
 *   dD/dt = 2 eps^2 <L A k, k> = 2 eps^2 <L k, A k> = dI/dt,
 *
 * one quadratic form: the mass-weighted W2 contracts near equilibrium if and only if the Fisher information decays there. D is that of beyond/mixture-distance.ts. Compared on quadratic k_i, for which
 * g_i and f_i ~ exp(-m_i|v|^2/2 + eps k_i) are Gaussians: dD/dt by the first variation of W2 (distances/gaussian-wasserstein.ts), dI/dt by Lemma 2.1 of MP (fisher/by-variation.ts), which share no
 * formula; each even in eps and extrapolated to eps = 0.
 */
import { fisherRate, gaussianWassersteinRate } from "../../rates/index.ts";
import { gaussian } from "../../laws/index.ts";
import { fromRows, functionOf, product, toRows } from "../../math/symmetric.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, equal, type Side } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { twoSpecies } from "../mixtures.ts";

interface Quadratic extends Datum {
  readonly dimension: 2 | 3;
  readonly gamma: number;
  readonly masses: readonly [number, number];
}

/** k_i = v.S v/2 + b.v of two species; the plane has the leading blocks. */
const potentials = [
  { S: [[0.6, 0.2, -0.1], [0.2, -0.3, 0.15], [-0.1, 0.15, 0.1]], b: [0.3, -0.2, 0.1] }, // prettier-ignore
  { S: [[-0.4, 0.1, 0.3], [0.1, 0.5, -0.2], [0.3, -0.2, 0.2]], b: [-0.1, 0.4, 0.25] }, // prettier-ignore
];

const square = (d: number, of: (k: number, l: number) => number): number[][] =>
  Array.from({ length: d }, (_, k) => Array.from({ length: d }, (_, l) => of(k, l)));

/** g_i: the Maxwellian displaced by eps grad k/m. */
function displaced({ dimension: d }: Quadratic, mass: number, epsilon: number, { S, b }: (typeof potentials)[number]): Law {
  const map = fromRows(square(d, (k, l) => (k === l ? 1 : 0) + (epsilon * S[k][l]) / mass));
  const covariance = toRows(product(map, map, d), d).map((row) => row.map((x) => x / mass));
  return gaussian({ mean: b.slice(0, d).map((x) => (epsilon * x) / mass), covariance });
}

/** f_i ~ exp(-m |v|^2/2 + eps k). */
function tilted({ dimension: d }: Quadratic, mass: number, epsilon: number, { S, b }: (typeof potentials)[number]): Law {
  const covariance = toRows(
    functionOf(fromRows(square(d, (k, l) => (k === l ? mass : 0) - epsilon * S[k][l])), d, (x) => 1 / x),
    d,
  );
  return gaussian({ mean: covariance.map((row) => epsilon * row.reduce((sum, x, l) => sum + x * b[l], 0)), covariance });
}

/** The coefficient of eps^2 of an analytic function that starts with it: even part, and two extrapolations. The bound is what the second changes. */
function quadraticPart(of: (epsilon: number) => number): Side {
  const [a, b, c] = [0.04, 0.02, 0.01].map((epsilon) => (of(epsilon) + of(-epsilon)) / (2 * epsilon * epsilon));
  const [first, second] = [(4 * b - a) / 3, (4 * c - b) / 3];
  const value = (16 * second - first) / 15;
  return { value, bound: Math.abs(value - second) };
}

const data = (gammas: readonly number[], masses: readonly [number, number] = [1, 2.5]): Quadratic[] =>
  ([2, 3] as const).flatMap((dimension) =>
    gammas.map((gamma) => ({ name: `d = ${dimension}, gamma = ${gamma}, masses ${masses.join(" and ")}`, dimension, gamma, masses })),
  );

/** One form. */
export const duality: Check = check({
  id: "beyond/duality",
  statement:
    "Near equilibrium the mass-weighted distance and the Fisher information have one and the same rate: their second variations are one quadratic form",
  source: "ours, after CP, Lemma 4, and MP, Lemma 2.1",
  corrected: "d/dt D(mu, (id + eps grad k/m)# mu) = d/dt I(mu (1 + eps k)) = 2 eps^2 <L k, A k> + O(eps^3)",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "multispecies"],
  data: data([0, -1, -3]),
  further: [...data([1, -2, -3.5]), ...data([-1, -3], [1, 20])],
  compare(datum) {
    const { gamma, masses, dimension: d } = datum;
    const model = twoSpecies({ masses, gammas: [gamma, gamma, gamma] });
    const along = (law: typeof displaced, epsilon: number): Law[] => masses.map((mass, i) => law(datum, mass, epsilon, potentials[i]));
    const distance = quadraticPart((epsilon) => gaussianWassersteinRate(model, along(displaced, 0), along(displaced, epsilon)).rate);
    const information = quadraticPart((epsilon) => fisherRate(model, along(tilted, epsilon)).rate);
    return [equal("dD/dt and dI/dt", distance, information), ...(gamma * gamma <= 4 * (d - 1) ? [atMost("dD/dt", distance, 0)] : [])];
  },
});
