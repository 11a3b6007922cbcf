/**
 * What the equation does at this instant to Gaussian species: entropy, Fisher information, moments, and, with a second solution, distances and entropic costs, with
 * the identities that say so twice. Every block is computed apart: one that does not exist for these data is null, and `unavailable` says why.
 */
import { ScenarioError } from "../errors.ts";
import { lawEntropy } from "../functionals/index.ts";
import type { Law, Model } from "../protocols/index.ts";
import { gaussianDistanceBound } from "./distances/distance-bounds.ts";
import { gaussianEntropicRates, type EntropicRates } from "./distances/entropic-rates.ts";
import { gaussianWassersteinRate } from "./distances/gaussian-wasserstein.ts";
import { gaussianHeatIdentity } from "./distances/heat-identity.ts";
import { gaussianLemma4, type Lemma4 } from "./distances/lemma4.ts";
import { gaussianSecondVariation } from "./distances/second-variation.ts";
import { rieszSupremum } from "./distances/theorem3-chain.ts";
import { theorem3Constant, type Constant } from "./distances/theorem3-constants.ts";
import { entropyRate } from "./fisher/entropy-rate.ts";
import { fisherRate, type FisherRate } from "./fisher/fisher-rate.ts";
import { gaussianMomentRates, type MomentRates } from "./moments/gaussian-moments.ts";

/** A model with one law for each species; `second`: another solution, to measure distances to; `epsilon`: of entropic costs (half cost). */
export interface InstantProblem {
  readonly model: Model;
  readonly laws: readonly Law[];
  readonly second?: readonly Law[];
  readonly epsilon?: readonly number[];
}

/** Two sides of an identity; `bound`: of the error of the right one. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly bound: number;
}

/** D = sum_i m_i n_i W2^2 (of one species of mass and density 1, W2^2) and its rate; Lemma 4; what bounds d/dt log D from above. */
export interface DistanceRate {
  readonly squared: number;
  readonly rate: number;
  /** null where a part diverges, gamma_ij <= -d for some i != j. */
  readonly lemma4: (Sides & { readonly dissipation: number | null; readonly remainder: number | null; readonly boundary: number }) | null;
  /** One species, -d < gamma < 0: k K sup I_gamma with the proof's, the printed and the best constant (CP, Theorem 3). */
  readonly theorem3: Readonly<Record<Constant, number>> | null;
  /** max_i Lambda_i (distance-bounds.ts); null where it is infinite, gamma_ij <= -d or > 0. */
  readonly stability: number | null;
}

/** All blocks; those of distances are null without a second solution. */
export interface InstantRates {
  readonly entropy: { readonly value: number; readonly rate: number; readonly error: number } | null;
  readonly fisher: FisherRate | null;
  /** One of each species, in the model's order. */
  readonly moments: readonly MomentRates[] | null;
  readonly wasserstein: DistanceRate | null;
  /** One of each epsilon. */
  readonly entropic: readonly EntropicRates[] | null;
  /** d/dt of W2^2/2 under the heat equation (CP, section 5). */
  readonly heat: Sides | null;
  /** d/dt of W2^2/2 for Maxwell molecules (CP, eq. 4.8), null for others. */
  readonly secondVariation: Sides | null;
  readonly unavailable: readonly { readonly block: string; readonly because: string }[];
}

/** Throws ScenarioError when no block exists for these data: with the reason of the first. */
export function ratesAtInstant({ model, laws, second, epsilon = [] }: InstantProblem): InstantRates {
  const unavailable: { block: string; because: string }[] = [];
  const attempt = <Block>(block: string, of: () => Block): Block | null => {
    try {
      return of();
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      unavailable.push({ block, because: error.message });
      return null;
    }
  };
  const one = model.species.length === 1;
  const found = {
    entropy: attempt("entropy", () => {
      const { value: rate, bound } = entropyRate(model, laws);
      const values = laws.map((law, i) => lawEntropy(law, { density: model.species[i].density }));
      return { value: values.reduce((sum, { value }) => sum + value, 0), rate, error: bound };
    }),
    fisher: attempt("fisher", () => fisherRate(model, laws)),
    moments: attempt("moments", () => gaussianMomentRates(model, laws)),
    wasserstein: second ? attempt("wasserstein", () => distanceRate(model, laws, second)) : null,
    entropic: second && epsilon.length > 0 ? attempt("entropic", () => epsilon.map((value) => gaussianEntropicRates(model, laws[0], second[0], value))) : null,
    heat: second && one ? attempt("heat", () => sides(gaussianHeatIdentity(laws[0], second[0]))) : null,
    secondVariation: second && one && model.interaction(0, 0).gamma === 0 ? attempt("secondVariation", () => sides(gaussianSecondVariation(model, laws[0], second[0]))) : null, // prettier-ignore
  };
  if (found.entropy === null && found.fisher === null && found.moments === null) throw new ScenarioError(unavailable[0].because);
  return { ...found, unavailable };
}

const sides = ({ left, right }: { readonly left: number; readonly right: { readonly value: number; readonly bound: number } }): Sides => ({
  left,
  right: right.value,
  bound: right.bound,
});

function distanceRate(model: Model, laws: readonly Law[], second: readonly Law[]): DistanceRate {
  const { squared, rate } = gaussianWassersteinRate(model, laws, second);
  const d = laws[0].dimension;
  const { gamma, strength } = model.interaction(0, 0);
  const single = model.species.length === 1 && gamma !== undefined && gamma < 0 && gamma > -d;
  return {
    squared,
    rate,
    lemma4: lemma4Of(gaussianLemma4(model, laws, second)),
    theorem3: single ? theorem3Of(laws[0], second[0], gamma, model.species[0].density * strength) : null,
    stability: finite(gaussianDistanceBound(model, laws, second).species.reduce((most, { value }) => Math.max(most, value), 0)),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const lemma4Of = (lemma: Lemma4): DistanceRate["lemma4"] => ({
  ...sides(lemma),
  dissipation: finite(lemma.dissipation.value),
  remainder: finite(lemma.remainder.value),
  boundary: lemma.boundary.value,
});

/** k gamma^2 sup I_gamma for every k, alpha = strength r^gamma. */
function theorem3Of(from: Law, to: Law, gamma: number, strength: number): Readonly<Record<Constant, number>> {
  const unit = strength * gamma * gamma * rieszSupremum({ from, to, gamma });
  const of = (constant: Constant): number => theorem3Constant(constant, from.dimension) * unit;
  return { proof: of("proof"), printed: of("printed"), best: of("best") };
}
