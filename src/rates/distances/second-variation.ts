/**
 * The dissipation of W2 under Maxwell molecules by the second variation of the distance (CP, eq. 4.8, the half cost), Gaussians f = N(., A), g = N(., B):
 *
 *   d/dt W2^2(f, g)/2 = -(1/2) sum_k int int |(D^2 Phi)^(-1/2) grad xi_k^f - (D^2 Psi)^(-1/2) grad xi_k^g|^2 dP,
 *
 * Phi(v, w) = phi(v) + phi(w), grad phi = T the optimal map, Psi its conjugate, P the optimal plan of the pairs; xi_k^f solves div(F (D^2 Phi)^-1 grad xi) =
 * div(F b_k), F = f (x) f, b_k = (J_k z, -J_k z), and xi_k^g likewise: since pair rotations are isometries, the derivative along them is minus the
 * second variation. As printed, with -2 for -1/2, the right side is that of 4 times this; with -1 it is W2^2's.
 * xi = z.T^(1/2) Y T^(1/2) z/2 with W Y + Y W = T^(1/2) (J A - A J) T^(1/2), W = T^(1/2) A T^(1/2) = T^(-1/2) B T^(-1/2), and the sum is -2 sum_k tr((Y_f - Y_g)^2 W).
 */
import { ScenarioError } from "../../errors.ts";
import { closed } from "../../functionals/value.ts";
import { eigen, functionOf, inColumns, product, trace, transpose, type Matrix } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianSpecies, powerOf, type GaussianState } from "../moments/gaussian-species.ts";
import { gaussianMapMatrix } from "../../transport/index.ts";
import { gaussianWassersteinRate } from "./gaussian-wasserstein.ts";
import type { Identity } from "./heat-identity.ts";

/** Both sides, for normalised laws. Throws ScenarioError for more than one species, gamma != 0, and as gaussianMomentRates does. */
export function gaussianSecondVariation(model: Model, from: GaussianState, to: GaussianState): Identity {
  const d = from.mean.length;
  const { gamma, strength } = powerOf(model, 0, 0, d);
  if (model.species.length !== 1 || gamma !== 0)
    throw new ScenarioError(`found ${model.species.length} species with gamma = ${gamma}, expected one species of Maxwell molecules`);
  const [{ rate }] = gaussianWassersteinRate(model, [from], [to]).species;
  const [f] = gaussianSpecies(model, [from]);
  const [g] = gaussianSpecies(model, [to]);
  const map = gaussianMapMatrix(f.covariance, g.covariance, d);
  const [root, inverse] = [functionOf(map, d, Math.sqrt), functionOf(map, d, (x) => 1 / Math.sqrt(x))];
  const W = product(product(root, f.covariance, d), root, d);
  const system = eigen(W, d);
  let sum = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      const [first, second] = [turned(f.covariance, root, i, j, d), turned(g.covariance, inverse, i, j, d)];
      const Y = lyapunov(
        system,
        first.map((x, k) => x - second[k]),
        d,
      );
      sum += trace(product(product(Y, Y, d), W, d), d);
    }
  }
  const speed = (strength * f.density) / (f.mass * f.mass);
  return { left: rate / 2, right: closed(-2 * speed * sum) };
}

/** R (J A - A J) R, J the rotation of the plane (i, j). */
function turned(covariance: Matrix, root: Matrix, i: number, j: number, d: number): Matrix {
  const J = new Float64Array(d * d);
  J[i * d + j] = 1;
  J[j * d + i] = -1;
  const [left, right] = [product(J, covariance, d), product(covariance, J, d)];
  const difference = left.map((x, k) => x - right[k]);
  return product(product(root, difference, d), root, d);
}

/** Y of W Y + Y W = R. */
function lyapunov({ values, vectors }: ReturnType<typeof eigen>, right: Matrix, d: number): Matrix {
  const solved = inColumns(right, vectors, d).map((x, k) => x / (values[Math.floor(k / d)] + values[k % d]));
  return inColumns(solved, transpose(vectors, d), d);
}
