// Mean-field sums over the other particles:  S_i = sum_j w z z^T  and  B_i = sum_j w z,  z = v_i - v_j,  w = factor alpha(|z|).
// They give a-bar = tr(S) I - S and b-bar = -(d-1) B. Columns go by twos, even ones to the lower lane and odd ones to the upper, and the lanes are
// added at the end of a row: a fixed order. Nine accumulators and a division and a root under way leave no register for more rows at a time.
// The weights of general powers and tables need the registers for themselves: they are computed apart, 512 columns at a time, in small loops.
// Twin: `plainSums` in particles/systems/mean-field-sums.ts.
import { add, all, exponential, logarithm, mad, mul, sub } from "./vector";
import { at } from "./constants";
import { fromTable, softened, weight } from "./weights";

/** Bytes of 512 columns. */
const CHUNK: usize = 8 * 512;

// @ts-ignore: decorator
@inline function total(x: v128): f64 { return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1); }

/** The last column of an odd number: the upper lane counts nothing. */
// @ts-ignore: decorator
@inline function lower(x: v128): v128 { return f64x2.replace_lane(x, 1, 0.0); }

/** Softened squares of the distances to the columns at `first` ... `last`, to `scratch`. */
function squares(v: usize, first: usize, last: usize, stride: usize, soft: f64, scratch: usize): void {
  let out = scratch;
  for (let p = first; p < last; p += 16) {
    const x = sub(at(v), v128.load(p));
    const y = sub(at(v + stride), v128.load(p + stride));
    const z = sub(at(v + 2 * stride), v128.load(p + 2 * stride));
    v128.store(out, softened(mad(z, z, mad(x, x, mul(y, y))), soft));
    out += 16;
  }
}

function logarithms(scratch: usize, bytes: usize, halfPower: f64): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(scratch + k, mul(all(halfPower), logarithm(v128.load(scratch + k))));
}

function exponentials(scratch: usize, bytes: usize, factor: f64): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(scratch + k, mul(all(factor), exponential(v128.load(scratch + k))));
}

function tabulate(scratch: usize, bytes: usize, factor: f64, table: usize, indexBits: i32): void {
  for (let k: usize = 0; k < bytes; k += 16) v128.store(scratch + k, fromTable(v128.load(scratch + k), factor, table, indexBits));
}

// @ts-ignore: decorator
@inline function spatialRow(mode: i32, v: usize, first: usize, stride: usize, count: i32, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, scratch: usize): void {
  let xx = f64x2.splat(0);
  let xy = xx;
  let xz = xx;
  let yy = xx;
  let yz = xx;
  let zz = xx;
  let bx = xx;
  let by = xx;
  let bz = xx;
  const even = first + ((<usize>(count & ~1)) << 3);
  for (let start = first; start < even; start += CHUNK) {
    const last = min(start + CHUNK, even);
    if (mode > 3) squares(v, start, last, stride, soft, scratch);
    if (mode == 4) {
      logarithms(scratch, last - start, halfPower);
      exponentials(scratch, last - start, factor);
    }
    if (mode == 5) tabulate(scratch, last - start, factor, table, indexBits);
    for (let p = start; p < last; p += 16) {
      const x = sub(at(v), v128.load(p));
      const y = sub(at(v + stride), v128.load(p + stride));
      const z = sub(at(v + 2 * stride), v128.load(p + 2 * stride));
      const w = mode > 3
        ? v128.load(scratch + (p - start))
        : weight(mode, mad(z, z, mad(x, x, mul(y, y))), soft, factor, halfPower, table, indexBits);
      const wx = mul(w, x);
      const wy = mul(w, y);
      const wz = mul(w, z);
      bx = add(bx, wx);
      by = add(by, wy);
      bz = add(bz, wz);
      xx = add(xx, mul(wx, x));
      xy = add(xy, mul(wx, y));
      xz = add(xz, mul(wx, z));
      yy = add(yy, mul(wy, y));
      yz = add(yz, mul(wy, z));
      zz = add(zz, mul(wz, z));
    }
  }
  if (count & 1) {
    const x = lower(sub(at(v), v128.load(even)));
    const y = lower(sub(at(v + stride), v128.load(even + stride)));
    const z = lower(sub(at(v + 2 * stride), v128.load(even + 2 * stride)));
    const w = weight(mode, mad(z, z, mad(x, x, mul(y, y))), soft, factor, halfPower, table, indexBits);
    const wx = mul(w, x);
    const wy = mul(w, y);
    const wz = mul(w, z);
    bx = add(bx, wx);
    by = add(by, wy);
    bz = add(bz, wz);
    xx = add(xx, mul(wx, x));
    xy = add(xy, mul(wx, y));
    xz = add(xz, mul(wx, z));
    yy = add(yy, mul(wy, y));
    yz = add(yz, mul(wy, z));
    zz = add(zz, mul(wz, z));
  }
  store<f64>(out, total(bx));
  store<f64>(out + outStride, total(by));
  store<f64>(out + 2 * outStride, total(bz));
  store<f64>(out + 3 * outStride, total(xx));
  store<f64>(out + 4 * outStride, total(xy));
  store<f64>(out + 5 * outStride, total(xz));
  store<f64>(out + 6 * outStride, total(yy));
  store<f64>(out + 7 * outStride, total(yz));
  store<f64>(out + 8 * outStride, total(zz));
}

// @ts-ignore: decorator
@inline function planarRow(mode: i32, v: usize, first: usize, stride: usize, count: i32, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize): void {
  let xx = f64x2.splat(0);
  let xy = xx;
  let yy = xx;
  let bx = xx;
  let by = xx;
  const last = first + (<usize>count << 3);
  for (let p = first; p < last; p += 16) {
    let x = sub(at(v), v128.load(p));
    let y = sub(at(v + stride), v128.load(p + stride));
    if (p + 8 == last) {
      x = lower(x);
      y = lower(y);
    }
    const w = weight(mode, mad(x, x, mul(y, y)), soft, factor, halfPower, table, indexBits);
    const wx = mul(w, x);
    const wy = mul(w, y);
    bx = add(bx, wx);
    by = add(by, wy);
    xx = add(xx, mul(wx, x));
    xy = add(xy, mul(wx, y));
    yy = add(yy, mul(wy, y));
  }
  store<f64>(out, total(bx));
  store<f64>(out + outStride, total(by));
  store<f64>(out + 2 * outStride, total(xx));
  store<f64>(out + 3 * outStride, total(xy));
  store<f64>(out + 4 * outStride, total(yy));
}

// @ts-ignore: decorator
@inline function rows(dimension: i32, mode: i32, first: usize, stride: usize, count: i32, begin: i32, end: i32, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, scratch: usize): void {
  for (let i = begin; i < end; i++) {
    const k = <usize>i << 3;
    if (dimension == 2) planarRow(mode, first + k, first, stride, count, soft, factor, halfPower, table, indexBits, out + k, outStride);
    else spatialRow(mode, first + k, first, stride, count, soft, factor, halfPower, table, indexBits, out + k, outStride, scratch);
  }
}

/**
 * Rows begin ... end - 1. `out`: d planes of B, then the d (d+1)/2 of the upper triangle of S by rows, `outStride` bytes apart. Modes 1 to 5.
 * `scratch`: 512 doubles.
 */
export function meanFieldSums(
  dimension: i32, mode: i32, first: usize, stride: usize, count: i32, begin: i32, end: i32,
  soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, scratch: usize,
): void {
  if (dimension == 2) {
    if (mode == 1) rows(2, 1, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 2) rows(2, 2, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 3) rows(2, 3, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 4) rows(2, 4, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else rows(2, 5, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
  } else {
    if (mode == 1) rows(3, 1, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 2) rows(3, 2, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 3) rows(3, 3, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else if (mode == 4) rows(3, 4, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
    else rows(3, 5, first, stride, count, begin, end, soft, factor, halfPower, table, indexBits, out, outStride, scratch);
  }
}
