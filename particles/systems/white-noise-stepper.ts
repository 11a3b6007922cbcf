/**
 * Steps of the white noise by its kernel: draw, couple and advance fused, the same bits as the plain form (white-noise.ts).
 *
 * Memory: the ensembles, a frozen copy and a row's buffer for each of two ensembles, and a block's scratch.
 */
import { ALONE } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Key } from "../../src/protocols/index.ts";
import type { Coupling, Stepper } from "../protocols.ts";
import { openCoupleStep, partnersOf } from "./couple-step.ts";
import type { DiffusionTime } from "./diffusion-time.ts";
import { BLOCK_SCRATCH } from "./kernel-stepper.ts";
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
  const { exports } = memory;
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
    const code = two ? coupling!.kernel! : ALONE;
    freeze(of);
    for (let begin = 0; begin < count; begin += ROWS) {
      exports.whiteNoise(
        dimension,
        alpha.mode,
        code,
        one.planes[0].byteOffset,
        two ? two.planes[0].byteOffset : 0,
        address(0),
        address(1),
        address(2),
        address(3),
        8 * plane,
        count,
        begin,
        Math.min(begin + ROWS, count),
        key.words[0],
        key.words[1],
        key.words[2],
        step,
        sign,
        soft,
        (2 * dt * strength) / count,
        alpha.halfPower,
        table,
        alpha.table?.indexBits ?? 0,
        workspace.byteOffset,
      );
    }
  }

  return openCoupleStep(ensembles, coupling, advance);
}
