/**
 * Gaussian species f_i = n_i N(u_i, C_i) and what their pairs need: z = v - w ~ N(u_i - u_j, C_i + C_j) for v of f_i and w of f_j, and the interaction as a power,
 *
 *   alpha_ij = c_ij r^gamma_ij,   M = m_i + m_j,   mu = m_i m_j / M,   generator of one pair: (c_ij/mu^2) r^gamma Laplacian of the sphere, on z at fixed
 *   z_c = (m_i v + m_j w)/M   (MP, eq. 1.1-1.4).
 *
 * Limit: interactions that are powers, -d-2 < gamma_ij < 2, and regular covariances.
 */
import { ScenarioError } from "../../errors.ts";
import { eigen, fromRows, type Matrix } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";

/** Mean [d] and covariance [d][d] of a species' normalised law; a Gaussian `Law` is one. */
export interface GaussianState {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** One species with its law. */
export interface GaussianSpecies {
  readonly mass: number;
  readonly density: number;
  readonly mean: Float64Array;
  /** [d x d], row-major. */
  readonly covariance: Matrix;
}

/** An interaction of two species. */
export interface PowerInteraction {
  readonly gamma: number;
  readonly strength: number;
  /** m_i m_j / (m_i + m_j). */
  readonly reduced: number;
}

/** Species with their laws. Throws ScenarioError when laws are not one for each species, of one dimension, regular, and Gaussian where they say what they are. */
export function gaussianSpecies(model: Model, laws: readonly GaussianState[]): GaussianSpecies[] {
  if (laws.length !== model.species.length)
    throw new ScenarioError(`invalid laws: found ${laws.length}, expected one for each of ${model.species.length} species`);
  const d = laws[0].mean.length;
  return laws.map((law, i) => {
    if ("density" in law && !("gaussian" in law)) throw new ScenarioError(`invalid laws[${i}]: found one that is not Gaussian, expected a Gaussian`);
    if (law.mean.length !== d || law.covariance.length !== d)
      throw new ScenarioError(`invalid laws[${i}]: found mean of ${law.mean.length} and covariance of ${law.covariance.length} components, expected ${d}`);
    const covariance = fromRows(law.covariance);
    const least = eigen(covariance, d).values[0];
    if (!(least > 0)) throw new ScenarioError(`invalid laws[${i}].covariance: found the eigenvalue ${least}, expected positive ones`);
    return { mass: model.species[i].mass, density: model.species[i].density, mean: Float64Array.from(law.mean), covariance };
  });
}

/** alpha_ij as a power in dimension d. Throws ScenarioError when it is none, or gamma is out of range. */
export function powerOf(model: Model, i: number, j: number, d: number): PowerInteraction {
  const { gamma, strength, name } = model.interaction(i, j);
  const [a, b] = [model.species[i].mass, model.species[j].mass];
  if (gamma === undefined) throw new ScenarioError(`invalid interaction of species ${i} and ${j}: found ${name}, expected a power law`);
  if (!(gamma > -d - 2 && gamma < 2)) throw new ScenarioError(`invalid gamma of species ${i} and ${j}: ${gamma} (expected ${-d - 2} < gamma < 2)`);
  return { gamma, strength, reduced: (a * b) / (a + b) };
}

/** u_i - u_j and C_i + C_j. */
export const relativeVelocity = (one: GaussianSpecies, other: GaussianSpecies): { readonly mean: Float64Array; readonly covariance: Matrix } => ({
  mean: one.mean.map((u, k) => u - other.mean[k]),
  covariance: one.covariance.map((x, k) => x + other.covariance[k]),
});
