/**
 * Densities through kernels against closed forms: N(u, A) through a Gaussian kernel is N(u, A + h^2 I); through that of order 4, which is
 * the Gaussian minus half its second derivative, it is (1 - h^2/2 d_k^2) N(u, A + h^2 I) along each axis. Fixtures are tilted, off centre.
 */
import { describe, expect, it } from "vitest";
import { kernelGrid, smoothedCloud, smoothedLaw, unsmoothedLaw, type Window } from "../../src/functionals/index.ts";
import { bkw, gaussian } from "../../src/laws/index.ts";
import { gridLaw } from "../../src/laws/grid-law.ts";
import type { Law } from "../../src/protocols/index.ts";
import { spaced, valuesOf } from "../support/grid-files.ts";

const mean = [0.3, -0.2];
const covariance = [
  [1.3, 0.4],
  [0.4, 0.7],
];
const law = gaussian({ mean, covariance });

/** Density of N(m, s^2) on the line and its second derivative. */
function line(x: number, m: number, variance: number): { value: number; second: number } {
  const y = x - m;
  const value = Math.exp((-y * y) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  return { value, second: ((y * y) / variance - 1) * (value / variance) };
}

/** Density of N(mean, A + h^2 I) and its pure second derivatives, by the formula of the inverse. */
function plane([x, y]: readonly [number, number], h: number) {
  const [a, b, c] = [covariance[0][0] + h * h, covariance[0][1], covariance[1][1] + h * h];
  const det = a * c - b * b;
  const [p, q, r] = [c / det, -b / det, a / det];
  const [u, v] = [x - mean[0], y - mean[1]];
  const value = Math.exp(-(p * u * u + 2 * q * u * v + r * v * v) / 2) / (2 * Math.PI * Math.sqrt(det));
  const [g, k] = [p * u + q * v, q * u + r * v];
  // d_x^2, d_y^2, d_x^2 d_y^2 of exp(-quadratic/2).
  const mixed = (g * g - p) * (k * k - r) - 4 * q * g * k + 2 * q * q;
  return { value, xx: (g * g - p) * value, yy: (k * k - r) * value, xxyy: mixed * value };
}

const places = [-1.7, -0.4, 0.15, 0.9, 2.2];
/** Spacing 0.6: above the kernels' width, where a sum over the nodes would be off by per cents. */
const axes = [spaced(-9, 9, 31), spaced(-7.8, 7.8, 27)];
const grid = gridLaw({ name: "grid", axes, values: valuesOf({ axes, times: [0], density: (_, v) => law.density(v) }), spec: {} });

describe.each<[string, Law, number]>([
  ["a law with a density", law, 1e-12],
  // Frequencies beyond pi/0.6 hold e^(-(pi/0.6)^2 0.7/2) = 7e-5 ... of the narrow direction (variance 0.57): 4e-4 of the value at most.
  ["a law on a coarse grid", grid, 4e-4],
])("%s", (_name, subject, tolerance) => {
  const h = 0.35;
  it("marginals of order 2 and 4, and plain", () => {
    const window: Window = { axes: [1], points: places.map((x) => [x]), width: h };
    const [second, fourth] = [smoothedLaw(subject, window), smoothedLaw(subject, { ...window, order: 4 })];
    const plain = unsmoothedLaw(subject, window);
    places.forEach((x, i) => {
      const { value, second: curved } = line(x, mean[1], 0.7 + h * h);
      expect(Math.abs(second[i] - value)).toBeLessThan(tolerance);
      expect(Math.abs(fourth[i] - (value - (h * h * curved) / 2))).toBeLessThan(tolerance);
      expect(Math.abs(plain[i] - line(x, mean[1], 0.7).value)).toBeLessThan(tolerance);
    });
  });

  it("the density of order 2 and 4", () => {
    const points = places.map((x) => [x, 0.5 - x / 3] as const);
    const window: Window = { axes: [0, 1], points, width: h };
    const [second, fourth] = [smoothedLaw(subject, window), smoothedLaw(subject, { ...window, order: 4 })];
    points.forEach((point, i) => {
      const { value, xx, yy, xxyy } = plane(point, h);
      const s = (h * h) / 2;
      expect(Math.abs(second[i] - value)).toBeLessThan(tolerance);
      expect(Math.abs(fourth[i] - (value - s * (xx + yy) + s * s * xxyy))).toBeLessThan(tolerance);
    });
  });
});

describe("isotropic laws", () => {
  it("BKW in three dimensions: S = 1 is a Gaussian; any S has the marginal that its two chi-square parts give", () => {
    const window: Window = { axes: [0], points: places.map((x) => [x]), width: 0.3 };
    smoothedLaw(bkw({ S: 1, dimension: 3 }), window).forEach((value, i) => expect(value).toBeCloseTo(line(places[i], 0, 1.09).value, 12));
    // f = N(0, S) [b + (1-b) r^2/(3S)], b = 1 - 3(1-S)/(2S): the marginal of r^2 N is (x^2 + 2S) N, and a moment is a second derivative.
    const S = 0.75;
    const b = 1 - (3 * (1 - S)) / (2 * S);
    smoothedLaw(bkw({ S, dimension: 3 }), window).forEach((value, i) => {
      const { value: n, second } = line(places[i], 0, S + 0.09);
      // x^2 N(0, S) = S N + S^2 N''.
      const square = S * n + S * S * second + 2 * S * n;
      expect(value).toBeCloseTo(b * n + ((1 - b) * square) / (3 * S), 12);
    });
  });
});

describe("clouds", () => {
  const planes = [Float64Array.of(0.2, -1, 0.5, 1.3), Float64Array.of(0.1, 0.4, -0.7, 0.6)];

  it("one kernel a particle, along one axis and in the plane", () => {
    const h = 0.4;
    const [marginal] = smoothedCloud(planes, { axes: [1], points: [[0.3]], width: h });
    expect(marginal).toBeCloseTo([...planes[1]].reduce((sum, y) => sum + line(0.3, y, h * h).value, 0) / 4, 14);
    const [density] = smoothedCloud(planes, { axes: [0, 1], points: [[0.3, -0.1]], width: h, order: 4 });
    const factor = (x: number, centre: number) => ((3 - ((x - centre) / h) ** 2) / 2) * line(x, centre, h * h).value;
    const expected = [...planes[0]].reduce((sum, x, i) => sum + factor(0.3, x) * factor(-0.1, planes[1][i]), 0) / 4;
    expect(density).toBeCloseTo(expected, 14);
  });

  it.each([2, 4] as const)("a whole grid at once is the same for particles on its points, order %i", (order) => {
    const spacing = 0.1;
    const onGrid = planes.map((plane) => plane.map((x) => Math.round(x / spacing) * spacing));
    const [count, from] = [81, -4];
    const values = kernelGrid(onGrid, { from, spacing, count }, { width: 0.4, order });
    for (const [i, j] of [[40, 41], [45, 33], [52, 46], [30, 44]] as const) {
      const window: Window = { axes: [0, 1], points: [[from + i * spacing, from + j * spacing]], width: 0.4, order };
      expect(values[i * count + j]).toBeCloseTo(smoothedCloud(onGrid, window)[0], 11);
    } // prettier-ignore
    // The nearest edge is 7.5 widths away: e^(-7.5^2/2) times the polynomial of order 4.
    expect(values.reduce((sum, value) => sum + value * spacing * spacing, 0)).toBeCloseTo(1, 10);
  });

  it("between the points binning costs less than D^2/12 of the Laplacian", () => {
    const [spacing, count, from, width] = [0.05, 161, -4, 0.4];
    const values = kernelGrid(planes, { from, spacing, count }, { width });
    const point = [from + 85 * spacing, from + 84 * spacing];
    const window: Window = { axes: [0, 1], points: [point], width };
    const exact = smoothedCloud(planes, window)[0];
    // No second derivative of a kernel exceeds its peak over h^2; a particle moves the binned variance by D^2/4 at most, half of it counts.
    const bound = ((spacing * spacing) / 8) * 2 * (1 / (2 * Math.PI * width ** 4));
    expect(Math.abs(values[85 * count + 84] - exact)).toBeLessThan(bound);
  });
});
