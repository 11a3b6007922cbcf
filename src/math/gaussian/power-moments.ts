/**
 * E r^gamma {z, z z^T} of a Gaussian z ~ N(u, C), r = |z|, any mean (power-expectations.ts, in the axes of C: variances s_k, means u_k there).
 *
 * The deviator E r^gamma (z z^T - r^2 I/d) is formed without cancellation between nearly equal variances: r^gamma being invariant under rotations of the
 * plane (i, j), integration by parts of (z_i d_j - z_j d_i)(r^gamma z_i z_j) gives
 *
 *   E r^gamma (z_i^2 - z_j^2) = E r^gamma z_i z_j [z_i z_j (1/s_j - 1/s_i) - z_i u_j/s_j + z_j u_i/s_i].
 */
import { eigen, trace, type Matrix } from "../symmetric.ts";
import { gaussianPowerExpectation, type IndependentGaussian } from "./power-expectations.ts";
import { PolynomialSpace, type Polynomial } from "./polynomials.ts";

/** A Gaussian by its axes. */
export interface AxialGaussian {
  /** In the axes. */
  readonly mean: Float64Array;
  /** In the axes, ascending. */
  readonly variances: Float64Array;
  /** Column k [d x d] is the k-th axis. */
  readonly axes: Matrix;
}

/** A Gaussian turned into its axes. */
export function inAxes(mean: ArrayLike<number>, covariance: Matrix): AxialGaussian {
  const d = mean.length;
  const { values, vectors } = eigen(covariance, d);
  const turned = new Float64Array(d);
  for (let k = 0; k < d; k++) for (let i = 0; i < d; i++) turned[k] += vectors[i * d + k] * mean[i];
  return { mean: turned, variances: values, axes: vectors };
}

/** Matrices [d x d], row-major. */
export interface PowerMoments {
  /** E r^gamma z. */
  readonly first: Float64Array;
  /** E r^gamma z z^T. */
  readonly second: Matrix;
  /** E r^gamma (z z^T - r^2 I/d). */
  readonly deviator: Matrix;
}

/** Of a regular Gaussian, -d-2 < gamma < 2. Relative error 1e-13. Throws RangeError for other gamma. */
export function powerMoments(gaussian: { readonly mean: ArrayLike<number>; readonly covariance: Matrix }, gamma: number): PowerMoments {
  const d = gaussian.mean.length;
  if (gamma === 0) return plainMoments(gaussian);
  const { mean, variances, axes } = inAxes(gaussian.mean, gaussian.covariance);
  const space = new PolynomialSpace(d, 6);
  const law: IndependentGaussian = { space, mean, variances };
  const square = space.square();
  const coordinates = Array.from({ length: d }, (_, k) => space.linear(Float64Array.from({ length: d }, (_, i) => (i === k ? 1 : 0))));
  // r^gamma = r^(gamma-2) r^2, a negative power.
  const expectation = (of: Polynomial): number => gaussianPowerExpectation(law, gamma - 2, space.product(square, of)).value;
  const first = coordinates.map(expectation);
  const second = new Float64Array(d * d);
  const deviator = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const cross = space.product(coordinates[i], coordinates[j]);
      second[i * d + j] = second[j * d + i] = expectation(cross);
      if (i === j) continue;
      deviator[i * d + j] = deviator[j * d + i] = second[i * d + j];
      const slope = new Float64Array(d);
      slope[i] = -mean[j] / variances[j];
      slope[j] = mean[i] / variances[i];
      const turn = space.sum([(variances[i] - variances[j]) / (variances[i] * variances[j]), cross], [1, space.linear(slope)]);
      const gap = expectation(space.product(cross, turn));
      deviator[i * d + i] += gap / d;
      deviator[j * d + j] -= gap / d;
    }
  }
  return { first: turnedBack(first, axes), second: congruent(second, axes, d), deviator: congruent(deviator, axes, d) };
}

function plainMoments({ mean, covariance }: { readonly mean: ArrayLike<number>; readonly covariance: Matrix }): PowerMoments {
  const d = mean.length;
  const second = covariance.map((x, k) => x + mean[Math.floor(k / d)] * mean[k % d]);
  const third = trace(second, d) / d;
  return { first: Float64Array.from(mean), second, deviator: second.map((x, k) => (k % (d + 1) === 0 ? x - third : x)) };
}

const turnedBack = (vector: readonly number[], axes: Matrix): Float64Array => {
  const d = vector.length;
  return Float64Array.from({ length: d }, (_, i) => vector.reduce((sum, x, k) => sum + axes[i * d + k] * x, 0));
};

/** V M V^T. */
function congruent(matrix: Matrix, axes: Matrix, d: number): Matrix {
  const result = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) result[i * d + j] += axes[i * d + k] * matrix[k * d + l] * axes[j * d + l];
    }
  }
  return result;
}
