/**
 * Rates of E and E_p for Maxwell molecules: Lemma 1's two sides; the derivative of E along an exact solution; E_2 = E + 1; E_3 against int 3 (f/m)^2 Q dv summed over a
 * grid, Q by second differences of f; the largest rate of E against eigenvalues of the sparse matrix by ARPACK (scipy, degrees 140 and 34).
 */
import { describe, expect, it } from "vitest";
import { gaussian, mixture, uniform } from "../../src/index.ts";
import { relativeL2 } from "../../src/functionals/index.ts";
import { gaussianRelativePowerRate, largestRelativeL2Rate, relativeL2Rate } from "../../src/rates/index.ts";
import { refusal } from "../support/refusal.ts";

const plane = [[1.3, 0.25], [0.25, 0.6]]; // prettier-ignore
const space = [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]]; // prettier-ignore
const lopsided = mixture({ components: [{ weight: 0.35, mean: [0.6, -0.3], covariance: [[0.9, 0.2], [0.2, 0.5]] }, { weight: 0.65, mean: [-0.2, 0.3], covariance: [[0.6, -0.1], [-0.1, 0.9]] }] }); // prettier-ignore

describe("Lemma 1", () => {
  it.each([
    ["a Gaussian in the plane", gaussian({ mean: [0.3, -1], covariance: plane })],
    ["a Gaussian in space", gaussian({ covariance: space })],
    ["a mixture without symmetry", lopsided],
    ["a box", uniform({ halfWidths: [1.2, 0.8] })],
  ])("%s: both sides agree, and the printed one is above", (_, law) => {
    const { left, right, asPrinted } = relativeL2Rate(law, { strength: 1.3, degree: law.components && law.dimension === 2 ? 40 : 16 });
    expect(left.value).toBeLessThan(0);
    // Of one polynomial: rounding.
    expect(Math.abs(left.value / right.value - 1)).toBeLessThan(1e-12);
    expect(asPrinted.value).toBeGreaterThan(right.value + 0.01 * Math.abs(right.value));
  });

  it("the derivative of E along the exact solution of an isotropic mixture", () => {
    // Isotropic mixture: variances relax at 2 (d-1) c n, so E(t) is known in closed form.
    const [strength, density, variances, weights] = [1.3, 0.7, [0.6, 1.3], [3 / 7, 4 / 7]];
    const at = (t: number) =>
      mixture({ components: variances.map((s, k) => ({ weight: weights[k], variances: [0, 1].map(() => 1 + (s - 1) * Math.exp(-2 * strength * density * t)) })) }); // prettier-ignore
    const h = 1e-3;
    const difference = (step: number): number => (relativeL2(at(step), { density }).value - relativeL2(at(-step), { density }).value) / (2 * step);
    const slope = (4 * difference(h) - difference(2 * h)) / 3;
    const { left } = relativeL2Rate(at(0), { strength, density });
    expect(Math.abs(left.value - slope)).toBeLessThan(1e-9 * Math.abs(slope) + left.bound);
  });

  it("refuses a degree that says nothing", () => expect(refusal(() => relativeL2Rate(lopsided, { degree: 6 }))).toMatch(/invalid degree: 6/));
});

describe("the largest rate of E", () => {
  it.each([
    ["the plane, momentum 0", { dimension: 2, degree: 20 }, -1.44110968487],
    ["the plane, other axes", { dimension: 2, degree: 16, anisotropy: [-1, 1] }, -1.44110968487],
    ["space, momentum 0", { dimension: 3, degree: 14 }, -3.21188851],
    ["space, any momentum", { dimension: 3, degree: 14, lowest: 1 as const }, -3.106619427],
  ])("in %s", (_, options, expected) => {
    const { value, bound } = largestRelativeL2Rate(options);
    expect(Math.abs(value - expected)).toBeLessThan(bound);
    // Ritz values are below the limit.
    expect(value).toBeLessThan(expected);
    expect(bound).toBeLessThan(5e-3);
  });

  it("of isotropic data: the energy, the slowest mode of the linear equation that degrees do not exclude", () => {
    // -[(d-1)(2k+l) + l(l+d-2)] at k = 1, l = 0.
    expect(largestRelativeL2Rate({ dimension: 2, degree: 12, anisotropy: [0, 0] }).value).toBeCloseTo(-2, 9);
    expect(largestRelativeL2Rate({ dimension: 3, degree: 12, anisotropy: [0, 0, 0] }).value).toBeCloseTo(-4, 9);
  });

  it("refuses what is no anisotropy", () => {
    expect(refusal(() => largestRelativeL2Rate({ dimension: 2, anisotropy: [1, 1] }))).toMatch(/invalid anisotropy: 1, 1/);
    expect(refusal(() => largestRelativeL2Rate({ dimension: 2, degree: 8 }))).toMatch(/invalid degree: 8/);
  });
});

describe("E_p of a Gaussian", () => {
  it.each([
    ["plane", plane],
    ["space", space],
  ])("p = 2 in %s: the rate of E by Lemma 1", (_, covariance) => {
    const found = gaussianRelativePowerRate({ covariance, p: 2, strength: 1.3, density: 0.7 });
    const { right } = relativeL2Rate(gaussian({ covariance }), { strength: 1.3, density: 0.7 });
    // relativeL2Rate is of f, density times the law.
    expect(Math.abs(found.value - right.value / 0.7)).toBeLessThan(found.bound + right.bound / 0.7);
    expect(right.bound).toBeLessThan(1e-6 * Math.abs(right.value));
  });

  it("p = 3: the sum over a grid of 3 (f/m)^2 Q", () => {
    const covariance = [[1.1, 0.15], [0.15, 0.8]]; // prettier-ignore
    const { density } = gaussian({ covariance });
    const theta = 0.95;
    const maxwellian = gaussian({ variances: [theta, theta] }).density;
    const [h, e] = [0.2, 1e-3];
    let sum = 0;
    for (let i = -50; i <= 50; i++)
      for (let j = -50; j <= 50; j++) {
        const [x, y] = [h * i, h * j];
        const f = density([x, y]);
        const along = (a: number, b: number): number => (density([x + a * e, y + b * e]) - 2 * f + density([x - a * e, y - b * e])) / (e * e);
        const [xx, yy] = [along(1, 0), along(0, 1)];
        const xy = (along(1, 1) - xx - yy) / 2;
        // a(v) = E[|z|^2 I - z z^T], z = v - w.
        const a = [[y * y + 0.8, -x * y - 0.15], [0, x * x + 1.1]]; // prettier-ignore
        const collisions = a[0][0] * xx + 2 * a[0][1] * xy + a[1][1] * yy + 2 * f;
        sum += 3 * (f / maxwellian([x, y])) ** 2 * collisions * h * h;
      }
    // Second differences err by e^2 times fourth derivatives, and 1e-16/e^2.
    expect(gaussianRelativePowerRate({ covariance, p: 3 }).value / sum).toBeCloseTo(1, 5);
  });

  it("refuses where E_p is infinite", () => {
    expect(refusal(() => gaussianRelativePowerRate({ covariance: [[1.7, 0], [0, 0.3]], p: 3 }))).toMatch(/E_3 is infinite: found variances .*, expected all below p\/\(p-1\) = 1.5/); // prettier-ignore
  });
});
