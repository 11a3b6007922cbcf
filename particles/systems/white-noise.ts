/**
 * The white noise of Fournier and Guerin: independent noise for every ordered pair,
 *
 *   dV_i = (2/N) sum_j b(V_i - V_j) dt + sqrt(2/N) sum_j sigma(V_i - V_j) dB_ij,   sigma sigma^T = a,  b = -(d-1) alpha(|z|) z,
 *
 * with the columns sqrt(alpha) b_k of sigma: sigma(z) x = sqrt(alpha) x x z (a vector product) in dimension 3, sqrt(alpha) x J z (J the quarter
 * turn, x a number) in dimension 2. (N. Fournier and H. Guerin, J. Funct. Anal. 256 (2009) 2542, with half of this operator: their time is twice this one.)
 * Euler and Maruyama: weak order 1. With t = 2 alpha dt / N,  V_i += sum_j [ -(d-1) t z + sqrt(t) xi_ij x z ].
 *
 * Momentum and energy are conserved in mean only, and the energy only as dt tends to 0: d/dt E|u|^2 = 4 (d-1) E[tr P^c_N] / N for gamma = 0, exactly so in
 * one step. The noises are N^2 vectors a step, drawn by block from (key, step, block) and never stored: a block is a row i and up to 512 partners
 * j, in descending order.
 *
 * This file is written to be read; the kernel (src/kernels/assembly/white-noise.ts) does the same operations in the same order.
 */
import type { KernelMemory } from "../../src/kernels/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import type { Ensemble, Key, Planes } from "../../src/protocols/index.ts";
import type { Coupling, SteppedSystem, Stepper } from "../protocols.ts";
import { PAIRS_PER_BLOCK } from "../../src/random/block-generator.ts";
import { effort, partnersOf, withoutKernel } from "./couple-step.ts";
import { diffusionTime, type DiffusionTime } from "./diffusion-time.ts";
import { normals } from "../noise/normal-noise.ts";
import { openPlainStepper } from "./plain-stepper.ts";
import type { RotationNoise, RowVelocities } from "../noise/rotation-noise.ts";
import { checkDiffusive, checkSoftening, type DiffusiveOptions } from "./softening.ts";
import { openWhiteNoiseKernel } from "./white-noise-stepper.ts";

/** The noise has the shape of that of pair collisions: in dimension 3 the direction is a normal vector, not of unit length. */
export interface WhiteNoise extends SteppedSystem<RowVelocities, RotationNoise> {
  readonly softening: number;
  /** The same steps by the plain code of this file; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Stepper;
}

/** Velocities at the start of a step, and those of the partners, in an order of their own. */
interface Frozen {
  readonly own: Planes;
  readonly partners: Planes;
}

/** The white noise of Fournier and Guerin, in dimension 2 or 3. Throws ScenarioError when softening is no length. */
export function whiteNoise(options: DiffusiveOptions): WhiteNoise {
  const { potential, softening = 0 } = options;
  checkSoftening(softening);
  const alpha = diffusionTime(potential, 1);
  const soft = softening * softening;
  const frozen = new WeakMap<Ensemble, Frozen>();
  const system: WhiteNoise = {
    name: `white noise of Fournier and Guerin, ${potential.name}`,
    model: singleSpecies(potential),
    softening,
    weakOrder: 1,
    conserves: [],
    check: (dimension, particles) => checkDiffusive("the white noise", options, dimension, particles),
    prepare(ensembles, _key, _step, coupling) {
      const own = ensembles.map(({ planes }) => planes.map((plane) => plane.slice()));
      const partners = partnersOf(own, coupling);
      ensembles.forEach((e, k) => frozen.set(e, { own: own[k], partners: partners[k] }));
      return ensembles[0].count * blocksPerRow(ensembles[0].count);
    },
    coefficients: (e, _key, _step, block) => relativeVelocities(frozen.get(e)!, block),
    draw: drawBlock,
    advance: (e, dt, _block, of, noise) => kick(e, alpha, soft, (2 * dt * potential.strength) / e.count, of, noise),
    effort: (particles, dimension, coupling) => {
      const { work, note } = effort(2 * particles * particles, withoutKernel(dimension, coupling), 100);
      // Partners are matched once for both ensembles.
      return { work: work + (coupling?.partners?.work(particles) ?? 0) / 2, ...(note ? { note } : {}) };
    },
    stepper: (memory: KernelMemory, ensembles, coupling) =>
      withoutKernel(ensembles[0].dimension, coupling)
        ? openPlainStepper(system, ensembles, coupling)
        : openWhiteNoiseKernel({ alpha, soft, strength: potential.strength }, memory, ensembles, coupling),
    plainStepper: (ensembles, coupling) => openPlainStepper(system, ensembles, coupling),
  };
  return system;
}

const blocksPerRow = (count: number): number => Math.ceil(count / PAIRS_PER_BLOCK);

function relativeVelocities({ own, partners }: Frozen, block: number): RowVelocities {
  const count = own[0].length;
  const row = Math.floor(block / blocksPerRow(count));
  const upper = count - 1 - (block % blocksPerRow(count)) * PAIRS_PER_BLOCK;
  const pairs = Math.min(upper + 1, PAIRS_PER_BLOCK);
  const z = own.map((plane, d) => Float64Array.from({ length: pairs }, (_, k) => plane[row] - partners[d][upper - k]));
  return { dimension: own.length, pairs, row, upper, z };
}

function drawBlock(key: Key, step: number, block: number, of: RowVelocities, sign: 1 | -1 = 1): RotationNoise {
  const planar = of.dimension === 2;
  const vectors = normals(key, step, block, { components: planar ? 1 : 3, count: of.pairs }, sign);
  return planar ? { radial: vectors[0], direction: [] } : { radial: new Float64Array(0), direction: vectors };
}

/** Adds to a row what its partners in this block do to it. Sums in two lanes, even and odd pairs, as the kernel. */
function kick(e: Ensemble, alpha: DiffusionTime, soft: number, factor: number, of: RowVelocities, { radial, direction }: RotationNoise): void {
  const d = of.dimension;
  const drift = Array.from({ length: d }, () => [0, 0]);
  const noise = Array.from({ length: d }, () => [0, 0]);
  for (let k = 0; k < of.pairs; k++) {
    const z = of.z.map((coordinate) => coordinate[k]);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const t = alpha.weight(square, soft, factor);
    const lane = k & 1;
    const turned = d === 2 ? planar(z, Math.sqrt(t) * radial[k]) : spatial(z, Math.sqrt(t), direction, k);
    z.forEach((x, j) => {
      drift[j][lane] += t * x;
      noise[j][lane] += turned[j];
    });
  }
  e.planes.forEach((plane, j) => {
    const [fall, jump] = [drift[j][0] + drift[j][1], noise[j][0] + noise[j][1]];
    plane[of.row] += jump - (d - 1) * fall;
  });
}

/** s J z. */
const planar = ([x, y]: readonly number[], s: number): number[] => [-(s * y), s * x];

/** s xi x z. */
function spatial([x, y, z]: readonly number[], s: number, direction: readonly Float64Array[], k: number): number[] {
  const [a, b, c] = direction.map((coordinate) => coordinate[k]) as [number, number, number];
  return [s * (b * z - c * y), s * (c * x - a * z), s * (a * y - b * x)];
}
