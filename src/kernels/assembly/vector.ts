// Two-lane elementary functions. Every operation and its order are those of src/math/elementary.ts, so the bits agree; change both.
// Polynomials are evaluated by Estrin's scheme: 128-bit arithmetic is bound by latency, not by the number of operations.
import {
  COS_SERIES, EXP_HIGHEST, EXP_LOG2_E, EXP_LOWEST, EXP_ROUNDER, EXP_SERIES, HALF, LN2_1, LN2_2, LOG_BASE, LOG_OFFSET, LOG_SERIES, MANTISSA,
  ONE, PI_1, PI_2, PI_3, QUADRANTS, SIN_SERIES, STEP, TWO, WHOLE_BIAS, WHOLE_BITS, at, line,
} from "./constants";

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
// @ts-ignore: decorator
@inline export function reversed(a: v128): v128 { return v128.shuffle<i64>(a, a, 1, 0); }

/** e^x for |x| <= 700; larger arguments are treated as +-700. */
// @ts-ignore: decorator
@inline export function exponential(argument: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(argument, at(EXP_LOWEST)), at(EXP_HIGHEST));
  const t = add(mul(x, at(EXP_LOG2_E)), at(EXP_ROUNDER));
  const n = sub(t, at(EXP_ROUNDER));
  const r = sub(sub(x, mul(n, at(LN2_1))), mul(n, at(LN2_2)));
  const square = mul(r, r);
  const a0 = line(EXP_SERIES, r);
  const a1 = line(EXP_SERIES + 2 * STEP, r);
  const a2 = line(EXP_SERIES + 4 * STEP, r);
  const a3 = line(EXP_SERIES + 6 * STEP, r);
  const a4 = line(EXP_SERIES + 8 * STEP, r);
  const a5 = line(EXP_SERIES + 10 * STEP, r);
  const b0 = mad(a1, square, a0);
  const b1 = mad(a3, square, a2);
  const b2 = mad(a5, square, a4);
  const fourth = mul(square, square);
  const tail = add(mul(b2, mul(fourth, fourth)), mad(b1, fourth, b0));
  const p = add(add(mul(square, tail), r), at(ONE));
  return i64x2.add(p, i64x2.shl(t, 52));
}

/** log x for positive normal x; anything else gives a number without meaning. */
// @ts-ignore: decorator
@inline export function logarithm(x: v128): v128 {
  const bits = i64x2.add(x, at(LOG_OFFSET));
  const k = sub(v128.or(i64x2.shr_u(bits, 52), at(WHOLE_BITS)), at(WHOLE_BIAS));
  const m = i64x2.add(v128.and(bits, at(MANTISSA)), at(LOG_BASE));
  const f = sub(m, at(ONE));
  const s = div(f, add(f, at(TWO)));
  const half = mul(mul(f, f), at(HALF));
  const square = mul(s, s);
  const a0 = line(LOG_SERIES, square);
  const a1 = line(LOG_SERIES + 2 * STEP, square);
  const a2 = line(LOG_SERIES + 4 * STEP, square);
  const fourth = mul(square, square);
  const b0 = mad(a1, fourth, a0);
  const b1 = mad(at(LOG_SERIES + 6 * STEP), fourth, a2);
  const tail = mul(square, mad(b1, mul(fourth, fourth), b0));
  const inner = mad(s, add(half, tail), mul(k, at(LN2_2)));
  return mad(k, at(LN2_1), sub(f, sub(half, inner)));
}

/** sin r for |r| <= pi/4, given r^2. */
// @ts-ignore: decorator
@inline export function sineNear(r: v128, square: v128): v128 {
  const a0 = line(SIN_SERIES, square);
  const a1 = line(SIN_SERIES + 2 * STEP, square);
  const a2 = line(SIN_SERIES + 4 * STEP, square);
  const fourth = mul(square, square);
  const p = mad(a2, mul(fourth, fourth), mad(a1, fourth, a0));
  return add(mul(mul(r, square), p), r);
}

/** cos r for |r| <= pi/4, given r^2. */
// @ts-ignore: decorator
@inline export function cosineNear(square: v128): v128 {
  const a0 = line(COS_SERIES, square);
  const a1 = line(COS_SERIES + 2 * STEP, square);
  const a2 = line(COS_SERIES + 4 * STEP, square);
  const fourth = mul(square, square);
  const p = mad(a2, mul(fourth, fourth), mad(a1, fourth, a0));
  return add(sub(mul(fourth, p), mul(square, at(HALF))), at(ONE));
}

/** Nearest multiple n of pi/2, plus ROUNDER: its low bits are n. */
// @ts-ignore: decorator
@inline export function quadrant(x: v128): v128 { return add(mul(x, at(QUADRANTS)), at(EXP_ROUNDER)); }

/** x - n pi/2, given the result of `quadrant`. */
// @ts-ignore: decorator
@inline export function reduced(x: v128, t: v128): v128 {
  const n = sub(t, at(EXP_ROUNDER));
  return sub(sub(sub(x, mul(n, at(PI_1))), mul(n, at(PI_2))), mul(n, at(PI_3)));
}
