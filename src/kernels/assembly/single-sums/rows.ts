// The sums of the white noise in single precision, by tiles of 512 columns whose sums are added in double precision. With the vectors
//   p = sqrt(alpha(z)) z,   q = sqrt(alpha(z~)) z~,   D = q - p   (-q for q under the polar coupling where p.q < 0),
// they are  B = sum alpha z  and  S = sum alpha z z^T  of the first ensemble,  B~  of the second,  sum D D^T,  sum p D^T, and of the turning couplings in
// dimension 3  N = sum n n^T / (|p||q| + p.q),  n = p x D,  by which C differs from the synchronous one. Differences are summed as such, so that what two
// ensembles do not share is as exact, relative to itself, as what they do. Coordinates are centred and in units of the extent of the first ensemble
// (particles/systems/single-sums.ts and single-rows.ts, the twin). Modes 0 to 3: alpha = 1, r^-1, r^-2, r^-3.
import { POLAR, SPHERICAL } from "../../constants/coupling";
import { Plane, Space } from "../single";
import { copyRest, TILE } from "../tiles";
import { mixed, turned } from "./crossed";
import { REST, SECOND_REST, SLOT, SOFT } from "./layout";
import { alone, fold, follow, lead } from "./own";

/** All sums of a tile. `columns`, `images`: what the row at `v` and its image at `w` meet. */
function tile<V>(
  mode: i32, coupling: i32, v: usize, w: usize, vStride: usize, columns: usize, images: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize,
): void {
  const own = (sizeof<V>() == 4 ? 9 : 5) * outStride;
  const crossed = out + 2 * own;
  lead<V>(mode, v, vStride, columns, stride, bytes, scratch, out, outStride);
  if (coupling == POLAR) fold<V>(mode, w, vStride, images, stride, bytes, scratch, out + own, outStride);
  else follow<V>(mode, w, vStride, images, stride, bytes, scratch, out + own, outStride);
  mixed<V>(bytes, scratch, crossed, outStride);
  if (sizeof<V>() == 4 && coupling >= SPHERICAL) turned(bytes, scratch, crossed + 9 * outStride, outStride);
}

/** Pads the columns beyond the last whole tile to whole vectors by the velocity at `v`, for which z = 0. */
function padRest(dimension: i32, v: usize, stride: usize, count: i32, rest: usize): void {
  const here = count & (TILE - 1);
  const end = rest + (<usize>here << 2);
  for (let k = 0; k < dimension; k++) {
    const x = load<f32>(v + <usize>k * stride);
    for (let j: usize = 0; j < <usize>(-here & 3); j++) store<f32>(end + <usize>k * SLOT + (j << 2), x);
  }
}

/**
 * Rows begin ... end - 1 of `first` over `count` columns in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart. `out`: d
 * planes of B, then the d (d+1)/2 of the upper triangle of S by rows, doubles `outStride` bytes apart. `scratch`: of a block, one for each thread.
 */
export function meanFieldSumsSingle(
  dimension: i32, mode: i32, first: usize, columns: usize, stride: usize, count: i32, begin: i32, end: i32, soft: f64, out: usize, outStride: usize, scratch: usize,
): void {
  const sums = dimension + (dimension * (dimension + 1)) / 2;
  store<f32>(scratch, <f32>soft, SOFT);
  copyRest<f32>(dimension, columns, stride, count, scratch + REST, SLOT);
  for (let i = begin; i < end; i++) {
    const v = first + (<usize>i << 2);
    const o = out + (<usize>i << 3);
    for (let s = 0; s < sums; s++) store<f64>(o + <usize>s * outStride, 0);
    padRest(dimension, v, stride, count, scratch + REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const bytes = <usize>((min(count - start, TILE) + 3) & ~3) << 2;
      const here = whole ? columns + (<usize>start << 2) : scratch + REST;
      if (dimension == 2) alone<Plane>(mode, v, stride, here, whole ? stride : SLOT, bytes, scratch, o, outStride);
      else alone<Space>(mode, v, stride, here, whole ? stride : SLOT, bytes, scratch, o, outStride);
    }
  }
}

/**
 * Rows begin ... end - 1 of a couple in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart, as of `coupleSums`.
 * `coupling`: of constants/coupling.ts. `out`, doubles `outStride` bytes apart: B and the upper triangle of S of the first, B of the second and the upper
 * triangle of sum D D^T, sum p D^T by rows, and the upper triangle of N, zero but for turning couplings in dimension 3.
 */
export function coupleSumsSingle(
  dimension: i32, mode: i32, coupling: i32, first: usize, columns: usize, second: usize, partners: usize, stride: usize, count: i32, begin: i32, end: i32,
  soft: f64, out: usize, outStride: usize, scratch: usize,
): void {
  const packed = (dimension * (dimension + 1)) / 2;
  const sums = 2 * (dimension + packed) + dimension * dimension + packed;
  store<f32>(scratch, <f32>soft, SOFT);
  copyRest<f32>(dimension, columns, stride, count, scratch + REST, SLOT);
  copyRest<f32>(dimension, partners, stride, count, scratch + SECOND_REST, SLOT);
  for (let i = begin; i < end; i++) {
    const k = <usize>i << 2;
    const o = out + (<usize>i << 3);
    for (let s = 0; s < sums; s++) store<f64>(o + <usize>s * outStride, 0);
    padRest(dimension, first + k, stride, count, scratch + REST);
    padRest(dimension, second + k, stride, count, scratch + SECOND_REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const from = <usize>start << 2;
      const bytes = <usize>((min(count - start, TILE) + 3) & ~3) << 2;
      const here = whole ? columns + from : scratch + REST;
      const images = whole ? partners + from : scratch + SECOND_REST;
      if (dimension == 2) tile<Plane>(mode, coupling, first + k, second + k, stride, here, images, whole ? stride : SLOT, bytes, scratch, o, outStride);
      else tile<Space>(mode, coupling, first + k, second + k, stride, here, images, whole ? stride : SLOT, bytes, scratch, o, outStride);
    }
  }
}
