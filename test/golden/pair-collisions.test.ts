/**
 * Golden bits of tiny runs. They change only when the arithmetic changes, which CHANGELOG.md must then say: every stored result changes with it.
 */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { spherical } from "../../particles/couplings/spherical.ts";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";

function hashOfRun(gamma: number, dimension: number): string {
  const system = pairCollisions({ potential: powerLaw(gamma) });
  const memory = openMemory();
  const key = rootKey("golden");
  const stream = openStream(key.child("initial"));
  const ensembles = [createEnsemble(memory, 101, dimension), createEnsemble(memory, 101, dimension)];
  for (const plane of ensembles.flatMap((e) => e.planes)) plane.forEach((_, i) => (plane[i] = stream.normal()));
  const stepper = system.stepper(memory, ensembles, spherical());
  for (let step = 0; step < 40; step++) stepper.step(key, step, 0.01);
  const hash = createHash("sha256");
  for (const plane of ensembles.flatMap((e) => e.planes)) hash.update(new Uint8Array(plane.slice().buffer));
  return hash.digest("hex").slice(0, 16);
}

it.each([
  [0, 2, "961612ba51653bc2"],
  [0, 3, "58c3c32a3a52ad19"],
  [-3, 3, "0667c0ddd624a404"],
  [-2.5, 2, "4b460c81e433f240"],
])("gamma = %s, d = %s", (gamma, dimension, expected) => {
  expect(hashOfRun(gamma, dimension)).toBe(expected);
});
