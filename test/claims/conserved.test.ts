/**
 * What is conserved is conserved to round-off, replicate by replicate.
 *
 * On synthetic results whose truth is known, with normal noise of a stated standard deviation s and 16 replicates: simultaneous half-widths are about s (t_15(0.9995) = 4.07
 * standard errors of s/4, up to three times as much where a sample happens to be skewed), and data are chosen some half-widths away from a change of verdict.
 * Rates of false verdicts are measured in law/coverage.test.ts.
 */
import { describe, expect, it } from "vitest";
import { conserved } from "../../src/claims/index.ts";
import { energy as energyOf, momentum, ofSpecies } from "../../particles/index.ts";
import { maxwellian } from "../../src/laws/index.ts";
import type { Parts, Verdict } from "../../src/protocols/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const failed = [{ replicate: 3, message: "particle 5 left the finite numbers", replay: "landau run" }];
const evidenceOf = (verdict: Verdict): string => ("evidence" in verdict ? verdict.evidence : verdict.because);
describe("conserved", () => {
  const energy = (drift: number, culprit = -1) => ({
    energy: (k: number, _: () => number, r: number) => 3 * (1 + (r === culprit ? drift : drift / 100) * k),
  });
  const check = (drift: number, options = {}) =>
    conserved("energy").check(resultOf(cellOf({ seed: "energy", steps: 100, series: energy(drift, 11), ...options }))).verdict;

  it("allows round-off, 1e-15 a step, and nothing more in any single replicate", () => {
    // 100 steps: 1e-13 allowed at the end, reached with two units of drift.
    expect(check(4e-14)).toMatchObject({ kind: "consistent" });
    const verdict = check(6e-14);
    expect(verdict).toMatchObject({ kind: "violated" });
    expect(evidenceOf(verdict)).toMatch(/replicate 11, t = 1/);
    expect(check(-6e-14)).toMatchObject({ kind: "violated" });
    expect(check(6e-14, { steps: 1000 })).toMatchObject({ kind: "consistent" });
  });

  it("measures a series that starts at zero against the thermal speed", () => {
    const momentum = (size: number) =>
      conserved("p").check(resultOf(cellOf({ seed: "p", laws: [maxwellian({ temperature: 100 })], series: { p: (k) => size * k } }))).verdict;
    expect(momentum(5e-13)).toMatchObject({ kind: "consistent" }); // thermal speed 17.3: 1e-12/17.3 < 1e-13
    expect(momentum(5e-12)).toMatchObject({ kind: "violated" });
  });

  it("counts a drift from zero in the unit that the series declares: a squared speed of 300 here, 17.3 undeclared", () => {
    const verdict = (declared: object) =>
      conserved("e").check(resultOf(cellOf({ seed: "e", laws: [maxwellian({ temperature: 100 })], declared: { e: energyOf().parts }, series: { e: (k) => 5e-12 * k }, ...declared }))).verdict; // prettier-ignore
    expect(verdict({})).toMatchObject({ kind: "consistent" }); // 1e-11/300 < 1e-13
    expect(verdict({ declared: {} })).toMatchObject({ kind: "violated" });
  });

  it("is inapplicable to a quantity that its system keeps in mean only, whatever the scenario calls it; a part of one is judged as it is", () => {
    const careless = (declared: Parts, name: string) => {
      const cell = cellOf({ seed: "mean", declared: { [name]: declared }, series: { [name]: () => 1 } });
      const system = { ...cell.setup.system, conserves: ["energy"] as const };
      return conserved(name).check(resultOf({ ...cell, setup: { ...cell.setup, system } })).verdict.kind;
    };
    expect(careless(momentum().parts, "drift")).toBe("inapplicable");
    expect(careless(energyOf().parts, "momentum")).toBe("consistent");
    expect(careless(ofSpecies("ions", momentum()).parts, "momentum")).toBe("consistent");
  });

  it("is undecided when replicates failed, and with a single time", () => {
    expect(check(1e-15, { failures: failed })).toMatchObject({ kind: "undecided" });
    expect(check(6e-14, { failures: failed })).toMatchObject({ kind: "violated" });
    expect(check(1e-15, { times: [0] })).toMatchObject({ kind: "undecided" });
  });
});
