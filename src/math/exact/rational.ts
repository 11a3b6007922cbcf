/**
 * Rational numbers p/q in lowest terms, q > 0, exact in integers of any length. For data of proofs and identities between rational numbers; not for loops.
 */

export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  /** p/q. Throws RangeError for q = 0, or for a number that is no safe integer. */
  constructor(p: bigint | number, q: bigint | number = 1n) {
    const [over, under] = [exact(p), exact(q)];
    if (under === 0n) throw new RangeError(`denominator of a rational number: 0 (expected another integer, numerator ${over})`);
    const common = greatestDivisor(over, under) * (under < 0n ? -1n : 1n);
    this.numerator = over / common;
    this.denominator = under / common;
  }

  /** The sum, exact. */
  plus(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator + other.numerator * this.denominator, this.denominator * other.denominator);
  }

  /** The difference, exact. */
  minus(other: Rational): Rational {
    return this.plus(other.negative());
  }

  /** The number with the other sign. */
  negative(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  /** The product, exact. */
  times(other: Rational): Rational {
    return new Rational(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws RangeError for other = 0. */
  over(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Its size without the sign. */
  absolute(): Rational {
    return this.numerator < 0n ? this.negative() : this;
  }

  /** Whether both are the same number. */
  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  /** "p/q", or "p" for an integer. */
  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }
}

/** The sum; 0 of none. */
export const sumOfRationals = (terms: readonly Rational[]): Rational => terms.reduce((sum, x) => sum.plus(x), new Rational(0n));

function exact(x: bigint | number): bigint {
  if (typeof x === "number" && !Number.isSafeInteger(x)) throw new RangeError(`part of a rational number: ${x} (expected a safe integer or a bigint)`);
  return BigInt(x);
}

/** The greatest common divisor, > 0; of (0, b) that is |b|. */
export function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
