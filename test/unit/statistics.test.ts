/**
 * Summaries and intervals against hand-computed numbers, and the coverage of simultaneous intervals on normal data.
 *
 * Coverage: 4000 experiments of 10 intervals each at joint level 90 %. Independent intervals cover jointly with probability (1
 * - 0.1/10)^10 = 0.9044; the count of failures is binomial with standard deviation 18.6, and the test allows 4 of them (false
 * alarm 6e-5). It would see a level applied twice (two-sided for one-sided: coverage .82) or the normal quantile for Student's
 * (.62).
 */
import { describe, expect, it } from "vitest";
import { interval, pairedInterval, simultaneousLevel, summarise } from "../../src/math/statistics.ts";
import { openStream } from "../../src/random/stream.ts";
import { rootKey } from "../../src/random/key.ts";

describe("summaries", () => {
  it("mean and standard error", () => {
    // 1, 2, 3, 5: mean 11/4, sum of squares about it 8.75, s^2 = 35/12, error sqrt(35/48).
    const { mean, standardError, count } = summarise([1, 2, 3, 5]);
    expect(mean).toBe(2.75);
    expect(standardError).toBeCloseTo(Math.sqrt(35 / 48), 15);
    expect(count).toBe(4);
  });

  it("does not depend on the order of the replicates", () => {
    const values = [1e16, 1, -1e16, 3.25, 0.1, 1e-8];
    expect(summarise(values).mean).toBe(summarise(values.toReversed()).mean);
    expect(summarise(values).mean).toBeCloseTo(4.35000001 / 6, 15);
  });

  it("a single value has an unknown error, and none is refused", () => {
    expect(summarise([7])).toEqual({ mean: 7, standardError: Infinity, count: 1 });
    expect(interval([7], 0.95)).toMatchObject({ low: -Infinity, high: Infinity });
    expect(() => summarise([])).toThrow(RangeError);
  });
});

describe("intervals", () => {
  it("Student, 3 degrees of freedom", () => {
    // t_3(0.975) = 3.18244630528371 (tables).
    const { low, high } = interval([1, 2, 3, 5], 0.95);
    const half = 3.18244630528371 * Math.sqrt(35 / 48);
    expect(high).toBeCloseTo(2.75 + half, 12);
    expect(low).toBeCloseTo(2.75 - half, 12);
  });

  it("paired differences cancel what the two samples share", () => {
    const a = [10, 20, 30.5, 40];
    const b = [9, 19.5, 29, 39];
    const paired = pairedInterval(a, b, 0.95);
    expect(paired.mean).toBe(1);
    expect(paired.standardError).toBeCloseTo(Math.sqrt(0.5 / 3 / 4), 14);
    expect(pairedInterval(b, a, 0.95).mean).toBe(-1);
    expect(() => pairedInterval([1, 2], [1], 0.95)).toThrow(RangeError);
  });

  it("equal values have an interval of width zero", () => {
    expect(interval([0.1, 0.1, 0.1], 0.999)).toEqual({ mean: 0.1, standardError: 0, count: 3, low: 0.1, high: 0.1 });
  });

  it("Bonferroni level", () => {
    expect(simultaneousLevel(0.99, 20)).toBeCloseTo(0.9995, 15);
    expect(simultaneousLevel(0.99, 0)).toBe(0.99);
  });

  it("ten simultaneous intervals cover jointly as often as they should", () => {
    const stream = openStream(rootKey("test/statistics/coverage"));
    const level = simultaneousLevel(0.9, 10);
    const experiments = 4000;
    let failures = 0;
    for (let n = 0; n < experiments; n++) {
      let covered = true;
      for (let k = 0; k < 10; k++) {
        const values = Array.from({ length: 5 }, () => 0.3 + 2 * stream.normal());
        const { low, high } = interval(values, level);
        covered &&= low <= 0.3 && 0.3 <= high;
      }
      if (!covered) failures++;
    }
    const expected = experiments * (1 - 0.99 ** 10);
    const deviation = Math.sqrt(expected * 0.99 ** 10);
    expect(Math.abs(failures - expected)).toBeLessThan(4 * deviation);
  });
});
