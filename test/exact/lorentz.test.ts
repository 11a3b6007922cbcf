/**
 * The Lorentz equation: thresholds; the exact solution against another code (two grids, errors up to 1e-8), the derivative at t = 0 in
 * closed integrand, and the limit of large mass of equilibrium forms.
 */
import { describe, expect, it } from "vitest";
import { growthOf, lorentzInformation, lorentzThresholds, lyapunovWeight } from "../../src/rates/index.ts";
import { integrate } from "../../src/math/quadrature.ts";
import { ScenarioError } from "../../src/errors.ts";

describe("thresholds", () => {
  it("of the form: 2 sqrt(lambda_l), and Hardy's 2l+d-2", () => {
    expect(lorentzThresholds({ dimension: 3 })).toEqual({ growth: Math.sqrt(8), localised: 3 });
    expect(lorentzThresholds({ dimension: 2 })).toEqual({ growth: 2, localised: 2 });
    expect(lorentzThresholds({ dimension: 3, degree: 2 })).toEqual({ growth: 2 * Math.sqrt(6), localised: 5 });
    // 4 lambda_l + (d-2)^2 = (2l+d-2)^2.
    const { growth, localised } = lorentzThresholds({ dimension: 5, degree: 3 });
    expect(growth * growth + 9).toBeCloseTo(localised * localised, 12);
  });

  it("are those of infinitely heavy partners: F = 2 lambda int f_0 r^(d-1) [-q'^2 + (gamma^2/4 - lambda) q^2/r^2], both sides of the threshold", () => {
    // p = r^3 e^(-r^2/8): smooth, and away from r = 0, where a finite mass is seen; q_L = r^(gamma/2 + 3) e^(-r^2/8).
    const profile = (r: number): [number, number, number] => {
      const g = Math.exp((-r * r) / 8);
      return [r * r * g, (2 * r - r ** 3 / 4) * g, (2 - (5 * r * r) / 4 + r ** 4 / 16) * g];
    };
    for (const [dimension, gamma] of [
      [3, -2.5],
      [3, -3.5],
      [2, -2.2],
    ]) {
      const lambda = dimension - 1;
      const form = (r: number): number => {
        const q = r ** (gamma / 2 + 3) * Math.exp((-r * r) / 8);
        const slope = q * ((gamma / 2 + 3) / r - r / 4);
        const weight = Math.exp((-r * r) / 2) * (2 * Math.PI) ** (-dimension / 2) * r ** (dimension - 1);
        return 2 * lambda * weight * (-slope * slope + ((gamma * gamma) / 4 - lambda) * (q / r) ** 2);
      };
      const expected = integrate(form, 0, 0.05, 4) + integrate(form, 0.05, 11, 40);
      const { cross } = growthOf({ dimension, gamma, massRatio: 1e9 }, profile, { core: 0.1 });
      expect(Math.abs(cross - expected)).toBeLessThan(1e-7 * Math.abs(expected));
    }
  });

  it("Lambda = 9/8 for Coulomb", () => expect(lyapunovWeight({ dimension: 3, gamma: -3 })).toBe(9 / 8));

  it("refuses what is not served", () => {
    expect(() => lorentzThresholds({ dimension: 1 })).toThrow(ScenarioError);
    expect(() => lorentzThresholds({ dimension: 3, degree: 0 })).toThrow(/degree/);
    expect(() => lyapunovWeight({ dimension: 1.5, gamma: -1 })).toThrow(/dimension/);
    for (const bad of [{ gamma: -4 }, { gamma: 0.1 }, { tilt: 0.57 }, { time: -1 }, { weight: NaN }]) {
      expect(() => lorentzInformation({ gamma: -3, tilt: 0.3, time: 0.1, ...bad })).toThrow(ScenarioError);
    }
  });
});

describe("the exact solution", () => {
  // [gamma, eps, I(0), changes of I at t = 1e-3, 1e-2, .1, changes of I_Lambda at 1e-3, .1], Lambda = gamma^2/8.
  it.each([
    [-3, 0.4, 2.8542366587, [1.8648e-5, 4.9229e-6, -2.9649e-3], [-2.2797e-5, -5.4153e-3]],
    [-3, 0.2, 2.9629533072, [7.3156e-6, 2.0732e-5, -6.7964e-4], [-4.0066e-6, -1.3342e-3]],
    [-2.9, 0.1, 2.9921954838, [3.9772e-7, -6.4747e-6, -2.463e-4], [-7.9797e-7, -3.1516e-4]],
    [-3.5, 0.3, 2.8158706532, [7.8971e-5, 5.5119e-4, 1.8305e-3], [-1.7183e-5, -3.8225e-3]],
    [-2.5, 0.3, 2.9704830784, [-5.1722e-5, -5.1039e-4, -4.9445e-3], [-5.9179e-6, -2.255e-3]],
  ])("gamma = %d, eps = %d", (gamma, tilt, initial, changes, weighted) => {
    const weight = lyapunovWeight({ dimension: 3, gamma });
    const within = (found: number, printed: number): void => expect(Math.abs(found / printed - 1)).toBeLessThan(3e-5);
    [1e-3, 1e-2, 0.1].forEach((time, k) => {
      const found = lorentzInformation({ gamma, tilt, time });
      within(found.change.value, changes[k]);
      expect(Math.abs(found.initial.value - initial)).toBeLessThan(1e-8);
      expect(found.change.bound).toBeLessThan(1e-12);
    });
    [1e-3, 0.1].forEach((time, k) => within(lorentzInformation({ gamma, tilt, time, weight }).change.value, weighted[k]));
  });

  // sqrt(alpha) grad_S phi does not depend on r, and on the sphere phi = A x has Gamma = A^2 (1-x^2), Gamma_2 = A^2 (1+x^2):
  // dI_Lambda/dt = -2 int alpha r^-2 f (Lambda Gamma_2 - gamma^2/4 Gamma) = -2 eps^2 int f r^-2 [Lambda (1+x^2) - gamma^2/4 (1-x^2)].
  it.each([
    [-0.75, 0.7, 1],
    [-0.5, -1.1, 2.3],
  ])("starts at its derivative: gamma = %d, eps = %d, Lambda = %d", (gamma, tilt, weight) => {
    const mean = (g: (x: number) => number, power: number): number => {
      const inner = (r: number): number => integrate((x) => Math.exp(tilt * r ** (-gamma / 2) * x) * g(x), -1, 1, 2);
      return integrate((s) => 2 * s * s ** (2 * power) * Math.exp(-(s ** 4) / 2) * inner(s * s), 0, 3.2, 6);
    };
    const expected = (-2 * tilt * tilt * mean((x) => weight * (1 + x * x) - (gamma * gamma * (1 - x * x)) / 4, 0)) / mean(() => 1, 2);
    const slope = (time: number): number => lorentzInformation({ gamma, tilt, time, weight }).change.value / time;
    expect(Math.abs((2 * slope(1e-5) - slope(2e-5)) / expected - 1)).toBeLessThan(1e-5);
  });

  it("stays where it is at t = 0, and at eps = 0", () => {
    expect(lorentzInformation({ gamma: -3, tilt: 0.4, time: 0 }).change.value).toBe(0);
    const flat = lorentzInformation({ gamma: -3, tilt: 0, time: 0.1 });
    expect(flat.initial.value).toBeCloseTo(3, 13);
    expect(Math.abs(flat.change.value)).toBeLessThan(flat.change.bound);
  });
});
