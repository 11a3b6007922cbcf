/**
 * The kernels of the Kac diffusion, the white noise and the mean-field sums agree with their plain TypeScript bit for bit: every mode, both
 * dimensions, every coupling, odd and tiny numbers of particles, more partners than a block holds, both signs, coinciding particles.
 */
import { describe, expect, it } from "vitest";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/index.ts";
import { generalPotential } from "../../src/model/general.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { streamOf } from "../support/clouds.ts";
import { served, type AnyCoupling, type AnySystem } from "../support/systems.ts";

const screened = generalPotential({ name: "screened", alpha: (r) => 1 / (0.1 + r * r) ** 1.5 });
const potentials = [...[0, -1, -2, -3, -2.5, 1].map((gamma) => powerLaw(gamma, { strength: 1.3 })), screened];

/** Skewed clouds with coinciding particles; the second is partly the mirror image of the first, so that relative velocities oppose exactly. */
function fill(memory: KernelMemory, count: number, dimension: number): [Ensemble, Ensemble] {
  const stream = streamOf(`diffusive-twin/${count}/${dimension}`);
  const [first, second] = [createEnsemble(memory, count, dimension), createEnsemble(memory, count, dimension)];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimension; k++) {
      first.planes[k][i] = stream.normal() + 0.2 * k;
      second.planes[k][i] = i % 3 === 0 ? -first.planes[k][i] : stream.normal();
    }
  }
  for (const plane of first.planes) plane.fill(plane[0], 0, Math.min(2, count - 1));
  return [first, second];
}

const bits = (ensembles: readonly Ensemble[]): BigUint64Array[] => ensembles.flatMap((e) => e.planes.map((plane) => new BigUint64Array(plane.slice().buffer)));

/** A system alone or under one coupling, by kernel and plainly. */
interface Twin {
  readonly name: string;
  readonly system: AnySystem;
  readonly coupling?: AnyCoupling;
}

/** All systems but pair collisions, which have a test of their own; relabelling is no business of a step. */
const twins = (potential: (typeof potentials)[number]): Twin[] =>
  served(potential, 0.07)
    .filter(({ system }) => !system.name.startsWith("pair collisions"))
    .flatMap(({ system, couplings }) => [
      { name: `${system.name}: alone`, system },
      ...couplings.filter(({ relabelling }) => !relabelling).map((coupling) => ({ name: `${system.name}: ${coupling.name}`, system, coupling })),
    ]);

function expectTwins({ name, system, coupling }: Twin, address: string, count: number, dimension: number, steps: number): void {
  const memory = openMemory();
  const fused = fill(memory, count, dimension).slice(0, coupling ? 2 : 1);
  const plain = fused.map(() => createEnsemble(memory, count, dimension));
  plain.forEach((e, k) => copyEnsemble(e, fused[k]));
  const before = bits(fused);
  const key = rootKey(`diffusive-twin/${address}`);
  const steppers = [system.stepper(memory, fused, coupling), system.plainStepper(plain, coupling)];
  for (let step = 2; step < 2 + steps; step++) {
    for (const stepper of steppers) stepper.step(key, step, 0.01, step % 3 ? 1 : -1);
  }
  expect(bits(fused), name).toEqual(bits(plain));
  expect(bits(fused), name).not.toEqual(before);
}

describe.each(potentials)("$name", (potential) => {
  it.each([2, 3])("d = %s", (dimension) => {
    for (const twin of twins(potential)) {
      for (const count of [3, 16, 37]) expectTwins(twin, potential.name, count, dimension, count === 37 ? 1 : 3);
    }
  });
});

it("more particles than a block holds", () => {
  const of = (system: string, coupling: string): Twin => twins(powerLaw(-3)).find(({ name }) => name.startsWith(system) && name.endsWith(`: ${coupling}`))!;
  expectTwins(of("white noise", "spherical"), "large", 515, 3, 1);
  expectTwins(of("mean-field diffusion", "polar"), "large", 515, 3, 1);
  expectTwins(of("Kac diffusion", "alone"), "large", 1031, 2, 1);
});
