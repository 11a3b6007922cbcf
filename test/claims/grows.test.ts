/**
 * A growing distance is judged by what bounds it.
 *
 * On synthetic results whose truth is known, with normal noise of a stated standard deviation s and 16 replicates: simultaneous half-widths are about s (t_15(0.9995) = 4.07
 * standard errors of s/4, up to three times as much where a sample happens to be skewed), and data are chosen some half-widths away from a change of verdict.
 * Rates of false verdicts are measured in law/coverage.test.ts.
 */
import { describe, expect, it } from "vitest";
import { grows } from "../../src/claims/index.ts";
import { coupledCost, energy as energyOf, lowerBound } from "../../particles/index.ts";
import type { Parts, Verdict } from "../../src/protocols/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const failed = [{ replicate: 3, message: "particle 5 left the finite numbers", replay: "landau run" }];
const evidenceOf = (verdict: Verdict): string => ("evidence" in verdict ? verdict.evidence : verdict.because);
describe("grows", () => {
  const check = (lower: readonly number[], upper: readonly number[], options = {}, at?: number) =>
    grows({ lower: "lower", upper: "cost", ...(at === undefined ? {} : { at }) }).check(
      resultOf(
        cellOf({
          seed: `grows/${lower}`,
          squared: 2,
          series: { lower: (k, noise) => lower[k] + 0.03 * noise(), cost: (k, noise) => upper[k] + 0.03 * noise() },
          ...options,
        }),
      ),
    ).verdict;

  it("when the lower bound rises above the start, at any later time or at the one asked for", () => {
    expect(check([2, 2.6, 2.2], [2, 3, 3])).toMatchObject({ kind: "consistent" });
    expect(check([2, 2.6, 1.5], [2, 3, 3], {}, 0.5)).toMatchObject({ kind: "consistent" });
    expect(check([2, 2.6, 1.5], [2, 3, 3], {}, 0.9)).toMatchObject({ kind: "undecided" });
  });

  it("is violated when the upper bound falls below the start at all of those times", () => {
    expect(check([1.9, 1.2, 0.9], [2, 1.5, 1.2])).toMatchObject({ kind: "violated" });
    expect(check([1.9, 1.2, 0.9], [2, 2.5, 1.2])).toMatchObject({ kind: "undecided" });
    expect(check([1.9, 1.2, 0.9], [2, 2.5, 1.2], {}, 1)).toMatchObject({ kind: "violated" });
  });

  it("asks for replicates, or for a sharper bound", () => {
    expect(check([2, 2, 2.03], [2, 3, 3])).toMatchObject({ kind: "undecided", need: expect.stringMatching(/about \d+ more|sharper/) });
    expect(check([2, 1.5, 1.5], [2, 3, 3])).toMatchObject({ need: expect.stringMatching(/sharper/) });
  });

  it("is inapplicable to series that are no bounds, whatever their names", () => {
    const judged = (declared: Readonly<Record<string, Parts>>) => check([2, 2.6, 2.2], [2, 3, 3], { declared });
    const right = { lower: lowerBound().parts, cost: coupledCost().parts };
    expect(judged(right)).toMatchObject({ kind: "consistent" });
    expect(judged({ ...right, cost: energyOf().parts })).toEqual({ kind: "inapplicable", because: "cost is energy, no upper bound of W2^2" });
    expect(judged({ ...right, lower: coupledCost().parts })).toEqual({ kind: "inapplicable", because: "lower is coupled cost, no lower bound of W2^2" });
  });

  it("compares both ends with those of their own start, replicate by replicate", () => {
    // Both ends share noise of 1 in each replicate, and the start of these particles is 5.2 and 2.7 % below W2^2 = 1 of the laws.
    const growing = (k: number) => {
      const start: number[] = [];
      const noisy = (value: number) => (at: number, noise: () => number, r: number) => (start[r] ??= noise()) + value + (at > 0 ? k : 0) + 0.001 * noise();
      const cell = cellOf({ seed: `own/${k}`, squared: 1, standardised: true, times: [0, 1], series: { lower: noisy(0.948), cost: noisy(0.973) } });
      return grows({ lower: "lower", upper: "cost" }).check(resultOf(cell)).verdict;
    };
    expect(growing(0.005)).toMatchObject({ kind: "undecided", need: expect.stringMatching(/or more particles/) });
    expect(evidenceOf(growing(0.005))).toMatch(/the ends may be off those of the solutions by up to [\d.]+ %, the standardised start itself by up to [\d.]+ %/);
    expect(growing(0.04)).toMatchObject({ kind: "consistent" });
    expect(growing(-0.01)).toMatchObject({ kind: "undecided" });
    expect(growing(-0.04)).toMatchObject({ kind: "violated" });
  });

  it("needs no known distance, only laws that differ and both ends at t = 0", () => {
    const series = { lower: (k: number) => [1, 3, 3][k], cost: (k: number) => [2, 4, 4][k] };
    const judged = (all: Parameters<typeof cellOf>[0]["series"]) =>
      grows({ lower: "lower", upper: "cost" }).check(resultOf(cellOf({ seed: "x", series: all }))).verdict;
    expect(judged(series)).toMatchObject({ kind: "consistent" });
    expect(judged({ ...series, lower: (k) => [null, 3, 3][k] })).toMatchObject({ kind: "undecided", need: expect.stringMatching(/t = 0/) });
    expect(check([2, 2.6, 2.2], [2, 3, 3], { squared: 0 })).toMatchObject({ kind: "inapplicable" });
    expect(check([2, 2.6, 2.2], [2, 3, 3], { failures: failed })).toMatchObject({ kind: "undecided" });
  });
});
