/**
 * Partners matched by the optimal plan: particle i of the second ensemble meets partner pi(j) by the noise with which particle i of the first meets
 * partner j, where pi is the optimal assignment of the two clouds at the start of the step.
 *
 * This is the coupling of the uniqueness proof of Fournier and Guerin: V and V~ keep their names, and each interacts with the other cloud's image of
 * the partner under the optimal plan between the two laws. As pi is a permutation known before the noise is drawn, the second ensemble's noises
 * are again independent. It serves noise of ordered pairs only, and costs an assignment a step. (Re-matching, rematch.ts, renames the particles
 * of the second ensemble themselves.)
 */
import { NumericalError } from "../../src/errors.ts";
import type { Planes } from "../../src/protocols/index.ts";
import type { Coupling } from "../protocols.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import type { RowVelocities, RotationNoise } from "../noise/rotation-noise.ts";
import { checkInner } from "./rematch.ts";

/** A coupling under which partners are matched by the optimal plan. */
export interface PartnersMatched<C, B> extends Coupling<C, B> {
  readonly partners: "optimal";
}

/** Throws ScenarioError without a coupling. */
export function partnersMatched(coupling: Coupling<RowVelocities, RotationNoise>): PartnersMatched<RowVelocities, RotationNoise> {
  checkInner("partnersMatched", coupling);
  return { ...coupling, name: `${coupling.name}, partners matched`, partners: "optimal" };
}

/** The partners of each ensemble: its own planes, or for the second of a couple these in the order of the optimal plan. */
export function partnersOf<C, B>(own: readonly Planes[], coupling: Coupling<C, B> | undefined): readonly Planes[] {
  const [first, second] = own as readonly [Planes, Planes?];
  if (!second || !coupling || !("partners" in coupling)) return own;
  const { assignment, finished } = optimalAssignment(first, second);
  if (!finished) throw new NumericalError("the optimal plan of the partners was not found within the work limit", 0);
  return [first, second.map((plane) => plane.map((_, j) => plane[assignment[j]]))];
}
