/** What W_N must obey for any clouds: it is the square of a metric, and moves with the clouds. */
import { fc } from "../support/property.ts";
import { expect, test } from "vitest";
import type { Planes } from "../../src/protocols/index.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import { mapped, permuted } from "../support/clouds.ts";

/** Coordinates on a coarse grid now and then, so that ties, duplicates and flat clouds are common. */
const coordinate = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: -2, max: 2 }));

const clouds = (many: number): fc.Arbitrary<Planes[]> =>
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 })).chain(([count, dimension]) => {
    const plane = fc.array(coordinate, { minLength: count, maxLength: count }).map((values) => Float64Array.from(values));
    return fc.array(fc.array(plane, { minLength: dimension, maxLength: dimension }), { minLength: many, maxLength: many });
  });

const squared = (x: Planes, y: Planes): number => optimalAssignment(x, y).squared;

/** Round-off of costs of order 10^2 a coordinate. */
const ROUND_OFF = 1e-11;

const shuffleOf = (planes: Planes, seed: number): Planes => {
  const order = Array.from(planes[0], (_, i) => i).sort((i, j) => ((i * 7919 + seed) % 104729) - ((j * 7919 + seed) % 104729));
  return permuted(planes, order);
};

test("a certificate: dual <= squared, with no gap to speak of", () => {
  fc.assert(
    fc.property(clouds(2), ([x, y]) => {
      const solved = optimalAssignment(x, y);
      expect(solved.finished).toBe(true);
      expect(Math.abs(solved.squared - solved.dual)).toBeLessThan(ROUND_OFF);
      expect(new Set(solved.assignment).size).toBe(x[0].length);
    }),
    { numRuns: 200 },
  );
});

test("feasible on the complete graph: no pair is worth more than its cost, and the bound is what the prices say", () => {
  fc.assert(
    fc.property(clouds(2), ([x, y]) => {
      const { assignment, dual, prices } = optimalAssignment(x, y);
      const cost = (i: number, j: number): number => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) ** 2, 0);
      let bound = 0;
      for (let i = 0; i < assignment.length; i++) {
        const own = cost(i, assignment[i]) - prices[assignment[i]];
        let least = Infinity;
        for (let j = 0; j < assignment.length; j++) least = Math.min(least, cost(i, j) - prices[j]);
        // The pair of the optimum is the best buy of its row.
        expect(own - least).toBeLessThan(assignment.length * ROUND_OFF);
        bound += (least + prices[i]) / assignment.length;
      }
      expect(Math.abs(bound - dual)).toBeLessThan(ROUND_OFF);
    }),
    { numRuns: 150 },
  );
});

test("symmetric", () => {
  fc.assert(
    fc.property(clouds(2), ([x, y]) => Math.abs(squared(x, y) - squared(y, x)) < ROUND_OFF),
    { numRuns: 150 },
  );
});

test("the triangle inequality holds for the square roots", () => {
  fc.assert(
    fc.property(clouds(3), ([x, y, z]) => {
      expect(Math.sqrt(squared(x, z))).toBeLessThanOrEqual(Math.sqrt(squared(x, y)) + Math.sqrt(squared(y, z)) + ROUND_OFF);
    }),
    { numRuns: 150 },
  );
});

test("the order of the points does not matter", () => {
  fc.assert(
    fc.property(clouds(2), fc.nat(1000), ([x, y], seed) => {
      expect(Math.abs(squared(shuffleOf(x, seed), y) - squared(x, shuffleOf(y, seed + 1)))).toBeLessThan(ROUND_OFF);
    }),
    { numRuns: 150 },
  );
});

test("rotations change nothing, a common translation neither, and a translation of one adds what it must", () => {
  fc.assert(
    fc.property(clouds(2), fc.double({ min: 0, max: 6.3, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), ([x, y], angle, shift) => {
      const base = squared(x, y);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turn = (planes: Planes): Planes =>
        planes.length === 1 ? planes.map((plane) => plane.map((value) => -value)) : mapped(planes, (value, k, i) => rotated(planes, value, k, i, c, s)); // prettier-ignore
      expect(Math.abs(squared(turn(x), turn(y)) - base)).toBeLessThan(ROUND_OFF);
      const moved = (planes: Planes): Planes => mapped(planes, (value, k) => value + (k === 0 ? shift : 0));
      expect(Math.abs(squared(moved(x), moved(y)) - base)).toBeLessThan(ROUND_OFF);
      const mean = (planes: Planes): number => planes[0].reduce((sum, value) => sum + value, 0) / planes[0].length;
      const expected = base + shift * shift - 2 * shift * (mean(x) - mean(y));
      expect(Math.abs(squared(x, moved(y)) - expected)).toBeLessThan(10 * ROUND_OFF);
    }),
    { numRuns: 150 },
  );
});

function rotated(planes: Planes, value: number, k: number, i: number, c: number, s: number): number {
  if (k === 0) return c * value - s * planes[1][i];
  return k === 1 ? s * planes[0][i] + c * value : value;
}

test("scaling both clouds scales the square", () => {
  fc.assert(
    fc.property(clouds(2), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ([x, y], scale) => {
      const grown = squared(mapped(x, (value) => scale * value), mapped(y, (value) => scale * value)); // prettier-ignore
      expect(Math.abs(grown - scale * scale * squared(x, y))).toBeLessThan(scale * scale * ROUND_OFF);
    }),
    { numRuns: 150 },
  );
});
