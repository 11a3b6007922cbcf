/**
 * What the equation does at this instant: entropy, Fisher information, moments and E of a mixture, and, with a second solution, distances, coupled and entropic costs, with the
 * identities that say so twice, as printed and as corrected. Every block is computed apart: one that does not exist for these data is null, and `unavailable` says why.
 */
import { ScenarioError } from "../../errors.ts";
import { gaussianEntropicRates, type EntropicRates } from "../distances/entropic-rates.ts";
import { type MomentRates } from "../moments/gaussian-moments.ts";
import {
  entropyBlock,
  equilibriumBlock,
  fisherBlock,
  fokkerPlanckBlock,
  growthBlocks,
  momentsBlock,
  quadratureRates,
  relativeL2Block,
  relativePowerBlock,
  type EquilibriumBlock,
  type FisherBlock,
  type FokkerPlanckBlock,
  type GrowthBlock,
  type RelativeL2Block,
  type RelativePowerBlock,
} from "./one-solution.ts";
import { attempting, type FunctionalRate, type InstantProblem, type PrintedSides, type Sides, type Unavailable } from "./problem.ts";
import {
  chainBlocks,
  coupledBlocks,
  distanceBlock,
  heatBlock,
  secondVariationBlock,
  type ChainBlock,
  type CoupledBlock,
  type DistanceRate,
} from "./two-solutions.ts";

/** All blocks; those of distances are null without a second solution, those of E and the last ones for more than one species. */
export interface InstantRates {
  readonly entropy: FunctionalRate | null;
  readonly fisher: FisherBlock | null;
  /** One of each species, in the model's order. */
  readonly moments: readonly MomentRates[] | null;
  readonly equilibrium: EquilibriumBlock | null;
  readonly fokkerPlanck: FokkerPlanckBlock | null;
  readonly growth: readonly GrowthBlock[] | null;
  readonly relativeL2: RelativeL2Block | null;
  /** Maxwell molecules only. */
  readonly relativePower: RelativePowerBlock | null;
  readonly wasserstein: DistanceRate | null;
  readonly coupledCost: readonly CoupledBlock[] | null;
  /** One of each epsilon. */
  readonly entropic: readonly EntropicRates[] | null;
  /** d/dt of W2^2/2 under the heat equation (CP, section 5). */
  readonly heat: PrintedSides | null;
  /** d/dt of W2^2/2 for Maxwell molecules (CP, eq. 4.8), null for others. */
  readonly secondVariation: Sides | null;
  /** Of one species of mass and density 1. */
  readonly chains: readonly ChainBlock[] | null;
  readonly unavailable: readonly Unavailable[];
}

/** Throws ScenarioError when no rate of the first solution exists: with the reason of the first block. */
export function ratesAtInstant(problem: InstantProblem): InstantRates {
  const { model, laws, second, epsilon = [] } = problem;
  const unavailable: Unavailable[] = [];
  const attempt = attempting(unavailable);
  const [one, maxwell] = [model.species.length === 1, model.interaction(0, 0).gamma === 0];
  const [{ mass, density }] = model.species;
  const rates = quadratureRates(problem);
  const first = {
    entropy: attempt("entropy", () => entropyBlock(problem, rates)),
    fisher: attempt("fisher", () => fisherBlock(problem, rates)),
    moments: attempt("moments", () => momentsBlock(problem, rates)),
    relativeL2: one ? attempt("relativeL2", () => relativeL2Block(problem)) : null,
    relativePower: one && maxwell ? attempt("relativePower", () => relativePowerBlock(problem)) : null,
    fokkerPlanck: attempt("fokkerPlanck", () => fokkerPlanckBlock(problem)),
    equilibrium: attempt("equilibrium", () => equilibriumBlock(problem)),
    growth: attempt("growth", () => growthBlocks(problem)),
  };
  const { entropy, fisher, moments, relativeL2, fokkerPlanck } = first;
  if ([entropy, fisher, moments, relativeL2?.rate ?? null, fokkerPlanck].every((block) => block === null)) throw new ScenarioError(unavailable[0].because);
  const pair = second && { model, laws, second };
  return {
    ...first,
    wasserstein: pair ? attempt("wasserstein", () => distanceBlock(pair)) : null,
    coupledCost: pair ? attempt("coupledCost", () => coupledBlocks(pair)) : null,
    entropic: second && epsilon.length > 0 ? attempt("entropic", () => epsilon.map((value) => gaussianEntropicRates(model, laws[0], second[0], value))) : null,
    heat: pair && one ? attempt("heat", () => heatBlock(pair)) : null,
    secondVariation: pair && one && maxwell ? attempt("secondVariation", () => secondVariationBlock(pair)) : null,
    chains: pair && one && mass === 1 && density === 1 ? attempt("chains", () => chainBlocks(pair)) : null,
    unavailable,
  };
}
