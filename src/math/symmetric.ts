/**
 * Small real symmetric matrices: eigenvalues and eigenvectors by cyclic Jacobi rotations, and functions of a matrix.
 *
 * Matrices are row-major Float64Arrays of length d^2, for any d; meant for d up to some tens. Jacobi's method (Golub and Van Loan,
 * Matrix Computations, 8.5) finds every eigenvalue to a few ulps of the norm and orthonormal vectors, and uses square roots only,
 * so that the result has the same bits on every machine. Only the lower and upper halves' average is read.
 */
import { ScenarioError } from "../errors.ts";
import { choleskyFactor, solveLower, solveUpper } from "./cholesky.ts";

/** A matrix [d][d], row by row. */
export type Matrix = Float64Array;

export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** Column k (entries [i d + k]) belongs to `values[k]`. */
  readonly vectors: Matrix;
}

/** Sweeps after which a matrix of finite numbers has long converged (quadratic; ten suffice in practice). */
const SWEEPS = 30;

/** Eigenvalues and orthonormal eigenvectors of a symmetric d x d matrix. Throws ScenarioError on entries that are not finite. */
export function eigen(matrix: Matrix, d: number): Eigen {
  const a = symmetrized(matrix, d);
  const vectors = identity(d);
  let norm = 0;
  for (const entry of a) norm = Math.max(norm, Math.abs(entry));
  if (!(norm < Infinity)) throw new ScenarioError("a matrix has entries that are not finite numbers");
  for (let sweep = 0; sweep < SWEEPS && !diagonal(a, d); sweep++) {
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(a, vectors, d, p, q);
  }
  return sorted(a, vectors, d);
}

/** Entries small against the geometric mean of their diagonal entries change no eigenvalue's last bit, even in a graded matrix. */
function diagonal(a: Matrix, d: number): boolean {
  for (let p = 0; p < d; p++) {
    for (let q = p + 1; q < d; q++) {
      const scale = Math.sqrt(Math.abs(a[p * d + p])) * Math.sqrt(Math.abs(a[q * d + q]));
      if (Math.abs(a[p * d + q]) > 1e-18 * scale) return false;
    }
  }
  return true;
}

/** One Jacobi rotation that annihilates entry (p, q). */
function rotate(a: Matrix, vectors: Matrix, d: number, p: number, q: number): void {
  const apq = a[p * d + q];
  if (apq === 0) return;
  const theta = (a[q * d + q] - a[p * d + p]) / (2 * apq);
  const magnitude = Math.abs(theta);
  // For huge theta the square would overflow, and the tangent is 1 / (2 theta) to the last bit.
  const tangent = (theta < 0 ? -1 : 1) / (magnitude > 1e100 ? 2 * magnitude : magnitude + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < d; k++) turn(a, k * d + p, k * d + q, cosine, sine);
  for (let k = 0; k < d; k++) turn(a, p * d + k, q * d + k, cosine, sine);
  for (let k = 0; k < d; k++) turn(vectors, k * d + p, k * d + q, cosine, sine);
  a[p * d + q] = 0;
  a[q * d + p] = 0;
}

function turn(array: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const x = array[i];
  const y = array[j];
  array[i] = cosine * x - sine * y;
  array[j] = sine * x + cosine * y;
}

function sorted(a: Matrix, vectors: Matrix, d: number): Eigen {
  const order = Array.from({ length: d }, (_, k) => k).sort((i, j) => a[i * d + i] - a[j * d + j] || i - j);
  const result = { values: new Float64Array(d), vectors: new Float64Array(d * d) };
  order.forEach((from, to) => {
    result.values[to] = a[from * d + from];
    for (let i = 0; i < d; i++) result.vectors[i * d + to] = vectors[i * d + from];
  });
  return result;
}

/** sum_k f(lambda_k) e_k e_k^T. */
export function spectral({ values, vectors }: Eigen, f: (eigenvalue: number) => number): Matrix {
  const d = values.length;
  const result = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    const value = f(values[k]);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) result[i * d + j] += vectors[i * d + k] * value * vectors[j * d + k];
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) result[j * d + i] = result[i * d + j];
  return result;
}

/** f(A) of a symmetric A: the same eigenvectors, f of the eigenvalues. */
export function functionOf(matrix: Matrix, d: number, f: (eigenvalue: number) => number): Matrix {
  return spectral(eigen(matrix, d), f);
}

/** The positive square root; eigenvalues below zero (round-off of a covariance) count as zero. */
export function squareRoot(matrix: Matrix, d: number): Matrix {
  return functionOf(matrix, d, (value) => Math.sqrt(Math.max(value, 0)));
}

/** Matrix product of two d x d matrices. */
export function product(left: Matrix, right: Matrix, d: number): Matrix {
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += left[i * d + k] * right[k * d + j];
      result[i * d + j] = sum;
    }
  }
  return result;
}

/** (M + M^T) / 2. */
export function symmetrized(matrix: Matrix, d: number): Matrix {
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) result[i * d + j] = 0.5 * (matrix[i * d + j] + matrix[j * d + i]);
  return result;
}

export function trace(matrix: Matrix, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += matrix[i * d + i];
  return sum;
}

export function identity(d: number): Matrix {
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) result[i * d + i] = 1;
  return result;
}

/**
 * Eigenvalues (ascending) and vectors of A x = lambda B x, A symmetric, B positive definite; column k of `vectors` has x^T B x = 1. Both are scaled to a unit
 * diagonal of B first, so that a basis of functions of very different sizes loses nothing; errors are some ulps of |A| times the condition of the scaled B.
 * Throws ScenarioError when the scaled B is not positive definite to working precision.
 */
export function generalizedEigen(a: Matrix, b: Matrix, d: number): Eigen {
  const unit = Float64Array.from({ length: d }, (_, i) => 1 / Math.sqrt(b[i * d + i]));
  const rows = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => 0.5 * unit[i] * unit[j] * (b[i * d + j] + b[j * d + i])));
  const factor = choleskyFactor(rows);
  if (!factor) throw new ScenarioError("the right-hand matrix of an eigenproblem is not positive definite: expected functions that are independent");
  const reduced = symmetrized(a, d).map((entry, k) => entry * unit[Math.floor(k / d)] * unit[k % d]);
  // L^-1 A L^-T: L^-1 on every row of A, then on every row of the transpose.
  for (let side = 0; side < 2; side++) {
    for (let i = 0; i < d; i++) solveLower(factor, reduced.subarray(i * d, (i + 1) * d));
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < i; j++) [reduced[i * d + j], reduced[j * d + i]] = [reduced[j * d + i], reduced[i * d + j]];
    }
  }
  const { values, vectors } = eigen(reduced, d);
  const column = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    for (let i = 0; i < d; i++) column[i] = vectors[i * d + k];
    solveUpper(factor, column);
    for (let i = 0; i < d; i++) vectors[i * d + k] = unit[i] * column[i];
  }
  return { values, vectors };
}

export const transpose = (matrix: Matrix, d: number): Matrix => matrix.map((_, k) => matrix[(k % d) * d + Math.floor(k / d)]);

/** V^T M V: a form in the axes that are the columns of V. */
export const inColumns = (matrix: Matrix, columns: Matrix, d: number): Matrix => product(product(transpose(columns, d), matrix, d), columns, d);

/** Nested rows of a row-major matrix. */
export const toRows = (matrix: Matrix, d: number): number[][] => Array.from({ length: d }, (_, i) => Array.from(matrix.subarray(i * d, (i + 1) * d)));

/** Row-major matrix from nested rows. Throws ScenarioError when it is not square. */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  const d = rows.length;
  if (rows.some((row) => row.length !== d)) throw new ScenarioError(`a covariance must be square: got ${rows.map((row) => row.length)}`);
  return Float64Array.from(rows.flat());
}
