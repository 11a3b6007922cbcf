/**
 * Simultaneous intervals by hand: Student's quantile at the joint level, Hall's lengthening towards a long tail, samples that warn each other.
 *
 * 16 values, one equal to 15 and 15 to -1: mean 0, s^2 = (15 + 225) / 15 = 16, standard error 1, third moment (-15 + 3375) / 16 = 210, and skewness
 * 16 * 3360 / (15 * 14 * 64) = 4, the largest that 16 values can have; a = 1.
 */
import { describe, expect, it } from "vitest";
import { simultaneous } from "../../src/claims/simultaneous.ts";
import { skewness } from "../../src/math/statistics.ts";

/** t_15(0.9995), tables. */
const quantile = 4.072765195903791;

const outlier = [15, ...new Array<number>(15).fill(-1)];
const swing = [1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1];
/** Skewness g between them: outlier for a part, swing for the rest. */
const blend = (part: number): number[] => swing.map((x, i) => part * outlier[i] + (1 - part) * x);

/** c w(c a), independently. */
const reach = (c: number, a: number): number => (c * a >= 1 ? 3 * c : (3 * (1 - Math.cbrt(1 - c * a))) / a);

describe("skewness", () => {
  it("by hand, odd, and unknown for equal values or two", () => {
    expect(skewness(outlier)).toBeCloseTo(4, 13);
    expect(skewness(outlier.map((x) => 3 - 2 * x))).toBeCloseTo(-4, 13);
    expect(skewness(swing)).toBeCloseTo(0, 14);
    expect([skewness([1, 1, 1]), skewness([1, 2]), skewness([])]).toEqual([undefined, undefined, undefined]);
  });
});

describe("simultaneous intervals", () => {
  it("of a symmetric sample: Student's at the level of ten comparisons, or of as many as there are", () => {
    const error = Math.sqrt(16 / 15) / 4;
    const one = simultaneous([swing]);
    expect(one.level).toBeCloseTo(0.999, 15);
    expect(one.interval(swing)).toMatchObject({ mean: 0, count: 16 });
    expect(one.interval(swing).high).toBeCloseTo(quantile * error, 10);
    expect(one.interval(swing).low).toBeCloseTo(-quantile * error, 10);
    // t_15(0.99975) = 4.416613 (scipy.stats.t).
    expect(simultaneous(new Array<number[]>(20).fill(swing)).interval(swing).high).toBeCloseTo(4.416613 * error, 5);
  });

  it("reaches further towards a long tail, three times as far at most", () => {
    expect(simultaneous([outlier]).reach(outlier)).toEqual({ below: expect.closeTo(quantile, 10), above: expect.closeTo(3 * quantile, 10) });
    for (const part of [0.05, 0.1, 0.2]) {
      const values = blend(part);
      const g = skewness(values)!;
      expect(simultaneous([values]).reach(values).above).toBeCloseTo(reach(quantile, g / 4), 9);
      const mirrored = values.map((x) => 1 - x);
      expect(simultaneous([mirrored]).reach(mirrored).below).toBeCloseTo(reach(quantile, g / 4), 9);
      expect(simultaneous([mirrored]).reach(mirrored).above).toBeCloseTo(quantile, 9);
    }
  });

  it("a sample that shows no tail is warned by those that do", () => {
    const values = blend(0.1);
    const g = skewness(values)!;
    const { below, above } = simultaneous([swing, values, swing, values]).reach(swing);
    expect(above).toBeCloseTo(reach(quantile, g / Math.SQRT2 / 4), 9);
    expect(below).toBeCloseTo(quantile, 9);
  });

  it("of a weighted sum: third cumulants add", () => {
    // Errors 1 and sqrt(16/15)/4; skewness 4 and 0: a of the sum of w1 outlier + w2 swing is w1^3 / (w1^2 + w2^2 / 15)^(3/2).
    const parts = [{ weight: -0.3, values: outlier }, { weight: 2, values: swing }]; // prettier-ignore
    const variance = 0.09 + 4 / 15;
    const { mean, low, high, standardError: error } = simultaneous([]).combination(parts);
    expect([mean, error]).toEqual([expect.closeTo(0, 14), expect.closeTo(Math.sqrt(variance), 12)]);
    expect(-low).toBeCloseTo(error * reach(quantile, 0.027 / variance ** 1.5), 9);
    expect(high).toBeCloseTo(error * quantile, 9);
  });

  it("of equal values has no width, of one or two values everything or nearly", () => {
    const all = simultaneous([[2, 2, 2]]);
    expect(all.interval([0.1, 0.1, 0.1])).toMatchObject({ mean: 0.1, low: 0.1, high: 0.1 });
    expect(all.interval([7])).toMatchObject({ low: -Infinity, high: Infinity });
    // t_1(0.9995) = 636.619, three times; half the difference is the standard error.
    expect(all.interval([1, 3]).high).toBeCloseTo(2 + 3 * 636.619249, 4);
  });
});

describe("detectable changes", () => {
  it("of a symmetric sample: the shift of the noncentral t that is found with probability 0.9", () => {
    // scipy.stats.nct: P(T > 4.0727652) = 0.9 for 15 degrees of freedom and the shift 5.6030383.
    expect(simultaneous([swing]).detectable(swing)).toBeCloseTo((5.6030383 * Math.sqrt(16 / 15)) / 4, 3);
  });

  it("of a skewed one: three times Student's reach, with the spread that s then has", () => {
    // Half as skewed again: relative variance of s^2 2/15 + 3/2 (1.5)^2, hence 0.570071 degrees of freedom; scipy.stats.nct at 3 * 4.0727652.
    expect(simultaneous([outlier]).detectable(outlier)).toBeCloseTo(21.0948, 2);
  });

  it("without noise is nothing", () => {
    expect(simultaneous([]).detectable([3, 3, 3])).toBe(0);
    expect(simultaneous([]).detectable([3, 4])).toBe(Infinity);
  });
});
