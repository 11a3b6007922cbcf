/** Mixtures that statements are tried on: two species of unequal mass and density, drifting, with covariances that do not commute; the plane has the leading blocks. */
import { gaussian } from "../laws/index.ts";
import { model, powerLaw } from "../model/index.ts";
import type { Law, Model, Potential, Species } from "../protocols/index.ts";
import type { Datum } from "./check.ts";

/** A mixture and its laws, one a species. */
export interface Mixture extends Datum {
  readonly model: Model;
  readonly laws: readonly Law[];
}

/** Of exponents gamma_11, gamma_12, gamma_22 and strengths c_11, c_12, c_22. */
export function twoSpecies({
  masses = [1, 2.5],
  densities = [1, 0.7],
  gammas,
  strengths = [1, 0.8, 0.5],
}: {
  masses?: readonly [number, number];
  densities?: readonly [number, number];
  gammas: readonly [number, number, number];
  strengths?: readonly [number, number, number];
}): Model {
  const species: Species[] = masses.map((mass, i) => ({ name: `species ${i + 1}`, mass, density: densities[i] }));
  const pairs = [[0, 0], [0, 1], [1, 1]] as const; // prettier-ignore
  const interactions = pairs.map(([i, j], k) => ({ between: [species[i].name, species[j].name] as const, potential: ofStrength(gammas[k], strengths[k]) }));
  return model({ species, interactions });
}

/** r^gamma times c >= 0; a power law has c > 0. */
function ofStrength(gamma: number, strength: number): Potential {
  if (strength > 0) return powerLaw(gamma, { strength });
  const none = () => ({ value: 0, bound: 0 });
  return { name: "no interaction", gamma, strength: 0, alpha: () => 0, derivative: () => 0, growthConstant: none };
}

const parts = [
  { mean: [0.4, 0, -0.2], covariance: [[0.8, 0.1, 0], [0.1, 0.6, 0.05], [0, 0.05, 0.5]] }, // prettier-ignore
  { mean: [-0.3, 0.2, 0.1], covariance: [[0.5, 0, 0.1], [0, 0.3, 0], [0.1, 0, 0.4]] }, // prettier-ignore
];

/** Laws of the two species. */
export const skewLaws = (d: 2 | 3): Law[] =>
  parts.map(({ mean, covariance }) => gaussian({ mean: mean.slice(0, d), covariance: covariance.slice(0, d).map((row) => row.slice(0, d)) }));

/** The two species under one power law. */
export const skewMixtures = (gammas: readonly number[], dimensions: readonly (2 | 3)[] = [2, 3]): (Mixture & { readonly gamma: number })[] =>
  dimensions.flatMap((d) =>
    gammas.map((gamma) => ({ name: `d = ${d}, gamma = ${gamma}`, gamma, model: twoSpecies({ gammas: [gamma, gamma, gamma] }), laws: skewLaws(d) })),
  );

/** Maxwellians of one mean and temperature: the equilibria when every species collides. */
export const equilibriumOf = ({ species }: Model, d: number, temperature = 1): Law[] =>
  species.map(({ mass }) => gaussian({ mean: new Array<number>(d).fill(0.2), variances: new Array<number>(d).fill(temperature / mass) }));
