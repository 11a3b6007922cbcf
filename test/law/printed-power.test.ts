/**
 * The sizes that verdicts print as what they would show: of studies with a change of the printed size, at least four in five show it; at 16 replicates and 2, 6
 * and 11 times (1, 5, 10 comparisons), normal noise, independent between times.
 *
 * 300 studies: a rate of .8 has the standard deviation .023, three are allowed. A size of 3.3 standard errors, which is found with probability .64 to .29, is below that
 * by seven. The size is no waste either: a change of a third of it is missed by most studies.
 */
import { describe, expect, it } from "vitest";
import { nonincreasing, stationary } from "../../src/claims/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";
import { long } from "../support/long.ts";

const STUDIES = 300;
const claims = { nonincreasing: nonincreasing("x"), stationary: stationary("x") };

/** What a claim says of a study whose mean is 1, and higher by `change` from the last time on. */
function verdictOf(claim: keyof typeof claims, count: number, change: number, seed: string) {
  const times = Array.from({ length: count }, (_, k) => k);
  const x = (k: number, noise: () => number): number => 1 + (k === count - 1 ? change : 0) + 0.05 * noise();
  return claims[claim].check(resultOf(cellOf({ times, series: { x }, seed: `power/${claim}/${count}/${seed}` }))).verdict;
}

/** The fraction of the start that is printed, in the mean over studies without a change. */
function printedSize(claim: keyof typeof claims, count: number): number {
  const sizes = Array.from({ length: 40 }, (_, n) => {
    const verdict = verdictOf(claim, count, 0, `flat/${n}`);
    const [, size] = /(?:would show one|a change) of ([\d.]+) %/.exec("evidence" in verdict ? verdict.evidence : "") ?? [];
    return size === undefined ? [] : [Number(size) / 100];
  }).flat();
  expect(sizes.length).toBeGreaterThan(38);
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

describe.each(["nonincreasing", "stationary"] as const)("%s", (claim) => {
  it.each(long ? [2, 6, 11] : [2])("at %i times", (count) => {
    const size = printedSize(claim, count);
    const found = (change: number): number =>
      Array.from({ length: STUDIES }, (_, n) => verdictOf(claim, count, change, `${change}/${n}`)).filter(({ kind }) => kind === "violated").length / STUDIES;
    expect(found(size)).toBeGreaterThan(0.8 - 3 * 0.023);
    expect(found(size / 3)).toBeLessThan(0.5);
  });
});
