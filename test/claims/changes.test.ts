/**
 * Claims that a mean does not move, or not up, on synthetic series of known means.
 *
 * On synthetic results whose truth is known, with normal noise of a stated standard deviation s and 16 replicates: simultaneous half-widths are about s (t_15(0.9995) = 4.07
 * standard errors of s/4, up to three times as much where a sample happens to be skewed), and data are chosen some half-widths away from a change of verdict.
 * Rates of false verdicts are measured in law/coverage.test.ts.
 */
import { describe, expect, it } from "vitest";
import { nonincreasing, stationary } from "../../src/claims/index.ts";
import type { Verdict } from "../../src/protocols/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const failed = [{ replicate: 3, message: "particle 5 left the finite numbers", replay: "landau run" }];
const evidenceOf = (verdict: Verdict): string => ("evidence" in verdict ? verdict.evidence : verdict.because);
describe("nonincreasing", () => {
  const series = (means: readonly number[], s: number) => ({ w2: (k: number, noise: () => number) => means[k] + s * noise() });
  const check = (means: readonly number[], s: number, options = {}) =>
    nonincreasing("w2").check(resultOf(cellOf({ seed: `w2/${means}/${s}`, series: series(means, s), ...options }))).verdict;

  it.each([
    [[1, 0.6, 0.4], 0.01, "consistent"],
    [[1, 1, 1], 0.01, "consistent"],
    [[1, 0.6, 0.9], 0.03, "violated"],
    [[1, 1, 1], 0.5, "undecided"],
    [[1, 0.5, 0.57], 0.1, "undecided"],
  ] as const)("means %j, noise %d: %s", (means, s, kind) => {
    expect(check(means, s)).toMatchObject({ kind });
  });

  it("says how large an increase may have gone unseen, and how many more replicates it needs", () => {
    expect(evidenceOf(check([1, 0.6, 0.4], 0.01))).toMatch(
      /the data exclude an increase of w2 between observations by more than 0 % of its start, and would show one of [\d.]+ %, in the mean over the times, in at least four studies of five/,
    );
    // Differences +-0.5 in equal numbers: mean 0, no skewness, standard error 0.5 sqrt(16/15) / 4 = 0.1291; t_15(0.9995) = 4.0728 (the level of
    // ten comparisons), so the half-width is 0.5258 against 0.1 allowed: 16 (5.258^2 - 1) = 427 more.
    const swing = { w2: (k: number, _: () => number, r: number) => 1 + (k % 2) * (r % 2 ? 0.5 : -0.5) };
    const verdict = nonincreasing("w2").check(resultOf(cellOf({ seed: "swing", series: swing }))).verdict;
    expect(verdict).toMatchObject({ kind: "undecided", need: "about 427 more replicates" });
    expect(nonincreasing("w2", { resolution: 0.53 }).check(resultOf(cellOf({ seed: "swing", series: swing }))).verdict).toMatchObject({ kind: "consistent" });
  });

  it("takes an exactly constant series for constant, whatever its rounding", () => {
    expect(check([0.1 + 0.2, 0.3, 0.1 + 0.2], 0)).toMatchObject({ kind: "consistent" });
    expect(check([0, 0, 0], 0)).toMatchObject({ kind: "consistent" });
    expect(check([1, 1, 1 + 1e-9], 0)).toMatchObject({ kind: "violated" });
  });

  it("pairs replicates: noise shared by all times of one cancels", () => {
    const shared = new Map<number, number>();
    const value = (k: number, noise: () => number, r: number) => {
      if (!shared.has(r)) shared.set(r, noise());
      return 5 + (shared.get(r) as number) + 0.5 * k + 0.05 * noise();
    };
    expect(nonincreasing("w2").check(resultOf(cellOf({ seed: "pairs", series: { w2: value } }))).verdict).toMatchObject({
      kind: "violated",
    });
  });

  it("speaks only about the cells asked for", () => {
    const falling = cellOf({ seed: "a", point: { gamma: 0, N: 10 }, series: series([1, 0.5, 0.3], 0.01) });
    const rising = cellOf({ seed: "b", point: { gamma: -3, N: 10 }, series: series([1, 1.5, 2], 0.01) });
    const result = resultOf(falling, rising);
    expect(nonincreasing("w2", { where: { gamma: 0 } }).check(result).verdict).toMatchObject({ kind: "consistent" });
    expect(nonincreasing("w2", { where: { gamma: [0, -3], N: 10 } }).check(result).verdict).toMatchObject({ kind: "violated" });
    expect(
      nonincreasing("w2")
        .check(result)
        .cells.map(({ verdict }) => verdict.kind),
    ).toEqual(["consistent", "violated"]);
    expect(
      nonincreasing("w2", { where: { gamma: [0, -2] } })
        .check(result)
        .cells.map(({ point }) => point.gamma),
    ).toEqual([0]);
    expect(nonincreasing("w2", { where: { gamma: -1 } }).check(result).verdict).toMatchObject({ kind: "inapplicable" });
    expect(nonincreasing("w2", { where: { mass: 1 } }).check(result).verdict).toMatchObject({ kind: "inapplicable" });
  });

  it("needs three replicates, none of them failed", () => {
    expect(check([1, 0.5, 0.3], 0.01, { replicates: 2 })).toMatchObject({ kind: "undecided", need: "at least 3 replicates" });
    expect(check([1, 0.5, 0.3], 0.01, { failures: failed })).toMatchObject({ kind: "undecided" });
    expect(check([1, 0.6, 0.9], 0.03, { failures: failed })).toMatchObject({ kind: "violated" });
  });
});

describe("stationary", () => {
  const check = (means: readonly number[], s: number, options = {}) =>
    stationary("xx").check(resultOf(cellOf({ seed: `xx/${means}`, series: { xx: (k, noise) => means[k] + s * noise() }, ...options }))).verdict;

  it.each([
    [[1, 1, 1], 0.01, "consistent"],
    [[1, 1, 1], 0.2, "undecided"],
    [[1, 1, 3], 0.2, "violated"],
    [[1, -1, 1], 0.2, "violated"],
    [[1, 1, 1], 0, "consistent"],
    [[1, 1, 1 + 1e-9], 0, "violated"],
  ] as const)("means %j, noise %d: %s", (means, s, kind) => {
    expect(check(means, s)).toMatchObject({ kind });
  });

  it("resolves a tenth of the start, what it is told to, or a share of a unit where the start is 0", () => {
    // Changes +-0.5 in equal numbers: half-width 0.5258 (see above). P(T > 4.0728) = 0.9 for the noncentral t with 15 degrees of freedom and
    // shift 5.6030 (scipy.stats.nct), hence a detectable change of 5.6030 * 0.1291 = 0.7234.
    const swing = (start: number) => ({ xx: (k: number, _: () => number, r: number) => start + (k % 2) * (r % 2 ? 0.5 : -0.5) });
    const judged = (start: number, options = {}) => stationary("xx", options).check(resultOf(cellOf({ seed: "swing", series: swing(start) }))).verdict;
    expect(judged(1)).toMatchObject({ kind: "undecided", need: "about 427 more replicates" });
    expect(evidenceOf(judged(1))).toMatch(/a change of [\d.]+ %, in the mean over the times, would be shown in at least four studies of five/);
    expect(judged(6)).toMatchObject({ kind: "consistent" });
    expect(judged(1, { resolution: 0.53 })).toMatchObject({ kind: "consistent" });
    expect([judged(0).kind, judged(0, { unit: 6 }).kind]).toEqual(["undecided", "consistent"]);
  });
});
