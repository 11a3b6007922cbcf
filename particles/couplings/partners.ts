/**
 * Partners matched by the optimal plan: particle i of the second ensemble meets partner pi(j) by the noise with which particle i of the first meets
 * partner j, where pi is the optimal assignment of the two clouds at the start of the step.
 *
 * This is the coupling of the uniqueness proof of Fournier and Guerin: V and V~ keep their names, and each interacts with the other cloud's image of
 * the partner under the optimal plan between the two laws. As pi is a permutation known before the noise is drawn, the second ensemble's noises
 * are again independent. It serves noise of ordered pairs only, and costs an assignment a step. (Re-matching, rematch.ts, renames the particles
 * of the second ensemble themselves.)
 */
import type { Coupling } from "../protocols.ts";
import type { RowVelocities, RotationNoise } from "../noise/rotation-noise.ts";
import { optimalMatching } from "./optimal-matching.ts";
import { checkInner } from "./rematch.ts";

/** Throws ScenarioError without a coupling. */
export function partnersMatched(coupling: Coupling<RowVelocities, RotationNoise>): Coupling<RowVelocities, RotationNoise> {
  checkInner("partnersMatched", coupling);
  return { ...coupling, name: `${coupling.name}, partners matched`, partners: optimalMatching };
}
