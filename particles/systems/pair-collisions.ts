/**
 * Pair collisions: the Landau equation as a Kac process of grazing collisions, in its plain form.
 *
 * One step of length dt. The list is folded, i <-> s - i mod N with s uniform on [0, N): each particle meets each other one with probability
 * 1/N and itself with 1/N. A pair (v, w) keeps its centre c = (v + w)/2, and its relative velocity z = v - w runs the heat flow with
 * generator 4 alpha(|z|) Laplacian on the sphere of radius |z| for the time dt (Nanbu's scheme in the form of Bobylev and Nanbu 2000, with
 * the rotation law of src/model/rotation-law.ts):  v' = v + (z' - z)/2,  w' = w - (z' - z)/2.  Momentum and energy are conserved pathwise.
 * One matching a step cannot relax the second moment by more than a half: with m2 = e^(-8 d alpha dt), its anisotropy is multiplied by
 * 1 - (1 - m2)/2, so the weak order in dt is 1.
 *
 * The fold is fair only when labels are exchangeable, so every RELABEL_EVERY = 16 steps a keyed bijection relabels the particles.
 *
 * This file is written to be read: loops over pairs, in the order of operations of the kernels, whose results it reproduces bit for bit.
 * `stepper` runs the kernels (kernel-stepper.ts), `plainStepper` runs this file.
 */
import { ScenarioError } from "../../src/errors.ts";
import { checkExponent } from "../../src/model/potential.ts";
import { planarRotation, spatialRotation } from "../../src/model/rotation-law.ts";
import type { Coupling, Ensemble, Key, Potential } from "../../src/protocols.ts";
import { PAIRS_PER_BLOCK, RELABEL_EVERY, pairingShift, relabelling } from "../../src/random/block-generator.ts";
import { diffusionTime, type DiffusionTime } from "./diffusion-time.ts";
import { kernelBytes, knownToKernels, openKernelStepper } from "./kernel-stepper.ts";
import { openPlainStepper } from "./plain-stepper.ts";
import { cross, draw, type RelativeVelocities, type RotationNoise } from "./rotation-noise.ts";
import type { SteppedSystem, Stepper } from "./stepper.ts";

export interface PairCollisions extends SteppedSystem<RelativeVelocities, RotationNoise> {
  /** The same steps by the plain code of this file; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RelativeVelocities, RotationNoise>): Stepper;
}

/** Pair collisions with the interaction of `potential`, in dimension 2 or 3. Tabulating a general alpha may throw ScenarioError. */
export function pairCollisions({ potential }: { readonly potential: Potential }): PairCollisions {
  const time = diffusionTime(potential);
  const system: PairCollisions = {
    name: `pair collisions, ${potential.name}`,
    potential,
    weakOrder: 1,
    conserves: ["momentum", "energy"],
    check: (dimension, particles) => check(potential, dimension, particles),
    prepare,
    coefficients,
    draw,
    advance: (e, dt, _block, of, noise) => collide(e, time, time.factor(dt), of, noise),
    bytes: (particles, dimension, ensembles) => kernelBytes(time, particles, dimension, ensembles),
    stepper: (memory, ensembles, coupling) =>
      knownToKernels(coupling)
        ? openKernelStepper(time, memory, ensembles, coupling)
        : openPlainStepper(system, ensembles, coupling),
    plainStepper: (ensembles, coupling) => openPlainStepper(system, ensembles, coupling),
  };
  return system;
}

function check(potential: Potential, dimension: number, particles: number): void {
  if (dimension !== 2 && dimension !== 3)
    throw new ScenarioError(`invalid dimension: ${dimension} (pair collisions serve 2 and 3)`);
  if (!(particles >= 2)) throw new ScenarioError(`invalid particles: ${particles} (a collision needs at least 2)`);
  checkExponent(potential, dimension);
}

/** Relabels when it is time; returns the number of blocks of the step. */
function prepare(ensembles: readonly Ensemble[], key: Key, step: number): number {
  const count = ensembles[0]!.count;
  if (step % RELABEL_EVERY === 0) {
    const { image } = relabelling(key, step, count);
    const images = Array.from({ length: count }, (_, i) => image(i));
    for (const plane of ensembles.flatMap((e) => e.planes)) plane.set(images.map((from) => plane[from]!));
  }
  return blockRanges(key, step, count).length;
}

/** The two runs of the fold, [0, s] and [s + 1, N - 1], cut into blocks. */
function blockRanges(key: Key, step: number, count: number): { lower: number; upper: number; pairs: number }[] {
  const shift = pairingShift(key, step, count);
  const blocks = [];
  for (const [begin, end] of [
    [0, shift],
    [shift + 1, count - 1],
  ] as const) {
    // prettier-ignore
    for (let lower = begin, upper = end; lower < upper; lower += PAIRS_PER_BLOCK, upper -= PAIRS_PER_BLOCK) {
      blocks.push({ lower, upper, pairs: Math.min((upper - lower + 1) >> 1, PAIRS_PER_BLOCK) });
    }
  }
  return blocks;
}

function coefficients(e: Ensemble, key: Key, step: number, block: number): RelativeVelocities {
  const { lower, upper, pairs } = blockRanges(key, step, e.count)[block]!;
  const z = e.planes.map((plane) => Float64Array.from({ length: pairs }, (_, k) => plane[lower + k]! - plane[upper - k]!));
  return { dimension: e.dimension, lower, upper, pairs, z };
}

/** Rotates every relative velocity: half of z' - z to the lower particle, the opposite to the upper one. */
function collide(e: Ensemble, time: DiffusionTime, factor: number, of: RelativeVelocities, noise: RotationNoise): void {
  for (let k = 0; k < of.pairs; k++) {
    const z = of.z.map((coordinate) => coordinate[k]!);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const tau = time.tau(square, factor);
    const half = of.dimension === 2 ? turnPlanar(z, tau, noise.radial[k]!) : turnSpatial(z, tau, noise, k);
    e.planes.forEach((plane, j) => {
      plane[of.lower + k]! += half[j]!;
      plane[of.upper - k]! -= half[j]!;
    });
  }
}

/** (z' - z)/2 = swing J z - sink z, J the quarter turn. */
function turnPlanar([x, y]: readonly number[], tau: number, normal: number): number[] {
  const { swing, sink } = planarRotation(tau, normal);
  return [-(swing * y!) - sink * x!, swing * x! - sink * y!];
}

/** (z' - z)/2 = swing n x z + sink n x (n x z). */
function turnSpatial(z: readonly number[], tau: number, { radial, direction }: RotationNoise, k: number): number[] {
  const { swing, sink } = spatialRotation(tau, radial[k]!);
  const n = direction.map((coordinate) => coordinate[k]!);
  const p = cross(n, z);
  const q = cross(n, p);
  return [0, 1, 2].map((j) => swing * p[j]! + sink * q[j]!);
}
