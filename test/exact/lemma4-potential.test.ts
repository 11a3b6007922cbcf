/** Lemma 4 for any alpha: powers against their closed forms, sums against sums of powers; the entropic cost of Gaussians enclosed by its duality, at reference values of another code. */
import { describe, expect, it } from "vitest";
import { gaussian, powerLaw, screened, singleSpecies } from "../../src/index.ts";
import { fromRows } from "../../src/math/symmetric.ts";
import { gaussianLemma4, potentialLemma4 } from "../../src/rates/index.ts";
import { entropicMapMatrix, gaussianDual, gaussianPrimal } from "../../src/transport/index.ts";
import { refusal } from "../support/refusal.ts";

const A = [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]]; // prettier-ignore
const B = [[1.4, -0.3, 0.1], [-0.3, 0.7, 0], [0.1, 0, 0.9]]; // prettier-ignore
const leading = (rows: number[][]): number[][] => rows.slice(0, 2).map((row) => row.slice(0, 2));
const [from, to] = [gaussian({ covariance: leading(A) }), gaussian({ covariance: leading(B) })];

describe("Lemma 4 by quadrature", () => {
  // Rates of W2^2 in the plane, of an independent code.
  it.each([
    [1, -14.12083310027],
    [-1, -1.4211521734279],
    [-2, -0.54471379052173],
  ])("r^%s", (gamma, rate) => {
    // prettier-ignore
    const found = potentialLemma4(powerLaw(gamma), from, to);
    const exact = gaussianLemma4(singleSpecies(powerLaw(gamma)), [from], [to]);
    for (const [value, expected] of [
      [found.left, rate],
      [found.right, rate],
      [found.dissipation, exact.dissipation.value],
      [found.remainder, exact.remainder.value],
    ] as const)
      // prettier-ignore
      expect(Math.abs(value.value - expected)).toBeLessThan(1e-12 + value.bound);
    expect(found.right.bound).toBeLessThan(1e-7);
  });

  it("a screening length that is long changes r^-1 to first order", () => {
    const length = 1e4;
    const found = potentialLemma4(screened({ gamma: -1, length }), from, to);
    // e^(-r/L)/r = 1/r - 1/L + r/2L^2: Maxwell molecules of strength -1/L.
    const first = gaussianLemma4(singleSpecies(powerLaw(-1)), [from], [to]).left - gaussianLemma4(singleSpecies(powerLaw(0)), [from], [to]).left / length;
    expect(Math.abs(found.right.value - first)).toBeLessThan(1e-6);
  });

  it("refuses other dimensions", () => expect(refusal(() => potentialLemma4(powerLaw(-1), gaussian({ variances: [1, 1, 1, 1] }), gaussian({ variances: [1, 1, 1, 1] })))).toMatch(/in d = 4/)); // prettier-ignore
});

describe("the entropic cost between its dual and its primal", () => {
  const like = (covariance: number[][]) => ({ mean: new Float64Array(3), covariance: fromRows(covariance) });
  // C of an independent code.
  it.each([
    [0.1, -0.24823976361788],
    [1, -3.4432065178832],
  ])("eps = %s", (epsilon, C) => {
    // prettier-ignore
    const [f, g] = [like(A), like(B)];
    const dual = (x: number): number => gaussianDual(f, g, epsilon, { matrix: Float64Array.from([x, 0, 0, 0, x, 0, 0, 0, x]), slope: new Float64Array(3) });
    for (const x of [-2, -0.5, 0, 0.4]) expect(dual(x)).toBeLessThan(C);
    const map = entropicMapMatrix(f, g, epsilon);
    for (const part of [0, 0.5, 0.9]) expect(gaussianPrimal(f, g, epsilon, Float64Array.from({ length: 9 }, (_, k) => part * A[Math.floor(k / 3)].reduce((sum, a, j) => sum + a * map[j * 3 + (k % 3)], 0)))).toBeGreaterThan(C); // prettier-ignore
    expect(gaussianPrimal(f, g, epsilon, Float64Array.from({ length: 9 }, (_, k) => A[Math.floor(k / 3)].reduce((sum, a, j) => sum + a * map[j * 3 + (k % 3)], 0)))).toBeCloseTo(C, 12); // prettier-ignore
  });

  it("refuses a potential that no solution begins with", () => {
    const f = { mean: new Float64Array(1), covariance: Float64Array.of(1) };
    expect(refusal(() => gaussianDual(f, f, 1, { matrix: Float64Array.of(1), slope: new Float64Array(1) }))).toMatch(/expected all below 1/);
  });
});
