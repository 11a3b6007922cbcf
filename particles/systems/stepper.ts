/**
 * A system that the simulation can step: its plain form (protocols.ts) and a fused path that runs the same arithmetic in kernels.
 */
import type { KernelMemory } from "../../src/kernels/load.ts";
import type { Coupling, Ensemble, Key, System } from "../../src/protocols.ts";

/** Advances the ensembles it was opened on. */
export interface Stepper {
  /** Step number `step` of length dt with the noise of `key`; sign -1 reverses every rotation (an equally likely noise). */
  step(key: Key, step: number, dt: number, sign?: 1 | -1): void;
}

export interface SteppedSystem<C, B> extends System<C, B> {
  /** Particle-steps that a step is worth, for plans; the number of particles when absent. */
  work?(particles: number): number;
  /** Memory for this many ensembles of this size, scratch included, in bytes. */
  bytes(particles: number, dimension: number, ensembles: number): number;
  /** One ensemble, or two with a coupling. All must live in `arena`. */
  stepper(arena: KernelMemory, ensembles: readonly Ensemble[], coupling?: Coupling<C, B>): Stepper;
}
