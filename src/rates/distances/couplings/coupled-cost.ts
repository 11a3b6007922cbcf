/**
 * The derivative of the coupled cost sum_i m_i n_i E|V_i - V~_i|^2 at the instant when two mixtures of Gaussian species are coupled optimally, for every coupling of
 * the noise (CP, section 4 and remarks; N. Fournier and A. Guillin, Ann. Sci. ENS 50 (2017) 157, for the spherical one), per ordered pair of species
 *
 *   d/dt = sum_ij n_i n_j (c_ij/mu_ij) {(d-1) E[(r^gamma + r~^gamma) z.z~] - 2 X_ij},
 *   synchronous  X = (d-1) E (r r~)^(gamma/2) z.z~,        spherical  X = E (r r~)^(gamma/2) [(d-2) r r~ + |z.z~|],
 *
 * and for mean-field noise (polar: the optimal rotation; symmetric roots) the sum of X is replaced by 2 sum_i m_i n_i E tr R_i (mean-field.ts). The weighted W2^2 falls
 * at least as fast. At gamma_ij <= -d-1, i != j, the first expectation would be a principal value: refused.
 */
import { ScenarioError } from "../../../errors.ts";
import { gaussianRatioMean } from "../../../math/gaussian/fractional.ts";
import { powerMoments } from "../../../math/gaussian/power-moments.ts";
import { eigen, functionOf, identity, inColumns, product, transpose, type Matrix } from "../../../math/symmetric.ts";
import type { Value } from "../../../functionals/index.ts";
import type { Model } from "../../../protocols/index.ts";
import { gaussianMapMatrix } from "../../../transport/index.ts";
import { gaussianSpecies, powerOf, type GaussianState, type PowerInteraction } from "../../moments/gaussian-species.ts";
import { noiseOverlap } from "./mean-field.ts";
import { negativePart } from "./negative-part.ts";
import { pairLaw, productMoments, type CoupledSpecies, type PairLaw } from "./pair-law.ts";

/** What a pair of species adds to d/dt of the cost under the couplings of pairs' noise, both orders of the pair counted. */
export interface PairRates {
  /** Indices, the larger one first. */
  readonly between: readonly [number, number];
  readonly synchronous: Value;
  readonly spherical: Value;
}

/** d/dt of the cost under every coupling, each with a bound. */
export interface CoupledRates {
  readonly synchronous: Value;
  readonly spherical: Value;
  readonly polar: Value;
  readonly symmetricRoots: Value;
  /** One of each pair of species that interacts: they add up to `synchronous` and `spherical`. */
  readonly pairs: readonly PairRates[];
}

/** Relative rounding of a closed expectation. */
const ROUNDING = 1e-12;

/**
 * At f_i = n_i from_i, g_i = n_i to_i. Throws ScenarioError as gaussianMomentRates does, in other dimensions than 2 and 3, and unless gamma_ij > -d-1 for i != j,
 * gamma_ii > -4, and gamma_ij <= 1.
 */
export function gaussianCoupledRates(model: Model, from: readonly GaussianState[], to: readonly GaussianState[]): CoupledRates {
  const f = gaussianSpecies(model, from);
  const d = f[0].mean.length;
  const species = gaussianSpecies(model, to).map((g, i): CoupledSpecies => ({ from: f[i], to: g, map: gaussianMapMatrix(f[i].covariance, g.covariance, d) }));
  const power = (i: number, j: number): PowerInteraction => powerOf(model, i, j, d);
  const common: [number, Value][] = [];
  const pairs: PairRates[] = [];
  species.forEach((one, i) => {
    for (let j = 0; j <= i; j++) {
      const { gamma, strength, reduced } = power(i, j);
      if (strength === 0) continue;
      const least = i === j ? -4 : -d - 1;
      if (gamma <= least) throw new ScenarioError(`invalid gamma of species ${i} and ${j}: ${gamma} (expected gamma > ${least} for a coupled cost)`);
      const weight = ((i === j ? 1 : 2) * f[i].density * f[j].density * strength) / reduced;
      const { closed, synchronous, spherical } = ofPair(pairLaw(one, species[j]), gamma, i === j ? one.map : undefined);
      common.push([weight * (d - 1), closed]);
      pairs.push({
        between: [i, j],
        synchronous: combined([weight * (d - 1), closed], [-2 * weight * (d - 1), synchronous]),
        spherical: combined([weight * (d - 1), closed], [-2 * weight, spherical]),
      });
    }
  });
  const { polar, symmetricRoots } = noiseOverlap(species, power);
  const sum = (coupling: "synchronous" | "spherical"): Value => combined(...pairs.map((pair) => [1, pair[coupling]] as const));
  return {
    synchronous: sum("synchronous"),
    spherical: sum("spherical"),
    polar: combined(...common, [-4, polar]),
    symmetricRoots: combined(...common, [-4, symmetricRoots]),
    pairs,
  };
}

/** E[(r^gamma + r~^gamma) z.z~], E (r r~)^(gamma/2) z.z~ and X of the spherical coupling. `map`: of a species with itself, z~ = map z. */
function ofPair(law: PairLaw, gamma: number, map: Matrix | undefined): Record<"closed" | "synchronous" | "spherical", Value> {
  const d = law.first.length;
  const { first, second, inner, outer, cross } = law;
  const reversed = { first: second, second: first, inner: outer, outer: inner, cross: transpose(cross, d) };
  const value = alongPower(law, gamma) + alongPower(reversed, gamma);
  const { along, lengths } = map && gamma < -2 ? ofOneMap(law, map, gamma) : productMoments(law, gamma);
  // One map for both: z.z~ = z.T z > 0.
  const opposed = map ? { value: 0, bound: 0 } : negativePart(law, gamma);
  return { closed: { value, bound: ROUNDING * Math.abs(value) }, synchronous: along, spherical: combined([d - 2, lengths], [1, along], [2, opposed]) };
}

/**
 * E (r r~)^(gamma/2) z.z~ and E (r r~)^(gamma/2+1) where z~ = T z, -4 < gamma < -2: both vanish together, near which a sum over scales of either (pair-law.ts) has no digits.
 * E r^q (z.T^2 z)^-e z.Qz with Q = T, and with Q = I.
 */
function ofOneMap({ inner }: PairLaw, map: Matrix, gamma: number): { readonly along: Value; readonly lengths: Value } {
  const d = Math.sqrt(map.length);
  const { values: s, vectors } = eigen(inner, d);
  const turned = inColumns(map, vectors, d);
  const form = product(turned, turned, d);
  const along = gaussianRatioMean({ s, form, weight: turned, power: gamma / 2, exponent: -gamma / 4 });
  const lengths = gaussianRatioMean({ s, form, weight: identity(d), power: gamma / 2 - 1, exponent: -(gamma + 2) / 4 });
  return { along: { value: along, bound: ROUNDING * Math.abs(along) }, lengths: { value: lengths, bound: ROUNDING * lengths } };
}

/** A linear combination. */
const combined = (...terms: readonly (readonly [factor: number, of: Value])[]): Value => ({
  value: terms.reduce((sum, [factor, { value }]) => sum + factor * value, 0),
  bound: terms.reduce((sum, [factor, { bound }]) => sum + Math.abs(factor) * bound, 0),
});

/** E r^gamma z.z~, by the regression of z~ on z. */
function alongPower({ first, second, inner, cross }: PairLaw, gamma: number): number {
  const d = first.length;
  const moments = powerMoments({ mean: first, covariance: inner }, gamma);
  const inverse = functionOf(inner, d, (s) => 1 / s);
  const gain = product(transpose(cross, d), inverse, d);
  let sum = 0;
  for (let i = 0; i < d; i++) {
    let offset = second[i];
    for (let j = 0; j < d; j++) {
      offset -= gain[i * d + j] * first[j];
      sum += gain[i * d + j] * moments.second[j * d + i];
    }
    sum += offset * moments.first[i];
  }
  return sum;
}
