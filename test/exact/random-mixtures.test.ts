/**
 * No stated bound is below the true error: a part of test/long/random-mixtures, other mixtures, with the coarsest resolutions among them.
 */
import { expect, it } from "vitest";
import { randomBounds } from "../support/random-bounds.ts";

it.each([
  ["radial", 1],
  ["fourier", 2],
  ["hermite", 1],
] as const)("%s: %i random mixtures", (solver, count) => {
  const { under, values, unknown } = randomBounds(solver, "lean", 0, count);
  expect(under).toEqual([]);
  expect(values).toBeGreaterThanOrEqual(36 * count);
  // How often there is no bound is a question for many mixtures.
  expect(unknown).toBeLessThan(values);
});
