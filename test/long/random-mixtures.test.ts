/**
 * No stated bound is below the true error, on 2000 random mixtures: 900 through radial (36 to 72 nodes, d = 2, 3), 700 through fourier (16 to 48 modes, d = 2), 400 through
 * hermite (degrees 12 to 20); variances of components within factors of 4.5 and of 60, four times each, nine functionals. And bounds are of use: half of them below 50 times
 * the true error.
 */
import { afterAll, describe, expect, it } from "vitest";
import { quantile, randomBounds } from "../support/random-bounds.ts";

const CHUNK = 50;

describe.each([
  ["radial", 900],
  ["fourier", 700],
  ["hermite", 400],
] as const)("%s", (solver, count) => {
  const ratios: number[] = [];
  const chunks = Array.from({ length: count / CHUNK }, (_, k) => k * CHUNK);
  it.each(chunks)("bounds all from number %i", (from) => {
    const found = randomBounds(solver, "long", from, from + CHUNK);
    ratios.push(...found.ratios);
    expect(found.under).toEqual([]);
    expect(found.unknown / found.values).toBeLessThan(0.3);
  });

  it("with half of the bounds below 50 times the error", () => {
    ratios.sort((a, b) => a - b);
    expect(quantile(ratios, 0.5)).toBeLessThan(50);
  });

  afterAll(() => {
    const [median, most] = [quantile(ratios, 0.5), quantile(ratios, 0.95)];
    process.stdout.write(`${solver}: bound over true error, median ${median.toPrecision(3)}, 95 % below ${most.toPrecision(3)}, ${ratios.length} values\n`);
  });
});
