/**
 * Each error that the Hermite solver states bounds the true one, and is at most the larger of 100 times it and 1e-13: a part of the sweep of
 * test/long/solver-errors.test.ts. An error of either sign passes through zero in time, where no estimate follows it: the second half
 * compares with the largest true error at a time and its neighbours.
 */
import { describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellMolecules, mixture, singleSpecies } from "../../src/index.ts";
import { maxwellLaw, openHermite } from "../../src/solvers/index.ts";
import { solved } from "../../src/functionals/index.ts";
import type { Law } from "../../src/index.ts";
import { FUNCTIONALS, misses } from "../support/solver-errors.ts";

const maxwell = singleSpecies(maxwellMolecules());
const times = [0, 0.05, 0.3];

describe("stated errors of hermite, low degrees", () => {
  it.each([
    ["two temperatures, off centre", mixture({ components: [[0.2, 0.5], [0.8, 1.2]].map(([weight, s]) => ({ weight: weight, mean: [0.4, -0.7], variances: [s, s] })) })], // prettier-ignore
    ["BKW", bkw({ S: 0.8, dimension: 2 })],
  ])("%s", (_, law) => {
    for (const degree of [12, 19]) {
      const reference = openHermite(maxwell, [law], { degree });
      const found = misses({ law, reference, truth: (t) => maxwellLaw(law, t) }, times);
      expect(found.under).toEqual([]);
      expect(found.over).toEqual([]);
      expect(found.ratios.length).toBe(times.length * Object.keys(FUNCTIONALS).length);
    }
  });

  it("an anisotropic Gaussian, against degree 32", () => {
    const law: Law = gaussian({ covariance: [[1.15, 0.2], [0.2, 0.85]], mean: [1, 2] }); // prettier-ignore
    const fine = openHermite(maxwell, [law], { degree: 32 });
    for (const degree of [13]) {
      const reference = openHermite(maxwell, [law], { degree });
      const found = misses({ law, reference, truth: (t) => solved(fine.at(t)) }, times);
      expect(found.under).toEqual([]);
      expect(found.over).toEqual([]);
    }
  });
});
