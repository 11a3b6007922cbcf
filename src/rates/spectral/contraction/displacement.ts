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
  /** u at v; its gradient goes into [d] and its Hessian, when asked for, into [d*d]. */
  at(v: ArrayLike<number>, gradient: Float64Array, hessian?: Float64Array): number;
  /** Moves the points [d][N] by eps grad u, in place. Throws ScenarioError when their dimension is another. */
  displace(points: Planes, eps: number): void;
  /** 1 / max |D^2 u| (Frobenius) over the points: below it, id + eps grad u preserves orientation at every one. */
  largestStep(points: Planes): number;
}

/** u = sum_a coefficients[a] u_a(v - mean). */
export function displacementOf(basis: PotentialBasis, coefficients: Float64Array, mean: readonly number[]): Displacement {
  const { dimension: d, size } = basis;
  const [x, values] = [new Float64Array(d), new Float64Array(size)];
  const [gradients, hessians] = [new Float64Array(size * d), new Float64Array(size * d * d)];
  /** sum_a coefficients[a] entries[a][k] for every k. */
  const combine = (entries: Float64Array, into: Float64Array): void => {
    into.fill(0);
    for (let a = 0, place = 0; a < size; a++) for (let k = 0; k < into.length; k++) into[k] += coefficients[a] * entries[place++];
  };
  const at = (v: ArrayLike<number>, gradient: Float64Array, hessian?: Float64Array): number => {
    for (let i = 0; i < d; i++) x[i] = v[i] - mean[i];
    basis.evaluate(x, gradients, hessians, values);
    combine(gradients, gradient);
    if (hessian) combine(hessians, hessian);
    return coefficients.reduce((sum, c, a) => sum + c * values[a], 0);
  };
  /** Calls `visit` with the number of every point, u's derivatives there in the arrays. */
  const overPoints = (points: Planes, gradient: Float64Array, hessian: Float64Array, visit: (n: number) => void): void => {
    if (points.length !== d) throw new ScenarioError(`points of dimension ${points.length}, a displacement in dimension ${d}`);
    const v = new Float64Array(d);
    for (let n = 0; n < points[0].length; n++) {
      for (let i = 0; i < d; i++) v[i] = points[i][n];
      at(v, gradient, hessian);
      visit(n);
    }
  };
  const [gradient, hessian] = [new Float64Array(d), new Float64Array(d * d)];
  return {
    basis,
    coefficients,
    at,
    displace(points, eps) {
      overPoints(points, gradient, hessian, (n) => {
        for (let i = 0; i < d; i++) points[i][n] += eps * gradient[i];
      });
    },
    largestStep(points) {
      let most = 0;
      overPoints(points, gradient, hessian, () => {
        most = Math.max(
          most,
          hessian.reduce((sum, entry) => sum + entry * entry, 0),
        );
      });
      return 1 / Math.sqrt(most);
    },
  };
}
