/**
 * Rates of decay from synthetic series of known rates.
 *
 * On synthetic results whose truth is known, with normal noise of a stated standard deviation s and 16 replicates: simultaneous half-widths are about s (t_15(0.9995) = 4.07
 * standard errors of s/4, up to three times as much where a sample happens to be skewed), and data are chosen some half-widths away from a change of verdict.
 * Rates of false verdicts are measured in law/coverage.test.ts.
 */
import { describe, expect, it } from "vitest";
import { decays } from "../../src/claims/index.ts";
import type { Verdict } from "../../src/protocols/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const evidenceOf = (verdict: Verdict): string => ("evidence" in verdict ? verdict.evidence : verdict.because);
describe("decays", () => {
  /** 3 N^p (log N)^q with relative noise s, N = 100 ... 1600. */
  const judged = (p: number, s: number, options: { logPower?: number; exponent?: number; within?: number; values?: number[] } = {}) => {
    const { logPower = 0, exponent = -2 / 3, within = 0.1, values = [100, 200, 400, 800, 1600] } = options;
    const cells = values.map((N) =>
      cellOf({
        seed: `decays/${p}/${s}/${N}`,
        point: { law: "shell", N },
        times: [0],
        series: { floor: (_, noise) => 3 * N ** p * Math.log(N) ** logPower * (1 + s * noise()) },
      }),
    );
    return decays("floor", { along: "N", exponent, logPower, within }).check(resultOf(...cells)).verdict;
  };

  it("fits the exponent, with its interval", () => {
    expect(evidenceOf(judged(-0.6, 0))).toBe("fitted exponent -0.6 over N = 100 to 1600");
    expect(evidenceOf(judged(-1, 0, { logPower: 2, exponent: -1 }))).toBe("fitted exponent -1 over N = 100 to 1600");
    // Slope error: s / sqrt(16) / sqrt(sum of squares of log N about its mean = 10 log(2)^2), times t_15(0.9995) = 4.073.
    const [low, high] = /\((-[\d.]+) to (-[\d.]+)\)/
      .exec(evidenceOf(judged(-0.6, 0.05)))!
      .slice(1)
      .map(Number);
    const half = (4.073 * 0.05) / 4 / Math.sqrt(10) / Math.LN2;
    // Five standard deviations of 16 numbers are known to 8 % together; skewness, averaged over them, lengthens a side by some per cent.
    expect((high - low) / (2 * half)).toBeGreaterThan(0.7);
    expect((high - low) / (2 * half)).toBeLessThan(1.5);
  });

  it.each([
    [-0.65, 0.01, "consistent"],
    [-0.5, 0.01, "violated"],
    [-0.85, 0.01, "violated"],
    [-0.65, 0.5, "undecided"],
  ] as const)("exponent %d, noise %d: %s", (p, s, kind) => {
    expect(judged(p, s)).toMatchObject({ kind });
  });

  it("needs three values, and positive means", () => {
    expect(judged(-0.6, 0, { values: [100, 200] })).toMatchObject({ kind: "inapplicable" });
    const cells = [100, 200, 400].map((N) => cellOf({ seed: "sign", point: { N }, times: [0], series: { floor: () => 300 - N } }));
    expect(decays("floor", { along: "N", exponent: -1, within: 1 }).check(resultOf(...cells)).verdict).toMatchObject({
      kind: "undecided",
    });
  });

  it("one verdict a curve: the other parameters keep the cells apart", () => {
    const cells = ["a", "b"].flatMap((law) =>
      [100, 200, 400].map((N) => cellOf({ seed: `${law}${N}`, point: { law, N }, times: [0], series: { floor: () => N ** (law === "a" ? -0.6 : -0.9) } })),
    );
    const { cells: judgements } = decays("floor", { along: "N", exponent: -0.6, within: 0.05 }).check(resultOf(...cells));
    expect(judgements.map(({ point, verdict }) => [point, verdict.kind])).toEqual([[{ law: "a" }, "consistent"], [{ law: "b" }, "violated"]]); // prettier-ignore
  });
});
