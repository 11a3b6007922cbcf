/** Mixtures that tests share: unequal masses, densities and interactions. */
import { model, powerLaw, type Model } from "../../src/index.ts";

/** Two species with the strengths and densities of the reference values (`ms_u`, `ms_T`). */
export const pairModel = (gamma: number, densities = [1, 0.7], masses = [1, 2.5]): Model =>
  model({
    species: [
      { name: "light", mass: masses[0], density: densities[0] },
      { name: "heavy", mass: masses[1], density: densities[1] },
    ],
    interactions: [
      { between: ["light", "light"], potential: powerLaw(gamma) },
      { between: ["light", "heavy"], potential: powerLaw(gamma, { strength: 0.8 }) },
      { between: ["heavy", "heavy"], potential: powerLaw(gamma, { strength: 0.5 }) },
    ],
  });

/** Three species, every interaction different, the most numerous in the middle. */
export const tripleModel = (gamma: number): Model =>
  model({
    species: [
      { name: "a", mass: 1, density: 0.6 },
      { name: "b", mass: 2.5, density: 1 },
      { name: "c", mass: 0.4, density: 0.4 },
    ],
    interactions: [
      { between: ["a", "a"], potential: powerLaw(gamma) },
      { between: ["b", "b"], potential: powerLaw(gamma, { strength: 0.7 }) },
      { between: ["c", "c"], potential: powerLaw(gamma === 0 ? 0 : -2.5, { strength: 0.2 }) },
      { between: ["a", "b"], potential: powerLaw(gamma, { strength: 0.9 }) },
      { between: ["a", "c"], potential: powerLaw(gamma, { strength: 0.3 }) },
      { between: ["b", "c"], potential: powerLaw(gamma, { strength: 0.5 }) },
    ],
  });

/** The same with particles shared out like this, whatever the densities: particles of different weights. */
export const sharedOut = ({ species, interaction }: Model, shares: readonly number[]): Model => ({
  species: species.map((one, s) => ({ ...one, share: shares[s] })),
  interaction,
});
