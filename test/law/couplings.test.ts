/**
 * A coupling changes the law of neither ensemble: what the second does in a few steps under each coupling of the table, against what it does alone with
 * the noise that the first has. Both are drawn from one key, so that differences of functionals have mean 0 over keys; 400 keys.
 *
 * Each mean within 6 of its standard errors (a false alarm of 2e-9 in each of some 200 comparisons). Detects angles that are a fifth smaller, and axes
 * of one sign: see the end.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions, synchronous } from "../../particles/index.ts";
import { powerLaw, rootKey, summarise } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { openStream } from "../../src/random/stream.ts";
import { pairings, type AnyCoupling, type AnySystem } from "../support/systems.ts";

const functionals = [
  (v: readonly number[]) => v[0] * v[0],
  (v: readonly number[]) => v[0] * v[1],
  (v: readonly number[]) => v[0] ** 3,
  (v: readonly number[]) => v[0] ** 4,
  (v: readonly number[]) => v[0] ** 3 * v[1],
];

const mean = (planes: Planes, of: (v: readonly number[]) => number): number => {
  const values = Array.from(planes[0], (_, i) => of(planes.map((plane) => plane[i])));
  return values.reduce((sum, x) => sum + x, 0) / values.length;
};

/** The largest of the mean differences, in standard errors. */
function shift(system: AnySystem, coupling: AnyCoupling, dimension: number): number {
  const memory = openMemory();
  const [first, second, alone] = [1, 2, 3].map(() => createEnsemble(memory, 12, dimension));
  const stream = openStream(rootKey("couplings"));
  const starts = [1, 2].map((size) => first.planes.map((plane, k) => plane.map(() => (size + k) * stream.normal())));
  const set = (e: Ensemble, planes: Planes): void => e.planes.forEach((plane, k) => plane.set(planes[k]));
  const steppers = [system.stepper(memory, [first, second], coupling), system.stepper(memory, [alone])];
  const differences = functionals.map(() => new Float64Array(400));
  for (let r = 0; r < 400; r++) {
    [first, second, alone].forEach((e, k) => set(e, starts[Math.min(k, 1)]));
    for (let step = 0; step < 3; step++) for (const stepper of steppers) stepper.step(rootKey("couplings").child("key", r), step, 0.1);
    functionals.forEach((of, j) => (differences[j][r] = mean(second.planes, of) - mean(alone.planes, of)));
  }
  return Math.max(
    ...differences.map((all) => {
      const { mean: found, standardError } = summarise(Array.from(all));
      return Math.abs(found) / (standardError + 1e-13);
    }),
  );
}

describe.each(pairings(powerLaw(-2)))("$name", ({ system, coupling }) => {
  it.each([2, 3])("leaves the law of the second ensemble as it is, d = %s", (dimension) => {
    expect(shift(system, coupling, dimension)).toBeLessThan(6);
  });
});

describe("what is no coupling is noticed", () => {
  const system = pairCollisions({ potential: powerLaw(-2) }) as unknown as AnySystem;
  const { map } = synchronous();
  const planted = (change: typeof map): AnyCoupling => ({ name: "planted", shares: true, map: change });

  it("angles a fifth smaller, d = 2", () => {
    const smaller = planted((second, first) => second.radial.forEach((_, k) => (second.radial[k] = 0.8 * first.radial[k])));
    expect(shift(system, smaller, 2)).toBeGreaterThan(6);
  });

  it("axes that all point up, d = 3", () => {
    const upright = planted((second, first) => {
      map(second, first, [] as never);
      const down = second.direction[2].map((n) => (n < 0 ? -1 : 1));
      for (const plane of second.direction) plane.forEach((n, k) => (plane[k] = down[k] * n));
    });
    expect(shift(system, upright, 3)).toBeGreaterThan(6);
  });
});
