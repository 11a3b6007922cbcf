/** What potentials say of themselves: one table, which a new potential joins with one line, made by its constructor and from its JSON form. */
import { describe, expect, it } from "vitest";
import { problemFromSpec } from "../../src/files/index.ts";
import { formsOf } from "../../src/json/form.ts";
import * as room from "../../src/model/index.ts";
import { checkExponent } from "../../src/model/power-law.ts";
import { lookUp, tabulate } from "../../src/model/table.ts";

const { coulomb, generalPotential, maxwellMolecules, powerLaw, screened, sumOfPowers } = room;

/** Constructors of potentials, and where there is a JSON form what it is without the strength, which is 1.5 in all. */
const table = [
  [maxwellMolecules()],
  [coulomb()],
  [powerLaw(-2.5, { strength: 1.5 })],
  [generalPotential({ name: "softened", alpha: (r) => (r * r + 0.1) ** -1.5 })],
  [screened({ gamma: -2, length: 0.7, strength: 1.5 }), { type: "screened", gamma: -2, length: 0.7 }],
  [sumOfPowers({ terms: [{ coefficient: 2, gamma: -3 }, { coefficient: 0.5, gamma: 1 }], strength: 1.5 }), { type: "sum", terms: [{ coefficient: 2, gamma: -3 }, { coefficient: 0.5, gamma: 1 }] }], // prettier-ignore
] as const;

it("every potential of the room with a JSON form is in the table", () => {
  const types = table.map(([, json]) => json?.type);
  expect(types).toEqual(expect.arrayContaining(formsOf(room).map(({ type }) => type)));
});

describe.each(table.map(([potential, json]) => ({ name: potential.name, potential, json })))("$name", ({ potential, json }) => {
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

  it.skipIf(!json)("is what its JSON form makes, strength and name included", () => {
    const { model } = problemFromSpec({ dimension: 3, species: [{ law: { type: "maxwellian" } }], alpha: json, strength: 1.5 });
    const made = model.interaction(0, 0);
    for (const r of distances) expect(made.alpha(r)).toBe(potential.alpha(r));
    expect([made.name, made.exponents]).toEqual([potential.name, potential.exponents]);
  });
});
