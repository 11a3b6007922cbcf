/**
 * Polynomials with integer coefficients of any length, exact, in at most 8 variables and of degree below 64 in each: sums over monomials
 * x^a = x_0^a_0 x_1^a_1 ..., held by the key sum_k a_k 64^k, so that keys of factors add up to that of the product.
 */

/** Coefficients by key; there are no zeros. */
export type IntegerPolynomial = ReadonlyMap<number, bigint>;

const BASE = 64;
const UNITS = Array.from({ length: 8 }, (_, k) => Number(integerPower(BigInt(BASE), k)));

/** x^n for a whole n >= 0. */
export function integerPower(x: bigint, n: number): bigint {
  let result = 1n;
  for (let k = 0; k < n; k++) result *= x;
  return result;
}

/** The key of x_k. */
export const variable = (k: number): number => UNITS[k];

/** Exponent of x_k in a monomial. */
export const exponentOf = (key: number, k: number): number => Math.floor(key / UNITS[k]) % BASE;

/** The key of x^powers. Throws RangeError beyond 8 variables or degree 63. */
export function keyOf(powers: readonly number[]): number {
  if (powers.length > UNITS.length || powers.some((a) => !(Number.isInteger(a) && a >= 0 && a < BASE))) {
    throw new RangeError(`powers of a monomial: [${powers.join(", ")}] (expected at most ${UNITS.length} whole numbers, 0 to ${BASE - 1})`);
  }
  return powers.reduce((key, a, k) => key + a * UNITS[k], 0);
}

/** sum_i factor_i p_i. */
export function combination(...terms: readonly (readonly [factor: bigint, p: IntegerPolynomial])[]): IntegerPolynomial {
  const sum = new Map<number, bigint>();
  for (const [factor, p] of terms) for (const [key, c] of p) sum.set(key, (sum.get(key) ?? 0n) + factor * c);
  return withoutZeros(sum);
}

export function product(p: IntegerPolynomial, q: IntegerPolynomial): IntegerPolynomial {
  const result = new Map<number, bigint>();
  for (const [left, a] of p) for (const [right, b] of q) result.set(left + right, (result.get(left + right) ?? 0n) + a * b);
  return withoutZeros(result);
}

/** The derivative by x_k. */
export function derivative(p: IntegerPolynomial, k: number): IntegerPolynomial {
  const result = new Map<number, bigint>();
  for (const [key, c] of p) {
    const a = exponentOf(key, k);
    if (a > 0) result.set(key - UNITS[k], BigInt(a) * c);
  }
  return result;
}

/** p with the monomials multiplied by a factor of theirs, and renamed. */
export function mapped(p: IntegerPolynomial, of: (key: number) => readonly [key: number, factor: bigint]): IntegerPolynomial {
  const result = new Map<number, bigint>();
  for (const [key, c] of p) {
    const [to, factor] = of(key);
    result.set(to, (result.get(to) ?? 0n) + factor * c);
  }
  return withoutZeros(result);
}

/** The linear functional whose values at monomials are given. */
export function functional(p: IntegerPolynomial, at: (key: number) => bigint): bigint {
  let sum = 0n;
  for (const [key, c] of p) sum += c * at(key);
  return sum;
}

function withoutZeros(p: Map<number, bigint>): IntegerPolynomial {
  for (const [key, c] of p) if (c === 0n) p.delete(key);
  return p;
}
