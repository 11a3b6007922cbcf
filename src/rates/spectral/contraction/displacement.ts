/**
 * A displacement grad u of a law rho, as data for particles: the laws rho and (id + eps grad u)#rho, for grad u orthogonal to the collision invariants, have equal
 * mass and momentum, and energies that differ by eps^2 J(u)/2; (id - eps/2 grad u)#rho and (id + eps/2 grad u)#rho have equal energy to the last bit of it. While
 * id + eps grad u is monotone it is the optimal map, and W2^2 = eps^2 J(u).
 */
import { ScenarioError } from "../../../errors.ts";
import type { Planes } from "../../../protocols/index.ts";
import type { PotentialBasis } from "./potentials.ts";

/** The field grad u of a law, normalised: what moves particles to a second law at W2 = eps. */
export interface Displacement {
  readonly basis: PotentialBasis;
  /** [basis.size], in the basis' order; J(u) = 1. */
  readonly coefficients: Float64Array;
  /** grad u at v into [d]. */
  gradient(v: ArrayLike<number>, into: Float64Array): void;
  /** Moves the points [d][N] by eps grad u, in place. Throws ScenarioError when their dimension is another. */
  displace(points: Planes, eps: number): void;
  /** 1 / max |D^2 u| (Frobenius) over the points: below it, id + eps grad u preserves orientation at every one. */
  largestStep(points: Planes): number;
}

/** u = sum_a coefficients[a] u_a(v - mean). */
export function displacementOf(basis: PotentialBasis, coefficients: Float64Array, mean: readonly number[]): Displacement {
  const { dimension: d, size } = basis;
  const x = new Float64Array(d);
  const gradients = new Float64Array(size * d);
  const hessians = new Float64Array(size * d * d);
  const sum = (entries: Float64Array, width: number, at: number): number => {
    let value = 0;
    for (let a = 0; a < size; a++) value += coefficients[a] * entries[a * width + at];
    return value;
  };
  const load = (points: Planes, n: number): void => {
    for (let i = 0; i < d; i++) x[i] = points[i][n] - mean[i];
    basis.evaluate(x, gradients, hessians);
  };
  const count = (points: Planes): number => {
    if (points.length !== d) throw new ScenarioError(`points of dimension ${points.length}, a displacement in dimension ${d}`);
    return points[0].length;
  };
  return {
    basis,
    coefficients,
    gradient(v, into) {
      for (let i = 0; i < d; i++) x[i] = v[i] - mean[i];
      basis.evaluate(x, gradients, hessians);
      for (let i = 0; i < d; i++) into[i] = sum(gradients, d, i);
    },
    displace(points, eps) {
      for (let n = 0; n < count(points); n++) {
        load(points, n);
        for (let i = 0; i < d; i++) points[i][n] += eps * sum(gradients, d, i);
      }
    },
    largestStep(points) {
      let most = 0;
      for (let n = 0; n < count(points); n++) {
        load(points, n);
        let square = 0;
        for (let k = 0; k < d * d; k++) {
          const entry = sum(hessians, d * d, k);
          square += entry * entry;
        }
        most = Math.max(most, square);
      }
      return 1 / Math.sqrt(most);
    },
  };
}
