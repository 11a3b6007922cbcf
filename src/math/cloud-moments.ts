/**
 * Mean and central second moment of a cloud: m = (1/N) sum v_i, S = (1/N) sum (v_i - m)(v_i - m)^T, in two passes, sums compensated: their error
 * is about one unit in the last place at any N, so that a drift of 1e-12 in a conserved quantity can be told from the rounding of its measurement.
 */
import { meanOver } from "./sum.ts";
import type { Planes } from "../protocols/index.ts";
import type { Matrix } from "./symmetric.ts";

/** Mean [d] and covariance [d][d] of a cloud. */
export interface Moments {
  readonly mean: Float64Array;
  /** [d x d], divided by N: the covariance of the empirical law itself. */
  readonly covariance: Matrix;
}

/** Mean and covariance of a cloud. */
export function moments(planes: Planes): Moments {
  const d = planes.length;
  const mean = meanOf(planes);
  const covariance = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    const [a, p] = [planes[k], mean[k]];
    for (let l = 0; l <= k; l++) {
      const [b, q] = [planes[l], mean[l]];
      covariance[k * d + l] = covariance[l * d + k] = meanOver(a.length, (i) => (a[i] - p) * (b[i] - q));
    }
  }
  return { mean, covariance };
}

/**
 * d points, the rows of R [d x d], with the second moment of the cloud about a centre: R^T R = (1/N) sum (v_i - c)(v_i - c)^T. By orthogonalising the axes, the
 * longest first (modified Gram-Schmidt, whose triangular factor is as good as Householder's: Bjorck, BIT 7 (1967) 1), never by way of the covariance,
 * which knows nothing of axes shorter than 1e-8 of the longest.
 */
export function cloudFactor(planes: Planes, centre: ArrayLike<number>): Matrix {
  const d = planes.length;
  const rest = planes.map((plane, k) => plane.map((value) => value - centre[k]));
  const product = (k: number, l: number): number => meanOver(rest[k].length, (i) => rest[k][i] * rest[l][i]);
  const factor = new Float64Array(d * d);
  const left = rest.map((_, k) => k);
  for (let row = 0; row < d; row++) {
    const squares = left.map((k) => product(k, k));
    const [pivot] = left.splice(squares.indexOf(squares.reduce((most, square) => Math.max(most, square))), 1);
    const length = Math.sqrt(product(pivot, pivot));
    if (!(length > 0)) break;
    factor[row * d + pivot] = length;
    for (const l of left) {
      const along = product(pivot, l) / length;
      factor[row * d + l] = along;
      for (let i = 0; i < rest[l].length; i++) rest[l][i] -= (along / length) * rest[pivot][i];
    }
  }
  return factor;
}

/** Mean [d] of the points. */
export const meanOf = (planes: Planes): Float64Array => Float64Array.from(planes, (plane) => meanOver(plane.length, (i) => plane[i]));

/** Mean of |v - centre|^4. */
export function fourthMomentAbout(planes: Planes, centre: ArrayLike<number>): number {
  return meanOver(planes[0]?.length ?? 0, (i) => {
    let square = 0;
    for (let k = 0; k < planes.length; k++) {
      const x = planes[k][i] - centre[k];
      square += x * x;
    }
    return square * square;
  });
}
