/**
 * The transform of the truncated Landau kernel against closed forms, and the two ways of computing it against each other.
 *
 * d = 3, Coulomb (alpha r^4 = r):  C = 8 pi (1 - j_0(kD))/k^2 and tr = 2 A + C = 8 pi (1 - cos kD)/k^2.
 * d = 2, Maxwell (alpha r^3 = r^3):  C = 2 pi D^2 J_2(kD)/k^2 and tr = A + C = 2 pi (D^3 J_1(kD)/k - 2 D^2 J_2(kD)/k^2).
 */
import { describe, expect, it, test } from "vitest";
import { coulomb, generalPotential, maxwellMolecules, powerLaw } from "landau-flow";
import { besselJ0, besselJ1 } from "../../src/math/special.ts";
import { radialTables } from "../../src/solvers/fourier/kernel.ts";

const D = 1.7;
const MOST = 16;
/** Relative to A(0), the kernel's largest coefficient. */
const TOLERANCE = 2e-14;

test("Bessel functions at tabulated points (Abramowitz and Stegun, table 9.1)", () => {
  expect(besselJ0(2.4)).toBeCloseTo(0.002507683297244, 14);
  expect(besselJ0(10)).toBeCloseTo(-0.2459357644513483, 14);
  expect(besselJ1(3.8)).toBeCloseTo(0.012821002926723, 13);
  expect(besselJ1(10)).toBeCloseTo(0.0434727461688614, 14);
});

describe("closed forms", () => {
  it("d = 3, Coulomb", () => {
    const { across, along } = radialTables(coulomb(), 3, D, MOST);
    for (let q = 1; q < across.length; q++) {
      const k = (Math.PI * Math.sqrt(q)) / D;
      const x = k * D;
      const C = (8 * Math.PI * (1 - Math.sin(x) / x)) / (k * k);
      const trace = (8 * Math.PI * (1 - Math.cos(x))) / (k * k);
      expect(Math.abs(along[q] - C) / across[0]).toBeLessThan(TOLERANCE);
      expect(Math.abs(2 * across[q] + along[q] - trace) / across[0]).toBeLessThan(TOLERANCE);
    }
    expect(across[0]).toBeCloseTo((4 * Math.PI * D * D) / 3, 12);
    expect(along[0]).toBeCloseTo(across[0], 13);
  });

  it("d = 2, Maxwell molecules", () => {
    const { across, along } = radialTables(maxwellMolecules(), 2, D, MOST);
    for (let q = 1; q < across.length; q++) {
      const k = (Math.PI * Math.sqrt(q)) / D;
      const second = (2 * besselJ1(k * D)) / (k * D) - besselJ0(k * D);
      const C = (2 * Math.PI * D * D * second) / (k * k);
      const trace = 2 * Math.PI * ((D * D * D * besselJ1(k * D)) / k - (2 * D * D * second) / (k * k));
      expect(Math.abs(along[q] - C) / across[0]).toBeLessThan(TOLERANCE);
      expect(Math.abs(across[q] + along[q] - trace) / across[0]).toBeLessThan(TOLERANCE);
    }
  });
});

describe.each([2, 3])("dimension %i", (d) => {
  it.each([1, 0, -1, -2.5, -3])("gamma = %d: a running integral and panels for each wave number agree", (gamma) => {
    const power = radialTables(powerLaw(gamma, { strength: 1.3 }), d, D, MOST);
    const general = radialTables(generalPotential({ name: "same", alpha: (r) => 1.3 * r ** gamma }), d, D, MOST);
    let compared = 0;
    for (let q = 0; q < power.across.length; q++) {
      // The general table leaves out what is no sum of squares.
      if (general.across[q] === 0 && general.along[q] === 0) continue;
      compared++;
      expect(Math.abs(power.across[q] - general.across[q]) / power.across[0]).toBeLessThan(TOLERANCE);
      expect(Math.abs(power.along[q] - general.along[q]) / power.across[0]).toBeLessThan(TOLERANCE);
    }
    expect(compared).toBeGreaterThan(100);
  });
});
