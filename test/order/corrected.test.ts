/**
 * The corrected diffusion times of pair collisions. Exactly known one-step factors, so what is detected is small:
 *
 *   Maxwell molecules: the anisotropy of the second moment falls by e^(-4 d dt) a step, not (1 + e^(-8 d dt))/2 (0.62 and 0.65 at d = 3, dt = 0.04:
 *   intervals of 1.5 %); temperatures of two species come together by the exact factor;
 *   Coulomb exchange of energy between species: the part of order dt^(2/3) is gone, for every mass ratio.
 */
import { describe, expect, it } from "vitest";
import { alone, ofSpecies, pairCollisions, sampled, temperature, temperatureTensor } from "../../particles/index.ts";
import { bent, ownCorrection } from "../../particles/systems/correction.ts";
import { ScenarioError, coulomb, gaussian, horizon, interval, maxwellMolecules, maxwellian, model, powerLaw, rootKey } from "../../src/index.ts";
import { maxwellMixture, mixtureMoments } from "../../src/solvers/index.ts";
import { maxwellianExchangeRates, pairExchangeRates, pairMixture, temperatureStepBias } from "../../particles/index.ts";
import { pairModel } from "../support/mixtures.ts";
import { long } from "../support/long.ts";

describe.each([2, 3, 4])("one species, d = %s", (d) => {
  it("constant alpha: a matching relaxes the second moment as the equation does", () => {
    for (const tau of [1e-6, 0.01, 0.1, 0.99 * (Math.LN2 / d)]) {
      const m2 = Math.exp(-2 * d * ownCorrection(maxwellMolecules()).constant(d, tau));
      expect(Math.abs(1 - (1 - m2) / 2 - Math.exp(-d * tau))).toBeLessThan(1e-13);
    }
    expect(() => ownCorrection(maxwellMolecules()).constant(d, 1.001 * (Math.LN2 / d))).toThrow(ScenarioError);
  });
  it("the bend is the same to second order where alpha hardly varies", () => {
    const bend = ownCorrection(powerLaw(-1e-9)).bend(d);
    expect(bend).toBeCloseTo(d / 2, 6);
    for (const tau of [1e-3, 2e-3]) {
      const difference = bent(tau, bend) - ownCorrection(maxwellMolecules()).constant(d, tau);
      expect(Math.abs(difference)).toBeLessThan(2 * d * d * tau ** 3);
    }
  });
  it.each([-1, -1.5, 1])("a small anisotropy of a Maxwellian relaxes right to second order, gamma = %s", (gamma) => {
    // The bend of gamma = 0 leaves .02 to .2 of the plain bias; what is left here is of order dt^2, or dt^(4/3) after close pairs (d = 2, 3; -1.5: dt^2 and more).
    const bias = (dt: number, corrected: boolean) => temperatureStepBias({ potential: powerLaw(gamma), dimension: d, corrected }, dt);
    expect(Math.abs(bias(1e-5, true))).toBeLessThan(0.004 * Math.abs(bias(1e-5, false)));
  });
});

it.each(long ? [0.03, 0.055] : [0.055])("three dimensions: factor of the anisotropy in one step, dt = %s", (dt) => {
  const f = gaussian({ covariance: [[1.7, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.4]] }); // prettier-ignore
  const dynamics = alone(pairCollisions({ potential: maxwellMolecules() }));
  const setup = {
    system: dynamics,
    initial: sampled(f, { standardise: true }),
    particles: 20_000,
    time: horizon({ end: 2 * dt, steps: 2, observe: 2 }),
    observe: { xx: temperatureTensor("xx"), zz: temperatureTensor("zz") },
  };
  dynamics.check(setup);
  const gaps = Array.from({ length: 96 }, (_, r) => {
    const { xx, zz } = dynamics.run(setup, rootKey("corrected").child("replicate", r), {}).series;
    return (xx[1]! - zz[1]!) / (xx[0]! - zz[0]!);
  });
  const { low, high } = interval(gaps, 1 - 1e-5);
  expect(low).toBeLessThan(Math.exp(-24 * dt));
  expect(high).toBeGreaterThan(Math.exp(-24 * dt));
  expect(high - low).toBeLessThan(0.05);
  expect(high).toBeLessThan(((1 + Math.exp(-24 * dt)) / 2) ** 2);
});

it("refuses a step beyond ln 2/(4d), and says how many are needed", () => {
  const system = pairCollisions({ potential: maxwellMolecules() });
  expect(() => system.check(3, 100, 0.057)).not.toThrow();
  expect(() => system.check(3, 100, 0.1)).toThrow("take 1.73 times the steps or more");
  expect(() => pairCollisions({ potential: coulomb() }).check(3, 100, 1)).not.toThrow();
});

describe("two species", () => {
  it.each([
    [2, -1],
    [3, -1],
    [3, -1.5],
    [3, 1],
  ])("nearly equal temperatures approach right to second order, d = %s, gamma = %s", (d, gamma) => {
    const [of, temperatures, dt] = [pairModel(gamma, [1, 0.6], [1, 4]), [1, 1 + 1e-6], 1e-5];
    const rates = maxwellianExchangeRates(of, temperatures, d);
    const decay = (rates[0] - rates[1]) / 1e-6;
    const bias = (corrected: boolean): number =>
      pairExchangeRates(of, temperatures, d, dt, { corrected })[0] / rates[0] + Math.expm1(-decay * dt) / (decay * dt);
    // The bend of gamma = 0 leaves .02 of the plain bias or more.
    expect(Math.abs(bias(true))).toBeLessThan(0.004 * Math.abs(bias(false)));
  });

  it("Maxwell molecules at rest: temperatures meet exactly; the plain scheme would miss", () => {
    const of = model({
      species: [
        { name: "light", mass: 1, density: 1 },
        { name: "heavy", mass: 20, density: 0.1 },
      ],
      interactions: [
        { between: ["light", "light"], potential: powerLaw(0, { strength: 0.01 }) },
        { between: ["light", "heavy"], potential: powerLaw(0, { strength: 0.8 }) },
        { between: ["heavy", "heavy"], potential: powerLaw(0, { strength: 0.01 }) },
      ],
    });
    const laws = [maxwellian({ temperature: 1 }), maxwellian({ temperature: 6 / 20 })];
    const dt = 0.3;
    const start = mixtureMoments(of, laws);
    const exact = maxwellMixture(of, start, 2 * dt).temperatures[1];
    const dynamics = alone(pairCollisions({ model: of }));
    const setup = {
      system: dynamics,
      initial: sampled(laws, { standardise: true }),
      particles: 22_000,
      time: horizon({ end: 2 * dt, steps: 2, observe: 2 }),
      observe: { heavy: ofSpecies("heavy", temperature()) },
    };
    const { low, high } = interval(
      Array.from({ length: 40 }, (_, r) => dynamics.run(setup, rootKey("meet").child("replicate", r), {}).series["heavy"][1]!),
      1 - 1e-5,
    );
    expect(low).toBeLessThan(exact);
    expect(high).toBeGreaterThan(exact);
    expect(Math.abs(pairMixture(of, start, dt, 2).temperatures[1] / exact - 1)).toBeLessThan(1e-13);
    expect(pairMixture(of, start, dt, 2, { corrected: false }).temperatures[1]).toBeGreaterThan(high);
  });

  it.each([
    [3, -3, 1],
    [3, -3, 25],
    [3, -3, 1836],
    [2, -3, 25],
    [2, -2.5, 25],
  ])("steep alpha: the exchange of energy is of order 1, d = %s, gamma = %s, mass ratio %s", (d, gamma, ratio) => {
    const of = pairModel(gamma, [1, 0.6], [1, ratio]);
    const temperatures = [1, 0.1];
    const exact = maxwellianExchangeRates(of, temperatures, d)[0];
    const bias = (dt: number, corrected: boolean) => pairExchangeRates(of, temperatures, d, dt, { corrected })[0] / exact - 1;
    // Plain: order (d + 2)/|gamma| - 1; corrected: at least twice that, or 1, and ten times smaller at dt = 1e-4.
    const order = (d + 2) / -gamma - 1;
    expect(Math.abs(Math.log10(bias(1e-6, false) / bias(1e-7, false)) - order)).toBeLessThan(0.06);
    expect(Math.log10(bias(1e-5, true) / bias(1e-6, true))).toBeGreaterThan(Math.min(0.93, 1.9 * order));
    expect(Math.abs(bias(1e-4, true))).toBeLessThan(Math.abs(bias(1e-4, false)) / 3);
  });

  it("Coulomb in three dimensions: the known coefficient of the plain scheme, 0.804 x^(2/3)", () => {
    // x = (d-1) kappa dt/s^3; the coefficient is that of the integral of s^4 (1 - e^(-1/s^3) - 1/s^3), Gamma(1/3)/(10/3) = 0.8037.
    const of = pairModel(-3, [1, 1], [1, 1]);
    const [dt, s2] = [1e-7, 2];
    const x = 2 * 0.8 * 4 * dt * s2 ** -1.5;
    const bias = pairExchangeRates(of, [1, 1.0001], 3, dt, { corrected: false })[0] / maxwellianExchangeRates(of, [1, 1.0001], 3)[0] - 1;
    expect(bias / x ** (2 / 3)).toBeCloseTo(-0.8037, 2);
  });
});
