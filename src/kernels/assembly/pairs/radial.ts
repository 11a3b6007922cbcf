// Rotation angle of each pair from its diffusion time tau and its radial draw. Twin: particles/noise/rotation-law.ts, where the law is explained.
import { RADIAL, RARE, REST, SINK, SWING, TAU } from "./scratch";
import { add, all, cosineNear, div, exponential, mad, mul, quadrant, reduced, sineNear, sub } from "../vector";
import { FAR_HEATS, FAR_SLOPES, FAR_TAILS, HALF, HEATS, MINUS_TWO, ONE, STEP, TAILS, at, line } from "../constants";
import { NEAR_LIMIT } from "../../constants/rotation";

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

/** h for tau <= NEAR_LIMIT. */
// @ts-ignore: decorator
@inline function nearHeat(tau: v128, x2: v128, x4: v128): v128 {
  const b0 = mad(line(HEATS + 2 * STEP, tau), x2, line(HEATS, tau));
  const b1 = mad(line(HEATS + 6 * STEP, tau), x2, line(HEATS + 4 * STEP, tau));
  const p = mad(at(HEATS + 8 * STEP), mul(x4, x4), mad(b1, x4, b0));
  return mul(tau, add(mul(tau, p), at(HALF)));
}

/** rho for tau <= NEAR_LIMIT. */
// @ts-ignore: decorator
@inline function nearTail(tau: v128, x2: v128, x4: v128): v128 {
  const b0 = mad(line(TAILS + 2 * STEP, tau), x2, line(TAILS, tau));
  const b1 = mad(line(TAILS + 6 * STEP, tau), x2, line(TAILS + 4 * STEP, tau));
  return mul(mul(x2, tau), mad(b1, x4, b0));
}

/** Polynomial of degree 7. */
// @ts-ignore: decorator
@inline function eight(series: usize, x: v128, x2: v128, x4: v128): v128 {
  const b0 = mad(line(series + 2 * STEP, x), x2, line(series, x));
  const b1 = mad(line(series + 6 * STEP, x), x2, line(series + 4 * STEP, x));
  return mad(b1, x4, b0);
}

/** Polynomial of degree 25. */
// @ts-ignore: decorator
@inline function far(series: usize, x: v128): v128 {
  const x2 = mul(x, x);
  const x4 = mul(x2, x2);
  const x8 = mul(x4, x4);
  const b2 = mad(line(series + 24 * STEP, x), x8, eight(series + 16 * STEP, x, x2, x4));
  return mad(mad(b2, x8, eight(series + 8 * STEP, x, x2, x4)), x8, eight(series, x, x2, x4));
}

/** Numerator of sink over w^2 + numerator: h X w^2 + rho^2 (1 - w^2). */
// @ts-ignore: decorator
@inline function numerator(heat: v128, tail: v128, radial: v128, square: v128): v128 {
  return mad(heat, radial, mul(mul(tail, tail), sub(at(ONE), square)));
}

/** SWING and SINK of two pairs that follow each other. */
// @ts-ignore: decorator
@inline function storeAngles(o: usize, heat: v128, tail: v128): void {
  const w = v128.load(o, REST);
  const square = mul(w, w);
  const n = numerator(heat, tail, v128.load(o, RADIAL), square);
  const inverse = div(at(ONE), add(n, square));
  v128.store(o, mul(mul(f64x2.sqrt(n), w), inverse), SWING);
  v128.store(o, mul(n, inverse), SINK);
}

/** tau the same for all pairs: h and rho come from the host. */
export function turnConstant(scratch: usize, pairs: i32, heat: f64, tail: f64): void {
  for (let i = 0; i < pairs; i += 2) storeAngles(scratch + (<usize>i << 3), all(heat), all(tail));
}

/** tau of each pair from TAU. Returns the number of pairs listed in RARE, those beyond NEAR_LIMIT. */
export function turn(scratch: usize, pairs: i32): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const tau = v128.load(o, TAU);
    const x2 = mul(tau, tau);
    const x4 = mul(x2, x2);
    storeAngles(o, nearHeat(tau, x2, x4), nearTail(tau, x2, x4));
    // Without branches: always written, advanced by the flag.
    const flags = i64x2.bitmask(f64x2.gt(tau, all(NEAR_LIMIT)));
    store<u32>(scratch + (<usize>rare << 2), i, RARE);
    rare += flags & 1;
    store<u32>(scratch + (<usize>rare << 2), i + 1, RARE);
    rare += flags >> 1;
  }
  return rare;
}

/** Angles of two listed pairs, whose results replace those of the main loop. */
// @ts-ignore: decorator
@inline function mendTwo(one: usize, two: usize): void {
  const tau = f64x2.replace_lane(all(load<f64>(one, TAU)), 1, load<f64>(two, TAU));
  const x = sub(mul(exponential(mul(at(MINUS_TWO), tau)), at(FAR_SLOPES)), at(ONE));
  const w = f64x2.replace_lane(all(load<f64>(one, REST)), 1, load<f64>(two, REST));
  const radial = f64x2.replace_lane(all(load<f64>(one, RADIAL)), 1, load<f64>(two, RADIAL));
  const square = mul(w, w);
  const n = numerator(far(FAR_HEATS, x), far(FAR_TAILS, x), radial, square);
  const inverse = div(at(ONE), add(n, square));
  const swing = mul(mul(f64x2.sqrt(n), w), inverse);
  const sink = mul(n, inverse);
  store<f64>(one, f64x2.extract_lane(swing, 0), SWING);
  store<f64>(one, f64x2.extract_lane(sink, 0), SINK);
  store<f64>(two, f64x2.extract_lane(swing, 1), SWING);
  store<f64>(two, f64x2.extract_lane(sink, 1), SINK);
}

/** The rare pairs of `turn`, two at a time; an odd list repeats its last entry. */
export function mend(scratch: usize, rare: i32): void {
  for (let k = 0; k < rare; k += 2) {
    const first = <usize>load<u32>(scratch + (<usize>k << 2), RARE);
    const second = <usize>load<u32>(scratch + (<usize>min(k + 1, rare - 1) << 2), RARE);
    mendTwo(scratch + (first << 3), scratch + (second << 3));
  }
}
