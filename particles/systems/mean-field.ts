/**
 * The mean-field diffusion: one Brownian motion per particle, driven by the averages over the ensemble,
 *
 *   dV_i = 2 b-bar(V_i) dt + sqrt(2) a-bar(V_i)^{1/2} dB_i,   a-bar(v) = (1/N) sum_j a(v - V_j),   b-bar(v) = (1/N) sum_j b(v - V_j).
 *
 * (N. Fournier, Kinet. Relat. Models 2 (2009) 451; N. Fournier and M. Hauray, Ann. Probab. 44 (2016) 3581.) The symmetric square root, Euler and Maruyama: weak order 1.
 * Of a mixture by the masses, densities and interactions of encounters.ts: numbers of particles are free of densities.
 * Alone it has the law of the white noise of Fournier and Guerin (white-noise.ts): given the velocities, both move each particle by an independent
 * Gaussian of covariance 2 a-bar dt. They differ in what two ensembles can share.
 * Momentum and energy are conserved in mean only (momentum exactly so, since b is odd; energy as dt tends to 0): `conserves` is empty.
 *
 * Cost: the averages, N^2 pairs, by kernel; O(N) for Maxwell molecules (mean-field-sums.ts). The averages are frozen before any block moves; a block
 * is 512 particles. The square roots are plain code for both forms.
 */
import type { KernelMemory } from "../../src/kernels/index.ts";
import { packedLength, rootInPlace } from "../../src/math/small-symmetric.ts";
import { modelName, modelOf } from "../../src/model/species.ts";
import type { Ensemble, NoiseOf } from "../../src/protocols/index.ts";
import type { Coupling, Stepper, System } from "../protocols.ts";
import { encountersOf, mixtureSums } from "./encounters.ts";
import { kernelSums, plainSums, type Sums, type SumsOf, type Weights } from "./mean-field-sums.ts";
import { normals, type AveragedDiffusion, type BrownianIncrements } from "../noise/normal-noise.ts";
import { openPlainStepper } from "./plain-stepper.ts";
import { checkDiffusive, checkSoftening, type DiffusiveOptions } from "./softening.ts";
import { knownOptions } from "../../src/names/options.ts";

/** The mean-field diffusion as a particle system. */
export interface MeanField extends System<AveragedDiffusion, BrownianIncrements, NoiseOf> {
  readonly softening: number;
  /** The same steps with the sums by plain code; slow, for tests and for reading. */
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<AveragedDiffusion, BrownianIncrements>): Stepper;
}

const BLOCK = 512;

/** The mean-field diffusion in dimension 2 or 3. Throws ScenarioError when softening is no length. */
export function meanField(options: DiffusiveOptions): MeanField {
  knownOptions("meanField", options, ["potential", "softening", "model"]);
  const { softening = 0 } = options;
  checkSoftening(softening);
  const model = modelOf(options);
  const encounters = encountersOf(options, softening);
  const byMoments = encounters.every((met) => met.every(({ weights }) => weights.alpha.mode === 0));
  const withSums = (sumsOf: (weights: Weights) => SumsOf): MeanField => {
    const all = mixtureSums(encounters, sumsOf);
    const frozen = new WeakMap<Ensemble, Sums>();
    return {
      name: `mean-field diffusion, ${modelName(model)}`,
      model,
      softening,
      weakOrder: () => 1,
      conserves: [],
      brownian: true,
      options: { softening },
      check: (dimension, particles) => checkDiffusive("the mean-field diffusion", options, dimension, particles),
      prepare(ensembles) {
        for (const e of ensembles) frozen.set(e, all(e));
        return Math.ceil(ensembles[0].count / BLOCK);
      },
      coefficients: (e, _key, _step, block) => averaged(frozen.get(e)!, e.dimension, block),
      draw: (key, step, block, of, sign) => ({
        increments: normals(key, step, block, { components: of.dimension, count: of.count }, sign),
      }),
      advance: (e, dt, _block, of, noise) => diffuse(e, dt, of, noise),
      // The sums are what takes time, and have a kernel under every coupling.
      effort: (particles) => ({ work: byMoments ? 100 * particles : particles * particles }),
      stepper: (memory: KernelMemory, ensembles, coupling) =>
        openPlainStepper(
          withSums((weights) => kernelSums(weights, memory)),
          ensembles,
          coupling,
        ),
      plainStepper: (ensembles, coupling) => openPlainStepper(withSums(plainSums), ensembles, coupling),
    };
  };
  return withSums(plainSums);
}

function averaged(sums: Sums, dimension: number, block: number): AveragedDiffusion {
  const begin = block * BLOCK;
  const count = Math.min(sums[0].length - begin, BLOCK);
  const drift = sums.slice(0, dimension).map((plane) => plane.subarray(begin, begin + count).map((x) => -2 * (dimension - 1) * x));
  const root = Array.from({ length: packedLength(dimension) }, () => new Float64Array(count));
  const packed = new Float64Array(packedLength(dimension));
  for (let k = 0; k < count; k++) {
    for (let at = 0; at < packed.length; at++) packed[at] = sums[dimension + at][begin + k]!;
    complement(dimension, packed);
    rootInPlace(dimension, packed);
    for (let at = 0; at < packed.length; at++) root[at][k] = packed[at]!;
  }
  return { dimension, begin, count, drift, root };
}

/** S to tr(S) I - S. */
function complement(dimension: number, packed: Float64Array): void {
  if (dimension === 2) {
    const [xx, xy, yy] = [packed[0], packed[1], packed[2]];
    packed[0] = yy;
    packed[1] = -xy;
    packed[2] = xx;
    return;
  }
  const [xx, yy, zz] = [packed[0], packed[3], packed[5]];
  for (let at = 0; at < 6; at++) packed[at] = -packed[at];
  packed[0] = yy + zz;
  packed[3] = xx + zz;
  packed[5] = xx + yy;
}

/** v += dt drift + sqrt(2 dt) root increments. */
function diffuse(e: Ensemble, dt: number, { dimension, begin, count, drift, root }: AveragedDiffusion, noise: BrownianIncrements): void {
  const size = Math.sqrt(2 * dt);
  const rows = dimension === 2 ? [[0, 1], [1, 2]] : [[0, 1, 2], [1, 3, 4], [2, 4, 5]]; // prettier-ignore
  e.planes.forEach((plane, i) => {
    const entries = rows[i].map((at) => root[at]);
    for (let k = 0; k < count; k++) {
      let kick = 0;
      for (let j = 0; j < dimension; j++) kick += entries[j][k] * noise.increments[j][k];
      plane[begin + k] += dt * drift[i][k] + size * kick;
    }
  });
}
