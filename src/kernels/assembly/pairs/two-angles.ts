// The noise of the Kac diffusion in dimension 3, from (key, step, block), and the two angles of each pair. Twin: particles/noise/two-angles.ts, where the law is explained.
import { DIRECTION, HALF_SLOT, NEXT, RAW, SECOND_DIRECTION, SECOND_UNIT, TAU, UNIT } from "./scratch";
import { fill } from "../generator";
import { COLLISIONS } from "../../constants/block";
import * as single from "../single";
import { MINUS_TWO, ONE, at } from "../constants";
import { put } from "./rotate";
import { square, writeTimes } from "./times";
import { add, all, exponential, mad, mul, reversed, sub } from "../vector";
import {
  DECAY_FLOOR, EIGHTH_SCALE, EIGHTH_SHIFT, MEAN_0, MEAN_1, MEAN_2, MEAN_3, POLAR_SCALE, POLAR_SHIFT, SERIES_LIMIT, SINGLE_SIN_3, SINGLE_SIN_5, SINGLE_SIN_7, SPREAD_0, SPREAD_1, SPREAD_2, SPREAD_3,
} from "../../constants/two-angles";

const SINES: usize = memory.data<f32>([<f32>SINGLE_SIN_3, <f32>SINGLE_SIN_5, <f32>SINGLE_SIN_7]);
const EIGHTHS: usize = memory.data<f32>([<f32>EIGHTH_SCALE, <f32>EIGHTH_SHIFT]);
const POLARS: usize = memory.data<f32>([<f32>POLAR_SCALE, <f32>POLAR_SHIFT]);
const MEANS: usize = memory.data<f32>([<f32>MEAN_0, <f32>MEAN_1, <f32>MEAN_2, <f32>MEAN_3]);
const SPREADS: usize = memory.data<f32>([<f32>SPREAD_0, <f32>SPREAD_1, <f32>SPREAD_2, <f32>SPREAD_3]);
const SINGLE_ONE: usize = memory.data<f32>([<f32>1.0]);
const LIMIT: usize = memory.data<f32>([<f32>SERIES_LIMIT]);
const SIGN_BITS: usize = memory.data<u32>([0x80000000]);
const EIGHTH_MASK: usize = memory.data<u32>([0x7ffe]);

/** Four singles to doubles. */
// @ts-ignore: decorator
@inline function promoted(out: usize, x: v128): void {
  v128.store(out, f64x2.promote_low_f32x4(x));
  v128.store(out, f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3)), 16);
}

/** A direction of single precision to UNIT for each of `pairs` pairs (rounded up to four). `flip`: TURNED to reverse it, or 0. */
export function drawChoices(scratch: usize, pairs: i32, k0: u32, k1: u32, salt: u32, step: u32, block: u32, flip: i32): void {
  const groups = (pairs + 3) >> 2;
  fill(scratch + RAW, groups, COLLISIONS, k0, k1, salt, step, block);
  const turned = i32x4.splat(flip);
  for (let g = 0; g < groups; g++) {
    const out = scratch + (<usize>g << 4);
    const word = v128.xor(v128.load(out, RAW), turned);
    const a = single.mad(f32x4.convert_i32x4_s(v128.and(word, single.at(EIGHTH_MASK))), single.at(EIGHTHS), single.at(EIGHTHS + 4));
    const q = single.mul(a, a);
    const s = single.mad(single.mul(a, q), single.mad(q, single.mad(q, single.at(SINES + 8), single.at(SINES + 4)), single.at(SINES)), a);
    const c = f32x4.sqrt(single.sub(single.at(SINGLE_ONE), single.mul(s, s)));
    const polar = single.mad(f32x4.convert_i32x4_s(i32x4.shr_s(word, 17)), single.at(POLARS), single.at(POLARS + 4));
    const size = f32x4.sqrt(single.sub(single.at(SINGLE_ONE), single.mul(polar, polar)));
    const reach = v128.xor(size, v128.and(i32x4.shl(word, 15), single.at(SIGN_BITS)));
    const swap = i32x4.shr_s(i32x4.shl(word, 16), 31);
    v128.store(out, single.mul(reach, v128.bitselect(s, c, swap)), UNIT);
    v128.store(out, single.mul(reach, v128.bitselect(c, s, swap)), UNIT + HALF_SLOT);
    v128.store(out, polar, UNIT + 2 * HALF_SLOT);
  }
}

/** Cubic polynomial. */
// @ts-ignore: decorator
@inline function cubic(series: usize, x: v128, x2: v128): v128 {
  const low = single.mad(single.at(series + 4), x, single.at(series));
  return single.mad(single.mad(single.at(series + 12), x, single.at(series + 8)), x2, low);
}

/** The choice of four pairs as a sign bit: the lowest bit of their words. */
// @ts-ignore: decorator
@inline function choices(scratch: usize, i: i32): v128 {
  return i32x4.shl(v128.load(scratch + (<usize>i << 2), RAW), 31);
}

/** g = sin(theta/2) n of four pairs, of sink = sin^2(theta/2). */
// @ts-ignore: decorator
@inline function storeTurn(scratch: usize, unit: usize, i: i32, sink: v128): void {
  const n = scratch + unit + (<usize>i << 2);
  const out = scratch + DIRECTION + (<usize>i << 2);
  const s = f32x4.sqrt(sink);
  v128.store(out, single.mul(s, v128.load(n)));
  v128.store(out, single.mul(s, v128.load(n, HALF_SLOT)), HALF_SLOT);
  v128.store(out, single.mul(s, v128.load(n, 2 * HALF_SLOT)), 2 * HALF_SLOT);
}

/** tau the same for all pairs: mean and spread of sink come from the host. */
export function chooseConstant(scratch: usize, unit: usize, pairs: i32, mean: f64, spread: f64): void {
  for (let i = 0; i < pairs; i += 4) {
    storeTurn(scratch, unit, i, single.add(v128.xor(f32x4.splat(<f32>spread), choices(scratch, i)), f32x4.splat(<f32>mean)));
  }
}

/** tau of four pairs to TAU, as singles, and their g. The mask of those beyond SERIES_LIMIT. */
// @ts-ignore: decorator
@inline function chooseFour(scratch: usize, unit: usize, i: i32, tau: v128): v128 {
  v128.store(scratch + (<usize>i << 2), tau, TAU);
  const x2 = single.mul(tau, tau);
  const spread = v128.xor(cubic(SPREADS, tau, x2), choices(scratch, i));
  storeTurn(scratch, unit, i, single.mul(tau, single.add(spread, cubic(MEANS, tau, x2))));
  return f32x4.gt(tau, single.at(LIMIT));
}

/** Two pairs of doubles as four singles. */
// @ts-ignore: decorator
@inline function demoted(one: v128, two: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(one), f32x4.demote_f64x2_zero(two), 0, 2);
}

/** sink of each pair for alpha a whole power: tau = u^(-1/2), u^-1 or u^(-3/2), u = scale r^2. Whether some tau are beyond SERIES_LIMIT. */
// @ts-ignore: decorator
@inline function choosePower(mode: i32, scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize, scale: f64): bool {
  let beyond = i32x4.splat(0);
  for (let i = 0; i < pairs; i += 4) {
    const k = <usize>i << 3;
    const u = demoted(mul(all(scale), square(3, v, w, stride, k)), mul(all(scale), square(3, v, w, stride, k + 16)));
    let power = u;
    if (mode == 1) power = f32x4.sqrt(u);
    else if (mode == 3) power = single.mul(u, f32x4.sqrt(u));
    beyond = v128.or(beyond, chooseFour(scratch, unit, i, single.div(single.at(SINGLE_ONE), power)));
  }
  return v128.any_true(beyond);
}

function choosePower1(scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize, scale: f64): bool {
  return choosePower(1, scratch, unit, pairs, v, w, stride, scale);
}
function choosePower2(scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize, scale: f64): bool {
  return choosePower(2, scratch, unit, pairs, v, w, stride, scale);
}
function choosePower3(scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize, scale: f64): bool {
  return choosePower(3, scratch, unit, pairs, v, w, stride, scale);
}

/** sink of each pair from its tau in TAU. */
function chooseTimes(scratch: usize, unit: usize, pairs: i32): bool {
  let beyond = i32x4.splat(0);
  for (let i = 0; i < pairs; i += 4) {
    const o = scratch + (<usize>i << 3);
    beyond = v128.or(beyond, chooseFour(scratch, unit, i, demoted(v128.load(o, TAU), v128.load(o + 16, TAU))));
  }
  return v128.any_true(beyond);
}

export function choose(
  mode: i32, scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32,
): void {
  let beyond = false;
  if (mode == 1) beyond = choosePower1(scratch, unit, pairs, v, w, stride, factor);
  else if (mode == 2) beyond = choosePower2(scratch, unit, pairs, v, w, stride, factor);
  else if (mode == 3) beyond = choosePower3(scratch, unit, pairs, v, w, stride, factor);
  else {
    writeTimes(3, mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
    beyond = chooseTimes(scratch, unit, pairs);
  }
  if (beyond) mendChoices(scratch, unit, pairs);
}

/** The pairs beyond SERIES_LIMIT. */
function mendChoices(scratch: usize, unit: usize, pairs: i32): void {
  for (let k = 0; k < pairs; k++) {
    const n = scratch + unit + (<usize>k << 2);
    const o = scratch + DIRECTION + (<usize>k << 2);
    const tau = <f64>load<f32>(scratch + (<usize>k << 2), TAU);
    if (tau <= SERIES_LIMIT) continue;
    const q = f64x2.pmax(exponential(mul(at(MINUS_TWO), all(tau))), all(DECAY_FLOOR));
    const root = f64x2.sqrt(mad(all(5.0), q, at(ONE)));
    const choice = load<i32>(scratch + (<usize>k << 2), RAW) & 1 ? f64x2.neg(root) : root;
    const sine = <f32>f64x2.extract_lane(f64x2.sqrt(mul(mul(sub(at(ONE), q), all(0.25)), add(choice, all(3.0)))), 0);
    store<f32>(o, sine * load<f32>(n));
    store<f32>(o, sine * load<f32>(n, HALF_SLOT), HALF_SLOT);
    store<f32>(o, sine * load<f32>(n, 2 * HALF_SLOT), 2 * HALF_SLOT);
  }
}

// @ts-ignore: decorator
@inline function turnTwo(g: usize, v: usize, w: usize, stride: usize, both: bool): void {
  const vx = v128.load(v);
  const vy = v128.load(v + stride);
  const vz = v128.load(v + 2 * stride);
  const wx = reversed(v128.load(w - 8));
  const wy = reversed(v128.load(w + stride - 8));
  const wz = reversed(v128.load(w + 2 * stride - 8));
  const x = sub(vx, wx);
  const y = sub(vy, wy);
  const z = sub(vz, wz);
  const a = f64x2.promote_low_f32x4(v128.load64_zero(g));
  const b = f64x2.promote_low_f32x4(v128.load64_zero(g, HALF_SLOT));
  const c = f64x2.promote_low_f32x4(v128.load64_zero(g, 2 * HALF_SLOT));
  const cosine = f64x2.sqrt(sub(at(ONE), mad(c, c, mad(a, a, mul(b, b)))));
  const px = sub(mul(b, z), mul(c, y));
  const py = sub(mul(c, x), mul(a, z));
  const pz = sub(mul(a, y), mul(b, x));
  const hx = mad(cosine, px, sub(mul(b, pz), mul(c, py)));
  const hy = mad(cosine, py, sub(mul(c, px), mul(a, pz)));
  const hz = mad(cosine, pz, sub(mul(a, py), mul(b, px)));
  put(v, w, both, add(vx, hx), sub(wx, hx));
  put(v + stride, w + stride, both, add(vy, hy), sub(wy, hy));
  put(v + 2 * stride, w + 2 * stride, both, add(vz, hz), sub(wz, hz));
}

/** (z' - z)/2 = cos(theta/2) g x z + g x (g x z), cos^2(theta/2) = 1 - |g|^2: a rotation for every g, to round-off. */
export function turnChosen(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize): void {
  const even = pairs & ~1;
  for (let i = 0; i < even; i += 2) {
    const k = <usize>i << 3;
    turnTwo(scratch + DIRECTION + (k >> 1), v + k, w - k, stride, true);
  }
  if (pairs & 1) {
    const k = <usize>even << 3;
    turnTwo(scratch + DIRECTION + (k >> 1), v + k, w - k, stride, false);
  }
}

/** Directions of single precision to doubles in DIRECTION. */
export function widenDirections(scratch: usize, pairs: i32): void {
  for (let i = 0; i < pairs; i += 4) {
    for (let axis = 0; axis < 3; axis++) {
      promoted(scratch + DIRECTION + <usize>axis * NEXT + (<usize>i << 3), v128.load(scratch + UNIT + <usize>axis * HALF_SLOT + (<usize>i << 2)));
    }
  }
}

/** SECOND_DIRECTION to single precision. */
export function narrowDirections(scratch: usize, pairs: i32): void {
  for (let i = 0; i < pairs; i += 4) {
    for (let axis = 0; axis < 3; axis++) {
      const from = scratch + SECOND_DIRECTION + <usize>axis * NEXT + (<usize>i << 3);
      v128.store(scratch + SECOND_UNIT + <usize>axis * HALF_SLOT + (<usize>i << 2), demoted(v128.load(from), v128.load(from + 16)));
    }
  }
}
