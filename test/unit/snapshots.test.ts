/** Velocities as snapshots have them: which number is of which particle and component, and at which step; what a setup may not ask for. */
import { expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { snapshotOf, stepsAt } from "../../particles/snapshots.ts";
import { checkSnapshots } from "../../src/setup/check.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { npyOf } from "../../src/files/npy/write.ts";
import { refusal } from "../support/refusal.ts";

it("rows of particles, ensemble after ensemble", () => {
  const memory = openMemory();
  const ensembles = [0, 1].map((e) => {
    const ensemble = createEnsemble(memory, 3, 2);
    ensemble.planes.forEach((plane, k) => plane.forEach((_, i) => (plane[i] = 100 * e + 10 * i + k)));
    return ensemble;
  });
  expect(Array.from(snapshotOf(0.5, ensembles).velocities)).toEqual([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121]);
});

it("the nearest steps, each once, none beyond the end", () => {
  expect([...stepsAt([0, 0.1, 0.26, 0.24, 1, 1.2], 0.125, 8)]).toEqual([0, 1, 2, 8]);
  expect([...stepsAt([0, 3], 0, 0)]).toEqual([0]);
});

it("refuses what no file could hold", () => {
  const system = { name: "walk", ensembles: ["a"] };
  const refused = (snapshots: object, of: object = system) => refusal(() => checkSnapshots(snapshots, of as typeof system));
  expect(refused({ times: [], format: "npy" })).toBe("ScenarioError: invalid snapshots: times is no list of times, at least 0");
  expect(refused({ times: [0, -1], format: "npy" })).toBe("ScenarioError: invalid snapshots: times is no list of times, at least 0");
  expect(refused({ times: [0], format: "csv" })).toBe("ScenarioError: invalid snapshots: format csv (exists: npy, hdf5)");
  expect(refused({ times: [0], format: "npy", every: 2 })).toBe('ScenarioError: snapshots: unknown key "every". Known: times, format');
  expect(refused({ times: [0], format: "npy" }, { name: "a solution" })).toBe("ScenarioError: invalid snapshots: a solution has no particles");
  expect(() => npyOf([2, 2], [Float64Array.of(1, 2, 3)])).toThrow("3 numbers for an array of 2 x 2");
});
