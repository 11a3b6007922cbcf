/** Rational numbers: lowest terms, signs, the field's laws on random fractions, and what is refused. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rational, sumOfRationals } from "../../src/math/exact/rational.ts";

const fraction = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n })).map(([p, q]) => new Rational(p, q));

describe("rational numbers", () => {
  it("are in lowest terms with a positive denominator", () => {
    expect(`${new Rational(6, -4)} ${new Rational(-8, -4)} ${new Rational(0, -5)}`).toBe("-3/2 2 0");
    expect(new Rational(10n ** 40n, 10n ** 39n * 15n).toString()).toBe("2/3");
  });

  it("1/2 + 1/3 - 5/12 = 5/12, (-3/4) (2/9) = -1/6, (1/2) / (-3/4) = -2/3", () => {
    const half = new Rational(1, 2);
    expect(`${sumOfRationals([half, new Rational(1, 3), new Rational(-5, 12)])}`).toBe("5/12");
    expect(`${new Rational(-3, 4).times(new Rational(2, 9))}`).toBe("-1/6");
    expect(`${half.over(new Rational(-3, 4))}`).toBe("-2/3");
    expect(`${half.minus(new Rational(3, 2)).absolute()}`).toBe("1");
  });

  it("(a + b) c = a c + b c, (a - b) + b = a, (a / c) c = a", () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(
          a
            .plus(b)
            .times(c)
            .equals(a.times(c).plus(b.times(c))),
        ).toBe(true);
        expect(a.minus(b).plus(b).equals(a)).toBe(true);
        if (c.numerator !== 0n) expect(a.over(c).times(c).equals(a)).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("refuses a denominator 0 and numbers that are no integers", () => {
    expect(() => new Rational(1, 0)).toThrow("expected another integer");
    expect(() => new Rational(1).over(new Rational(0))).toThrow(RangeError);
    expect(() => new Rational(0.5)).toThrow("expected a safe integer");
    expect(() => new Rational(2 ** 60)).toThrow(RangeError);
  });
});
