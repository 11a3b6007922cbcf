/**
 * Units of a plasma and the classical rates. Rates against the moments of Gaussian species at an instant (src/rates/moments, which knows none of the formulas);
 * units against the numbers that the NRL Plasma Formulary prints in eV, cm^-3 and seconds.
 */
import { describe, expect, it } from "vitest";
import {
  equilibrationRate,
  frictionRate,
  isotropisationRate,
  model,
  particleMasses,
  plasma,
  plasmaUnits,
  powerLaw,
  ScenarioError,
  testParticleRates,
  type MaxwellianSpecies,
  type UnitsOptions,
} from "../../src/index.ts";
import { gaussianMomentRates } from "../../src/rates/index.ts";

const strength = 1.7;
const one: MaxwellianSpecies = { mass: 0.6, density: 1.4, temperature: 2.3 };
const other: MaxwellianSpecies = { mass: 3.1, density: 0.7, temperature: 0.9 };

/** Moment rates of the first species: with variances along the axes and a drift, among the second, at rest. */
function ratesOf(variances: readonly number[], drift: readonly number[]) {
  const powers = { self: powerLaw(-3, { strength: 0.4 }), cross: powerLaw(-3, { strength }) };
  const two = model({
    species: [
      { name: "a", mass: one.mass, density: one.density },
      { name: "b", mass: other.mass, density: other.density },
    ],
    interactions: [
      { between: ["a", "a"], potential: powers.self },
      { between: ["a", "b"], potential: powers.cross },
      { between: ["b", "b"], potential: powers.self },
    ],
  });
  const field = other.temperature / other.mass;
  const diagonal = (entries: readonly number[]) => entries.map((x, i) => entries.map((_, j) => (i === j ? x : 0)));
  return gaussianMomentRates(two, [
    { mean: drift, covariance: diagonal(variances) },
    { mean: [0, 0, 0], covariance: diagonal([field, field, field]) },
  ])[0];
}

const close = (found: number, expected: number, relative: number) => expect(Math.abs(found / expected - 1)).toBeLessThan(relative);

describe("classical rates are those of the equation at the instant", () => {
  const variance = one.temperature / one.mass;

  it("equilibration", () => {
    const { covariance } = ratesOf([variance, variance, variance], [0, 0, 0]);
    close((one.mass * (covariance[0][0] + covariance[1][1] + covariance[2][2])) / 3, equilibrationRate(one, other, strength) * (other.temperature - one.temperature), 1e-12); // prettier-ignore
  });

  it("friction of a slow drift, to the drift squared", () => {
    const drift = 1e-4;
    close(ratesOf([variance, variance, variance], [0, drift, 0]).mean[1] / drift, -frictionRate(one, other, strength), 1e-7);
  });

  it.each([
    [2.1, 0.8],
    [0.8, 2.1],
    [1, 1.06],
    [1, 0.97],
  ])("isotropisation, T_par = %d, T_perp = %d", (parallel, perpendicular) => {
    const single = model({
      species: [{ name: "a", mass: one.mass, density: one.density }],
      interactions: [{ between: ["a", "a"], potential: powerLaw(-3, { strength }) }],
    });
    const variances = [perpendicular, perpendicular, parallel].map((t) => t / one.mass);
    const [{ covariance }] = gaussianMomentRates(single, [
      { mean: [0, 0, 0], covariance: variances.map((x, i) => variances.map((_, j) => (i === j ? x : 0))) },
    ]);
    const expected = -isotropisationRate(one, { parallel, perpendicular }, strength) * (perpendicular - parallel);
    close(one.mass * covariance[0][0], expected, 1e-11);
    close(one.mass * covariance[2][2], -2 * expected, 1e-11);
  });

  // The moments are those of a beam of variance 1e-8: its rates differ from a particle's by parts of that order.
  it.each([0.4, 1.1, 4])("a test particle of speed %d", (speed) => {
    const { mean, covariance, secondMoment } = ratesOf([1e-8, 1e-8, 1e-8], [speed, 0, 0]);
    const rates = testParticleRates({ mass: one.mass, speed }, other, strength);
    const square = speed * speed;
    close(mean[0], -rates.slowingDown * speed, 1e-6);
    close(covariance[1][1] + covariance[2][2], rates.perpendicular * square, 1e-6);
    close(covariance[0][0], rates.parallel * square, 1e-6);
    close(secondMoment[0][0] + secondMoment[1][1] + secondMoment[2][2], -rates.energy * square, 1e-6);
  });

  it("refuse what is not positive", () => {
    expect(() => equilibrationRate(one, { ...other, temperature: 0 }, strength)).toThrow(/invalid temperature: found 0/);
    expect(() => frictionRate(one, { ...other, density: -1 }, strength)).toThrow(/invalid density: found -1/);
    expect(() => isotropisationRate(one, { parallel: 0, perpendicular: 1 }, strength)).toThrow(/invalid parallel: found 0/);
    expect(() => testParticleRates({ mass: 1, speed: NaN }, other, strength)).toThrow(/invalid speed: found NaN/);
  });
});

describe("units", () => {
  const reference: UnitsOptions = { density: 2e13, temperature: 40, mass: 1e3 * particleMasses.electron, coulombLogarithm: 13, system: "CGS" };
  const units = plasmaUnits(reference);
  const electrons: MaxwellianSpecies = { mass: 1, density: 1, temperature: 1 };

  // NRL Plasma Formulary, collision rates: nu_e = 2.91e-6 n lnLambda T^(-3/2) per second, which is the friction of electrons on fixed charges.
  it("give the formulary's electron collision rate", () => {
    const found = frictionRate(electrons, { mass: 1e12, density: 1, temperature: 1 }, units.strength(-1, 1)) / units.time;
    close(found, (2.91e-6 * 2e13 * 13) / 40 ** 1.5, 2e-3);
  });

  // Its rate of equilibration has 1.8e-19, with masses in g and temperatures in eV; the unrounded constant is 1.754e-19.
  it("give the formulary's rate of equilibration before its constant was rounded", () => {
    const ion = 1e3 * particleMasses.deuteron;
    const mass = 1e3 * particleMasses.electron;
    const found = equilibrationRate({ ...electrons, temperature: 2 }, { mass: ion / mass, density: 0.5, temperature: 0.25 }, units.strength(-1, 2, 16)) / units.time; // prettier-ignore
    const printed = (constant: number) => (constant * Math.sqrt(mass * ion) * 4 * 1e13 * 16) / (mass * 10 + ion * 80) ** 1.5;
    close(found, printed(1.754e-19), 1e-3);
    close(printed(1.8e-19), found, 0.03);
    expect(printed(1.8e-19) / found - 1).toBeGreaterThan(0.02);
  });

  it("agree in SI and CGS", () => {
    const si = plasmaUnits({ ...reference, system: "SI", density: 2e19, mass: particleMasses.electron });
    close(si.time, units.time, 1e-9);
    close(100 * si.velocity, units.velocity, 1e-14);
    close(1e7 * si.energy, units.energy, 1e-14);
  });

  it("count charges from the reference's, of either sign", () => {
    const doubly = plasmaUnits({ ...reference, charge: -2 });
    expect(doubly.strength(2, 2)).toBe(1);
    expect(doubly.strength(-1, 3)).toBeCloseTo(9 / 16, 15);
    close(doubly.time * 16, units.time, 1e-14);
    close(units.strength(1, -1, 6.5), 0.5, 1e-15);
  });

  it.each([
    [{ density: 0 }, /invalid density: found 0, expected a positive number \(per cm\^3\)/],
    [{ temperature: -1 }, /invalid temperature: found -1/],
    [{ mass: Infinity }, /invalid mass: found Infinity/],
    [{ charge: 0 }, /invalid charge squared: found 0/],
    [{ coulombLogarithm: NaN }, /invalid coulombLogarithm: found NaN/],
    [{ system: "MKS" as "SI" }, /invalid system: found MKS, expected "SI" or "CGS"/],
  ])("refuse %o", (wrong, message) => {
    expect(() => plasmaUnits({ ...reference, ...wrong })).toThrow(message);
  });
});

describe("a plasma", () => {
  const units = plasmaUnits({ density: 1e19, temperature: 100, mass: particleMasses.electron, coulombLogarithm: 15 });
  const species = [
    { name: "electrons", mass: particleMasses.electron, charge: -1, density: 2e19, temperature: 300 },
    { name: "helium", mass: 4 * particleMasses.proton, charge: 2, density: 1e19, temperature: 50, drift: [0, 2 * units.velocity, 0] as const, share: 3 },
  ];

  it("is a model with masses, densities and strengths of its own, and Maxwellians", () => {
    const { model: made, laws } = plasma(units, species, [{ between: ["helium", "electrons"], coulombLogarithm: 12 }]);
    expect(made.species[1]).toMatchObject({ name: "helium", density: 1, share: 3 });
    close(made.species[1].mass, 4 * 1836.152673, 1e-8);
    expect(made.species[0]).toEqual({ name: "electrons", mass: 1, density: 2 });
    expect([made.interaction(0, 0), made.interaction(0, 1), made.interaction(1, 1)].map(({ gamma, strength: c }) => [gamma, c])).toEqual([[-3, 1], [-3, 4 * (12 / 15)], [-3, 16]]); // prettier-ignore
    expect(laws[0].covariance[2][2]).toBeCloseTo(3, 14);
    close(laws[1].covariance[0][0], 0.5 / (4 * 1836.152673), 1e-8);
    expect(laws[1].mean[1]).toBeCloseTo(2, 14);
  });

  it.each([
    [[{ between: ["helium", "argon"], coulombLogarithm: 12 }], /invalid logarithms\[0\]: found species "argon", expected one of electrons, helium/],
    [[{ between: ["helium", "electrons"], coulombLogarithm: 12 }, { between: ["electrons", "helium"], coulombLogarithm: 12 }], /invalid logarithms\[1\]: .* are given twice/], // prettier-ignore
    [[{ between: ["helium", "helium"], coulombLogarithm: 0 }], /invalid strength of an interaction: found 0/],
  ] as const)("refuses the logarithms %o", (wrong, message) => {
    expect(() => plasma(units, species, wrong)).toThrow(message);
    expect(() => plasma(units, species, wrong)).toThrow(ScenarioError);
  });
});
