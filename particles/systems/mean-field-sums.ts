/**
 * The averages that drive the mean-field particles:  a-bar(v_i) = (1/N) sum_j a(v_i - v_j),  b-bar(v_i) = (1/N) sum_j b(v_i - v_j).
 *
 * With w = alpha(|z|)/N, S = sum_j w z z^T and B = sum_j w z:  a-bar = tr(S) I - S,  b-bar = -(d-1) B.
 * Maxwell molecules need moments only: S = P^c + (v - u)(v - u)^T and B = v - u, times alpha. Others are summed over all pairs, by this plain form or
 * by the kernel (src/kernels/assembly/mean-field.ts), which agree bit for bit: even columns in one lane and odd ones in another, each in order.
 */
import type { KernelMemory } from "../../src/kernels/index.ts";
import { cloudMean, cloudTemperatureTensor } from "../../src/functionals/index.ts";
import { packedLength } from "../../src/math/small-symmetric.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { strideOf } from "../ensemble.ts";
import type { DiffusionTime } from "./diffusion-time.ts";

/** d planes of B, then those of the upper triangle of S by rows: d + d(d+1)/2 in all. */
export type Sums = Planes;

export type SumsOf = (e: Ensemble) => Sums;

/** What the sums need to know of the interaction. */
export interface Weights {
  readonly alpha: DiffusionTime;
  /** Square of the softening length. */
  readonly soft: number;
  readonly strength: number;
}

const planesOfSums = (dimension: number): number => dimension + packedLength(dimension);

/** All pairs, in plain code; of Maxwell molecules, by moments. */
export function plainSums(weights: Weights): SumsOf {
  if (weights.alpha.mode === 0) return (e) => maxwellSums(e.planes, weights.strength);
  return ({ planes, count }) => {
    const sums = Array.from({ length: planesOfSums(planes.length) }, () => new Float64Array(count));
    for (let i = 0; i < count; i++) sumRow(planes, i, weights, weights.strength / count).forEach((x, k) => (sums[k][i] = x));
    return sums;
  };
}

function sumRow(planes: Planes, i: number, { alpha, soft }: Weights, factor: number): number[] {
  const d = planes.length;
  const lanes = [0, 1].map(() => new Array<number>(planesOfSums(d)).fill(0));
  for (let j = 0; j < planes[0].length; j++) {
    const z = planes.map((plane) => plane[i] - plane[j]);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const w = alpha.weight(square, soft, factor);
    const lane = lanes[j & 1];
    for (let k = 0, at = d; k < d; k++) {
      const wz = w * z[k];
      lane[k] += wz;
      for (let l = k; l < d; l++, at++) lane[at] += wz * z[l];
    }
  }
  return lanes[0].map((x, k) => x + lanes[1][k]);
}

/** Moments about the ensemble's own mean; a particle's own term is among the N, and is zero. */
function maxwellSums(planes: Planes, strength: number): Sums {
  const d = planes.length;
  const mean = cloudMean(planes);
  const tensor = cloudTemperatureTensor(planes);
  const centred = planes.map((plane, k) => plane.map((x) => x - mean[k]));
  const drift = centred.map((plane) => plane.map((x) => strength * x));
  const second = Array.from({ length: d }, (_, k) => Array.from({ length: d - k }, (_, m) => [k, k + m] as const)).flat();
  return [...drift, ...second.map(([k, l]) => centred[k].map((x, i) => strength * (tensor[k][l] + x * centred[l][i])))];
}

/** The kernel's output, and its scratch of 512 weights. */
const outDoubles = (count: number, dimension: number): number => planesOfSums(dimension) * strideOf(count) + 512;

/** Rows per call: the engine replaces its first, slow code only between calls. */
const ROWS = 64;

/** All pairs by the kernel. */
export function kernelSums(weights: Weights, memory: KernelMemory): SumsOf {
  const { alpha, soft, strength } = weights;
  if (alpha.mode === 0) return plainSums(weights);
  const table = alpha.table ? memory.constant(alpha.table.coefficients).byteOffset : 0;
  return ({ planes, count, dimension }) => {
    const stride = strideOf(count);
    const out = memory.scratch(outDoubles(count, dimension));
    // prettier-ignore
    const settings = {
      dimension, count, first: planes[0].byteOffset, stride: 8 * stride, out: out.byteOffset, outStride: 8 * stride,
      mode: alpha.mode, soft, factor: strength / count, halfPower: alpha.halfPower, table, indexBits: alpha.table?.indexBits ?? 0,
      scratch: out.byteOffset + 8 * planesOfSums(dimension) * stride, begin: 0, end: 0,
    };
    for (; settings.begin < count; settings.begin = settings.end) {
      settings.end = Math.min(settings.begin + ROWS, count);
      memory.kernels.meanFieldSums(settings);
    }
    return Array.from({ length: planesOfSums(dimension) }, (_, k) => out.slice(k * stride, k * stride + count));
  };
}
