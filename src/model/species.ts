/**
 * Mixtures of species (MP, eq. 1.1-1.4): masses m_i, densities n_i, and an interaction alpha_ij = alpha_ji for every pair,
 *
 *   d_t f_i = sum_j (1/m_i) div_v int alpha_ij(|z|) (|z|^2 I - z z^T) (f_j(w) grad f_i(v) / m_i - f_i(v) grad f_j(w) / m_j) dw,
 *
 * z = v - w; the strength c_ij is part of alpha_ij. One species of mass and density 1 is the single equation.
 */
import { ScenarioError } from "../errors.ts";
import type { Model, Potential, Species } from "../protocols/index.ts";
import { suggestion } from "../names/nearest.ts";
import { knownOptions } from "../names/options.ts";

/** The interaction of two species, by their names; the order does not matter. */
export interface Interaction {
  readonly between: readonly [string, string];
  readonly potential: Potential;
}

/** Species and the interactions of their pairs, each pair once, in either order. */
export interface ModelOptions {
  readonly species: readonly Species[];
  /** One for every pair of species, each with itself included. */
  readonly interactions: readonly Interaction[];
}

/** What a particle system is of: one species of mass and density 1 with this interaction, or a model of any number of species. */
export type Interacting = { readonly potential: Potential } | { readonly model: Model };

export const modelOf = (of: Interacting): Model => ("model" in of ? of.model : singleSpecies(of.potential));

/** The interaction of a single species, or the names of several. */
export const modelName = ({ species, interaction }: Model): string =>
  species.length === 1 ? interaction(0, 0).name : species.map(({ name }) => name).join(", ");

/** One species of mass and density 1. */
export function singleSpecies(potential: Potential): Model {
  return { species: [{ name: "f", mass: 1, density: 1 }], interaction: () => potential };
}

/**
 * Throws ScenarioError when a name is used twice or unknown, a mass, a density or a share is not positive and finite, or an interaction
 * is missing or given twice.
 */
export function model(options: ModelOptions): Model {
  const { species, interactions } = knownOptions("model", options, ["species", "interactions"]);
  if (species.length === 0) throw new ScenarioError("invalid species: none (expected at least one)");
  species.forEach((one, i) => {
    const { name, mass, density, share } = knownOptions(`species[${i}]`, one, ["name", "mass", "density", "share"]);
    if (species.findIndex((other) => other.name === name) < i) throw new ScenarioError(`invalid species[${i}].name: "${name}" is used twice`);
    checkPositive(`species[${i}].mass`, mass);
    checkPositive(`species[${i}].density`, density);
    if (share !== undefined) checkPositive(`species[${i}].share`, share);
  });
  const names = species.map(({ name }) => name);
  const table: (Potential | undefined)[][] = species.map(() => species.map(() => undefined));
  const indexOf = (name: string, k: number): number => {
    const index = species.findIndex((one) => one.name === name);
    if (index < 0)
      throw new ScenarioError(`invalid interactions[${k}].between: unknown species "${name}" (known: ${names.join(", ")})${suggestion(name, names)}`);
    return index;
  };
  interactions.forEach((one, k) => {
    const { between, potential } = knownOptions(`interactions[${k}]`, one, ["between", "potential"]);
    const [i, j] = [indexOf(between[0], k), indexOf(between[1], k)];
    if (table[i][j]) throw new ScenarioError(`invalid interactions[${k}]: ${between.join(" and ")} are given twice`);
    table[i][j] = table[j][i] = potential;
  });
  species.forEach((a, i) =>
    species.forEach((b, j) => {
      if (!table[i][j]) throw new ScenarioError(`missing interactions: none between ${a.name} and ${b.name} (expected one for each pair of species)`);
    }),
  );
  return { species, interaction: (i, j) => table[i][j]! };
}

function checkPositive(place: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new ScenarioError(`invalid ${place}: ${value} (expected a finite number > 0)`);
}
