/** Optimal maps with their potentials. */
import type { Planes } from "./model.ts";

/**
 * The optimal map T = grad phi from f to g for the half cost |x-y|^2/2, with the Kantorovich potentials
 * u0(x) = phi(x) - |x|^2/2 and u1(y) = |y|^2/2 - phi*(y), so that u1(y) - u0(x) <= |x-y|^2/2 for all x, y, with equality at y = T(x).
 * Hence for any laws F, G:  2 (int u1 dG - int u0 dF) <= W2^2(F, G): the tangent lower bound (protocol of measurement, 6).
 */
export interface TransportMap {
  readonly name: string;
  /** Moves every particle: planes of `from` to planes of `into` (may be the same). */
  apply(from: Planes, into: Planes): void;
  /** Mean of u0 over an ensemble's planes. */
  meanSource(planes: Planes): number;
  /** Mean of u1 over an ensemble's planes. */
  meanTarget(planes: Planes): number;
  /** Squared W2 between the two laws, by closed form or quadrature. */
  readonly squared: number;
}
