/**
 * Intervals [low, high] that contain the exact result of an operation for all reals in its operands: what is computed with them is proved.
 *
 * IEEE 754, which ECMAScript requires of + - * /, rounds to the nearest double, so that the exact result lies between the two neighbours of the computed one: each operation moves
 * its ends outward by one double (R. E. Moore, Interval Analysis, 1966). Nothing else is trusted: a root is proved by a division; exp and log are series with their remainders,
 * after a reduction by multiples of ln 2.
 *
 * Limits: an end beyond the doubles is infinite. Of a point, exp and log are some 10 units in the last place wide. The views assume a little-endian machine, as WebAssembly does.
 */
import type { Rational } from "./rational.ts";

const real = new Float64Array(1);
const word = new Uint32Array(real.buffer);

/** The next double above x, by its bits. */
function above(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  if (x === Infinity) return x;
  real[0] = x;
  if (x > 0) {
    word[0]++;
    if (word[0] === 0) word[1]++;
  } else {
    if (word[0] === 0) word[1]--;
    word[0]--;
  }
  return real[0];
}

const below = (x: number): number => -above(-x);

/** The hull of four products or quotients of ends, rounded outward. 0 * Infinity and Infinity / Infinity are limits that the others bound, or 0. */
function hull(a: number, b: number, c: number, d: number): Interval {
  const [p, q, r, s] = [a || 0, b || 0, c || 0, d || 0];
  return new Interval(below(Math.min(p, q, r, s)), above(Math.max(p, q, r, s)));
}

export class Interval {
  readonly low: number;
  readonly high: number;

  /** All reals from low to high. Throws RangeError unless low <= high, low < Infinity and high > -Infinity. */
  constructor(low: number, high: number) {
    if (!(low <= high && low < Infinity && high > -Infinity)) throw new RangeError(`interval [${low}, ${high}] (expected low <= high, and reals between them)`);
    this.low = low;
    this.high = high;
  }

  /** The double x alone: 0.1 is not 1/10, for which there is `rational`. */
  static point(x: number): Interval {
    return new Interval(x, x);
  }

  /** The integers are rounded, to nearest as ECMAScript requires, when they are no doubles. */
  static rational(x: Rational): Interval {
    const numerator = integer(x.numerator);
    return x.denominator === 1n ? numerator : numerator.over(integer(x.denominator));
  }

  plus(other: Interval): Interval {
    return new Interval(below(this.low + other.low), above(this.high + other.high));
  }

  minus(other: Interval): Interval {
    return new Interval(below(this.low - other.high), above(this.high - other.low));
  }

  negative(): Interval {
    return new Interval(-this.high, -this.low);
  }

  times(other: Interval): Interval {
    return hull(this.low * other.low, this.low * other.high, this.high * other.low, this.high * other.high);
  }

  /** Throws RangeError when the divisor contains 0. */
  over(other: Interval): Interval {
    if (other.low <= 0 && other.high >= 0) throw new RangeError(`division by [${other.low}, ${other.high}] (expected an interval without 0)`);
    return hull(this.low / other.low, this.low / other.high, this.high / other.low, this.high / other.high);
  }

  /** Throws RangeError when the interval reaches below 0. */
  sqrt(): Interval {
    if (this.low < 0) throw new RangeError(`root of [${this.low}, ${this.high}] (expected no negative number)`);
    return new Interval(rootBelow(this.low), rootAbove(this.high));
  }

  exp(): Interval {
    return new Interval(Math.max(0, expOf(this.low).low), expOf(this.high).high);
  }

  /** -Infinity at 0. Throws RangeError when the interval reaches below 0, or is 0. */
  log(): Interval {
    if (this.low < 0 || this.high === 0) throw new RangeError(`logarithm of [${this.low}, ${this.high}] (expected positive numbers)`);
    return new Interval(this.low === 0 ? -Infinity : logOf(this.low).low, this.high === Infinity ? Infinity : logOf(this.high).high);
  }

  get width(): number {
    return above(this.high - this.low);
  }
}

const { point } = Interval;

export const ZERO = point(0);
export const ONE = point(1);

export const PI = new Interval(3.141592653589793, 3.1415926535897936);

/** ln 2 = LN2_HIGH + what is in LN2_LOW; the former has 32 bits, so that its multiples by |k| < 2^21 are doubles. */
const LN2_HIGH = 0.693147180369123816;
const LN2_LOW = new Interval(1.9082149292705874e-10, 1.908214929270588e-10);

function integer(x: bigint): Interval {
  const nearest = Number(x);
  if (Math.abs(nearest) === Infinity) return nearest > 0 ? new Interval(Number.MAX_VALUE, Infinity) : new Interval(-Infinity, -Number.MAX_VALUE);
  return BigInt(nearest) === x ? point(nearest) : new Interval(below(nearest), above(nearest));
}

/** y <= sqrt(x) when y <= x / y. Math.sqrt is a first guess. */
function rootBelow(x: number): number {
  if (x === 0) return 0;
  let y = below(Math.min(Math.sqrt(x), Number.MAX_VALUE));
  while (!(y <= below(x / y))) y = below(y);
  return y;
}

function rootAbove(x: number): number {
  if (x === 0 || x === Infinity) return x;
  let y = above(Math.sqrt(x));
  while (!(y >= above(x / y))) y = above(y);
  return y;
}

/** The double 2^k, -1022 <= k <= 1023. */
function powerOfTwo(k: number): Interval {
  word[0] = 0;
  word[1] = (k + 1023) << 20;
  return point(real[0]);
}

/** e^x = 2^k e^r, r = x - k ln 2, |r| < 0.36; x - k LN2_HIGH is exact (Sterbenz). e^r = 1 + r/1 (1 + r/2 (... (1 + r/13 s))), |s - 1| < 0.36/14 + (0.36/14)^2 + ... < 0.03. */
function expOf(x: number): Interval {
  if (x > 709.79) return new Interval(Number.MAX_VALUE, Infinity);
  if (x < -745.2) return new Interval(0, Number.MIN_VALUE);
  const k = Math.round(x / 0.6931471805599453);
  const r = k === 0 ? point(x) : point(x - k * LN2_HIGH).minus(point(k).times(LN2_LOW));
  let sum = new Interval(0.97, 1.03);
  for (let n = 13; n >= 1; n--) sum = ONE.plus(r.times(sum).over(point(n)));
  if (k === 0) return sum;
  const half = Math.trunc(k / 2);
  return sum.times(powerOfTwo(half)).times(powerOfTwo(k - half));
}

/**
 * log x = k ln 2 + log m, x = 2^k m, m in [0.7, 1.42]: log m = 2 s (1 + s^2/3 + ... + s^22/23 + s^24 u), s = (m - 1)/(m + 1), |s| < 0.18, 0 <= u < 1/24; m - 1 is exact (Sterbenz).
 */
function logOf(x: number): Interval {
  const subnormal = x < 2.2250738585072014e-308;
  real[0] = subnormal ? x * 18014398509481984 : x;
  let k = (word[1] >>> 20) - 1023;
  word[1] -= k << 20;
  let m = real[0];
  if (m > 1.414) {
    m /= 2;
    k++;
  }
  if (subnormal) k -= 54;
  const s = point(m - 1).over(point(m).plus(ONE));
  const square = s.times(s);
  let sum = new Interval(0, 1 / 24);
  for (let n = 23; n >= 1; n -= 2) sum = ONE.over(point(n)).plus(square.times(sum));
  const small = s.plus(s).times(sum);
  return k === 0 ? small : point(k * LN2_HIGH).plus(point(k).times(LN2_LOW).plus(small));
}
