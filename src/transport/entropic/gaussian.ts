/**
 * Entropic optimal transport between Gaussians N(a, A), N(b, B) for the half cost, any dimension, covariances that need not commute.
 *
 *   S_epsilon = |a - b|^2/2 + (1/2) [tr A + tr B - tr D + epsilon (d + log det((D + epsilon)/(2 epsilon)))],
 *   D = (4 A^{1/2} B A^{1/2} + epsilon^2)^{1/2};      C_epsilon = S_epsilon + epsilon (H(f) + H(g)) + (epsilon d/2) log(2 pi epsilon).
 *
 * The plan is Gaussian with E[Y | X = x] = b + X (x - a), X = A^{-1/2} [(A^{1/2} B A^{1/2} + epsilon^2/4)^{1/2} - epsilon/2] A^{-1/2}: the entropic
 * map. Its density against the product is e^((f + g - |x - y|^2/2)/epsilon) with f(x) = (x - a).(I - X)(x - a)/2 + (a - b).(x - a) + constant,
 * and g likewise, the constants shared so that E f = E g = S_epsilon/2. (Janati, Muzellec, Peyre and Cuturi 2020; Mallasto, Gerolin and Minh
 * 2022, in the half-cost convention of entropic.ts.) As epsilon tends to 0, S tends to W2^2/2 and X to the optimal map's matrix.
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { eigen, identity, product, spectral, squareRoot, trace, type Matrix } from "../../math/symmetric.ts";
import { lebesgueCost } from "./clouds.ts";

/** Mean and covariance. */
export interface GaussianLike {
  readonly mean: ArrayLike<number>;
  /** [d x d], row-major. */
  readonly covariance: Matrix;
}

/** A quadratic potential (z - centre).matrix (z - centre)/2 + slope.(z - centre) + constant. */
export interface Quadratic {
  readonly centre: Float64Array;
  readonly matrix: Matrix;
  readonly slope: Float64Array;
  readonly constant: number;
  value(z: ArrayLike<number>): number;
}

/** S_epsilon; covariances may be degenerate. Throws ScenarioError unless epsilon > 0. */
export function gaussianEntropic(f: GaussianLike, g: GaussianLike, epsilon: number): number {
  if (!(epsilon > 0 && epsilon < Infinity)) throw new ScenarioError(`invalid epsilon: ${epsilon} (expected a finite number > 0)`);
  const d = f.mean.length;
  const root = squareRoot(f.covariance, d);
  const { values } = eigen(product(product(root, g.covariance, d), root, d), d);
  let sum = trace(f.covariance, d) + trace(g.covariance, d);
  for (const value of values) {
    const big = Math.sqrt(4 * Math.max(value, 0) + epsilon * epsilon);
    sum += epsilon * (1 + log((big + epsilon) / (2 * epsilon))) - big;
  }
  for (let k = 0; k < d; k++) sum += (f.mean[k] - g.mean[k]) * (f.mean[k] - g.mean[k]);
  return sum / 2;
}

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
  const decomposed = eigen(f.covariance, d);
  if (!(decomposed.values[0] > 0)) throw new ScenarioError("the entropic map needs a regular covariance to start from");
  const root = spectral(decomposed, Math.sqrt);
  const inverse = spectral(decomposed, (value) => 1 / Math.sqrt(value));
  const inner = eigen(product(product(root, g.covariance, d), root, d), d);
  // s / (sqrt(s + e^2/4) + e/2) = sqrt(s + e^2/4) - e/2 without cancellation.
  const middle = spectral(inner, (s) => Math.max(s, 0) / (Math.sqrt(Math.max(s, 0) + (epsilon * epsilon) / 4) + epsilon / 2));
  return product(product(inverse, middle, d), inverse, d);
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
