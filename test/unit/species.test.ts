import { describe, expect, it } from "vitest";
import { coulomb, model, powerLaw, singleSpecies } from "landau-flow";

const electrons = { name: "e", mass: 1, density: 1 };
const ions = { name: "i", mass: 4, density: 0.7 };
const cross = { between: ["i", "e"] as const, potential: powerLaw(-3, { strength: 1.3 }) };
const own = [
  { between: ["e", "e"] as const, potential: coulomb() },
  { between: ["i", "i"] as const, potential: powerLaw(0) },
];

describe("a model of species", () => {
  it("gives the interaction of every pair, in either order", () => {
    const { interaction } = model({ species: [electrons, ions], interactions: [...own, cross] });
    expect(interaction(0, 1).strength).toBe(1.3);
    expect(interaction(1, 0).strength).toBe(1.3);
    expect(interaction(0, 0).gamma).toBe(-3);
    expect(interaction(1, 1).gamma).toBe(0);
  });

  it("of one species has mass and density 1", () => {
    const { species, interaction } = singleSpecies(powerLaw(-2));
    expect(species).toEqual([{ name: "f", mass: 1, density: 1 }]);
    expect(interaction(0, 0).gamma).toBe(-2);
  });

  it.each([
    ["no species", { species: [], interactions: [] }, /invalid species: none/],
    ["a name twice", { species: [electrons, electrons], interactions: [] }, /species\[1\]\.name: "e" is used twice/],
    ["a negative mass", { species: [{ ...electrons, mass: -1 }], interactions: [] }, /species\[0\]\.mass: -1/],
    ["an infinite density", { species: [{ ...electrons, density: Infinity }], interactions: [] }, /density: Infinity/],
    ["a share of none", { species: [{ ...electrons, share: 0 }], interactions: [] }, /species\[0\]\.share: 0 \(expected a finite number > 0\)/],
    ["a missing pair", { species: [electrons, ions], interactions: own }, /^missing interactions: none between e and i \(expected one for each pair/],
    [
      "an unknown name",
      { species: [electrons], interactions: [{ between: ["e", "x"] as const, potential: coulomb() }] },
      /interactions\[0\]\.between: unknown species "x" \(known: e\)/,
    ],
    ["a pair twice", { species: [electrons, ions], interactions: [...own, cross, cross] }, /interactions\[3\]: i and e are given twice/],
  ])("refuses %s", (_, options, message) => {
    expect(() => model(options)).toThrow(message);
  });
});
