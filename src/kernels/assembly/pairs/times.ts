// Relative velocities and diffusion times of a run of pairs (i, partner - i): lower particles ascend from `v`, upper ones descend from `w` (addresses in
// the first plane). Twin: particles/systems/diffusion-time.ts.
import { TAU } from "./scratch";
import { add, all, div, exponential, logarithm, mad, mul, reversed, sub } from "../vector";
import { SQUARE_FLOOR, TAU_LIMIT } from "../../constants/rotation";
import { TABLE_FIRST, TABLE_LAST, TABLE_STRIDE } from "../../constants/table";

/** Coordinate of z = v - w for the pairs at byte offset k of a run. */
// @ts-ignore: decorator
@inline export function relative(v: usize, w: usize, k: usize): v128 {
  return sub(v128.load(v + k), reversed(v128.load(w - k - 8)));
}

// @ts-ignore: decorator
@inline export function square(dimension: i32, v: usize, w: usize, stride: usize, k: usize): v128 {
  const x = relative(v, w, k);
  const y = relative(v + stride, w + stride, k);
  let sum = mad(x, x, mul(y, y));
  if (dimension == 3) {
    const z = relative(v + 2 * stride, w + 2 * stride, k);
    sum = mad(z, z, sum);
  }
  return sum;
}

/** The tabulated alpha at one squared distance: polynomial of its subinterval in the fraction of the mantissa below the index. */
// @ts-ignore: decorator
@inline export function tabulated(table: usize, indexBits: i32, r2: f64): f64 {
  const x = r2 > TABLE_FIRST ? (r2 < TABLE_LAST ? r2 : TABLE_LAST) : TABLE_FIRST; // a NaN ends at the first entry
  const bits = reinterpret<u64>(x);
  const index = <usize>((bits - reinterpret<u64>(TABLE_FIRST)) >> <u64>(52 - indexBits));
  const fraction = reinterpret<f64>(((bits << <u64>indexBits) & 0x000fffffffffffff) | 0x3ff0000000000000) - 1.5;
  const c = table + index * <usize>TABLE_STRIDE;
  const f2 = fraction * fraction;
  const a0 = load<f64>(c, 8) * fraction + load<f64>(c);
  const a1 = load<f64>(c, 24) * fraction + load<f64>(c, 16);
  const a2 = load<f64>(c, 40) * fraction + load<f64>(c, 32);
  return a2 * (f2 * f2) + (a1 * f2 + a0);
}

/** Writes tau = 4 dt alpha(r) to TAU. `factor` is 4 dt times the strength. Modes: 1, 2, 3 are r^-1, r^-2, r^-3; 4 a power; 5 a table. */
// @ts-ignore: decorator
@inline function times(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32,
): void {
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const r2 = f64x2.pmax(square(dimension, v, w, stride, k), all(SQUARE_FLOOR));
    let tau: v128;
    if (mode == 1) tau = div(all(factor), f64x2.sqrt(r2));
    else if (mode == 2) tau = div(all(factor), r2);
    else if (mode == 3) tau = div(all(factor), mul(r2, f64x2.sqrt(r2)));
    else if (mode == 4) tau = mul(all(factor), exponential(mul(all(halfPower), logarithm(r2))));
    else {
      const one = tabulated(table, indexBits, f64x2.extract_lane(r2, 0));
      const two = tabulated(table, indexBits, f64x2.extract_lane(r2, 1));
      tau = mul(all(factor), f64x2.replace_lane(all(one), 1, two));
    }
    v128.store(scratch + k, f64x2.pmin(tau, all(TAU_LIMIT)), TAU);
  }
}

function times2(mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  if (mode == 1) times(2, 1, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 2) times(2, 2, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 3) times(2, 3, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 4) times(2, 4, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times(2, 5, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

function times3(mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  if (mode == 1) times(3, 1, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 2) times(3, 2, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 3) times(3, 3, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 4) times(3, 4, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times(3, 5, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

export function writeTimes(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32,
): void {
  if (dimension == 2) times2(mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times3(mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

/** tau + bend tau^2 for tau. */
export function bendTimes(scratch: usize, pairs: i32, bend: f64): void {
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const tau = v128.load(o, TAU);
    v128.store(o, f64x2.pmin(mad(mul(all(bend), tau), tau, tau), all(TAU_LIMIT)), TAU);
  }
}

/** Constant tau in dimension 2. */
export function fillTimes(scratch: usize, pairs: i32, tau: f64): void {
  for (let i = 0; i < pairs; i += 2) v128.store(scratch + (<usize>i << 3), all(tau), TAU);
}
