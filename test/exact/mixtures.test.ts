/**
 * Mixtures: the moment equations of Maxwell molecules against reference values, and pair collisions against them and against the exchange of
 * energy between Maxwellians at every gamma.
 *
 * Reference values (independent computation, error 1e-11): n = (1, 0.7), m = (1, 2.5), c = ((1, 0.8), (0.8, 0.5)), T = (1.2, 0.6), t = 0.15.
 */
import { describe, expect, it } from "vitest";
import { alone, momentum, ofSpecies, pairCollisions, rateOf, sampled, temperature } from "../../particles/index.ts";
import { ScenarioError, gaussian, horizon, interval, maxwellian, model, powerLaw, rootKey, type Law, type Model } from "../../src/index.ts";
import { maxwellMixture, mixtureMoments } from "../../src/solvers/index.ts";
import { maxwellMixtureMean, maxwellMixtureTemperature, maxwellianExchangeRates, pairMixture } from "../../particles/index.ts";
import { pairModel, tripleModel } from "../support/mixtures.ts";

const velocities = [[0.4, 0, -0.2], [-0.3, 0.2, 0.1]]; // prettier-ignore
const after = {
  2: {
    means: [[0.3248386867752, 0.02147466092137], [-0.25705067815726, 0.18772876518779]],
    temperatures: [1.1994790681726, 0.67518252459441],
  },
  3: {
    means: [[0.26235930274683, 0.039325913500907, -0.14101112974864], [-0.22134817299819, 0.17752804942805, 0.06629207414208]],
    temperatures: [1.1788639413463, 0.72836183289627],
  },
}; // prettier-ignore

describe.each([2, 3] as const)("moment equations, d = %s", (d) => {
  const start = { means: velocities.map((u) => u.slice(0, d)), temperatures: [1.2, 0.6] };

  it("have the reference values", () => {
    const { means, temperatures } = maxwellMixture(pairModel(0), start, 0.15);
    temperatures.forEach((value, i) => expect(Math.abs(value - after[d].temperatures[i])).toBeLessThan(2e-11));
    means.flat().forEach((value, k) => expect(Math.abs(value - after[d].means.flat()[k])).toBeLessThan(2e-11));
  });

  it("have the initial slopes of the exchange of energy, and end in one velocity and temperature", () => {
    const rest = { means: start.means.map((u) => u.map(() => 0.3)), temperatures: [1.2, 0.6] };
    const h = 1e-5;
    const rates = maxwellianExchangeRates(pairModel(0), [1.2, 0.6], d);
    const later = maxwellMixture(pairModel(0), rest, h).temperatures;
    rates.forEach((rate, i) => expect((later[i] - rest.temperatures[i]) / h).toBeCloseTo(rate, 3));
    const end = maxwellMixture(pairModel(0), start, 60);
    expect(end.temperatures[0] - end.temperatures[1]).toBeCloseTo(0, 12);
    end.means[0].forEach((u, k) => expect(u).toBeCloseTo(end.means[1][k], 12));
  });

  it("are the limit of the pair system, with an error of order dt", () => {
    const exact = maxwellMixture(pairModel(0), start, 0.15).temperatures;
    const errors = [150, 300, 600].map((steps) => pairMixture(pairModel(0), start, 0.15 / steps, steps).temperatures[1] - exact[1]);
    expect(Math.abs(errors[0] / errors[1] - 2)).toBeLessThan(0.05);
    expect(Math.abs(errors[1] / errors[2] - 2)).toBeLessThan(0.03);
    expect(Math.abs(errors[2])).toBeLessThan(1e-3);
  });
});

/*
 * Initial slopes dT_1/dt, exact: c = 1.3, n_2 = 0.7, m = (1, 4), T = (1, 2), d = 3 (closed form, evaluated independently); d = 2 and 3 with
 * n = (1, 1), m = (1, 2.5), T = (1.2, 0.6), c = 1: energies d/dt (d/2) n_1 T_1.
 */
const two = (gamma: number, strength: number, masses: number[], densities: number[]): Model =>
  model({
    species: masses.map((mass, i) => ({ name: "ab"[i], mass, density: densities[i] })),
    interactions: [
      { between: ["a", "a"], potential: powerLaw(gamma) },
      { between: ["a", "b"], potential: powerLaw(gamma, { strength }) },
      { between: ["b", "b"], potential: powerLaw(gamma) },
    ],
  });

it.each([
  [0, 0.91],
  [-1, 0.39522514],
  [-2, 0.20222222],
  [-3, 0.13174171],
])("exchange of energy, gamma = %s", (gamma, slope) => {
  expect(maxwellianExchangeRates(two(gamma, 1.3, [1, 4], [1, 0.7]), [1, 2], 3)[0]).toBeCloseTo(slope, 8);
});

it.each([
  [2, 0, -0.48],
  [3, 0, -1.44],
  [2, -1, -0.2506628274631],
  [3, -1, -0.63830764864229],
  [3, -3, -0.22163460022302],
])("exchange of energy, d = %s, gamma = %s", (d, gamma, energy) => {
  const [rate] = maxwellianExchangeRates(two(gamma, 1, [1, 2.5], [1, 1]), [1.2, 0.6], d);
  expect((d / 2) * rate).toBeCloseTo(energy, 11);
});

/** Runs replicates and gives the interval of each series at the last time, at a joint level of 1e-5 for six series. */
function measured(of: Model, laws: readonly Law[], particles: number, steps: number, dt: number, replicates: number) {
  const system = alone(pairCollisions({ model: of }));
  const names = of.species.map(({ name }) => name);
  const observe = Object.fromEntries(
    names.flatMap((name) => [
      [`T${name}`, ofSpecies(name, temperature())],
      [`u${name}`, ofSpecies(name, momentum())],
    ]),
  );
  const setup = {
    system,
    initial: sampled(laws, { standardise: true }),
    particles,
    time: horizon({ end: steps * dt, steps, observe: 2 }),
    observe,
  };
  system.check(setup);
  const runs = Array.from({ length: replicates }, (_, r) => system.run(setup, rootKey("mixtures").child("replicate", r), {}));
  return (series: string) =>
    interval(
      runs.map((run) => run.series[series].at(-1)!),
      1 - 2e-6,
    );
}

/*
 * At large steps the pair system is far from the equation, by 1 to 4 % of what changes here; its own mean is known. What is detected: 9 % of a
 * temperature, 0.15 of a velocity: a factor 2 in any tau, masses exchanged, the density of the smaller species for the larger, partners that
 * are not uniform, a species left out.
 */
describe.each([2, 3])("pair collisions of Maxwell molecules have the moments of the pair system, d = %s", (d) => {
  const means = [[0.9, 0.2, -0.4], [-0.3, 0.4, 0.1], [0.5, -1.1, 0.3]].map((u) => u.slice(0, d)); // prettier-ignore
  const variances = [[1.6, 0.4, 0.7], [0.2, 0.5, 0.3], [2.2, 3.1, 0.8]].map((v) => v.slice(0, d)); // prettier-ignore
  const laws = means.map((mean, i) => gaussian({ mean, variances: variances[i] }));

  it.each([0.02, 0.05])("dt = %s", (dt) => {
    const of = tripleModel(0);
    const steps = Math.round(0.2 / dt);
    const at = measured(of, laws, 20_000, steps, dt, 24);
    const expected = pairMixture(of, mixtureMoments(of, laws), dt, steps);
    of.species.forEach(({ name }, i) => {
      const temperature = at(`T${name}`);
      expect(temperature.low).toBeLessThan(expected.temperatures[i]);
      expect(temperature.high).toBeGreaterThan(expected.temperatures[i]);
      expect(temperature.high - temperature.low).toBeLessThan(0.09 * expected.temperatures[i]);
      expected.means[i].forEach((u, k) => {
        const velocity = at(`u${name}.${"xyz"[k]}`);
        expect(velocity.low).toBeLessThan(u);
        expect(velocity.high).toBeGreaterThan(u);
        expect(velocity.high - velocity.low).toBeLessThan(0.15);
      });
    });
  });
});

/*
 * Initial slopes at every gamma: what is detected is 3 to 7 % as a rule, and 15 % under any seed: widths of 24 replicates exceed 1.7 times the usual one, .064 at gamma = -3, in one seed of 1e5; the allowance is the bias of the extrapolated probe for Coulomb at this dt.
 */
describe("initial slopes of temperatures at rest", () => {
  it.each([
    [0, 3], [-1, 3], [-2, 3], [-3, 3], [1, 3], [-1, 2],
  ])("gamma = %s, d = %s", (gamma, d) => {
    const of = two(gamma, 1.3, [1, 4], [1, 0.6]);
    const system = alone(pairCollisions({ model: of }));
    const laws = [2, 0.25].map((t, i) => maxwellian({ temperature: t / of.species[i].mass, dimension: d }));
    const setup = {
      system,
      initial: sampled(laws, { standardise: true }),
      particles: 32_000,
      time: horizon({ end: 0.01, steps: 1, observe: 2 }),
      observe: { rate: ofSpecies("a", rateOf(temperature(), { dt: 1e-3, draws: 4 })) },
    };
    const rates = Array.from({ length: 24 }, (_, r) => system.run(setup, rootKey("slope").child("replicate", r), {}).series["rate"][0]!);
    const { low, high } = interval(rates, 1 - 1e-5);
    const exact = maxwellianExchangeRates(of, [2, 0.25], d)[0];
    const allowance = 0.004 * Math.abs(exact);
    expect(low - allowance).toBeLessThan(exact);
    expect(high + allowance).toBeGreaterThan(exact);
    expect(high - low).toBeLessThan(0.15 * Math.abs(exact));
  }); // prettier-ignore
});

describe("reference curves", () => {
  const laws = [maxwellian({ temperature: 1.2, mean: [0.4, 0, -0.2] }), maxwellian({ temperature: 0.6 / 2.5, mean: [-0.3, 0.2, 0.1] })];
  it("are the moments, with the bias of the step", () => {
    const options = { model: pairModel(0), laws, species: "heavy", dt: 1e-3 };
    const temperatureCurve = maxwellMixtureTemperature(options).at(0.15);
    expect(temperatureCurve.value).toBeCloseTo(after[3].temperatures[1], 10);
    expect(temperatureCurve.bound).toBeGreaterThan(1e-5);
    expect(temperatureCurve.bound).toBeLessThan(5e-3);
    expect(maxwellMixtureMean({ ...options, component: 1 }).at(0.15).value).toBeCloseTo(after[3].means[1][1], 10);
  });
  it("refuse what they cannot say", () => {
    expect(() => maxwellMixtureTemperature({ model: pairModel(0), laws, species: "x", dt: 1e-3 })).toThrow("unknown species: x");
    expect(() => maxwellMixtureTemperature({ model: pairModel(-1), laws, species: "heavy", dt: 1e-3 }).at(1)).toThrow(ScenarioError);
    expect(() => mixtureMoments(pairModel(0), laws.slice(1))).toThrow("1 law(s) for 2 species");
    expect(() => maxwellianExchangeRates(pairModel(0), [1], 3)).toThrow("1 temperature(s) for 2 species");
  });
});
