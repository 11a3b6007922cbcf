/**
 * E[|z|^q p(z)] against closed forms of centred and of drifted isotropic Gaussians, and against polar quadrature in the plane, finite parts by subtraction.
 * Tolerances: the stated bounds, and 1e-12 for the quadrature, which converges to rounding.
 */
import { describe, expect, it } from "vitest";
import { gaussianPowerExpectation } from "../../src/math/gaussian/power-expectations.ts";
import { PolynomialSpace, type Polynomial } from "../../src/math/gaussian/polynomials.ts";
import { integrate } from "../../src/math/quadrature.ts";
import { erf, gamma } from "../../src/math/special.ts";

const at = (space: PolynomialSpace, p: Polynomial, x: readonly number[]): number =>
  p.reduce((sum, c, n) => sum + c * x.reduce((product, value, k) => product * value ** space.exponents[n * x.length + k], 1), 0);

describe("centred isotropic", () => {
  const cases = [2, 3, 4]
    .flatMap((d) => [-0.5, -1, -1.9, -2, -2.5, -3.3, -3.9, -4.5].map((q) => [d, q] as const))
    .filter(([d, q]) => q + d > -2 && q + d !== 0);
  // E r^q = (2s)^(q/2) Gamma((d+q)/2) / Gamma(d/2), which the finite part continues below q = -d.
  it.each(cases)("d = %i, q = %d", (d, q) => {
    const space = new PolynomialSpace(d, 4);
    const law = { space, mean: new Float64Array(d), variances: new Float64Array(d).fill(0.7) };
    const exact = (power: number) => 1.4 ** (power / 2) * (gamma((d + power) / 2) / gamma(d / 2));
    const plain = gaussianPowerExpectation(law, q, space.constant(1));
    expect(Math.abs(plain.value - exact(q))).toBeLessThan(plain.bound);
    const fourth = gaussianPowerExpectation(law, q, space.product(space.square(), space.square()));
    expect(Math.abs(fourth.value - exact(q + 4))).toBeLessThan(fourth.bound);
    expect(fourth.bound).toBeLessThan(1e-13 * fourth.value);
  });
});

// 1/|z| is the Newtonian potential: E = erf(|u| / sqrt(2s)) / |u|.
it.each([0.1, 1, 5, 1000])("d = 3, q = -1 and -3 with |z|^2, drift %d", (u) => {
  const space = new PolynomialSpace(3, 2);
  const law = { space, mean: Float64Array.of(0.6 * u, 0, 0.8 * u), variances: new Float64Array(3).fill(0.7) };
  const exact = (u > 8 ? 1 : erf(u / Math.sqrt(1.4))) / u;
  for (const [q, p] of [
    [-1, space.constant(1)],
    [-3, space.square()],
  ] as const) {
    const found = gaussianPowerExpectation(law, q, p);
    expect(Math.abs(found.value - exact)).toBeLessThan(found.bound);
  }
});

describe("drifted, anisotropic, in the plane: polar quadrature", () => {
  const space = new PolynomialSpace(2, 4);
  const law = { space, mean: Float64Array.of(0.7, -0.4), variances: Float64Array.of(0.3, 1.7) };
  const density = (x: number, y: number) =>
    Math.exp(-((x - law.mean[0]) ** 2) / (2 * law.variances[0]) - (y - law.mean[1]) ** 2 / (2 * law.variances[1])) /
    (2 * Math.PI * Math.sqrt(law.variances[0] * law.variances[1]));
  const circle = Array.from({ length: 256 }, (_, k) => (2 * Math.PI * (k + 0.5)) / 256);
  /** int p f over the circle of radius r. */
  const around = (p: Polynomial, r: number) =>
    circle.reduce((sum, a) => sum + at(space, p, [r * Math.cos(a), r * Math.sin(a)]) * density(r * Math.cos(a), r * Math.sin(a)), 0) * (Math.PI / 128);
  /** Finite part of int_0^oo r^(q+1) around(p, r) dr, c r^l its first term at 0; r = x^2 makes half powers smooth. */
  const byPolar = (q: number, p: Polynomial, c: number, l: number) => {
    const weight = (x: number, power: number) => 2 * x ** (2 * (q + 1 + power) + 1);
    const inner = integrate((x) => weight(x, 0) * (around(p, x * x) - c * x ** (2 * l)), 0, 1, 8);
    return inner + integrate((x) => weight(x, 0) * around(p, x * x), 1, 4, 16) + (c === 0 ? 0 : c / (q + l + 2));
  };
  const f0 = 2 * Math.PI * density(0, 0);
  const general = space.sum([1, space.linear([0.3, -1.1], 0.8)], [1, space.quadratic(Float64Array.of(1.2, 0.5, 0.3, -0.4))]);
  const traceless = space.quadratic(Float64Array.of(1, 0.35, 0.35, -1));

  it.each([
    ["integrable", -1, general, 0, 0],
    ["finite part, q = -2.5", -2.5, general, 0.8 * f0, 0],
    ["finite part, q = -3, quadratic", -3, space.product(space.square(), space.constant(1)), f0, 2],
    ["no spherical mean, q = -3", -3, traceless, 0, 0],
    ["no spherical mean, q = -4.5", -4.5, traceless, 0, 0],
    ["principal value at q = -4", -4, traceless, 0, 0],
  ] as const)("%s", (_, q, p, c, l) => {
    const found = gaussianPowerExpectation(law, q, p);
    expect(Math.abs(found.value - byPolar(q, p, c, l))).toBeLessThan(1e-12 * Math.max(1, Math.abs(found.value)));
    expect(found.bound).toBeLessThan(1e-12 * Math.max(1, Math.abs(found.value)));
  });

  it("refuses a logarithm and what no continuation reaches", () => {
    expect(() => gaussianPowerExpectation(law, -2, general)).toThrow(RangeError);
    expect(() => gaussianPowerExpectation(law, -4.1, general)).toThrow(RangeError);
    expect(() => gaussianPowerExpectation(law, 0.5, general)).toThrow(RangeError);
  });
});
