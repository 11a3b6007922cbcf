/**
 * The kernels and the plain TypeScript of pair collisions agree bit for bit: every mode, both dimensions, every coupling, tiny and odd numbers
 * of particles, relabelling steps, both signs, and diffusion times from 1e-8 to the clamp (coinciding and nearly coinciding particles).
 */
import { describe, expect, it } from "vitest";
import { spherical } from "../../particles/couplings/spherical.ts";
import { copyEnsemble, createEnsemble, groupsOf } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/index.ts";
import { generalPotential } from "../../src/model/general.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble, Model } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { sharedOut, tripleModel } from "../support/mixtures.ts";
import { pairCouplings } from "../support/systems.ts";

const softened = generalPotential({ name: "softened", alpha: (r) => 1 / (0.01 + r * r) ** 1.5 });
const potentials = [...[0, -1, -2, -3, -2.5, 1].map((gamma) => powerLaw(gamma, { strength: 1.3 })), softened];
const couplings = [undefined, ...pairCouplings()];

/** Skewed clouds with a tight cluster; the second is partly the mirror image of the first, so that relative velocities oppose exactly. */
function fill(memory: KernelMemory, count: number, dimension: number, address: string, create = () => createEnsemble(memory, count, dimension)): Ensemble[] {
  const stream = openStream(rootKey(address));
  const [first, second] = [create(), create()];
  for (let i = 0; i < count; i++) {
    const size = i % 5 === 0 ? 10 ** -(i % 13) : 1;
    for (let k = 0; k < dimension; k++) {
      first.planes[k][i] = size * (stream.normal() + 0.2 * k);
      second.planes[k][i] = i % 3 === 0 ? -first.planes[k][i] : stream.normal();
    }
  }
  for (const plane of first.planes) plane.fill(plane[0], 0, Math.min(4, count - 1)); // coinciding particles
  return [first, second];
}

const bits = (ensembles: readonly Ensemble[]): BigUint64Array[] => ensembles.flatMap((e) => e.planes.map((plane) => new BigUint64Array(plane.slice().buffer)));

describe.each(potentials)("$name", (potential) => {
  describe.each([2, 3])("d = %s", (dimension) => {
    it.each([1, 2, 3, 17, 1000, 5003])("N = %s", (count) => {
      const system = pairCollisions({ potential, corrected: count !== 17 }); // 3 is beyond what corrected Maxwell molecules take
      for (const coupling of couplings) {
        for (const dt of count === 17 ? [1e-7, 0.01, 3] : [0.01]) {
          const memory = openMemory();
          const fused = fill(memory, count, dimension, `twin/${count}`).slice(0, coupling ? 2 : 1);
          const plain = fused.map(() => createEnsemble(memory, count, dimension));
          plain.forEach((e, k) => copyEnsemble(e, fused[k]));
          const key = rootKey(`twin/${potential.name}/d=${dimension}/N=${count}`);
          const steppers = [system.stepper(memory, fused, coupling), system.plainStepper(plain, coupling)];
          const before = bits(fused);
          for (let step = 15; step < (count > 500 ? 18 : 34); step++) {
            for (const stepper of steppers) stepper.step(key, step, dt, step % 3 ? 1 : -1);
          }
          expect(bits(fused)).toEqual(bits(plain));
          if (count > 2) expect(bits(fused)).not.toEqual(before);
        }
      }
    });
  });
});

/** Three species of unequal masses and numbers, one of them by a table; more particles than a block in one of them; of equal weights, and of three different ones. */
describe.each([
  [2, "equal"],
  [3, "equal"],
  [2, "unequal"],
  [3, "unequal"],
] as const)("mixtures, d = %s, %s weights", (dimension, weights) => {
  const base = weights === "equal" ? tripleModel(-3) : sharedOut(tripleModel(-3), [5, 2, 3]);
  const mixed: Model = { ...base, interaction: (i, j) => (i + j === 1 ? softened : base.interaction(i, j)) };
  it.each([10, 50, 3000])("N = %s", (count) => {
    const system = pairCollisions({ model: mixed, corrected: count === 50 });
    for (const coupling of couplings) {
      const memory = openMemory();
      const groups = groupsOf(mixed, count);
      const shaped = () => createEnsemble(memory, count, dimension, groups);
      const [fused, plain] = [fill(memory, count, dimension, "mixture", shaped), [shaped(), shaped()]].map((pair) => pair.slice(0, coupling ? 2 : 1)) as [
        Ensemble[],
        Ensemble[],
      ];
      plain.forEach((e, k) => copyEnsemble(e, fused[k]));
      const key = rootKey(`twin/mixture/d=${dimension}/N=${count}`);
      const before = bits(fused);
      const steppers = [system.stepper(memory, fused, coupling), system.plainStepper(plain, coupling)];
      for (let step = 15; step < 18; step++) for (const stepper of steppers) stepper.step(key, step, 0.01, step % 3 ? 1 : -1);
      expect(bits(fused)).toEqual(bits(plain));
      expect(bits(fused)).not.toEqual(before);
    }
  });
});

describe("the first ensemble of a couple is the ensemble alone", () => {
  it.each(potentials)("$name", (potential) => {
    const system = pairCollisions({ potential });
    const key = rootKey("alone");
    const memory = openMemory();
    const [alone, ...coupled] = couplings.map((coupling) => {
      const ensembles = fill(memory, 1501, 3, "alone").slice(0, coupling ? 2 : 1);
      const stepper = system.stepper(memory, ensembles, coupling);
      for (let step = 0; step < 20; step++) stepper.step(key, step, 0.01);
      return bits(ensembles.slice(0, 1));
    });
    for (const first of coupled) expect(first).toEqual(alone);
  });
});

it("a coupling without a kernel takes the plain form, and the bits are the same", () => {
  const system = pairCollisions({ potential: powerLaw(-3) });
  const memory = openMemory();
  const key = rootKey("foreign");
  const couple = spherical();
  const { name, shares, map } = couple;
  const [known, foreign] = [couple, { name, shares, map }].map((coupling) => {
    const ensembles = fill(memory, 700, 3, "foreign");
    const stepper = system.stepper(memory, ensembles, coupling);
    for (let step = 0; step < 3; step++) stepper.step(key, step, 0.01);
    return bits(ensembles);
  });
  expect(foreign).toEqual(known);
});
