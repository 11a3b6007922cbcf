/** The bound of Theorem 3 (i) in time, and its claim on series of known truth. */
import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/laws/index.ts";
import { theorem3Bound, theorem3InTime } from "../../src/theory/index.ts";
import { cellOf, resultOf, type Synthetic } from "../support/synthetic.ts";

const variances = [
  [0.6, 1, 1.4],
  [1.5, 0.7, 0.8],
] as const;
const laws = variances.map((each) => gaussian({ variances: each }));
const squared = 0.3127123;
const cell = (options: Partial<Synthetic> = {}) =>
  cellOf({ seed: "theorem3-in-time", laws, squared, gamma: -1, series: { w2: (k, noise) => squared * (1 - k / 4) + 1e-4 * noise() }, ...options });

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * With the Gaussians' own norms |f|_3 = (2 pi)^-1 3^(-1/2) det^(-1/3) and constant 6 the exponent is 19.19 at gamma = -1 (an independent
 * program), proportional to the sum of |f|_3^(1/2); the bound here has .0456 tr A^-1 in the place of the norms, and 2 in the place of 6.
 */
const rate = (() => {
  const own = sum(variances.map((each) => Math.sqrt(1 / (2 * Math.PI * Math.sqrt(3) * Math.cbrt(each[0] * each[1] * each[2])))));
  const bounded = sum(variances.map((each) => Math.sqrt(0.0456 * sum(each.map((v) => 1 / v)))));
  return ((19.19 / 6) * 2 * bounded) / own;
})();

describe("the bound in time", () => {
  it("starts at W2^2 and grows at the rate of the a-priori norms, c times as fast for a kernel of strength c", () => {
    for (const strength of [1, 0.5]) {
      const bound = theorem3Bound(cell({ strength }).setup)!;
      expect(bound.at(0).value).toBe(squared);
      for (const t of [0.1, 1]) expect(Math.log(bound.at(t).value / squared) / (strength * rate * t)).toBeCloseTo(1, 2);
    }
  });

  it("is W2^2 of the start at gamma = 0, and nothing at gamma = -2, -3 or, of soft potentials, in the plane", () => {
    expect(theorem3Bound(cell({ gamma: 0 }).setup)!.at(1).value).toBe(squared);
    for (const gamma of [-2, -3, 1]) expect(theorem3Bound(cell({ gamma }).setup)).toBeUndefined();
    const plane = [gaussian({ variances: [1, 2] }), gaussian({ variances: [2, 1] })];
    expect(theorem3Bound(cell({ laws: plane }).setup)).toBeUndefined();
  });
});

describe("theorem3InTime", () => {
  const judged = (options: Partial<Synthetic>) => theorem3InTime("w2").check(resultOf(cell(options))).verdict;

  it("is consistent below the bound and violated above it, at any time but the start", () => {
    expect(judged({})).toMatchObject({ kind: "consistent" });
    const beyond = (factor: number, s = 1e-3) =>
      judged({ series: { w2: (k, noise) => squared * Math.exp(rate * 0.5 * k) * (k === 1 ? factor : 0.5) * (1 + s * noise()) } });
    expect(beyond(1.01).kind).toBe("violated");
    expect(beyond(0.99).kind).toBe("consistent");
    expect(beyond(1, 1e-2).kind).toBe("undecided");
    expect(judged({ gamma: 0, series: { w2: (k, noise) => squared * (1 + 0.01 * k) + 1e-4 * noise() } }).kind).toBe("violated");
  });

  it("is inapplicable where the initial laws bound no norm that serves, and beyond the horizon", () => {
    expect(judged({ gamma: -2 })).toMatchObject({ kind: "inapplicable", because: expect.stringContaining("gamma > -2") as string });
    expect(judged({ gamma: -3 })).toMatchObject({ kind: "inapplicable", because: expect.stringContaining("e^-4") as string });
    expect(judged({ gamma: 1 })).toMatchObject({ kind: "inapplicable", because: expect.stringContaining("soft") as string });
  });
});
