// Rows of sums over all particles, by tiles of 512 columns: z = v_i - w_j of a tile, weights, and the sums  B += w z  and  S += w z z^T  over it.
// Columns go by twos, even ones to the lower lane and odd ones to the upper; the lanes are added at the end of a tile, and tiles to the row: a fixed order.
// The columns beyond the last whole tile are copied, and an odd number is padded by the row's own velocity: z = 0 there, which adds 0 to every sum.
// Nine accumulators and a division and a root under way leave no register for more rows at a time. The weights of general powers and tables need the
// registers for themselves: they are computed apart, in small loops. Twin: `sumRow` in particles/systems/mean-field-sums.ts.
import { PAIRS_PER_BLOCK, SLOT as SLOT_DOUBLES } from "../constants/block";
import { at } from "./constants";
import { add, all, exponential, logarithm, mad, mul, sub } from "./vector";
import { fromTable, softened, weight } from "./weights";

/** Columns of a tile. */
export const TILE: i32 = PAIRS_PER_BLOCK;

/** Bytes from one slot of the scratch to the next. */
export const SLOT: usize = 8 * SLOT_DOUBLES;
/** Layout of the scratch: of each of two ensembles the weights, z, and the columns beyond the last whole tile. */
export const WEIGHT: usize = 0;
export const SECOND_WEIGHT: usize = SLOT;
export const Z: usize = 2 * SLOT;
export const SECOND_Z: usize = 5 * SLOT;
export const REST: usize = 8 * SLOT;
export const SECOND_REST: usize = 11 * SLOT;

// @ts-ignore: decorator
@inline export function total(x: v128): f64 { return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1); }

/** Adds a tile's sum to a row's. */
// @ts-ignore: decorator
@inline export function gain(out: usize, x: v128): void { store<f64>(out, load<f64>(out) + total(x)); }

/** Copies the columns beyond the last whole tile, `slot` bytes from one axis to the next. */
export function copyRest<Number>(dimension: i32, columns: usize, stride: usize, count: i32, rest: usize, slot: usize): void {
  const whole = count & ~(TILE - 1);
  for (let d = 0; d < dimension; d++) {
    const from = columns + <usize>d * stride + (<usize>whole << alignof<Number>());
    memory.copy(rest + <usize>d * slot, from, <usize>(count - whole) << alignof<Number>());
  }
}

/** Writes the velocity at `v` behind the copied columns. */
export function padRest(dimension: i32, v: usize, stride: usize, count: i32, rest: usize): void {
  const end = rest + (<usize>(count & (TILE - 1)) << 3);
  for (let d = 0; d < dimension; d++) store<f64>(end + <usize>d * SLOT, load<f64>(v + <usize>d * stride));
}

/** Softened squares of the distances to the columns of a tile, to `weights`. */
// @ts-ignore: decorator
@inline function squares(dimension: i32, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, weights: usize): void {
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = sub(at(v), v128.load(w + k));
    const y = sub(at(v + vStride), v128.load(w + stride + k));
    let square = mad(x, x, mul(y, y));
    if (dimension == 3) {
      const z = sub(at(v + 2 * vStride), v128.load(w + 2 * stride + k));
      square = mad(z, z, square);
    }
    v128.store(weights + k, softened(square, soft));
  }
}

function logarithms(weights: usize, bytes: usize, halfPower: f64): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(weights + k, mul(all(halfPower), logarithm(v128.load(weights + k))));
}

function exponentials(weights: usize, bytes: usize, factor: f64): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(weights + k, mul(all(factor), exponential(v128.load(weights + k))));
}

function tabulate(weights: usize, bytes: usize, factor: f64, table: usize, indexBits: i32): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(weights + k, fromTable(v128.load(weights + k), factor, table, indexBits));
}

// @ts-ignore: decorator
@inline function apart(dimension: i32, mode: i32, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, weights: usize): void {
  if (mode < 4) return;
  squares(dimension, v, vStride, w, stride, bytes, soft, weights);
  if (mode == 4) {
    logarithms(weights, bytes, halfPower);
    exponentials(weights, bytes, factor);
  } else {
    tabulate(weights, bytes, factor, table, indexBits);
  }
}

// @ts-ignore: decorator
@inline function spatial(mode: i32, keep: bool, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, weights: usize, kept: usize): void {
  apart(3, mode, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, weights);
  let xx = f64x2.splat(0);
  let xy = xx;
  let xz = xx;
  let yy = xx;
  let yz = xx;
  let zz = xx;
  let bx = xx;
  let by = xx;
  let bz = xx;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = sub(at(v), v128.load(w + k));
    const y = sub(at(v + vStride), v128.load(w + stride + k));
    const z = sub(at(v + 2 * vStride), v128.load(w + 2 * stride + k));
    const t = mode > 3 ? v128.load(weights + k) : weight(mode, mad(z, z, mad(x, x, mul(y, y))), soft, factor, halfPower, table, indexBits);
    if (keep) {
      if (mode < 4) v128.store(weights + k, t);
      v128.store(kept + k, x);
      v128.store(kept + k, y, SLOT);
      v128.store(kept + k, z, 2 * SLOT);
    }
    const tx = mul(t, x);
    const ty = mul(t, y);
    const tz = mul(t, z);
    bx = add(bx, tx);
    by = add(by, ty);
    bz = add(bz, tz);
    xx = add(xx, mul(tx, x));
    xy = add(xy, mul(tx, y));
    xz = add(xz, mul(tx, z));
    yy = add(yy, mul(ty, y));
    yz = add(yz, mul(ty, z));
    zz = add(zz, mul(tz, z));
  }
  gain(out, bx);
  gain(out + outStride, by);
  gain(out + 2 * outStride, bz);
  gain(out + 3 * outStride, xx);
  gain(out + 4 * outStride, xy);
  gain(out + 5 * outStride, xz);
  gain(out + 6 * outStride, yy);
  gain(out + 7 * outStride, yz);
  gain(out + 8 * outStride, zz);
}

// @ts-ignore: decorator
@inline function planar(mode: i32, keep: bool, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, weights: usize, kept: usize): void {
  apart(2, mode, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, weights);
  let xx = f64x2.splat(0);
  let xy = xx;
  let yy = xx;
  let bx = xx;
  let by = xx;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = sub(at(v), v128.load(w + k));
    const y = sub(at(v + vStride), v128.load(w + stride + k));
    const t = mode > 3 ? v128.load(weights + k) : weight(mode, mad(x, x, mul(y, y)), soft, factor, halfPower, table, indexBits);
    if (keep) {
      if (mode < 4) v128.store(weights + k, t);
      v128.store(kept + k, x);
      v128.store(kept + k, y, SLOT);
    }
    const tx = mul(t, x);
    const ty = mul(t, y);
    bx = add(bx, tx);
    by = add(by, ty);
    xx = add(xx, mul(tx, x));
    xy = add(xy, mul(tx, y));
    yy = add(yy, mul(ty, y));
  }
  gain(out, bx);
  gain(out + outStride, by);
  gain(out + 2 * outStride, xx);
  gain(out + 3 * outStride, xy);
  gain(out + 4 * outStride, yy);
}

// @ts-ignore: decorator
@inline function tile(dimension: i32, keep: bool, mode: i32, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, weights: usize, kept: usize): void {
  if (dimension == 2) {
    if (mode == 0) planar(0, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 1) planar(1, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 2) planar(2, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 3) planar(3, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 4) planar(4, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else planar(5, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
  } else {
    if (mode == 0) spatial(0, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 1) spatial(1, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 2) spatial(2, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 3) spatial(3, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else if (mode == 4) spatial(4, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
    else spatial(5, keep, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
  }
}

/**
 * Adds the sums over a tile of `bytes` to d planes of B and those of the upper triangle of S, `outStride` bytes apart. `v`: the row's velocity; `w`: columns.
 * `weights`: a slot, for the modes whose weights are computed apart.
 */
export function ownSums(dimension: i32, mode: i32, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, weights: usize): void {
  tile(dimension, false, mode, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, 0);
}

/** The same, and writes the weights and z of the tile to the slots from `weights` and `kept` on. */
export function keptSums(dimension: i32, mode: i32, v: usize, vStride: usize, w: usize, stride: usize, bytes: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, weights: usize, kept: usize): void {
  tile(dimension, true, mode, v, vStride, w, stride, bytes, soft, factor, halfPower, table, indexBits, out, outStride, weights, kept);
}
