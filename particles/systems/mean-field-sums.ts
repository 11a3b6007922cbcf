/**
 * The averages that drive the mean-field particles and the white noise:  a-bar(v_i) = (1/N) sum_j a(v_i - v_j),  b-bar(v_i) = (1/N) sum_j b(v_i - v_j).
 *
 * With w = alpha(|z|)/N, S = sum_j w z z^T and B = sum_j w z:  a-bar = tr(S) I - S,  b-bar = -(d-1) B. The N columns v_j are those of the rows' own ensemble, or of
 * another species (encounters.ts). Maxwell molecules need their moments only: S = P^c + (v - u)(v - u)^T and B = v - u, times alpha. Others are summed over all pairs, by this plain form or
 * by the kernel (src/kernels/assembly/tiles.ts), which agree bit for bit: tiles of 512 columns, even columns in one lane and odd ones in another.
 * Threads share the rows; the bits do not depend on their number.
 */
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import type { Crew, KernelMemory } from "../../src/kernels/index.ts";
import { cloudMean, cloudTemperatureTensor } from "../../src/functionals/index.ts";
import { packedLength } from "../../src/math/small-symmetric.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { PAIRS_PER_BLOCK } from "../../src/random/block-generator.ts";
import { distanceOf, strideOf } from "../ensemble.ts";
import type { DiffusionTime } from "./diffusion-time.ts";

/** d planes of B, then those of the upper triangle of S by rows: d + d(d+1)/2 in all. */
export type Sums = Planes;

/** Of all rows; columns are the rows themselves by default, and else of the same ensemble as the rows. */
export type SumsOf = (rows: Ensemble, columns?: Planes) => Sums;

/** What the sums need to know of the interaction. */
export interface Weights {
  readonly alpha: DiffusionTime;
  /** Square of the softening length. */
  readonly soft: number;
  readonly strength: number;
}

export const planesOfSums = (dimension: number): number => dimension + packedLength(dimension);

/** All pairs, in plain code; of Maxwell molecules, by moments. */
export function plainSums(weights: Weights): SumsOf {
  if (weights.alpha.mode === 0) return ({ planes }, columns = planes) => maxwellSums(planes, columns, weights.strength);
  return ({ planes, count }, columns = planes) => {
    const sums = Array.from({ length: planesOfSums(planes.length) }, () => new Float64Array(count));
    for (let i = 0; i < count; i++) sumRow(planes, columns, i, weights).forEach((x, k) => (sums[k][i] = x));
    return sums;
  };
}

/** B and S of row i over these columns. */
export function sumRow(planes: Planes, columns: Planes, i: number, { alpha, soft, strength }: Weights): number[] {
  const d = planes.length;
  const factor = strength / columns[0].length;
  const tiles = tileSums(columns[0].length, planesOfSums(d), (j, lane) => {
    const z = planes.map((plane, k) => plane[i] - columns[k][j]);
    const w = alpha.weight(squared(z), soft, factor);
    for (let k = 0, at = d; k < d; k++) {
      const wz = w * z[k];
      lane[k] += wz;
      for (let l = k; l < d; l++, at++) lane[at] += wz * z[l];
    }
  });
  return tiles.reduce((sums, tile) => sums.map((x, k) => x + tile[k]));
}

export const squared = (z: readonly number[]): number => z.reduce((sum, x) => sum + x * x, 0);

/** Sums over each tile of columns, as the kernels make them: `add` adds what column j contributes to the sums of its lane. */
export function tileSums(columns: number, length: number, add: (j: number, lane: number[]) => void): number[][] {
  return Array.from({ length: Math.ceil(columns / PAIRS_PER_BLOCK) }, (_, tile) => {
    const lanes = [0, 1].map(() => new Array<number>(length).fill(0));
    const start = tile * PAIRS_PER_BLOCK;
    for (let j = start; j < Math.min(start + PAIRS_PER_BLOCK, columns); j++) add(j, lanes[j & 1]);
    return lanes[0].map((x, k) => x + lanes[1][k]);
  });
}

/** Moments about the columns' mean; a particle's own term, where it is among the N, is zero. */
export function maxwellSums(rows: Planes, columns: Planes, strength: number): Sums {
  const d = rows.length;
  const mean = cloudMean(columns);
  const tensor = cloudTemperatureTensor(columns);
  const centred = rows.map((plane, k) => plane.map((x) => x - mean[k]));
  const drift = centred.map((plane) => plane.map((x) => strength * x));
  const second = Array.from({ length: d }, (_, k) => Array.from({ length: d - k }, (_, m) => [k, k + m] as const)).flat();
  return [...drift, ...second.map(([k, l]) => centred[k].map((x, i) => strength * (tensor[k][l] + x * centred[l][i])))];
}

/** The interaction with `count` columns as the kernels take it. */
export function settingsOf({ alpha, soft, strength }: Weights, memory: KernelMemory, count: number) {
  return {
    ...{ mode: alpha.mode, soft, factor: strength / count, halfPower: alpha.halfPower },
    table: alpha.table ? memory.constant(alpha.table.coefficients).byteOffset : 0,
    indexBits: alpha.table?.indexBits ?? 0,
  };
}

/** Rows per call: the engine replaces its first, slow code only between calls. */
const ROWS = 64;
/** Calls that a thread is handed at once, at most. */
const CALLS = 64;

/** Shares `count` rows out over a crew, some rows a call. */
export function shareRows(crew: Crew, count: number, call: (kernels: KernelMemory["kernels"], rank: number, begin: number, end: number) => void): void {
  crew.run((kernels, rank) => {
    const [from, to] = [Math.floor((count * rank) / crew.threads), Math.floor((count * (rank + 1)) / crew.threads)];
    const rows = Math.max(ROWS, Math.ceil((to - from) / CALLS));
    for (let begin = from; begin < to; begin += rows) call(kernels, rank, begin, Math.min(begin + rows, to));
  });
}

/** All pairs by the kernel. */
export function kernelSums(weights: Weights, memory: KernelMemory, threads = 1): SumsOf {
  if (weights.alpha.mode === 0) return plainSums(weights);
  return ({ planes, count: rows, dimension }, columns = planes) => {
    const [stride, count] = [strideOf(rows), columns[0].length];
    const room = memory.scratch(planesOfSums(dimension) * stride + threads * BLOCK_SCRATCH);
    const scratch = room.byteOffset + 8 * planesOfSums(dimension) * stride;
    // prettier-ignore
    const settings = {
      dimension, count, first: planes[0].byteOffset, columns: columns[0].byteOffset, stride: 8 * distanceOf(planes), out: room.byteOffset, outStride: 8 * stride,
      ...settingsOf(weights, memory, count), scratch, begin: 0, end: 0,
    };
    shareRows(memory.crew(threads), rows, (kernels, rank, begin, end) => {
      settings.scratch = scratch + 8 * BLOCK_SCRATCH * rank;
      settings.begin = begin;
      settings.end = end;
      kernels.meanFieldSums(settings);
    });
    return Array.from({ length: planesOfSums(dimension) }, (_, k) => room.slice(k * stride, k * stride + rows));
  };
}
