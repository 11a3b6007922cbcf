/**
 * CP, Step 1 of the proof of Theorem 2: for Maxwell molecules the generator of a pair commutes with the Laplacian,  [Q, Laplacian] = 0  on functions of (v, w), which makes entropic costs
 * as good as W2; for alpha = |z|^2 it does not. Q = alpha sum_(i<j) 4 R_ij^2, R_ij = z_i d/dz_j - z_j d/dz_i, z = v - w at fixed v + w. On polynomials with whole coefficients all is exact.
 */
import type { Check } from "../../protocols/index.ts";
import { equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

/** A polynomial in (z_1 ... z_d, c_1 ... c_d), c = v + w: coefficients by exponents. */
type Polynomial = ReadonlyMap<string, number>;

interface PairFunction extends Datum {
  readonly dimension: number;
  readonly terms: readonly (readonly [coefficient: number, powers: readonly number[]])[];
  /** alpha = |z|^gamma, 0 or 2. */
  readonly gamma: 0 | 2;
}

const polynomial = (terms: Iterable<readonly [number, readonly number[]]>): Polynomial => {
  const sum = new Map<string, number>();
  for (const [coefficient, powers] of terms) sum.set(powers.join(), (sum.get(powers.join()) ?? 0) + coefficient);
  return sum;
};
const termsOf = (p: Polynomial): [number, number[]][] => [...p].map(([key, coefficient]) => [coefficient, key.split(",").map(Number)]);
const plus = (...all: readonly Polynomial[]): Polynomial => polynomial(all.flatMap(termsOf));
const times = (p: Polynomial, factor: number): Polynomial => polynomial(termsOf(p).map(([c, powers]) => [factor * c, powers]));

/** x^shift d/dx_k, powers moved by `shift`. */
const moved = (p: Polynomial, k: number, raised?: number): Polynomial =>
  polynomial(
    termsOf(p)
      .filter(([, powers]) => powers[k] > 0)
      .map(([c, powers]) => [c * powers[k], powers.map((n, axis) => n - (axis === k ? 1 : 0) + (axis === raised ? 1 : 0))]),
  );

/** Laplacian in (v, w): 2 (Laplacian in z + Laplacian in c). */
const laplacian = (p: Polynomial, d: number): Polynomial => times(plus(...Array.from({ length: 2 * d }, (_, k) => moved(moved(p, k), k))), 2);

const rotated = (p: Polynomial, i: number, j: number): Polynomial => plus(moved(p, j, i), times(moved(p, i, j), -1));

/** Times |z|^2. */
const squared = (p: Polynomial, d: number): Polynomial =>
  polynomial(termsOf(p).flatMap(([c, powers]) => Array.from({ length: d }, (_, k) => [c, powers.map((n, axis) => n + (axis === k ? 2 : 0))] as const)));

function generator(p: Polynomial, d: number, gamma: 0 | 2): Polynomial {
  const turned: Polynomial[] = [];
  for (let j = 1; j < d; j++) for (let i = 0; i < j; i++) turned.push(times(rotated(rotated(p, i, j), i, j), 4));
  const sum = plus(...turned);
  return gamma === 0 ? sum : squared(sum, d);
}

const size = (p: Polynomial): number => [...p.values()].reduce((sum, c) => sum + Math.abs(c), 0);

/** Both orders on polynomials without symmetry. */
export const commutator: Check = check({
  id: "contractivity/commutator",
  statement: "The collisions of Maxwell molecules commute with the heat flow",
  source: "CP, proof of Theorem 2, Step 1",
  printed: "[Q, Laplacian] = 0",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [
    { name: "d = 2", dimension: 2, gamma: 0, terms: [[3, [4, 1, 0, 2]], [-2, [1, 3, 1, 0]], [5, [2, 2, 0, 1]], [1, [0, 5, 1, 1]]] }, // prettier-ignore
    { name: "d = 3", dimension: 3, gamma: 0, terms: [[2, [3, 1, 1, 1, 0, 0]], [-1, [0, 4, 1, 0, 0, 2]], [7, [2, 1, 2, 0, 1, 0]]] }, // prettier-ignore
    { name: "alpha = |z|^2, d = 2", dimension: 2, gamma: 2, terms: [[3, [4, 1, 0, 2]], [-2, [1, 3, 1, 0]]] }, // prettier-ignore
  ] satisfies readonly PairFunction[],
  hypothesis: ({ gamma }: PairFunction) => (gamma === 0 ? undefined : `Maxwell molecules have alpha constant, not |z|^${gamma}`),
  compare({ dimension: d, terms, gamma }) {
    const p = polynomial(terms);
    const one = generator(laplacian(p, d), d, gamma);
    const other = laplacian(generator(p, d, gamma), d);
    return [equal("sum of absolute coefficients of the commutator", size(plus(one, times(other, -1))), 0, { scale: size(one) })];
  },
});
