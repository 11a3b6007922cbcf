/**
 * W2 between Gaussians: the Bures distance and the optimal map, in any dimension.
 *
 *   W2^2(N(a, A), N(b, B)) = |a - b|^2 + tr A + tr B - 2 tr (A^{1/2} B A^{1/2})^{1/2},   T(x) = b + M (x - a)
 *
 * (Dowson and Landau 1982; Gelbrich 1990, who shows that it bounds W2^2 of any two laws with these moments from below).
 *
 * Neither the roots nor the difference of traces are ever formed: they square the condition number and cancel. A covariance is held by d points
 * of the same second moment, the rows a_i of a factor, A = sum_i a_i a_i^T; a rotation of the rows is another factor. Rows of both are rotated
 * in pairs until a_i . b_j = sigma_i delta_ij, sigma_i >= 0 (the implicit Kogbetliantz method for the singular values of a product: Heath, Laub,
 * Paige and Ward, SIAM J. Sci. Stat. Comput. 7 (1986) 1147). Then the map sends each a_i to b_i, and
 *
 *   Bures^2 = sum_i |a_i - b_i|^2,     M = sum_i b_i b_i^T / sigma_i,     sigma_i^2 the eigenvalues of A B.
 *
 * A sum of squares, right to the round-off of the rows: the distance to about 1e-16 (tr A + tr B)^{1/2}, not its square to 1e-16 (tr A + tr B).
 */
import { eigen, trace, type Matrix } from "./symmetric.ts";
import { powerBelow } from "./units.ts";

/** Factors with a_i . b_j = sigma_i delta_ij. */
export interface Aligned {
  /** The images b_i, row by row. */
  readonly images: Matrix;
  /** sigma, not ordered, >= 0. */
  readonly cosines: Float64Array;
  /** sum_i |a_i - b_i|^2. */
  readonly squared: number;
}

/** Convergence is quadratic: six to eight in practice. */
const SWEEPS = 40;

const ROUND_OFF = Number.EPSILON / 2;

/** Aligns two factors [d x d] of covariances. */
export function align(firstFactor: Matrix, secondFactor: Matrix, d: number): Aligned {
  const unit = 1 / Math.max(powerBelow(firstFactor), powerBelow(secondFactor));
  const scaled = [firstFactor, secondFactor].map((factor) => factor.map((entry) => entry * unit));
  const [first, second] = scaled;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = false;
    for (let i = 0; i < d; i++) for (let j = i + 1; j < d; j++) if (alignPair(first, second, d, i, j)) moved = true;
    if (!moved) break;
  }
  const cosines = new Float64Array(d);
  let squared = 0;
  for (let i = 0; i < d; i++) {
    const cosine = inner(first, i, second, i, d);
    // A reflection is as good as a rotation.
    if (cosine < 0) for (let k = 0; k < d; k++) second[i * d + k] = -second[i * d + k];
    cosines[i] = Math.abs(cosine) / unit / unit;
    for (let k = 0; k < d; k++) squared += (first[i * d + k] - second[i * d + k]) * (first[i * d + k] - second[i * d + k]);
  }
  return { images: second.map((entry) => entry / unit), cosines, squared: squared / unit / unit };
}

/** Makes a_i . b_j = a_j . b_i = 0: first equal, by a rotation of the b, then zero, by one of both. False when they are, to round-off. */
function alignPair(a: Matrix, b: Matrix, d: number, i: number, j: number): boolean {
  const [ij, ji] = [inner(a, i, b, j, d), inner(a, j, b, i, d)];
  const [ai, aj, bi, bj] = [inner(a, i, a, i, d), inner(a, j, a, j, d), inner(b, i, b, i, d), inner(b, j, b, j, d)];
  const least = 2 * d * ROUND_OFF;
  if (Math.abs(ij) <= least * Math.sqrt(ai * bj) && Math.abs(ji) <= least * Math.sqrt(aj * bi)) return false;
  const even = inner(a, i, b, i, d) + inner(a, j, b, j, d);
  const odd = ij - ji;
  const size = Math.sqrt(even * even + odd * odd);
  if (size > 0) turn(b, d, i, j, even / size, odd / size);
  const off = (inner(a, i, b, j, d) + inner(a, j, b, i, d)) / 2;
  if (off === 0) return true;
  const theta = (inner(a, i, b, i, d) - inner(a, j, b, j, d)) / (2 * off);
  const magnitude = Math.abs(theta);
  // For huge theta the square would overflow, and the tangent is 1 / (2 theta) to the last bit.
  const tangent = (theta < 0 ? -1 : 1) / (magnitude > 1e100 ? 2 * magnitude : magnitude + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  for (const rows of [a, b]) turn(rows, d, i, j, cosine, tangent * cosine);
  return true;
}

/** Row i becomes c row_i + s row_j, row j becomes c row_j - s row_i. */
function turn(rows: Matrix, d: number, i: number, j: number, c: number, s: number): void {
  for (let k = 0; k < d; k++) {
    const [x, y] = [rows[i * d + k], rows[j * d + k]];
    rows[i * d + k] = c * x + s * y;
    rows[j * d + k] = c * y - s * x;
  }
}

function inner(a: Matrix, i: number, b: Matrix, j: number, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += a[i * d + k] * b[j * d + k];
  return sum;
}

/** A factor of a covariance: its axes. Eigenvalues below zero (round-off of a covariance) count as zero. */
function factorOf(covariance: Matrix, d: number): Matrix {
  const unit = powerBelow(covariance);
  const { values, vectors } = eigen(
    covariance.map((entry) => entry / unit),
    d,
  );
  const root = Math.sqrt(unit);
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [row, k] = [Math.floor(at / d), at % d];
    return root * Math.sqrt(Math.max(values[d - 1 - row], 0)) * vectors[k * d + (d - 1 - row)];
  });
}

/** Aligns the factors of two covariances. */
export const alignCovariances = (first: Matrix, second: Matrix, d: number): Aligned => align(factorOf(first, d), factorOf(second, d), d);

/**
 * tr A + tr B - 2 tr (A^{1/2} B A^{1/2})^{1/2} of two d x d covariances, never negative. What is lost below 1e-16 tr A in a covariance is lost
 * here too: a cloud's own factor (cloud-moments.ts) has more.
 */
export function buresSquared(first: Matrix, second: Matrix, d: number): number {
  if (trace(first, d) + trace(second, d) === 0 || first.every((entry, k) => entry === second[k])) return 0;
  return alignCovariances(first, second, d).squared;
}

/** W2^2 between N(a, A) and N(b, B). */
export function gaussianSquared(a: ArrayLike<number>, covarianceA: Matrix, b: ArrayLike<number>, covarianceB: Matrix): number {
  const d = a.length;
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum + buresSquared(covarianceA, covarianceB, d);
}

/** M, the symmetric matrix of the optimal map from N(0, A) to N(0, B); A must be regular. */
export function gaussianMapMatrix(first: Matrix, second: Matrix, d: number): Matrix {
  const { images, cosines } = alignCovariances(first, second, d);
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    // A row without image has none: B is degenerate there, and so is M.
    if (cosines[i] === 0) continue;
    for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) result[k * d + l] += (images[i * d + k] * images[i * d + l]) / cosines[i];
  }
  return result;
}
