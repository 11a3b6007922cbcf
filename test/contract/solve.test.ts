/** `landau solve`: its document, its table, and that every wrong request is one line and exit 2. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fc } from "../support/property.ts";
import { landau as run } from "../support/landau.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-solve-"));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const landau = (...words: string[]) => run("solve", ...words);
const planar = save("planar.json", { dimension: 2, species: [{ law: { type: "gaussian", variances: [1.4, 0.6] } }], gamma: 0 });
const shared = { type: "mixture", components: [0.4, 1.6].map((s) => ({ weight: 0.5, variances: [s, s, s] })) };
const radial = save("radial.json", { dimension: 3, species: [{ name: "e", law: shared }], gamma: 0 });
const points = save("points.csv", "0,0\n0.5,-1\n");

interface Document {
  readonly solver: string;
  readonly error: number;
  readonly times: { t: number; species: Record<string, number & number[] & Record<string, number & number[]>>[] }[];
}

async function document(...words: string[]): Promise<Document> {
  const { code, out, err } = await landau(...words, "--json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Document;
}

/** Of a solution that has not converged at these times: one line on stderr says so, and the exit code is 1. */
async function unresolved(times: string, ...words: string[]): Promise<Document> {
  const { code, out, err } = await landau(...words, "--json");
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`^\\S+: \\w+ has not converged at t = ${times}: the relative error is unknown .*\n$`));
  return JSON.parse(out) as Document;
}

describe("the document", () => {
  it("is as documented: reference values E_d2 and M4_d2, closed forms at t = 0", async () => {
    const { solver, error, times } = await document(planar, "--times", "0.1,0,0.05", "--points", points);
    expect([solver, times.map(({ t }) => t)]).toEqual(["hermite", [0, 0.05, 0.1]]);
    expect(error).toBeLessThan(1e-11);
    const [start, middle, end] = times.map(({ species }) => species[0]);
    const names = ["name", "mass", "mean", "covariance", "temperature", "M4", "entropy", "fisher", "relativeL2", "atOrigin", "density", "errors"]; // prettier-ignore
    expect(Object.keys(start)).toEqual(names);
    expect(Object.keys(start.errors)).toEqual(names.slice(1, -1));
    expect(Math.abs(middle.relativeL2 - 0.07694236277085)).toBeLessThan(8e-10);
    expect(Math.abs(end.relativeL2 - 0.034170310552682)).toBeLessThan(3e-10);
    expect(Math.abs(end.M4 - 8.3290744768141)).toBeLessThan(1e-12);
    const det = 1.4 * 0.6;
    expect(Math.abs(start.entropy + Math.log(2 * Math.PI * Math.E * Math.sqrt(det)))).toBeLessThanOrEqual(start.errors.entropy);
    expect(Math.abs(start.fisher - (1 / 1.4 + 1 / 0.6))).toBeLessThanOrEqual(start.errors.fisher);
    const f = (x: number, y: number) => Math.exp(-(x * x) / 2.8 - (y * y) / 1.2) / (2 * Math.PI * Math.sqrt(det));
    expect(Math.abs(start.density[1] - f(0.5, -1))).toBeLessThanOrEqual(start.errors.density[1]);
    expect(start.density[0]).toBe(start.atOrigin);
  });

  it("of the isotropic mixture at t = 0.1, by two solvers (anchors: 9 digits)", async () => {
    const [exact, hermite] = [await document(radial, "--times", "0.1"), await document(radial, "--times", "0.1", "--solver", "hermite", "--modes", "24")].map(
      ({ solver, times }) => ({ solver, values: times[0].species[0] }),
    );
    expect([exact.solver, hermite.solver]).toEqual(["exact", "hermite"]);
    for (const [name, truth, digits] of [
      ["M4", 17.42637641, 1e-8],
      ["entropy", -4.23754316, 1e-8],
      ["fisher", 3.14650536, 1e-8],
      ["relativeL2", 5.07998786e-2, 1e-10],
    ] as const) {
      // prettier-ignore
      expect(Math.abs(exact.values[name] - truth)).toBeLessThan(digits);
      const error = exact.values.errors[name] + hermite.values.errors[name];
      expect(Math.abs(exact.values[name] - hermite.values[name])).toBeLessThanOrEqual(error);
    }
  });

  it("has null for what is infinite", async () => {
    const cigar = save("cigar.json", { dimension: 3, species: [{ law: { type: "gaussian", variances: [3.6, 0.45, 0.45] } }], gamma: 0 }); // prettier-ignore
    const { times } = await document(cigar, "--times", "0", "--modes", "12");
    expect(times[0].species[0].errors.relativeL2).toBeNull();
    expect(times[0].species[0].temperature).toBe(1.5);
  });
});

it("the table shows each value with its error", async () => {
  const { code, out } = await landau(radial, "--times", "0,0.1");
  expect(code).toBe(0);
  expect(out).toMatch(/^exact; relative L1 error of the laws at most \S+\n/);
  expect(out).toMatch(/t = 0\.1, species e\n/);
  expect(out).toMatch(/\n {2}M4 +17\.42637640\d* \+- \d\.\de-1[345]\n/);
});

describe("--modes", () => {
  it("the help says what is accepted: least and most are those of the refusals, defaults those that run", async () => {
    const { code, out } = await landau("--help");
    expect(code).toBe(0);
    const [, degrees, nodes, points] = /hermite +degree, (.*?);.*radial +nodes, (.*?);.*fourier +points an axis, one of ([\d, ]+) \(above 128 for d = 2\);/s.exec(out)!; // prettier-ignore
    const [least, most, coefficients, deepest] = degrees.match(/\d+/g)!.map(Number) as [number, number, number, number];
    // Multi-indices of three axes up to degree n: (n+1)(n+2)(n+3)/6.
    const count = (n: number) => ((n + 1) * (n + 2) * (n + 3)) / 6;
    expect([count(deepest) <= coefficients, count(deepest + 1) <= coefficients]).toEqual([true, false]);
    const [few, many] = nodes.match(/\d+/g)!.map(Number) as [number, number];
    const ladder = points.split(", ").map(Number);
    const refused = async (solver: string, modes: number, file = radial) =>
      (await landau(file, "--times", "0", "--solver", solver, "--modes", String(modes))).err;
    for (const modes of [least - 1, most + 1]) expect(await refused("hermite", modes, planar)).toContain(`hermite: invalid degree: ${modes}`);
    expect(await refused("hermite", deepest + 1)).toContain(`hermite: invalid degree: ${deepest + 1}`);
    for (const modes of [few - 1, many + 1]) expect(await refused("radial", modes)).toContain(`radial: invalid nodes: ${modes}`);
    for (const modes of [ladder[0] - 1, 144, ladder.at(-1) + 1, 20]) expect(await refused("fourier", modes)).toContain(`fourier: invalid modes: ${modes}`); // prettier-ignore
    for (const [solver, modes] of [["hermite", least], ["radial", few], ["fourier", ladder[0]]] as const) expect(await refused(solver, modes)).toBe(""); // prettier-ignore
    expect(await refused("hermite", most, planar)).toBe("");
  });
});

describe("a solver that cannot serve a problem leads with its name", () => {
  const cold = { name: "i", mass: 400, law: { type: "maxwellian" } };
  const two = { dimension: 3, species: [{ name: "e", law: { type: "maxwellian" } }, cold], interactions: [["e", "e"], ["e", "i"], ["i", "i"]].map((between) => ({ between, gamma: -3 })) }; // prettier-ignore
  const mixed = save("two.json", two);
  const elongated = save("elongated.json", { ...two, species: [two.species[0], { name: "i", law: { type: "gaussian", variances: [1, 2, 1] } }] }); // prettier-ignore
  it.each([
    [mixed, "exact", /^\S*two\.json: exact: 2 species/],
    [mixed, "hermite", /^\S*two\.json: hermite: 2 species/],
    [mixed, "fourier", /^\S*two\.json: fourier: thermal widths/],
    [planar, "radial", /^\S*planar\.json: radial: invalid species\[0\]\.law: gaussian \(expected a law that is isotropic/i],
    [elongated, "radial", /^\S*elongated\.json: radial: invalid species\[1\]\.law: gaussian \(/i],
  ])("%s by %s", async (file, solver, message) => {
    const { code, out, err } = await landau(file, "--times", "0.1", "--solver", solver);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.match(new RegExp(`${solver}: `, "g"))).toHaveLength(1);
    expect(err.trimEnd()).not.toContain("\n");
  });
});

it.each([[], ...["exact", "hermite", "radial", "fourier"].map((solver) => ["--solver", solver])])(
  "samples are refused in one short sentence, whatever the solver: %s %s",
  async (...words) => {
    const plane = { dimension: 2, gamma: 0 };
    const alone = save("cloud.json", { ...plane, species: [{ law: { type: "samples", rows: [[0, 1], [2, 0], [-1, -1]] } }] }); // prettier-ignore
    const { code, out, err } = await landau(alone, "--times", "0.1", ...words);
    expect([code, out]).toEqual([2, ""]);
    const sentence = "(expected a density, which samples are not: use landau transport, or particles)";
    expect(err).toBe(`${alone}: invalid species[0].law: 3 samples ${sentence}\n`);
  },
);

it("the Hermite expansion of a component near 2T is told to be poor, of one beyond it to be unknown but for moments, until it has fallen below", async () => {
  // Temperature 1 in all: a quarter of variance s, the rest of (1 - s/4)/(3/4).
  const of = async (s: number) => {
    const components = [[0.25, s], [0.75, (1 - s / 4) / 0.75]].map(([weight, x]) => ({ weight, variances: [x, x] })); // prettier-ignore
    const file = save(`component-${s}.json`, { dimension: 2, species: [{ law: { type: "mixture", components } }], gamma: 0 });
    const words = [file, "--times", "0.001,0.2", "--solver", "hermite"];
    const { times } = s < 2 ? await document(...words) : await unresolved("0.001", ...words);
    return times.map(({ species }) => species[0].errors);
  };
  const [[near], [beyond, later]] = [await of(1.95), await of(2.2)];
  expect(near.relativeL2).toBeGreaterThan(1e-3);
  expect(near.relativeL2).toBeLessThan(Infinity);
  expect([beyond.relativeL2, beyond.entropy]).toEqual([null, null]);
  expect(beyond.M4).toBeLessThan(1e-12);
  // Variances approach T as e^(-2t) in the plane: 1 + 1.2 e^(-0.4) = 1.80.
  expect(later.relativeL2).toBeLessThan(1e-5);
});

describe("work and rest of the radial solver", () => {
  const coulomb = (law: object) => ({ dimension: 3, species: [{ law }], gamma: -3 });
  const two = { type: "mixture", components: [[0.6, 0.4], [0.4, 1.3]].map(([weight, s]) => ({ weight, variances: [s, s, s] })) }; // prettier-ignore

  it("a Maxwellian stays, 2e42 relaxation times long", async () => {
    const file = save("cold.json", coulomb({ type: "maxwellian", temperature: 1e-30 }));
    const { solver, times } = await document(file, "--times", "0.02");
    const [{ temperature, M4 }] = times[0].species;
    expect(solver).toBe("radial");
    expect(Math.abs(temperature / 1e-30 - 1)).toBeLessThan(1e-13);
    expect(Math.abs(M4 / 15e-60 - 1)).toBeLessThan(1e-12);
  });

  it("times that change nothing are the start", async () => {
    const file = save("start.json", coulomb(two));
    const at = async (t: string) => (await document(file, "--times", t, "--solver", "radial", "--modes", "36")).times[0].species[0];
    const [nothing, little, exact] = [await at("1e-300"), await at("1e-9"), await at("0")];
    for (const one of [nothing, little]) {
      // E|v|^4 = 15 sum w s^2; its rate is of order 10.
      expect(Math.abs(one.M4 - 15 * (0.6 * 0.16 + 0.4 * 1.69))).toBeLessThan(one.errors.M4 + 1e-7);
      expect(Math.abs(one.entropy - exact.entropy)).toBeLessThan(one.errors.entropy + exact.errors.entropy + 1e-7);
    }
  });

  it("what costs too much stops at once when that is plain, and at the limit else, in one line", async () => {
    // Electrons that collide 1e12 times as often with each other as with the ions: no step that keeps the exchange's digits is long.
    const stiff = save("stiff.json", {
      dimension: 3,
      species: [
        { name: "e", law: { type: "maxwellian", temperature: 2 } },
        { name: "i", mass: 4, density: 0.7, law: { type: "maxwellian", temperature: 1 } },
      ],
      interactions: [["e", "e", -3, 1e12], ["e", "i", -3, 1.3], ["i", "i", 0, 1]].map(([a, b, gamma, strength]) => ({ between: [a, b], gamma, strength })), // prettier-ignore
    });
    for (const [words, found] of [
      [[stiff, "--times", "0.02", "--modes", "36", "--max-work", "1e9"], /multiplications done, some \d\S*e\d+ to do; limit 1\.0e9/],
      [[save("two.json", coulomb(two)), "--times", "0.3", "--solver", "radial", "--max-work", "1e8"], /multiplications done; limit 1\.0e8/],
    ] as const) {
      const { code, out, err } = await landau(...words);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(
        /^\S+: at t = \S+, radial: stopped on the way to t = [^\n]*: more nodes where steps have become short, else fewer, [^\n]* would help\n$/,
      );
      expect(err).toMatch(found);
    }
  });

  it("says that it has not converged rather than a number", async () => {
    const parts = [[0.5, 0.02], [0.5, 3]].map(([weight, s]) => ({ weight, variances: [s, s] })); // prettier-ignore
    const file = save("wide.json", { dimension: 2, species: [{ law: { type: "mixture", components: parts } }], gamma: -3 });
    const words = [file, "--times", "0.001", "--solver", "fourier", "--modes", "16"];
    const [{ errors }] = (await unresolved("0.001", ...words)).times[0].species;
    expect([errors.M4, errors.entropy, errors.atOrigin]).toEqual([null, null, null]);
    expect((await landau(...words)).out).toMatch(/^fourier; not converged\n[^]*M4 +\S+ \(not converged\)/);
  });
});

describe("a wrong request is one line and exit 2", () => {
  it.each([
    [["missing.json", "--times", "0"], /missing\.json: cannot be read \(ENOENT\)/],
    [[planar], /required option '--times/],
    [[save("specie.json", { dimension: 2, specie: [], gamma: 0 }), "--times", "0"], /^\S*specie\.json: unknown key "specie"\. Did you mean species\?/],
    [[planar, "--times", "0,-1"], /--times.*'0,-1'.*at least 0/],
    [[planar, "--times", "x"], /--times.*'x'/],
    [[planar, "--times", "0", "--solver", "magic"], /--solver.*'magic'.*Expected one of exact, hermite/],
    [[planar, "--times", "0", "--solver", "exact"], /planar\.json: exact: no exact Maxwell solution/],
    [[planar, "--times", "0", "--solver", "hermite", "--modes", "2"], /planar\.json: hermite: invalid degree: 2/],
    [[radial, "--times", "0", "--points", points], /points\.csv: found rows of 2 numbers, expected 3/],
  ])("%j", async (words, message) => {
    const { code, out, err } = await landau(...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain("\n");
  });

  it("whatever stands in the file", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string(), fc.constant('{"dimension":2,"species":[{"law":{"type":"samples","rows":[[1,2],[3,4]]}}],"gamma":0}')),
        async (text) => {
          const { code, out, err } = await landau(save("any.json", text), "--times", "0");
          expect([code, out]).toEqual([2, ""]);
          expect(err).toMatch(/^\S*any\.json: [^\n]+\n$/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
