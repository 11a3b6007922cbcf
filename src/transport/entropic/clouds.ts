/**
 * Entropic optimal transport between clouds, half cost |x - y|^2/2, epsilon the parameter of the half cost:
 *
 *   S_epsilon = min over plans P of a and b of  (1/2) E|x - y|^2 + epsilon KL(P | a x b)
 *   C_epsilon = epsilon min KL(P | dx p_epsilon(x, y) dy) = S_epsilon + epsilon (H(f) + H(g)) + (epsilon d / 2) log(2 pi epsilon)
 *   divergence = S_epsilon(x, y) - S_epsilon(x, x)/2 - S_epsilon(y, y)/2  (Feydy et al. 2019)
 *
 * p_epsilon is the Gaussian of variance epsilon and H(f) = int f log f (CP, section 5, with the conventions made explicit). POT's `reg` on
 * the full cost |x - y|^2 is 2 epsilon, and its value 2 S_epsilon. S and the divergence are of the clouds; C needs entropies of laws.
 *
 * Online (no N x N memory), in the log domain (soft-cloud.ts), accelerated Sinkhorn (sinkhorn.ts) started from larger epsilons, stopped on
 * the L1 error of a marginal and on the gap of its two-sided bounds (bracket.ts). Any dimension, any scale. Deterministic.
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { trace } from "../../math/symmetric.ts";
import type { Planes } from "../../protocols/index.ts";
import { bracketOf, type Bracket } from "./bracket.ts";
import { moments } from "../../math/cloud-moments.ts";
import { inUnits } from "../../math/units.ts";
import { sinkhorn, symmetricSinkhorn } from "./sinkhorn.ts";
import { softCloud } from "./soft-cloud.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { Sum } from "../../math/sum.ts";
import { knownOptions } from "../../names/options.ts";

/** The parameter of an entropic cost, and limits of the iteration. */
export interface EntropicOptions {
  /** Of the half cost. */
  readonly epsilon: number;
  /** Positive weights of the points of each cloud, of any sum; equal by default. */
  readonly weights?: readonly [ArrayLike<number>, ArrayLike<number>];
  /** L1 error of the marginals at which to stop, and greatest gap (default 1e-6). */
  readonly tolerance?: number;
  /** Most rounds of two half steps (default 5000). */
  readonly rounds?: number;
}

/** An entropic cost with its bounds. */
export interface Entropic extends Bracket {
  readonly epsilon: number;
  /** Kantorovich potentials f(x_i), g(y_j): the plan has density e^((f + g - |x-y|^2/2)/epsilon) against a x b. */
  readonly potentials: Pair;
  /** L1 error of the plan's first marginal; the second is exact. */
  readonly marginalError: number;
  readonly rounds: number;
  /** (upper - lower) / max(upper, epsilon). */
  readonly gap: number;
  /** What was asked of marginal errors and gap. */
  readonly tolerance: number;
  /** Marginal error and gap are within the tolerance. If not, rounds ran out or round-off is above it: S_epsilon is still between `lower` and `upper`. */
  readonly converged: boolean;
}

/** The debiased entropic divergence with its parts. */
export interface EntropicDivergence extends Bracket {
  readonly across: Entropic;
  readonly within: readonly [Entropic, Entropic];
  /** (upper - lower) / max(upper end of S_epsilon across, epsilon): a divergence may be zero. */
  readonly gap: number;
  /** All marginal errors are within the tolerance of the parts, and the gap within twice that. */
  readonly converged: boolean;
}

/** Limits of a solve between clouds, where the caller sets none. */
export const ENTROPIC = { tolerance: 1e-6, rounds: 5000 };

/**
 * A larger epsilon's potentials are a start only: its marginals need no more than this. Rounds are rarely used up; clusters far apart that exchange mass
 * need them, whose potentials move by about epsilon a round.
 */
const START = { tolerance: 0.03, rounds: 200 };

/** Squares of units from here on do not vanish. */
const SHORTEST = 1e-150;

/** Steps by which epsilon falls, from the clouds' own scale. */
const FALL = 4;

/** S_epsilon between two clouds. Throws ScenarioError when clouds, weights or epsilon cannot be served. */
export function entropicCost(x: Planes, y: Planes, options: EntropicOptions): Entropic {
  knownOptions("entropicCost", options, ["epsilon", "weights", "tolerance", "rounds"]);
  const weights = check(x, y, options);
  // Epsilon in that unit is a double as well, however small the clouds.
  const { x: u, y: v, area } = inUnits(x, y, SHORTEST * Math.max(1, Math.sqrt(options.epsilon)));
  if (area !== 1) return inArea(entropicCost(u, v, { ...options, epsilon: options.epsilon / area }), area);
  const { tolerance, rounds, epsilon } = { ...ENTROPIC, ...options };
  const same = equal(x, y) && weights[0].every((w, i) => w === weights[1][i]);
  const solve = same ? symmetricSinkhorn : sinkhorn;
  const scale = (trace(moments(x).covariance, x.length) + trace(moments(y).covariance, x.length)) / (2 * x.length);
  let level = epsilon;
  while (level * FALL <= scale) level *= FALL;
  const clouds = [centred(x, weights[0]), centred(y, weights[1])] as const;
  let kernel = softCloud(clouds[0].planes, clouds[1].planes, weights, level);
  const start = [new Float64Array(weights[0].length), new Float64Array(weights[1].length)] as const;
  let used = 0;
  while (level > epsilon) {
    used += solve(kernel, start, { tolerance: START.tolerance, rounds: Math.min(START.rounds, rounds) }).rounds;
    level = Math.max(level / FALL, epsilon);
    for (const potential of start) for (let i = 0; i < potential.length; i++) potential[i] *= kernel.epsilon / level;
    kernel = kernel.at(level);
  }
  return movedApart(solution(kernel, start, { solve, tolerance, rounds, used, added: meansApart(clouds) }), clouds);
}

/** From the clouds' own units. */
function inArea(found: Entropic, area: number): Entropic {
  const { epsilon, value, lower, upper, potentials } = found;
  const back = (potential: Float64Array): Float64Array => potential.map((one) => one * area);
  const ends = { epsilon: epsilon * area, value: value * area, lower: lower * area, upper: upper * area };
  return { ...found, ...ends, potentials: [back(potentials[0]), back(potentials[1])] };
}

interface Centred {
  readonly planes: Planes;
  readonly mean: Float64Array;
}

/** The cloud about its weighted mean. */
function centred(planes: Planes, weights: Float64Array): Centred {
  const mean = Float64Array.from(planes, (plane) => {
    const sum = new Sum();
    plane.forEach((value, i) => sum.add(weights[i] * (value - plane[0])));
    return plane[0] + sum.value();
  });
  return { planes: planes.map((plane, k) => plane.map((value) => value - mean[k])), mean };
}

/**
 * From clouds about their means to the clouds themselves: with s = m_x - m_y every plan costs |s|^2/2 more, since |x - y|^2/2 = |x' - y'|^2/2 +
 * s.(x' - y') + |s|^2/2. So clouds far apart are no harder than near ones, and lose no digits.
 */
function movedApart(found: Entropic, clouds: readonly [Centred, Centred]): Entropic {
  const shift = clouds[0].mean.map((m, k) => m - clouds[1].mean[k]);
  const added = meansApart(clouds);
  const moved = ({ planes }: Centred, potential: Float64Array, sign: number): Float64Array =>
    potential.map((value, i) => planes.reduce((sum, plane, k) => sum + sign * shift[k] * plane[i], value + added / 2));
  return {
    ...found,
    value: found.value + added,
    lower: found.lower + added,
    upper: found.upper + added,
    potentials: [moved(clouds[0], found.potentials[0], 1), moved(clouds[1], found.potentials[1], -1)],
  };
}

/** |s|^2/2. */
const meansApart = ([u, v]: readonly [Centred, Centred]): number => u.mean.reduce((sum, m, k) => sum + ((m - v.mean[k]) * (m - v.mean[k])) / 2, 0);

/** How a solve on any kernel goes. */
export interface SolutionOptions {
  readonly solve: typeof sinkhorn;
  readonly tolerance: number;
  readonly rounds: number;
  /** Rounds that brought the start. */
  readonly used?: number;
  /** What the caller will add to the cost. */
  readonly added?: number;
}

/** The gap is proportional to the marginal error: the next one aimed at leaves this much of what was allowed. */
const SAFETY = 0.5;

/** Solves on any kernel, to marginal errors that make the gap as small as they were to be. */
export function solution(kernel: SoftKernel, start: Pair, { solve, tolerance, rounds, used = 0, added = 0 }: SolutionOptions): Entropic {
  const { epsilon } = kernel;
  let aim = tolerance;
  for (let spent = used; ;) {
    const solved = solve(kernel, start, { tolerance: aim, rounds: Math.max(1, rounds - spent) });
    spent += solved.rounds;
    const ends = bracketOf(kernel, solved);
    const gap = ends.upper > ends.lower ? (ends.upper - ends.lower) / Math.max(ends.upper + added, epsilon) : 0;
    const converged = solved.marginalError <= tolerance && gap <= tolerance;
    const next = Math.max((SAFETY * aim * tolerance) / gap, kernel.roundOff);
    if (!converged && solved.converged && spent < rounds && next < aim) {
      aim = next;
      continue;
    }
    const inUnit = (potential: Float64Array): Float64Array => potential.map((value) => value * epsilon);
    const potentials: Pair = [inUnit(solved.potentials[0]), inUnit(solved.potentials[1])];
    return { epsilon, ...ends, potentials, marginalError: solved.marginalError, rounds: spent, gap, tolerance, converged };
  }
}

/** The debiased divergence of two clouds: zero for equal clouds, never negative. Its three costs are solved to half the tolerance. Throws as `entropicCost`. */
export function entropicDivergence(x: Planes, y: Planes, options: EntropicOptions): EntropicDivergence {
  knownOptions("entropicDivergence", options, ["epsilon", "weights", "tolerance", "rounds"]);
  const [first, second] = options.weights ?? [];
  const parts = { ...options, tolerance: (options.tolerance ?? ENTROPIC.tolerance) / 2 };
  const own = (weights: ArrayLike<number> | undefined): EntropicOptions => (weights ? { ...parts, weights: [weights, weights] } : parts);
  return debiasedDivergence(entropicCost(x, y, parts), entropicCost(x, x, own(first)), entropicCost(y, y, own(second)));
}

/**
 * Combines the three costs. Equal values (equal clouds) cancel exactly. The divergence is not negative (Feydy et al. 2019, Theorem 1), and what the
 * tolerance leaves below zero between nearly equal clouds is cut off, at the value and at its lower bound.
 */
export function debiasedDivergence(across: Entropic, first: Entropic, second: Entropic): EntropicDivergence {
  const lower = Math.max(0, across.lower - (first.upper + second.upper) / 2);
  const upper = across.upper - (first.lower + second.lower) / 2;
  const gap = (upper - lower) / Math.max(across.upper, across.epsilon);
  return {
    value: Math.max(0, across.value - (first.value + second.value) / 2),
    lower,
    upper,
    across,
    within: [first, second],
    gap,
    converged: gap <= 2 * across.tolerance && [across, first, second].every((one) => one.marginalError <= one.tolerance),
  };
}

/** C_epsilon from S_epsilon and the two entropies H = int f log f. */
export function lebesgueCost(value: number, entropies: readonly [number, number], epsilon: number, dimension: number): number {
  return value + epsilon * (entropies[0] + entropies[1] + (dimension / 2) * log(2 * Math.PI * epsilon));
}

const equal = (x: Planes, y: Planes): boolean => x[0].length === y[0].length && x.every((plane, k) => plane.every((value, i) => value === y[k][i]));

function check(x: Planes, y: Planes, { epsilon, weights, tolerance = 1, rounds = 1 }: EntropicOptions): Pair {
  if (x.length !== y.length) throw new ScenarioError(`clouds of different dimension: ${x.length} and ${y.length}`);
  for (const cloud of [x, y]) {
    const count = cloud[0]?.length ?? 0;
    if (count === 0) throw new ScenarioError("an empty cloud has no distance to another");
    if (cloud.some((plane) => plane.length !== count)) throw new ScenarioError("a cloud has axes of different length");
  }
  positive("epsilon", epsilon);
  positive("tolerance", tolerance);
  positive("rounds", rounds);
  return [normalised(x[0].length, weights?.[0]), normalised(y[0].length, weights?.[1])];
}

function positive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new ScenarioError(`invalid ${name}: ${value} (expected a finite number > 0)`);
}

/** Weights of sum one. */
export function normalised(count: number, weights: ArrayLike<number> | undefined): Float64Array {
  const result = weights ? Float64Array.from(weights) : new Float64Array(count).fill(1);
  if (result.length !== count) throw new ScenarioError(`${result.length} weights for ${count} points`);
  const wrong = result.findIndex((w) => !(w > 0 && w < Infinity));
  if (wrong >= 0) throw new ScenarioError(`invalid weight of point ${wrong}: ${result[wrong]} (expected a finite number > 0)`);
  const sum = result.reduce((total, w) => total + w, 0);
  return result.map((w) => w / sum);
}
