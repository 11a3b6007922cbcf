/**
 * Sums of two coupled ensembles for the white noise (white-noise.ts): B and S of each (mean-field-sums.ts), and
 *
 *   C_i = sum_j g c(z, z~),   g = sqrt(alpha alpha~)/N,   g c = E (sigma(z) xi)(sigma(z~) R xi)^T,   z = v_i - v_j,   z~ = w_i - w_pi(j),
 *
 * over the N columns j of one species:
 *
 *   synchronous, and every coupling in d = 2:  c = (z.z~) I - z~ z^T, that is C = tr(G) I - G^T for G = sum_j g z z~^T (polar: -c where z.z~ < 0),
 *   spherical, d = 3:                          c = s I + z z~^T - 2 s m m^T/|m|^2,   s = |z||z~|,   m = |z~| z + |z| z~,
 *   polar, d = 3:                              the same with -z~ for z~ where z.z~ < 0.
 *
 * For Maxwell molecules G = (V - u)(W - u~)^T + the covariance of both clouds: moments. A coupling without a kernel is asked for R by its map: the images of
 * unit noises. That is the definition, and what the closed forms above are tested against.
 */
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import { OPPOSITE_LIMIT, POLAR, SPHERICAL, SYNCHRONOUS } from "../../src/kernels/constants/coupling.ts";
import type { KernelMemory } from "../../src/kernels/index.ts";
import { cloudMean } from "../../src/functionals/index.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { distanceOf, strideOf } from "../ensemble.ts";
import { cross, type RotationNoise, type RowVelocities } from "../noise/rotation-noise.ts";
import type { Coupling } from "../protocols.ts";
import { maxwellSums, planesOfSums, settingsOf, shareRows, squared, sumRow, tileSums, type Sums, type Weights } from "./mean-field-sums.ts";

/** Two ensembles, or one species of each, and what they meet: columns of the first, and of the second its partners in the order in which they are met. */
export interface Couple {
  readonly first: Ensemble;
  readonly second: Ensemble;
  readonly columns: Planes;
  readonly partners: Planes;
}

/** Of each ensemble, and C by rows: d^2 planes. */
export interface CoupleSums {
  readonly own: readonly [Sums, Sums];
  readonly cross: Planes;
}

export type CoupleSumsOf = (couple: Couple) => CoupleSums;

/** What the second ensemble's rotation of the noise is, by its code: in dimension 2 rotations commute. */
export const kindOf = (dimension: number, kernel: number): number => (dimension === 2 && kernel === SPHERICAL ? SYNCHRONOUS : kernel);

/** B and S of each, where Maxwell molecules need moments only. */
const maxwellOwn = ({ first, second, columns, partners }: Couple, { strength }: Weights): CoupleSums["own"] => [
  maxwellSums(first.planes, columns, strength),
  maxwellSums(second.planes, partners, strength),
];

/** By plain code in the order of the kernels; `kernel`: the coupling's code. */
export function plainCoupleSums(weights: Weights, kernel: number): CoupleSumsOf {
  return (couple) => {
    const d = couple.first.dimension;
    const kind = kindOf(d, kernel);
    if (weights.alpha.mode === 0 && kind === SYNCHRONOUS) return { own: maxwellOwn(couple, weights), cross: complement(maxwellCross(couple, weights), d) };
    const raw = byRows(couple, d * d, (i) => crossRow(couple, i, weights, kind));
    return { own: ownRows(couple, weights), cross: d === 2 || kind === SYNCHRONOUS ? complement(raw, d) : raw };
  };
}

/** By the map of a coupling without a kernel. */
export function mappedCoupleSums(weights: Weights, coupling: Coupling<RowVelocities, RotationNoise>): CoupleSumsOf {
  return (couple) => {
    const d = couple.first.dimension;
    return { own: ownRows(couple, weights), cross: byRows(couple, d * d, (i) => mappedRow(couple, i, weights, coupling)) };
  };
}

function byRows({ first: { count } }: Couple, length: number, row: (i: number) => readonly number[]): Planes {
  const sums = Array.from({ length }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) row(i).forEach((x, k) => (sums[k][i] = x));
  return sums;
}

function ownRows(couple: Couple, weights: Weights): CoupleSums["own"] {
  if (weights.alpha.mode === 0) return maxwellOwn(couple, weights);
  const { first, second, columns, partners } = couple;
  const length = planesOfSums(first.dimension);
  return [byRows(couple, length, (i) => sumRow(first.planes, columns, i, weights)), byRows(couple, length, (i) => sumRow(second.planes, partners, i, weights))];
}

/** Relative velocities of a pair in both ensembles, and g. */
function pairOf({ first, second, columns, partners }: Couple, i: number, j: number, { alpha, soft, strength }: Weights) {
  const z = first.planes.map((plane, k) => plane[i] - columns[k][j]);
  const image = second.planes.map((plane, k) => plane[i] - partners[k][j]);
  const factor = strength / columns[0].length;
  return { z, image, g: Math.sqrt(alpha.weight(squared(z), soft, factor) * alpha.weight(squared(image), soft, factor)) };
}

/** Row i of C, or of G under the synchronous coupling and in dimension 2. */
function crossRow(couple: Couple, i: number, weights: Weights, kind: number): number[] {
  const d = couple.first.dimension;
  const turning = d === 3 && kind !== SYNCHRONOUS;
  const tiles = tileSums(couple.columns[0].length, d * d + 7, (j, lane) => {
    const { z, image, g } = pairOf(couple, i, j, weights);
    const sign = kind === POLAR && z.reduce((sum, x, k) => sum + x * image[k], 0) < 0 ? -1 : 1;
    z.forEach((x, k) => image.forEach((y, l) => (lane[d * k + l] += sign * g * x * y)));
    if (turning) turn(lane, z, image.map((y) => sign * y), g); // prettier-ignore
  });
  const sums = new Array<number>(d * d).fill(0);
  for (const tile of tiles) {
    if (turning) PACKED.forEach((at, k) => (sums[k] -= k % 4 === 0 ? tile[9 + at] - tile[15] : tile[9 + at]));
    sums.forEach((x, k) => (sums[k] = x + tile[k]));
  }
  return sums;
}

/** Place of entry k of a 3 x 3 matrix in its upper triangle. */
const PACKED = [0, 1, 2, 1, 3, 4, 2, 4, 5];

/** Adds 2 g s m m^T/|m|^2 and g s to the last seven sums, with |z| m in the place of m. */
function turn(lane: number[], z: readonly number[], image: readonly number[], g: number): void {
  const square = squared(z);
  const product = square * squared(image);
  const s = Math.sqrt(product);
  const m = z.map((x, k) => s * x + square * image[k]);
  const long = squared(m);
  const w = long > OPPOSITE_LIMIT * (square * product) ? (2 * (g * s)) / long : 0;
  for (let k = 0, at = 9; k < 3; k++) for (let l = k; l < 3; l++, at++) lane[at] += w * m[k] * m[l];
  lane[15] += g * s;
}

/** Row i of C by the images R e of unit noises e. */
function mappedRow(couple: Couple, i: number, weights: Weights, { map }: Coupling<RowVelocities, RotationNoise>): number[] {
  const { dimension } = couple.first;
  const count = couple.columns[0].length;
  const pairs = Array.from({ length: count }, (_, j) => pairOf(couple, i, j, weights));
  const rowOf = (side: "z" | "image"): RowVelocities => {
    const z = Array.from({ length: dimension }, (_, k) => Float64Array.from(pairs, (pair) => pair[side][k]));
    return { dimension, pairs: count, row: i, z };
  };
  const velocities = [rowOf("z"), rowOf("image")] as const;
  const sums = new Array<number>(dimension * dimension).fill(0);
  for (let axis = 0; axis < (dimension === 2 ? 1 : 3); axis++) {
    const [unit, image] = [unitNoise(dimension, count, axis), unitNoise(dimension, count, axis)];
    map(image, unit, velocities);
    pairs.forEach((pair, j) => {
      const [x, y] = [kick(unit, j, pair.z), kick(image, j, pair.image)];
      sums.forEach((sum, k) => (sums[k] = sum + pair.g * x[Math.floor(k / dimension)] * y[k % dimension]));
    });
  }
  return sums;
}

/** The same unit noise for each of `count` pairs: a number in dimension 2, a vector along an axis in dimension 3. */
function unitNoise(dimension: number, count: number, axis: number): RotationNoise {
  const plane = (value: number): Float64Array => new Float64Array(count).fill(value);
  return dimension === 2 ? { radial: plane(1), direction: [] } : { radial: plane(0), direction: [0, 1, 2].map((k) => plane(k === axis ? 1 : 0)) };
}

/** sigma(z) x for alpha = 1: the vector product x x z, or in dimension 2 x J z. */
const kick = ({ radial, direction }: RotationNoise, j: number, z: readonly number[]): number[] =>
  z.length === 2 ? [-radial[j] * z[1], radial[j] * z[0]] : cross(direction.map((coordinate) => coordinate[j]), z); // prettier-ignore

/** G to tr(G) I - G^T, for every particle. */
function complement(planes: Planes, d: number): Planes {
  const trace = (i: number, but: number): number => planes.reduce((sum, plane, k) => (k % (d + 1) === 0 && k !== but ? sum + plane[i] : sum), 0);
  return planes.map((plane, k) => {
    const [row, column] = [Math.floor(k / d), k % d];
    return row === column ? plane.map((_, i) => trace(i, k)) : planes[d * column + row].map((x) => -x);
  });
}

/** G of Maxwell molecules. */
function maxwellCross({ first, second, columns, partners }: Couple, { strength }: Weights): Planes {
  const about = (planes: Planes, mean: readonly number[]): Float64Array[] => planes.map((plane, k) => plane.map((x) => x - mean[k]));
  const [one, two] = [cloudMean(columns), cloudMean(partners)];
  const [v, w, met, image] = [about(first.planes, one), about(second.planes, two), about(columns, one), about(partners, two)] as const;
  const covariance = (x: Float64Array, y: Float64Array): number => x.reduce((sum, a, j) => sum + a * y[j], 0) / x.length;
  return v.flatMap((x, k) =>
    w.map((y, l) => {
      const mean = covariance(met[k], image[l]);
      return x.map((a, i) => strength * (mean + a * y[i]));
    }),
  );
}

/** By the kernel. */
export function kernelCoupleSums(weights: Weights, kernel: number, memory: KernelMemory, threads: number): CoupleSumsOf {
  const plain = plainCoupleSums(weights, kernel);
  return (couple) => {
    const { first, second, columns, partners } = couple;
    const { count: rows, dimension: d } = first;
    const kind = kindOf(d, kernel);
    if (weights.alpha.mode === 0 && kind === SYNCHRONOUS) return plain(couple);
    const [stride, distance, count] = [strideOf(rows), distanceOf(first.planes), columns[0].length];
    const own = planesOfSums(d);
    const length = 2 * own + d * d;
    const room = memory.scratch(length * stride + d * distance + threads * BLOCK_SCRATCH);
    const met = room.subarray(length * stride);
    partners.forEach((values, k) => met.set(values, k * distance));
    const scratch = met.byteOffset + 8 * d * distance;
    // prettier-ignore
    const settings = {
      dimension: d, coupling: kind, count, first: first.planes[0].byteOffset, columns: columns[0].byteOffset, second: second.planes[0].byteOffset,
      partners: met.byteOffset, stride: 8 * distance, out: room.byteOffset, outStride: 8 * stride, ...settingsOf(weights, memory, count), scratch, begin: 0, end: 0,
    };
    shareRows(memory.crew(threads), rows, (kernels, rank, begin, end) => {
      settings.scratch = scratch + 8 * BLOCK_SCRATCH * rank;
      settings.begin = begin;
      settings.end = end;
      kernels.coupleSums(settings);
    });
    const planes = (from: number, to: number): Planes =>
      Array.from({ length: to - from }, (_, k) => room.slice((from + k) * stride, (from + k) * stride + rows));
    const raw = planes(2 * own, length);
    return {
      own: weights.alpha.mode === 0 ? maxwellOwn(couple, weights) : [planes(0, own), planes(own, 2 * own)],
      cross: d === 2 || kind === SYNCHRONOUS ? complement(raw, d) : raw,
    };
  };
}
