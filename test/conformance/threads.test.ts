/**
 * A step shared by threads has the bits of one thread, of pair collisions and of the white noise: alone and coupled, one species and three, across
 * relabelling, with fewer blocks than threads and with many; and a run through the simulation ends its threads.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble, groupsOf } from "../../particles/ensemble.ts";
import { alone, pairCollisions, partnersMatched, sampled, spherical, temperatureTensor, whiteNoise } from "../../particles/index.ts";
import { coulomb, gaussian, horizon, maxwellMolecules, rootKey, singleSpecies, ScenarioError } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { host } from "../../src/kernels/node.ts";
import { streamOf } from "../support/clouds.ts";
import { tripleModel } from "../support/mixtures.ts";
import { pairCouplings } from "../support/systems.ts";
import type { Model } from "../../src/protocols/index.ts";
import { long } from "../support/long.ts";

const law = gaussian({ mean: [0.4, -0.1, 0.2], covariance: [[1.4, 0.3, 0], [0.3, 0.8, -0.2], [0, -0.2, 0.5]] }); // prettier-ignore

describe.each(
  [
    ["Coulomb", singleSpecies(coulomb())],
    ["three species", tripleModel(-3)],
    ["Maxwell molecules", singleSpecies(maxwellMolecules())],
  ].slice(0, long ? 3 : 2) as [string, Model][],
)("%s", (_, model) => {
  it.each([20, 9000])("one, two and three threads agree bit for bit, N = %s", (count) => {
    for (const coupling of [undefined, ...pairCouplings()]) {
      const [one, ...others] = [1, 2, 3].map((threads) => {
        const system = pairCollisions({ model, threads });
        const memory = openMemory();
        const ensembles = [1, 2].map(() => createEnsemble(memory, count, 3, groupsOf(model, count)));
        const laws = model.species.map(() => law);
        ensembles.forEach((e, k) => sampled(laws).fill([e], rootKey("threads").child("ensemble", k)));
        const stepper = system.stepper(memory, coupling ? ensembles : ensembles.slice(0, 1), coupling);
        for (let step = 15; step < 18; step++) stepper.step(rootKey("threads"), step, 0.01);
        const bits = ensembles.map((e) => e.planes.map((plane) => plane.slice()));
        memory.close();
        return bits;
      });
      for (const bits of others) expect(bits).toEqual(one);
    }
  });
});

it.each([2, 3])("the white noise has the bits of one thread, d = %s", (d) => {
  for (const potential of [maxwellMolecules(), coulomb()]) {
    for (const coupling of [undefined, ...pairCouplings(), partnersMatched(spherical())]) {
      const [one, ...others] = [1, 2, 3].map((threads) => {
        const memory = openMemory();
        const ensembles = [0, 1].map(() => createEnsemble(memory, 150, d));
        const stream = streamOf("white-noise/threads");
        for (const plane of ensembles.flatMap((e) => e.planes)) plane.forEach((_, i) => (plane[i] = stream.normal()));
        const stepper = whiteNoise({ potential, softening: 0.1, threads }).stepper(memory, coupling ? ensembles : ensembles.slice(0, 1), coupling);
        for (let step = 0; step < 2; step++) stepper.step(rootKey("threads"), step, 0.01);
        memory.close();
        return ensembles.map((e) => e.planes.map((plane) => plane.slice()));
      });
      for (const bits of others) expect(bits).toEqual(one);
    }
  }
});

it("a run shared by two threads is the run of one", () => {
  const [one, two] = [1, 2].map((threads) => {
    const system = alone(pairCollisions({ potential: coulomb(), threads }));
    const time = horizon({ end: 0.3, steps: 30, observe: 4 });
    const setup = { system, initial: sampled(law), particles: 3000, time, observe: { xy: temperatureTensor("xy") } };
    return system.run(setup, rootKey("threads"), {}).series;
  });
  expect(two).toEqual(one);
});

it("a thread that is woken late, without new calls, makes none again", async () => {
  const { Memory, Module } = (globalThis as unknown as { WebAssembly: Record<"Memory" | "Module", new (from: object) => object> }).WebAssembly;
  const [control, commands] = [new Int32Array(new SharedArrayBuffer(8)), new Float64Array(new SharedArrayBuffer(8))];
  const memory = new Memory({ initial: 16, maximum: 65536, shared: true });
  const end = host.startThread!({ module: new Module(host.moduleBytes()), memory, control, commands, names: [] });
  const until = async (done: number): Promise<void> => expect.poll(() => Atomics.load(control, 1), { timeout: 20_000 }).toBe(done);
  try {
    Atomics.store(control, 0, 1);
    Atomics.notify(control, 0);
    await until(1);
    // What a crew does when it is held up between the two: the thread is done and asleep before the notice. Number of threads that it woke.
    await expect.poll(() => Atomics.notify(control, 0), { timeout: 20_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(Atomics.load(control, 1)).toBe(1);
    Atomics.store(control, 0, 2);
    Atomics.notify(control, 0);
    await until(2);
  } finally {
    end();
  }
});

it("refuses a number of threads that is not one", () => {
  expect(() => pairCollisions({ potential: coulomb(), threads: 0 })).toThrow(ScenarioError);
  expect(() => whiteNoise({ potential: coulomb(), threads: 0 })).toThrow("invalid threads: 0 (expected a whole number of at least 1)");
  expect(() => pairCollisions({ potential: coulomb(), threads: 1.5 })).toThrow("invalid threads: 1.5");
});
