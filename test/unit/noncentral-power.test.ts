/** E|Z|^gamma of a non-centred Gaussian against closed forms on both sides of the change of series (x = 40). */
import { describe, expect, it } from "vitest";
import { noncentralPower } from "../../src/math/gaussian/noncentral-power.ts";
import { erf } from "../../src/math/special.ts";

const radii = [1e-3, 0.2, 1, 2.5, 4, 6.9, 7, 7.1, 7.5, 30];

describe("E|Z|^gamma", () => {
  it("n = 4, gamma = -2: (1 - e^-x)/r^2", () => {
    const power = noncentralPower({ dimension: 4, gamma: -2, variance: 0.6 });
    for (const r of radii) expect((power(r) * r * r) / -Math.expm1((-r * r) / 1.2)).toBeCloseTo(1, 13);
  });

  it("n = 3, gamma = -1: erf(r/sqrt(2 s))/r", () => {
    const power = noncentralPower({ dimension: 3, gamma: -1, variance: 0.6 });
    for (const r of radii) expect((power(r) * r) / erf(Math.min(6, r / Math.sqrt(1.2)))).toBeCloseTo(1, 13);
  });

  it("gamma = 0 is 1; the centre for a fractional power", () => {
    expect(noncentralPower({ dimension: 5, gamma: 0, variance: 2 })(1.7)).toBeCloseTo(1, 14);
    // (2 s)^(g/2) Gamma((n+g)/2)/Gamma(n/2) at n = 5, g = -3: Gamma(1)/Gamma(5/2) = 4/(3 sqrt(pi)).
    expect(noncentralPower({ dimension: 5, gamma: -3, variance: 0.5 })(0)).toBeCloseTo(4 / (3 * Math.sqrt(Math.PI)), 14);
  });

  it("refuses what diverges", () => {
    expect(() => noncentralPower({ dimension: 3, gamma: -3, variance: 1 })).toThrow(RangeError);
    expect(() => noncentralPower({ dimension: 3, gamma: 0.5, variance: 1 })).toThrow(RangeError);
  });
});
