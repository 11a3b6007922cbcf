/**
 * The white noise of Fournier and Guerin: independent noise for every ordered pair,
 *
 *   dV_i = (2/N) sum_j b(V_i - V_j) dt + sqrt(2/N) sum_j sigma(V_i - V_j) dB_ij,   sigma sigma^T = a,  b = -(d-1) alpha(|z|) z,
 *
 * with the columns sqrt(alpha) b_k of sigma: sigma(z) x = sqrt(alpha) x x z (a vector product) in dimension 3, sqrt(alpha) x J z (J the quarter
 * turn, x a number) in dimension 2. (N. Fournier and H. Guerin, J. Funct. Anal. 256 (2009) 2542, with half of this operator: their time is twice this one.)
 * Euler and Maruyama: weak order 1.
 *
 * Given the velocities at the start of a step, the noises of the ordered pairs are independent. So the increments of particle i in both ensembles of a
 * couple, whose noises a coupling maps by xi~_ij = R_ij xi_ij, are jointly normal, and independent over i, with the covariances
 *
 *   A_i = 2 dt (1/N) sum_j a(z_ij),   B_i likewise,   C_i = 2 dt (1/N) sum_j sigma(z_ij) R_ij^T sigma(z~_ij)^T:
 *
 * one normal vector per particle and ensemble makes the step exactly in law, in the place of N^2 of them (white-noise-sums.ts for the sums, joint-normal.ts for
 * the vectors). The first ensemble moves by its own normals, as when it is alone. A coupling acts by the covariance of increments alone, so `map` must be
 * linear in the noise. Ensembles that are equal, partners included, stay so, bit for bit, under every coupling with a kernel: each has R = I there.
 *
 * Momentum and energy are conserved in mean only, and the energy only as dt tends to 0: d/dt E|u|^2 = 4 (d-1) E[tr P^c_N] / N for gamma = 0, exactly so in
 * one step. Cost: the sums, N^2 pairs, by kernel, in single precision where precision.ts allows it; O(N) for Maxwell molecules alone or under the synchronous
 * coupling. The rest is plain code for both forms.
 */
import { SYNCHRONOUS } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import type { Ensemble, Key, Planes } from "../../src/protocols/index.ts";
import { copyEnsemble } from "../ensemble.ts";
import { openJointNormal, ROUND_OFF, SINGLE_ROUND_OFF } from "../noise/joint-normal.ts";
import { normals } from "../noise/normal-noise.ts";
import type { RotationNoise, RowVelocities } from "../noise/rotation-noise.ts";
import type { Coupling, SteppedSystem, Stepper } from "../protocols.ts";
import { checkThreads, effort, openCoupleStep, partnersOf, withoutKernel } from "./couple-step.ts";
import { diffusionTime } from "./diffusion-time.ts";
import { kernelSums, plainSums, type Sums, type SumsOf, type Weights } from "./mean-field-sums.ts";
import { servesCouple, servesSingle } from "./precision.ts";
import { kernelSingleRows, plainSingleRows, singleCoupleSums, singleSums, type SingleRows } from "./single-sums.ts";
import { checkDiffusive, checkSoftening, type DiffusiveOptions } from "./softening.ts";
import { kernelCoupleSums, kindOf, mappedCoupleSums, plainCoupleSums, type Couple, type CoupleSumsOf } from "./white-noise-sums.ts";

/** The noise that couplings map has the shape of that of pair collisions: in dimension 3 the direction is a normal vector, not of unit length. */
export interface WhiteNoise extends SteppedSystem<RowVelocities, RotationNoise> {
  readonly softening: number;
  /** The same steps with the sums by plain code; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Stepper;
}

/** `threads`: of every step; one by default. Bits do not depend on it. */
export type WhiteNoiseOptions = DiffusiveOptions & { readonly threads?: number };

/** The white noise of Fournier and Guerin, in dimension 2 or 3. Throws ScenarioError when softening is no length or threads no number of them. */
export function whiteNoise(options: WhiteNoiseOptions): WhiteNoise {
  const { potential, softening = 0, threads = 1 } = options;
  checkSoftening(softening);
  checkThreads(threads);
  const weights: Weights = { alpha: diffusionTime(potential, 1), soft: softening * softening, strength: potential.strength };
  return {
    name: `white noise of Fournier and Guerin, ${potential.name}`,
    model: singleSpecies(potential),
    softening,
    weakOrder: () => 1,
    conserves: [],
    check: (dimension, particles) => checkDiffusive("the white noise", options, dimension, particles),
    effort(particles, dimension, coupling) {
      // A pair is worth about half a particle-step in either ensemble of a couple.
      const { work, note } = effort((particles * particles) / 2, withoutKernel(dimension, coupling), 400);
      // Partners are matched once for both ensembles.
      return { work: work + (coupling?.partners?.work(particles) ?? 0) / 2, ...(note ? { note } : {}) };
    },
    stepper: (memory: KernelMemory, ensembles, coupling) =>
      openSteps(
        {
          ...{ one: kernelSums(weights, memory, threads), both: (kernel) => kernelCoupleSums(weights, kernel, memory, threads) },
          ...{ rows: kernelSingleRows(memory, threads), weights },
        },
        ensembles,
        coupling,
      ),
    plainStepper: (ensembles, coupling) =>
      openSteps({ one: plainSums(weights), both: (kernel) => plainCoupleSums(weights, kernel), rows: plainSingleRows, weights }, ensembles, coupling),
  };
}

/** Where sums come from: in double precision of one ensemble, and of a couple by the code of its coupling; rows in single precision. */
interface Sources {
  readonly one: SumsOf;
  readonly both: (kernel: number) => CoupleSumsOf;
  readonly rows: SingleRows;
  readonly weights: Weights;
}

/** What a step moves by. */
interface Moved {
  readonly own: readonly Sums[];
  readonly cross: Planes;
  readonly roundOff: number;
  /** The first ensemble's sums by themselves, where they are in another precision: it moves by these, and the second by as much more as `own` and `cross` say. */
  readonly alone?: Moved;
}

/** The sums of one ensemble, in the precision that serves it. */
function openOne({ one, rows, weights }: Sources): (e: Ensemble) => Moved {
  const single = singleSums(weights, rows);
  return (e) =>
    weights.alpha.mode > 0 && servesSingle(e, weights)
      ? { own: [single(e)], cross: [], roundOff: SINGLE_ROUND_OFF }
      : { own: [one(e)], cross: [], roundOff: ROUND_OFF };
}

function openBoth(from: Sources, coupling: Coupling<RowVelocities, RotationNoise>): (couple: Couple) => Moved {
  const { kernel } = coupling;
  const { weights } = from;
  const double = kernel === undefined ? mappedCoupleSums(weights, coupling) : from.both(kernel);
  const single = kernel === undefined ? undefined : singleCoupleSums(weights, kernel, from.rows);
  const one = openOne(from);
  return (couple) => {
    const moments = weights.alpha.mode === 0 && kernel !== undefined && kindOf(couple.first.dimension, kernel) === SYNCHRONOUS;
    if (single && !moments && servesCouple(couple, weights)) return { ...single(couple), roundOff: SINGLE_ROUND_OFF };
    const alone = weights.alpha.mode > 0 && servesSingle(couple.first, weights) ? one(couple.first) : undefined;
    return { ...double(couple), roundOff: ROUND_OFF, ...(alone && { alone }) };
  };
}

function openSteps(from: Sources, ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Stepper {
  const { kernel } = coupling ?? {};
  const one = openOne(from);
  const both = coupling && openBoth(from, coupling);
  return openCoupleStep(ensembles, coupling, (of, key, step, dt, sign) => {
    const [first, second] = of as readonly [Ensemble, Ensemble?];
    const noise = { key, step, dt, sign };
    if (!second) return move([first], one(first), noise);
    const partners = partnersOf([first.planes, second.planes], coupling)[1];
    if (kernel === undefined || !equal(first.planes, second.planes) || !equal(first.planes, partners)) {
      return move([first, second], both!({ first, second, partners }), noise);
    }
    move([first], one(first), noise);
    copyEnsemble(second, first);
  });
}

const equal = (one: Planes, other: Planes): boolean => one.every((plane, k) => plane.every((x, i) => x === other[k][i]));

/** Particles whose normals are drawn at once. */
const BLOCK = 512;

interface Noise {
  readonly key: Key;
  readonly step: number;
  readonly dt: number;
  readonly sign: 1 | -1;
}

/** V_i += -2 (d-1) dt B_i + a normal vector, for one ensemble or for both of a couple. The second's own normals follow the blocks of the first. */
function move(ensembles: readonly Ensemble[], moved: Moved, { key, step, dt, sign }: Noise): void {
  const [{ count, dimension: d }] = ensembles;
  const blocks = Math.ceil(count / BLOCK);
  const [jumps, lead] = [openJumps(d, moved, dt), moved.alone && openJumps(d, moved.alone, dt)];
  const draw = [new Float64Array(d), new Float64Array(d)];
  for (let block = 0; block < blocks; block++) {
    const [begin, end] = [block * BLOCK, Math.min((block + 1) * BLOCK, count)];
    const drawn = ensembles.map((_, k) => normals(key, step, k * blocks + block, { components: d, count: end - begin }, sign));
    for (let i = begin; i < end; i++) {
      for (let k = 0; k < ensembles.length; k++) for (let c = 0; c < d; c++) draw[k][c] = drawn[k][c][i - begin];
      const jump = jumps(i, draw);
      if (!lead) {
        for (let k = 0; k < ensembles.length; k++) for (let c = 0; c < d; c++) ensembles[k].planes[c][i] += jump[k][c];
        continue;
      }
      const [alone] = lead(i, draw);
      for (let c = 0; c < d; c++) {
        ensembles[0].planes[c][i] += alone[c];
        ensembles[1].planes[c][i] += alone[c] + (jump[1][c] - jump[0][c]);
      }
    }
  }
}

/** What particle i moves by in each ensemble of these sums. */
function openJumps(d: number, { own, cross, roundOff }: Moved, dt: number): (i: number, draw: readonly Float64Array[]) => readonly Float64Array[] {
  const joint = openJointNormal(d, roundOff);
  const jump = own.map(() => new Float64Array(d));
  return (i, draw) => {
    covariance(own[0], i, 2 * dt, joint.a);
    if (own.length === 2) {
      covariance(own[1], i, 2 * dt, joint.b);
      for (let at = 0; at < d * d; at++) joint.c[at] = 2 * dt * cross[at][i];
    }
    for (let k = 0; k < own.length; k++) {
      const random = k === 0 ? joint.first(draw[0]) : joint.second(draw[1]);
      for (let c = 0; c < d; c++) jump[k][c] = random[c] - 2 * (d - 1) * dt * own[k][c][i];
    }
    return jump;
  };
}

/** scale (tr(S) I - S) of particle i, by rows. */
function covariance(sums: Sums, i: number, scale: number, into: Float64Array): void {
  if (sums.length === 5) {
    into[0] = scale * sums[4][i];
    into[1] = into[2] = -scale * sums[3][i];
    into[3] = scale * sums[2][i];
    return;
  }
  const [xx, yy, zz] = [sums[3][i], sums[6][i], sums[8][i]];
  into[0] = scale * (yy + zz);
  into[1] = into[3] = -scale * sums[4][i];
  into[2] = into[6] = -scale * sums[5][i];
  into[4] = scale * (xx + zz);
  into[5] = into[7] = -scale * sums[7][i];
  into[8] = scale * (xx + yy);
}
