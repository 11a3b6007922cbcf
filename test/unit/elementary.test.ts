/**
 * Elementary functions against Math.*, whose own error is below one unit in the last place. Argument lists are deterministic: equally spaced
 * with an irrational step, so that they meet every quadrant and binade.
 */
import { describe, expect, it } from "vitest";
import * as own from "../../src/math/elementary.ts";

/** Largest difference in units of the last place of the expected value. */
function worst(f: (x: number) => number, g: (x: number) => number, low: number, high: number): number {
  let largest = 0;
  for (let i = 1; i < 20_000; i++) {
    const x = low + (high - low) * ((i * 0.6180339887498949) % 1);
    const expected = g(x);
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(expected) || 1e-300)) - 52);
    largest = Math.max(largest, Math.abs(f(x) - expected) / unit);
  }
  return largest;
}

const cases: readonly [name: "exp" | "expm1" | "log" | "log1p" | "sin" | "cos" | "atan" | "tanh", low: number, high: number, ulps: number][] = [
  ["exp", -1, 1, 2],
  ["exp", -707, 709.7, 2],
  ["expm1", -1e-5, 1e-5, 2],
  ["expm1", -40, 700, 4],
  ["log", 0.7, 1.5, 2],
  ["log", 0, 1e300, 2],
  ["log", 0, 1e-310, 2],
  ["log1p", -0.99, 2, 3],
  ["log1p", -1e-5, 1e-5, 3],
  ["sin", -7, 7, 2],
  ["sin", -1e6, 1e6, 3],
  ["cos", -7, 7, 2],
  ["cos", -1e6, 1e6, 3],
  ["atan", -4, 4, 2],
  ["atan", -1e6, 1e6, 2],
  ["tanh", -25, 25, 4],
];

describe("elementary functions agree with Math", () => {
  it.each(cases)("%s on [%s, %s]", (name, low, high, ulps) => {
    expect(worst(own[name], Math[name], low, high)).toBeLessThanOrEqual(ulps);
  });

  // Whole powers multiply: each of less than |y| products rounds once, and so does the reciprocal.
  it.each([
    [2.7, 3],
    [-1.3, 3],
    [0.1, 3],
    [7, 8],
    [-12, 13],
  ])("pow to the power %s", (y, ulps) => {
    // prettier-ignore
    expect(worst((x) => own.pow(x, y), (x) => Math.pow(x, y), 1e-3, 30)).toBeLessThanOrEqual(ulps); // prettier-ignore
  });

  it("pow of large exponents", () => {
    expect(worst((y) => own.pow(3.3, y), (y) => Math.pow(3.3, y), -500, 500)).toBeLessThanOrEqual(3); // prettier-ignore
  });

  it("atan2 in all quadrants", () => {
    for (const [y, x] of [
      [1, 2],
      [2, -1],
      [-2, -1],
      [-1, 0.3],
      [1, 0],
      [-1, 0],
      [0, -1],
    ] as const) {
      // prettier-ignore
      expect(own.atan2(y, x)).toBeCloseTo(Math.atan2(y, x), 15);
    }
  });
});

describe("edges", () => {
  it("limits and exceptional arguments", () => {
    expect([own.exp(-746), own.exp(710), own.exp(-Infinity), own.exp(0)]).toEqual([0, Infinity, 0, 1]);
    expect([own.log(0), own.log(1), own.log(Infinity), own.log(-1)]).toEqual([-Infinity, 0, Infinity, NaN]);
    expect([own.pow(0, 2.5), own.pow(0, -2.5), own.pow(2, 0), own.pow(-2, 3), own.pow(-2, 0.5)]).toEqual([0, Infinity, 1, -8, NaN]);
    expect([own.tanh(400), own.tanh(-400), own.atan(Infinity)]).toEqual([1, -1, Math.PI / 2]);
    expect([own.exp(NaN), own.sin(0), own.cos(0), own.log1p(1e-300)]).toEqual([NaN, 0, 1, 1e-300]);
  });

  it("refuses angles whose reduction would be inaccurate", () => {
    expect(() => own.sin(2e6)).toThrow(RangeError);
    expect(() => own.cos(NaN)).toThrow(RangeError);
  });
});
