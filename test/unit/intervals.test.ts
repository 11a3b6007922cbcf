/**
 * Intervals against integers of any length: doubles are x 2^1074, so that an end z of x + y, x y, x / y, sqrt(x) compares exactly: z <= x y is z 2^1074 <= x y of the integers, and so on.
 * Operands: random bits (every magnitude alike) and the ends of the doubles. exp and log against series in fixed point, 100 digits.
 */
import { describe, expect, it } from "vitest";
import { Interval, ONE, PI } from "../../src/math/exact/intervals.ts";
import { Rational } from "../../src/math/exact/rational.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { contains, exponential, fixed, fixedDouble, fixedPi, integerOf, logarithm } from "../support/fixed-point.ts";

const UNIT = 1074n;
const { MAX_VALUE, MIN_VALUE } = Number;
const NORMAL = 2 ** -1022;
const extremes = [0, MIN_VALUE, NORMAL, NORMAL - MIN_VALUE, 2 ** -537, 1e-160, 0.1, 1 - 2 ** -53, 1, 1 + 2 ** -52, 3, 2 ** 53, 1e154, 2 ** 1023, MAX_VALUE];
const signed = extremes.flatMap((x) => [x, -x]);

function randomDoubles(address: string, count: number): number[] {
  const stream = openStream(rootKey(address));
  const view = new DataView(new ArrayBuffer(8));
  return Array.from({ length: count }, () => {
    for (const at of [0, 4]) view.setUint32(at, Math.floor(stream.uniform() * 4294967296));
    const x = view.getFloat64(0);
    return Number.isFinite(x) ? x : stream.uniform();
  });
}

const near = (address: string, count: number): number[] => {
  const stream = openStream(rootKey(address));
  return Array.from({ length: count }, () => 4 * stream.uniform() - 2);
};

const first = [...randomDoubles("intervals, first", 2000), ...near("intervals, first, near 1", 1000)];
const second = [...randomDoubles("intervals, second", 2000), ...near("intervals, second, near 1", 1000)];
const pairs = [...first.map((x, k) => [x, second[k]] as const), ...signed.flatMap((x) => signed.map((y) => [x, y] as const))];

/** Sign of z - (x op y) for a finite z, by exact integers. */
const operations = {
  plus: (x: bigint, y: bigint, z: bigint) => z - (x + y),
  minus: (x: bigint, y: bigint, z: bigint) => z - (x - y),
  times: (x: bigint, y: bigint, z: bigint) => (z << UNIT) - x * y,
  over: (x: bigint, y: bigint, z: bigint) => (y > 0n ? 1n : -1n) * (z * y - (x << UNIT)),
};

function misses(low: number, high: number, side: (z: bigint) => bigint): boolean {
  return (low !== -Infinity && side(integerOf(low)) > 0n) || (high !== Infinity && side(integerOf(high)) < 0n);
}

/** Doubles from low to high: what an interval of a point may have is 3. */
function steps(low: number, high: number): number {
  const view = new DataView(new ArrayBuffer(8));
  const order = (x: number): bigint => {
    view.setFloat64(0, x);
    const bits = view.getBigInt64(0);
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  return Number(order(high) - order(low));
}

describe("operations", () => {
  it.each(["plus", "minus", "times", "over"] as const)("%s contains the exact result, random and extreme", (name) => {
    const wrong = pairs.filter(([x, y]) => {
      if (name === "over" && y === 0) return false;
      const { low, high } = Interval.point(x)[name](Interval.point(y));
      return misses(low, high, (z) => operations[name](integerOf(x), integerOf(y), z)) || steps(low, high) > 2;
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it.each(["plus", "minus", "times", "over"] as const)("%s of intervals contains the exact results of numbers in them", (name) => {
    const stream = openStream(rootKey("intervals, wide"));
    const wide = (x: number): [number, number] => [
      Math.max(-MAX_VALUE, x - stream.uniform() * Math.abs(x)),
      Math.min(MAX_VALUE, x + 3 * stream.uniform() * Math.abs(x)),
    ];
    const wrong = pairs.filter(([x, y]) => {
      const [[a, b], [c, d]] = [wide(x), wide(y)];
      if (name === "over" && c <= 0 && d >= 0) return false;
      const { low, high } = new Interval(a, b)[name](new Interval(c, d));
      return [a, x, b].some((u) => [c, y, d].some((v) => misses(low, high, (z) => operations[name](integerOf(u), integerOf(v), z))));
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it("sqrt contains the exact root, random and extreme", () => {
    const wrong = [...first, ...second, ...signed].map(Math.abs).filter((x) => {
      const { low, high } = Interval.point(x).sqrt();
      return misses(low, high, (z) => z * z - (integerOf(x) << UNIT)) || low < 0 || steps(low, high) > 2;
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it("what leaves the doubles becomes infinite, and comes back sound", () => {
    const huge = Interval.point(MAX_VALUE).times(Interval.point(2));
    expect([huge.low, huge.high]).toEqual([MAX_VALUE, Infinity]);
    const product = huge.times(new Interval(0, 0.5));
    expect([product.low <= 0, product.high]).toEqual([true, Infinity]);
    const quotient = ONE.over(huge);
    expect(quotient.low <= 0 && quotient.high >= 2 ** -1024).toBe(true);
    expect(huge.over(huge).high).toBe(Infinity);
    expect(huge.minus(huge).low).toBe(-Infinity);
    expect(huge.sqrt().high).toBe(Infinity);
    expect(huge.negative().low).toBe(-Infinity);
  });

  it("refuses empty intervals, division by 0 and roots and logarithms of negative numbers", () => {
    expect(() => new Interval(1, 0)).toThrow(RangeError);
    expect(() => new Interval(Number.NaN, 1)).toThrow(RangeError);
    expect(() => Interval.point(Infinity)).toThrow(RangeError);
    expect(() => ONE.over(new Interval(-1, 1))).toThrow("expected an interval without 0");
    expect(() => new Interval(-1, 1).sqrt()).toThrow(RangeError);
    expect(() => new Interval(-1, 1).log()).toThrow(RangeError);
    expect(() => Interval.point(0).log()).toThrow(RangeError);
  });
});

describe("numbers", () => {
  it("pi", () => {
    expect(contains(PI, fixedPi())).toBe(true);
    expect(steps(PI.low, PI.high)).toBe(1);
  });

  it("rational numbers, also of integers that are no doubles", () => {
    const third = Interval.rational(new Rational(-1, 3));
    expect(contains(third, fixed(-1, 3))).toBe(true);
    const [p, q] = [2n ** 61n + 1n, 3n ** 50n];
    const ratio = Interval.rational(new Rational(p, q));
    expect(contains(ratio, fixed(p, q)) && steps(ratio.low, ratio.high) <= 8).toBe(true);
    const seven = Interval.rational(new Rational(14, 2));
    expect([seven.low, seven.high]).toEqual([7, 7]);
    const beyond = Interval.rational(new Rational(-(10n ** 400n)));
    expect([beyond.low, beyond.high]).toEqual([-Infinity, -MAX_VALUE]);
  });
});

describe("exp and log", () => {
  const stream = openStream(rootKey("intervals, exp"));
  const few = Array.from({ length: 300 }, () => stream.uniform());
  // Also where the multiple of ln 2 changes, and where e^x is almost 1.
  const arguments_ = [
    ...few.map((u) => 1400 * u - 700),
    ...few.map((u) => 4 * u - 2),
    0,
    1e-300,
    -1e-300,
    2 ** -53,
    0.34657359027997264,
    0.3465735902799727,
    -0.34657359027997264,
    -709.7,
    709.78,
  ];

  it("exp contains the series in fixed point, to 30 units in the last place", () => {
    const wrong = arguments_.filter((x) => {
      // In fixed point e^-|x| has too few digits: by its reciprocal.
      const { low, high } = Interval.point(x).exp();
      const exact = exponential(fixedDouble(Math.abs(x)));
      const inside = x >= 0 ? contains({ low, high }, exact) : integerOf(low) * exact <= 1n << (UNIT + 400n) && integerOf(high) * exact >= 1n << (UNIT + 400n);
      return !inside || steps(low, high) > 30;
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it("exp at both ends of the doubles", () => {
    for (const x of [709.79, 710, 1e9, MAX_VALUE]) expect(Interval.point(x).exp()).toMatchObject({ low: MAX_VALUE, high: Infinity });
    // e^709.782712893384 = 1.797693134862273e308 < MAX; e^-745 = 4.99e-324; e^-746 = 1.8e-324.
    expect(Interval.point(709.7827).exp().high).toBeLessThan(Infinity);
    const tiny = Interval.point(-745).exp();
    expect([tiny.low, tiny.high > 4.9e-324]).toEqual([0, true]);
    expect(Interval.point(-746).exp()).toMatchObject({ low: 0, high: MIN_VALUE });
    // An integer of 2^1074 would be needed for e^-740; by e^740 in fixed point.
    const subnormal = Interval.point(-740).exp();
    const exact = exponential(fixed(740));
    expect(integerOf(subnormal.low) * exact <= 1n << (UNIT + 400n) && integerOf(subnormal.high) * exact >= 1n << (UNIT + 400n)).toBe(true);
    const wide = new Interval(-1, 2).exp();
    expect(wide.low <= Math.exp(-1) && wide.high >= Math.exp(2)).toBe(true);
  });

  it("log contains what exp in fixed point brings back, to 30 units in the last place", () => {
    const positive = [
      ...few.map((u) => 10 * u),
      ...few.map((u) => Math.exp(1400 * u - 700)),
      1 - 2 ** -53,
      1 + 2 ** -52,
      1.4140000000000001,
      1.414,
      2,
      0.5,
      NORMAL,
      MIN_VALUE,
      3e-320,
      MAX_VALUE,
    ];
    const wrong = positive.filter((x) => {
      const { low, high } = Interval.point(x).log();
      // e^low <= x <= e^high, by reciprocals where the logarithm is negative: x e^-low >= 1.
      const compare = (y: number): bigint => {
        const power = exponential(fixedDouble(Math.abs(y)));
        return y >= 0 ? (power << (UNIT - 400n)) - integerOf(x) : (1n << (UNIT + 400n)) - power * integerOf(x);
      };
      return compare(low) > 0n || compare(high) < 0n || steps(low, high) > 30;
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it("log(1) is near 0, log of an interval from 0 has no lower end", () => {
    const zero = ONE.log();
    expect(zero.low <= 0 && zero.high >= 0 && zero.width < 1e-300).toBe(true);
    expect(new Interval(0, 1).log().low).toBe(-Infinity);
    expect(contains(new Interval(2, 3).log(), logarithm(fixed(5, 2)))).toBe(true);
  });
});
