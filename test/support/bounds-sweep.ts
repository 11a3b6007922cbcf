/**
 * No stated bound is below the true error, on random mixtures (test/long/random-mixtures): a fifth of them through radial (36 to 72 nodes, d = 2, 3), two fifths
 * through fourier (16 to 48 modes, d = 2) and as many through hermite (degrees 12 to 20); variances of components within factors of 4.5 and of 60, four times
 * each, nine functionals. And bounds are of use: half of them below 100 times the true error.
 *
 * 150 mixtures, or as many as LANDAU_MIXTURES says: 2000 take some fifty minutes of one core.
 */
import { afterAll, expect, it } from "vitest";
import { quantile, randomBounds, type RandomSolver } from "./random-bounds.ts";

const CHUNK = 50;
const MIXTURES = Number(process.env["LANDAU_MIXTURES"] ?? 150);

/** The sweep of one solver, as tests: of this share of the mixtures. */
export function sweepBounds(solver: RandomSolver, share: number): void {
  const ratios: number[] = [];
  let unknown = 0;
  let values = 0;
  const chunks = Array.from({ length: Math.ceil((share * MIXTURES) / CHUNK) }, (_, k) => k * CHUNK);
  it.each(chunks)("bounds all from number %i", (from) => {
    const found = randomBounds(solver, "long", from, from + CHUNK);
    ratios.push(...found.ratios);
    unknown += found.unknown;
    values += found.values;
    expect(found.under).toEqual([]);
  });

  it("with half of the bounds below 100 times the error, and seven values of ten with a bound", () => {
    expect(unknown / values).toBeLessThan(0.3);
    ratios.sort((a, b) => a - b);
    expect(quantile(ratios, 0.5)).toBeLessThan(100);
  });

  afterAll(() => {
    const [median, most] = [quantile(ratios, 0.5), quantile(ratios, 0.95)];
    process.stdout.write(`${solver}: bound over true error, median ${median.toPrecision(3)}, 95 % below ${most.toPrecision(3)}, ${ratios.length} values\n`);
  });
}
