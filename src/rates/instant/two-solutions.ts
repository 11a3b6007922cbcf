/**
 * Blocks of two solutions, Gaussian species: the weighted W2^2 with Lemma 4 and what bounds its growth, the coupled cost under every coupling, entropic costs, W2 under the heat
 * equation, its second variation, and the chains of Theorem 3 and of Fournier and Guerin.
 */
import type { Law, Model } from "../../protocols/index.ts";
import { gaussianCoupledRates, type CoupledRates } from "../distances/couplings/coupled-cost.ts";
import { gaussianDistanceBound } from "../distances/distance-bounds.ts";
import { fournierGuerinChain } from "../distances/fournier-guerin.ts";
import { gaussianWassersteinRate, type SquaredRate } from "../distances/gaussian-wasserstein.ts";
import { gaussianHeatIdentity } from "../distances/heat-identity.ts";
import { gaussianLemma4, type Lemma4 } from "../distances/lemma4.ts";
import type { Link } from "../distances/link.ts";
import { gaussianSecondVariation } from "../distances/second-variation.ts";
import { rieszSupremum, theorem3Chain } from "../distances/theorem3-chain.ts";
import { theorem3Constant, type Constant } from "../distances/theorem3-constants.ts";
import { coulombChain } from "../distances/theorem3-coulomb.ts";
import { finite, sidesOf, type InstantProblem, type PrintedSides, type Sides } from "./problem.ts";

/** Two solutions of one model. */
export type Pair = Required<Pick<InstantProblem, "model" | "laws" | "second">>;

/** D = sum_i m_i n_i W2^2 (of one species of mass and density 1, W2^2) and its rate; Lemma 4; what bounds d/dt log D from above. */
export interface DistanceRate extends SquaredRate {
  /** W2^2 of every species' normalised law. */
  readonly species: readonly SquaredRate[];
  /** Parts are null where they diverge, gamma_ij <= -d for some i != j; as printed it lacks the boundary term. */
  readonly lemma4: PrintedSides & { readonly dissipation: number | null; readonly remainder: number | null; readonly boundary: number };
  /** One species, alpha a sum of powers in (-d, 0]: k sum_k c_k gamma_k^2 sup I_gamma_k with the proof's, the printed and the best constant (CP, Theorem 3). */
  readonly theorem3: Readonly<Record<Constant, number>> | null;
  /** max_i Lambda_i (distance-bounds.ts); null where it is infinite, gamma_ij <= -d or > 0. */
  readonly stability: number | null;
}

/** d/dt of the coupled cost from the optimal coupling; `pairs`: what each pair of species adds, null where the noise of a particle is common to all partners. */
export interface CoupledBlock {
  readonly coupling: keyof Omit<CoupledRates, "pairs">;
  readonly rate: number;
  readonly bound: number;
  readonly pairs: readonly { readonly between: readonly [string, string]; readonly rate: number }[] | null;
}

/** A chain of inequalities at the instant; every link holds when its margin is not below -bound. */
export interface ChainBlock {
  readonly statement: string;
  readonly links: readonly Link[];
}

export function distanceBlock({ model, laws, second }: Pair): DistanceRate {
  const { squared, rate, species } = gaussianWassersteinRate(model, laws, second);
  return {
    squared,
    rate,
    species,
    lemma4: lemma4Of(gaussianLemma4(model, laws, second)),
    theorem3: model.species.length === 1 ? theorem3Of(model, laws[0], second[0]) : null,
    stability: finite(gaussianDistanceBound(model, laws, second).species.reduce((most, { value }) => Math.max(most, value), 0)),
  };
}

const lemma4Of = (lemma: Lemma4): DistanceRate["lemma4"] => ({
  ...sidesOf(lemma),
  asPrinted: lemma.right.value - lemma.boundary.value,
  dissipation: finite(lemma.dissipation.value),
  remainder: finite(lemma.remainder.value),
  boundary: lemma.boundary.value,
});

/** Bounds of d/dt log W2^2 of one species: time runs n/m^2 times as fast as at mass and density 1. */
export function theorem3Of({ species, interaction }: Model, from: Law, to: Law): DistanceRate["theorem3"] {
  const [{ mass, density }] = species;
  const { powers } = interaction(0, 0);
  if (!powers?.every(({ gamma }) => gamma > -from.dimension && gamma <= 0)) return null;
  const unit = powers.reduce((sum, { coefficient, gamma }) => (gamma === 0 ? sum : sum + coefficient * gamma * gamma * rieszSupremum({ from, to, gamma })), 0);
  const of = (constant: Constant): number => (theorem3Constant(constant, from.dimension) * unit * density) / (mass * mass);
  return { proof: of("proof"), printed: of("printed"), best: of("best") };
}

export function coupledBlocks({ model, laws, second }: Pair): CoupledBlock[] {
  const { pairs, ...rates } = gaussianCoupledRates(model, laws, second);
  const names = model.species.map(({ name }) => name);
  return (["synchronous", "spherical", "polar", "symmetricRoots"] as const).map((coupling) => ({
    coupling,
    rate: rates[coupling].value,
    bound: rates[coupling].bound,
    pairs:
      coupling === "synchronous" || coupling === "spherical"
        ? pairs.map((pair) => ({ between: [names[pair.between[0]], names[pair.between[1]]] as const, rate: pair[coupling].value }))
        : null,
  }));
}

/** As printed: the last line of the proof. */
export function heatBlock({ laws: [from], second: [to] }: Pair): PrintedSides {
  const { asPrinted, ...identity } = gaussianHeatIdentity(from, to);
  return { ...sidesOf(identity), asPrinted };
}

export const secondVariationBlock = ({ model, laws: [from], second: [to] }: Pair): Sides => sidesOf(gaussianSecondVariation(model, from, to));

/** Theorem 3 and the inequality of Fournier and Guerin, one species of mass and density 1, -d < gamma < 0; of Coulomb collisions in space Theorem 3 (ii). */
export function chainBlocks({ model, laws: [from], second: [to] }: Pair): ChainBlock[] {
  const d = from.dimension;
  const { gamma, strength } = model.interaction(0, 0);
  if (gamma === undefined) return [];
  if (gamma === -3 && d === 3) return [{ statement: "Theorem 3 (ii)", links: coulombChain({ from, to, strength, constant: "sharp" }) }];
  if (!(gamma < 0 && gamma > -d)) return [];
  // Twice the least p of which the bound by norms is finite.
  const p = (2 * d) / (d + gamma);
  return [
    { statement: `Theorem 3 (i), p = ${p}`, links: theorem3Chain({ from, to, gamma, strength, p, constant: "printed" }) },
    { statement: "Fournier and Guerin", links: fournierGuerinChain({ from, to, gamma, strength, constant: "best" }) },
  ];
}
