/**
 * By whom particles of a mixture are driven, for the systems that step by sums over the others. A particle V of species s moves, with the N_t particles of each
 * species t of weight n_t/N_t,
 *
 *   dV = sum_t (n_t/N_t) sum_j (1/m_s)(1/m_s + 1/m_t) b_st(V - V_j) dt  +  noise of covariance  sum_t (n_t/N_t) sum_j (2/m_s^2) a_st(V - V_j) dt,
 *
 * which is the equation of f_s (MP, eq. 1.1) as an Ito diffusion, since div a = b: its flux divides a by m_s^2 and b by m_s m_t, and b/m_s^2 comes with the
 * noise. The average of a function of one particle changes at the rate of the equation for any N_t, as far as the particles are independent: densities and numbers
 * of particles are free of each other. Given the sums over j/N_t of each species, B_st and S_st (mean-field-sums.ts), it is as if one species of mass 1 had
 *
 *   B = sum_t n_t (m_s + m_t)/(2 m_s^2 m_t) B_st,   S = sum_t n_t/m_s^2 S_st,   and likewise C = sum_t n_t/m_s^2 C_st of a couple.
 *
 * Momentum sum_s m_s n_s/N_s sum_i V_i keeps its mean, and so does the energy as dt tends to 0: for two particles of weights p, q the terms m p q (1/m)(1/m + 1/m')
 * b(z) are opposite, and b.z + tr a = 0.
 */
import type { Interacting } from "../../src/model/species.ts";
import { modelOf } from "../../src/model/species.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { partOf } from "../ensemble.ts";
import { diffusionTime } from "./diffusion-time.ts";
import type { Sums, SumsOf, Weights } from "./mean-field-sums.ts";

/** What species t does to particles of species s. */
export interface Encounter {
  readonly weights: Weights;
  /** n_t (m_s + m_t)/(2 m_s^2 m_t), for B. */
  readonly drift: number;
  /** n_t/m_s^2, for S and C. */
  readonly noise: number;
}

/** Of each species, with each species. Tabulating a general alpha may throw ScenarioError. */
export function encountersOf(of: Interacting, softening: number): readonly (readonly Encounter[])[] {
  const { species, interaction } = modelOf(of);
  return species.map(({ mass }, s) =>
    species.map((other, t): Encounter => {
      const potential = interaction(s, t);
      const weights = { alpha: diffusionTime(potential, 1), soft: softening * softening, strength: potential.strength };
      const noise = other.density / (mass * mass);
      return { weights, drift: (noise * (mass + other.mass)) / (2 * other.mass), noise };
    }),
  );
}

/** The species of an ensemble as ensembles of their own. */
export const speciesOf = (e: Ensemble): Ensemble[] => e.groups.map((group) => partOf(e, group));

/** sum_t of the factors times what the species have. */
const combined = (factors: readonly number[], parts: readonly Float64Array[]): Float64Array =>
  parts[0].map((x, i) => parts.reduce((sum, part, t) => (t === 0 ? sum : sum + factors[t] * part[i]), factors[0] * x));

/** B and S of one species' particles from those with every species. */
export function combinedSums(encounters: readonly Encounter[], sums: readonly Sums[]): Sums {
  const d = sums[0].length === 5 ? 2 : 3;
  return sums[0].map((_, k) => combined(encounters.map(({ drift, noise }) => (k < d ? drift : noise)), sums.map((each) => each[k]))); // prettier-ignore
}

/** C likewise. */
export const combinedCross = (encounters: readonly Encounter[], cross: readonly Planes[]): Planes =>
  cross[0].map((_, k) => combined(encounters.map(({ noise }) => noise), cross.map((each) => each[k]))); // prettier-ignore

/** B and S of all particles of an ensemble. */
export function mixtureSums(encounters: readonly (readonly Encounter[])[], sumsOf: (weights: Weights) => SumsOf): (e: Ensemble) => Sums {
  const each = encounters.map((row) => row.map(({ weights }) => sumsOf(weights)));
  return (e) => {
    const parts = speciesOf(e);
    const found = parts.map((part, s) => combinedSums(encounters[s], each[s].map((of, t) => of(part, parts[t].planes)))); // prettier-ignore
    if (found.length === 1) return found[0];
    return found[0].map((_, k) => {
      const plane = new Float64Array(e.count);
      e.groups.forEach(({ begin }, s) => plane.set(found[s][k], begin));
      return plane;
    });
  };
}
