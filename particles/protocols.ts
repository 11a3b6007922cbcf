/**
 * Particle systems and couplings as interfaces. A system moves ensembles by noise, most of them in blocks: draw, compute coefficients, advance; a coupling
 * maps the first ensemble's noise to the second's. They know each other only through this file.
 */
import type { KernelMemory } from "../src/kernels/index.ts";
import type { Conserved, Ensemble, Key, Model, NoiseOf, Planes } from "../src/protocols/index.ts";

/** A particle system that the simulation can step. C, B: what couplings know of its noise, and the noise that they map. */
export interface SteppedSystem<C, B> {
  readonly name: string;
  /** One species or several. */
  readonly model: Model;
  /**
   * Weak order in dt of expectations of smooth observables, the worst of them: of one ensemble, or `joint`, of a couple together, such as its cost. Close
   * pairs lower it where alpha is steep, by dimension and exponent. Where that just meets the cap, dt stands for dt log dt.
   */
  weakOrder(dimension: number, joint?: boolean): number;
  readonly conserves: readonly Conserved[];
  /** Its noise is Brownian increments, which add up over steps: it serves lists of steps as the noise of one. */
  readonly brownian?: true;
  /** What of its options decides numbers, for manifests and reports. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** Throws ScenarioError when this dimension, particle number, potential or step is not served. */
  check(dimension: number, particles: number, dt?: number): void;
  /** What a step of one ensemble takes, alone or in a couple. */
  effort(particles: number, dimension: number, coupling?: Coupling<C, B>): Effort;
  /** One ensemble, or two with a coupling. All must live in `arena`. */
  stepper(arena: KernelMemory, ensembles: readonly Ensemble[], coupling?: Coupling<C, B>): Stepper;
}

/**
 * A particle system in blocks, in its plain form: each block of a step draws its noise from (key, step, block), computes its
 * coefficients, and advances deterministically given both. C: coefficients of a block (for pair collisions the relative
 * velocities). B: a block's noise. Steps: lists of steps too where it is Brownian. Kernels fuse the three and agree with the plain form bit for bit.
 */
export interface System<C, B, Steps extends NoiseOf = number> extends SteppedSystem<C, B> {
  /** What precedes the blocks of a step: relabelling, sums frozen before any block moves. Returns the number of blocks. */
  prepare(ensembles: readonly Ensemble[], key: Key, step: Steps, coupling?: Coupling<C, B>): number;
  /** What the noise of this block is multiplied by, at the state before the block moves. */
  coefficients(e: Ensemble, key: Key, step: Steps, block: number): C;
  /** The noise of a block with these coefficients; `sign` -1 gives the inverse of what 1 gives. */
  draw(key: Key, step: Steps, block: number, of: C, sign?: 1 | -1): B;
  /** Moves the particles of the block over dt by its coefficients and its noise. */
  advance(e: Ensemble, dt: number, block: number, c: C, b: B): void;
}

/**
 * Noise for the second ensemble. Changes the joint law of the two noises, never the law of either. Only `name`, `shares` and `map` are needed; the rest
 * is what a coupling can do beyond them.
 */
export interface Coupling<C, B> {
  readonly name: string;
  /** True when both ensembles share pairing, relabelling and draws; false only for `independent`. */
  readonly shares: boolean;
  /** A property, not a method, so that the compiler refuses a coupling that needs to know more than a system's coefficients tell. */
  readonly map: (second: B, first: Readonly<B>, coefficients: readonly [C, C]) => void;
  /**
   * What the kernels call `map` (src/kernels/constants/coupling.ts): the same operations in the same order, so whoever changes `map` drops it. Without
   * it the system's plain form makes the steps.
   */
  readonly kernel?: number;
  /** Renames the particles of the second ensemble now and then, which changes no law while particles are exchangeable. */
  readonly relabelling?: Relabelling;
  /** Where noise belongs to ordered pairs: which particle of the second ensemble is met as partner j. Asked before the noise of a step is drawn. */
  readonly partners?: Matching;
}

/** An order of the second ensemble's particles after the first's. */
export interface Matching {
  /** Entry j is the particle of `second` that takes the place j. */
  order(first: Planes, second: Planes): ArrayLike<number>;
  /** Particle-steps that one order of so many particles is worth, for plans. */
  work(particles: number): number;
}

/** Renames the particles of the second ensemble now and then. */
export interface Relabelling extends Matching {
  /** Number of steps between relabellings; absent, before every observation. */
  readonly every?: number;
}

/** Advances the ensembles it was opened on. */
export interface Stepper {
  /** A step of length dt with the noise of `key` for step number `step`, or for several (`SteppedSystem.brownian`); sign -1 reverses every rotation (an equally likely noise). */
  step(key: Key, step: NoiseOf, dt: number, sign?: 1 | -1): void;
}

/** What a step of one ensemble takes. */
export interface Effort {
  /** Particle-steps that it is worth, for plans: of kernels about 10 ns each, of plain code as many as it takes beside them. */
  readonly work: number;
  /** Present when the step is made by plain code for want of a kernel: why, and how much slower it is. */
  readonly note?: string;
}
