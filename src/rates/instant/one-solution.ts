/**
 * Blocks of one solution: entropy, Fisher information and moments with their rates, E and Lemma 1, the Fokker-Planck identity to the mixture's own equilibrium, growth constants.
 *
 * Gaussian species in closed form; others by quadrature (fisher/quadrature) and, of moments, by components (moments/mixture-moments.ts).
 */
import {
  fisherInformation,
  growthSupremum,
  lawEntropy,
  mixtureMaxwellian,
  mixtureRelativeEntropy,
  relativeL2,
  relativePower,
  type Value,
} from "../../functionals/index.ts";
import { ScenarioError } from "../../errors.ts";
import { gaussianRelativePowerRate } from "../fisher/relative-power-rate.ts";
import { entropyRate } from "../fisher/entropy-rate.ts";
import { fisherRate, type FisherRate } from "../fisher/fisher-rate.ts";
import { fokkerPlanckIdentity, type PrintedIdentity } from "../fisher/fokker-planck.ts";
import { relativeL2Rate } from "../fisher/relative-l2-rate.ts";
import { collisionRates } from "../fisher/quadrature/collision-rates.ts";
import type { CollisionRates } from "../fisher/quadrature/ordered-rates.ts";
import { fluxMoments } from "../fisher/quadrature/flux-moments.ts";
import type { MomentRates } from "../moments/gaussian-moments.ts";
import { momentRates } from "../moments/mixture-moments.ts";
import type { Law, Potential } from "../../protocols/index.ts";
import { attempting, finite, sidesOf, type FunctionalRate, type InstantProblem, type PrintedSides } from "./problem.ts";

/** dI/dt, with its parts for Gaussian species: null for others, and where they diverge. */
export type FisherBlock = FunctionalRate & { readonly [Part in Exclude<keyof FisherRate, keyof FunctionalRate>]: number | null };

/** E = int (f/m - 1)^2 m of one species; `rate` and Lemma 1 for Maxwell molecules, null for others. */
export interface RelativeL2Block {
  readonly value: number;
  readonly rate: number | null;
  /** dE/dt by the Hermite hierarchy and by Lemma 1; as printed it is an upper bound. */
  readonly lemma1: PrintedSides | null;
}

/** E_p of one Gaussian species of Maxwell molecules, p = 3 (CP, Proposition 3). */
export interface RelativePowerBlock {
  readonly p: number;
  readonly value: number;
  readonly rate: number;
  readonly error: number;
}

/** The mixture Maxwellian of f, and sum_i int f_i log(f_i/M_i). */
export interface EquilibriumBlock {
  readonly velocity: readonly number[];
  readonly temperature: number;
  readonly relativeEntropy: Value;
}

/** The Fokker-Planck identity of every species, in the model's order, and of their sum. */
export interface FokkerPlanckBlock {
  readonly species: readonly PrintedSides[];
  readonly total: PrintedSides;
}

/** Growth of one interaction (CP, Theorem 3). */
export interface GrowthBlock {
  readonly between: readonly [string, string];
  readonly interaction: string;
  /** K = sup alpha'^2/(alpha r^(gamma-2)) for every exponent of alpha; null where it is infinite, as for a sum of different powers. */
  readonly constants: readonly { readonly gamma: number; readonly K: number | null }[];
  /** Of alpha = sum_k c_k r^gamma_k: sum_k c_k gamma_k^2 sup I_gamma_k f_j, which takes the place of K sup I_gamma f_j; null for others and where it is infinite. */
  readonly additive: number | null;
}

const total = (values: readonly Value[]): number => values.reduce((sum, { value }) => sum + value, 0);

const gaussians = (laws: readonly Law[]): boolean => laws.every(({ gaussian }) => gaussian);

/** Collision rates of laws that are not all Gaussian, once for all that needs them. */
export function quadratureRates({ model, laws }: InstantProblem): () => CollisionRates {
  let known: CollisionRates | undefined;
  return () => (known ??= collisionRates(model, laws));
}

export function entropyBlock({ model, laws }: InstantProblem, otherwise: () => CollisionRates): FunctionalRate {
  const { value: rate, bound: error } = gaussians(laws) ? entropyRate(model, laws) : otherwise().entropy;
  return { value: total(laws.map((law, i) => lawEntropy(law, { density: model.species[i].density }))), rate, error };
}

export function fisherBlock({ model, laws }: InstantProblem, otherwise: () => CollisionRates): FisherBlock {
  if (gaussians(laws)) return fisherRate(model, laws);
  const { value: rate, bound: error } = otherwise().fisher;
  const parts = { parallel: null, radial: null, spherical: null, remainder: null, principalValue: null, boundary: null };
  return { value: total(model.species.map(({ mass, density }, i) => fisherInformation(laws[i], { mass, density }))), rate, error, ...parts };
}

/** Exact where the moments are; else from the fluxes that quadrature sums. */
export function momentsBlock({ model, laws }: InstantProblem, otherwise: () => CollisionRates): MomentRates[] {
  const exact = attempting([])("moments", () => momentRates(model, laws));
  return exact ?? fluxMoments(model, laws, otherwise());
}

export function relativeL2Block({ model, laws: [law] }: InstantProblem): RelativeL2Block {
  const [{ density, mass }] = model.species;
  const { gamma, strength } = model.interaction(0, 0);
  const { value } = relativeL2(law, { density });
  if (!Number.isFinite(value)) throw new ScenarioError(`E of ${law.name} is infinite: found tails heavier than those of the square root of its Maxwellian`);
  if (gamma !== 0) return { value, rate: null, lemma1: null };
  const { left, right, asPrinted } = relativeL2Rate(law, { strength: strength / (mass * mass), density });
  return { value, rate: left.value, lemma1: { ...sidesOf({ left, right }), asPrinted: asPrinted.value } };
}

/** Of the lowest whole p beyond E's. */
const POWER = 3;

export function relativePowerBlock({ model, laws: [law] }: InstantProblem): RelativePowerBlock {
  const [{ density, mass }] = model.species;
  const { strength } = model.interaction(0, 0);
  const { covariance } = law;
  const { value: rate, bound: error } = gaussianRelativePowerRate({ covariance, p: POWER, strength: strength / (mass * mass), density });
  return { p: POWER, value: relativePower(law, { p: POWER }).value, rate, error };
}

export function equilibriumBlock({ model: { species }, laws }: InstantProblem): EquilibriumBlock {
  const { velocity, temperature } = mixtureMaxwellian(laws, species);
  return { velocity: velocity.map(({ value }) => value), temperature: temperature.value, relativeEntropy: mixtureRelativeEntropy(laws, species) };
}

const printed = ({ left, right, asPrinted }: PrintedIdentity): PrintedSides => ({ ...sidesOf({ left, right }), asPrinted: asPrinted.value });

export function fokkerPlanckBlock({ model: { species }, laws }: InstantProblem): FokkerPlanckBlock {
  const { velocity, temperature } = mixtureMaxwellian(laws, species);
  const found = fokkerPlanckIdentity({ species, laws, velocity: velocity.map(({ value }) => value), temperature: temperature.value });
  return { species: found.species.map(printed), total: printed(found.total) };
}

/** One of every ordered pair of species. */
export function growthBlocks({ model, laws }: InstantProblem): GrowthBlock[] {
  const { species } = model;
  return species.flatMap((one, i) =>
    species.map((other, j) => ({ between: [one.name, other.name] as const, ...growthOf(model.interaction(i, j), laws[j], other.density) })),
  );
}

function growthOf(potential: Potential, law: Law, density: number): Omit<GrowthBlock, "between"> {
  const exponents = potential.gamma === undefined ? (potential.exponents ?? []) : [potential.gamma];
  const bounded = potential.powers?.every(({ gamma }) => gamma > -law.dimension && gamma <= 0) ?? false;
  return {
    interaction: potential.name,
    constants: exponents.map((gamma) => ({ gamma, K: finite(potential.growthConstant(gamma).value) })),
    additive: bounded ? (attempting([])("growth", () => finite(growthSupremum(law, { potential, density }).value)) ?? null) : null,
  };
}
