/** Real numbers as integers x 2^400, rounded down: what intervals are tested against. Errors of a few operations are below 2^-380 max(1, x^2); and doubles as exact integers x 2^1074. */
import type { Interval } from "../../src/math/exact/intervals.ts";

const BITS = 400n;
const UNIT = 1n << BITS;
const DOUBLE_BITS = 1074n;

export const fixed = (p: bigint | number, q: bigint | number = 1): bigint => (BigInt(p) << BITS) / BigInt(q);

/** "0.125" as a fixed-point number. */
export function fixedOf(decimal: string): bigint {
  const [whole, digits = ""] = decimal.split(".");
  return fixed(BigInt(whole + digits), 10n ** BigInt(digits.length));
}

export const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
export const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** The largest integer whose square is at most n, by Newton's method. */
export function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

export const root = (a: bigint): bigint => integerRoot(a << BITS);

/** e^a by halving 12 times and the series; relative error 2^-370 for 0 <= a <= 710. */
export function exponential(a: bigint): bigint {
  if (a < 0n) return over(UNIT, exponential(-a));
  const y = a >> 12n;
  let [term, sum] = [UNIT, UNIT];
  for (let n = 1n; term > 0n; n++) {
    term = times(term, y) / n;
    sum += term;
  }
  for (let k = 0; k < 12; k++) sum = times(sum, sum);
  return sum;
}

/** 2 (q + q^3/3 + q^5/5 + ...), q = (a - 1)/(a + 1), after square roots that bring a to within 1/8 of 1. */
export function logarithm(a: bigint): bigint {
  if (a > UNIT + UNIT / 8n || a < UNIT - UNIT / 8n) return 2n * logarithm(root(a));
  const q = over(a - UNIT, a + UNIT);
  const square = times(q, q);
  let [power, sum] = [q, 0n];
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}

/** Machin: pi = 16 atan(1/5) - 4 atan(1/239). */
export function fixedPi(): bigint {
  const arcTangent = (n: bigint): bigint => {
    let [power, sum] = [UNIT / n, 0n];
    for (let k = 0n; power > 0n; k++) {
      sum += (k % 2n === 0n ? power : -power) / (2n * k + 1n);
      power /= n * n;
    }
    return sum;
  };
  return 16n * arcTangent(5n) - 4n * arcTangent(239n);
}

const view = new DataView(new ArrayBuffer(8));

/** x 2^1074, exactly. */
export function integerOf(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const mantissa = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? mantissa : (mantissa | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n ? -size : size;
}

/** A double as a fixed-point number; exact for multiples of 2^-400. */
export const fixedDouble = (x: number): bigint => integerOf(x) >> (DOUBLE_BITS - BITS);

/** Whether the interval contains the fixed-point number, whose own error is far below the interval's width. */
export const contains = ({ low, high }: Pick<Interval, "low" | "high">, value: bigint): boolean => below(low, value) && !below(high, value);

const below = (x: number, value: bigint): boolean => x === -Infinity || (x !== Infinity && integerOf(x) <= value << (DOUBLE_BITS - BITS));
