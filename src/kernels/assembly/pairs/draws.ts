// The noise of a block of pairs, from (key, step, block). Twin: `draw` in particles/systems/pair-collisions.ts.
import { DIRECTION, MOVES, NEXT, RADIAL, RAW, REST } from "./scratch";
import { fill } from "../generator";
import { COLLISIONS, THINNING } from "../../constants/block";
import { cosineNear, logarithm, mad, mul, sineNear, sub } from "../vector";
import { EIGHTH_0, EIGHTH_1, EIGHTH_BITS, MINUS_TWO, ONE, QUARTER_TURN, RADIAL_0, RADIAL_1, SIGN, SIGNED_1, UNIT_0, UNIT_1, at } from "../constants";

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

/** X w^2 and w = 1 - U of two pairs. */
// @ts-ignore: decorator
@inline function radialPair(out: usize, u: v128): void {
  const square = mul(u, u);
  const x = mad(mul(square, square), at(RADIAL_1), at(RADIAL_0));
  const w = sub(at(ONE), u);
  v128.store(out, mul(x, mul(w, w)), RADIAL);
  v128.store(out, w, REST);
}

/** X w^2 to RADIAL, w to REST, eighths of the azimuth and polar cosines to DIRECTION. */
function spread(scratch: usize, groups: i32): void {
  for (let g = 0; g < groups; g++) {
    const raw = scratch + RAW + <usize>(48 * g);
    const out = scratch + (<usize>g << 5);
    const radial = v128.load(raw);
    const azimuth = v128.load(raw, 16);
    const polar = v128.load(raw, 32);
    radialPair(out, unit(radial, false));
    radialPair(out + 16, unit(radial, true));
    v128.store(out, eighth(azimuth, false), DIRECTION);
    v128.store(out + 16, eighth(azimuth, true), DIRECTION);
    v128.store(out, mad(wide(polar, false), at(SIGNED_1), at(UNIT_1)), DIRECTION + 2 * NEXT);
    v128.store(out + 16, mad(wide(polar, true), at(SIGNED_1), at(UNIT_1)), DIRECTION + 2 * NEXT);
  }
}

/** Eighths of the azimuth to cosine and sine. */
function turnEighths(scratch: usize, groups: i32): void {
  for (let i = 0; i < 2 * groups; i++) {
    const o = scratch + (<usize>i << 4);
    const a = v128.load(o, DIRECTION);
    const square = mul(a, a);
    v128.store(o, cosineNear(square), DIRECTION);
    v128.store(o, sineNear(a, square), DIRECTION + NEXT);
  }
}

// @ts-ignore: decorator
@inline function directionPair(o: usize, azimuth: v128, flip: v128, upper: bool): void {
  const c = v128.load(o, DIRECTION);
  const s = v128.load(o, DIRECTION + NEXT);
  const polar = v128.load(o, DIRECTION + 2 * NEXT);
  const swap = exchange(azimuth, upper);
  const size = f64x2.sqrt(sub(at(ONE), mul(polar, polar)));
  const reach = v128.xor(size, v128.xor(signBit(azimuth, upper), flip));
  v128.store(o, mul(reach, v128.bitselect(s, c, swap)), DIRECTION);
  v128.store(o, mul(reach, v128.bitselect(c, s, swap)), DIRECTION + NEXT);
  v128.store(o, v128.xor(polar, flip), DIRECTION + 2 * NEXT);
}

/** Cosine, sine and polar cosine to a direction; bits 30 and 31 of the azimuth choose among the images of the eighth. */
function finishDirections(scratch: usize, groups: i32, flip: i64): void {
  const sign = i64x2.splat(flip);
  for (let g = 0; g < groups; g++) {
    const o = scratch + (<usize>g << 5);
    const azimuth = v128.load(scratch + RAW + <usize>(48 * g), 16);
    directionPair(o, azimuth, sign, false);
    directionPair(o + 16, azimuth, sign, true);
  }
}

/**
 * Dimension 3: a radial draw and a direction for each of `pairs` pairs (rounded up to four). `flip` is 0 or the sign bit.
 * Several small loops, because V8 loads all constants of a loop body at its start and spills those beyond 16 registers.
 */
export function drawDirections(scratch: usize, pairs: i32, k0: u32, k1: u32, salt: u32, step: u32, block: u32, flip: i64): void {
  const groups = (pairs + 3) >> 2;
  fill(scratch + RAW, 3 * groups, COLLISIONS, k0, k1, salt, step, block);
  spread(scratch, groups);
  turnEighths(scratch, groups);
  finishDirections(scratch, groups, flip);
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
  fill(scratch + RAW, 2 * groups, COLLISIONS, k0, k1, salt, step, block);
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

// @ts-ignore: decorator
@inline function moved(out: usize, chance: f64, draw: v128, upper: bool): void {
  v128.store(out, v128.and(f64x2.lt(unit(draw, upper), f64x2.splat(chance)), at(ONE)), MOVES);
}

/** 1 with probability `chance`, else 0, for each of `pairs` pairs (rounded up to four), to MOVES: after all other draws of the block. */
export function drawMoves(scratch: usize, pairs: i32, chance: f64, k0: u32, k1: u32, salt: u32, step: u32, block: u32): void {
  const groups = (pairs + 3) >> 2;
  fill(scratch + RAW, groups, THINNING, k0, k1, salt, step, block);
  for (let g = 0; g < groups; g++) {
    const draw = v128.load(scratch + RAW + <usize>(16 * g));
    moved(scratch + (<usize>g << 5), chance, draw, false);
    moved(scratch + 16 + (<usize>g << 5), chance, draw, true);
  }
}
