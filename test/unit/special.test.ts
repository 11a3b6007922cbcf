/**
 * Special functions and Gauss rules against 40-digit values (mpmath and sympy: gamma, erf, gammainc, betainc, roots of He_7 and
 * P_5). Tolerance 5e-15 relative: ten times the error that Cephes states for these functions.
 */
import { describe, expect, it } from "vitest";
import {
  chiSquareCdf,
  chiSquareQuantile,
  digamma,
  erf,
  erfc,
  gamma,
  logGamma,
  lowerGamma,
  normalCdf,
  normalQuantile,
  scaledBessel0,
  studentQuantile,
  studentUpper,
  upperGamma,
  upperGammaInverse,
} from "../../src/math/special.ts";
import { gaussHermite, gaussLegendre, integrate } from "../../src/math/quadrature.ts";

const values: readonly (readonly [string, number, number])[] = [
  ["gamma(0.5)", gamma(0.5), 1.7724538509055160273],
  ["gamma(1.7)", gamma(1.7), 0.90863873285329044998],
  ["gamma(4.25)", gamma(4.25), 8.2850851418352201659],
  ["gamma(-0.5)", gamma(-0.5), -3.5449077018110320546],
  ["logGamma(0.3)", logGamma(0.3), 1.0957979948180755217],
  ["logGamma(10.5)", logGamma(10.5), 13.940625219403763633],
  ["logGamma(171.25)", logGamma(171.25), 707.85792962271008672],
  ["erf(0.3)", erf(0.3), 0.32862675945912742764],
  ["erf(1.9)", erf(1.9), 0.99279042923525746995],
  ["erfc(0.3)", erfc(0.3), 0.67137324054087257236],
  ["erfc(5)", erfc(5), 1.5374597944280348502e-12],
  ["normalCdf(-6.5)", normalCdf(-6.5), 4.0160005838591178083e-11],
  ["normalCdf(-1.25)", normalCdf(-1.25), 0.10564977366685525769],
  ["normalCdf(0.75)", normalCdf(0.75), 0.77337264762313180067],
  ["normalQuantile(0.975)", normalQuantile(0.975), 1.9599639845400542355],
  ["normalQuantile(0.3)", normalQuantile(0.3), -0.52440051270804078404],
  ["normalQuantile(1e-12)", normalQuantile(1e-12), -7.0344838253011319298],
  ["lowerGamma(1.5, 0.01)", lowerGamma(1.5, 0.01), 0.00074775533939119788912],
  ["lowerGamma(1.5, 2.2)", lowerGamma(1.5, 2.2), 0.77861461281051185916],
  ["lowerGamma(1, 0.7)", lowerGamma(1, 0.7), 0.5034146962085904853],
  ["upperGamma(1.5, 20)", upperGamma(1.5, 20), 1.0655090334255860815e-8],
  ["upperGamma(2.5, 30)", upperGamma(2.5, 30), 1.2154569777183038948e-11],
  ["upperGammaInverse(1.5, 0.3)", upperGammaInverse(1.5, 0.3), 1.8324353915851586803],
  ["upperGammaInverse(1.5, 1e-10)", upperGammaInverse(1.5, 1e-10), 24.771077963761833286],
  ["upperGammaInverse(2.5, 0.9)", upperGammaInverse(2.5, 0.9), 0.80515399348116149837],
  ["chiSquareCdf(4.4, 3)", chiSquareCdf(4.4, 3), 0.77861461281051185916],
  ["chiSquareQuantile(0.95, 3)", chiSquareQuantile(0.95, 3), 7.8147279032511799553],
  ["chiSquareQuantile(0.01, 5)", chiSquareQuantile(0.01, 5), 0.55429807672827714053],
  ["studentUpper(0.025, 1)", studentUpper(0.025, 1), 12.706204736174704646],
  ["studentUpper(0.005, 15)", studentUpper(0.005, 15), 2.9467128834752389179],
  ["studentUpper(1e-5, 15)", studentUpper(1e-5, 15), 6.1088678950254424987],
  ["studentUpper(1e-7, 31)", studentUpper(1e-7, 31), 6.6425818685103740026],
  ["studentUpper(0.001, 255)", studentUpper(0.001, 255), 3.1224986338541982931],
  ["studentQuantile(0.005, 15)", studentQuantile(0.005, 15), -2.9467128834752389179],
];

describe("special functions", () => {
  it.each(values)("%s", (_, found, expected) => {
    expect(Math.abs(found / expected - 1)).toBeLessThan(5e-15);
  });

  it("refuses fractional degrees of freedom, which Cephes would round", () => {
    expect(() => studentUpper(0.01, 2.5)).toThrow(RangeError);
  });
});

describe("Gauss rules", () => {
  it("Legendre, 5 nodes", () => {
    const { nodes, weights } = gaussLegendre(5);
    const expected = [0.9061798459386639927976269, 0.5384693101056830910363144, 0];
    const expectedWeights = [0.236926885056189087514264, 0.4786286704993664680412915, 0.5688888888888888888888889];
    expected.forEach((x, i) => {
      expect(Math.abs(nodes[4 - i] - x)).toBeLessThan(3e-16);
      expect(Math.abs(weights[4 - i] - expectedWeights[i])).toBeLessThan(1e-15);
      expect(nodes[i] + nodes[4 - i]).toBe(0);
    });
  });

  it("Hermite for the standard normal, 7 nodes", () => {
    const { nodes, weights } = gaussHermite(7);
    const expected = [3.75043971772574225630392202571, 2.36675941073454128861885646856, 1.15440539473996812723959775884, 0];
    const expectedWeights = [0.00054826885597221779162, 0.03075712396758649704, 0.24012317860501271374, 0.45714285714285714286];
    expected.forEach((x, i) => {
      expect(Math.abs(nodes[6 - i] - x)).toBeLessThan(2e-15);
      expect(Math.abs(weights[6 - i] - expectedWeights[i])).toBeLessThan(1e-15);
    });
  });

  it("are exact to degree 2n - 1 and not beyond", () => {
    const moment = (n: number, power: number) => {
      const { nodes, weights } = gaussHermite(n);
      return nodes.reduce((sum, x, i) => sum + weights[i] * x ** power, 0);
    };
    expect(moment(7, 12) / 10395).toBeCloseTo(1, 14); // 11!! = E Z^12
    expect(moment(7, 14) / 135135).toBeLessThan(0.97); // exact up to 13: one degree more misses 7!
    expect(moment(100, 20) / 654729075).toBeCloseTo(1, 12); // 19!!
  });

  it("integrate a smooth function in panels", () => {
    expect(integrate((x) => 1 / (1 + x * x), 0, 1, 4) * 4).toBeCloseTo(Math.PI, 14);
    expect(integrate(Math.sin, 0, Math.PI, 2)).toBeCloseTo(2, 14);
  });

  it("refuse sizes out of range", () => {
    expect(() => gaussLegendre(0)).toThrow(RangeError);
    expect(() => gaussHermite(201)).toThrow(RangeError);
  });
});

describe("functions of the entropic costs", () => {
  it("digamma: -gamma at 1, and the recurrence psi(4) = 1 + 1/2 + 1/3 + psi(1)", () => {
    expect(digamma(1) / -0.5772156649015329).toBeCloseTo(1, 14);
    expect(digamma(4) / (11 / 6 - 0.5772156649015329)).toBeCloseTo(1, 14);
  });

  it("scaled Bessel function: its power series, and the mean of e^(x (cos t - 1)) over the circle", () => {
    expect(scaledBessel0(0)).toBe(1);
    expect(scaledBessel0(1) / 0.46575960759364043).toBeCloseTo(1, 14);
    for (const x of [0.3, 7, 60]) {
      const mean = integrate((t) => Math.exp(x * (Math.cos(t) - 1)), 0, Math.PI, 12) / Math.PI;
      expect(scaledBessel0(x) / mean).toBeCloseTo(1, 13);
    }
  });
});
