/**
 * Agreement of cells with each other, on synthetic series of known means: 16 replicates with normal noise s, so that a difference of two means has the
 * standard error s/sqrt(8) and its interval (ten at least, t_15(0.9995) = 4.07) a half-width of 1.44 s, a few per cent longer by skewness. Rates of false
 * verdicts: test/long/coverage.
 */
import { describe, expect, it } from "vitest";
import { agreesAcross, type AcrossOptions } from "../../src/claims/index.ts";
import { cellOf, resultOf, type Synthetic } from "../support/synthetic.ts";

const HALF = 1.44;

/** The mean falls from 1 to 1/2; the second system is off by `shift` at the last time. */
const judged = (shift: number, s: number, options: Partial<AcrossOptions> = {}, second: Partial<Synthetic> = {}) => {
  const cell = (system: string, gamma: number, off: number): Synthetic => ({
    seed: `across/${system}/${gamma}/${s}`,
    point: { gamma, system },
    series: { w2: (k, noise) => 1 - k / 4 + (k === 2 ? off : 0) + s * noise() },
  });
  const cells = [cell("pairs", 0, 0), cell("pairs", -3, 0), cell("noise", 0, 0), { ...cell("noise", -3, shift), ...second }];
  return agreesAcross("w2", { across: "system", ...options }).check(resultOf(...cells.map(cellOf)));
};

describe("agreesAcross", () => {
  it("finds a difference of two half-widths in the group that has it, and none where there is none", () => {
    const { cells, verdict } = judged(2 * HALF * 0.02, 0.02);
    expect(cells.map(({ point, verdict: { kind } }) => [point, kind])).toEqual([
      [{ gamma: 0 }, "consistent"],
      [{ gamma: -3 }, "violated"],
    ]);
    expect(verdict.kind).toBe("violated");
    expect(judged(-2 * HALF * 0.02, 0.02).verdict.kind).toBe("violated");
    expect(judged(0, 0.02).verdict.kind).toBe("consistent");
  });

  it("counts the noise of both sides: 1.1 half-widths of one mean are within that of the difference", () => {
    expect(judged(1.1 * (HALF / Math.SQRT2) * 0.02, 0.02).verdict.kind).not.toBe("violated");
  });

  it("allows for the bias that the scenario knows and for the residue that the estimator states, of both cells", () => {
    expect(judged(0.05, 1e-4, { bias: 0.051 }).verdict.kind).toBe("consistent");
    expect(judged(0.05, 1e-4, { bias: 0.049 }).verdict.kind).toBe("violated");
    const biased = (residue: number) => {
      const quantity = { name: "w2", short: "w2", symbol: "w2", kind: "squared distance", velocity: 2, meaning: "", residue: "residue" } as const;
      const declared = { w2: { "": quantity } };
      const of = (system: string, off: number) =>
        cellOf({
          seed: `across/residue/${system}`,
          point: { system },
          declared,
          series: { w2: (_, noise) => 1 + off + 1e-4 * noise(), "w2.residue": () => residue },
        });
      return agreesAcross("w2", { across: "system" }).check(resultOf(of("pairs", 0), of("noise", 0.04))).verdict.kind;
    };
    expect(biased(0.021)).toBe("consistent");
    expect(biased(-0.021)).toBe("consistent");
    expect(biased(0.019)).toBe("violated");
  });

  it("is undecided where the interval is wider than the resolution, or too little is there", () => {
    // 10 % of the largest mean, 1: a noise of 0.14 has half-widths of 20 %.
    expect(judged(0, 0.14).verdict.kind).toBe("undecided");
    expect(judged(0, 0.14, { resolution: 0.5 }).verdict.kind).toBe("consistent");
    expect(judged(0, 0.02, {}, { replicates: 2 }).cells[1].verdict).toMatchObject({ kind: "undecided", evidence: "2 finished replicates at system=noise" });
    expect(judged(0, 0.02, {}, { times: [0.1, 0.2, 0.3] }).cells[1].verdict).toMatchObject({ kind: "undecided", need: "common times" });
    expect(judged(0, 0.02, {}, { failures: [{ replicate: 1, message: "", replay: "" }] }).cells[1].verdict.kind).toBe("undecided");
  });

  it("compares times that are equal but for round-off", () => {
    const kind = judged(2 * HALF * 0.02, 0.02, {}, { times: [0, 0.5 * (1 + 1e-15), 1 - 1e-16] }).cells[1].verdict.kind;
    expect(kind).toBe("violated");
  });

  it("says nothing of one value alone", () => {
    expect(judged(0, 0.02, { where: { system: "pairs" } }).verdict).toEqual({
      kind: "inapplicable",
      because: "a single value of system has nothing to agree with",
    });
  });
});
