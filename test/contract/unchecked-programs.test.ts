/** What a program that no compiler saw is told: misspelt names inside options, and one object in the place of another. `landau run` and `system.run` say the same. */
import { expect, it } from "vitest";
import { alone, coupled, coupledOptimally, energy, first, independently, motionless, pairCollisions, sampled, synchronous } from "../../particles/index.ts";
import { gaussian, horizon, instant, maxwellian, mixture, model, plasma, plasmaUnits, powerLaw, rootKey, sumOfPowers } from "../../src/index.ts";
import { refusal } from "../support/refusal.ts";

const potential = powerLaw(-1);
const [f, g] = [gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian()];
const units = plasmaUnits({ density: 1e19, temperature: 100, mass: 9.1e-31, coulombLogarithm: 15 });
const electrons = { name: "e", mass: 9.1e-31, charge: -1, density: 1e19, temperature: 100 };

/** As JavaScript sees it. */
const any = (value: unknown): never => value as never;

it.each<[string, () => unknown, string]>([
  [
    "a component",
    () => mixture({ components: [any({ weight: 1, variance: [1, 1, 1] })] }),
    'mixture component 0: unknown option "variance". Did you mean variances?',
  ],
  ["a term", () => sumOfPowers({ terms: [any({ coeficient: 1, gamma: -1 })] }), 'sumOfPowers term 0: unknown option "coeficient". Did you mean coefficient?'],
  [
    "a species",
    () => model({ species: [any({ name: "e", mass: 1, densty: 1 })], interactions: [] }),
    'species[0]: unknown option "densty". Did you mean density?',
  ],
  [
    "an interaction",
    () => model({ species: [{ name: "e", mass: 1, density: 1 }], interactions: [any({ between: ["e", "e"], potentail: potential })] }),
    'interactions[0]: unknown option "potentail". Did you mean potential?',
  ],
  ["a plasma's species", () => plasma(units, [any({ ...electrons, drif: [1, 0, 0] })]), 'species[0]: unknown option "drif". Did you mean drift?'],
  [
    "a logarithm",
    () => plasma(units, [electrons], [any({ between: ["e", "e"], coulombLogaritm: 10 })]),
    'logarithms[0]: unknown option "coulombLogaritm". Did you mean coulombLogarithm?',
  ],
  ["no options at all", () => gaussian(any(null)), "gaussian: invalid options: null (expected an object of: mean, covariance, variances, dimension)"],
  ["a dynamics in the place of a system", () => alone(any(alone(pairCollisions({ potential })))), "alone: invalid system: pair collisions, "],
  [
    "a coupling that was not called",
    () => coupled(pairCollisions({ potential }), any(synchronous)),
    "coupled: invalid coupling: the function synchronous (call it)",
  ],
  [
    "no coupling",
    () => coupled(pairCollisions({ potential }), any(undefined)),
    "coupled: invalid coupling: undefined (expected a coupling, such as synchronous())",
  ],
])("%s", (_, program, message) => {
  expect(refusal(program)).toContain(message);
});

const lone = {
  system: alone(pairCollisions({ potential })),
  initial: sampled(f),
  particles: 10,
  time: horizon({ end: 0.1, steps: 2, observe: 2 }),
  observe: { energy: energy() },
};
const couple = {
  ...lone,
  system: coupled(pairCollisions({ potential }), synchronous()),
  initial: coupledOptimally(f, g),
  observe: { energy: first(energy()) },
};
const start = (system: typeof lone.system | typeof couple.system, setup: object): string => refusal(() => system.run(any(setup), rootKey("unchecked"), {}));

it.each<[string, typeof lone.system | typeof couple.system, object, string]>([
  // Two laws are as many as a couple needs; its second ensemble would stay at the origin.
  [
    "a couple from sampled()",
    couple.system,
    { ...couple, initial: sampled([f, g]) },
    "(expected the start of a couple: coupledOptimally(f, g) or independently(f, g))",
  ],
  ["one ensemble from two", lone.system, { ...lone, initial: independently(f, g) }, "(expected the start of one ensemble: sampled(law))"],
  ["an observable of another state", lone.system, { ...lone, observe: couple.observe }, "invalid observe.energy: "],
  [
    "a time that does not divide",
    lone.system,
    { ...lone, time: { end: 1, steps: 5, observe: 3 } },
    "invalid observe: 3 (5 steps do not divide into 2 equal intervals)",
  ],
  ["a misspelt time", lone.system, { ...lone, time: { end: 1, step: 4, observe: 3 } }, 'setup.time: unknown key "step". Did you mean steps?'],
  ["a misspelt part", lone.system, { ...lone, particels: 5 }, 'setup: unknown key "particels".'],
  ["a particle system", lone.system, { ...lone, system: pairCollisions({ potential }) }, "invalid system: pair collisions, "],
  [
    "a law",
    lone.system,
    { ...lone, initial: f },
    "invalid initial: Gaussian starts no ensemble (expected sampled(law), independently(f, g) or coupledOptimally(f, g))",
  ],
  ["a law that is not as it states", lone.system, { ...lone, initial: sampled({ ...f, mean: [1, 0, 0] }) }, "Gaussian: its stated mean [0] is 1"],
  ["samples of one ensemble", motionless(), { ...couple, system: motionless(), time: instant(), initial: sampled(f) }, "(expected the start of a couple"],
])("run refuses %s, as plans do", (_, system, setup, message) => {
  const said = start(system, setup);
  expect(said).toContain(message);
  expect(refusal(() => system.check(any(setup)))).toBe(said);
});

it("runs what is right", () => {
  expect(lone.system.run(lone, rootKey("right"), {}).times).toEqual([0, 0.1]);
  expect(couple.system.run(couple, rootKey("right"), {}).times).toEqual([0, 0.1]);
});
