// Soft sums, the hot loop of Sinkhorn's algorithm:  sums[i] += sum_j 2^(rowLevel[i] + columnLevel[j] + x_i . y_j).
// Points come as planes, prescaled so that the scalar product is the exponent of the kernel e^(-|x-y|^2/(2 epsilon)) up to levels.
// Columns come in whole vectors of four: the host pads with columns of a very low level. Exponents are clamped, at +-1000 in double and
// +-120 in single precision: a sum near either end says that the levels are far off, and the host starts again from the greatest exponent.
// Twin, bit for bit: test/support/soft-sums.ts.
import {
  HIGHEST, LOWEST, POWER_1, POWER_2, POWER_3, POWER_4, POWER_5, POWER_6, POWER_7, POWER_8, POWER_9, SINGLE_1, SINGLE_2, SINGLE_3, SINGLE_4,
  SINGLE_5, SINGLE_HIGHEST, SINGLE_LOWEST,
} from "../constants/power";
import { ROUNDER } from "../constants/elementary";
import { STEP, at } from "./constants";
import { add, mad, mul, sub } from "./vector";

const FLOOR: usize = memory.data<f64>([LOWEST]);
const CEILING: usize = memory.data<f64>([HIGHEST]);
const NEAREST: usize = memory.data<f64>([ROUNDER]);
const UNIT: usize = memory.data<f64>([1.0]);
const SERIES: usize = memory.data<f64>([POWER_1, POWER_2, POWER_3, POWER_4, POWER_5, POWER_6, POWER_7, POWER_8, POWER_9]);

const SINGLE_FLOOR: usize = memory.data<f32>([<f32>SINGLE_LOWEST]);
const SINGLE_CEILING: usize = memory.data<f32>([<f32>SINGLE_HIGHEST]);
/** 1.5 * 2^23: adding and subtracting it rounds a single to an integer. */
const SINGLE_NEAREST: usize = memory.data<f32>([<f32>12582912.0]);
const SINGLE_UNIT: usize = memory.data<f32>([<f32>1.0]);
const SINGLE_SERIES: usize = memory.data<f32>([<f32>SINGLE_1, <f32>SINGLE_2, <f32>SINGLE_3, <f32>SINGLE_4, <f32>SINGLE_5]);
const SINGLE_STEP: usize = 4;

/** 2^t, t clamped. */
// @ts-ignore: decorator
@inline function powerOfTwo(exponent: v128): v128 {
  const t = f64x2.pmin(f64x2.pmax(exponent, at(FLOOR)), at(CEILING));
  const shifted = add(t, at(NEAREST));
  const f = sub(t, sub(shifted, at(NEAREST)));
  const square = mul(f, f);
  const fourth = mul(square, square);
  const a0 = mad(at(SERIES), f, at(UNIT));
  const a1 = mad(at(SERIES + 2 * STEP), f, at(SERIES + STEP));
  const a2 = mad(at(SERIES + 4 * STEP), f, at(SERIES + 3 * STEP));
  const a3 = mad(at(SERIES + 6 * STEP), f, at(SERIES + 5 * STEP));
  const a4 = mad(at(SERIES + 8 * STEP), f, at(SERIES + 7 * STEP));
  const p = mad(mad(a4, fourth, mad(a3, square, a2)), fourth, mad(a1, square, a0));
  return i64x2.add(p, i64x2.shl(shifted, 52));
}

/** One plane more of the scalar products, for dimensions above three. */
// @ts-ignore: decorator
@inline function further(dimension: i32, x: usize, xStride: usize, p: usize, yStride: usize, exponent: v128): v128 {
  for (let k = 3; k < dimension; k++) exponent = mad(at(x + <usize>k * xStride), v128.load(p + <usize>k * yStride), exponent);
  return exponent;
}

// @ts-ignore: decorator
@inline function sumRow(dimension: i32, wide: bool, x: usize, xStride: usize, level: v128, y: usize, yStride: usize, columnLevel: usize, bytes: usize): f64 {
  const x0 = at(x);
  const x1 = at(x + xStride);
  const x2 = at(x + 2 * xStride);
  let sum = f64x2.splat(0);
  let l = columnLevel;
  const last = y + bytes;
  for (let p = y; p < last; p += 16) {
    const first = mad(x0, v128.load(p), v128.load(l));
    const second = mad(x1, v128.load(p + yStride), mul(x2, v128.load(p + 2 * yStride)));
    let exponent = add(add(first, second), level);
    if (wide) exponent = further(dimension, x, xStride, p, yStride, exponent);
    sum = add(sum, powerOfTwo(exponent));
    l += 16;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Adds to `sums` of rows rowBegin ... rowEnd - 1 the terms of columns begin ... end - 1, whole vectors of four. `x`, `y`: max(dimension, 3)
 * planes each, at byte distances `xStride` and `yStride`.
 */
export function softSums(
  dimension: i32, x: usize, xStride: usize, rowLevel: usize, sums: usize, rowBegin: i32, rowEnd: i32,
  y: usize, yStride: usize, columnLevel: usize, begin: i32, end: i32,
): void {
  const from: usize = (<usize>begin) << 3;
  const bytes: usize = (<usize>(end - begin)) << 3;
  for (let row = rowBegin; row < rowEnd; row++) {
    const r = (<usize>row) << 3;
    const level = at(rowLevel + r);
    const sum = dimension > 3
      ? sumRow(dimension, true, x + r, xStride, level, y + from, yStride, columnLevel + from, bytes)
      : sumRow(dimension, false, x + r, xStride, level, y + from, yStride, columnLevel + from, bytes);
    store<f64>(sums + r, load<f64>(sums + r) + sum);
  }
}

/** peaks[i] = max(peaks[i], max_j columnLevel[j] + x_i . y_j): where a sum's levels have to start from. Arguments as in `softSums`. */
export function peaks(
  dimension: i32, x: usize, xStride: usize, greatest: usize, rowBegin: i32, rowEnd: i32,
  y: usize, yStride: usize, columnLevel: usize, begin: i32, end: i32,
): void {
  const from: usize = (<usize>begin) << 3;
  const last: usize = y + ((<usize>end) << 3);
  for (let row = rowBegin; row < rowEnd; row++) {
    const r = (<usize>row) << 3;
    let most = at(greatest + r);
    let l = columnLevel + from;
    for (let p = y + from; p < last; p += 16) {
      let exponent = v128.load(l);
      for (let k = 0; k < dimension; k++) exponent = mad(at(x + r + <usize>k * xStride), v128.load(p + <usize>k * yStride), exponent);
      most = f64x2.pmax(most, exponent);
      l += 16;
    }
    store<f64>(greatest + r, max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)));
  }
}

// @ts-ignore: decorator
@inline function single(address: usize): v128 { return v128.load32_splat(address); }
// @ts-ignore: decorator
@inline function multiplyAdd(a: v128, b: v128, c: v128): v128 { return f32x4.add(f32x4.mul(a, b), c); }

/** As `softSums`, on planes and levels of single precision and three dimensions; the sums of a call are added in double precision. */
export function softSumsSingle(
  x: usize, xStride: usize, rowLevel: usize, sums: usize, rowBegin: i32, rowEnd: i32,
  y: usize, yStride: usize, columnLevel: usize, begin: i32, end: i32,
): void {
  const from: usize = (<usize>begin) << 2;
  const last: usize = y + ((<usize>end) << 2);
  for (let row = rowBegin; row < rowEnd; row++) {
    const r = (<usize>row) << 2;
    const x0 = single(x + r);
    const x1 = single(x + xStride + r);
    const x2 = single(x + 2 * xStride + r);
    const level = single(rowLevel + r);
    let sum = f32x4.splat(0);
    let l = columnLevel + from;
    for (let p = y + from; p < last; p += 16) {
      const first = multiplyAdd(x0, v128.load(p), v128.load(l));
      const second = multiplyAdd(x1, v128.load(p + yStride), f32x4.mul(x2, v128.load(p + 2 * yStride)));
      const exponent = f32x4.add(f32x4.add(first, second), level);
      const t = f32x4.pmin(f32x4.pmax(exponent, single(SINGLE_FLOOR)), single(SINGLE_CEILING));
      const shifted = f32x4.add(t, single(SINGLE_NEAREST));
      const f = f32x4.sub(t, f32x4.sub(shifted, single(SINGLE_NEAREST)));
      const square = f32x4.mul(f, f);
      const a0 = multiplyAdd(single(SINGLE_SERIES), f, single(SINGLE_UNIT));
      const a1 = multiplyAdd(single(SINGLE_SERIES + 2 * SINGLE_STEP), f, single(SINGLE_SERIES + SINGLE_STEP));
      const a2 = multiplyAdd(single(SINGLE_SERIES + 4 * SINGLE_STEP), f, single(SINGLE_SERIES + 3 * SINGLE_STEP));
      const power = multiplyAdd(multiplyAdd(a2, square, a1), square, a0);
      sum = f32x4.add(sum, i32x4.add(power, i32x4.shl(shifted, 23)));
      l += 16;
    }
    const even = <f64>f32x4.extract_lane(sum, 0) + <f64>f32x4.extract_lane(sum, 2);
    const odd = <f64>f32x4.extract_lane(sum, 1) + <f64>f32x4.extract_lane(sum, 3);
    store<f64>(sums + 2 * r, load<f64>(sums + 2 * r) + (even + odd));
  }
}
