/** Skewed, off-centre clouds under pair collisions, and sums over them, for properties of steps. */
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions, type RelativeVelocities } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble, Key } from "../../src/protocols/index.ts";
import type { Coupling, Stepper } from "../../particles/protocols.ts";
import type { RotationNoise } from "../../particles/noise/rotation-noise.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";

export interface Scene {
  readonly key: Key;
  readonly ensembles: readonly Ensemble[];
  readonly copies: readonly Ensemble[];
  readonly stepper: Stepper;
}

/** Two skewed, off-centre clouds, copies of them, and a stepper on the clouds. Uncorrected, pairs run for the tau of the formulas. */
export function scene(
  gamma: number,
  dimension: number,
  count: number,
  seed: string | number,
  coupling?: Coupling<RelativeVelocities, RotationNoise>,
  corrected = true,
): Scene {
  const system = pairCollisions({ potential: powerLaw(gamma), corrected });
  const memory = openMemory();
  const key = rootKey(`property/${seed}`);
  const stream = openStream(key);
  const make = (): Ensemble => createEnsemble(memory, count, dimension);
  const ensembles = coupling ? [make(), make()] : [make()];
  for (const [which, e] of ensembles.entries()) {
    e.planes.forEach((plane, k) => plane.forEach((_, i) => (plane[i] = (1 + 0.5 * k + which) * (stream.normal() ** 2 - 0.7) + 0.4 * k)));
  }
  const copies = ensembles.map((e) => {
    const copy = make();
    copyEnsemble(copy, e);
    return copy;
  });
  return { key, ensembles, copies, stepper: system.stepper(memory, ensembles, coupling) };
}

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
/** Sum of |v|^2. */
export const energyOf = (e: Ensemble): number => sum(e.planes.map((plane) => sum(plane.map((x) => x * x))));
/** Sum of |v - w|^2. */
export const costOf = ([a, b]: readonly Ensemble[]): number => sum(a.planes.map((plane, k) => sum(plane.map((x, i) => (x - b.planes[k][i]) ** 2))));
/** Largest coordinate. */
export const largest = (e: Ensemble): number => Math.max(...e.planes.map((plane) => plane.reduce((a, x) => Math.max(a, Math.abs(x)), 0)));
/** Velocities as text, in order. */
export const rows = (e: Ensemble): string[] => Array.from({ length: e.count }, (_, i) => e.planes.map((plane) => plane[i]).join()).sort();
