/**
 * Pair collisions: the Landau equation as a Kac process of grazing collisions, in its plain form.
 *
 * One step of length dt. The list is folded, i <-> s - i mod N with s uniform on [0, N): each particle meets each other one with probability
 * 1/N and itself with 1/N. A pair (v, w) keeps its centre c = (v + w)/2, and its relative velocity z = v - w runs the heat flow with
 * generator 4 alpha(|z|) Laplacian on the sphere of radius |z| for the time dt (Nanbu's scheme in the form of Bobylev and Nanbu 2000, with
 * the rotation law of particles/noise/rotation-law.ts):  v' = v + (z' - z)/2,  w' = w - (z' - z)/2.  Momentum and energy are conserved pathwise.
 * Species of a mixture meet themselves and each other in turn, with their masses and densities: meetings.ts.
 * One matching a step cannot relax the second moment by more than a half: with m2 = e^(-8 d alpha dt), its anisotropy would be multiplied by
 * 1 - (1 - m2)/2. Pairs therefore run a little longer, by tau' (correction.ts): second moments of Maxwell molecules relax as in the equation, those of
 * other interactions nearly so, and the bias of close pairs in the exchange of species goes, which is of order dt^(1/3) for Coulomb in d = 2.
 * Weak order 1, less for exponents below -(d+4)/2, and for costs of couples, (d+2)/|gamma| - 1, below -(d+2)/2.
 *
 * The fold is fair only when labels are exchangeable, so every RELABEL_EVERY = 16 steps a keyed bijection relabels the particles of each species.
 *
 * This file is written to be read: loops over pairs, in the order of operations of the kernels, whose results it reproduces bit for bit.
 * `stepper` runs the kernels (kernel-stepper.ts), `plainStepper` runs this file.
 */
import { ScenarioError } from "../../src/errors.ts";
import { checkExponent } from "../../src/model/power-law.ts";
import { cayleyHalf, generalReach, isGeneral } from "../noise/rotation-general.ts";
import { planarRotation, spatialRotation } from "../noise/rotation-law.ts";
import { modelName, modelOf, type Interacting } from "../../src/model/species.ts";
import type { Ensemble, Key, Model } from "../../src/protocols/index.ts";
import type { Coupling, Stepper, System } from "../protocols.ts";
import { PAIRS_PER_BLOCK, RELABEL_EVERY, relabelling } from "../../src/random/block-generator.ts";
import { groupsOf } from "../ensemble.ts";
import { balance, isThinned, plainPlanes } from "./balance.ts";
import { checkThreads, effort, withoutKernel } from "./couple-step.ts";
import { openKernelStepper } from "./kernel-stepper.ts";
import { bent, weakOrderOf } from "./correction.ts";
import { lawOf, meetingsOf, runsOf, type Meeting, type Run } from "./meetings.ts";
import { openPlainStepper } from "./plain-stepper.ts";
import { cross, draw, drawMoves, type PairVelocities, type RotationNoise } from "../noise/rotation-noise.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Relative velocities of a block: pair k is (lower + k, upper - k) of particles of the two species of `meeting`. */
export interface RelativeVelocities extends PairVelocities {
  readonly meeting: Meeting;
  readonly lower: number;
  readonly upper: number;
  /** Of a meeting of unequal weights: its first block, and its last. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Pair collisions: a particle system for any mixture. */
export interface PairCollisions extends System<RelativeVelocities, RotationNoise> {
  /** The same steps by the plain code of this file; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RelativeVelocities, RotationNoise>): Stepper;
}

/** What pair collisions take. */
export type PairCollisionsOptions = Interacting & {
  /** False: pairs run for dt as in Nanbu's scheme, without the longer times of correction.ts and at any dt. For comparison. */
  readonly corrected?: boolean;
  /** Threads that share every step of an ensemble, for some 1e5 particles and more in dimension 2 or 3; one by default. Bits do not depend on it. */
  readonly threads?: number;
};

/**
 * Pair collisions in dimension 2 to 6 (from 4 on in plain code, some hundred times slower than the kernels). The particles of a mixture are shared out
 * in proportion to its densities and weigh the same, or by `share`, as `groupsOf` says; trace species may then have as many as others (balance.ts). Tabulating a general alpha may throw ScenarioError.
 */
export function pairCollisions(options: PairCollisionsOptions): PairCollisions {
  knownOptions("pairCollisions", options, ["potential", "corrected", "threads", "model"]);
  const model = modelOf(options);
  const { threads = 1, corrected = true } = options;
  const meetings = meetingsOf(model, corrected);
  checkThreads(threads);
  /** What ends a meeting that is under way. */
  const restores = new WeakMap<Ensemble, () => void>();
  const system: PairCollisions = {
    name: `pair collisions${corrected ? "" : ", uncorrected"}, ${modelName(model)}`,
    model,
    weakOrder: (dimension, joint) => weakOrder(model, dimension, joint, corrected),
    conserves: ["momentum", "energy"],
    options: { corrected },
    check(dimension, particles, dt) {
      check(model, dimension, particles);
      if (dt !== undefined) for (const meeting of meetings) lawOf(meeting, dimension, dt);
    },
    prepare: (ensembles, key, step) => prepare(meetings, ensembles, key, step),
    coefficients: (e, key, step, block) => relativeVelocities(e, blocksOf(runsOf(meetings, e.groups, key, step))[block]),
    draw: drawThinned,
    advance(e, dt, _block, of, noise) {
      if (of.opens) restores.set(e, balance(e, model, of.meeting, plainPlanes));
      collide(e, dt, of, noise);
      if (of.closes) restores.get(e)!();
    },
    effort: (particles, dimension, coupling) => effort(particles, withoutKernel(dimension, coupling), dimension <= 3 ? 40 : 150),
    stepper: (memory, ensembles, coupling) =>
      withoutKernel(ensembles[0].dimension, coupling)
        ? openPlainStepper(system, ensembles, coupling)
        : openKernelStepper({ model, meetings, threads }, memory, ensembles, coupling),
    plainStepper: (ensembles, coupling) => openPlainStepper(system, ensembles, coupling),
  };
  return system;
}

/** The lowest of all meetings (correction.ts). */
function weakOrder({ species, interaction }: Model, dimension: number, joint = false, corrected: boolean): number {
  const orders = species.flatMap((_, i) =>
    species.slice(i).map((_s, k) => weakOrderOf(interaction(i, i + k), dimension, joint ? "couple" : k === 0 ? "own" : "exchange", { corrected })),
  );
  return Math.min(...orders);
}

function check(model: Model, dimension: number, particles: number): void {
  if (dimension !== 2 && dimension !== 3 && !isGeneral(dimension)) throw new ScenarioError(`invalid dimension: ${dimension} (pair collisions serve 2 to 6)`);
  if (!(particles >= 2)) throw new ScenarioError(`invalid particles: ${particles} (a collision needs at least 2)`);
  groupsOf(model, particles);
  model.species.forEach((_, i) => model.species.forEach((_, j) => checkExponent(model.interaction(i, j), dimension)));
}

/** Relabels each species when it is time; returns the number of blocks of the step. */
function prepare(meetings: readonly Meeting[], ensembles: readonly Ensemble[], key: Key, step: number): number {
  const { groups } = ensembles[0];
  if (step % RELABEL_EVERY === 0) {
    for (const { species, begin, end } of groups) {
      const { image } = relabelling(key, step, end - begin, species);
      const images = Array.from({ length: end - begin }, (_, i) => begin + image(i));
      for (const plane of ensembles.flatMap((e) => e.planes)) plane.set(images.map((from) => plane[from]), begin); // prettier-ignore
    }
  }
  return blocksOf(runsOf(meetings, groups, key, step)).length;
}

/** The noise of a block, with who moves where weights differ. */
function drawThinned(key: Key, step: number, block: number, of: RelativeVelocities, sign?: 1 | -1): RotationNoise {
  const noise = draw(key, step, block, of, sign);
  const { lowerChance, upperChance } = of.meeting;
  return isThinned(of.meeting) ? { ...noise, moves: drawMoves(key, step, block, of.pairs, Math.min(lowerChance, upperChance)) } : noise;
}

/** Pairs (lower + k, upper - k), k = 0 ... pairs - 1, of one meeting: at most PAIRS_PER_BLOCK. */
export type Block = Omit<RelativeVelocities, "dimension" | "z">;

/** Runs cut into blocks, in the order of their numbers. */
export function blocksOf(runs: readonly Run[]): Block[] {
  const blocks = runs.flatMap(({ meeting, lower, upper, pairs }) =>
    Array.from({ length: Math.ceil(pairs / PAIRS_PER_BLOCK) }, (_, k) => {
      const done = k * PAIRS_PER_BLOCK;
      return { meeting, lower: lower + done, upper: upper - done, pairs: Math.min(pairs - done, PAIRS_PER_BLOCK) };
    }),
  );
  const ends = (at: number, { meeting }: { meeting: Meeting }): boolean => isThinned(meeting) && blocks[at]?.meeting !== meeting;
  return blocks.map((block, k) => ({ ...block, opens: ends(k - 1, block), closes: ends(k + 1, block) }));
}

/** z = v - w of the pairs of a block. */
export function relativeVelocities(e: Ensemble, block: Block): RelativeVelocities {
  const { lower, upper, pairs } = block;
  const z = e.planes.map((plane) => Float64Array.from({ length: pairs }, (_, k) => plane[lower + k] - plane[upper - k]));
  return { ...block, dimension: e.dimension, z };
}

/** Rotates every relative velocity: shares of (z' - z)/2 to the lower particle and, opposite, to the upper one. */
export function collide(e: Ensemble, dt: number, of: RelativeVelocities, noise: RotationNoise): void {
  const { time, lowerShare, upperShare, lowerChance } = of.meeting;
  const { factor, bend } = lawOf(of.meeting, of.dimension, dt);
  for (let k = 0; k < of.pairs; k++) {
    const z = of.z.map((coordinate) => coordinate[k]);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const tau = bent(time.tau(square, factor), bend);
    const half = turn(z, tau, noise, k);
    const moves = noise.moves?.[k] ?? 1;
    const [lower, upper] = lowerChance < 1 ? [lowerShare * moves, upperShare] : [lowerShare, upperShare * moves];
    e.planes.forEach((plane, j) => {
      plane[of.lower + k] += lower * half[j];
      plane[of.upper - k] -= upper * half[j];
    });
  }
}

/** (z' - z)/2 of pair k. */
function turn(z: readonly number[], tau: number, noise: RotationNoise, k: number): number[] {
  if (z.length === 2) return turnPlanar(z, tau, noise.radial[k]);
  if (z.length === 3) return turnSpatial(z, tau, noise, k);
  const entries = noise.direction.map((coordinate) => coordinate[k]);
  return cayleyHalf(entries, generalReach(z.length, tau, noise.radial[k]), z);
}

/** (z' - z)/2 = swing J z - sink z, J the quarter turn. */
function turnPlanar([x, y]: readonly number[], tau: number, normal: number): number[] {
  const { swing, sink } = planarRotation(tau, normal);
  return [-(swing * y) - sink * x, swing * x - sink * y];
}

/** (z' - z)/2 = swing n x z + sink n x (n x z). */
function turnSpatial(z: readonly number[], tau: number, { radial, direction }: RotationNoise, k: number): number[] {
  const { swing, sink } = spatialRotation(tau, radial[k]);
  const n = direction.map((coordinate) => coordinate[k]);
  const p = cross(n, z);
  const q = cross(n, p);
  return [0, 1, 2].map((j) => swing * p[j] + sink * q[j]);
}
