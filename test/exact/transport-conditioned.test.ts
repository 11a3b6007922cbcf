/** Clouds of extreme condition, scale or place: values that are known exactly, or from 80 digits (mpmath), to the round-off of the coordinates. */
import { describe, expect, test } from "vitest";
import { fromRows, product } from "../../src/math/symmetric.ts";
import type { Planes } from "../../src/protocols/index.ts";
import {
  bracket,
  cloudGaussians,
  gaussianBound,
  gaussianDivergence,
  gaussianEntropic,
  gaussianMapMatrix,
  radialBound,
  refuseLost,
  slicedDistance,
} from "../../src/transport/index.ts";
import { mapped, normalCloud, streamOf } from "../support/clouds.ts";

const planesOf = (points: readonly (readonly number[])[]): Planes => points[0].map((_, k) => Float64Array.from(points, (point) => point[k]));

// Deviations 1e5 along (1, 1), and 1 and 2 along (1, -1): Gaussians and optimal pairing are both at 2 (1^2 + 1^2)/2 = 2.
const ellipse = (width: number): Planes => planesOf([[-100000 - width, -100000 + width], [-100000 + width, -100000 - width], [100000 - width, 100000 + width], [100000 + width, 100000 - width]]); // prettier-ignore

describe("the Gaussians of clouds", () => {
  test("deviations 1e5 : 1", () => {
    const { squared, lower } = gaussianBound(ellipse(1), ellipse(2));
    expect(Math.abs(squared - 2)).toBeLessThan(1e-9);
    expect(lower).toBeLessThanOrEqual(2);
    expect(lower).toBeGreaterThan(2 - 1e-7);
    const { lower: below, upper } = bracket(ellipse(1), ellipse(2));
    expect([below.squared, upper.squared]).toEqual([2, 2]);
  });

  test("one common point at 1e8, five points: the value of 80 digits", () => {
    const [x, y] = [planesOf([[5, 6], [6, 4], [5, 0], [7, 4], [1e8, 0]]), planesOf([[5, 0], [8, 7], [3, 8], [7, 8], [1e8, 0]])]; // prettier-ignore
    // Round-off of coordinates of 1e8 is 1e-8.
    expect(Math.abs(gaussianBound(x, y).squared - 5.1363813491125172213)).toBeLessThan(1e-7);
    // The optimal pairing costs 7 (scipy).
    const { lower, upper } = bracket(x, y);
    expect(lower.squared).toBeLessThanOrEqual(7);
    expect(upper.squared).toBeGreaterThanOrEqual(7);
  });

  test("axes and deviations that commute, in dimension 4, of condition 1e12: sum of squared differences", () => {
    // Pairs of points +-deviation on each axis of a Hadamard frame, times 2 exactly: all moments are exact.
    const frame = [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]; // prettier-ignore
    const cloud = (deviations: readonly number[]): Planes =>
      planesOf(frame.flatMap((axis, k) => [1, -1].map((sign) => axis.map((entry) => sign * entry * deviations[k]))));
    const [s, t] = [[1e6, 1, 3, 40], [1e6, 2, 1, 41]]; // prettier-ignore
    // Each axis holds 2 of 8 points, at twice the deviation: variance d_k^2.
    expect(Math.abs(gaussianBound(cloud(s), cloud(t)).squared - (1 + 4 + 1))).toBeLessThan(1e-8);
    const [f, g] = cloudGaussians(cloud(s), cloud(t));
    // Entropic, axis by axis: the closed form on the line (theory of entropic/gaussian.ts), with epsilon large against the roots' round-off.
    const line = (a: number, b: number, e: number): number => {
      const twice = 2 * a * b;
      const big = Math.sqrt(twice * twice + e * e);
      return ((a - b) ** 2 - (e * e) / (big + twice) + e * (1 + Math.log((big + e) / (2 * e)))) / 2;
    };
    const expected = (e: number): number => s.reduce((sum, a, k) => sum + line(a, t[k], e), 0);
    for (const e of [1e-3, 1, 100]) expect(Math.abs(gaussianEntropic(f, g, e) - expected(e))).toBeLessThan(1e-8 + 1e-13 * e * 30);
    expect(gaussianDivergence(f, f, 1)).toBe(0);
  });

  test("the map between covariances of condition 1e10 sends one to the other", () => {
    const [c, s] = [0.6, 0.8];
    const of = (a: number, b: number) => fromRows([[a * c * c + b * s * s, (a - b) * c * s], [(a - b) * c * s, a * s * s + b * c * c]]); // prettier-ignore
    const [first, second] = [of(1e10, 1), of(2.25e10, 4)];
    const map = gaussianMapMatrix(first, second, 2);
    // Axes are common: stretched by 1.5 and 2. The small variance is known to 1e-16 1e10, relatively 1e-6.
    of(1.5, 2).forEach((entry, k) => expect(Math.abs(map[k] - entry)).toBeLessThan(1e-5));
    const image = product(product(map, first, 2), map, 2);
    second.forEach((entry, k) => expect(Math.abs(image[k] - entry)).toBeLessThan(1e-5 * 2.25e10));
  });
});

const methods = {
  gaussian: (x: Planes, y: Planes) => gaussianBound(x, y).squared,
  sliced: (x: Planes, y: Planes) => slicedDistance(x, y).squared,
  radial: (x: Planes, y: Planes) => radialBound(x, y).squared,
  lower: (x: Planes, y: Planes) => bracket(x, y).lower.squared,
  upper: (x: Planes, y: Planes) => bracket(x, y).upper.squared,
};

describe.each(Object.entries(methods))("%s", (_, method) => {
  const stream = streamOf("conditioned");
  const [x, y] = [normalCloud(stream, 60, [1, 2, 0.5]), normalCloud(stream, 60, [1.4, 1, 0.7])];

  test.each([2 ** -490, 2 ** -330, 2 ** 330, 2 ** 490])("a power of two (%d) scales the result exactly", (scale) => {
    const grown = [x, y].map((planes) => mapped(planes, (value) => scale * value));
    expect(method(grown[0], grown[1]) / scale / scale).toBe(method(x, y));
  });

  test("many equal points, in another order: nothing to move", () => {
    const spot = (at: number): Planes => [0, 1].map(() => Float64Array.from({ length: 64 }, (__, i) => (i === at ? 1 : 0)));
    expect(method(spot(0), spot(50))).toBeLessThan(1e-30);
    expect(method(mapped(spot(0), () => 1), mapped(spot(0), () => 1))).toBe(0); // prettier-ignore
  });
});

test("a fill value of 1e20 in both clouds: bounds stand, what float64 cannot say is refused", () => {
  const stream = streamOf("fill");
  const filled = (planes: Planes): Planes => planes.map((plane) => Float64Array.of(...plane, 1e20));
  const [x, y] = [normalCloud(stream, 50, [1, 1]), normalCloud(stream, 50, [1, 1])];
  const { lower, upper } = bracket(filled(x), filled(y));
  // The two far points are paired by any pairing of finite cost: 50 of 51 points are those of the bulk.
  const bulk = bracket(x, y);
  expect(lower.squared).toBeLessThanOrEqual((50 / 51) * bulk.upper.squared);
  expect(upper.squared).toBeGreaterThanOrEqual((50 / 51) * bulk.lower.squared);
  expect(() => refuseLost(filled(x), filled(y), 0)).toThrow(/round-off leaves this distance uncertain by .* a point is 1.41e\+20 away/);
  expect(() => refuseLost(x, y, 0.01)).not.toThrow();
});
