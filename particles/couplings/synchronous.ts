/**
 * The same rotation for both pairs, each with its own angle: direction and radial draw are common.
 *
 * For Maxwell molecules the angles agree too, and the distance of the ensembles is constant along every path (CP, Lemma 3). In general
 * d/dt E|V - V~|^2 = 2 (d-1) E (sqrt alpha - sqrt alpha~)^2 z . z~.
 */
import { SYNCHRONOUS } from "../../src/kernels/constants/coupling.ts";
import type { Coupling } from "../protocols.ts";
import type { PairVelocities, RotationNoise } from "../noise/rotation-noise.ts";

function mapSynchronous(second: RotationNoise, first: Readonly<RotationNoise>): void {
  second.radial.set(first.radial);
  first.direction.forEach((coordinate, j) => second.direction[j].set(coordinate));
}

/** The same rotation for both pairs, each with its own angle. */
export function synchronous(): Coupling<PairVelocities, RotationNoise> {
  return { name: "synchronous", shares: true, map: mapSynchronous, kernel: SYNCHRONOUS };
}
