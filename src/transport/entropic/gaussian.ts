/**
 * Entropic optimal transport between Gaussians N(a, A), N(b, B) for the half cost, any dimension, covariances that need not commute.
 *
 *   S_epsilon = |a - b|^2/2 + (1/2) [tr A + tr B - tr D + epsilon (d + log det((D + epsilon)/(2 epsilon)))],
 *   D = (4 A^{1/2} B A^{1/2} + epsilon^2)^{1/2};      C_epsilon = S_epsilon + epsilon (H(f) + H(g)) + (epsilon d/2) log(2 pi epsilon).
 *
 * The plan is Gaussian with E[Y | X = x] = b + X (x - a), X = A^{-1/2} [(A^{1/2} B A^{1/2} + epsilon^2/4)^{1/2} - epsilon/2] A^{-1/2}: the entropic
 * map; with aligned factors (math/bures.ts) it is sum_i b_i b_i^T / ((sigma_i^2 + epsilon^2/4)^{1/2} + epsilon/2). Its density against the product is
 * e^((f + g - |x - y|^2/2)/epsilon) with f(x) = (x - a).(I - X)(x - a)/2 + (a - b).(x - a) + constant, and g likewise, the constants shared so
 * that E f = E g = S_epsilon/2. (Janati, Muzellec, Peyre and Cuturi 2020; Mallasto, Gerolin and Minh
 * 2022, in the half-cost convention of entropic.ts.) As epsilon tends to 0, S tends to W2^2/2 and X to the optimal map's matrix.
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { align, alignCovariances, type Aligned } from "../../math/bures.ts";
import { eigen, identity, product, trace, type Matrix } from "../../math/symmetric.ts";
import { lebesgueCost } from "./clouds.ts";

/** Mean and covariance. */
export interface GaussianLike {
  readonly mean: ArrayLike<number>;
  /** [d x d], row-major. */
  readonly covariance: Matrix;
  /** [d x d], R with R^T R = covariance, where it is known better than the covariance tells (`cloudGaussians`). */
  readonly factor?: Matrix;
}

/** A quadratic potential (z - centre).matrix (z - centre)/2 + slope.(z - centre) + constant. */
export interface Quadratic {
  readonly centre: Float64Array;
  readonly matrix: Matrix;
  readonly slope: Float64Array;
  readonly constant: number;
  /** The potential at z, [d]. */
  value(z: ArrayLike<number>): number;
}

/** S_epsilon; covariances may be degenerate. Throws ScenarioError unless epsilon > 0. */
export function gaussianEntropic(f: GaussianLike, g: GaussianLike, epsilon: number): number {
  if (!(epsilon > 0 && epsilon < Infinity)) throw new ScenarioError(`invalid epsilon: ${epsilon} (expected a finite number > 0)`);
  const { cosines, squared } = aligned(f, g);
  let sum = squared;
  for (let k = 0; k < f.mean.length; k++) sum += (f.mean[k] - g.mean[k]) * (f.mean[k] - g.mean[k]);
  for (const cosine of cosines) {
    // Twice the cosine and the root of its square and epsilon^2, over epsilon; their difference without cancellation.
    const twice = (2 * cosine) / epsilon;
    const big = twice < LARGE ? Math.sqrt(twice * twice + 1) : twice;
    sum += epsilon * (1 + log((big + 1) / 2) - 1 / (big + twice));
  }
  return sum / 2;
}

/** Beyond this, x^2 + 1 is x^2 in double precision, or overflows. */
const LARGE = 1e100;

const aligned = (f: GaussianLike, g: GaussianLike): Aligned => {
  const d = f.mean.length;
  return f.factor && g.factor ? align(f.factor, g.factor, d) : alignCovariances(f.covariance, g.covariance, d);
};

/** H = int f log f = -(log det(2 pi e A))/2 of N(., A); Infinity when A is degenerate. */
export function gaussianEntropy({ mean, covariance }: GaussianLike): number {
  const { values } = eigen(covariance, mean.length);
  return values.reduce((sum, value) => sum - (value > 0 ? 1 + log(2 * Math.PI * value) : -Infinity) / 2, 0);
}

/** C_epsilon, for regular covariances. */
export function gaussianLebesgue(f: GaussianLike, g: GaussianLike, epsilon: number): number {
  return lebesgueCost(gaussianEntropic(f, g, epsilon), [gaussianEntropy(f), gaussianEntropy(g)], epsilon, f.mean.length);
}

/** S(f, g) - S(f, f)/2 - S(g, g)/2. */
export function gaussianDivergence(f: GaussianLike, g: GaussianLike, epsilon: number): number {
  const [across, first, second] = [gaussianEntropic(f, g, epsilon), gaussianEntropic(f, f, epsilon), gaussianEntropic(g, g, epsilon)];
  return across - (first + second) / 2;
}

/** X of the entropic map x -> b + X (x - a), a symmetric matrix. Throws ScenarioError when A is degenerate. */
export function entropicMapMatrix(f: GaussianLike, g: GaussianLike, epsilon: number): Matrix {
  const d = f.mean.length;
  if (!(eigen(f.covariance, d).values[0] > 0)) throw new ScenarioError("the entropic map needs a regular covariance to start from");
  const { images, cosines } = aligned(f, g);
  const map = new Float64Array(d * d);
  cosines.forEach((cosine, i) => {
    const weight = Math.sqrt(cosine * cosine + (epsilon * epsilon) / 4) + epsilon / 2;
    for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) map[k * d + l] += (images[i * d + k] * images[i * d + l]) / weight;
  });
  return map;
}

/** The Schrodinger potentials f and g of two regular Gaussians. */
export function gaussianPotentials(f: GaussianLike, g: GaussianLike, epsilon: number): readonly [Quadratic, Quadratic] {
  const value = gaussianEntropic(f, g, epsilon);
  return [potential(f, g, epsilon, value), potential(g, f, epsilon, value)];
}

function potential(own: GaussianLike, other: GaussianLike, epsilon: number, cost: number): Quadratic {
  const d = own.mean.length;
  const map = entropicMapMatrix(own, other, epsilon);
  const matrix = identity(d).map((entry, k) => entry - map[k]);
  const centre = Float64Array.from(own.mean);
  const slope = centre.map((a, k) => a - other.mean[k]);
  const constant = cost / 2 - trace(product(matrix, own.covariance, d), d) / 2;
  return {
    centre,
    matrix,
    slope,
    constant,
    value(z) {
      let sum = constant;
      for (let k = 0; k < d; k++) {
        let row = 0;
        for (let l = 0; l < d; l++) row += matrix[k * d + l] * (z[l] - centre[l]);
        sum += (z[k] - centre[k]) * (row / 2 + slope[k]);
      }
      return sum;
    },
  };
}
