/** SPEC.json: what it means, and that every mistake in it is one message that names the place, what was found and what was expected. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/index.ts";
import { problemFromSpec, readProblem } from "../../src/files/index.ts";
import { fc } from "../support/property.ts";

const mixtureSpec = {
  dimension: 3,
  species: [
    { name: "e", mass: 1, density: 1, law: { type: "gaussian", mean: [0, 0, 0.5], covariance: [[1.8, 0.1, 0], [0.1, 0.6, 0], [0, 0, 0.6]] } }, // prettier-ignore
    { name: "i", mass: 4, density: 0.7, law: { type: "maxwellian", mean: [0, 0, 0], temperature: 2 } },
  ],
  interactions: [
    { between: ["e", "e"], gamma: -3, strength: 1 },
    { between: ["i", "e"], gamma: -2, strength: 1.3 },
    { between: ["i", "i"], alpha: { type: "screened", gamma: -3, length: 2 }, strength: 0.5 },
  ],
  second: [
    { type: "maxwellian", temperature: 1 },
    { type: "maxwellian", temperature: 2 },
  ],
  epsilon: [0.1, 1],
};
const shortSpec = { dimension: 2, species: [{ law: { type: "bkw", K: 0.7 } }], gamma: -2 };

/** A copy with the value at a path replaced; undefined removes it. */
function edited(spec: object, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(spec) as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Record<string | number, unknown>, copy);
  const last = path[path.length - 1];
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe("a problem", () => {
  it("has species, laws, potentials, second laws and epsilons as documented", () => {
    const { dimension, model, laws, second, epsilon } = problemFromSpec(mixtureSpec);
    expect([dimension, epsilon]).toEqual([3, [0.1, 1]]);
    expect(model.species).toEqual([{ name: "e", mass: 1, density: 1 }, { name: "i", mass: 4, density: 0.7 }]); // prettier-ignore
    expect(model.interaction(0, 1).gamma).toBe(-2);
    expect(model.interaction(0, 1).alpha(2)).toBeCloseTo(1.3 / 4, 15);
    // strength r^gamma e^(-r/length)
    expect(model.interaction(1, 1).alpha(1.5)).toBeCloseTo((0.5 * Math.exp(-0.75)) / 1.5 ** 3, 15);
    expect(laws[0].covariance[0][1]).toBe(0.1);
    // Temperature T gives covariance T/m.
    expect(laws[1].covariance[0][0]).toBe(0.5);
    expect(second?.[1].covariance[2][2]).toBe(0.5);
  });

  it("of one species may be short", () => {
    const { model, laws, second, epsilon } = problemFromSpec(shortSpec);
    expect(model.species).toEqual([{ name: "f", mass: 1, density: 1 }]);
    expect(model.interaction(0, 0).gamma).toBe(-2);
    expect([laws[0].name, second, epsilon]).toEqual(["BKW", undefined, undefined]);
    const heavy = problemFromSpec({
      dimension: 2,
      species: [{ mass: 2, density: 3, law: { type: "tilted-maxwellian", temperature: 2, epsilon: 0.3, delta: 0.2, q: 1.5 } }],
      alpha: { type: "sum", terms: [{ coefficient: 2, gamma: -1 }, { coefficient: 0.5, gamma: 0 }] }, // prettier-ignore
      strength: 3,
    });
    expect(heavy.model.interaction(0, 0).alpha(4)).toBeCloseTo(3 * (2 / 4 + 0.5), 14);
    expect(heavy.model.species[0]).toEqual({ name: "f", mass: 2, density: 3 });
    expect(heavy.laws[0].mean[0]).toBeGreaterThan(0.1);
  });

  it.each([
    [["dimension"], 1, /^invalid dimension: 1 /],
    [["dimension"], 2.5, /^invalid dimension: 2\.5 /],
    [["dimensions"], 3, /dimensions/],
    [["species", 1, "mass"], -4, /^invalid species\[1\]\.mass: -4 \(expected a finite number > 0\)/],
    [["species", 1, "density"], "x", /^invalid species\[1\]\.density: "x" \(expected number/],
    [["species", 0, "name"], "i", /^invalid species\[1\]\.name: "i" is used twice/],
    [["species", 1, "law"], undefined, /^invalid species\[1\]\.law: nothing \(expected a law\)/],
    [["species", 1, "law", "type"], "maxwelian", /^invalid species\[1\]\.law\.type: "maxwelian"/],
    [["species", 1, "law", "temperature"], 0, /^species\[1\]\.law: maxwellian: invalid temperature: 0/],
    [["species", 0, "law", "mean"], [0, 0], /^species\[0\]\.law: gaussian: invalid mean: \[0,0\]/],
    [["species", 0, "law", "covariance", 0, 1], 0.2, /^species\[0\]\.law: .*symmetric/],
    [["interactions", 1, "between"], ["e", "x"], /^invalid interactions\[1\]\.between: unknown species "x" \(known: e, i\)/],
    [["interactions", 1, "gamma"], undefined, /^interactions\[1\]: expected either gamma or alpha/],
    [["interactions", 1, "gamma"], -5, /^interactions\[1\]: invalid gamma: -5 \(.*dimension 3\)/],
    [["interactions", 1, "strength"], 0, /^interactions\[1\]: invalid strength: 0/],
    [["interactions", 2, "alpha", "length"], -1, /^interactions\[2\]: invalid length: -1/],
    [["interactions", 2, "alpha", "type"], "yukawa", /^invalid interactions\[2\]\.alpha\.type: "yukawa"/],
    [["interactions"], undefined, /^missing interactions/],
    [["interactions", 1], { between: ["e", "e"], gamma: 0 }, /^invalid interactions\[1\]: e and e are given twice/],
    [["interactions"], mixtureSpec.interactions.slice(0, 1), /^missing interactions: none between e and i \(expected one/],
    [["gamma"], -2, /^invalid gamma: -2 \(expected inside interactions/],
    [["second", 1], undefined, /second\[1\]/],
    [["second"], [{ type: "bkw", K: 0.7 }], /^invalid second: 1 laws \(expected 2/],
    [["epsilon", 0], 0, /^invalid epsilon\[0\]: 0/],
  ] as const)("refuses %j = %j", (path, value, message) => {
    const refused = () => problemFromSpec(edited(mixtureSpec, path, value));
    expect(refused).toThrow(ScenarioError);
    expect(refused).toThrow(message);
  });

  it.each([
    [
      '{"dimension": 2, "specie": [{"law": {"type": "bkw", "K": 0.7}}], "gamma": 0}',
      'unknown key "specie". Did you mean species? Known: dimension, species, interactions, gamma, alpha, strength, second, epsilon',
    ],
    ['{"dims": 2, "species": [{"law": {"type": "bkw", "K": 0.7}}], "gamma": 0}', 'unknown key "dims". Did you mean dimension? '],
    ['{"dimension": 2, "species": [{"law": {"type": "bkw", "s": 0.7}}], "gamma": 0}', 'species[0].law: unknown key "s". Did you mean K? Known: type, K'],
    ['{"dimension": 2, "species": [{"law": {"type": "bkw", "K": 0.7, "S": 0.7}}], "gamma": 0}', 'species[0].law: unknown key "S". Known: type, K'],
    [
      '{"dimension": 2, "species": [{"Mass": 2, "law": {"type": "maxwellian", "temperature": 2}}], "gamma": 0}',
      'species[0]: unknown key "Mass". Did you mean mass? ',
    ],
    [
      '{"dimension": 2, "species": [{"law": {"type": "maxwellian", "temprature": 2}}], "gamma": 0}',
      'species[0].law: unknown key "temprature". Did you mean temperature? ',
    ],
    [
      '{"dimension": 2, "species": [{"law": {"type": "mixture", "components": [{"weight": 1, "variance": [1, 2]}]}}], "gamma": 0}',
      'species[0].law.components[0]: unknown key "variance". Did you mean variances? ',
    ],
    [
      '{"dimension": 2, "species": [{"law": {"type": "maxwellian"}}], "alpha": {"type": "screened", "gamma": -3, "lenght": 1}}',
      'alpha: unknown key "lenght". Did you mean length? ',
    ],
    [
      '{"dimension": 2, "species": [{"law": {"type": "maxwellian"}}], "interactions": [{"pair": ["f", "f"], "gamma": 0}]}',
      'interactions[0]: unknown key "pair". Did you mean between? ',
    ],
    [
      '{"dimension": 2, "species": [{"law": {"type": "maxwellian", "colour": "red"}}], "gamma": 0}',
      'species[0].law: unknown key "colour". Known: type, mean, temperature',
    ],
    ['{"dimension": 2, "species": [{"law": {"type": "maxwellian", "a\\nb": 1}}], "gamma": 0}', 'species[0].law: unknown key "a\\nb". Known: '],
  ])("a misspelt key is named, with the one that was meant: %s", (text, message) => {
    const refused = () => problemFromSpec(JSON.parse(text), "spec.json");
    expect(refused).toThrow(ScenarioError);
    expect(refused).toThrow(`spec.json: ${message}`);
  });

  it("any value anywhere in a specification is served or refused with a ScenarioError of one line", () => {
    const places: (string | number)[][] = [];
    const walk = (node: unknown, path: (string | number)[]): void => {
      if (path.length) places.push(path);
      if (node && typeof node === "object")
        for (const key of Object.keys(node)) walk((node as Record<string, unknown>)[key], [...path, Array.isArray(node) ? Number(key) : key]); // prettier-ignore
    };
    walk(mixtureSpec, []);
    const strange = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(null, -1, 0, 1e308, -1e308, 5e-324, "__proto__", [], {}, [[]], undefined, { type: "bkw", K: 2 }),
      fc.constantFrom({ type: "samples" }, { type: "samples", file: "missing.npy" }, { type: "mixture", components: [] }),
      fc.constantFrom({ type: "uniform", halfWidths: [1] }, { type: "tilted-maxwellian", temperature: 1, epsilon: 9, delta: 1e-9, q: 1.9 }),
    );
    let refusals = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), strange, (path, value) => {
        try {
          problemFromSpec(edited(mixtureSpec, path, value), "spec.json");
        } catch (error) {
          expect(error).toBeInstanceOf(ScenarioError);
          expect((error as Error).message).toMatch(/^spec\.json: [^\n]+$/);
          refusals++;
        }
      }),
      { numRuns: 1000 },
    );
    expect(refusals).toBeGreaterThan(700);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => problemFromSpec(value, "spec.json")).toThrow(ScenarioError);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "landau-spec-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const save = (text: string): string => {
    const path = join(folder, "spec.json");
    writeFileSync(path, text);
    return path;
  };
  it("is read, with a byte order mark too", () => {
    expect(readProblem(save(JSON.stringify(shortSpec))).dimension).toBe(2);
    expect(readProblem(save(`\uFEFF${JSON.stringify(shortSpec)}`)).dimension).toBe(2);
  });
  it.each([
    ["not JSON", "{", /spec\.json: not JSON/],
    ["empty", "", /spec\.json: not JSON/],
    ["a wrong value", JSON.stringify({ ...shortSpec, gamma: "x" }), /spec\.json: invalid gamma: "x"/],
    ["a list", "[1, 2]", /spec\.json: /],
  ])("%s", (_, text, message) => expect(() => readProblem(save(text))).toThrow(message));
  it("that is missing", () => {
    expect(() => readProblem(join(folder, "none.json"))).toThrow(/none\.json: cannot be read \(ENOENT\)/);
    expect(() => readProblem(folder)).toThrow(/cannot be read \(EISDIR\)/);
  });
});
