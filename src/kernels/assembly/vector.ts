// Two-lane elementary functions. Every operation and its order are those of src/math/elementary.ts, so the bits agree; change both.
// Polynomials are evaluated by Estrin's scheme: 128-bit arithmetic is bound by latency, not by the number of operations.
import {
  ROUNDER, LOG2_E, LN2_HIGH, LN2_LOW, EXP_2, EXP_3, EXP_4, EXP_5, EXP_6, EXP_7, EXP_8, EXP_9, EXP_10, EXP_11, EXP_12, EXP_13,
  LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7, TWO_OVER_PI, HALF_PI_1, HALF_PI_2, HALF_PI_3,
  SIN_1, SIN_2, SIN_3, SIN_4, SIN_5, SIN_6, COS_1, COS_2, COS_3, COS_4, COS_5, COS_6,
} from "../../math/elementary-constants";

// @ts-ignore: decorator
@inline export function all(x: f64): v128 { return f64x2.splat(x); }
// @ts-ignore: decorator
@inline export function add(a: v128, b: v128): v128 { return f64x2.add(a, b); }
// @ts-ignore: decorator
@inline export function sub(a: v128, b: v128): v128 { return f64x2.sub(a, b); }
// @ts-ignore: decorator
@inline export function mul(a: v128, b: v128): v128 { return f64x2.mul(a, b); }
// @ts-ignore: decorator
@inline export function div(a: v128, b: v128): v128 { return f64x2.div(a, b); }
/** a * b + c, rounded twice. */
// @ts-ignore: decorator
@inline export function mad(a: v128, b: v128, c: v128): v128 { return f64x2.add(f64x2.mul(a, b), c); }
/** a * x + b with constants a and b: the first level of Estrin's scheme. */
// @ts-ignore: decorator
@inline export function line(a: f64, x: v128, b: f64): v128 { return f64x2.add(f64x2.mul(f64x2.splat(a), x), f64x2.splat(b)); }
// @ts-ignore: decorator
@inline export function reversed(a: v128): v128 { return v128.shuffle<i64>(a, a, 1, 0); }

/** e^x for |x| <= 700; larger arguments are treated as +-700. */
// @ts-ignore: decorator
@inline export function exponential(argument: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(argument, all(-700.0)), all(700.0));
  const t = add(mul(x, all(LOG2_E)), all(ROUNDER));
  const n = sub(t, all(ROUNDER));
  const r = sub(sub(x, mul(n, all(LN2_HIGH))), mul(n, all(LN2_LOW)));
  const square = mul(r, r);
  const a0 = line(EXP_3, r, EXP_2);
  const a1 = line(EXP_5, r, EXP_4);
  const a2 = line(EXP_7, r, EXP_6);
  const a3 = line(EXP_9, r, EXP_8);
  const a4 = line(EXP_11, r, EXP_10);
  const a5 = line(EXP_13, r, EXP_12);
  const b0 = mad(a1, square, a0);
  const b1 = mad(a3, square, a2);
  const b2 = mad(a5, square, a4);
  const fourth = mul(square, square);
  const tail = add(mul(b2, mul(fourth, fourth)), mad(b1, fourth, b0));
  const p = add(add(mul(square, tail), r), all(1.0));
  return i64x2.add(p, i64x2.shl(t, 52));
}

/** log x for positive normal x; anything else gives a number without meaning. */
// @ts-ignore: decorator
@inline export function logarithm(x: v128): v128 {
  const bits = i64x2.add(x, i64x2.splat(<i64>(0x3ff00000 - 0x3fe6a09e) << 32));
  const k = sub(v128.or(i64x2.shr_u(bits, 52), i64x2.splat(0x4330000000000000)), all(4503599627370496.0 + 1023.0));
  const m = i64x2.add(v128.and(bits, i64x2.splat(0x000fffffffffffff)), i64x2.splat(<i64>0x3fe6a09e << 32));
  const f = sub(m, all(1.0));
  const s = div(f, add(f, all(2.0)));
  const half = mul(mul(f, f), all(0.5));
  const square = mul(s, s);
  const a0 = line(LOG_2, square, LOG_1);
  const a1 = line(LOG_4, square, LOG_3);
  const a2 = line(LOG_6, square, LOG_5);
  const fourth = mul(square, square);
  const b0 = mad(a1, fourth, a0);
  const b1 = mad(all(LOG_7), fourth, a2);
  const tail = mul(square, mad(b1, mul(fourth, fourth), b0));
  const inner = mad(s, add(half, tail), mul(k, all(LN2_LOW)));
  return mad(k, all(LN2_HIGH), sub(f, sub(half, inner)));
}

/** sin r for |r| <= pi/4, given r^2. */
// @ts-ignore: decorator
@inline export function sineNear(r: v128, square: v128): v128 {
  const a0 = line(SIN_2, square, SIN_1);
  const a1 = line(SIN_4, square, SIN_3);
  const a2 = line(SIN_6, square, SIN_5);
  const fourth = mul(square, square);
  const p = mad(a2, mul(fourth, fourth), mad(a1, fourth, a0));
  return add(mul(mul(r, square), p), r);
}

/** cos r for |r| <= pi/4, given r^2. */
// @ts-ignore: decorator
@inline export function cosineNear(square: v128): v128 {
  const a0 = line(COS_2, square, COS_1);
  const a1 = line(COS_4, square, COS_3);
  const a2 = line(COS_6, square, COS_5);
  const fourth = mul(square, square);
  const p = mad(a2, mul(fourth, fourth), mad(a1, fourth, a0));
  return add(sub(mul(fourth, p), mul(square, all(0.5))), all(1.0));
}

/** Nearest multiple n of pi/2, plus ROUNDER: its low bits are n. */
// @ts-ignore: decorator
@inline export function quadrant(x: v128): v128 { return add(mul(x, all(TWO_OVER_PI)), all(ROUNDER)); }

/** x - n pi/2, given the result of `quadrant`. */
// @ts-ignore: decorator
@inline export function reduced(x: v128, t: v128): v128 {
  const n = sub(t, all(ROUNDER));
  return sub(sub(sub(x, mul(n, all(HALF_PI_1))), mul(n, all(HALF_PI_2))), mul(n, all(HALF_PI_3)));
}
