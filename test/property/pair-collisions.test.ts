/** Symmetries and conservation laws of pair collisions, on skewed and off-centre clouds. */
import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { polarPairs } from "../../particles/couplings/polar-pairs.ts";
import { spherical } from "../../particles/couplings/spherical.ts";
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { ScenarioError } from "../../src/errors.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { generalPotential } from "../../src/model/general.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { pairingShift } from "../../src/random/block-generator.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { costOf, energyOf, largest, rows, scene, sum } from "../support/pair-scenes.ts";

describe("conservation", () => {
  // A collision changes the energy of its pair by at most about 16 roundings of relative size 2^-53, momentum by one per coordinate.
  it.each([
    [0, 3],
    [-3, 3],
    [-3, 2],
    [-4.5, 3],
  ])("momentum and energy to round-off, gamma = %s, d = %s", (gamma, dimension) => {
    // prettier-ignore
    const { key, ensembles, stepper } = scene(gamma, dimension, 2001, "conservation");
    const e = ensembles[0];
    for (const plane of e.planes) for (let i = 0; i < 200; i++) plane[i] = 0.3 + 1e-9 * i * plane[i]; // tiny separations
    const before = { energy: energyOf(e), momentum: e.planes.map((plane) => sum(plane)) };
    const steps = 300;
    for (let step = 0; step < steps; step++) stepper.step(key, step, 0.01);
    expect(Math.abs(energyOf(e) / before.energy - 1)).toBeLessThan(steps * 16 * 2 ** -53);
    e.planes.forEach((plane, k) => {
      expect(Math.abs(sum(plane) - before.momentum[k])).toBeLessThan(e.count * steps * largest(e) * 2 ** -53);
    });
  });
});

describe("symmetries", () => {
  const seeds = {
    gamma: fc.constantFrom(0, -1, -2, -3),
    dimension: fc.constantFrom(2, 3),
    count: fc.integer({ min: 2, max: 700 }),
    seed: fc.nat(),
  };

  it("scaling velocities by 2^k and time by 2^(-gamma k) scales the run, bit for bit", () => {
    fc.assert(
      fc.property(fc.record({ ...seeds, k: fc.integer({ min: -8, max: 8 }) }), ({ gamma, dimension, count, seed, k }) => {
        const [one, two] = [scene(gamma, dimension, count, seed), scene(gamma, dimension, count, seed)];
        const scale = 2 ** k;
        for (const plane of two.ensembles[0].planes) plane.forEach((x, i) => (plane[i] = scale * x));
        for (let step = 0; step < 4; step++) {
          one.stepper.step(one.key, step, 0.01);
          two.stepper.step(two.key, step, 0.01 * scale ** -gamma);
        }
        one.ensembles[0].planes.forEach((plane, j) => expect(two.ensembles[0].planes[j]).toEqual(plane.map((x) => scale * x)));
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it("a Galilean shift commutes with the step, to round-off", () => {
    fc.assert(
      fc.property(fc.record({ ...seeds, shift: fc.integer({ min: -5, max: 5 }) }), ({ dimension, count, seed, shift }) => {
        const [one, two] = [scene(0, dimension, count, seed), scene(0, dimension, count, seed)];
        for (const plane of two.ensembles[0].planes) plane.forEach((x, i) => (plane[i] = x + shift));
        for (let step = 0; step < 4; step++) for (const { stepper, key } of [one, two]) stepper.step(key, step, 0.03);
        const bound = 100 * 2 ** -53 * (largest(two.ensembles[0]) + largest(one.ensembles[0]));
        one.ensembles[0].planes.forEach((plane, j) => {
          plane.forEach((x, i) => expect(Math.abs(two.ensembles[0].planes[j][i] - x - shift)).toBeLessThan(bound));
        });
      }),
      { numRuns: 20, seed: 2 },
    );
  });

  it("sign -1 is the inverse rotation: both signs one after the other restore the velocities", () => {
    fc.assert(
      fc.property(fc.record(seeds), ({ dimension, count, seed }) => {
        const { key, ensembles, copies, stepper } = scene(0, dimension, count, seed);
        stepper.step(key, 1, 0.05, 1);
        stepper.step(key, 1, 0.05, -1);
        const bound = 50 * 2 ** -53 * largest(copies[0]);
        ensembles[0].planes.forEach((plane, j) => {
          plane.forEach((x, i) => expect(Math.abs(x - copies[0].planes[j][i])).toBeLessThanOrEqual(bound));
        });
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  it("every 16 steps both ensembles are relabelled alike", () => {
    const { key, ensembles, copies, stepper } = scene(0, 3, 901, "relabel", synchronous());
    stepper.step(key, 16, 0); // no time passes: only labels move
    expect(rows(ensembles[0])).toEqual(rows(copies[0]));
    expect(ensembles[0].planes[0]).not.toEqual(copies[0].planes[0]);
    expect(costOf(ensembles)).toBeCloseTo(costOf(copies), 8);
    expect(rows(ensembles[1])).toEqual(rows(copies[1]));
  });

  it.each([synchronous(), spherical(), polarPairs()])("equal ensembles stay equal: $name", (coupling) => {
    const { key, ensembles, stepper } = scene(-3, 3, 600, "equal", coupling);
    copyEnsemble(ensembles[1], ensembles[0]);
    for (let step = 0; step < 20; step++) stepper.step(key, step, 0.01);
    expect(ensembles[1].planes).toEqual(ensembles[0].planes);
  });
});

it("a particle that meets an alpha without a value leaves the finite numbers, and only it and its partner do", () => {
  const alpha = (r: number): number => (r > 100 ? NaN : 1);
  const system = pairCollisions({ potential: generalPotential({ name: "bounded", alpha }) });
  const memory = openMemory();
  const e = createEnsemble(memory, 301, 3);
  const stream = openStream(rootKey("bounded"));
  for (const plane of e.planes) plane.forEach((_, i) => (plane[i] = stream.normal()));
  e.planes[1][17] = 1e4;
  const key = rootKey("bounded");
  system.stepper(memory, [e]).step(key, 1, 0.01);
  const partner = (pairingShift(key, 1, 301) - 17 + 301) % 301;
  const lost = e.planes[0].reduce<number[]>((list, x, i) => (Number.isFinite(x) ? list : [...list, i]), []);
  expect(new Set(lost)).toEqual(new Set([17, partner]));
});

describe("check", () => {
  const system = pairCollisions({ potential: powerLaw(-4.5) });
  it("refuses what is not served", () => {
    expect(() => system.check(7, 100)).toThrow("invalid dimension: 7 (pair collisions serve 2 to 6)");
    expect(() => system.check(3, 1)).toThrow(ScenarioError);
    expect(() => system.check(2, 100)).toThrow("invalid gamma: -4.5 (a power law needs -4 < gamma <= 1 in dimension 2)");
    expect(() => system.check(3, 2)).not.toThrow();
  });
});
