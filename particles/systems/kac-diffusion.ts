/**
 * The Kac diffusion: N particles with the generator G = (1/N) sum over pairs i < j of 4 alpha(|z|) Laplacian on the sphere |z| = const,
 *
 *   dV_i = (2/N) sum_j b(V_i - V_j) dt + sqrt(2/N) sum_j sum_k sqrt(alpha) b_k(V_i - V_j) dB^k_ij,
 *
 * where the two particles of a pair share their noise, so that what one gains the other loses (in the literature B_ij = -B_ji with even
 * columns; the columns b_k are odd, and here B_ij = B_ji). Momentum and energy are conserved pathwise. For Maxwell molecules the deviator of
 * E P^c_N decays at the rate 4 d for every N: no bias of chaos in the second moment.
 *
 * Euler and Maruyama would lose the energy. Here each pair runs its own heat flow for the time dt/N, by a rotation with its first two multipliers, one pair
 * after the other (d = 3: noise/two-angles.ts; d = 2 as pair collisions): momentum and energy are kept to round-off, and no noise is stored. Pairs are visited by the N folds i <-> s - i mod N,
 * s = 0 ... N - 1, which meet every pair once and have disjoint pairs each; odd steps visit them in the opposite order, so that two steps are
 * a symmetric (Strang) splitting: weak order 2, less where close pairs count (`weakOrder`). A step costs N (N - 1)/2 rotations. Labels need not be exchangeable: every pair meets.
 */
import { ScenarioError } from "../../src/errors.ts";
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import { ALONE } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import { exp, log } from "../../src/math/elementary.ts";
import { checkExponent } from "../../src/model/power-law.ts";
import { singleSpecies } from "../../src/model/species.ts";
import type { Ensemble, Potential } from "../../src/protocols/index.ts";
import type { Coupling, Stepper, System } from "../protocols.ts";
import { PAIRS_PER_BLOCK } from "../../src/random/block-generator.ts";
import { effort, openCoupleStep, withoutKernel } from "./couple-step.ts";
import type { DiffusionTime } from "./diffusion-time.ts";
import { weakOrderOf } from "./correction.ts";
import { meetingsOf, type Meeting, type Run } from "./meetings.ts";
import { blocksOf, collide, relativeVelocities, type Block, type RelativeVelocities } from "./pair-collisions.ts";
import { openPlainStepper } from "./plain-stepper.ts";
import { draw, type RotationNoise } from "../noise/rotation-noise.ts";
import { commonSine, drawChoices, sineOf, sinks, turnBy } from "../noise/two-angles.ts";
import { knownOptions } from "../../src/names/options.ts";

const { fround } = Math;

/** The Kac diffusion as a particle system. */
export interface KacDiffusion extends System<RelativeVelocities, RotationNoise> {
  /** The same steps by the plain code of this file; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RelativeVelocities, RotationNoise>): Stepper;
}

/** The Kac diffusion with the interaction of `potential`, in dimension 2 or 3. Tabulating a general alpha may throw ScenarioError. */
export function kacDiffusion(options: { readonly potential: Potential }): KacDiffusion {
  const { potential } = knownOptions("kacDiffusion", options, ["potential"]);
  const model = singleSpecies(potential);
  const meetings = meetingsOf(model);
  const blocks = new Map<string, readonly Block[]>();
  /** The blocks of even and of odd steps, which differ in order only. */
  function blocksAt(count: number, step: number): readonly Block[] {
    const name = `${count}/${step % 2}`;
    if (!blocks.has(name)) blocks.set(name, blocksOf(everyFold(meetings[0], count, step)));
    return blocks.get(name)!;
  }
  const system: KacDiffusion = {
    name: `Kac diffusion, ${potential.name}`,
    model,
    // Pairs that run freely for dt/N while others would move them: of the order of pair collisions in dt/N, if below that of the splitting.
    weakOrder: (dimension, joint) => weakOrderOf(potential, dimension, joint ? "couple" : "own", { cap: 2 }),
    conserves: ["momentum", "energy"],
    check: (dimension, particles) => check(potential, dimension, particles),
    prepare: ([e], _key, step) => blocksAt(e.count, step).length,
    coefficients: (e, _key, step, block) => relativeVelocities(e, blocksAt(e.count, step)[block]),
    draw: (key, step, block, of, sign) => (of.dimension === 3 ? drawChoices(key, step, block, of.pairs, sign) : draw(key, step, block, of, sign)),
    advance: (e, dt, _block, of, noise) => (e.dimension === 3 ? turnPairs : collide)(e, dt / e.count, of, noise),
    effort: (particles, dimension, coupling) => effort(particles * particles, withoutKernel(dimension, coupling), 40),
    stepper: (memory, ensembles, coupling) =>
      withoutKernel(ensembles[0].dimension, coupling)
        ? openPlainStepper(system, ensembles, coupling)
        : openEveryPair(meetings[0].time, memory, ensembles, coupling),
    plainStepper: (ensembles, coupling) => openPlainStepper(system, ensembles, coupling),
  };
  return system;
}

function check(potential: Potential, dimension: number, particles: number): void {
  if (dimension !== 2 && dimension !== 3) throw new ScenarioError(`invalid dimension: ${dimension} (the Kac diffusion serves 2 and 3)`);
  if (!(particles >= 2)) throw new ScenarioError(`invalid particles: ${particles} (a pair needs 2)`);
  checkExponent(potential, dimension);
}

/** Steps by the kernel, which turns all pairs in one call. */
function openEveryPair(
  time: DiffusionTime,
  memory: KernelMemory,
  ensembles: readonly Ensemble[],
  coupling?: Coupling<RelativeVelocities, RotationNoise>,
): Stepper {
  const [{ planes, dimension, count }] = ensembles;
  const scratch = memory.scratch(BLOCK_SCRATCH).byteOffset;
  const table = time.table ? memory.constant(time.table.coefficients).byteOffset : 0;
  const stride = planes[1].byteOffset - planes[0].byteOffset;
  const { mode, halfPower } = time;
  return openCoupleStep<number>(ensembles, coupling, (of, { words: [k0, k1, salt] }, step, dt, sign) => {
    const [one, two] = of as readonly [Ensemble, Ensemble?];
    const given = time.factor(dt / count);
    const { mean, spread } = sinks(mode === 0 ? given : 0);
    const [first, second] = [one.planes[0].byteOffset, two ? two.planes[0].byteOffset : 0];
    const factor = dimension === 3 ? scaleOf(mode, given) : mode === 0 ? time.tau(1, given) : given;
    // prettier-ignore
    memory.kernels.turnEveryPair({
      dimension, mode, coupling: two ? coupling!.kernel! : ALONE, first, second, stride, count, k0, k1, salt, step, sign,
      factor, halfPower, mean, spread, table, indexBits: time.table?.indexBits ?? 0, scratch,
    });
  });
}

/** In dimension 3 whole powers of r^2 are taken of scale r^2, which fits singles where tau does: tau = (scale r^2)^(gamma/2). Else the factor of tau. */
function scaleOf(mode: DiffusionTime["mode"], factor: number): number {
  return mode >= 1 && mode <= 3 ? exp((-2 / mode) * log(factor)) : factor;
}

/** tau in single precision. */
function timeOf(time: DiffusionTime, square: number, given: number): number {
  const { mode } = time;
  if (mode === 0 || mode > 3) return fround(time.tau(square, given));
  const u = fround(scaleOf(mode, given) * square);
  const power = mode === 1 ? fround(Math.sqrt(u)) : mode === 2 ? u : fround(u * fround(Math.sqrt(u)));
  return fround(1 / power);
}

/** Turns every relative velocity of a block in dimension 3, each for the time dt. */
function turnPairs(e: Ensemble, dt: number, of: RelativeVelocities, { radial, direction }: RotationNoise): void {
  const { time } = of.meeting;
  const given = time.factor(dt);
  const common = sinks(given);
  for (let k = 0; k < of.pairs; k++) {
    const z = of.z.map((coordinate) => coordinate[k]);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const sine = time.mode === 0 ? commonSine(common, radial[k]) : sineOf(timeOf(time, square, given), radial[k]);
    const n = direction.map((coordinate) => coordinate[k]);
    turnBy(sine, n, z).forEach((half, j) => {
      e.planes[j][of.lower + k] += half;
      e.planes[j][of.upper - k] -= half;
    });
  }
}

/** The two runs of every fold, s ascending in even steps and descending in odd ones. Their blocks number the noise of a step. */
function everyFold(meeting: Meeting, count: number, step: number): Run[] {
  const runs: Run[] = [];
  let firstBlock = 0;
  for (let k = 0; k < count; k++) {
    const shift = step % 2 === 0 ? k : count - 1 - k;
    for (const [lower, upper] of [
      [0, shift],
      [shift + 1, count - 1],
    ] as const) {
      const pairs = (upper - lower + 1) >> 1;
      if (pairs > 0) runs.push({ meeting, lower, upper, pairs, firstBlock });
      firstBlock += Math.ceil(pairs / PAIRS_PER_BLOCK);
    }
  }
  return runs;
}
