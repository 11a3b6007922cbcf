/**
 * The sums of the white noise (white-noise-sums.ts) in single precision, where precision.ts allows it: rows by single-rows.ts or by the kernel, which agree bit for bit.
 *
 * Coordinates are taken about the mean of their ensemble, in double precision, and in units of a power of four at or above the extent of the first ensemble: a scale
 * whose powers -3/2, ... are exact, so that it rounds nothing. With the sums of a row,
 *
 *   S~ = S + F + F^T + E,   F = sum p D^T,   E = sum D D^T,   C = tr(G) I - G^T + N,   G = S + F,
 *
 * so that A + B - C - C^T, what two ensembles do not share, is tr(E) I - E - 2 N: as exact as the differences D are, and zero for equal ensembles. Of Maxwell
 * molecules B and S of the first and B of the second are moments.
 */
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { strideOf } from "../ensemble.ts";
import { maxwellSums, planesOfSums, shareRows, type Sums, type SumsOf, type Weights } from "./mean-field-sums.ts";
import { extentOf, type Extent } from "./precision.ts";
import { singleLength, singleRow, type SingleClouds, type SingleSettings } from "./single-rows.ts";
import { kindOf, type CoupleSumsOf } from "./white-noise-sums.ts";

/** All rows of these clouds: planes of doubles. */
export type SingleRows = (clouds: SingleClouds, settings: SingleSettings) => Planes;

/** By plain code. */
export const plainSingleRows: SingleRows = (clouds, settings) => {
  const [count, d] = [clouds[0][0].length, clouds[0].length];
  const planes = Array.from({ length: singleLength(d, clouds.length > 2) }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) singleRow(clouds, i, settings).forEach((x, k) => (planes[k][i] = x));
  return planes;
};

/** By the kernel. */
export function kernelSingleRows(memory: KernelMemory, threads: number): SingleRows {
  return (clouds, { mode, soft, kind }) => {
    const [rows, count, dimension] = [clouds[0][0].length, clouds[1][0].length, clouds[0].length];
    const [stride, distance] = [strideOf(rows), strideOf(Math.max(rows, count))];
    const length = singleLength(dimension, clouds.length > 2);
    const room = memory.scratch(length * stride + clouds.length * dimension * distance + threads * BLOCK_SCRATCH);
    const [out, velocities] = [room.byteOffset, room.byteOffset + 8 * length * stride];
    const [first, columns, second, partners] = clouds.map((planes, c) => {
      const from = velocities + 4 * c * dimension * distance;
      planes.forEach((plane, k) => new Float32Array(room.buffer, from + 4 * k * distance, plane.length).set(plane));
      return from;
    });
    const scratch = velocities + 8 * clouds.length * dimension * distance;
    // prettier-ignore
    const settings = {
      dimension, mode, coupling: kind, first, columns, second, partners, stride: 4 * distance, count, soft, out, outStride: 8 * stride, scratch, begin: 0, end: 0,
    };
    shareRows(memory.crew(threads), rows, (kernels, rank, begin, end) => {
      settings.scratch = scratch + 8 * BLOCK_SCRATCH * rank;
      settings.begin = begin;
      settings.end = end;
      if (clouds.length === 2) kernels.meanFieldSumsSingle(settings);
      else kernels.coupleSumsSingle(settings);
    });
    return Array.from({ length }, (_, k) => room.slice(k * stride, k * stride + rows));
  };
}

/** B and S of one ensemble. */
export function singleSums(weights: Weights, rows: SingleRows): SumsOf {
  return ({ planes }, columns = planes) => {
    const extent = extentOf(planes, columns);
    const units = unitsOf(extent, columns[0].length, weights);
    const clouds = [planes, columns].map((each) => singles(each, extent, units.length));
    return scaledOwn(rows(clouds, { mode: weights.alpha.mode, soft: units.soft, kind: 0 }), planes.length, units);
  };
}

/** The sums of a couple; `kernel`: the coupling's code. */
export function singleCoupleSums(weights: Weights, kernel: number, rows: SingleRows): CoupleSumsOf {
  return ({ first, second, columns, partners }) => {
    const d = first.dimension;
    const own = planesOfSums(d);
    const [one, two] = [extentOf(first.planes, columns), extentOf(second.planes, partners)];
    const units = unitsOf(one, columns[0].length, weights);
    const single = (extent: Extent, ...clouds: readonly Planes[]): Float32Array[][] => clouds.map((planes) => singles(planes, extent, units.length));
    const clouds = [...single(one, first.planes, columns), ...single(two, second.planes, partners)];
    const raw = rows(clouds, { mode: weights.alpha.mode, soft: units.soft, kind: kindOf(d, kernel) });
    const moments = (e: Planes, of: Planes): Sums | undefined => (weights.alpha.mode === 0 ? maxwellSums(e, of, weights.strength) : undefined);
    const lead = moments(first.planes, columns) ?? scaledOwn(raw, d, units);
    const drift = moments(second.planes, partners)?.slice(0, d) ?? raw.slice(own, own + d).map((plane) => plane.map((x) => x * units.vector));
    return { own: [lead, [...drift, ...squares(lead, raw, units.matrix)]], cross: crossed(lead, raw, units.matrix) };
  };
}

/** Place of entry k of a matrix in its upper triangle. */
const placesOf = (d: number): readonly number[] => (d === 2 ? [0, 1, 1, 2] : [0, 1, 2, 1, 3, 4, 2, 4, 5]);

/** S~ from a row's sums. */
function squares(lead: Sums, raw: Planes, scale: number): Planes {
  const d = lead.length === 5 ? 2 : 3;
  const [own, places] = [planesOfSums(d), placesOf(d)];
  const result: Float64Array[] = [];
  places.forEach((at, k) => {
    const [row, column] = [Math.floor(k / d), k % d];
    if (row > column) return;
    const [s, f, g, e] = [lead[d + at], raw[2 * own + k], raw[2 * own + d * column + row], raw[own + d + at]];
    result.push(s.map((x, i) => x + scale * (f[i] + g[i] + e[i])));
  });
  return result;
}

/** C from a row's sums. */
function crossed(lead: Sums, raw: Planes, scale: number): Planes {
  const d = lead.length === 5 ? 2 : 3;
  const [own, places] = [planesOfSums(d), placesOf(d)];
  const turns = raw.slice(2 * own + d * d);
  return places.map((at, k) => {
    const [row, column] = [Math.floor(k / d), k % d];
    const sum = turns[at].map((x) => scale * x);
    const add = (from: number, sign: number): void => {
      const [s, f] = [lead[d + places[from]], raw[2 * own + from]];
      for (let i = 0; i < sum.length; i++) sum[i] += sign * (s[i] + scale * f[i]);
    };
    if (row !== column) add(d * column + row, -1);
    else for (let j = 0; j < d; j++) if (j !== row) add((d + 1) * j, 1);
    return sum;
  });
}

interface Units {
  readonly length: number;
  /** The square of the softening in these units. */
  readonly soft: number;
  /** Of B and of S. */
  readonly vector: number;
  readonly matrix: number;
}

function unitsOf({ radius }: Extent, count: number, { alpha, soft, strength }: Weights): Units {
  let length = 1;
  while (length < radius) length *= 4;
  while (length / 4 >= radius) length /= 4;
  let vector = (strength / count) * length;
  for (let k = 0; k < alpha.mode; k++) vector /= length;
  return { length, soft: soft / (length * length), vector, matrix: vector * length };
}

function singles(planes: Planes, { centre }: Extent, length: number): Float32Array[] {
  return planes.map((plane, k) => {
    const [single, middle] = [new Float32Array(plane.length), centre[k]];
    for (let i = 0; i < plane.length; i++) single[i] = (plane[i] - middle) / length;
    return single;
  });
}

const scaledOwn = (raw: Planes, d: number, { vector, matrix }: Units): Sums =>
  raw.slice(0, planesOfSums(d)).map((plane, k) => plane.map((x) => x * (k < d ? vector : matrix)));
