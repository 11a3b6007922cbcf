/**
 * The largest rate of E(f) = int (f/m - 1)^2 m for Maxwell molecules over all laws of mass 1, momentum 0 and temperature 1. By CP, Lemma 1, in its exact form
 * (relative-l2-rate.ts), with h = f/m - 1 of Hermite coefficients a and the second moments P = I + D,
 *
 *   E'/2 = <a, G_D a> - |D|^2,
 *   (G_D)_aa = -2(d-1)|alpha| - 2 sum_(i<j) alpha_i alpha_j,   between alpha and alpha - 2 e_i + 2 e_j: sqrt(alpha_i (alpha_i - 1)(alpha_j + 1)(alpha_j + 2)),
 *   between alpha and alpha - 2 e_i: -D_ii sqrt(alpha_i (alpha_i - 1))/2,
 *
 * in principal axes. So E'/2E is at most the top eigenvalue of G_D on the degrees above 1 (momentum 0). It is convex in D, which G_D depends on linearly; the D of laws, 1 + D_ii >= 0
 * and tr D = 0, are mixtures of permutations of diag(d-1, -1, ..., -1), where its maximum is. Ours: the paper bounds E' by a Poincare inequality.
 *
 * Top eigenvalues of polynomials of degree N rise with N; what is above the last is judged as a geometric series of the last two changes, N-8, N-4, N: not a proof. Each is
 * enclosed by a Rayleigh quotient from below and a Cholesky factor of s I - G_D from above, which exists for s above it only. Parities of the alpha_i do not mix.
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { choleskyFactor, solveLower, solveUpper } from "../../math/cholesky.ts";
import { multiIndices } from "../../math/polynomials/hermite.ts";
import { geometricLimit } from "./geometric-limit.ts";
import { knownOptions } from "../../names/options.ts";

/** Where the largest rate is looked for. */
export interface LargestRateOptions {
  readonly dimension: number;
  /** D in principal axes; diag(d-1, -1, ..., -1) by default, the worst. */
  readonly anisotropy?: readonly number[];
  /** Of the polynomials, N >= 12; 28 by default in the plane, 18 in space, 12 beyond. */
  readonly degree?: number;
  /** Lowest degree: 2 by default, laws of momentum 0; 1 of any momentum. */
  readonly lowest?: 1 | 2;
}

const DEGREES: Readonly<Record<number, number>> = { 2: 28, 3: 18 };
/** Width of an enclosure, relative to the eigenvalue. */
const WIDTH = 1e-11;
/** Of ten steps of inverse iteration each; the error falls by the ratio of distances from the shift in each step. */
const ROUNDS = 20;

/** The largest E'/2E, alpha = 1 and density 1. Throws ScenarioError for a dimension below 2, a degree below 12, and an anisotropy of other length or trace. */
export function largestRelativeL2Rate(options: LargestRateOptions): Value {
  const { dimension, anisotropy, lowest = 2 } = knownOptions("largestRelativeL2Rate", options, ["dimension", "anisotropy", "degree", "lowest"]);
  const { degree = DEGREES[dimension] ?? 12 } = options;
  if (!(Number.isInteger(dimension) && dimension >= 2)) throw new ScenarioError(`invalid dimension: ${dimension} (expected a whole number, 2 or more)`);
  if (!(Number.isInteger(degree) && degree >= 12)) throw new ScenarioError(`invalid degree: ${degree} (expected a whole number, 12 or more)`);
  const D = anisotropy ?? Array.from({ length: dimension }, (_, i) => (i === 0 ? dimension - 1 : -1));
  const trace = D.reduce((sum, x) => sum + x, 0);
  if (D.length !== dimension || !(Math.abs(trace) < 1e-9)) throw new ScenarioError(`invalid anisotropy: ${D.join(", ")} (expected ${dimension} numbers of sum 0)`); // prettier-ignore
  const tops = [degree - 8, degree - 4, degree].map((n) => topOf(D, n, lowest));
  return geometricLimit(tops, WIDTH);
}

/** Of all parities. */
function topOf(D: readonly number[], degree: number, lowest: number): number {
  const sectors = new Map<string, (readonly number[])[]>();
  for (let n = lowest; n <= degree; n++)
    for (const alpha of multiIndices(D.length, n)) {
      const parity = alpha.map((k) => k % 2).join("");
      sectors.set(parity, [...(sectors.get(parity) ?? []), alpha]);
    }
  let top = -Infinity;
  for (const members of sectors.values()) {
    const matrix = matrixOf(members, D);
    // Sectors of a top eigenvalue below the largest so far are told by one factorisation.
    if (top === -Infinity || choleskyFactor(shifted(matrix, top)) === undefined) top = topEigenvalue(matrix);
  }
  return top;
}

function matrixOf(members: readonly (readonly number[])[], D: readonly number[]): number[][] {
  const places = new Map(members.map((alpha, k) => [alpha.join(), k]));
  const matrix = members.map(() => new Array<number>(members.length).fill(0));
  const d = D.length;
  members.forEach((alpha, k) => {
    for (let i = 0; i < d; i++) {
      matrix[k][k] -= 2 * (d - 1) * alpha[i];
      for (let j = 0; j < i; j++) matrix[k][k] -= 2 * alpha[i] * alpha[j];
      if (alpha[i] < 2) continue;
      const below = alpha.map((x, axis) => (axis === i ? x - 2 : x));
      const size = alpha[i] * (alpha[i] - 1);
      const fed = places.get(below.join());
      if (fed !== undefined) matrix[k][fed] = matrix[fed][k] = (-D[i] * Math.sqrt(size)) / 2;
      for (let j = 0; j < d; j++) {
        const beside = below.map((x, axis) => (axis === j ? x + 2 : x));
        if (j !== i) matrix[k][places.get(beside.join())!] += Math.sqrt(size * (alpha[j] + 1) * (alpha[j] + 2));
      }
    }
  });
  return matrix;
}

/** s I - G. */
const shifted = (matrix: readonly (readonly number[])[], s: number): number[][] => matrix.map((row, i) => row.map((x, j) => (i === j ? s - x : -x)));

/** Bisection to a tenth, then inverse iteration, whose Rayleigh quotient is no larger; a factor above it ends the iteration. */
function topEigenvalue(matrix: readonly (readonly number[])[]): number {
  // The top eigenvalue is no lower than the largest diagonal entry, and no higher than the largest sum of a row.
  let low = matrix.reduce((most, row, i) => Math.max(most, row[i]), -Infinity);
  const sums = matrix.map((row, i) => row.reduce((sum, x, j) => sum + (i === j ? x : Math.abs(x)), 0));
  let high = sums.reduce((most, sum) => Math.max(most, sum), low) + 1;
  let factor = choleskyFactor(shifted(matrix, high))!;
  while (high - low > 0.1 * Math.max(Math.abs(low), Math.abs(high))) {
    const middle = (low + high) / 2;
    const found = choleskyFactor(shifted(matrix, middle));
    if (found) [high, factor] = [middle, found];
    else low = middle;
  }
  const x = new Float64Array(matrix.length).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < 10; k++) {
      solveLower(factor, x);
      solveUpper(factor, x);
      const size = Math.sqrt(x.reduce((sum, y) => sum + y * y, 0));
      x.forEach((y, i) => (x[i] = y / size));
    }
    const quotient = matrix.reduce((sum, row, i) => sum + x[i] * row.reduce((inner, g, j) => inner + g * x[j], 0), 0);
    if (choleskyFactor(shifted(matrix, quotient + WIDTH * Math.abs(quotient)))) return quotient;
  }
  throw new ScenarioError("the largest rate of E: inverse iteration found no top eigenvalue");
}
