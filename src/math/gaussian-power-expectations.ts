/**
 * Expectations of a power of the radius times a polynomial under a Gaussian X ~ N(u, C) off its centre, by a sum over scales: for q < 0
 *
 *   E[|X|^q P(X)] = 1/Gamma(-q/2) int_0^oo t^(-q/2-1) E[e^(-t|X|^2)] E P(X_t) dt,
 *   E[e^(-t|X|^2)] = prod_j (1 + 2 t s_j)^(-1/2) e^(-t u_j^2/(1 + 2 t s_j)),   X_t ~ N(u_j/(1 + 2 t s_j), s_j/(1 + 2 t s_j)),
 *
 * s_j the variances and u_j the mean in the axes of C. With t = e^x the trapezoidal rule of step h errs by e^(-pi^2/h), 5e-35 at h = 1/8, however far the mean
 * is: on |Im x| = theta < pi/2 the exponential only grows as cos(theta) u^2 falls. A power q >= 0 is written |X|^(q-2k) |X|^2k by the caller.
 * For a mean 0, math/gaussian-scales.ts needs a quarter of the scales.
 */
import { exp, log } from "./elementary.ts";
import { gamma as gammaFunction } from "./special.ts";
import { eigen, type Matrix } from "./symmetric.ts";

const STEP = 0.125;
/** Decay required of the neglected ends: e^-42 = 6e-19. */
const REACH = 42;
/** e^-700 is next to nothing. */
const NOTHING = -700;

/** A Gaussian by its axes. */
export interface AxialGaussian {
  /** In the axes. */
  readonly mean: Float64Array;
  /** In the axes, > 0. */
  readonly variances: Float64Array;
}

/** A Gaussian turned into its axes; column k of `axes` [d x d] is the k-th. */
export function inAxes(mean: ArrayLike<number>, covariance: Matrix): AxialGaussian & { readonly axes: Matrix } {
  const d = mean.length;
  const { values, vectors } = eigen(covariance, d);
  const turned = Float64Array.from({ length: d }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += vectors[i * d + k] * mean[i];
    return sum;
  });
  return { mean: turned, variances: values, axes: vectors };
}

/** Which expectations. */
export interface PowerExpectations {
  /** q < 0. */
  readonly power: number;
  /** E P(X_t) falls as t^(-order/2) when t grows, or faster; power + order > -d. */
  readonly order: number;
  /** How many polynomials. */
  readonly size: number;
}

/**
 * E[|X|^power P_k(X)], k = 0 ... size-1. `f` writes E P_k(Y) for the Gaussian Y of the given mean and variances, in the axes of X. Relative error 1e-14 of the
 * sum of the terms' sizes. Throws RangeError for powers out of range.
 */
export function powerExpectations(
  { mean, variances }: AxialGaussian,
  { power, order, size }: PowerExpectations,
  f: (mean: Float64Array, variances: Float64Array, into: Float64Array) => void,
): Float64Array {
  const d = mean.length;
  const rise = -power / 2;
  const fall = (d + power + order) / 2;
  if (!(rise > 0 && fall > 0)) throw new RangeError(`E[|X|^q P] needs ${-d - order} < q < 0: ${power}`);
  const [least, most] = [Math.min(...variances), Math.max(...variances, ...mean.map((u) => u * u))];
  const low = Math.floor((-log(2 * most) - REACH / Math.max(rise, 1)) / STEP);
  const high = Math.ceil((REACH / Math.max(fall, 1) - log(2 * least)) / STEP);
  const [centre, shrunk, values] = [new Float64Array(d), new Float64Array(d), new Float64Array(size)];
  const result = new Float64Array(size);
  for (let n = low; n <= high; n++) {
    const x = n * STEP;
    const t = exp(x);
    let exponent = rise * x;
    for (let j = 0; j < d; j++) {
      const widened = 1 + 2 * t * variances[j];
      shrunk[j] = variances[j] / widened;
      centre[j] = mean[j] / widened;
      exponent -= log(widened) / 2 + t * mean[j] * centre[j];
    }
    if (exponent < NOTHING) continue;
    f(centre, shrunk, values);
    // At either end the terms have become a geometric series, to e^-42 of its first: the whole of it stands there.
    const weight = exp(exponent) / (n === low ? 1 - exp(-rise * STEP) : n === high ? 1 - exp(-fall * STEP) : 1);
    for (let k = 0; k < size; k++) result[k] += weight * values[k];
  }
  const scale = STEP / gammaFunction(rise);
  return result.map((x) => x * scale);
}

/** Of z ~ N(u, C), with r = |z|. Matrices [d x d], row-major. */
export interface PowerMoments {
  /** E r^gamma z. */
  readonly first: Float64Array;
  /** E r^gamma z z^T; where gamma <= -d-2 would make it diverge nothing is served. */
  readonly second: Matrix;
  /** E r^gamma (z z^T - r^2 I/d), without cancellation between nearly equal variances. */
  readonly deviator: Matrix;
}

/** E r^gamma {z, z z^T} of a regular Gaussian, -d-2 < gamma < 2. Relative error 1e-13. Throws RangeError for other gamma. */
export function powerMoments(gaussian: { readonly mean: ArrayLike<number>; readonly covariance: Matrix }, gamma: number): PowerMoments {
  const d = gaussian.mean.length;
  const { mean, variances: s, axes } = inAxes(gaussian.mean, gaussian.covariance);
  // |z|^gamma z z^T = |z|^(gamma-2) (|z|^2 z z^T), and likewise for z.
  const found = powerExpectations({ mean, variances: s }, { power: gamma - 2, order: 4, size: d + 2 * d * d }, (m, a, into) => {
    let square = 0;
    for (let k = 0; k < d; k++) square += a[k] + m[k] * m[k];
    for (let i = 0; i < d; i++) {
      into[i] = (square + 2 * a[i]) * m[i];
      let gap = 0;
      for (let j = 0; j < d; j++) {
        const cross = (square + 2 * a[i] + 2 * a[j]) * m[i] * m[j];
        into[d + i * d + j] = i === j ? square * (a[i] + m[i] * m[i]) + 2 * a[i] * (a[i] + 2 * m[i] * m[i]) : cross;
        into[d + d * d + i * d + j] = cross;
        // |z|^2 (z_i^2 - z_j^2), with a_i - a_j = (s_i - s_j) a_i a_j/(s_i s_j).
        const apart = ((s[i] - s[j]) / (s[i] * s[j])) * a[i] * a[j];
        gap += apart * (square + 2 * a[i] + 2 * a[j]) + (square + 4 * a[i]) * m[i] * m[i] - (square + 4 * a[j]) * m[j] * m[j];
      }
      into[d + d * d + i * d + i] = gap / d;
    }
  });
  return {
    first: Float64Array.from({ length: d }, (_, i) => found.subarray(0, d).reduce((sum, x, k) => sum + axes[i * d + k] * x, 0)),
    second: turnedBack(found.subarray(d, d + d * d), axes, d),
    deviator: turnedBack(found.subarray(d + d * d), axes, d),
  };
}

/** V M V^T. */
function turnedBack(matrix: Matrix, axes: Matrix, d: number): Matrix {
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) result[i * d + j] += axes[i * d + k] * matrix[k * d + l] * axes[j * d + l];
    }
  }
  return result;
}
