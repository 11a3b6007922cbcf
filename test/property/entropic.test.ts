/**
 * What entropic costs must obey for any clouds and weights. Values are compared through their two-sided bounds: the property may fail by no more
 * than the widths of the bounds (S is between `lower` and `upper`) and round-off.
 */
import { expect, test } from "vitest";
import type { Planes } from "../../src/protocols/index.ts";
import { entropicCost, entropicDivergence, optimalAssignment, type Entropic } from "../../src/transport/index.ts";
import { mapped, permuted } from "../support/clouds.ts";
import { fc } from "../support/property.ts";

const coordinate = fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -1, max: 1 }));
const cloud = (count: number, dimension: number): fc.Arbitrary<Planes> => {
  const plane = fc.array(coordinate, { minLength: count, maxLength: count }).map((values) => Float64Array.from(values));
  return fc.array(plane, { minLength: dimension, maxLength: dimension });
};
const weightsOf = (count: number) => fc.array(fc.double({ min: 0.05, max: 5, noNaN: true }), { minLength: count, maxLength: count });

interface Problem {
  readonly x: Planes;
  readonly y: Planes;
  readonly weights: readonly [number[], number[]];
  readonly epsilon: number;
}

/** Two clouds of different sizes with weights, in 1 to 4 dimensions, and an epsilon between 0.1 and 5. */
const problem: fc.Arbitrary<Problem> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }))
  .chain(([n, m, d]) =>
    fc.record({
      x: cloud(n, d),
      y: cloud(m, d),
      weights: fc.tuple(weightsOf(n), weightsOf(m)),
      epsilon: fc.double({ min: 0.1, max: 5, noNaN: true }),
    }),
  );

const TOLERANCE = 1e-8;
const solved = ({ x, y, weights, epsilon }: Problem): Entropic => entropicCost(x, y, { epsilon, weights, tolerance: TOLERANCE });

/** Bounds of the two values must meet, up to round-off of costs of order 10^2. */
function expectSame(a: Pick<Entropic, "lower" | "upper">, b: Pick<Entropic, "lower" | "upper">, scale = 1): void {
  const room = 1e-11 * Math.max(1, Math.abs(b.upper)) * scale;
  expect(a.lower).toBeLessThanOrEqual(b.upper + room);
  expect(b.lower).toBeLessThanOrEqual(a.upper + room);
  expect(Math.max(a.upper - a.lower, b.upper - b.lower)).toBeLessThan(1e-5 * scale);
}

const scaledBy = (factor: number, shift: number, { lower, upper }: Entropic) => ({ lower: factor * lower + shift, upper: factor * upper + shift }); // prettier-ignore

const check = (run: (problem: Problem) => void, numRuns = 25): void => void fc.assert(fc.property(problem, run), { numRuns, endOnFailure: true });

test("symmetric in the two clouds", () => {
  check(({ x, y, weights, epsilon }) => expectSame(solved({ x, y, weights, epsilon }), solved({ x: y, y: x, weights: [weights[1], weights[0]], epsilon })));
});

test("the order of the points does not matter, and a point is as good as two halves of it", () => {
  check(({ x, y, weights: [a, b], epsilon }) => {
    const base = solved({ x, y, weights: [a, b], epsilon });
    const order = a.map((_, i) => i).reverse();
    expectSame(solved({ x: permuted(x, order), y, weights: [order.map((i) => a[i]), b], epsilon }), base);
    const halved = x.map((plane) => Float64Array.from([...plane, plane[0]]));
    expectSame(solved({ x: halved, y, weights: [[a[0] / 2, ...a.slice(1), a[0] / 2], b], epsilon }), base);
  });
});

test("a common rotation and translation change nothing; a translation of one cloud adds what it must; scales go with epsilon", () => {
  const angles = fc.tuple(fc.double({ min: 0, max: 6.3, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }));
  fc.assert(
    fc.property(problem, angles, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (given, [angle, shift], scale) => {
      const { x, y, weights, epsilon } = given;
      const base = solved(given);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turn = (planes: Planes): Planes =>
        mapped(planes, (value, k, i) => {
          if (planes.length === 1) return -value;
          if (k === 0) return c * value - s * planes[1][i];
          return k === 1 ? s * planes[0][i] + c * value : value;
        });
      expectSame(solved({ ...given, x: turn(x), y: turn(y) }), base);
      const moved = (planes: Planes): Planes => mapped(planes, (value, k) => value + (k === 0 ? shift : 0));
      expectSame(solved({ ...given, x: moved(x), y: moved(y) }), base);
      const mean = (planes: Planes, w: readonly number[]): number => w.reduce((sum, v, i) => sum + v * planes[0][i], 0) / w.reduce((sum, v) => sum + v, 0); // prettier-ignore
      const added = (shift * shift) / 2 - shift * (mean(x, weights[0]) - mean(y, weights[1]));
      expectSame(solved({ ...given, y: moved(y) }), scaledBy(1, added, base));
      const grown = (planes: Planes): Planes => mapped(planes, (value) => scale * value);
      const square = scale * scale;
      const large = solved({ x: grown(x), y: grown(y), weights, epsilon: square * epsilon });
      expectSame(large, scaledBy(square, 0, base), square);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test("the bounds hold: potentials are dual feasible in value, by brute force, and the product plan is no better than the upper end", () => {
  check(({ x, y, weights, epsilon }) => {
    const found = solved({ x, y, weights, epsilon });
    const [a, b] = weights.map((w) => w.map((v) => v / w.reduce((sum, u) => sum + u, 0))) as [number[], number[]];
    const cost = (i: number, j: number): number => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) ** 2 / 2, 0);
    const [f, g] = found.potentials;
    let [dual, mass, product] = [0, 0, 0];
    a.forEach((p, i) => {
      dual += p * f[i];
      b.forEach((q, j) => {
        mass += p * q * Math.exp((f[i] + g[j] - cost(i, j)) / epsilon);
        product += p * q * cost(i, j);
      });
    });
    b.forEach((q, j) => (dual += q * g[j]));
    // The concave dual at these potentials is a lower bound of S whatever they are.
    expect(dual - epsilon * (mass - 1)).toBeLessThanOrEqual(found.upper + 1e-10);
    expect(Math.abs(dual - epsilon * (mass - 1) - found.lower)).toBeLessThan(1e-10);
    expect(found.lower).toBeLessThanOrEqual(product + 1e-10);
  });
});

test("at least half of W_N^2, and growing with epsilon; the divergence is not negative, and zero for equal clouds", () => {
  const pair = fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 }))
    .chain(([n, d]) => fc.record({ x: cloud(n, d), y: cloud(n, d), epsilon: fc.double({ min: 0.05, max: 2, noNaN: true }) }));
  fc.assert(
    fc.property(pair, ({ x, y, epsilon }) => {
      const found = entropicDivergence(x, y, { epsilon, tolerance: TOLERANCE });
      expect(found.across.upper).toBeGreaterThanOrEqual(optimalAssignment(x, y).squared / 2 - 1e-11);
      const larger = entropicCost(x, y, { epsilon: 2 * epsilon, tolerance: TOLERANCE });
      expect(larger.upper).toBeGreaterThanOrEqual(found.across.lower - 1e-11);
      // Without the cut at zero: the bounds allow no negative divergence.
      const [first, second] = found.within;
      expect(found.across.upper - (first.lower + second.lower) / 2).toBeGreaterThan(-1e-11);
      expect([found.lower >= 0, found.value >= found.lower, found.value <= found.upper + 1e-15]).toEqual([true, true, true]);
      expect(entropicDivergence(x, x, { epsilon }).value).toBe(0);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
