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
 * Momentum and energy are conserved in mean only, and the energy only as dt tends to 0 (a step adds half the square of what the drift moves by). Of one species d/dt E|u|^2 = 4 (d-1) E[tr P^c_N] / N for gamma = 0, exactly so in
 * one step. Cost: the sums, N^2 pairs, by kernel, in single precision where precision.ts allows it; O(N) for Maxwell molecules alone or under the synchronous
 * coupling. The rest is plain code for both forms. Of a mixture the sums run over every species, by the masses and densities of encounters.ts, and partners are
 * matched within each.
 */
import { SYNCHRONOUS } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import { modelName, modelOf } from "../../src/model/species.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { copyEnsemble } from "../ensemble.ts";
import { ROUND_OFF, SINGLE_ROUND_OFF } from "../noise/joint-normal.ts";
import type { RotationNoise, RowVelocities } from "../noise/rotation-noise.ts";
import type { Coupling, SteppedSystem, Stepper } from "../protocols.ts";
import { checkThreads, effort, openCoupleStep, partnersOf, withoutKernel } from "./couple-step.ts";
import { combinedCross, combinedSums, encountersOf, speciesOf, type Encounter } from "./encounters.ts";
import { kernelSums, plainSums, type SumsOf, type Weights } from "./mean-field-sums.ts";
import { servesCouple, servesSingle } from "./precision.ts";
import { kernelSingleRows, plainSingleRows, singleCoupleSums, singleSums, type SingleRows } from "./single-sums.ts";
import { checkDiffusive, checkSoftening, type DiffusiveOptions } from "./softening.ts";
import { moveSpecies, type Moved } from "./white-noise-move.ts";
import { kernelCoupleSums, kindOf, mappedCoupleSums, plainCoupleSums, type Couple, type CoupleSumsOf } from "./white-noise-sums.ts";
import { knownOptions } from "../../src/names/options.ts";

/** The noise that couplings map has the shape of that of pair collisions: in dimension 3 the direction is a normal vector, not of unit length. */
export interface WhiteNoise extends SteppedSystem<RowVelocities, RotationNoise> {
  readonly softening: number;
  /** The same steps with the sums by plain code; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Stepper;
}

/** `threads`: of every step; one by default. Bits do not depend on it. */
export type WhiteNoiseOptions = DiffusiveOptions & { readonly threads?: number };

/**
 * The white noise of Fournier and Guerin, in dimension 2 or 3, of one species or of a mixture, whose particles may be shared out in any way (`share` of a species).
 * Throws ScenarioError when softening is no length or threads no number of them; tabulating a general alpha may.
 */
export function whiteNoise(options: WhiteNoiseOptions): WhiteNoise {
  knownOptions("whiteNoise", options, ["potential", "softening", "threads", "model"]);
  const { softening = 0, threads = 1 } = options;
  checkSoftening(softening);
  checkThreads(threads);
  const model = modelOf(options);
  const encounters = encountersOf(options, softening);
  return {
    name: `white noise of Fournier and Guerin, ${modelName(model)}`,
    model,
    softening,
    weakOrder: () => 1,
    conserves: [],
    brownian: true,
    options: { softening },
    check: (dimension, particles) => checkDiffusive("the white noise", options, dimension, particles),
    effort(particles, dimension, coupling) {
      // A pair is worth about half a particle-step in either ensemble of a couple.
      const { work, note } = effort((particles * particles) / 2, withoutKernel(dimension, coupling), 400);
      // Partners are matched once for both ensembles.
      return { work: work + (coupling?.partners?.work(particles) ?? 0) / 2, ...(note ? { note } : {}) };
    },
    stepper(memory: KernelMemory, ensembles, coupling) {
      const one = (weights: Weights): SumsOf => kernelSums(weights, memory, threads);
      const both = (weights: Weights, kernel: number): CoupleSumsOf => kernelCoupleSums(weights, kernel, memory, threads);
      return openSteps({ encounters, one, both, rows: kernelSingleRows(memory, threads) }, ensembles, coupling);
    },
    plainStepper: (ensembles, coupling) => openSteps({ encounters, one: plainSums, both: plainCoupleSums, rows: plainSingleRows }, ensembles, coupling),
  };
}

/** Where sums come from: in double precision of one ensemble, and of a couple by the code of its coupling; rows in single precision. */
interface Sources {
  /** Of each species, with each species. */
  readonly encounters: readonly (readonly Encounter[])[];
  readonly one: (weights: Weights) => SumsOf;
  readonly both: (weights: Weights, kernel: number) => CoupleSumsOf;
  readonly rows: SingleRows;
}

/** Sums of one species with all: in single precision when some of them are no moments and all of those allow it. */
const inSingle = <Part>(parts: readonly Part[], byMoments: (part: Part) => boolean, serves: (part: Part, t: number) => boolean): boolean =>
  !parts.every(byMoments) && parts.every((part, t) => byMoments(part) || serves(part, t));

const constant = ({ weights }: { readonly weights: Weights }): boolean => weights.alpha.mode === 0;

const aloneInSingle = (met: readonly Encounter[], species: readonly Ensemble[], s: number): boolean =>
  inSingle(met, constant, ({ weights }, t) => servesSingle(species[s], weights, species[t].planes));

/** The sums of each species of one ensemble, in the precision that serves it. */
function openOne({ encounters, one, rows }: Sources): (species: readonly Ensemble[], s: number) => Moved {
  const sums = encounters.map((met) => met.map(({ weights }) => ({ weights, double: one(weights), single: singleSums(weights, rows) })));
  return (species, s) => {
    const single = aloneInSingle(encounters[s], species, s);
    const found = sums[s].map((each, t) => (single && !constant(each) ? each.single : each.double)(species[s], species[t].planes));
    return { own: [combinedSums(encounters[s], found)], cross: [], roundOff: single ? SINGLE_ROUND_OFF : ROUND_OFF };
  };
}

/** Species of both ensembles, and the second's partners in the order in which they are met. */
interface Couples {
  readonly first: readonly Ensemble[];
  readonly second: readonly Ensemble[];
  readonly partners: readonly Planes[];
}

function openBoth(from: Sources, coupling: Coupling<RowVelocities, RotationNoise>): (couples: Couples, s: number) => Moved {
  const { kernel } = coupling;
  const sums = from.encounters.map((met) =>
    met.map(({ weights }) => ({
      weights,
      double: kernel === undefined ? mappedCoupleSums(weights, coupling) : from.both(weights, kernel),
      single: kernel === undefined ? undefined : singleCoupleSums(weights, kernel, from.rows),
    })),
  );
  const one = openOne(from);
  return ({ first, second, partners }, s) => {
    const synchronous = kernel !== undefined && kindOf(first[s].dimension, kernel) === SYNCHRONOUS;
    const byMoments = (each: { readonly weights: Weights }): boolean => synchronous && constant(each);
    const couple = (t: number): Couple => ({ first: first[s], second: second[s], columns: first[t].planes, partners: partners[t] });
    const single = kernel !== undefined && inSingle(sums[s], byMoments, ({ weights }, t) => servesCouple(couple(t), weights));
    const found = sums[s].map((each, t) => (single && !byMoments(each) ? each.single! : each.double)(couple(t)));
    const met = from.encounters[s];
    const moved = {
      own: [0, 1].map((e) => combinedSums(met, found.map(({ own }) => own[e]))),
      cross: combinedCross(met, found.map(({ cross }) => cross)),
    }; // prettier-ignore
    if (single) return { ...moved, roundOff: SINGLE_ROUND_OFF };
    return { ...moved, roundOff: ROUND_OFF, ...(aloneInSingle(met, first, s) && { alone: one(first, s) }) };
  };
}

function openSteps(from: Sources, ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Stepper {
  const { kernel } = coupling ?? {};
  const one = openOne(from);
  const both = coupling && openBoth(from, coupling);
  return openCoupleStep(ensembles, coupling, (of, key, step, dt, sign) => {
    const [first, second] = of.map(speciesOf) as [Ensemble[], Ensemble[]?];
    const noise = { key, step, dt, sign };
    const alone = (): void => moveSpecies([first], first.map((_, s) => one(first, s)), noise); // prettier-ignore
    if (!second) return alone();
    const partners = first.map(({ planes }, s) => partnersOf([planes, second[s].planes], coupling)[1]);
    const same = first.every(({ planes }, s) => equal(planes, second[s].planes) && equal(planes, partners[s]));
    if (kernel === undefined || !same) {
      return moveSpecies([first, second], first.map((_, s) => both!({ first, second, partners }, s)), noise); // prettier-ignore
    }
    alone();
    copyEnsemble(of[1], of[0]);
  });
}

const equal = (one: Planes, other: Planes): boolean => one.every((plane, k) => plane.every((x, i) => x === other[k][i]));
