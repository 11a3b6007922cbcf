/**
 * Clouds of an ensemble for optimal transport: its planes, or those of its first `count` particles.
 *
 * Particles are exchangeable, so the first n are a uniform subsample; taking the same indices of V and W keeps their coupling.
 */
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { certifiedCost, openSolver } from "../../src/transport/index.ts";

export function cloud(ensemble: Ensemble, count?: number): Planes {
  if (count === undefined || count >= ensemble.count) return ensemble.planes;
  return ensemble.planes.map((plane) => plane.subarray(0, count));
}

/** Particle-steps that one optimal assignment of n points is worth: some 3000 a point (`npm run bench`). */
export const assignmentWork = (count: number): number => 3000 * count;

/** Squared assignment cost W_N between two ensembles, certified. Throws NumericalError when the solve did not finish. */
export const assignmentCost = (first: Ensemble, second: Ensemble, count?: number): number =>
  certifiedCost(openSolver(), cloud(first, count), cloud(second, count));
