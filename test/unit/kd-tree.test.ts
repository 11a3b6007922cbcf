/** The kd-tree's weighted searches against a scan of all points. */
import { describe, expect, test } from "vitest";
import { nearest } from "../../src/math/kd-tree/search.ts";
import { KdTree } from "../../src/math/kd-tree/tree.ts";
import { weigh } from "../../src/math/kd-tree/weights.ts";
import { streamOf } from "../support/clouds.ts";

function packed(count: number, coordinate: (i: number, axis: number) => number): Float64Array {
  return Float64Array.from({ length: 3 * count }, (_, p) => coordinate(Math.floor(p / 3), p % 3));
}

const stream = streamOf("kd-tree");
const clouds: Record<string, Float64Array> = {
  "one point": packed(1, (_, axis) => axis),
  "nine points": packed(9, () => stream.normal()),
  "a solid cloud": packed(1000, () => stream.normal()),
  "a plane": packed(500, (_, axis) => (axis === 2 ? 0 : stream.normal())),
  "equal points": packed(100, (_, axis) => axis),
  "a lattice": packed(343, (i, axis) => [i % 7, Math.floor(i / 7) % 7, Math.floor(i / 49)][axis]),
};

describe.each(Object.entries(clouds))("%s", (_, points) => {
  const count = points.length / 3;
  const tree = new KdTree(1000);
  tree.build(points, count);

  test("holds every point once, in tree order", () => {
    expect(Array.from(tree.order.subarray(0, count)).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    for (let t = 0; t < count; t++) for (let k = 0; k < 3; k++) expect(tree.points[3 * t + k]).toBe(points[3 * tree.order[t] + k]);
  });

  test("splits evenly: leaves differ by at most one point", () => {
    const leaves = 1 << tree.depth;
    const sizes = Array.from({ length: leaves }, (_, k) => tree.high[leaves + k] - tree.low[leaves + k]);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
  });

  test.each([false, true])("finds the smallest costs below a bound (weights: %s)", (weighted) => {
    const weights = weighted ? Float64Array.from({ length: count }, () => 2 * stream.normal()) : null;
    if (weights) weigh(tree, weights);
    const positions = new Int32Array(7);
    const costs = new Float64Array(7);
    for (let query = 0; query < 60; query++) {
      const at = [3 * stream.normal(), stream.normal(), query % 3 ? stream.normal() : 20];
      const all = Array.from({ length: count }, (_, t) => {
        const distance = at.reduce((sum, value, k) => sum + (value - tree.points[3 * t + k]) ** 2, 0);
        return distance - (weights ? weights[t] : 0);
      });
      const bound = query % 2 ? Infinity : all[query % count];
      const expected = all.filter((cost) => cost < bound - 1e-12).sort((a, b) => a - b);
      const found = nearest(tree, Float64Array.from(at), 0, 7, bound - 1e-12, weights, positions, costs);
      expect(found).toBe(Math.min(7, expected.length));
      for (let t = 0; t < found; t++) {
        expect(costs[t]).toBeCloseTo(expected[t], 10);
        expect(all[positions[t]]).toBeCloseTo(expected[t], 10);
      }
      expect(new Set(positions.subarray(0, found)).size).toBe(found);
    }
  });
});

test("a search prunes: it compares a small part of a large cloud", () => {
  const tree = new KdTree(20000);
  tree.build(
    packed(20000, () => stream.normal()),
    20000,
  );
  const positions = new Int32Array(1);
  const costs = new Float64Array(1);
  for (let query = 0; query < 100; query++) {
    nearest(
      tree,
      Float64Array.from({ length: 3 }, () => stream.normal()),
      0,
      1,
      Infinity,
      null,
      positions,
      costs,
    );
  }
  // A dozen leaves of eight points is typical in R^3; a scan would inspect 20000.
  expect(tree.inspected / 100).toBeLessThan(400);
});

describe.each([3, 5])("in dimension %d, after a small move, with steep weights", (dimension) => {
  const count = 900;
  const own = streamOf(`kd-tree/steep/${dimension}`);
  const points = Float64Array.from({ length: dimension * count }, () => own.normal());
  const tree = new KdTree(count, dimension);
  tree.build(points, count);
  const moved = points.map((value) => value + 0.05 * own.normal());
  tree.refit(moved);
  // A gradient of 7 along one axis and -4 along another, and noise.
  const weights = Float64Array.from({ length: count }, (_, t) => {
    const p = dimension * t;
    return 7 * tree.points[p] - 4 * tree.points[p + 2] + 0.1 * own.normal();
  });

  test.each([false, true])("finds what a scan finds (steep: %s)", (steep) => {
    weigh(tree, weights, steep);
    const [positions, costs] = [new Int32Array(5), new Float64Array(5)];
    for (let query = 0; query < 100; query++) {
      const at = Float64Array.from({ length: dimension }, () => 2 * own.normal());
      const all = Array.from({ length: count }, (_, t) => at.reduce((sum, value, k) => sum + (value - moved[dimension * tree.order[t] + k]) ** 2, -weights[t]));
      const least = [...all].sort((a, b) => a - b).slice(0, 5);
      expect(nearest(tree, at, 0, 5, Infinity, weights, positions, costs)).toBe(5);
      least.forEach((cost, t) => expect(Math.abs(costs[t] - cost)).toBeLessThan(1e-11));
    }
  });
});
