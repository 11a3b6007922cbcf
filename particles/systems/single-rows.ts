/**
 * A row of the white noise's sums in single precision, in plain code: the twin of src/kernels/assembly/single-sums, bit for bit. With
 *
 *   p = sqrt(alpha(z)) z,   q = sqrt(alpha(z~)) z~,   D = q - p   (-q for q under the polar coupling where p.q < 0),   n = p x D
 *
 * a row holds  B = sum alpha z,  S = sum alpha z z^T;  B~,  sum D D^T;  sum p D^T by rows;  N = sum n n^T/(|p||q| + p.q)  of couplings that turn in dimension 3.
 * Every operation is rounded to single precision; the four lanes of a tile of 512 columns are added in double precision, and tiles to the row.
 * Opposite p and q have no plane to turn in: they add 2 |p||q| (I - p p^T/|p|^2) to N, by which both increments across z are the same.
 */
import { PAIRS_PER_BLOCK, SINGLE_FLOOR } from "../../src/kernels/constants/block.ts";
import { OPPOSITE_SINGLE, POLAR, SPHERICAL } from "../../src/kernels/constants/coupling.ts";
import { packedLength } from "../../src/math/small-symmetric.ts";
import { planesOfSums } from "./mean-field-sums.ts";

/** Centred velocities of rows and columns of one ensemble, or of both in turn, in units of the first's extent: d planes each. */
export type SingleClouds = readonly (readonly Float32Array[])[];

/** The interaction and the coupling, by their codes; `soft` in the units of the clouds. */
export interface SingleSettings {
  readonly mode: number;
  readonly soft: number;
  readonly kind: number;
}

/** Length of a row. */
export const singleLength = (d: number, coupled: boolean): number => (coupled ? 2 * planesOfSums(d) + d * d + packedLength(d) : planesOfSums(d));

const f = Math.fround;
const LANES = 4;

export function singleRow([v, columns, w, partners]: SingleClouds, i: number, settings: SingleSettings): number[] {
  const [count, d] = [columns[0].length, v.length];
  const own = planesOfSums(d);
  const length = singleLength(d, w !== undefined);
  const row = new Array<number>(length).fill(0);
  const turning = d === 3 && settings.kind >= SPHERICAL;
  for (let start = 0; start < count; start += PAIRS_PER_BLOCK) {
    const lanes = Array.from({ length: LANES }, () => new Array<number>(length).fill(0));
    for (let j = start; j < Math.min(start + PAIRS_PER_BLOCK, count); j++) {
      const lane = lanes[j % LANES];
      const { z, alpha } = pairOf(v, columns, i, j, settings);
      scaled(alpha, z).forEach((x, k) => gain(lane, k, 1, x));
      addMatrix(lane, d, alpha, z);
      if (!w) continue;
      const image = pairOf(w, partners, i, j, settings);
      const [p, q] = [scaled(f(Math.sqrt(alpha)), z), scaled(f(Math.sqrt(image.alpha)), image.z)];
      addVector(lane, own, f(Math.sqrt(image.alpha)), q);
      const sign = settings.kind === POLAR && dot(p, q) < 0 ? -1 : 1;
      const difference = p.map((x, k) => f(sign * q[k] - x));
      addMatrix(lane, own + d, 1, difference);
      p.forEach((x, k) => difference.forEach((y, l) => gain(lane, 2 * own + d * k + l, x, y)));
      if (turning) turn(lane, row, 2 * own + 9, p, difference);
    }
    row.forEach((x, k) => (row[k] = x + (lanes[0][k] + lanes[2][k] + (lanes[1][k] + lanes[3][k]))));
  }
  return row;
}

/** a x + lane[at]. */
const gain = (lane: number[], at: number, a: number, x: number): void => void (lane[at] = f(f(a * x) + lane[at]));

const addVector = (lane: number[], at: number, scale: number, x: readonly number[]): void => x.forEach((a, k) => gain(lane, at + k, scale, a));

/** Adds scale x x^T to the upper triangle from `at` on. */
function addMatrix(lane: number[], at: number, scale: number, x: readonly number[]): void {
  for (let k = 0; k < x.length; k++) for (let l = k; l < x.length; l++, at++) gain(lane, at, f(scale * x[k]), x[l]);
}

function dot(a: readonly number[], b: readonly number[]): number {
  const planar = f(f(a[0] * b[0]) + f(a[1] * b[1]));
  return a.length === 3 ? f(f(a[2] * b[2]) + planar) : planar;
}

/** z = v_i - w_j and alpha. */
function pairOf(v: readonly Float32Array[], w: readonly Float32Array[], i: number, j: number, { mode, soft }: SingleSettings) {
  const z = v.map((plane, k) => f(plane[i] - w[k][j]));
  return { z, alpha: weight(mode, f(dot(z, z) + f(soft))) };
}

function weight(mode: number, square: number): number {
  if (mode === 0) return 1;
  if (mode === 1) return f(1 / f(Math.sqrt(Math.max(square, f(SINGLE_FLOOR)))));
  return mode === 2 ? f(1 / square) : f(1 / f(square * f(Math.sqrt(square))));
}

const scaled = (s: number, z: readonly number[]): number[] => z.map((x) => f(s * x));

/** Adds to N of the lane; of opposite vectors to that of the row. */
function turn(lane: number[], row: number[], at: number, p: readonly number[], difference: readonly number[]): void {
  const n = [0, 1, 2].map((k) => f(f(p[(k + 1) % 3] * difference[(k + 2) % 3]) - f(p[(k + 2) % 3] * difference[(k + 1) % 3])));
  const q = p.map((x, k) => f(x + difference[k]));
  const [square, along] = [dot(n, n), dot(p, q)];
  const product = f(dot(p, p) * dot(q, q));
  const size = f(Math.sqrt(product));
  if (along < 0 && square <= f(f(OPPOSITE_SINGLE) * product)) return addOpposite(row, at, p, difference);
  const below = Math.max(along < 0 ? square : f(size + along), f(SINGLE_FLOOR));
  addMatrix(lane, at, f((along < 0 ? f(size - along) : 1) / below), n);
}

function addOpposite(row: number[], at: number, p: readonly number[], difference: readonly number[]): void {
  const q = p.map((x, k) => x + difference[k]);
  const square = p[0] * p[0] + p[1] * p[1] + p[2] * p[2];
  const twice = 2 * Math.sqrt(square * (q[0] * q[0] + q[1] * q[1] + q[2] * q[2]));
  for (let k = 0; k < 3; k++) for (let l = k; l < 3; l++, at++) row[at] += (k === l ? twice : 0) - (twice / square) * p[k] * p[l];
}
