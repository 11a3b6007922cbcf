// The noise of a block of pairs, from (key, step, block). Twin: `draw` in particles/systems/pair-collisions.ts.
import { DECISION, DIRECTION, NEXT, RADIAL, RAW } from "./scratch";
import { fill } from "./generator";
import { cosineNear, logarithm, mad, mul, sineNear, sub } from "./vector";
import { EIGHTH_0, EIGHTH_1, EIGHTH_BITS, MINUS_TWO, ONE, QUARTER_TURN, RADIAL_0, RADIAL_1, SIGN, SIGNED_1, UNIT_0, UNIT_1, at } from "./constants";

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
@inline function unit(draw: v128, upper: bool): v128 { return mad(wide(draw, upper), at(UNIT_1), at(UNIT_0)); }

/** The angle in (-pi/4, pi/4) that the low 30 bits of a draw say; bit 30 exchanges cosine and sine, bit 31 reverses both. */
// @ts-ignore: decorator
@inline function eighth(draw: v128, upper: bool): v128 {
  const k = wide(v128.and(draw, at(EIGHTH_BITS)), upper);
  return mul(mad(k, at(EIGHTH_1), at(EIGHTH_0)), at(QUARTER_TURN));
}

// @ts-ignore: decorator
@inline function exchange(draw: v128, upper: bool): v128 { return twice(i32x4.shr_s(i32x4.shl(draw, 1), 31), upper); }
// @ts-ignore: decorator
@inline function signBit(draw: v128, upper: bool): v128 { return v128.and(twice(draw, upper), at(SIGN)); }

// @ts-ignore: decorator
@inline function radialPair(out: usize, radial: v128, decision: v128, upper: bool): void {
  v128.store(out, sub(at(RADIAL_0), mul(at(RADIAL_1), logarithm(unit(radial, upper)))), RADIAL);
  v128.store(out, unit(decision, upper), DECISION);
}

// @ts-ignore: decorator
@inline function directionPair(out: usize, azimuth: v128, polar: v128, flip: v128, upper: bool): void {
  const a = eighth(azimuth, upper);
  const square = mul(a, a);
  const c = cosineNear(square);
  const s = sineNear(a, square);
  const swap = exchange(azimuth, upper);
  const cosine = mad(wide(polar, upper), at(SIGNED_1), at(UNIT_1));
  const size = f64x2.sqrt(sub(at(ONE), mul(cosine, cosine)));
  const reach = v128.xor(size, v128.xor(signBit(azimuth, upper), flip));
  v128.store(out, mul(reach, v128.bitselect(s, c, swap)), DIRECTION);
  v128.store(out, mul(reach, v128.bitselect(c, s, swap)), DIRECTION + NEXT);
  v128.store(out, v128.xor(cosine, flip), DIRECTION + 2 * NEXT);
}

/**
 * Dimension 3: a radial draw, a decision and a direction for each of `pairs` pairs (rounded up to four). `flip` is 0 or the sign bit.
 * Two loops, because V8 loads all constants of a loop body at its start and spills those beyond 16 registers.
 */
export function drawDirections(scratch: usize, pairs: i32, k0: u32, k1: u32, salt: u32, step: u32, block: u32, flip: i64): void {
  const groups = (pairs + 3) >> 2;
  fill(scratch + RAW, 4 * groups, k0, k1, salt, step, block);
  for (let g = 0; g < groups; g++) {
    const raw = scratch + RAW + <usize>(64 * g);
    const out = scratch + (<usize>g << 5);
    const radial = v128.load(raw);
    const decision = v128.load(raw, 48);
    radialPair(out, radial, decision, false);
    radialPair(out + 16, radial, decision, true);
  }
  const sign = i64x2.splat(flip);
  for (let g = 0; g < groups; g++) {
    const raw = scratch + RAW + <usize>(64 * g);
    const out = scratch + (<usize>g << 5);
    const azimuth = v128.load(raw, 16);
    const polar = v128.load(raw, 32);
    directionPair(out, azimuth, polar, sign, false);
    directionPair(out + 16, azimuth, polar, sign, true);
  }
}

// @ts-ignore: decorator
@inline function normalPairs(out: usize, radial: v128, azimuth: v128, flip: v128, upper: bool): void {
  const size = f64x2.sqrt(mul(at(MINUS_TWO), logarithm(unit(radial, upper))));
  const a = eighth(azimuth, upper);
  const square = mul(a, a);
  const c = cosineNear(square);
  const s = sineNear(a, square);
  const swap = exchange(azimuth, upper);
  const reach = v128.xor(size, v128.xor(signBit(azimuth, upper), flip));
  v128.store(out, mul(reach, v128.bitselect(s, c, swap)), RADIAL);
  v128.store(out, mul(reach, v128.bitselect(c, s, swap)), RADIAL + 32);
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
