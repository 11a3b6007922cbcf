/** What potentials say of themselves: one table, which a new potential joins with one line, made by its constructor and from its JSON form. */
import { describe, expect, it } from "vitest";
import { problemFromSpec } from "../../src/files/index.ts";
import { formsOf } from "../../src/json/form.ts";
import type { Potential } from "../../src/protocols/index.ts";
import * as room from "../../src/model/index.ts";
import { checkExponent } from "../../src/model/power-law.ts";
import { lookUp, tabulate } from "../../src/model/table.ts";

const { coulomb, generalPotential, maxwellMolecules, powerLaw, screened, sumOfPowers } = room;

const NONE = Infinity;

/**
 * Constructors of potentials; growth constants K by gamma (theory of each by hand: where Q = alpha'^2 / (alpha r^(gamma-2)) is stationary, or its limits); and where there is a JSON form what
 * it is without the strength, which is 1.5 in all.
 */
const table: readonly (readonly [Potential, Readonly<Record<string, number>>, Readonly<Record<string, unknown>>?])[] = [
  [maxwellMolecules(), { "0": 0, "-3": 0 }],
  [coulomb(), { "-3": 9, "-2.999": NONE, "-3.001": NONE }],
  [powerLaw(-2.5, { strength: 1.5 }), { "-2.5": 1.5 * 6.25, "0": NONE }],
  // Q = 9 r^(4-gamma) (r^2 + .1)^(-7/2): at gamma = -2 largest where r^2 = .6.
  [generalPotential({ name: "softened", alpha: (r) => (r * r + 0.1) ** -1.5 }), { "-3": 9, "-2": 9 * 0.6 ** 3 * 0.7 ** -3.5, "-3.1": NONE }],
  // gamma - 1/2: largest at x = (1/2 + sqrt(17/4))/2 of x^(1/2) (2 + x)^2 e^-x.
  [screened({ gamma: -2, length: 0.7, strength: 1.5 }), { "-2": 6, "-2.5": screenedAtHalf((0.5 + Math.sqrt(4.25)) / 2), "-1.5": NONE }, { type: "screened", gamma: -2, length: 0.7 }], // prettier-ignore
  [screened({ gamma: -3, length: 2.5 }), { "-3": 9, "-2.9": NONE }],
  [screened({ gamma: 0, length: 0.7 }), { "0": 4 * Math.exp(-2), "2": 1 / 0.49, "2.1": NONE }],
  [sumOfPowers({ terms: [{ coefficient: 2, gamma: -3 }, { coefficient: 0.5, gamma: 1 }], strength: 1.5 }), { "-3": NONE, "-2": NONE, "1": NONE }, { type: "sum", terms: [{ coefficient: 2, gamma: -3 }, { coefficient: 0.5, gamma: 1 }] }], // prettier-ignore
  // Q = 4 r^(-2-gamma) / (r^2 + 1).
  [
    sumOfPowers({
      terms: [
        { coefficient: 1, gamma: 0 },
        { coefficient: 1, gamma: -2 },
      ],
    }),
    { "-2": 4, "-3": 2, "-4": 4, "-1.9": NONE, "-4.1": NONE },
  ],
  [
    sumOfPowers({
      terms: [
        { coefficient: 2, gamma: -1 },
        { coefficient: 0.5, gamma: -1 },
      ],
    }),
    { "-1": 2.5, "-2": NONE },
  ],
];

function screenedAtHalf(x: number): number {
  return 1.5 * Math.sqrt(0.7 * x) * (2 + x) ** 2 * Math.exp(-x);
}

it("every potential of the room with a JSON form is in the table", () => {
  const types = table.map(([, , json]) => json?.["type"]);
  expect(types).toEqual(expect.arrayContaining(formsOf(room).map(({ type }) => type)));
});

describe.each(table.map(([potential, growth, json]) => ({ name: potential.name, potential, growth, json })))("$name", ({ potential, growth, json }) => {
  const distances = [0.01, 0.3, 1, 2.5, 20];

  it("is a power as it says, or is tabulated, and its exponents are served", () => {
    const { gamma, strength, alpha } = potential;
    expect(() => checkExponent(potential, 3)).not.toThrow();
    if (gamma === undefined) {
      const values = tabulate(potential);
      expect([strength, potential.hash]).toEqual([1, values.hash]);
      for (const r of distances) expect(Math.abs(lookUp(values, r * r) / alpha(r) - 1)).toBeLessThan(2e-10);
    } else for (const r of distances) expect(Math.abs(alpha(r) / (strength * r ** gamma) - 1)).toBeLessThan(1e-14);
  });

  /** By Richardson's extrapolation of plain differences: error about 1e-10. */
  const slope = (r: number): number => {
    const plain = (h: number): number => (potential.alpha(r * (1 + h)) - potential.alpha(r * (1 - h))) / (2 * h * r);
    return (4 * plain(1e-3) - plain(2e-3)) / 3;
  };

  it("has the derivative of its alpha", () => {
    for (const r of distances) {
      const { derivative, alpha } = potential;
      // The differences err by the fourth power of the step in log alpha.
      const steepness = 1 + Math.abs((r * derivative(r)) / alpha(r));
      expect(Math.abs(derivative(r) - slope(r))).toBeLessThan(1e-11 * steepness ** 5 * (alpha(r) / r));
    }
  });

  it.each(Object.entries(growth))("grows like r^%s with the constant %d", (exponent, truth) => {
    const gamma = Number(exponent);
    const { value, bound } = potential.growthConstant(gamma);
    if (truth === NONE) expect(value).toBe(NONE);
    else expect(Math.abs(value - truth)).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThanOrEqual(1e-8 * Math.min(value, 1e9));
    const radii = Array.from({ length: 600 }, (_, k) => Math.exp((k - 300) / 20)).filter(
      (r) => r * Math.abs(slope(r)) > Math.max(1e-5 * potential.alpha(r), 1e-200),
    );
    const largest = Math.max(0, ...radii.map((r) => (slope(r) / potential.alpha(r)) * slope(r) * r ** (2 - gamma)));
    expect(largest).toBeLessThanOrEqual(value * (1 + 1e-6) + 1e-12);
    if (value < NONE) expect(largest).toBeGreaterThanOrEqual(0.99 * value);
  });

  it("has terms that sum to it, where it is made of powers", () => {
    const { powers } = potential;
    if (!powers) return;
    for (const r of distances)
      expect(Math.abs(powers.reduce((sum, { coefficient, gamma }) => sum + coefficient * r ** gamma, 0) / potential.alpha(r) - 1)).toBeLessThan(1e-13);
    expect(new Set(powers.map(({ gamma }) => gamma)).size).toBe(powers.length);
  });

  it.skipIf(!json)("is what its JSON form makes, strength and name included", () => {
    const { model } = problemFromSpec({ dimension: 3, species: [{ law: { type: "maxwellian" } }], alpha: json, strength: 1.5 });
    const made = model.interaction(0, 0);
    for (const r of distances) expect(made.alpha(r)).toBe(potential.alpha(r));
    expect([made.name, made.exponents]).toEqual([potential.name, potential.exponents]);
  });
});

it("a growth constant is refused where rounding decides, unless the derivative is known", () => {
  // Q ~ r^(4-gamma) at r -> 0, where differences of alpha are round-off.
  const [alpha, derivative] = [(r: number) => (r * r + 0.1) ** -1.5, (r: number) => -3 * r * (r * r + 0.1) ** -2.5];
  expect(() => generalPotential({ name: "softened", alpha }).growthConstant(4.5)).toThrow(
    /softened for gamma = 4.5: found that the rounding of differences decides it/,
  );
  expect(generalPotential({ name: "softened", alpha, known: { derivative } }).growthConstant(4.5).value).toBe(Infinity);
  const { value, bound } = generalPotential({ name: "softened", alpha, known: { derivative } }).growthConstant(-2);
  expect(Math.abs(value - 9 * 0.6 ** 3 * 0.7 ** -3.5)).toBeLessThanOrEqual(bound);
});

it("a growth constant is refused where alpha is not finite", () => {
  const hollow = generalPotential({ name: "hollow", alpha: (r) => (r < 0.5 ? NaN : 1 + 1 / r) });
  expect(() => hollow.growthConstant(-1)).toThrow(/growth constant of hollow: found alpha or alpha' not finite at r = /);
});
