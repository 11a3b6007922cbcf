/**
 * W2 between Gaussians: the Bures distance and the optimal map, in any dimension.
 *
 *   W2^2(N(a, A), N(b, B)) = |a - b|^2 + tr A + tr B - 2 tr (A^{1/2} B A^{1/2})^{1/2},
 *   T(x) = b + M (x - a),  M = A^{-1/2} (A^{1/2} B A^{1/2})^{1/2} A^{-1/2}
 *
 * (Dowson and Landau 1982; Gelbrich 1990, who shows that it bounds W2^2 of any two laws with these moments from below).
 * W2^2 is always the squared distance with the full cost |x - y|^2. Covariances may be degenerate for the distance; the map needs a
 * regular A, and is the optimal one only if B is what it is mapped to.
 */
import { eigen, functionOf, product, spectral, squareRoot, trace, type Matrix } from "./symmetric.ts";

/**
 * tr A + tr B - 2 tr (A^{1/2} B A^{1/2})^{1/2} of two d x d covariances, never negative. Rounding limits the result to about
 * 1e-15 (tr A + tr B); eigenvalues of the inner matrix below round-off count as zero, so degenerate covariances are right.
 */
export function buresSquared(first: Matrix, second: Matrix, d: number): number {
  const total = trace(first, d) + trace(second, d);
  if (total === 0 || first.every((entry, k) => entry === second[k])) return 0;
  const root = squareRoot(first, d);
  const { values } = eigen(product(product(root, second, d), root, d), d);
  let cross = 0;
  for (const value of values) cross += Math.sqrt(Math.max(value, 0));
  return Math.max(0, total - 2 * cross);
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
  const decomposed = eigen(first, d);
  const root = spectral(decomposed, (value) => Math.sqrt(Math.max(value, 0)));
  const inverse = spectral(decomposed, (value) => 1 / Math.sqrt(value));
  const inner = functionOf(product(product(root, second, d), root, d), d, (value) => Math.sqrt(Math.max(value, 0)));
  return product(product(inverse, inner, d), inverse, d);
}
