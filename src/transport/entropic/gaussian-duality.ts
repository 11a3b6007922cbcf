/**
 * Both sides of the duality of the entropic cost between Gaussians f = N(a, A), g = N(b, B), half cost (CP, Proposition 4):
 *
 *   C = min_P eps KL(P | dx p_eps(x, y) dy) = eps H(f) + J,   J = sup { int u_1 g - int u_0 f },   d_s u + |grad u|^2/2 + (eps/2) Laplacian u = 0,
 *
 * p_eps the Gaussian kernel of variance eps. By Hopf and Cole u_0(x) = eps log int p_eps(x, y) e^(u_1(y)/eps) dy, so that every u_1 gives a lower bound of C, and every coupling P an upper one:
 *
 *   u_1 = (y - b).M (y - b)/2 + l.(y - b), M < I:   u_0 = [(w + l).(I - M)^-1 (w + l) - |w|^2]/2 - (eps/2) log det(I - M),   w = x - b,
 *   P Gaussian of cross-covariance K:               E|x - y|^2/2 + eps H(P) + (eps d/2) log(2 pi eps).
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { eigen, functionOf, product, trace, type Matrix } from "../../math/symmetric.ts";
import { gaussianEntropy, type GaussianLike } from "./gaussian.ts";

/** u_1: M [d x d] and l [d]. */
export interface QuadraticPotential {
  readonly matrix: Matrix;
  readonly slope: Float64Array;
}

/** eps H(f) + int u_1 g - int u_0 f of a potential: at most C. Throws ScenarioError unless M < I. */
export function gaussianDual(f: GaussianLike, g: GaussianLike, epsilon: number, { matrix, slope }: QuadraticPotential): number {
  const d = f.mean.length;
  const { values } = eigen(matrix, d);
  if (!(values[d - 1] < 1)) throw new ScenarioError(`a potential of the dual: found a second derivative of ${values[d - 1]}, expected all below 1`);
  const resolvent = functionOf(matrix, d, (x) => 1 / (1 - x));
  const w = slope.map((_, k) => f.mean[k] - g.mean[k]);
  const moved = w.map((x, k) => x + slope[k]);
  const square = (m: Matrix, x: Float64Array): number => x.reduce((sum, y, i) => sum + y * x.reduce((row, z, j) => row + m[i * d + j] * z, 0), 0);
  // Means over f: those of quadratic forms are the form of the mean and the trace with A.
  const start = square(resolvent, moved) + trace(product(resolvent, f.covariance, d), d) - w.reduce((sum, x) => sum + x * x, 0) - trace(f.covariance, d);
  const logDet = values.reduce((sum, x) => sum + log(1 - x), 0);
  const end = trace(product(matrix, g.covariance, d), d) / 2;
  return epsilon * gaussianEntropy(f) + end - (start / 2 - (epsilon / 2) * logDet);
}

/** eps KL(P | dx p_eps dy) of the Gaussian coupling with cross-covariance K = E (x - a)(y - b)^T: at least C. Infinity where no Gaussian has it. */
export function gaussianPrimal(f: GaussianLike, g: GaussianLike, epsilon: number, cross: Matrix): number {
  const d = f.mean.length;
  const joint = new Float64Array(4 * d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      joint[i * 2 * d + j] = f.covariance[i * d + j];
      joint[(d + i) * 2 * d + d + j] = g.covariance[i * d + j];
      joint[i * 2 * d + d + j] = joint[(d + j) * 2 * d + i] = cross[i * d + j];
    }
  const entropy = gaussianEntropy({ mean: new Float64Array(2 * d), covariance: joint });
  let squared = trace(f.covariance, d) + trace(g.covariance, d) - 2 * trace(cross, d);
  for (let k = 0; k < d; k++) squared += (f.mean[k] - g.mean[k]) * (f.mean[k] - g.mean[k]);
  return squared / 2 + epsilon * entropy + ((epsilon * d) / 2) * log(2 * Math.PI * epsilon);
}
