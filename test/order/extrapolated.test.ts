/**
 * Extrapolation in the time step: what it combines, that the two runs share noise, and that the bias of order 1 is gone.
 *
 * Maxwell molecules, d = 3, dt = 0.02: the plain scheme is off by 13 standard errors of what is asserted, the extrapolated one by 2e-3 of the start.
 */
import { describe, expect, it } from "vitest";
import { alone, energy, extrapolated, pairCollisions, sampled, temperatureTensor } from "../../particles/index.ts";
import { lentBy } from "../../particles/extrapolated.ts";
import { ScenarioError, gaussian, horizon, interval, maxwellMolecules, rootKey, powerLaw, generalPotential } from "../../src/index.ts";
import { stepForTemperature, temperatureStepBias } from "../../particles/index.ts";
import { inLong } from "../support/long.ts";

const law = gaussian({ covariance: [[1.7, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.4]] }); // prettier-ignore
const plain = alone(pairCollisions({ potential: maxwellMolecules(), corrected: false }));
const setup = (steps: number, particles: number) => ({
  system: plain,
  initial: sampled(law, { standardise: true }),
  particles,
  time: horizon({ end: 0.08, steps, observe: 3 }),
  observe: { xx: temperatureTensor("xx"), energy: energy() },
});

describe("extrapolated", () => {
  it("combines the runs at dt and dt/2", () => {
    const key = rootKey("combine");
    const { series, times } = extrapolated(plain, { order: 2 }).run(setup(4, 300), key, {});
    const fine = plain.run(setup(8, 300), key, {}).series["xx"];
    const coarse = plain.run(setup(4, 300), key, { lent: lentBy }).series["xx"];
    expect(times).toEqual([0, 0.04, 0.08]);
    series["xx"].forEach((x, k) => expect(x).toBeCloseTo((4 * fine[k]! - coarse[k]!) / 3, 14));
    series["xx.step"].forEach((x, k) => expect(x).toBeCloseTo((fine[k]! - coarse[k]!) / 3, 14));
    expect(Math.abs(series["energy"][2]! / series["energy"][0]! - 1)).toBeLessThan(1e-14);
    expect(() => extrapolated(plain, { order: 0 })).toThrow(ScenarioError);
  });

  it("lends each coarse step one of the two fine ones, relabelling and order of species alike", () => {
    for (let k = 0; k < 64; k++) {
      expect([2 * k, 2 * k + 1]).toContain(lentBy(k));
      expect(lentBy(k) % 2).toBe(k % 2);
      if (k % 8 === 0) expect(lentBy(k) % 16).toBe(0);
    }
  });

  inLong("shared noise makes the difference of the two runs less noisy than independent runs, and the bias goes", () => {
    const shared: number[] = [];
    const apart: number[] = [];
    const values: number[] = [];
    const steps: number[] = [];
    for (let r = 0; r < 64; r++) {
      const key = rootKey("noise").child("replicate", r);
      const { series } = extrapolated(plain).run(setup(4, 4000), key, {});
      const other = plain.run(setup(8, 4000), key.child("other"), {}).series["xx"][2]!;
      const coarse = plain.run(setup(4, 4000), key, { lent: lentBy }).series["xx"][2]!;
      shared.push(series["xx.step"][2]!);
      apart.push(other - coarse);
      values.push(series["xx"][2]!);
      steps.push(series["xx.step"][2]!);
    }
    const variance = (x: number[]) => {
      const mean = x.reduce((a, b) => a + b, 0) / x.length;
      return x.reduce((a, b) => a + (b - mean) ** 2, 0);
    };
    // Shared: (2 - sqrt 2)/2 = 0.29 of the independent variance and more; the ratio of two of 64 values stays within a factor 2.2 at 0.999.
    expect(variance(shared)).toBeLessThan(variance(apart) / 1.3);
    const exact = 1 + 0.7 * Math.exp(-12 * 0.08);
    const factor = (dt: number) => (1 + Math.exp(-24 * dt)) / 2;
    const remaining = 0.7 * (2 * factor(0.01) ** 8 - factor(0.02) ** 4) + 1 - exact;
    const found = interval(values, 1 - 1e-5);
    expect(found.low).toBeLessThan(exact + remaining);
    expect(found.high).toBeGreaterThan(exact + remaining);
    expect(Math.abs(remaining)).toBeLessThan(0.005);
    expect(interval(steps, 1 - 1e-5).high).toBeLessThan(0); // the bias that was removed
  });
});

describe("the step for a tolerance", () => {
  it("Maxwell molecules: -2 d dt to first order, log of the known factor", () => {
    for (const d of [2, 3, 5]) {
      const bias = temperatureStepBias({ potential: maxwellMolecules(), dimension: d, corrected: false }, 1e-4);
      const factor = -Math.expm1(-8 * d * 1e-4) / 2;
      expect(bias).toBeCloseTo(factor / -Math.expm1(-4 * d * 1e-4) - 1, 11);
      expect(bias / 1e-4).toBeCloseTo(-2 * d, 1);
    }
  });
  it.each([0, -1, -3])("meets the tolerance, gamma = %s", (gamma) => {
    const options = { potential: powerLaw(gamma, { strength: 1.3 }), dimension: 3, temperature: 0.7, corrected: false };
    const dt = stepForTemperature({ ...options, tolerance: 0.01 });
    expect(Math.abs(temperatureStepBias(options, dt))).toBeCloseTo(0.01, 6);
    expect(stepForTemperature({ ...options, tolerance: 0.01, corrected: true })).toBeGreaterThan(1.5 * dt);
  });
  it("refuses what it cannot say", () => {
    expect(() => stepForTemperature({ potential: maxwellMolecules(), dimension: 3, tolerance: 0.5 })).toThrow("invalid tolerance: 0.5");
    const soft = generalPotential({ name: "soft", alpha: (r) => 1 / (1 + r) });
    expect(() => temperatureStepBias({ potential: soft, dimension: 3 }, 0.1)).toThrow(ScenarioError);
  });
});
