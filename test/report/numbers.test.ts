import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { formatEstimate, shortNumber } from "../../src/report/text/numbers.ts";

describe("mean and uncertainty", () => {
  it.each([
    // mean, half-width, shown: two digits of the half-width, the mean to the same decimal
    [0.15324, 0.00213, "0.1532 ± 0.0021"],
    [-5.2381, 0.0172, "-5.238 ± 0.017"],
    [12.5, 3.14, "12.5 ± 3.1"],
    [1534, 212, "1530 ± 210"],
    [1534.4, 21.4, "1534 ± 21"],
    // 0.0996 is 0.10 to two digits, so one decimal less than 0.0994 would suggest
    [0.5, 0.0996, "0.50 ± 0.10"],
    [0.5, 0.0994, "0.500 ± 0.099"],
    [9.996, 0.1, "10.00 ± 0.10"],
    // the mean disappears in its uncertainty, and keeps no sign
    [-0.0001, 0.5, "0.00 ± 0.50"],
    [0, 0.0021, "0.0000 ± 0.0021"],
    [3e-20, 1.5, "0.0 ± 1.5"],
    // scientific together, outside 1e-4 to 1e6
    [1.5324e-7, 2.13e-9, "(1.532 ± 0.021)e-7"],
    [-1.5324e8, 2.13e6, "(-1.532 ± 0.021)e8"],
    [2.5e300, 1.2e299, "(2.50 ± 0.12)e300"],
    // subnormal numbers: 1e-321 is held as 9.98e-322, to two digits 1.0e-321
    [1e-320, 1e-321, "(1.00 ± 0.10)e-320"],
    [9.9996e-7, 1e-9, "(1.0000 ± 0.0010)e-6"],
    [0, 3.3e-9, "(0.0 ± 3.3)e-9"],
    // more than ten digits are round-off, not knowledge: both stand alone
    [3, 4.44e-16, "3 ± 4.4e-16"],
    [0.1 + 0.2, 1e-17, "0.3 ± 1.0e-17"],
    [0.1 + 0.2, 0, "0.3 ± 0"],
    [0, 0, "0 ± 0"],
    [-0, 0, "0 ± 0"],
    // one replicate leaves the interval without an end
    [0.153249, Infinity, "0.1532"],
    [-7, Infinity, "-7"],
  ])("%f with %f is %s", (mean, half, shown) => {
    expect(formatEstimate(mean, half)).toBe(shown);
  });

  it("rounds the mean by at most half a last digit and the half-width by at most five per cent", () => {
    const mantissa = fc.double({ min: 1, max: 9.99, noNaN: true });
    const property = fc.property(
      mantissa,
      mantissa,
      fc.integer({ min: -12, max: 12 }),
      fc.integer({ min: 0, max: 6 }),
      fc.boolean(),
      (m, h, e, below, minus) => {
        const mean = (minus ? -1 : 1) * m * Number(`1e${e}`);
        const half = h * Number(`1e${e - below}`);
        const [, inner, exponent = "0"] = /^\(?([^)]*)\)?(?:e(-?\d+))?$/.exec(formatEstimate(mean, half))!;
        const [shownMean, shownHalf] = inner.split(" ± ").map((part) => Number(`${part}e${exponent}`));
        // The last of two digits of the half-width is at most a tenth of it; half of that bounds either rounding.
        expect(Math.abs(shownMean - mean)).toBeLessThanOrEqual(0.0501 * half);
        expect(Math.abs(shownHalf - half)).toBeLessThanOrEqual(0.0501 * half);
      },
    );
    fc.assert(property, { seed: 20261121, numRuns: 500 });
  });
});

describe("short numbers", () => {
  it.each([
    [0.30000000000000004, "0.3"],
    [2.7, "2.7"],
    [-0, "0"],
    [123456789, "123457000"],
    [Infinity, "inf"],
    [-Infinity, "-inf"],
  ])("%f is %s", (value, shown) => {
    expect(shortNumber(value)).toBe(shown);
  });
});
