/**
 * Gaussian algebra from the Cholesky factor A = L L^T of a covariance [d x d]: samples u + L z, quadratic forms |L^-1 (v - u)|^2.
 */

/** Lower factor, row-major [d*d]; undefined when A is not positive definite to working precision. */
export function choleskyFactor(a: readonly (readonly number[])[]): Float64Array | undefined {
  const d = a.length;
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= l[i * d + k] * l[j * d + k];
      if (i === j && !(sum > 1e-14 * a[i][i])) return undefined;
      l[i * d + j] = i === j ? Math.sqrt(sum) : sum / l[j * d + j];
    }
  }
  return l;
}

/** x := L^-1 x. */
export function solveLower(l: Float64Array, x: Float64Array): void {
  const d = x.length;
  for (let i = 0; i < d; i++) {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= l[i * d + k] * x[k];
    x[i] = sum / l[i * d + i];
  }
}

/** x := L^-T x. */
export function solveUpper(l: Float64Array, x: Float64Array): void {
  const d = x.length;
  for (let i = d - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < d; k++) sum -= l[k * d + i] * x[k];
    x[i] = sum / l[i * d + i];
  }
}
