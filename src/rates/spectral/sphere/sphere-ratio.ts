/**
 * MP, Lemma 3.2: on the unit sphere S^(d-1), d >= 2, for phi = e^h > 0,
 *
 *   int phi Gamma_2(log phi) >= L int phi Gamma(log phi),   L = d - 1 (3.6),   L = d + 3 - 1/(d-1) when phi(-x) = phi(x) (3.7),
 *
 * Gamma(h) = |grad h|^2 and Gamma_2(h) = Lap Gamma(h)/2 - grad h.grad Lap h = |Hess h|^2 + (d-2) |grad h|^2 (Bochner). As phi -> 1 the ratio of the integrals is the
 * quotient of the Laplacian: l(l+d-2) along harmonics of degree l, so d - 1 is sharp and even functions give 2d there, which other phi undercut for d >= 3.
 */
import { ScenarioError } from "../../../errors.ts";
import type { Value } from "../../../functionals/index.ts";

/** int phi Gamma_2 / int phi Gamma with its error, and both integrals, averages over the sphere for phi of average 1. */
export interface SphereRatio extends Value {
  readonly gamma2: number;
  readonly gamma: number;
}

/** Sums over nodes of one resolution, and their gradients in the coefficients when asked for. */
export interface SphereSums {
  mass: number;
  gamma2: number;
  gamma: number;
}

/** L of Lemma 3.2: (3.6), or (3.7) for even functions. */
export const sphereConstant = (dimension: number, even: boolean): number => (even ? dimension + 3 - 1 / (dimension - 1) : dimension - 1);

/** The ratio as phi -> 1 along the lowest harmonics: d - 1, 2d for even functions. */
export const linearRatio = (dimension: number, even: boolean): number => (even ? 2 * dimension : dimension - 1);

/** From the sums of two resolutions. Throws ScenarioError when phi is constant. */
export function ratioOf(fine: SphereSums, coarse: SphereSums): SphereRatio {
  if (!(fine.gamma > 0)) throw new ScenarioError("phi is constant on the sphere: expected int phi Gamma(log phi) > 0");
  const value = fine.gamma2 / fine.gamma;
  return {
    value,
    bound: Math.abs(value - coarse.gamma2 / coarse.gamma) + 1e-13 * value,
    gamma2: fine.gamma2 / fine.mass,
    gamma: fine.gamma / fine.mass,
  };
}

export function wholeSphere(dimension: number): void {
  if (!(Number.isInteger(dimension) && dimension >= 2)) throw new ScenarioError(`invalid dimension: ${dimension} (expected a whole number >= 2)`);
}
