// Rotation angle of each pair from its diffusion time tau and its radial draw. Twin: src/model/rotation-law.ts, where the law is explained.
import { RADIUS, RARE, SINK, SPARE, SWING, TAU } from "./scratch";
import { add, all, cosineNear, div, exponential, line, logarithm, mad, mul, quadrant, reduced, sineNear, sub } from "./vector";
import { HALF_PI } from "../../math/elementary-constants";
import {
  FAR_SCALE_0, FAR_SCALE_1, FAR_SCALE_2, FAR_SCALE_3, FAR_SCALE_4, FAR_SCALE_5, FAR_SCALE_6, FAR_SCALE_7, FAR_SCALE_8, FAR_SCALE_9,
  FAR_SCALE_10, FAR_SCALE_11, FAR_SCALE_12, FAR_SCALE_13, FAR_WEIGHT_0, FAR_WEIGHT_1, FAR_WEIGHT_2, FAR_WEIGHT_3, FAR_WEIGHT_4,
  FAR_WEIGHT_5, FAR_WEIGHT_6, FAR_WEIGHT_7, FAR_WEIGHT_8, FAR_WEIGHT_9, FAR_WEIGHT_10, FAR_WEIGHT_11, FAR_WEIGHT_12, FAR_WEIGHT_13,
  INFLATION_0, INFLATION_1, INFLATION_2, INFLATION_3, INFLATION_4, INFLATION_5, INFLATION_6, INFLATION_7, KEPLER_3, KEPLER_5,
  NEAR_LIMIT, RADIAL_SCALE, RADIAL_SHIFT, SIX_PI, SCALE_0, SCALE_1, SCALE_2, SCALE_3, SCALE_4, SCALE_5, SCALE_6, SCALE_7, SCALE_8,
} from "../../model/rotation-constants";

// ------------------------------------------------------------------------------------------------------------------ dimension 2

/** sin(h) cos(h) and sin^2(h) of the half-angle h, to two addresses. */
// @ts-ignore: decorator
@inline function storeHalfAngle(swing: usize, sink: usize, h: v128): void {
  const t = quadrant(h);
  const r = reduced(h, t);
  const square = mul(r, r);
  const c = cosineNear(square);
  const s = sineNear(r, square);
  const odd = i64x2.sub(i64x2.splat(0), v128.and(t, i64x2.splat(1)));
  const product = mul(s, c);
  v128.store(swing, v128.bitselect(f64x2.neg(product), product, odd));
  v128.store(sink, v128.bitselect(mul(c, c), mul(s, s), odd));
}

/** theta = sqrt(2 tau) N: heat flow on the circle, exactly. */
export function turnPlanar(scratch: usize, pairs: i32): void {
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const half = mul(f64x2.sqrt(mul(v128.load(o, TAU), all(0.5))), v128.load(o, RADIUS));
    storeHalfAngle(o + SWING, o + SINK, half);
  }
}

// ------------------------------------------------------------------------------------------------------------------ dimension 3

// @ts-ignore: decorator
@inline function nearScale(tau: v128): v128 {
  const x2 = mul(tau, tau);
  const x4 = mul(x2, x2);
  const a0 = line(SCALE_1, tau, SCALE_0);
  const a1 = line(SCALE_3, tau, SCALE_2);
  const a2 = line(SCALE_5, tau, SCALE_4);
  const a3 = line(SCALE_7, tau, SCALE_6);
  const b0 = mad(a1, x2, a0);
  const b1 = mad(a3, x2, a2);
  const p = mad(all(SCALE_8), mul(x4, x4), mad(b1, x4, b0));
  return mul(tau, add(mul(tau, p), all(0.5)));
}

// @ts-ignore: decorator
@inline function nearInflation(tau: v128): v128 {
  const x2 = mul(tau, tau);
  const x4 = mul(x2, x2);
  const a0 = line(INFLATION_1, tau, INFLATION_0);
  const a1 = line(INFLATION_3, tau, INFLATION_2);
  const a2 = line(INFLATION_5, tau, INFLATION_4);
  const a3 = line(INFLATION_7, tau, INFLATION_6);
  const p = mad(mad(a3, x2, a2), x4, mad(a1, x2, a0));
  return add(mul(mul(x2, tau), p), all(1.0));
}

// @ts-ignore: decorator
@inline function farScale(y: v128): v128 {
  const y2 = mul(y, y);
  const y4 = mul(y2, y2);
  const a0 = mad(line(FAR_SCALE_3, y, FAR_SCALE_2), y2, line(FAR_SCALE_1, y, FAR_SCALE_0));
  const a1 = mad(line(FAR_SCALE_7, y, FAR_SCALE_6), y2, line(FAR_SCALE_5, y, FAR_SCALE_4));
  const a2 = mad(line(FAR_SCALE_11, y, FAR_SCALE_10), y2, line(FAR_SCALE_9, y, FAR_SCALE_8));
  const a3 = line(FAR_SCALE_13, y, FAR_SCALE_12);
  return mad(mad(a3, y4, a2), mul(y4, y4), mad(a1, y4, a0));
}

// @ts-ignore: decorator
@inline function farWeight(y: v128): v128 {
  const y2 = mul(y, y);
  const y4 = mul(y2, y2);
  const a0 = mad(line(FAR_WEIGHT_3, y, FAR_WEIGHT_2), y2, line(FAR_WEIGHT_1, y, FAR_WEIGHT_0));
  const a1 = mad(line(FAR_WEIGHT_7, y, FAR_WEIGHT_6), y2, line(FAR_WEIGHT_5, y, FAR_WEIGHT_4));
  const a2 = mad(line(FAR_WEIGHT_11, y, FAR_WEIGHT_10), y2, line(FAR_WEIGHT_9, y, FAR_WEIGHT_8));
  const a3 = line(FAR_WEIGHT_13, y, FAR_WEIGHT_12);
  return mul(y, mad(mad(a3, y4, a2), mul(y4, y4), mad(a1, y4, a0)));
}

/** Cayley branch: stores sin cos and sin^2 of the half-angle, given t/2 and what is left of the uniform. */
// @ts-ignore: decorator
@inline function storeCayley(swing: usize, sink: usize, scale: v128, rest: v128): void {
  const x = sub(all(RADIAL_SHIFT), mul(all(RADIAL_SCALE), logarithm(rest)));
  const s = mul(scale, x);
  const inverse = div(all(1.0), add(s, all(1.0)));
  v128.store(swing, mul(f64x2.sqrt(s), inverse));
  v128.store(sink, mul(s, inverse));
}

/**
 * tau the same for all pairs: its constants come from the host. Returns the number of pairs listed in RARE, those of the uniform branch.
 * The list is kept without branches: always written, advanced by the flag.
 */
export function turnConstant(scratch: usize, pairs: i32, scale: f64, inflation: f64): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const rest = sub(all(1.0), mul(v128.load(o, RADIUS), all(inflation)));
    storeCayley(o + SWING, o + SINK, all(scale), rest);
    const flags = i64x2.bitmask(f64x2.le(rest, all(0.0)));
    store<u32>(scratch + (<usize>rare << 2), i, RARE);
    rare += flags & 1;
    store<u32>(scratch + (<usize>rare << 2), i + 1, RARE);
    rare += flags >> 1;
  }
  return rare;
}

/** tau of each pair from TAU. Lists the pairs beyond NEAR_LIMIT and those of the uniform branch. */
export function turn(scratch: usize, pairs: i32): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const tau = v128.load(o, TAU);
    const rest = sub(all(1.0), mul(v128.load(o, RADIUS), nearInflation(tau)));
    storeCayley(o + SWING, o + SINK, nearScale(tau), rest);
    const flags = i64x2.bitmask(v128.or(f64x2.le(rest, all(0.0)), f64x2.gt(tau, all(NEAR_LIMIT))));
    store<u32>(scratch + (<usize>rare << 2), i, RARE);
    rare += flags & 1;
    store<u32>(scratch + (<usize>rare << 2), i + 1, RARE);
    rare += flags >> 1;
  }
  return rare;
}

/**
 * Uniform rotation: theta - sin theta = pi W by three Newton steps in h = theta/2, to two addresses.
 * W = (1-V) g/(g-1) spreads what the decision left of the uniform over (0, 1].
 */
function storeUniform(swing: usize, sink: usize, draw: v128, inflation: v128): void {
  const w = mul(sub(all(1.0), draw), div(inflation, sub(inflation, all(1.0))));
  const target = mul(w, all(HALF_PI));
  const c = exponential(div(logarithm(mul(w, all(SIX_PI))), all(3.0)));
  const c2 = mul(c, c);
  let h = mul(mul(c, add(mul(c2, line(KEPLER_5, c2, KEPLER_3)), all(1.0))), all(0.5));
  for (let k = 0; k < 3; k++) {
    storeHalfAngle(swing, sink, h);
    h = sub(h, div(sub(sub(h, v128.load(swing)), target), mul(all(2.0), v128.load(sink))));
  }
  storeHalfAngle(swing, sink, h);
}

/** Both branches for two listed pairs, whose results replace those of the main loop. */
// @ts-ignore: decorator
@inline function mend(scratch: usize, first: usize, second: usize, scale: v128, inflation: v128): void {
  const spare = scratch + SPARE;
  const one = scratch + (first << 3);
  const two = scratch + (second << 3);
  const draw = f64x2.replace_lane(all(load<f64>(one, RADIUS)), 1, load<f64>(two, RADIUS));
  const rest = sub(all(1.0), mul(draw, inflation));
  storeCayley(spare, spare + 16, scale, rest);
  let swing = v128.load(spare);
  let sink = v128.load(spare, 16);
  const uniform = f64x2.le(rest, all(0.0));
  if (v128.any_true(uniform)) {
    storeUniform(spare, spare + 16, draw, inflation);
    swing = v128.bitselect(v128.load(spare), swing, uniform);
    sink = v128.bitselect(v128.load(spare, 16), sink, uniform);
  }
  store<f64>(one, f64x2.extract_lane(swing, 0), SWING);
  store<f64>(one, f64x2.extract_lane(sink, 0), SINK);
  store<f64>(two, f64x2.extract_lane(swing, 1), SWING);
  store<f64>(two, f64x2.extract_lane(sink, 1), SINK);
}

/** The rare pairs of `turnConstant`. An odd list repeats its last entry. */
export function mendConstant(scratch: usize, rare: i32, scale: f64, inflation: f64): void {
  for (let k = 0; k < rare; k += 2) {
    const first = <usize>load<u32>(scratch + (<usize>k << 2), RARE);
    const second = <usize>load<u32>(scratch + (<usize>min(k + 1, rare - 1) << 2), RARE);
    mend(scratch, first, second, all(scale), all(inflation));
  }
}

/** The rare pairs of `turn`. */
export function mendVariable(scratch: usize, rare: i32): void {
  for (let k = 0; k < rare; k += 2) {
    const first = <usize>load<u32>(scratch + (<usize>k << 2), RARE);
    const second = <usize>load<u32>(scratch + (<usize>min(k + 1, rare - 1) << 2), RARE);
    const tau = f64x2.replace_lane(all(load<f64>(scratch + (first << 3), TAU)), 1, load<f64>(scratch + (second << 3), TAU));
    const far = f64x2.gt(tau, all(NEAR_LIMIT));
    const y = exponential(mul(all(-2.0), tau));
    const scale = v128.bitselect(farScale(y), nearScale(tau), far);
    const inflation = v128.bitselect(div(all(1.0), farWeight(y)), nearInflation(tau), far);
    mend(scratch, first, second, scale, inflation);
  }
}
