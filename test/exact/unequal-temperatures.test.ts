/**
 * Growth of Fisher information between species of unequal temperatures, to second order in the perturbation. Evidence: at equal temperatures the eigenproblem of the common equilibrium, by other
 * code; I_0 by the closed exchange rate of Maxwellians; I_1 and I_2 by second differences of dI/dt along drifting Gaussians and tilted Maxwellians (MP, Lemma 2.1 by quadrature over the laws
 * themselves); and MP, Theorem 1.1, which forbids growth for |gamma| <= 2 (d-1)^(1/2).
 */
import { describe, expect, it } from "vitest";
import { gaussian, model, powerLaw, tiltedMaxwellian, type Law } from "../../src/index.ts";
import { criticalMassRatio, largestGrowth, pairCollisionRates, secondVariationMassRatio, temperatureGrowth, variationAlong } from "../../src/rates/index.ts";
import { gamma as gammaFunction } from "../../src/math/special.ts";
import { inLong } from "../support/long.ts";

describe("two temperatures", () => {
  it("at equal temperatures: the rate of the common equilibrium, and growth from any size", () => {
    const partner = { dimension: 3, gamma: -3, massRatio: 200 };
    const { base, first, second, threshold, largest } = temperatureGrowth({ ...partner, temperatureRatio: 1 });
    const { rate } = largestGrowth(partner);
    expect(Math.abs(second.value - rate.value)).toBeLessThan(1e-12);
    expect([Math.abs(base.value), first.value]).toEqual([0, 0]);
    expect(threshold.value).toBeLessThan(1e-20);
    expect(largest(0.01).value).toBeCloseTo(0.01 * rate.value, 12);
    const ratio = { dimension: 2, gamma: -3 };
    expect(Math.abs(secondVariationMassRatio({ ...ratio, temperatureRatio: 1 }).value / criticalMassRatio(ratio).value - 1)).toBeLessThan(1e-9);
  });

  it.each([
    [3, -3, 200, 0.6],
    [2, -2.5, 9, 1.7],
    [3, 0, 3, 2],
  ])("d = %d, gamma = %d, m = %d, T_2/T_1 = %d: I_0 by the exchange of energy", (dimension, gamma, massRatio, tau) => {
    const s = 1 + tau / massRatio;
    const mean = ((2 * s) ** (1 + gamma / 2) * gammaFunction((dimension + 2 + gamma) / 2)) / gammaFunction(dimension / 2);
    const heating = (((2 * (dimension - 1)) / dimension) * (tau - 1) * mean) / (massRatio * s);
    const expected = -dimension * heating * (1 - 1 / (tau * tau));
    const { base } = temperatureGrowth({ dimension, gamma, massRatio, temperatureRatio: tau });
    expect(Math.abs(base.value / expected - 1)).toBeLessThan(1e-10);
  });

  it.each([0, -1, -2])("gamma = %d, d = 3: no growth at any size, by the theorem", (gamma) => {
    for (const temperatureRatio of [0.9, 1.05]) {
      const { largest, threshold } = temperatureGrowth({ dimension: 3, gamma, massRatio: 7, temperatureRatio });
      for (const size of [1e-6, 1e-5, 1e-4, 1e-3]) expect(largest(size).value).toBeLessThan(0);
      expect(threshold.value).toBe(Infinity);
    }
  });

  it("heavy partners that are colder: growth beyond a size, which rises with the difference of temperatures", () => {
    const at = (temperatureRatio: number) => temperatureGrowth({ dimension: 3, gamma: -3, massRatio: 1836.15, temperatureRatio });
    const [near, far] = [at(0.95), at(0.8)];
    expect(near.threshold.value).toBeGreaterThan(0);
    expect(far.threshold.value).toBeGreaterThan(2 * near.threshold.value);
    expect(near.largest(1.1 * near.threshold.value).value).toBeGreaterThan(0);
    expect(near.largest(0.9 * near.threshold.value).value).toBeLessThan(0);
    expect(near.threshold.bound).toBeLessThan(1e-5 * near.threshold.value);
  });

  it("refuses temperatures and sizes out of range", () => {
    const partner = { dimension: 3, gamma: -2, massRatio: 5 };
    expect(() => temperatureGrowth({ ...partner, temperatureRatio: 0 })).toThrow(/temperature ratio: 0/);
    expect(() => temperatureGrowth({ ...partner, temperatureRatio: 2 }).largest(-1)).toThrow(/invalid size: -1/);
  });
});

describe("second differences of dI/dt", () => {
  const [massRatio, tau] = [6, 1.5];
  /** (dI/dt(eps) - I_0) / eps^2, extrapolated from eps and eps/2: the rate is even in eps. */
  const bend = (d: number, gamma: number, lawOf: (eps: number) => Law): number => {
    const both = model({
      species: [{ name: "light", mass: 1, density: 1 }, { name: "heavy", mass: massRatio, density: 1 }],
      interactions: [["light", "light"], ["light", "heavy"], ["heavy", "heavy"]].map((between) => ({ between: between as [string, string], potential: powerLaw(gamma) })),
    }); // prettier-ignore
    const partner = gaussian({ variances: Array<number>(d).fill(tau / massRatio) });
    const rate = (eps: number) => pairCollisionRates(both, [lawOf(eps), partner], 0, 1).fisher.value;
    const start = rate(0);
    const [coarse, fine] = [0.2, 0.1].map((eps) => (rate(eps) - start) / (eps * eps));
    return (4 * fine - coarse) / 3;
  };
  const partnerOf = (dimension: number, gamma: number) => ({ dimension, gamma, massRatio, temperatureRatio: tau });

  // f = N(eps e, I) = mu (1 + eps v_1 + eps^2 (v_1^2 - 1)/2 + ...), whose part of degree 0 is (r^2 - d)/(2d).
  it.each([-3, -1])("drifting Maxwellians, d = 2, gamma = %d", (gamma) => {
    const found = bend(2, gamma, (eps) => gaussian({ mean: [eps, 0], variances: [1, 1] }));
    const [straight, curved] = [variationAlong(partnerOf(2, gamma), 1, () => [1, 0, 0]), variationAlong(partnerOf(2, gamma), 0, () => [1 / 4, 0, 0])];
    // <v_1^2> = 1 where <(r Y)^2> = d.
    expect(Math.abs(straight.second / 2 + curved.first - found)).toBeLessThan(1e-3 * Math.abs(found));
  });

  // f = mu e^(eps phi)/Z, phi = v_1 (r^2 + b)^k: of degree 0 in the square r^2 (r^2 + b)^(2k)/(2d).
  inLong("tilted Maxwellians, d = 2, gamma = -3", () => {
    const [b, k] = [0.36, 0.25];
    const power = (c: number, e: number) => (r: number): readonly [number, number, number] => {
      const a = r * r + b;
      return [c * a ** e, 2 * c * e * r * a ** (e - 1), 2 * c * e * a ** (e - 2) * (a + 2 * (e - 1) * r * r)];
    }; // prettier-ignore
    const found = bend(2, -3, (epsilon) =>
      epsilon === 0 ? gaussian({ variances: [1, 1] }) : tiltedMaxwellian({ temperature: 1, epsilon, delta: Math.sqrt(b), q: 1 + 2 * k, dimension: 2 }),
    );
    const [straight, curved] = [variationAlong(partnerOf(2, -3), 1, power(1, k)), variationAlong(partnerOf(2, -3), 0, power(1 / 4, 2 * k))];
    expect(Math.abs(straight.second / 2 + curved.first - found)).toBeLessThan(1e-3 * Math.abs(found));
  });
});
