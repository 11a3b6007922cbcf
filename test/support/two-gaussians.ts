/** Mixtures of two Gaussian species of different masses, drifts and non-commuting covariances, for the rates of entropy and Fisher information. */
import fixture from "../fixtures/fisher-rates.json" with { type: "json" };
import { gaussian, model, powerLaw, singleSpecies } from "../../src/index.ts";
import type { Law, Model } from "../../src/index.ts";

/** Arguments of the rates. */
export type Mixture = readonly [Model, readonly Law[]];

type Triple<T> = readonly [T, T, T];

export const block = (m: readonly (readonly number[])[], d: number): number[][] => m.slice(0, d).map((row) => row.slice(0, d));

export const species = (d: number) =>
  fixture.mass.map((mass, i) => ({ mass, density: fixture.density[i], mean: fixture.mean[i].slice(0, d), covariance: block(fixture.covariance[i], d) }));

/** Two species and the exponents of (1,1), (1,2), (2,2). */
export function pairOf(own: ReturnType<typeof species>, [first, cross, second]: Triple<number>, strengths: Triple<number> = [1, 0.8, 0.5]): Mixture {
  const names = ["a", "b"] as const;
  const interactions = [
    { between: ["a", "a"] as const, potential: powerLaw(first, { strength: strengths[0] }) },
    { between: ["b", "a"] as const, potential: powerLaw(cross, { strength: strengths[1] }) },
    { between: ["b", "b"] as const, potential: powerLaw(second, { strength: strengths[2] }) },
  ];
  return [
    model({ species: own.map(({ mass, density }, i) => ({ name: names[i], mass, density })), interactions }),
    own.map(({ mean, covariance }) => gaussian({ mean, covariance })),
  ];
}

/** The fixture's mixture, all exponents gamma. */
export const fixtureMixture = (d: number, gamma: number): Mixture => pairOf(species(d), [gamma, gamma, gamma], [1, 0.8, 0.5]);

/** One species N(0, A) of mass and density 1. */
export const alone = (d: number, gamma: number): Mixture => [singleSpecies(powerLaw(gamma)), [gaussian({ covariance: block(fixture.A, d) })]];
