/**
 * A plasma of Maxwellian species as a model and its laws in reduced units (units.ts): masses m_i/m, densities n_i/n, strengths of r^-3 by charges, and the laws
 * N(u_i/v, (T_i/T)/(m_i/m) I) in dimension 3.
 */
import { ScenarioError } from "../errors.ts";
import { maxwellian } from "../laws/index.ts";
import { model, powerLaw, type Interaction } from "../model/index.ts";
import type { Law, Model } from "../protocols/index.ts";
import { knownOptions } from "../names/options.ts";
import type { PlasmaUnits } from "./units.ts";

/** A species as physics states it, in the units of the reference. */
export interface PlasmaSpecies {
  readonly name: string;
  /** kg or g. */
  readonly mass: number;
  /** Elementary charges. */
  readonly charge: number;
  /** Per m^3 or cm^3. */
  readonly density: number;
  /** eV. */
  readonly temperature: number;
  /** Mean velocity [3], m/s or cm/s; at rest by default. */
  readonly drift?: readonly [number, number, number];
  /** As `Species.share`: what the particles are shared out by, the density by default. */
  readonly share?: number;
}

/** A Coulomb logarithm of one pair of species, where it is not the reference's. */
export interface PairLogarithm {
  readonly between: readonly [string, string];
  readonly coulombLogarithm: number;
}

/** The model for a particle system or a solver, and the species' laws in its order. */
export interface Plasma {
  readonly model: Model;
  readonly laws: readonly Law[];
}

/** Throws ScenarioError as `model`, `maxwellian` and `PlasmaUnits.strength`, and for a logarithm of unknown species or of a pair that is given twice. */
export function plasma(units: PlasmaUnits, species: readonly PlasmaSpecies[], logarithms: readonly PairLogarithm[] = []): Plasma {
  species.forEach((one, i) => knownOptions(`species[${i}]`, one, ["name", "mass", "charge", "density", "temperature", "drift", "share"]));
  const names = species.map(({ name }) => name);
  logarithms.forEach((one, k) => {
    const { between } = knownOptions(`logarithms[${k}]`, one, ["between", "coulombLogarithm"]);
    const unknown = between.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new ScenarioError(`invalid logarithms[${k}]: found species "${unknown}", expected one of ${names.join(", ")}`);
    if (logarithms.findIndex((other) => samePair(other.between, between)) < k)
      throw new ScenarioError(`invalid logarithms[${k}]: ${between.join(" and ")} are given twice`);
  });
  const interactions: Interaction[] = species.flatMap((one, i) =>
    species.slice(i).map((other) => {
      const between = [one.name, other.name] as const;
      const own = logarithms.find((pair) => samePair(pair.between, between));
      return { between, potential: powerLaw(-3, { strength: units.strength(one.charge, other.charge, own?.coulombLogarithm) }) };
    }),
  );
  return {
    model: model({
      species: species.map(({ name, mass, density, share }) => ({
        name,
        mass: mass / units.mass,
        density: density / units.density,
        ...(share === undefined ? {} : { share }),
      })),
      interactions,
    }),
    laws: species.map(({ mass, temperature, drift = [0, 0, 0] }) =>
      maxwellian({ temperature: temperature / units.temperature / (mass / units.mass), mean: drift.map((u) => u / units.velocity), dimension: 3 }),
    ),
  };
}

const samePair = (one: readonly [string, string], other: readonly [string, string]): boolean =>
  (one[0] === other[0] && one[1] === other[1]) || (one[0] === other[1] && one[1] === other[0]);
