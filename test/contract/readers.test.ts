/**
 * Readers never guess: what a file does not say is asked for, and what it says of itself (names, counts of rows, fill values, missing parts, units) is heeded.
 * Every table is compared with the numbers that were written.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCloud } from "../../src/files/index.ts";
import { inRows } from "../../src/files/arrays.ts";
import { csv, inOrder, npy, table, writeHdf5 } from "../support/cloud-files.ts";
import { cloudOf } from "../support/clouds.ts";
import { landau } from "../support/landau.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-readers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
let made = 0;
function save(content: Buffer | string, extension = "csv"): string {
  const path = at(`${++made}.${extension}`);
  writeFileSync(path, content);
  return path;
}

/** No two entries alike, no column a count. */
const cloud = cloudOf(7, (i) => [i * i + 0.25, 0.5 - 3 * i, 100 + i / 8]);
const rows = csv(cloud);
const columnsOf = (...picked: number[]): number[][] => picked.map((k) => [...cloud[k]]);
const withColumn = (values: readonly (number | string)[]): string =>
  rows
    .trimEnd()
    .split("\n")
    .map((row, i) => `${values[i]},${row}\n`)
    .join("");
const counted = withColumn([0, 1, 2, 3, 4, 5, 6]);

async function planesOf(name: string, ...options: string[]): Promise<number[][]> {
  const { code, err } = await landau("transport", name, name, ...options);
  expect([code, err]).toEqual([0, ""]);
  const [, columns] = /--columns (\S+)/.exec(options.join(" ")) ?? [];
  const header = options.includes("--header") ? { header: true } : options.includes("--no-header") ? { header: false } : {};
  return (await readCloud(name, { ...(columns ? { columns: columns.split(",") } : {}), ...header })).planes.map((plane) => [...plane]);
}

async function refusal(name: string, ...options: string[]): Promise<string> {
  const { code, out, err } = await landau("transport", name, name, ...options);
  expect([code, out]).toEqual([2, ""]);
  expect(err.trimEnd()).not.toContain("\n");
  return err
    .replaceAll(`${folder}/`, "")
    .replace(/^\d+\./, "")
    .trimEnd();
}

describe("the first line of a CSV file", () => {
  it.each([
    ["units in brackets", "vx [m/s],vy [m/s],vz [m/s]\n"],
    ["formulas and other letters", "$v_x$,η,{\\bf v}_z\n"],
    ["a comment, as numpy.savetxt writes names", "# vx,vy,vz\n"],
    ["comments of several lines", "# run 7\n# Maxwellian, 3 parts\n"],
    ["quoted names with commas", '"velocity, x","velocity, ""y""","velocity, z"\n'],
    ["a byte order mark", "\uFEFFvx,vy,vz\n"],
  ])("%s", async (_, head) => expect(await planesOf(save(head + rows))).toEqual(columnsOf(0, 1, 2)));

  it.each([
    ["NA,NA,NA", 'csv:1: column 0: found "NA", expected a finite number'],
    ["vx,NaN,vz", 'csv:1: column 1: found "NaN", a missing value, expected a name or a finite number'],
    ["vx,vy,2vz", 'csv:1: column 2: found "2vz", expected a name or a finite number'],
    ["vx,1.5,vz", 'csv:1: column 0: found "vx", expected a finite number'],
    ["nan,inf,-inf", 'csv:1: column 0: found "nan", expected a finite number'],
    ['vx,"vy,vz', "csv:1: column 1: found a quote where none can be, expected a cell in quotes or without any, on one line"],
    ["0,1,2", "csv:1: found 0,1,2, which may be names (pandas writes these) or a point, expected one of the two: say --header or --no-header"],
  ])("%s is refused where it is wrong", async (head, message) => expect(await refusal(save(`${head}\n${rows}`))).toBe(message));

  it("0,1,2 is what the user says", async () => {
    const file = save(`0,1,2\n${rows}`);
    expect(await planesOf(file, "--header")).toEqual(columnsOf(0, 1, 2));
    expect(await planesOf(file, "--no-header")).toEqual([0, 1, 2].map((k) => [k, ...cloud[k]]));
    // Named by the header.
    expect(await planesOf(file, "--header", "--columns", "2,0")).toEqual(columnsOf(2, 0));
    expect(await refusal(save("0\n0.5\n-1.5\n"))).toMatch(/^csv: first line: found 0, which may be a name .*--header or --no-header$/);
  });

  it("one column of whole numbers that begins with 0 is read, with a warning", async () => {
    const file = save("0\n5\n3\n");
    const { code, err } = await landau("transport", file, file, "--method", "gaussian");
    expect([code, err]).toEqual([
      0,
      `warning: ${file}: first line: found 0, read as a point, though pandas writes it for a name (--header says that it is one)\n`,
    ]);
    expect((await readCloud(file)).planes).toEqual([Float64Array.of(0, 5, 3)]);
  });

  it("cells in quotes are numbers, and nothing is left of blanks", async () => {
    const quoted = rows.replace(/[^,\n]+/g, (cell) => ` "${cell}" `);
    expect(await planesOf(save(`vx,vy,vz\r\n${quoted.replaceAll("\n", "\r\n")}`))).toEqual(columnsOf(0, 1, 2));
  });

  it("UTF-16 is told", async () => {
    const text = Buffer.from(`\uFEFF${rows}`, "utf16le");
    expect(await refusal(save(text))).toBe('csv: first bytes: found UTF-16, expected UTF-8 (a spreadsheet saves it as "CSV UTF-8")');
  });
});

describe("columns that are no coordinates", () => {
  const trailing = `vx,vy,vz\n${rows}`.replaceAll("\n", ",\n");
  it.each([
    [`,0,1,2\n${counted}`, "csv:1: column 0: found no name, expected coordinates; choose: --columns 0,1,2"],
    [`Unnamed: 0,vx,vy,vz\n${counted}`, "csv:1: column 0 (Unnamed: 0): found a name for numbers of rows, expected coordinates; choose: --columns vx,vy,vz"],
    [
      `particle_id,vx,vy,vz\n${withColumn([17, 4, 90, 1, 2, 3, 8])}`,
      "csv:1: column 0 (particle_id): found a name for numbers of rows, expected coordinates; choose: --columns vx,vy,vz",
    ],
    [trailing, "csv:1: column 3: found no name, expected coordinates; choose: --columns vx,vy,vz"],
    [
      `p,vx,vy,vz\n${withColumn([1000, 1001, 1002, 1003, 1004, 1005, 1006])}`,
      "csv: column 0 (p): found 1000, 1001, 1002, ..., a count of the rows, expected coordinates; choose: --columns vx,vy,vz, or --columns p,vx,vy,vz to keep it",
    ],
    [counted, "csv: column 0: found 0, 1, 2, ..., a count of the rows, expected coordinates; choose: --columns 1,2,3, or --columns 0,1,2,3 to keep it"],
    [
      withColumn([3, 7, 1, 2, 6, 5, 4]),
      "csv: column 0: found 3, 7, 1, ..., a count of the rows, expected coordinates; choose: --columns 1,2,3, or --columns 0,1,2,3 to keep it",
    ],
    [
      `species,vx,vy,vz\n${withColumn(["e", "e", "i", "e", "i", "i", "e"])}`,
      'csv:2: column 0 (species): found "e", expected a finite number (--columns vx,vy,vz leaves this column out)',
    ],
  ])("%# is refused, and the remedy named is one", async (text, message) => {
    const file = save(text);
    expect(await refusal(file)).toBe(message);
    const [, remedy] = /--columns (\S+?)(,? |$)/.exec(message.replace(" leaves", ", leaves"))!;
    expect(await planesOf(file, "--columns", remedy.replace(/,$/, ""))).toEqual(columnsOf(0, 1, 2));
  });

  it("all may be kept, chosen in any order, by a name without its unit", async () => {
    expect(await planesOf(save(counted), "--columns", "0,1,2,3")).toEqual([[0, 1, 2, 3, 4, 5, 6], ...columnsOf(0, 1, 2)]);
    expect(await planesOf(save(`vx [m/s],vy [m/s],t (s)\n${rows}`), "--columns", "vy,vx")).toEqual(columnsOf(1, 0));
    expect(await planesOf(save(npy(cloud), "npy"), "--columns", "2,0")).toEqual(columnsOf(2, 0));
  });

  it.each([
    ["vq", `vx,vy,vz\n${rows}`, "csv:1: found no columns named vq, expected one (there are: vx, vy, vz)"],
    ["v", `v,v,w\n${rows}`, "csv:1: found 2 columns named v, expected one (there are: v, v, w)"],
    ["3", rows, "csv:1: found no column 3, expected numbers from 0 to 2 (the columns have no names)"],
    ["vx,vx", rows, "error: option '--columns <list>' argument 'vx,vx' is invalid. Expected names or numbers, each once, as in vx,vy,vz or 1,2,3."],
  ])("%s is refused", async (columns, text, message) => expect(await refusal(save(text), "--columns", columns)).toBe(message));

  it("a few rows, repeated numbers and the width that a problem has are no evidence", async () => {
    expect(await planesOf(save("7,0.5\n8,1.5\n9,0.25\n"))).toHaveLength(2);
    expect(await planesOf(save("1,0.5\n2,1.5\n2,0.25\n4,0.75\n"))).toHaveLength(2);
    const spec = save(JSON.stringify({ dimension: 2, species: [{ law: { type: "bkw", K: 0.7 } }], gamma: 0 }), "json");
    const { code, err } = await landau("solve", spec, "--times", "0", "--points", save("0,0.5\n1,0.5\n2,0.5\n3,0.5\n"));
    expect([code, err]).toEqual([0, ""]);
  });
});

it("a row of what other programs write for missing numbers, and a table of zeros, are read with a warning", async () => {
  const [fill, zeros] = [save(`${rows}1e20,1e20,1e20\n`), save(npy(cloudOf(3, () => [0, 0])), "npy")];
  const warned = async (file: string): Promise<string> => (await landau("transport", file, file)).err;
  expect(await warned(fill)).toContain(`warning: ${fill}: row 7: found 1e+20 throughout, which some programs write for what is missing: read as a point\n`);
  expect(await warned(zeros)).toContain(`warning: ${zeros}: found nothing but zeros in 3 rows, as in a table that was never written\n`);
});

describe("NPY headers are read literally", () => {
  const edited = (edit: (header: string) => string): string => save(npy(cloud, { edit }), "npy");
  it.each<[string, (header: string) => string]>([
    ["another order and other quotes", () => `{"shape": (7, 3), "fortran_order": False, "descr": "<f8"}`],
    ["no blanks", (header) => header.replaceAll(" ", "")],
    ["long integers of Python 2", (header) => header.replace("(7, 3)", "(7L, 3L)")],
  ])("%s", async (_, edit) => expect(await planesOf(edited(edit))).toEqual(columnsOf(0, 1, 2)));

  it.each<[string, (header: string) => string, RegExp]>([
    ["a key twice", (header) => header.replace("}", "'shape': (3, 7), }"), /^npy: header: found .*each once$/],
    ["a key in a comment", (header) => header.replace("{", "{ # 'shape': (3, 7)\n"), /^npy: header: found /],
    ["a key in a string", (header) => header.replace("'shape'", "'note': \"'shape': (3, 7)\", 'shape'"), /^npy: header: found /],
    ["no tuple", (header) => header.replace("(7, 3)", "(21)"), /^npy: shape: found \(21\), expected \(N, d\)/],
    ["a leading zero", (header) => header.replace("(7, 3)", "(07, 3)"), /^npy: shape: found \(07, 3\)/],
    ["something after it", (header) => `${header} + {}`, /^npy: header: found /],
    ["structured numbers", (header) => header.replace("'<f8'", "[('x', '<f8')]"), /^npy: descr: found "\[\('x', '<f8'\)\]", expected real numbers/],
  ])("%s is refused", async (_, edit, message) => expect(await refusal(edited(edit))).toMatch(message));

  it("Fortran order of any rank, against indices worked out here", () => {
    const shape = [2, 3, 4];
    // The value at (a, b, c) is 100 a + 10 b + c; in the file a is fastest.
    const values = Float64Array.from({ length: 24 }, (_, p) => 100 * (p % 2) + 10 * (Math.floor(p / 2) % 3) + Math.floor(p / 6));
    const expected = [0, 1].flatMap((a) => [0, 1, 2].flatMap((b) => [0, 1, 2, 3].map((c) => 100 * a + 10 * b + c)));
    expect([...inRows({ shape, values, fortran: true })]).toEqual(expected);
  });
});

describe("HDF5", () => {
  const components = (picked = ["x", "y", "z"]) =>
    Object.fromEntries(picked.map((name, k) => [`particles/e/momentum/${name}`, { data: Float64Array.from(cloud[k]), shape: [7] }]));
  let plain: string;
  beforeAll(async () => {
    plain = await writeHdf5(at("plain.h5"), { v: table(cloud) });
  });

  it("behind a block of the user's", async () => {
    const { readFileSync } = await import("node:fs");
    for (const size of [512, 2048]) expect(await planesOf(save(Buffer.concat([Buffer.alloc(size, 7), readFileSync(plain)]), "h5"))).toEqual(columnsOf(0, 1, 2)); // prettier-ignore
    expect(await refusal(save(Buffer.concat([Buffer.alloc(500), readFileSync(plain)]), "h5"))).toMatch(/^h5: first bytes: found .*expected those of an HDF5 file$/); // prettier-ignore
  });

  it("of MATLAB, which stores columns and marks it", async () => {
    const file = await writeHdf5(at("matlab.h5"), { v: { data: inOrder(cloud, true), shape: [3, 7], attributes: { MATLAB_class: "double" } } });
    expect(await planesOf(file)).toEqual(columnsOf(0, 1, 2));
  });

  /** Written by h5py 3.7: v of shape (7, 3) is v of gone.h5, whole. */
  it("virtual datasets need all their sources", async () => {
    copyFileSync(new URL("../fixtures/virtual-dataset.h5", import.meta.url), at("virtual.h5"));
    expect(await refusal(at("virtual.h5"))).toBe("virtual.h5: v: found a virtual dataset whose source v in gone.h5 is missing, expected all of its sources");
    await writeHdf5(at("gone.h5"), { w: table(cloud) });
    expect(await refusal(at("virtual.h5"))).toBe("virtual.h5: v: found a virtual dataset whose source v in gone.h5 is missing, expected all of its sources");
    await writeHdf5(at("gone.h5"), { v: table(cloud.map((plane) => plane.subarray(0, 5))) });
    expect(await refusal(at("virtual.h5"))).toMatch(/source files hold 15 numbers of 21, expected all/);
    await writeHdf5(at("gone.h5"), { v: table(cloud) });
    expect(await planesOf(at("virtual.h5"))).toEqual(columnsOf(0, 1, 2));
  });

  it("numbers that are packed or stand for what is missing are refused", async () => {
    const marked = async (attributes: Record<string, number>) => refusal(await writeHdf5(at(`marked-${++made}.h5`), { v: { ...table(cloud), attributes } }));
    expect(await marked({ _FillValue: 0.5 - 3 })).toMatch(/v: number 4: found -2\.5, which _FillValue says stands for what is missing, expected a number$/);
    expect(await marked({ scale_factor: 0.01 })).toMatch(/v: scale_factor: found 0\.01, expected numbers that are not packed$/);
    expect(await planesOf(await writeHdf5(at("unmarked.h5"), { v: { ...table(cloud), attributes: { _FillValue: 1e20, scale_factor: 1 } } }))).toHaveLength(3);
  });

  it("x, y, z as datasets of a group, and chosen ones", async () => {
    const file = await writeHdf5(at("record.h5"), components());
    expect(await planesOf(`${file}:particles/e/momentum`)).toEqual(columnsOf(0, 1, 2));
    expect(await planesOf(`${file}:particles/e/momentum`, "--columns", "z,x")).toEqual(columnsOf(2, 0));
    expect(await refusal(`${file}:particles/e`)).toBe("record.h5: particles/e: found no dataset, expected one (there are: particles)");
    const named = await writeHdf5(at("named.h5"), components(["vx", "vy", "vz"]));
    expect(await planesOf(`${named}:particles/e/momentum`, "--columns", "vx,vy,vz")).toEqual(columnsOf(0, 1, 2));
  });

  it("components of different units or lengths, particles of different weights, positions with offsets are refused", async () => {
    const path = "particles/e/momentum";
    const variant = async (name: string, changes: Parameters<typeof writeHdf5>[1], record = path) =>
      refusal(`${await writeHdf5(at(name), { ...components(), ...changes })}:${record}`);
    const y = { data: Float64Array.from(cloud[1]), shape: [7] };
    expect(await variant("units.h5", { [`${path}/y`]: { ...y, attributes: { unitSI: 2 } } })).toBe(`units.h5: ${path}: unitSI: found 1, 2, 1, expected the same for all components`); // prettier-ignore
    expect(await variant("lengths.h5", { [`${path}/y`]: { data: y.data.subarray(1), shape: [6] } })).toBe(`lengths.h5: ${path}/y: found 6 numbers, expected 7 as in x`); // prettier-ignore
    const weights = (last: number) => ({ data: Float64Array.of(2, 2, 2, 2, 2, 2, last), shape: [7] });
    expect(await variant("weights.h5", { "particles/e/weighting": weights(3) })).toBe("weights.h5: particles/e/weighting: found 2 and 3, expected one weight for all particles"); // prettier-ignore
    const equal = await writeHdf5(at("equal.h5"), { ...components(), "particles/e/weighting": weights(2) });
    expect(await planesOf(`${equal}:${path}`)).toEqual(columnsOf(0, 1, 2));
    const position = Object.fromEntries(["x", "y", "z"].map((name) => [`particles/e/position/${name}`, y]));
    const offsets = { ...position, "particles/e/positionOffset/y": { ...y, data: Float64Array.of(0, 0, 0, 1, 0, 0, 0) } };
    expect(await variant("offsets.h5", offsets, "particles/e/position")).toMatch(/positionOffset\/y: found offsets, expected none/);
  });

  it("libhdf5's reason is told, not the first line of its stack", async () => {
    const { readFileSync } = await import("node:fs");
    const packed = await writeHdf5(at("packed.h5"), { v: { ...table(cloud), chunks: [4, 2] } });
    const bytes = readFileSync(packed);
    // Deflate streams of zlib begin with 0x78 0x5e at level 4.
    const chunk = bytes.indexOf(Buffer.from([0x78, 0x5e]));
    bytes.fill(0xff, chunk + 2, chunk + 12);
    expect(await refusal(save(bytes, "h5"))).toBe(
      "h5: found contents that libhdf5 cannot read (data pipeline read failed: filter returned failure during read)",
    );
  });
});
