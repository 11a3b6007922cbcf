// The noise of a block of pairs, from (key, step, block). Twin: `draw` in particles/systems/pair-collisions.ts.
import { DIRECTION, NEXT, RADIUS, RAW } from "./scratch";
import { fill } from "./generator";
import { all, cosineNear, logarithm, mad, mul, sineNear, sub } from "./vector";
import { EIGHTH_SCALE, EIGHTH_SHIFT, SIGNED_SCALE, UNIT_SCALE, UNIT_SHIFT } from "../../model/rotation-constants";
import { HALF_PI } from "../../math/elementary-constants";

/** Two signed integers to doubles: the lower lanes, or the upper ones. */
// @ts-ignore: decorator
@inline function wide(x: v128, upper: bool): v128 {
  return f64x2.convert_low_i32x4_s(upper ? v128.shuffle<i32>(x, x, 2, 3, 2, 3) : x);
}

/** Each 32-bit lane of the lower (upper) half, twice. */
// @ts-ignore: decorator
@inline function twice(x: v128, upper: bool): v128 {
  return upper ? v128.shuffle<i32>(x, x, 2, 2, 3, 3) : v128.shuffle<i32>(x, x, 0, 0, 1, 1);
}

// @ts-ignore: decorator
@inline function unit(draw: v128, upper: bool): v128 { return mad(wide(draw, upper), all(UNIT_SCALE), all(UNIT_SHIFT)); }

/** The angle in (-pi/4, pi/4) that the low 30 bits of a draw say; bit 30 exchanges cosine and sine, bit 31 reverses both. */
// @ts-ignore: decorator
@inline function eighth(draw: v128, upper: bool): v128 {
  const k = wide(v128.and(draw, i32x4.splat(0x3fffffff)), upper);
  return mul(mad(k, all(EIGHTH_SCALE), all(EIGHTH_SHIFT)), all(HALF_PI));
}

// @ts-ignore: decorator
@inline function exchange(draw: v128, upper: bool): v128 { return twice(i32x4.shr_s(i32x4.shl(draw, 1), 31), upper); }
// @ts-ignore: decorator
@inline function signBit(draw: v128, upper: bool): v128 { return v128.and(twice(draw, upper), i64x2.splat(<i64>0x8000000000000000)); }

// @ts-ignore: decorator
@inline function directionPair(out: usize, radial: v128, azimuth: v128, polar: v128, flip: v128, upper: bool): void {
  const cosine = mad(wide(polar, upper), all(SIGNED_SCALE), all(UNIT_SCALE));
  const a = eighth(azimuth, upper);
  const square = mul(a, a);
  const c = cosineNear(square);
  const s = sineNear(a, square);
  const swap = exchange(azimuth, upper);
  const size = f64x2.sqrt(sub(all(1.0), mul(cosine, cosine)));
  const reach = v128.xor(size, v128.xor(signBit(azimuth, upper), flip));
  v128.store(out, unit(radial, upper), RADIUS);
  v128.store(out, mul(reach, v128.bitselect(s, c, swap)), DIRECTION);
  v128.store(out, mul(reach, v128.bitselect(c, s, swap)), DIRECTION + NEXT);
  v128.store(out, v128.xor(cosine, flip), DIRECTION + 2 * NEXT);
}

/** Dimension 3: a uniform and a direction for each of `pairs` pairs (rounded up to four). `flip` is 0 or the sign bit. */
export function drawDirections(scratch: usize, pairs: i32, k0: u32, k1: u32, salt: u32, step: u32, block: u32, flip: i64): void {
  const groups = (pairs + 3) >> 2;
  fill(scratch + RAW, 3 * groups, k0, k1, salt, step, block);
  const sign = i64x2.splat(flip);
  for (let g = 0; g < groups; g++) {
    const raw = scratch + RAW + <usize>(48 * g);
    const out = scratch + (<usize>g << 5);
    const radial = v128.load(raw);
    const azimuth = v128.load(raw, 16);
    const polar = v128.load(raw, 32);
    directionPair(out, radial, azimuth, polar, sign, false);
    directionPair(out + 16, radial, azimuth, polar, sign, true);
  }
}

// @ts-ignore: decorator
@inline function normalPairs(out: usize, radial: v128, azimuth: v128, flip: v128, upper: bool): void {
  const size = f64x2.sqrt(mul(all(-2.0), logarithm(unit(radial, upper))));
  const a = eighth(azimuth, upper);
  const square = mul(a, a);
  const c = cosineNear(square);
  const s = sineNear(a, square);
  const swap = exchange(azimuth, upper);
  const reach = v128.xor(size, v128.xor(signBit(azimuth, upper), flip));
  v128.store(out, mul(reach, v128.bitselect(s, c, swap)), RADIUS);
  v128.store(out, mul(reach, v128.bitselect(c, s, swap)), RADIUS + 32);
}

/** Dimension 2: a standard normal for each of `pairs` pairs (rounded up to eight), by Box and Muller. */
export function drawNormals(scratch: usize, pairs: i32, k0: u32, k1: u32, salt: u32, step: u32, block: u32, flip: i64): void {
  const groups = (pairs + 7) >> 3;
  fill(scratch + RAW, 2 * groups, k0, k1, salt, step, block);
  const sign = i64x2.splat(flip);
  for (let g = 0; g < groups; g++) {
    const raw = scratch + RAW + <usize>(32 * g);
    const out = scratch + (<usize>g << 6);
    const radial = v128.load(raw);
    const azimuth = v128.load(raw, 16);
    normalPairs(out, radial, azimuth, sign, false);
    normalPairs(out + 16, radial, azimuth, sign, true);
  }
}
