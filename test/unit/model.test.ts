/** Potentials and the table of a general alpha. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { checkExponent, coulomb, maxwellMolecules, powerLaw } from "../../src/model/power-law.ts";
import { generalPotential } from "../../src/model/general.ts";
import { screened } from "../../src/model/screened.ts";
import { sumOfPowers } from "../../src/model/sum-of-powers.ts";
import { lookUp, tabulate } from "../../src/model/table.ts";

describe("power laws", () => {
  it("evaluate strength r^gamma and know gamma^2", () => {
    const potential = powerLaw(-2.5, { strength: 3 });
    expect(potential.alpha(1.7)).toBeCloseTo(3 * 1.7 ** -2.5, 14);
    expect([maxwellMolecules().alpha(0.3), coulomb().alpha(2)]).toEqual([1, 0.125]);
  });

  it("in sums and screened are held to the same exponents", () => {
    const sum = (gamma: number) => sumOfPowers({ terms: [{ coefficient: 1, gamma: -1 }, { coefficient: 2, gamma }] }); // prettier-ignore
    const cut = (gamma: number) => screened({ gamma, length: 1 });
    for (const make of [sum, cut]) {
      expect(() => checkExponent(make(-3), 3)).not.toThrow();
      expect(() => checkExponent(make(-5), 3)).toThrow("invalid gamma: -5 (a power law needs -5 < gamma <= 1 in dimension 3)");
      expect(() => checkExponent(make(1.5), 3)).toThrow("invalid gamma: 1.5");
    }
  });

  it("are served for -d-2 < gamma <= 1", () => {
    expect(() => checkExponent(powerLaw(-5.5), 3)).toThrow("invalid gamma: -5.5 (a power law needs -5 < gamma <= 1 in dimension 3)");
    expect(() => checkExponent(powerLaw(-4), 2)).toThrow(ScenarioError);
    expect(() => checkExponent(powerLaw(1.01), 2)).toThrow(ScenarioError);
    expect(() => checkExponent(powerLaw(-4), 3)).not.toThrow();
    expect(() => powerLaw(NaN)).toThrow(ScenarioError);
    expect(() => powerLaw(0, { strength: 0 })).toThrow("invalid strength: 0");
  });
});

describe("tables", () => {
  const screened = generalPotential({ name: "screened", alpha: (r) => Math.exp(-r) / (0.1 + r * r) });

  it("reach 1e-10 between their nodes", () => {
    const table = tabulate(screened);
    for (let i = 0; i < 5000; i++) {
      const square = 1e-4 * 1e7 ** ((i * 0.6180339887498949) % 1); // r from 0.01 to 30
      const exact = screened.alpha(Math.sqrt(square));
      expect(Math.abs(lookUp(table, square) - exact)).toBeLessThan(1.0001e-10 * exact);
    }
  });

  it("hold alpha constant beyond their range and pass on what is not a number", () => {
    const hollow = generalPotential({ name: "hollow", alpha: (r) => (r < 0.5 ? NaN : 1 + 1 / r) });
    const table = tabulate(hollow);
    expect(lookUp(table, 1e-3)).toBeNaN();
    expect(lookUp(table, 4)).toBeCloseTo(1.5, 9);
    expect(lookUp(table, 1e300)).toBeCloseTo(1, 9);
  });

  it("are named by their hash", () => {
    const { coefficients, indexBits, hash } = tabulate(screened);
    expect(hash).toBe(createHash("sha256").update(String(indexBits)).update(new Uint8Array(coefficients.buffer)).digest("hex"));
    const other = generalPotential({ name: screened.name, alpha: (r) => Math.exp(-r) / (0.1000001 + r * r) });
    expect(tabulate(screened).hash).toBe(tabulate(screened).hash);
    expect(tabulate(screened).hash).not.toBe(tabulate(other).hash);
  });

  it("refuse jumps and negative values", () => {
    const jump = generalPotential({ name: "jump", alpha: (r) => (r < 1.1 ? 1 : 2) });
    expect(() => tabulate(jump)).toThrow(/invalid potential jump: alpha is too rough to tabulate near r = 1\.[01]/);
    const negative = generalPotential({ name: "negative", alpha: (r) => 1 - r });
    expect(() => tabulate(negative)).toThrow("it must not be negative");
  });
});
