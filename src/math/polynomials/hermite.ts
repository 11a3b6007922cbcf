/**
 * Orthonormal Hermite polynomials H_alpha(x) = prod_i He_alpha_i(x_i) / sqrt(alpha!) of the standard normal density in R^d, and their multi-indices by degree.
 */

/** The multi-indices of R^d of one degree |alpha|. */
export function multiIndices(d: number, degree: number): number[][] {
  if (d === 1) return [[degree]];
  return Array.from({ length: degree + 1 }, (_, k) => degree - k).flatMap((first) => multiIndices(d - 1, degree - first).map((rest) => [first, ...rest]));
}

/** Values at x of the orthonormal Hermite polynomials of degrees 0 to `degree`, into `into`. */
export function hermiteValues(x: number, degree: number, into: Float64Array): void {
  into[0] = 1;
  if (degree > 0) into[1] = x;
  for (let k = 1; k < degree; k++) into[k + 1] = (x * into[k] - Math.sqrt(k) * into[k - 1]) / Math.sqrt(k + 1);
}
