/**
 * Cells that share their random numbers (`share`) are compared replicate by replicate, whatever the sign of what they have in common; others as independent ones.
 */
import { describe, expect, it } from "vitest";
import { agreesAcross, decays, staysBelow } from "../../src/claims/index.ts";
import { partsOf } from "../../src/claims/across-streams.ts";
import { simultaneous } from "../../src/claims/simultaneous.ts";
import type { Cell, Claim } from "../../src/protocols/index.ts";
import { openStream } from "../../src/random/stream.ts";
import { rootKey } from "../../src/random/key.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const cell = (point: Cell["point"], values: readonly (number | null)[], numbers: readonly number[], stream?: string): Cell => ({
  ...cellOf({ seed: "unused", point, times: [1], replicates: values.length, series: { x: (_, __, replicate) => values[replicate] } }),
  numbers,
  ...(stream === undefined ? {} : { stream }),
});
const term = (one: Cell, weight: number) => ({ cell: one, series: "x", k: 0, weight });

describe("a weighted sum of means", () => {
  // The common noise is large, and of opposite sign in the third cell. Replicate 1 failed in one cell, 3 in another, 4 did not measure in a third.
  const noise = [5, -40, 7.25, 900, -0.5, 12];
  const first = cell({ a: 1 }, [15, 19.25, 912, 13.5, 27], [0, 2, 3, 4, 5], "s");
  const second = cell({ a: 2 }, [5, -40, 7.25, -0.5, 12], [0, 1, 2, 4, 5], "s");
  const third = cell({ a: 3 }, noise.map((x, k) => (k === 4 ? null : -x)), [0, 1, 2, 3, 4, 5], "s"); // prettier-ignore

  it("is that of the replicates which all cells measured, by their numbers", () => {
    // 10, 12, 14, 15 in replicates 0, 2, 4 and 5: mean 12.75, sample variance 59/12.
    const [only, ...others] = partsOf([term(first, 1), term(second, -1)]);
    expect([only, others]).toEqual([{ weight: 1, values: [10, 12, 14, 15] }, []]);
    const { mean, standardError, count } = simultaneous([]).combination([only]);
    expect([mean, count]).toEqual([12.75, 4]);
    expect(standardError).toBeCloseTo(Math.sqrt(59 / 48), 13);
    // 2 first + second / 2 + 3 third in replicates 0, 2 and 5.
    expect(partsOf([term(first, 2), term(second, 0.5), term(third, 3)])).toEqual([{ weight: 1, values: [30 + 2.5 - 15, 38.5 + 3.625 - 21.75, 54 + 6 - 36] }]);
  });

  it("is one of independent samples for cells with streams of their own, stated or not", () => {
    const own = cell({ a: 2 }, [1, 2, 4], [0, 1, 2], "t");
    const unstated = cell({ a: 3 }, [8, 16], [0, 1]);
    // One stream, and no replicate in both.
    const later = cell({ a: 4 }, [3, 9], [6, 7], "s");
    expect(partsOf([term(first, 1), term(later, -1)]).map(({ values }) => values.length)).toEqual([5, 2]);
    const parts = partsOf([term(first, 1), term(own, -2), term(unstated, 3), term(unstated, 4), term(second, -1)]);
    expect(parts).toEqual([
      { weight: 1, values: [10, 12, 14, 15] },
      { weight: -2, values: [1, 2, 4] },
      { weight: 3, values: [8, 16] },
      { weight: 4, values: [8, 16] },
    ]);
  });
});

describe("claims across cells that share their random numbers", () => {
  const stream = openStream(rootKey("test/common-numbers"));
  const common = Array.from({ length: 16 }, () => stream.normal());
  const own = Array.from({ length: 32 }, () => stream.normal());
  const numbers = common.map((_, k) => k);
  /** Two cells of mean 1 whose difference is .05, with a common noise of .2 that the second has `sign` times, and .01 of their own. */
  const pair = (sign: number, streams: readonly (string | undefined)[], difference = 0.05) =>
    resultOf(
      ...[0, 1].map((c) => cell({ system: ["a", "b"][c] }, common.map((z, k) => 1 + c * difference + (c === 0 ? 1 : sign) * 0.2 * z + 0.01 * own[16 * c + k]), numbers, streams[c])), // prettier-ignore
    );
  const across = agreesAcross("x", { across: "system", resolution: 0.5 });

  it("agreesAcross sees a difference of a quarter of the common noise, which cells of their own streams hide", () => {
    expect(across.check(pair(1, ["s", "s"])).verdict.kind).toBe("violated");
    expect(across.check(pair(1, ["s", "t"])).verdict.kind).not.toBe("violated");
    expect(across.check(pair(1, ["s", "s"], 0)).verdict.kind).toBe("consistent");
  });

  it("agreesAcross does not take noise of opposite sign for half of what it is", () => {
    // The difference has twice the common noise: a standard error of .4/4; as independent cells it would have .2 sqrt 2 / 4, and an interval shorter by sqrt 2.
    const evidence = (streams: readonly string[]): number => {
      const { verdict } = across.check(pair(-1, streams, 0));
      return Number(/a difference of ([\d.]+) %/.exec("evidence" in verdict ? verdict.evidence : "")?.[1]);
    };
    expect(evidence(["s", "s"]) / evidence(["s", "t"])).toBeGreaterThan(1.3);
  });

  it("decays cancels a factor that all values of x have in common", () => {
    // x^-1 (1 + z/2): the fitted exponent is -1 in every replicate.
    const falling = (streams: readonly string[]) =>
      resultOf(...[2, 4, 8].map((n, c) => cell({ n }, common.map((z) => (1 + z / 2) / n), numbers, streams[c]))); // prettier-ignore
    const claim = decays("x", { along: "n", exponent: -1, within: 0.05 });
    expect(claim.check(falling(["s", "s", "s"])).verdict.kind).toBe("consistent");
    expect(claim.check(falling(["s", "t", "u"])).verdict.kind).toBe("undecided");
  });
});

describe("claims of a study that may have ended at four looks", () => {
  // 16 values without skewness, 1 +- .1: standard error .1/sqrt 15. Student's t for 15 degrees of freedom at 1 - .01/20 and 1 - .01/80.
  const QUANTILES = [4.072765195903846, 4.766061725344204];
  const swing = (c: number) => Array.from({ length: 16 }, (_, k) => 1 + 0.1 * (((k >> c) & 1) === 0 ? 1 : -1));
  const numbers = Array.from({ length: 16 }, (_, k) => k);
  const error = 0.1 / Math.sqrt(15);
  const numberIn = (claim: Claim<"x">, cells: readonly Cell[], pattern: RegExp, looks?: number): number => {
    const { verdict } = claim.check({ ...resultOf(...cells), ...(looks ? { stopping: { rule: "test", looks } } : {}) });
    return Number(pattern.exec("evidence" in verdict ? verdict.evidence : "")?.[1]);
  };

  it.each([undefined, 4] as const)("have intervals of their share of the error probability (%s)", (looks) => {
    const quantile = QUANTILES[looks === undefined ? 0 : 1];
    const [one, other] = [0, 1].map((c) => cell({ n: 2 ** (c + 1) }, swing(c), numbers));
    const below = staysBelow("x", 2, { source: "test" });
    expect(numberIn(below, [one], /to ([\d.]+)\)/, looks)).toBeCloseTo(1 + quantile * error, 3);
    const across = agreesAcross("x", { across: "n", resolution: 1 });
    expect(numberIn(across, [one, other], /a difference of ([\d.]+) %/, looks) / 100).toBeCloseTo(quantile * error * Math.SQRT2, 2);
    // Equal means: the slope 0 through log 2, log 4, log 8 weighs them -1, 0, 1 over 2 log 2.
    const cells = [0, 1, 2].map((c) => cell({ n: 2 ** (c + 1) }, swing(c), numbers));
    const falls = decays("x", { along: "n", exponent: 0, within: 1 });
    expect(numberIn(falls, cells, /to ([\d.]+)\)/, looks)).toBeCloseTo((quantile * error * Math.SQRT2) / (2 * Math.log(2)), 3);
  });
});
