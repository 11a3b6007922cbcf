/**
 * What the particles of species j do to the entropy and the Fisher information of species i:
 *
 *   J_ij = f_i (a_j grad psi_i/m_i - b_j/m_j),   d_t f_i = (1/m_i) div sum_j J_ij,   psi = log f,
 *   dH/dt = -sum_ij (1/m_i) int grad psi_i . J_ij,     H = sum_i int f_i psi_i                      (MP, eq. 1.6),
 *   dI/dt =  sum_ij (1/m_i^2) int grad Xi_i . J_ij,    I = sum_i (1/m_i) int f_i |grad psi_i|^2     (MP, Lemma 2.1),
 *
 * Xi = 2 Laplacian psi + |grad psi|^2. Symmetrised in i and j these are (1.6) and Lemma 2.1 as double integrals; here the inner one is the field
 * (field.ts), and the outer one a sum over nodes of f_i.
 */
import { sumOfValues } from "../../../functionals/value.ts";
import type { Law, Nodes, Species } from "../../../protocols/index.ts";
import type { Value } from "../../../functionals/index.ts";
import type { Field } from "./field.ts";
import { sumOver } from "../../../math/sum.ts";

/** dH/dt and dI/dt, or parts of them. */
export interface FunctionalRates {
  readonly entropy: Value;
  readonly fisher: Value;
}

/** A sum over nodes, with the sum of the absolute values of its terms. */
type Summed = ReturnType<typeof sumOver>;

/** Both integrals at one resolution. */
export interface Sums {
  readonly entropy: Summed;
  readonly fisher: Summed;
  /** Relative rounding of the field where it is more than that of fields in closed form. */
  readonly noise?: number;
}

/** Both added. */
export const plus = (a: Sums, b: Sums): Sums => ({
  entropy: { sum: a.entropy.sum + b.entropy.sum, size: a.entropy.size + b.entropy.size },
  fisher: { sum: a.fisher.sum + b.fisher.sum, size: a.fisher.size + b.fisher.size },
});

/** Integrands of f dv at node n, where `slope` is grad psi; the results in `into`, entropy first. */
export type Integrand = (v: Float64Array, slope: Float64Array, n: number, into: Float64Array) => void;

/** Part of the largest density below which a node counts for nothing: the integrands grow as powers. */
const NOTHING = 1e-26;

/** Sums over the nodes where the density is not negligible. */
export function sumsOf({ points, weights, density, gradient }: Nodes, integrand: Integrand): Sums {
  const d = points.length;
  const [v, slope, both] = [new Float64Array(d), new Float64Array(d), new Float64Array(2)];
  const [entropy, fisher] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  const least = NOTHING * density.reduce((most, f) => Math.max(most, f), 0);
  for (let n = 0; n < weights.length; n++) {
    if (!(density[n] > least)) continue;
    for (let k = 0; k < d; k++) {
      v[k] = points[k][n];
      slope[k] = gradient[k][n] / density[n];
    }
    integrand(v, slope, n, both);
    entropy[n] = weights[n] * density[n] * both[0];
    fisher[n] = weights[n] * density[n] * both[1];
  }
  return { entropy: sumOver(weights.length, (n) => entropy[n]), fisher: sumOver(weights.length, (n) => fisher[n]) };
}

/** The integrands of the two rates for a law of species `own` in the field of `other`, without the densities n_i n_j. The law needs a `fisherForce`. */
export function collisionIntegrand(law: Law, field: Field, own: Species, other: Species): Integrand {
  const d = law.dimension;
  const [a, b, force] = [new Float64Array(d * d), new Float64Array(d), new Float64Array(d)];
  return (v, slope, n, into) => {
    field.at(v, n, a, b);
    law.fisherForce!(v, force);
    into.fill(0);
    for (let i = 0; i < d; i++) {
      let flux = -b[i] / other.mass;
      for (let k = 0; k < d; k++) flux += (a[i * d + k] * slope[k]) / own.mass;
      into[0] -= (slope[i] * flux) / own.mass;
      into[1] += (force[i] * flux) / (own.mass * own.mass);
    }
  };
}

/** Of the sum of absolute values of the terms: the error of a field (1e-13), and what cancels within a term. */
const ROUNDING = 2e-13;

/** Relative change at which refinement stops, by dimension: it is the error of the level before, and that of the last is far smaller. */
const STILL = { 2: 1e-10, 3: 1e-7 };

const valueOf = (fine: Summed, coarse: Summed, factor: number, rounding: number): Value => ({
  value: factor * fine.sum,
  bound: factor * (Math.abs(fine.sum - coarse.sum) + rounding * fine.size),
});

/**
 * The rates by resolutions that grow finer, until they stand still or there are no more; `factor` n_i n_j. The bound is the last change, and rounding.
 */
export function refined(levels: Iterable<Sums>, factor: number, dimension: 2 | 3): FunctionalRates {
  let [last, before]: [Sums | undefined, Sums | undefined] = [undefined, undefined];
  for (const level of levels) {
    [before, last] = [last, level];
    const still = (key: "entropy" | "fisher"): boolean => Math.abs(level[key].sum - before![key].sum) <= STILL[dimension] * level[key].size;
    if (before && still("entropy") && still("fisher")) break;
  }
  if (!last || !before) throw new RangeError("rates need two resolutions");
  const rounding = ROUNDING + (last.noise ?? 0);
  return { entropy: valueOf(last.entropy, before.entropy, factor, rounding), fisher: valueOf(last.fisher, before.fisher, factor, rounding) };
}

/** The sum of parts. */
export const total = (parts: readonly FunctionalRates[]): FunctionalRates => ({
  entropy: sumOfValues(parts.map(({ entropy }) => entropy)),
  fisher: sumOfValues(parts.map(({ fisher }) => fisher)),
});
