/**
 * What the particles of species j do to species i:
 *
 *   J_ij = f_i (a_j grad psi_i/m_i - b_j/m_j),   d_t f_i = (1/m_i) div sum_j J_ij,   psi = log f,
 *   dH/dt = -sum_ij (1/m_i) int grad psi_i . J_ij,     H = sum_i int f_i psi_i                      (MP, eq. 1.6),
 *   dI/dt =  sum_ij (1/m_i^2) int grad Xi_i . J_ij,    I = sum_i (1/m_i) int f_i |grad psi_i|^2     (MP, Lemma 2.1),
 *   d/dt int m_i v f_i = -sum_j int J_ij,   d/dt int v v^T f_i = -(1/m_i) sum_j int (J_ij v^T + v J_ij^T)      (weak form of MP, eq. 1.1),
 *
 * Xi = 2 Laplacian psi + |grad psi|^2. Symmetrised in i and j the first two are (1.6) and Lemma 2.1 as double integrals; here the inner one is the field
 * (field.ts), and the outer one a sum over nodes of f_i.
 */
import { sumOfValues } from "../../../functionals/value.ts";
import type { Law, Nodes, Species } from "../../../protocols/index.ts";
import type { Value } from "../../../functionals/index.ts";
import type { Field } from "./field.ts";
import { Sum } from "../../../math/sum.ts";

/** dH/dt and dI/dt, or parts of them. */
export interface FunctionalRates {
  readonly entropy: Value;
  readonly fisher: Value;
}

/** What collisions change of the moments of a species. */
export interface FluxMoments {
  /** d/dt int m v f, [d]. */
  readonly momentum: readonly Value[];
  /** d/dt int v v^T f about the origin, [d*d]. */
  readonly second: readonly Value[];
}

/** Rates with the moments of the species that take part, in their order. */
export interface CollisionRates extends FunctionalRates {
  readonly moments: readonly FluxMoments[];
}

/** Integrals at one resolution, each with the sum of the absolute values of its terms: entropy, Fisher information, and of each member momentum and second moment. */
export interface Sums {
  readonly sums: readonly { readonly sum: number; readonly size: number }[];
  /** Relative rounding of the field where it is more than that of fields in closed form. */
  readonly noise?: number;
}

/** Both added. */
export const plus = (a: Sums, b: Sums): Sums => ({
  sums: a.sums.map(({ sum, size }, k) => ({ sum: sum + b.sums[k].sum, size: size + b.sums[k].size })),
});

/** Place of a member's momentum among the integrals; its second moment comes after that. */
export const placeOf = (member: number, d: number): number => 2 + member * (d + d * d);

/** Adds the integrands of f dv at node n, where `slope` is grad psi, to `into`. */
export type Integrand = (v: Float64Array, slope: Float64Array, n: number, into: Float64Array) => void;

/** Part of the largest density below which a node counts for nothing: the integrands grow as powers. */
const NOTHING = 1e-26;

/** Sums over the nodes where the density is not negligible, for a pair of `members` species. */
export function sumsOf({ points, weights, density, gradient }: Nodes, integrand: Integrand, members: number): Sums {
  const d = points.length;
  const terms = new Float64Array(placeOf(members, d));
  const [v, slope, sizes] = [new Float64Array(d), new Float64Array(d), new Float64Array(terms.length)];
  const sums = Array.from(terms, () => new Sum());
  const least = NOTHING * density.reduce((most, f) => Math.max(most, f), 0);
  for (let n = 0; n < weights.length; n++) {
    if (!(density[n] > least)) continue;
    for (let k = 0; k < d; k++) {
      v[k] = points[k][n];
      slope[k] = gradient[k][n] / density[n];
    }
    terms.fill(0);
    integrand(v, slope, n, terms);
    for (let k = 0; k < terms.length; k++) {
      const term = weights[n] * density[n] * terms[k];
      sums[k].add(term);
      sizes[k] += Math.abs(term);
    }
  }
  return { sums: sums.map((sum, k) => ({ sum: sum.value(), size: sizes[k] })) };
}

/** The integrands for a law of species `own`, the pair's member number `member`, in the field of `other`, without the densities n_i n_j. The law needs a `fisherForce`. */
export function collisionIntegrand(law: Law, field: Field, [own, other]: readonly [Species, Species], member: number): Integrand {
  const d = law.dimension;
  const [a, b, force, flux] = [new Float64Array(d * d), new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const place = placeOf(member, d);
  return (v, slope, n, into) => {
    field.at(v, n, a, b);
    law.fisherForce!(v, force);
    for (let i = 0; i < d; i++) {
      flux[i] = -b[i] / other.mass;
      for (let k = 0; k < d; k++) flux[i] += (a[i * d + k] * slope[k]) / own.mass;
      into[0] -= (slope[i] * flux[i]) / own.mass;
      into[1] += (force[i] * flux[i]) / (own.mass * own.mass);
      into[place + i] -= flux[i];
    }
    for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) into[place + d + i * d + k] -= (flux[i] * v[k] + v[i] * flux[k]) / own.mass;
  };
}

/** Of the sum of absolute values of the terms: the error of a field (1e-13), and what cancels within a term. */
const ROUNDING = 2e-13;

/** Relative change at which refinement stops, by dimension: it is the error of the level before, and that of the last is far smaller. */
const STILL = { 2: 1e-10, 3: 1e-7 };

/** Of a pair: n_i n_j, the dimension, how many species, and whether its nodes are those of one azimuth about the first axis. */
export interface PairShape {
  readonly factor: number;
  readonly dimension: 2 | 3;
  readonly members: number;
  readonly axial?: boolean;
}

/**
 * The rates by resolutions that grow finer, until entropy and Fisher information stand still or there are no more. The bound is the last change, and rounding.
 */
export function refined(levels: Iterable<Sums>, { factor, dimension: d, members, axial = false }: PairShape): CollisionRates {
  let [last, before]: [Sums | undefined, Sums | undefined] = [undefined, undefined];
  for (const level of levels) {
    [before, last] = [last, level];
    const still = (k: number): boolean => Math.abs(level.sums[k].sum - before!.sums[k].sum) <= STILL[d] * level.sums[k].size;
    if (before && still(0) && still(1)) break;
  }
  if (!last || !before) throw new RangeError("rates need two resolutions");
  const rounding = ROUNDING + (last.noise ?? 0);
  const values = last.sums.map(({ sum, size }, k): Value => ({ value: factor * sum, bound: factor * (Math.abs(sum - before.sums[k].sum) + rounding * size) }));
  const moments = Array.from({ length: members }, (_, member): FluxMoments => {
    const place = placeOf(member, d);
    const found = { momentum: values.slice(place, place + d), second: values.slice(place + d, place + d + d * d) };
    return axial ? aboutAxis(found) : found;
  });
  return { entropy: values[0], fisher: values[1], moments };
}

const NONE: Value = { value: 0, bound: 0 };

/** The average over azimuths. */
function aboutAxis({ momentum: [along], second }: FluxMoments): FluxMoments {
  const across = sumOfValues([second[4], second[8]]);
  const half = { value: across.value / 2, bound: across.bound / 2 };
  return { momentum: [along, NONE, NONE], second: [second[0], NONE, NONE, NONE, half, NONE, NONE, NONE, half] };
}

/** No change of `members` species. */
export const unchanged = (members: number, d: number): CollisionRates => ({
  entropy: NONE,
  fisher: NONE,
  moments: Array.from({ length: members }, () => ({ momentum: new Array<Value>(d).fill(NONE), second: new Array<Value>(d * d).fill(NONE) })),
});

const entrywise = (all: readonly (readonly Value[])[]): Value[] => all[0].map((_, k) => sumOfValues(all.map((one) => one[k])));

/** The sum of parts of the same species. */
export const total = (parts: readonly CollisionRates[]): CollisionRates => ({
  entropy: sumOfValues(parts.map(({ entropy }) => entropy)),
  fisher: sumOfValues(parts.map(({ fisher }) => fisher)),
  moments: parts[0].moments.map((_, i) => ({
    momentum: entrywise(parts.map(({ moments }) => moments[i].momentum)),
    second: entrywise(parts.map(({ moments }) => moments[i].second)),
  })),
});
