/**
 * Steps of the white noise by its kernel: draw, couple and advance fused, the same bits as the plain form (white-noise.ts).
 *
 * Memory: the ensembles, a frozen copy and a row's buffer for each of two ensembles, and a block's scratch.
 */
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import { ALONE } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Key } from "../../src/protocols/index.ts";
import type { Coupling, Stepper } from "../protocols.ts";
import { openCoupleStep, partnersOf } from "./couple-step.ts";
import type { DiffusionTime } from "./diffusion-time.ts";
import type { RotationNoise, RowVelocities } from "../noise/rotation-noise.ts";
import { strideOf } from "../ensemble.ts";

/** The interaction as the kernel takes it. */
export interface SoftenedAlpha {
  readonly alpha: DiffusionTime;
  /** Square of the softening length. */
  readonly soft: number;
  readonly strength: number;
}

/** The kernel reads one lane before the last partner. */
const MARGIN = 8;

/** Doubles of the scratch: of a block, two frozen copies and two rows. */
function whiteNoiseScratch(count: number, dimension: number): number {
  return BLOCK_SCRATCH + 4 * (MARGIN + dimension * strideOf(count));
}

/** Rows per call: the engine replaces its first, slow code only between calls. */
const ROWS = 64;

export function openWhiteNoiseKernel(
  { alpha, soft, strength }: SoftenedAlpha,
  memory: KernelMemory,
  ensembles: readonly Ensemble[],
  coupling?: Coupling<RowVelocities, RotationNoise>,
): Stepper {
  const { count, dimension } = ensembles[0];
  const plane = strideOf(count);
  const workspace = memory.scratch(whiteNoiseScratch(count, dimension));
  const table = alpha.table ? memory.constant(alpha.table.coefficients).byteOffset : 0;
  const region = (k: number): number => BLOCK_SCRATCH + MARGIN + k * (MARGIN + dimension * plane);
  const address = (k: number): number => workspace.byteOffset + 8 * region(k);

  function freeze(of: readonly Ensemble[]): void {
    const partners = partnersOf(
      of.map((e) => e.planes),
      of.length === 2 ? coupling : undefined,
    );
    partners.forEach((planes, k) => planes.forEach((values, d) => workspace.set(values, region(k) + d * plane)));
  }

  function advance(of: readonly Ensemble[], key: Key, step: number, dt: number, sign: 1 | -1): void {
    const [one, two] = of as readonly [Ensemble, Ensemble?];
    freeze(of);
    const [k0, k1, salt] = key.words;
    const { mode, halfPower } = alpha;
    // prettier-ignore
    const settings = {
      dimension, coupling: two ? coupling!.kernel! : ALONE, first: one.planes[0].byteOffset, second: two ? two.planes[0].byteOffset : 0,
      partners: address(0), secondPartners: address(1), row: address(2), secondRow: address(3), stride: 8 * plane, count,
      k0, k1, salt, index: step, sign,
      mode, soft, factor: (2 * dt * strength) / count, halfPower, table, indexBits: alpha.table?.indexBits ?? 0, scratch: workspace.byteOffset,
      begin: 0, end: 0,
    };
    for (; settings.begin < count; settings.begin = settings.end) {
      settings.end = Math.min(settings.begin + ROWS, count);
      memory.kernels.whiteNoise(settings);
    }
  }

  return openCoupleStep(ensembles, coupling, advance);
}
