/** Points far from all others, in both clouds or in one: against whole numbers of any size, and against the bulk solved alone. */
import { describe, expect, test } from "vitest";
import type { Planes } from "../../src/protocols/index.ts";
import { separate } from "../../src/transport/assignment/separate.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import { cloudOf, normalCloud, streamOf } from "../support/clouds.ts";
import { hungarian } from "../support/dense-assignment.ts";

const permutations = (n: number): number[][] =>
  n === 0 ? [[]] : permutations(n - 1).flatMap((p) => Array.from({ length: n }, (_, k) => [...p.slice(0, k), n - 1, ...p.slice(k)]));

/** Costs of clouds of whole coordinates, and the least sum of all bijections, without round-off. */
function exactly(x: Planes, y: Planes): { least: bigint; of: (assignment: ArrayLike<number>) => bigint } {
  const count = x[0].length;
  const square = (v: bigint): bigint => v * v;
  const cost = (i: number, j: number): bigint => x.reduce((sum, plane, k) => sum + square(BigInt(plane[i]) - BigInt(y[k][j])), 0n);
  const of = (assignment: ArrayLike<number>): bigint => Array.from(assignment).reduce((sum, j, i) => sum + cost(i, j), 0n);
  return {
    of,
    least: permutations(count)
      .map(of)
      .reduce((least, sum) => (sum < least ? sum : least)),
  };
}

describe("whole coordinates, against all bijections in whole numbers", () => {
  test("eight points of which one is common to both clouds at 1e8", () => {
    const x = cloudOf(5, (i) => [[5, 6, 5, 7, 1e8][i], [6, 4, 0, 4, 0][i]]);
    const y = cloudOf(5, (i) => [[5, 8, 3, 7, 1e8][i], [0, 7, 8, 8, 0][i]]);
    expect(exactly(x, y).least).toBe(35n);
    expect(optimalAssignment(x, y)).toMatchObject({ squared: 7, finished: true });
  });

  // Up to three far points a case, at 1 to 1e12, common to both clouds or moved by less than the bulk's size in one or both.
  test.each([1, 2, 3, 4])("a few hundred clouds in dimension %d", (dimension) => {
    const stream = streamOf(`outliers/${dimension}`);
    const whole = (below: number): number => Math.floor(below * stream.uniform());
    for (let trial = 0; trial < 200; trial++) {
      const count = 2 + whole(5);
      const [x, y] = [0, 1].map(() => cloudOf(count, () => Array.from({ length: dimension }, () => whole(12))));
      for (let far = 0; far < Math.min(3, count - 1); far++) {
        const [size, move] = [10 ** whole(13), whole(3)];
        for (let k = 0; k < dimension; k++) {
          const place = (whole(5) - 2) * size;
          x[k][far] = place + (move > 0 ? whole(4) : 0);
          y[k][count - 1 - far] = place + (move > 1 ? whole(4) : 0);
        }
      }
      const solved = optimalAssignment(x, y);
      const { least, of } = exactly(x, y);
      const truth = Number(least) / count;
      const trace = `${trial}: ${solved.dual} <= ${truth} <= ${solved.squared}, gap ${solved.gap}`;
      expect(Math.abs(Number(of(solved.assignment) - least)) / count, trace).toBeLessThanOrEqual(1e-12 * truth);
      expect(Math.abs(solved.squared - truth), trace).toBeLessThanOrEqual(1e-14 * truth);
      expect(solved.dual, trace).toBeLessThanOrEqual(truth * (1 + 1e-15));
      expect(solved.finished, trace).toBe(true);
      expect(solved.gap, trace).toBeLessThanOrEqual(1e-12);
    }
  });
});

describe("far groups", () => {
  const count = 200;

  // Points at one place pair with each other when all others are farther from it than from one another.
  test.each([1e3, 1e6, 1e8, 1e12, 1e20])("rows of a fill value (%d) in both clouds leave the bulk its digits", (fill) => {
    const stream = streamOf("outliers/fill");
    const [a, b] = [normalCloud(stream, count, [1, 1]), normalCloud(stream, count, [0.5, 2])];
    const filled = (planes: Planes, at: readonly number[]): Planes => {
      const free = Array.from({ length: count + at.length }, (_, i) => i).filter((i) => !at.includes(i));
      return planes.map((plane) => free.reduce((all, i, n) => ((all[i] = plane[n]), all), new Float64Array(count + at.length).fill(fill)));
    };
    const solved = optimalAssignment(filled(a, [0, 50, 201]), filled(b, [3, 4, 202]));
    const truth = (hungarian(a, b) * count) / (count + 3);
    expect(Math.abs(solved.squared - truth)).toBeLessThanOrEqual(1e-13 * truth);
    expect(solved).toMatchObject({ finished: true });
  });

  test("three clouds a million apart: bijection and bound of each, and prices that are feasible together", () => {
    const stream = streamOf("outliers/groups");
    const sizes = [40, 25, 10];
    const groups = sizes.map((size) => [normalCloud(stream, size, [1, 0.2, 3]), normalCloud(stream, size, [1, 1, 1])]);
    const cloud = (side: 0 | 1): Planes => cloudOf(75, (i) => [0, 1, 2].map((k) => placed(side, i, k)));
    const placed = (side: 0 | 1, i: number, k: number): number => {
      const group = i < 40 ? 0 : i < 65 ? 1 : 2;
      return groups[group][side][k][i - [0, 40, 65][group]] + (k === group ? 1e6 : 0);
    };
    const [x, y] = [cloud(0), cloud(1)];
    const { squared, dual, prices, finished } = optimalAssignment(x, y);
    const truth = sizes.reduce((sum, size, g) => sum + hungarian(groups[g][0], groups[g][1]) * (size / 75), 0);
    // Coordinates of 1e6 keep 1e-10 of their digits: the distance of the clouds as given, to first order of that.
    expect(Math.abs(squared - truth)).toBeLessThanOrEqual(1e-9 * truth);
    expect(finished).toBe(true);
    const reduced = (i: number, j: number): number => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) ** 2, 0) - prices[j];
    const rows = x[0].reduce((sum, _, i) => sum + Math.min(...prices.map((_, j) => reduced(i, j))), 0);
    expect(Math.abs((rows + prices.reduce((sum, v) => sum + v, 0)) / 75 - dual)).toBeLessThanOrEqual(1e-12 * truth);
  });

  test("far points of one cloud alone pair with what is nearest to them in sum", () => {
    const stream = streamOf("outliers/one");
    const [a, b] = [normalCloud(stream, count, [1, 1, 1]), normalCloud(stream, count, [1, 1, 1])];
    for (const k of [0, 1, 2]) a[k][5] = 1e9 * (k - 1) + 3;
    const solved = optimalAssignment(a, b);
    expect(Math.abs(solved.squared - hungarian(a, b))).toBeLessThanOrEqual(1e-13 * solved.squared);
    expect(solved.finished).toBe(true);
  });
});

test.each([100, 250, 1000])("%d nearly coupled pairs stay one problem, not as many as pairs, beside a far point as well", (count) => {
  const x = normalCloud(streamOf(`pairs/${count}`), count, [1, 1, 1]);
  const y = x.map((plane) => plane.map((v) => 1.001 * v));
  expect(separate(x, y)).toEqual([]);
  for (const plane of [...x, ...y]) plane[0] = 1e8;
  expect(separate(x, y).map(({ members }) => members.length)).toEqual([2 * count - 2, 2]);
});

test.each([1e-15, 1e-12, 1e-9, 1e-6, 1e-3])("points moved by %d of their distances: the cost of the move, certified", (size) => {
  const stream = streamOf("outliers/moved");
  const x = normalCloud(stream, 150, [1, 0.7, 1.2]);
  const moves = normalCloud(stream, 150, [size, 2 * size, size]);
  // Another order, so that the partners are to be found.
  const y = x.map((plane, k) => plane.map((_, i) => plane[(7 * i) % 150] + moves[k][(7 * i) % 150]));
  const solved = optimalAssignment(x, y);
  const cost = x.reduce((sum, plane, k) => sum + plane.reduce((part, value, i) => part + (y[k][(43 * i) % 150] - value) ** 2, 0), 0) / 150;
  expect(Array.from(solved.assignment)).toEqual(Array.from({ length: 150 }, (_, i) => (43 * i) % 150));
  expect(Math.abs(solved.squared / cost - 1)).toBeLessThan(1e-14);
  expect([solved.finished, solved.gap <= 1e-12]).toEqual([true, true]);
});
