/**
 * Every method between any two clouds: what it calls a lower end is below the truth and what it calls an upper end above, and nothing is called
 * finished or converged beside a gap above its tolerance. Coordinates are whole numbers, so that the truth is known exactly: outliers to 1e12, axes of
 * deviations to 1e6 : 1 (conditions to 1e12), equal points; and the same in units of 2^-490 to 2^490.
 */
import { expect, test } from "vitest";
import { answerOf, pythonWith } from "../../scripts/bench/python.ts";
import { ScenarioError } from "../../src/errors.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { bracket, entropicDivergence, gaussianBound, optimalAssignment, radialBound, slicedDistance } from "../../src/transport/index.ts";
import { cloudOf, mapped, streamOf } from "../support/clouds.ts";
import { exactAssignment } from "../support/exact-assignment.ts";
import { fc } from "../support/property.ts";

const whole = (size: number): fc.Arbitrary<number> => fc.integer({ min: -size, max: size });

/** A point of the bulk, whose axes may differ a million times in length, or a far one. */
const point = (dimension: number, axes: readonly number[]): fc.Arbitrary<number[]> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(...axes.slice(0, dimension).map((axis) => fc.oneof(whole(5), whole(5 * axis)))) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(1e6, 1e9, 1e12), fc.array(fc.constantFrom(-1, 0, 1), { minLength: dimension, maxLength: dimension })).map(([far, signs]) => signs.map((sign) => sign * far)) },
  ); // prettier-ignore

const couple: fc.Arbitrary<readonly [Planes, Planes]> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom(1, 1, 1e3, 1e6), { minLength: 4, maxLength: 4 }))
  .chain(([count, dimension, axes]) => {
    const cloud = fc.array(point(dimension, axes), { minLength: count, maxLength: count });
    return fc.tuple(cloud, cloud).map(([a, b]) => [cloudOf(count, (i) => a[i]), cloudOf(count, (i) => b[i])] as const);
  });

/** Round-off of the sums by which an end, or the truth, is told in double precision. */
const TOLD = 1e-14;

const units = fc.constantFrom(1, 1, 2 ** -490, 2 ** -200, 2 ** 60, 2 ** 440);

const inUnit = (clouds: readonly Planes[], unit: number): Planes[] => clouds.map((planes) => mapped(planes, (value) => value * unit));

/** sum of the exact costs as W2^2, rounded once. */
const truthOf = (x: Planes, y: Planes): number => Number(exactAssignment(x, y)) / x[0].length;

test("exact, bounds, gaussian, sliced, radial: every end is on its side of the truth, in whole numbers", () => {
  fc.assert(
    fc.property(couple, units, ([a, b], unit) => {
      const truth = truthOf(a, b);
      const [x, y] = inUnit([a, b], unit);
      const below = (squared: number): void => expect(squared / unit / unit).toBeLessThanOrEqual(truth * (1 + TOLD));
      const above = (squared: number): void => expect(squared / unit / unit).toBeGreaterThanOrEqual(truth * (1 - TOLD));
      const solved = optimalAssignment(x, y);
      below(solved.dual);
      above(solved.squared);
      expect(solved.finished).toBe(solved.gap <= 1e-12);
      if (solved.finished) expect(Math.abs(solved.squared / unit / unit - truth)).toBeLessThanOrEqual(1e-12 * truth);
      const { lower, upper } = bracket(x, y);
      below(lower.squared);
      above(upper.squared);
      for (const end of [gaussianBound(x, y).lower, slicedDistance(x, y, { frames: 4 }).lower, radialBound(x, y).lower]) below(end);
    }),
    { numRuns: 150 },
  );
});

test("entropic: W2^2/2 <= S <= W2^2/2 + epsilon log N is met by both ends, converged means a gap within the tolerance, and limits are kept", () => {
  fc.assert(
    fc.property(couple, fc.constantFrom(1e-9, 1e-6, 1e-2, 1, 100), fc.constantFrom(1, 3, 400), units, ([a, b], ratio, rounds, unit) => {
      const half = truthOf(a, b) / 2;
      const [x, y] = inUnit([a, b], unit);
      const extent = Math.max(1, ...[...a, ...b].map((plane) => Math.max(...plane.map(Math.abs))));
      const epsilon = ratio * extent * extent;
      let solved;
      try {
        solved = entropicDivergence(x, y, { epsilon: epsilon * unit * unit, rounds, tolerance: 1e-5 });
      } catch (error) {
        // Small epsilons are refused in words.
        if (error instanceof ScenarioError) return;
        throw error;
      }
      const { across, within, lower, upper, gap, converged } = solved;
      const back = (cost: number): number => cost / unit / unit;
      // The optimal pairing is a plan, of entropy log N against a x b.
      expect(back(across.lower)).toBeLessThanOrEqual((half + epsilon * Math.log(a[0].length)) * (1 + TOLD));
      expect(back(across.upper)).toBeGreaterThanOrEqual(half * (1 - TOLD));
      for (const one of [across, ...within]) {
        expect(one.lower).toBeLessThanOrEqual(one.upper);
        if (one.converged) expect((one.upper - one.lower) / Math.max(one.upper, one.epsilon)).toBeLessThanOrEqual(one.tolerance);
      }
      // Of a cloud with itself: nothing to move.
      for (const one of within) expect(one.lower).toBeLessThanOrEqual(one.epsilon * Math.log(a[0].length) * (1 + TOLD));
      expect(lower).toBeLessThanOrEqual(upper);
      expect(lower).toBeGreaterThanOrEqual(0);
      if (converged) expect(gap).toBeLessThanOrEqual(1e-5);
    }),
    { numRuns: 150 },
  );
});

test("one far point each, the case of its issue: all of the entropy is that of the bulk", () => {
  // Bulk {0, 0, 0, 0} to {0, 0, 0, 1} and 1000 to -1000: the far point's partner is 1, in the plan that moves a bulk point instead.
  const [x, y] = [[Float64Array.of(0, 0, 0, 0, 1000)], [Float64Array.of(0, 0, 0, 1, -1000)]];
  const { across, converged } = entropicDivergence(x, y, { epsilon: 0.001 });
  // In order: one 0 to -1000, 1000 to 1, zeros to zeros: (1e6 + 999^2)/10 = 199800.1, and KL of that plan: every point with its like.
  const mass = (3 / 5) * Math.log(1 / (3 / 5) / (4 / 5) * (3 / 5)) + (1 / 5) * Math.log(1 / (4 / 5)) + (1 / 5) * Math.log(5); // prettier-ignore
  expect(Math.abs(across.value - (199800.1 + 0.001 * mass))).toBeLessThan(1e-7);
  expect(converged).toBe(true);
});

test("clouds of 60 points with reals, and of unequal sizes, against scipy", (context) => {
  const python = pythonWith(["scipy.optimize", "numpy"]);
  if (python === undefined) return context.skip("no python3 with scipy here");
  const stream = streamOf("scipy");
  const far = (value: number, i: number): number => (i % 19 === 7 ? value + 1e5 * stream.normal() : value);
  const shapes: Record<string, () => number> = {
    normal: () => stream.normal(),
    cauchy: () => stream.normal() / stream.normal(),
    ties: () => Math.round(stream.normal()),
  };
  const cases = Object.entries(shapes).flatMap(
    ([name, draw]) =>
    [[60, 60], [60, 20]].flatMap(([n, m]) => [1, 2, 3, 5].map((d) => ({ name: `${name} ${n} ${m} ${d}`, x: cloudOf(n, (i) => Array.from({ length: d }, () => far(draw(), i))), y: cloudOf(m, (i) => Array.from({ length: d }, () => far(2 * draw(), i))) }))), // prettier-ignore
  );
  const script = `
import json, sys, numpy as np
from scipy.optimize import linear_sum_assignment
out = []
for c in json.load(sys.stdin):
    x, y = np.array(c[0]).T, np.array(c[1]).T
    y = np.repeat(y, len(x) // len(y), axis=0)
    cost = ((x[:, None] - y[None]) ** 2).sum(2)
    i, j = linear_sum_assignment(cost)
    out.append(float(((x[i] - y[j]) ** 2).sum() / len(x)))
print(json.dumps(out))`;
  const input = cases.map(({ x, y }) => [x, y].map((planes) => planes.map((plane) => Array.from(plane))));
  const truths = answerOf(python, script, input) as number[];
  cases.forEach(({ name, x, y }, k) => {
    const top = truths[k] * (1 + 1e-12);
    expect(gaussianBound(x, y).lower, name).toBeLessThanOrEqual(top);
    expect(slicedDistance(x, y, { frames: 4 }).lower, name).toBeLessThanOrEqual(top);
    if (x[0].length !== y[0].length) return;
    const { squared, dual, finished } = optimalAssignment(x, y);
    // Equal points among far ones may stop short of a gap of 1e-12, and are then not called finished.
    if (finished) expect(Math.abs(squared - truths[k]), name).toBeLessThanOrEqual(1e-11 * truths[k]);
    expect(squared, name).toBeGreaterThanOrEqual(truths[k] * (1 - 1e-12));
    expect(dual, name).toBeLessThanOrEqual(top);
    const { lower, upper } = bracket(x, y);
    expect(lower.squared, name).toBeLessThanOrEqual(top);
    expect(upper.squared, name).toBeGreaterThanOrEqual(truths[k] * (1 - 1e-12));
    expect(radialBound(x, y).lower, name).toBeLessThanOrEqual(top);
  });
});
