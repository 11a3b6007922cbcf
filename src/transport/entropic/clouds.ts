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
 * the L1 error of a marginal, with two-sided bounds (entropic-bracket.ts). Any dimension. Deterministic.
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { trace } from "../../math/symmetric.ts";
import type { Planes } from "../../protocols/index.ts";
import { bracketOf, type Bracket } from "./bracket.ts";
import { moments } from "../../math/cloud-moments.ts";
import { sinkhorn, symmetricSinkhorn, type Potentials } from "./sinkhorn.ts";
import { softCloud } from "./soft-cloud.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { Sum } from "../../math/sum.ts";

/** The parameter of an entropic cost, and limits of the iteration. */
export interface EntropicOptions {
  /** Of the half cost. */
  readonly epsilon: number;
  /** Positive weights of the points of each cloud, of any sum; equal by default. */
  readonly weights?: readonly [ArrayLike<number>, ArrayLike<number>];
  /** L1 error of the marginals at which to stop (default 1e-6). */
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
  /** False when the rounds ran out: the value is still between `lower` and `upper`. */
  readonly converged: boolean;
}

/** The debiased entropic divergence with its parts. */
export interface EntropicDivergence extends Bracket {
  readonly across: Entropic;
  readonly within: readonly [Entropic, Entropic];
  readonly converged: boolean;
}

const DEFAULTS = { tolerance: 1e-6, rounds: 5000 };

/**
 * A larger epsilon's potentials are a start only: its marginals need no more than this. Rounds are rarely used up; clusters far apart that exchange mass
 * need them, whose potentials move by about epsilon a round.
 */
const START = { tolerance: 0.03, rounds: 200 };

/** Steps by which epsilon falls, from the clouds' own scale. */
const FALL = 4;

/** S_epsilon between two clouds. Throws ScenarioError when clouds, weights or epsilon cannot be served. */
export function entropicCost(x: Planes, y: Planes, options: EntropicOptions): Entropic {
  const weights = check(x, y, options);
  const { tolerance, rounds, epsilon } = { ...DEFAULTS, ...options };
  const same = equal(x, y) && weights[0].every((w, i) => w === weights[1][i]);
  const solve = same ? symmetricSinkhorn : sinkhorn;
  const scale = (trace(moments(x).covariance, x.length) + trace(moments(y).covariance, x.length)) / (2 * x.length);
  let level = epsilon;
  while (level * FALL <= scale) level *= FALL;
  const [u, v] = [centred(x, weights[0]), centred(y, weights[1])];
  let kernel = softCloud(u.planes, v.planes, weights, level);
  const start = [new Float64Array(weights[0].length), new Float64Array(weights[1].length)] as const;
  let used = 0;
  while (level > epsilon) {
    used += solve(kernel, start, { tolerance: START.tolerance, rounds: Math.min(START.rounds, rounds) }).rounds;
    level = Math.max(level / FALL, epsilon);
    for (const potential of start) for (let i = 0; i < potential.length; i++) potential[i] *= kernel.epsilon / level;
    kernel = kernel.at(level);
  }
  const found = solution(kernel, solve(kernel, start, { tolerance, rounds: Math.max(1, rounds - used) }), used);
  return movedApart(found, [u, v]);
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
function movedApart(found: Entropic, [u, v]: readonly [Centred, Centred]): Entropic {
  const shift = u.mean.map((m, k) => m - v.mean[k]);
  const added = shift.reduce((sum, s) => sum + (s * s) / 2, 0);
  const moved = ({ planes }: Centred, potential: Float64Array, sign: number): Float64Array =>
    potential.map((value, i) => planes.reduce((sum, plane, k) => sum + sign * shift[k] * plane[i], value + added / 2));
  return {
    ...found,
    value: found.value + added,
    lower: found.lower + added,
    upper: found.upper + added,
    potentials: [moved(u, found.potentials[0], 1), moved(v, found.potentials[1], -1)],
  };
}

/** The result from a solve on any kernel. */
export function solution(kernel: SoftKernel, solved: Potentials, before = 0): Entropic {
  const { epsilon } = kernel;
  const inUnits = (potential: Float64Array): Float64Array => potential.map((value) => value * epsilon);
  return {
    epsilon,
    ...bracketOf(kernel, solved),
    potentials: [inUnits(solved.potentials[0]), inUnits(solved.potentials[1])],
    marginalError: solved.marginalError,
    rounds: before + solved.rounds,
    converged: solved.converged,
  };
}

/** The debiased divergence of two clouds: zero for equal clouds, never negative. Throws as `entropicCost`. */
export function entropicDivergence(x: Planes, y: Planes, options: EntropicOptions): EntropicDivergence {
  const [first, second] = options.weights ?? [];
  const own = (weights: ArrayLike<number> | undefined): EntropicOptions => (weights ? { ...options, weights: [weights, weights] } : options);
  return debiasedDivergence(entropicCost(x, y, options), entropicCost(x, x, own(first)), entropicCost(y, y, own(second)));
}

/**
 * Combines the three costs. Equal values (equal clouds) cancel exactly. The divergence is not negative (Feydy et al. 2019, Theorem 1), and what the
 * tolerance leaves below zero between nearly equal clouds is cut off, at the value and at its lower bound.
 */
export function debiasedDivergence(across: Entropic, first: Entropic, second: Entropic): EntropicDivergence {
  return {
    value: Math.max(0, across.value - (first.value + second.value) / 2),
    lower: Math.max(0, across.lower - (first.upper + second.upper) / 2),
    upper: across.upper - (first.lower + second.lower) / 2,
    across,
    within: [first, second],
    converged: across.converged && first.converged && second.converged,
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
    for (const plane of cloud) {
      const wrong = plane.findIndex((value) => !(Math.abs(value) < 1e150));
      if (wrong >= 0 || plane.length !== count) throw new ScenarioError(`a cloud holds a coordinate that is not finite (point ${wrong}: ${plane[wrong]})`);
    }
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
