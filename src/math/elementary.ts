/**
 * Elementary functions with the same bits on every machine.
 *
 * ECMAScript leaves the last bits of Math.exp, log, sin, ... to the engine. Here they are built from + - * / and bit operations only.
 * `exp`, `log`, `sin` and `cos` perform the same operations in the same order as the SIMD kernels (src/kernels/assembly/vector.ts):
 * Estrin's evaluation of the polynomials, no fused multiply-add. The others are for the host alone.
 *
 * Method: argument reduction and minimax coefficients of fdlibm; `pow` by a logarithm in two parts. Errors (tested against Math):
 * exp, log, sin, cos, expm1, log1p, atan, tanh a few units in the last place; pow 1e-15 relative for |y log x| <= 50.
 * Limits: sin and cos serve |x| <= 1e6 and throw a RangeError beyond; the views assume a little-endian machine, as WebAssembly does.
 */
import * as c from "../kernels/constants/elementary.ts";

const real = new Float64Array(1);
const word = new Uint32Array(real.buffer);

/** x * 2^n for a normal x and a normal result: adds n to the exponent field. */
function scale(x: number, n: number): number {
  real[0] = x;
  word[1] = (word[1] + (n << 20)) >>> 0;
  return real[0];
}

/** (e^r - 1 - r) / r^2 for |r| <= ln(2)/2. */
function expTail(r: number, square: number): number {
  const a0 = c.EXP_3 * r + c.EXP_2;
  const a1 = c.EXP_5 * r + c.EXP_4;
  const a2 = c.EXP_7 * r + c.EXP_6;
  const a3 = c.EXP_9 * r + c.EXP_8;
  const a4 = c.EXP_11 * r + c.EXP_10;
  const a5 = c.EXP_13 * r + c.EXP_12;
  const b0 = a1 * square + a0;
  const b1 = a3 * square + a2;
  const b2 = a5 * square + a4;
  const fourth = square * square;
  return b2 * (fourth * fourth) + (b1 * fourth + b0);
}

export function exp(x: number): number {
  if (!(Math.abs(x) <= 700)) return expFarOut(x);
  const n = x * c.LOG2_E + c.ROUNDER - c.ROUNDER;
  const r = x - n * c.LN2_HIGH - n * c.LN2_LOW;
  const square = r * r;
  return scale(square * expTail(r, square) + r + 1, n);
}

/** Near overflow and underflow the result is scaled twice; e^x = (e^(x/2))^2 would lose bits. */
function expFarOut(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const shift = x > 0 ? 100 : -100;
  const power = x > 0 ? 1.2676506002282294e30 : 7.888609052210118e-31; // 2^100, 2^-100
  const n = x * c.LOG2_E + c.ROUNDER - c.ROUNDER;
  const r = x - n * c.LN2_HIGH - n * c.LN2_LOW;
  const square = r * r;
  return scale(square * expTail(r, square) + r + 1, n - shift) * power;
}

/** e^x - 1 without cancellation at small x. */
export function expm1(x: number): number {
  if (!(Math.abs(x) <= 700)) return exp(x) - 1;
  const n = x * c.LOG2_E + c.ROUNDER - c.ROUNDER;
  const r = x - n * c.LN2_HIGH - n * c.LN2_LOW;
  const square = r * r;
  const small = square * expTail(r, square) + r;
  return n === 0 ? small : scale(1, n) * small + (scale(1, n) - 1);
}

/** s (LOG_1 s^2 + ... + LOG_7 s^14): what log((1+s)/(1-s)) exceeds 2s by, divided by s, as a function of s^2. */
function logTail(square: number): number {
  const a0 = c.LOG_2 * square + c.LOG_1;
  const a1 = c.LOG_4 * square + c.LOG_3;
  const a2 = c.LOG_6 * square + c.LOG_5;
  const fourth = square * square;
  const b0 = a1 * fourth + a0;
  const b1 = c.LOG_7 * fourth + a2;
  return square * (b1 * (fourth * fourth) + b0);
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x >= 2.2250738585072014e-308 && x < Infinity) return logNormal(x, 0);
  if (x > 0 && x < Infinity) return logNormal(x * 18014398509481984, 54); // subnormal: times 2^54
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

function logNormal(x: number, shift: number): number {
  real[0] = x;
  // The mantissa is brought to [sqrt(1/2), sqrt(2)): 0x3fe6a09e is the upper word of sqrt(1/2).
  const bits = word[1] + (0x3ff00000 - 0x3fe6a09e);
  word[1] = (bits & 0xfffff) + 0x3fe6a09e;
  const k = (bits >>> 20) - 1023 - shift;
  const f = real[0] - 1;
  const s = f / (f + 2);
  const half = f * f * 0.5;
  return k * c.LN2_HIGH + (f - (half - (s * (half + logTail(s * s)) + k * c.LN2_LOW)));
}

/** log(1 + x) without cancellation at small x. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1 || u === Infinity) return x;
  if (!(u > 0)) return log(u);
  return log(u) + (x - (u - 1)) / u; // second term: the rounding error of 1 + x
}

const SPLITTER = 134217729; // 2^27 + 1 (Veltkamp)

function upperHalf(x: number): number {
  const t = SPLITTER * x;
  return t - (t - x);
}

/** x^y for x >= 0. Whole y up to 64 by repeated squaring; else e^(y log x) with a logarithm in two parts. NaN for x < 0 and other y. */
export function pow(x: number, y: number): number {
  if (y === Math.floor(y) && Math.abs(y) <= 64) return wholePower(x, y);
  if (!(x > 0) || x === Infinity || !(Math.abs(y) < 1e15)) {
    if (x === 0) return y > 0 ? 0 : Infinity;
    if (x === Infinity) return y > 0 ? Infinity : 0;
    return x > 0 && y === y ? (x === 1 ? 1 : x > 1 === y > 0 ? Infinity : 0) : NaN;
  }
  const subnormal = x < 2.2250738585072014e-308;
  real[0] = subnormal ? x * 18014398509481984 : x;
  const bits = word[1] + (0x3ff00000 - 0x3fe6a09e);
  word[1] = (bits & 0xfffff) + 0x3fe6a09e;
  const k = (bits >>> 20) - 1023 - (subnormal ? 54 : 0);
  const f = real[0] - 1;
  const s = f / (f + 2);
  const high = upperHalf(s);
  const denominator = upperHalf(f + 2);
  const rest = f - (f + 2 - 2) + (f + 2 - denominator); // f + 2 = denominator + rest, exactly
  const low = (f - high * denominator - high * rest) / (f + 2);
  // log x = k LN2_HIGH + 2 high + (2 low + s tail + k LN2_LOW), kept as a rounded sum and its error, twice.
  const whole = k * c.LN2_HIGH;
  const first = whole + 2 * high;
  const error = Math.abs(whole) >= Math.abs(2 * high) ? whole - first + 2 * high : 2 * high - first + whole;
  const second = error + (2 * low + s * logTail(s * s) + k * c.LN2_LOW);
  const logarithm = first + second;
  const remainder = first - logarithm + second;
  const product = y * logarithm;
  const yHigh = upperHalf(y);
  const logHigh = upperHalf(logarithm);
  const productError = yHigh * logHigh - product + yHigh * (logarithm - logHigh) + (y - yHigh) * logHigh + (y - yHigh) * (logarithm - logHigh);
  const value = exp(product);
  return value === 0 || value === Infinity ? value : value + value * (productError + y * remainder);
}

function wholePower(x: number, y: number): number {
  let result = 1;
  let square = x;
  for (let n = Math.abs(y); n > 0; n = n >>> 1) {
    if (n & 1) result *= square;
    square *= square;
  }
  return y < 0 ? 1 / result : result;
}

function sinNear(r: number, square: number): number {
  const a0 = c.SIN_2 * square + c.SIN_1;
  const a1 = c.SIN_4 * square + c.SIN_3;
  const a2 = c.SIN_6 * square + c.SIN_5;
  const fourth = square * square;
  const p = a2 * (fourth * fourth) + (a1 * fourth + a0);
  return r * square * p + r;
}

function cosNear(square: number): number {
  const a0 = c.COS_2 * square + c.COS_1;
  const a1 = c.COS_4 * square + c.COS_3;
  const a2 = c.COS_6 * square + c.COS_5;
  const fourth = square * square;
  const p = a2 * (fourth * fourth) + (a1 * fourth + a0);
  return fourth * p - square * 0.5 + 1;
}

/** sin(r + quadrant pi/2) for |r| <= pi/4; the quadrant counts modulo 4. */
function sinInQuadrant(r: number, quadrant: number): number {
  const square = r * r;
  const value = quadrant & 1 ? cosNear(square) : sinNear(r, square);
  return quadrant & 2 ? -value : value;
}

function quadrantOf(x: number): number {
  if (!(Math.abs(x) <= 1e6)) throw new RangeError(`sin and cos serve |x| <= 1e6, not ${x}`);
  return x * c.TWO_OVER_PI + c.ROUNDER - c.ROUNDER;
}

export function sin(x: number): number {
  const n = quadrantOf(x);
  return sinInQuadrant(x - n * c.HALF_PI_1 - n * c.HALF_PI_2 - n * c.HALF_PI_3, n);
}

export function cos(x: number): number {
  const n = quadrantOf(x);
  return sinInQuadrant(x - n * c.HALF_PI_1 - n * c.HALF_PI_2 - n * c.HALF_PI_3, n + 1);
}

// arctan of 1/2, 1, 3/2 and infinity in two parts, and the odd series about them (fdlibm s_atan.c).
const ATAN_HIGH = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const ATAN_LOW = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];
const ATAN_SERIES = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1, 9.09088713343650656196e-2,
  -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2,
  1.62858201153657823623e-2,
];

export function atan(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1e17)) return x !== x ? x : x > 0 ? ATAN_HIGH[3] : -ATAN_HIGH[3];
  const region = size < 0.4375 ? -1 : size < 0.6875 ? 0 : size < 1.1875 ? 1 : size < 2.4375 ? 2 : 3;
  let t = size;
  if (region === 0) t = (2 * size - 1) / (2 + size);
  else if (region === 1) t = (size - 1) / (size + 1);
  else if (region === 2) t = (size - 1.5) / (1 + 1.5 * size);
  else if (region === 3) t = -1 / size;
  const square = t * t;
  let series = 0;
  for (let k = ATAN_SERIES.length - 1; k >= 0; k--) series = series * square + ATAN_SERIES[k];
  const tail = t * square * series;
  const value = region < 0 ? t - tail : ATAN_HIGH[region] - (tail - ATAN_LOW[region] - t);
  return x < 0 ? -value : value;
}

/** Angle of the point (x, y), in [-pi, pi]; 0 at the origin. */
export function atan2(y: number, x: number): number {
  if (x === 0) return y === 0 ? 0 : y > 0 ? ATAN_HIGH[3] : y < 0 ? -ATAN_HIGH[3] : NaN;
  const value = atan(y / x);
  if (x > 0) return value;
  return y >= 0 ? value + Math.PI : value - Math.PI;
}

export function tanh(x: number): number {
  const size = Math.abs(x);
  const t = expm1(-2 * Math.min(size, 20));
  const value = size === size ? -t / (t + 2) : x;
  return x < 0 ? -value : value;
}
