/** `landau transport`: documents of every method, and malformed files, three hundred (1500 in the long suite), each of them one clear line and exit 2. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bracket, entropicDivergence, optimalAssignment, radialSquared } from "../../src/transport/index.ts";
import { csv, inOrder, npy, table, writeHdf5, type Dataset } from "../support/cloud-files.ts";
import { normalCloud, streamOf } from "../support/clouds.ts";
import { landau as run } from "../support/landau.ts";
import { long } from "../support/long.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-transport-"));
afterAll(() => rmSync(folder, { recursive: true }));

const landau = (...words: string[]) => run("transport", ...words);

const document = async (...words: string[]): Promise<Record<string, number>> => {
  const { code, out, err } = await landau(...words, "--json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Record<string, number>;
};

function save(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const stream = streamOf("transport-files");
const [x, y] = [normalCloud(stream, 60, [1, 0.7, 1.2]), normalCloud(stream, 60, [0.8, 1.1, 0.9], [0.5, 0, -0.3])];
const [a, b] = [save("a.npy", npy(x)), save("b.csv", `vx, vy, vz\n${csv(y)}\n`)];

describe("documents", () => {
  it("exact is the default: the library's own numbers, in the order of the documentation", async () => {
    const found = await document(a, b);
    const { squared, dual, gap } = optimalAssignment(x, y);
    expect(found).toEqual({ method: "exact", count: 60, dimension: 3, squared, distance: Math.sqrt(squared), dual, gap, seconds: expect.any(Number) }); // prettier-ignore
    expect(Object.keys(found)).toEqual(["method", "count", "dimension", "squared", "distance", "dual", "gap", "seconds"]);
  });

  it("entropic: S, C only with --entropy, divergence, marginal error, iterations", async () => {
    const plain = await document(a, b, "--method", "entropic", "--epsilon", "0.1");
    const { value, across } = entropicDivergence(x, y, { epsilon: 0.1 });
    expect(plain).toMatchObject({
      epsilon: 0.1,
      S: across.value,
      C: null,
      divergence: value,
      iterations: across.rounds,
      converged: true,
    });
    expect(plain.marginalError).toBeLessThanOrEqual(1e-6);
    expect(plain.dual).toBeLessThanOrEqual(plain.squared);
    const { C, CError } = await document(a, b, "--method", "entropic", "--epsilon", "0.1", "--entropy");
    expect([Number.isFinite(C), CError > 0]).toEqual([true, true]);
  });

  it("sliced, gaussian, radial, bounds", async () => {
    const exact = optimalAssignment(x, y).squared;
    for (const method of ["sliced", "gaussian", "radial", "bounds"]) expect((await document(a, b, "--method", method)).dual).toBeLessThanOrEqual(exact);
    expect((await document(a, b, "--method", "radial")).squared).toBe(radialSquared(x, y));
    const { lower, upper } = bracket(x, y);
    expect(await document(a, b, "--method", "bounds")).toMatchObject({
      lower: lower.squared,
      upper: upper.squared,
      squared: null,
    });
    expect(await document(a, b, "--method", "gaussian", "--epsilon", "0.2")).toHaveProperty("S");
  });

  it("reads f4, Fortran order, and prints a sheet without --json", async () => {
    const f4 = save(
      "f4.npy",
      npy(
        x.map((plane) => plane.map(Math.fround)),
        { type: "<f4", fortran: true },
      ),
    );
    const { code, out } = await landau(a, f4);
    expect([code, /^method +exact$/m.test(out), /^distance +\d/m.test(out)]).toEqual([0, true, true]);
  });
});

describe("a solve that stops short says how far it got and which option helps, exit 1", () => {
  it("exact, at its work limit", async () => {
    const [p, q] = [0, 1].map((k) => save(`many${k}.csv`, csv(normalCloud(streamOf(`many/${k}`), 600, [1, 1 + k, 1]))));
    const { code, out, err } = await landau(p, q, "--max-work", "20", "--json");
    const { squared, dual, finished } = JSON.parse(out) as Record<string, number>;
    expect([code, finished]).toEqual([1, false]);
    const truth = (await document(p, q)).squared;
    expect([dual <= truth, squared >= truth]).toEqual([true, true]);
    expect(err).toMatch(/^\S+many0\.csv, \S+many1\.csv: the exact method stopped with relative gap \S+: .*\(a larger --max-work than 20 /);
  });

  it("entropic, when its rounds run out; its bounds hold those of a better solve", async () => {
    const epsilon = ["--method", "entropic", "--epsilon", "0.01"];
    const { code, out, err } = await landau(a, b, ...epsilon, "--max-iterations", "12", "--json");
    const { lower, upper, converged } = JSON.parse(out) as Record<string, number>;
    expect([code, converged]).toEqual([1, false]);
    const better = await document(a, b, ...epsilon, "--tolerance", "1e-9");
    expect(better.gap).toBeLessThanOrEqual(1e-9);
    expect([lower <= better.upper, better.lower <= upper]).toEqual([true, true]);
    expect(err).toMatch(/the entropic method has not converged: marginal error \S+ and gap \S+ after \d+ rounds, asked 0\.000001; .*--max-iterations/);
  });
});

describe("a wrong request is one line and exit 2", () => {
  const short = save("short.csv", csv(x.map((plane) => plane.subarray(0, 59))));
  const flat = save("flat.csv", csv(x.slice(0, 2)));
  it.each<[string[], string | RegExp]>([
    [[a, short], `${short}: found 59 rows, expected 60 as in ${a} (the method exact pairs points)`],
    [[a, flat], `${flat}: found rows of 2 numbers, expected 3 as in ${a}`],
    [[a, b, "--method", "entropic"], "invalid --epsilon: nothing (the entropic method needs a number > 0)"],
    [[a, b, "--epsilon", "1"], "invalid --epsilon: 1 (the method exact has no use for it; entropic and gaussian have)"],
    [[a, b, "--tolerance", "0.1"], "invalid --tolerance: 0.1 (the method exact has no use for it; entropic has)"],
    [[a, b, "--method", "bounds", "--max-work", "9"], "invalid --max-work: 9 (the method bounds has no use for it; exact has)"],
    [[a, b, "--method", "sliced", "--max-iterations", "9"], "invalid --max-iterations: 9 (the method sliced has no use for it; entropic has)"],
    [[a, b, "--method", "entropic", "--epsilon", "-1"], "error: option '--epsilon <e>' argument '-1' is invalid. Expected a number > 0."],
    [
      [a, b, "--method", "fast"],
      "error: option '--method <name>' argument 'fast' is invalid. Expected one of exact, entropic, sliced, gaussian, radial, bounds.",
    ],
    [[a, "gone.npy"], "gone.npy: cannot be read (ENOENT)"],
    [[a, "table.txt"], "table.txt: expected a name ending in .npy, .csv, .h5 or .hdf5"],
    [[a, save("no.h5", "no HDF5 at all")], /no\.h5: first bytes: found "no HDF5 ", expected those of an HDF5 file$/],
    [
      [a, save("big.npy", npy(x, { edit: (header) => header.replace("(60, 3)", "(999999999999, 3)") }))],
      /big\.npy: shape: found \(999999999999, 3\), expected a table that fits/,
    ],
    [[a], "error: missing required argument 'B'"],
  ])("%#", async (words, message) => {
    const { code, out, err } = await landau(...words);
    expect([code, out]).toEqual([2, ""]);
    if (typeof message === "string") expect(err).toBe(`${message}\n`);
    else expect(err.trimEnd()).toMatch(message);
  });
});

describe("malformed files", () => {
  const whole = npy(x);
  const text = csv(x);
  const below = (limit: number): number => Math.floor(stream.uniform() * limit);
  const noise = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => below(256)));
  const spoiltHeader = (edit: (header: string) => string): Buffer => npy(x, { edit });
  const badNumber = (): number => [Number.NaN, Infinity, -Infinity][below(3)];
  const cellOf = (bad: string): string => {
    const lines = text.trimEnd().split("\n");
    const row = below(lines.length);
    const cells = lines[row].split(",");
    cells[below(3)] = bad;
    lines[row] = cells.join(",");
    return lines.join("\n");
  };
  const base: { bytes: Buffer; data: number } = { bytes: Buffer.alloc(0), data: 0 };
  const wrong: Buffer[] = [];
  beforeAll(async () => {
    const written = async (datasets: Readonly<Record<string, Dataset>>): Promise<Buffer> => readFileSync(await writeHdf5(join(folder, "base.h5"), datasets));
    base.bytes = await written({ v: table(x) });
    base.data = base.bytes.indexOf(Buffer.from(inOrder(x).buffer));
    const cube = { data: new Float64Array(180), shape: [60, 3, 1] };
    for (const datasets of [
      { v: cube },
      { v: { data: new Float64Array(0), shape: [0, 3] } },
      { v: { data: 1.5 } },
      { v: table(x.slice(0, 2)) },
      { v: table(x.map((plane) => plane.subarray(1))) },
      { v: table(x), w: table(y) },
      { "group/v": table(x) },
      {},
      { v: { data: new Int32Array(180), shape: [60, 3] } },
      { v: { data: new BigInt64Array(180), shape: [60, 3] } },
      { v: { data: ["1,2,3", "4,5,6"] } },
    ] satisfies Readonly<Record<string, Dataset>>[])
      wrong.push(await written(datasets));
  });
  const kinds: readonly [string, () => readonly [string, Buffer | string]][] = [
    ["truncated", () => ["t.npy", whole.subarray(0, below(whole.length))]],
    ["too long", () => ["l.npy", Buffer.concat([whole, noise(1 + below(64))])]],
    ["not finite", () => { const copy = Buffer.from(whole); copy.writeDoubleLE(badNumber(), 128 + 8 * below(180)); return ["n.npy", copy]; }], // prettier-ignore
    ["wrong shape", () => ["s.npy", spoiltHeader((h) => h.replace("(60, 3)", ["(60,)", "()", "(60, 3, 1)", "(0, 3)", "(60, 0)", "(59, 3)", "(3, 61)", "(-60, 3)", "60", "(1e3, 3)", "(99999999999999999999, 3)"][below(11)]))]], // prettier-ignore
    ["wrong type", () => ["y.npy", spoiltHeader((h) => h.replace("<f8", ["<V8", "=f8", "<f2", "|O", "<c16", "<U8", "", "|b1"][below(8)]))]], // prettier-ignore
    ["header letters", () => ["h.npy", spoiltHeader((h) => h.replace(/descr|shape|fortran_order/, (word) => word.slice(1)))]],
    ["header noise", () => { const copy = Buffer.from(whole); noise(30).copy(copy, 6 + below(30)); return ["m.npy", copy]; }], // prettier-ignore
    ["empty", () => [["e.npy", "e.csv", "e.h5"][below(3)], ""]],
    ["binary noise", () => [["b.npy", "b.csv", "b.h5"][below(3)], noise(1 + below(400))]],
    ["ragged", () => ["r.csv", text.replace(/\n/, [",1\n", ",\n", "\n1,2\n", "\n1\n", "\n,,\n"][below(5)])]],
    ["wrong shape of a CSV", () => ["c.csv", [csv(x.slice(1)), csv(x.map((plane) => plane.subarray(2))), csv([...x, x[0]])][below(3)]]], // prettier-ignore
    ["truncated CSV", () => ["d.csv", text.slice(0, text.lastIndexOf(",", below(text.length - 9)) + 1)]],
    ["truncated HDF5", () => ["t.h5", base.bytes.subarray(0, below(base.bytes.length))]],
    ["HDF5 not finite", () => { const copy = Buffer.from(base.bytes); copy.writeDoubleLE(badNumber(), base.data + 8 * below(180)); return ["n.h5", copy]; }], // prettier-ignore
    ["HDF5 of wrong shape, type or contents", () => ["s.h5", wrong[below(wrong.length)]]],
    ["HDF5 header noise", () => { const copy = Buffer.from(base.bytes); noise(30).copy(copy, below(8)); return ["m.h5", copy]; }], // prettier-ignore
    ["words", () => ["w.csv", cellOf(["four", "NaN", "inf", "-Infinity", "", "1e999", "0x10", "1,5", "--1", "1.2.3", "1 2"][below(11)])]],
    ["blank", () => ["k.csv", ["\n\n\n", " ", ",", "vx,vy,vz\n", "\u0000", "vx,vy\nvx,vy\n"][below(6)]]],
    ["another's type", () => [["o.npy", "o.csv", "o.h5"][below(3)], ['{"a": 1}', "<html>\n</html>", "PK\u0003\u0004", "#!/bin/sh\necho"][below(4)]]],
  ];

  it("each is refused with a message that names the file", async () => {
    for (let n = 0; n < (long ? 1500 : 300); n++) {
      const [kind, make] = kinds[n % kinds.length];
      const [name, content] = make();
      const path = save(`${n}-${name}`, content);
      const { code, out, err } = await landau(...(n % 2 ? [a, path] : [path, a]), ...(n % 3 ? [] : ["--json"]));
      const described = `${n} ${kind}: ${err}`;
      expect([code, out], described).toEqual([2, ""]);
      expect(err.split("\n"), described).toHaveLength(2);
      // Two good tables of different shape are told as the second's fault, by the first's name.
      expect(err.startsWith(`${path}:`) || err.includes(`as in ${path}`), described).toBe(true);
      expect(err, described).toMatch(/found .*expected|expected .*found|cannot be read/);
      expect(err.length, described).toBeLessThan(path.length + 300);
    }
  });
});
