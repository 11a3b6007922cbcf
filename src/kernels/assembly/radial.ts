// Rotation angle of each pair from its diffusion time tau and its radial draw. Twin: src/model/rotation-law.ts, where the law is explained.
import { DECISION, RADIAL, RARE, SINK, SPARE, SWING, TAU } from "./scratch";
import { add, all, cosineNear, div, exponential, logarithm, mad, mul, quadrant, reduced, sineNear, sub } from "./vector";
import { FAR_SCALES, FAR_WEIGHTS, HALF, KEPLERS, MINUS_TWO, ONE, QUARTER_TURN, SCALES, STEP, TWO, UNIFORMS, at, line } from "./constants";
import { NEAR_LIMIT, SIX_PI, UNIFORM_BOUND } from "../../model/rotation-constants";

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
    const half = mul(f64x2.sqrt(mul(v128.load(o, TAU), at(HALF))), v128.load(o, RADIAL));
    storeHalfAngle(o + SWING, o + SINK, half);
  }
}

// ------------------------------------------------------------------------------------------------------------------ dimension 3

// @ts-ignore: decorator
@inline function nearScale(tau: v128): v128 {
  const x2 = mul(tau, tau);
  const x4 = mul(x2, x2);
  const b0 = mad(line(SCALES + 2 * STEP, tau), x2, line(SCALES, tau));
  const b1 = mad(line(SCALES + 6 * STEP, tau), x2, line(SCALES + 4 * STEP, tau));
  const p = mad(at(SCALES + 8 * STEP), mul(x4, x4), mad(b1, x4, b0));
  return mul(tau, add(mul(tau, p), at(HALF)));
}

// @ts-ignore: decorator
@inline function nearProbability(tau: v128): v128 {
  const x2 = mul(tau, tau);
  const x4 = mul(x2, x2);
  const b0 = mad(line(UNIFORMS + 2 * STEP, tau), x2, line(UNIFORMS, tau));
  const b1 = mad(line(UNIFORMS + 6 * STEP, tau), x2, line(UNIFORMS + 4 * STEP, tau));
  return mul(mul(x2, tau), mad(b1, x4, b0));
}

/** Polynomial of degree 13. */
// @ts-ignore: decorator
@inline function far(series: usize, y: v128): v128 {
  const y2 = mul(y, y);
  const y4 = mul(y2, y2);
  const a0 = mad(line(series + 2 * STEP, y), y2, line(series, y));
  const a1 = mad(line(series + 6 * STEP, y), y2, line(series + 4 * STEP, y));
  const a2 = mad(line(series + 10 * STEP, y), y2, line(series + 8 * STEP, y));
  const a3 = line(series + 12 * STEP, y);
  return mad(mad(a3, y4, a2), mul(y4, y4), mad(a1, y4, a0));
}

/** Cayley branch: sin cos and sin^2 of the half-angle with tangent sqrt(s), to two addresses. */
// @ts-ignore: decorator
@inline function storeCayley(swing: usize, sink: usize, s: v128): void {
  const inverse = div(at(ONE), add(s, at(ONE)));
  v128.store(swing, mul(f64x2.sqrt(s), inverse));
  v128.store(sink, mul(s, inverse));
}

/** Appends the flagged ones of pairs i and i + 1 to RARE, without branches: always written, advanced by the flag. */
// @ts-ignore: decorator
@inline function list(scratch: usize, rare: i32, i: i32, flagged: v128): i32 {
  const flags = i64x2.bitmask(flagged);
  store<u32>(scratch + (<usize>rare << 2), i, RARE);
  const next = rare + (flags & 1);
  store<u32>(scratch + (<usize>next << 2), i + 1, RARE);
  return next + (flags >> 1);
}

/** tau the same for all pairs: t/2 and p come from the host. Returns the number of pairs listed in RARE, those of the uniform branch. */
export function turnConstant(scratch: usize, pairs: i32, scale: f64, probability: f64): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    storeCayley(o + SWING, o + SINK, mul(all(scale), v128.load(o, RADIAL)));
    rare = list(scratch, rare, i, f64x2.lt(v128.load(o, DECISION), all(probability)));
  }
  return rare;
}

/** tau of each pair from TAU. Lists the pairs beyond NEAR_LIMIT and those that may be in the uniform branch. */
export function turn(scratch: usize, pairs: i32): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const tau = v128.load(o, TAU);
    storeCayley(o + SWING, o + SINK, mul(nearScale(tau), v128.load(o, RADIAL)));
    const bound = mul(mul(mul(tau, tau), tau), all(UNIFORM_BOUND));
    rare = list(scratch, rare, i, v128.or(f64x2.lt(v128.load(o, DECISION), bound), f64x2.gt(tau, all(NEAR_LIMIT))));
  }
  return rare;
}

/** Uniform rotation: theta - sin theta = pi w by three Newton steps in h = theta/2, to two addresses. */
function storeUniform(swing: usize, sink: usize, w: v128): void {
  const target = mul(w, at(QUARTER_TURN));
  const c = exponential(div(logarithm(mul(w, all(SIX_PI))), all(3.0)));
  const c2 = mul(c, c);
  let h = mul(mul(c, add(mul(c2, line(KEPLERS, c2)), at(ONE))), at(HALF));
  for (let k = 0; k < 3; k++) {
    storeHalfAngle(swing, sink, h);
    h = sub(h, div(sub(sub(h, v128.load(swing)), target), mul(at(TWO), v128.load(sink))));
  }
  storeHalfAngle(swing, sink, h);
}

/** Both branches for two listed pairs, whose results replace those of the main loop. */
// @ts-ignore: decorator
@inline function mend(scratch: usize, first: usize, second: usize, scale: v128, probability: v128): void {
  const spare = scratch + SPARE;
  const one = scratch + (first << 3);
  const two = scratch + (second << 3);
  const radial = f64x2.replace_lane(all(load<f64>(one, RADIAL)), 1, load<f64>(two, RADIAL));
  const decision = f64x2.replace_lane(all(load<f64>(one, DECISION)), 1, load<f64>(two, DECISION));
  storeCayley(spare, spare + 16, mul(scale, radial));
  let swing = v128.load(spare);
  let sink = v128.load(spare, 16);
  const uniform = f64x2.lt(decision, probability);
  if (v128.any_true(uniform)) {
    storeUniform(spare, spare + 16, div(decision, probability));
    swing = v128.bitselect(v128.load(spare), swing, uniform);
    sink = v128.bitselect(v128.load(spare, 16), sink, uniform);
  }
  store<f64>(one, f64x2.extract_lane(swing, 0), SWING);
  store<f64>(one, f64x2.extract_lane(sink, 0), SINK);
  store<f64>(two, f64x2.extract_lane(swing, 1), SWING);
  store<f64>(two, f64x2.extract_lane(sink, 1), SINK);
}

/** Pair number k of the list; an odd list repeats its last entry. */
// @ts-ignore: decorator
@inline function listed(scratch: usize, rare: i32, k: i32): usize { return <usize>load<u32>(scratch + (<usize>min(k, rare - 1) << 2), RARE); }

/** The rare pairs of `turnConstant`. */
export function mendConstant(scratch: usize, rare: i32, scale: f64, probability: f64): void {
  for (let k = 0; k < rare; k += 2) {
    mend(scratch, listed(scratch, rare, k), listed(scratch, rare, k + 1), all(scale), all(probability));
  }
}

/** The rare pairs of `turn`. */
export function mendVariable(scratch: usize, rare: i32): void {
  for (let k = 0; k < rare; k += 2) {
    const first = listed(scratch, rare, k);
    const second = listed(scratch, rare, k + 1);
    const tau = f64x2.replace_lane(all(load<f64>(scratch + (first << 3), TAU)), 1, load<f64>(scratch + (second << 3), TAU));
    const beyond = f64x2.gt(tau, all(NEAR_LIMIT));
    const y = exponential(mul(at(MINUS_TWO), tau));
    const scale = v128.bitselect(far(FAR_SCALES, y), nearScale(tau), beyond);
    const probability = v128.bitselect(sub(at(ONE), mul(y, far(FAR_WEIGHTS, y))), nearProbability(tau), beyond);
    mend(scratch, first, second, scale, probability);
  }
}
