/**
 * No coupling: the second ensemble has its own pairing, relabelling and draws, from the key's child `independent`.
 */
import type { Coupling } from "../../src/protocols.ts";
import type { RelativeVelocities, RotationNoise } from "../systems/rotation-noise.ts";

export function independent(): Coupling<RelativeVelocities, RotationNoise> {
  return { name: "independent", shares: false, map: () => {} };
}
