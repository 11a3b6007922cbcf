/**
 * Clouds of an ensemble for optimal transport: its planes, or those of its first `count` particles.
 *
 * Particles are exchangeable, so the first n are a uniform subsample; taking the same indices of V and W keeps their coupling.
 */
import { NumericalError } from "../../src/errors.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { optimalAssignment } from "../../src/transport/index.ts";

export function cloud(ensemble: Ensemble, count?: number): Planes {
  if (count === undefined || count >= ensemble.count) return ensemble.planes;
  return ensemble.planes.map((plane) => plane.subarray(0, count));
}

/** Particle-steps that one optimal assignment of n points is worth: some 3000 a point (`npm run bench`). */
export const assignmentWork = (count: number): number => 3000 * count;

/** Squared assignment cost W_N between two ensembles, certified. Throws NumericalError when the solve did not finish. */
export function assignmentCost(first: Ensemble, second: Ensemble, count?: number): number {
  const solved = optimalAssignment(cloud(first, count), cloud(second, count));
  if (!solved.finished) {
    throw new NumericalError(`optimal assignment stopped at its work limit with relative gap ${solved.gap.toExponential(1)}`, 0);
  }
  return solved.squared;
}
