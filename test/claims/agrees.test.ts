/**
 * Agreement with references of known distance.
 *
 * On synthetic results whose truth is known, with normal noise of a stated standard deviation s and 16 replicates: simultaneous half-widths are about s (t_15(0.9995) = 4.07
 * standard errors of s/4, up to three times as much where a sample happens to be skewed), and data are chosen some half-widths away from a change of verdict.
 * Rates of false verdicts are measured in law/coverage.test.ts.
 */
import { describe, expect, it } from "vitest";
import { agrees } from "../../src/claims/index.ts";
import { debiasedWasserstein } from "../../particles/index.ts";
import type { ReferenceSeries, Verdict } from "../../src/protocols/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const failed = [{ replicate: 3, message: "particle 5 left the finite numbers", replay: "landau run" }];
const evidenceOf = (verdict: Verdict): string => ("evidence" in verdict ? verdict.evidence : verdict.because);
describe("agrees", () => {
  const curve = (error: number): ReferenceSeries => ({
    name: "the exact curve",
    source: "",
    at: (t) => ({ value: 2 - t, bound: error }),
  });
  const check = (shift: number, noise: { error?: number; s?: number } = {}, options: object = {}) => {
    const { error = 0, s = 0.1 } = noise;
    const series = { xx: (k: number, normal: () => number) => 2 - k / 2 + (k === 1 ? shift : 0) + s * normal() };
    return agrees("xx").check(resultOf(cellOf({ seed: `agrees/${shift}`, series, reference: { xx: curve(error) }, ...options }))).verdict;
  };

  it("within noise and the reference's error, at every time", () => {
    expect(check(0)).toMatchObject({ kind: "consistent" });
    expect(check(0.4)).toMatchObject({ kind: "violated" });
    expect(check(-0.4)).toMatchObject({ kind: "violated" });
    expect(check(0.4, { error: 0.4 })).toMatchObject({ kind: "consistent" });
    expect(check(1e-9, { s: 0 })).toMatchObject({ kind: "violated" });
    expect(check(1e-9, { s: 0, error: 1e-8 })).toMatchObject({ kind: "consistent" });
  });

  it("grants an estimator's own bias, and says so", () => {
    const series = { w2: (k: number, noise: () => number) => 0.97 * (2 - k / 2) + 0.001 * noise() };
    const judged = (bias?: number) => {
      const claim = agrees("w2", bias === undefined ? {} : { bias });
      return [claim.statement, claim.check(resultOf(cellOf({ seed: "bias", series, reference: { w2: curve(0) } }))).verdict.kind];
    };
    expect(judged()).toEqual(["w2 agrees with its reference", "violated"]);
    expect(judged(0.02)).toEqual(["w2 agrees with its reference within a bias of 2 %", "violated"]);
    expect(judged(0.05)).toEqual(["w2 agrees with its reference within a bias of 5 %", "consistent"]);
  });

  it("grants the bias that an estimator states of itself, whatever its sign, up to the resolution", () => {
    const judged = (residue: number) => {
      const series = {
        w2: (k: number, noise: () => number) => 0.97 * (2 - k / 2) + 0.001 * noise(),
        "w2.residue": (_: number, noise: () => number) => residue + 0.001 * noise(),
      };
      const declared = { w2: debiasedWasserstein().parts };
      return agrees("w2").check(resultOf(cellOf({ seed: "residue", series, declared, reference: { w2: curve(0) } }))).verdict;
    };
    // Off by 3 % of 2, 1.5 and 1; a tenth of 2 is resolved.
    expect(judged(0)).toMatchObject({ kind: "violated" });
    expect(judged(0.05)).toMatchObject({ kind: "violated" });
    expect(judged(0.08)).toMatchObject({ kind: "consistent" });
    expect(judged(-0.08)).toMatchObject({ kind: "consistent" });
    expect(judged(0.3)).toMatchObject({ kind: "undecided", need: "more particles", evidence: expect.stringMatching(/w2 may be off by 15 % of its own/) });
  });

  it("tells time, values and standard errors", () => {
    expect(evidenceOf(check(0.4))).toMatch(/at t = 0\.5 the mean is 1\.\d+ and the reference \(the exact curve\) 1\.5: \d+\.?\d* standard errors beyond/);
    const sigmas = Number(/: ([\d.]+) standard errors/.exec(evidenceOf(check(0.4)))?.[1]);
    expect(sigmas).toBeGreaterThan(8); // 0.4 / (0.1/4) = 16
    expect(sigmas).toBeLessThan(32);
  });

  it("is undecided when it could not see a difference of a tenth", () => {
    // Half-widths of some 5 % of the reference at s = 0.1, of 50 % at s = 1.
    expect(check(0, { s: 1 })).toMatchObject({ kind: "undecided", need: expect.stringMatching(/more replicates/) });
  });

  it("is undecided with few or failed replicates, inapplicable without a reference", () => {
    expect(check(0, {}, { replicates: 2 })).toMatchObject({ kind: "undecided" });
    expect(check(0, {}, { failures: failed })).toMatchObject({ kind: "undecided" });
    expect(agrees("xx").check(resultOf(cellOf({ seed: "none", series: { xx: () => 1 } }))).verdict).toMatchObject({
      kind: "inapplicable",
    });
  });

  it("of a reference that is 0 resolves what a stated unit says", () => {
    const zero = { name: "nothing", source: "", at: () => ({ value: 0, bound: 0 }) };
    const verdict = (shift: number, unit?: number) => {
      const series = { xx: (_: number, noise: () => number) => shift + 0.1 * noise() };
      const claim = agrees("xx", unit === undefined ? {} : { unit });
      return claim.check(resultOf(cellOf({ seed: "zero", series, reference: { xx: zero } }))).verdict.kind;
    };
    // Half-widths of some 0.08.
    expect([verdict(0), verdict(0, 0.1), verdict(0, 2), verdict(0.4, 2)]).toEqual(["undecided", "undecided", "consistent", "violated"]);
  });

  it("compares a series measured at the first time only", () => {
    const series = (value: number) => ({ rate: (k: number, noise: () => number) => (k === 0 ? value + 0.1 * noise() : null) });
    const verdict = (value: number) => agrees("rate").check(resultOf(cellOf({ seed: "rate", series: series(value), reference: { rate: curve(0) } }))).verdict;
    expect(verdict(2)).toMatchObject({ kind: "consistent" });
    expect(verdict(1)).toMatchObject({ kind: "violated" });
  });
});
