/**
 * The table of CHANGELOG.md: how often a true claim is called violated, and a change of the printed size found, for normal, exponential, lognormal
 * and t_3 replicates, 16 and 64 of them, at 1, 2, 3 and 10 comparisons with independent noise (one comparison is the case of equal noise too).
 *
 * 40 000 studies: a rate of 1 % has the standard deviation .05 %, of 80 % .2 %; four are allowed, and twice as many for what 400 printed sizes leave.
 */
import { describe, expect, it } from "vitest";
import { laws, rates } from "../support/coverage.ts";

describe("verdicts", () => {
  const cases = (Object.keys(laws) as (keyof typeof laws)[]).flatMap((law) =>
    [16, 64].flatMap((replicates) => [1, 2, 3, 10].map((comparisons) => ({ law, replicates, comparisons }))),
  );
  it.each(cases)("$law, $replicates replicates, $comparisons comparisons", (experiment) => {
    const studies = experiment.replicates === 16 ? 40_000 : 10_000;
    const { falselyViolated, byStudent, found } = rates({ ...experiment, studies });
    const percent = (x: number): string => `${(100 * x).toFixed(2)} %`;
    console.log(
      `${Object.values(experiment).join(" ")}: violated ${percent(falselyViolated)} (Student ${percent(byStudent)}), found ${found.map(percent).join(", ")}`,
    );
    expect(falselyViolated).toBeLessThan(0.01 + 4 * Math.sqrt((0.01 * 0.99) / studies));
    expect(Math.min(...found)).toBeGreaterThan(0.8 - 8 * Math.sqrt(0.16 / studies));
  });
});
