/**
 * What files hold is what `landau transport` reads: real NPY, CSV and HDF5 files of every layout that is accepted, against the same cloud in memory.
 *
 * A pure translation of an asymmetric cloud: squared is |s|^2 only if every row and column is read in its place.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readCloud } from "../../src/files/index.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { csv, inOrder, npy, table, writeHdf5 } from "../support/cloud-files.ts";
import { cloudOf, mapped } from "../support/clouds.ts";
import { landau } from "../support/landau.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-formats-"));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
function save(name: string, content: Buffer | string): string {
  writeFileSync(at(name), content);
  return at(name);
}

/** Exact in single precision, no two entries alike, rows and columns not to be confused. */
const cloud = cloudOf(7, (i) => [i + 0.25, -2 * i * i + 0.5, 100 + i / 8]);
const shift = [0.5, -2, 1.25];
const moved = mapped(cloud, (value, k) => value + shift[k]);
const squared = 0.25 + 4 + 1.5625;
const moveFile = save("moved.npy", npy(moved));

async function expectCloud(name: string, planes: Planes = cloud): Promise<void> {
  const { count, dimension, planes: found } = await readCloud(name);
  expect({ count, dimension, planes: found.map((plane) => [...plane]) }).toEqual({
    count: planes[0].length,
    dimension: planes.length,
    planes: planes.map((plane) => [...plane]),
  });
}

async function expectDistance(name: string): Promise<void> {
  const { code, out, err } = await landau("transport", name, moveFile, "--json");
  expect([code, err]).toEqual([0, ""]);
  const document = JSON.parse(out) as Record<string, number>;
  expect(document.squared).toBeCloseTo(squared, 12);
  expect(document).toMatchObject({ count: 7, dimension: 3 });
}

describe("NPY", () => {
  const layouts = ["<f8", "<f4", ">f8", ">f4"].flatMap((type) => [false, true].map((fortran) => ({ type, fortran })));
  it.each(layouts)("$type, fortran order $fortran", async ({ type, fortran }) => {
    const file = save(`${type.replace(/\W/, type < "=" ? "l" : "b")}-${fortran}.npy`, npy(cloud, { type, fortran }));
    await expectCloud(file);
    await expectDistance(file);
  });

  it("format versions 2.0 and 3.0, and N numbers of shape (N,)", async () => {
    await expectDistance(save("v2.npy", npy(cloud, { version: 2 })));
    await expectDistance(save("v3.npy", npy(cloud, { version: 3 })));
    const line = cloud.slice(0, 1);
    await expectCloud(save("line.npy", npy(line, { edit: (header) => header.replace("(7, 1)", "(7,)") })), line);
  });

  /** A file of the given bytes, written here by hand. */
  const bytesOf = (name: string, descr: string, shape: string, bytes: readonly number[]): string => {
    const header = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + "\n", "latin1");
    const opening = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0];
    return save(name, Buffer.concat([Buffer.from(opening), header, Buffer.from(bytes)]));
  };

  it.each([
    ["|u1", [7, 200], [7, 200]],
    ["|i1", [7, 200], [7, -56]],
    ["<i2", [0x02, 0x01, 0xfe, 0xff], [258, -2]],
    [">u2", [0x02, 0x01, 0xfe, 0xff], [513, 65279]],
    ["<i4", [0x04, 0x03, 0x02, 0x01, 0xff, 0xff, 0xff, 0xff], [16909060, -1]],
    [">i4", [0x01, 0x02, 0x03, 0x04, 0x80, 0, 0, 0], [16909060, -2147483648]],
    ["<u4", [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x80], [4294967295, 2147483648]],
    // 2^53 - 1 and -2^53: the last whole numbers that doubles hold without a gap.
    ["<i8", [255, 255, 255, 255, 255, 255, 0x1f, 0, 0, 0, 0, 0, 0, 0, 0xe0, 0xff], [2 ** 53 - 1, -(2 ** 53)]],
    [">i8", [0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2], [-(2 ** 53), 258]],
    [">u8", [0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], [2 ** 53, 3]],
  ] as const)("integers of type %s are taken exactly", async (descr, bytes, values) => {
    const name = `integers-${[...descr].map((letter) => letter.charCodeAt(0)).join("-")}.npy`;
    await expectCloud(
      bytesOf(name, descr, "(1, 2)", bytes),
      values.map((value) => Float64Array.of(value)),
    );
  });

  it("a cloud of integers is transported", async () => {
    const whole = mapped(cloud, (value) => Math.trunc(value));
    const file = save("i4.npy", npy(whole, { type: "<i4" }));
    await expectCloud(file, whole);
    const { code, out } = await landau("transport", file, save("whole.npy", npy(mapped(whole, (value, k) => value + 2 * k))), "--json"); // prettier-ignore
    expect([code, (JSON.parse(out) as { squared: number }).squared]).toEqual([0, 0 + 4 + 16]);
  });

  it.each([
    ["<i8", [1, 0, 0, 0, 0, 0, 0x20, 0], "9007199254740993"],
    [">i8", [0x80, 0, 0, 0, 0, 0, 0, 0], "-9223372036854775808"],
    ["<u8", [255, 255, 255, 255, 255, 255, 255, 255], "18446744073709551615"],
  ] as const)("%s beyond 2^53 is refused in words", async (descr, bytes, found) => {
    const file = bytesOf("beyond.npy", descr, "(2, 1)", [0, 0, 0, 0, 0, 0, 0, 0, ...bytes]);
    const { code, out, err } = await landau("transport", file, file);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`${file}: number 1: found ${found}, expected a whole number from -2^53 to 2^53 (beyond, a double cannot hold each)\n`); // prettier-ignore
  });

  it.each(["|b1", "<f2", "|i4", "<c8", "=i4", "<i3", "<i48", "i4", "<__proto__"])("%s is refused by its type", async (descr) => {
    const { code, err } = await landau("transport", bytesOf("type.npy", descr, "(1, 1)", [0, 0, 0, 0, 0, 0, 0, 0]), moveFile);
    expect([code, err]).toEqual([2, expect.stringMatching(/type\.npy: descr: found ".*", expected real numbers \('<f8'/)]);
  });

  it("too few bytes, or too many, for integers are refused by their number", async () => {
    const { code, err } = await landau("transport", bytesOf("short.npy", "<i4", "(2, 1)", [0, 0, 0, 0, 0, 0, 0]), moveFile);
    expect([code, err]).toEqual([2, expect.stringMatching(/expected 136 bytes for a table of 2 x 1 numbers <i4, found 135\n/)]);
  });
});

describe("CSV", () => {
  const rows = csv(cloud);
  it.each([
    ["plain", rows],
    ["header", `vx,vy,vz\n${rows}`],
    ["quoted header, blanks", `"v x", "v y" , "v z"\n\n${rows.replaceAll(",", " ,  ")}\n\n`],
    ["carriage returns", rows.replaceAll("\n", "\r\n")],
    ["byte order mark", `\uFEFF${rows}`],
    ["no newline at the end", rows.trimEnd()],
    ["exponents and signs", rows.replace("0.25", "+25E-2").replace("0.5", ".5e0")],
  ])("%s", async (name, text) => {
    const file = save(`${name.replaceAll(/\W/g, "-")}.csv`, text);
    await expectCloud(file);
    await expectDistance(file);
  });
});

describe("HDF5", () => {
  it("the only table of a file needs no path; others need one", async () => {
    const only = await writeHdf5(at("only.h5"), { v: table(cloud), note: { data: ["kept"] }, time: { data: 0.5 } });
    await expectDistance(only);
    const two = await writeHdf5(at("two.hdf5"), { "run/last/v": table(cloud), w: table(moved), x: table(moved) });
    await expectDistance(`${two}:run/last/v`);
    await expectCloud(`${two}:w`, moved);
    const { code, err } = await landau("transport", two, moveFile);
    expect([code, err]).toEqual([2, `${two}: found 2 tables at the top (run, w, x), expected one: name it as ${two}:path\n`]);
  });

  it("single precision, compressed chunks, and N numbers", async () => {
    const file = await writeHdf5(at("layouts.h5"), {
      single: { data: Float32Array.from(inOrder(cloud)), shape: [7, 3] },
      packed: { ...table(cloud), chunks: [2, 2] },
      line: { data: cloud[1], shape: [7] },
    });
    await expectDistance(`${file}:single`);
    await expectDistance(`${file}:packed`);
    await expectCloud(`${file}:line`, [cloud[1]]);
  });

  it("big-endian floats, as h5py 3.7 writes them", async () => {
    const bytes = inflateSync(Buffer.from("eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8KDDhQ+TD5BCjNCKU7oPQKJpg4I1hOAiouCDUfXV1IkKsrSPV/NACzx4AFQnMwjIKRCDxcHQNAdASUD0ulJ5hQ1SWipUcPCu1lZGCFmMUI42tAaCaIADNUHcwZmHwJsFZBRXto2nVgMOFmMPkPVcgKFAXJMzFBDOSA5hRmRlhSN0BzUcWAxkOwn78LKEfD8qEC82jaHAWjYKgC+x8Q+gC0wHLghIoHJPle+rjyj4MMVFwBQgMA2BU1sg==", "base64")); // prettier-ignore
    // prettier-ignore
    await expectCloud(save("big.h5", bytes), [Float64Array.of(1.5, 3.125, 7), Float64Array.of(-2.25, 1e-3, 8)]);
  });

  it("what is no table of floats is refused by the path inside the file, what was found and what was expected", async () => {
    const file = await writeHdf5(at("refused.h5"), {
      integers: { data: Int32Array.of(1, 2, 3, 4), shape: [2, 2] },
      wide: { data: BigInt64Array.of(1n, 2n), shape: [2, 1] },
      words: { data: ["a", "b"] },
      number: { data: 1.5 },
      cube: { data: new Float64Array(8), shape: [2, 2, 2] },
      none: { data: new Float64Array(0), shape: [0, 3] },
      "group/hole": { data: Float64Array.of(1, 2, Number.NaN, 4), shape: [2, 2] },
    });
    const refusals: readonly (readonly [string, string])[] = [
      ["integers", 'found type "<i", expected floats of 4 or 8 bytes'],
      ["wide", 'found type "<q", expected floats of 4 or 8 bytes'],
      ["words", 'found type "S", expected floats of 4 or 8 bytes'],
      ["number", "found shape (), expected (N, d) or (N,)"],
      ["cube", "found shape (2, 2, 2), expected (N, d) or (N,)"],
      ["none", "found shape (0, 3), expected (N, d) or (N,)"],
      ["group", "found no dataset, expected one (there are: cube, group, integers, none, number, wide, words)"],
      ["gone/x", "found no dataset, expected one (there are: cube, group, integers, none, number, wide, words)"],
      ["group/hole", "row 1, column 0: found NaN, expected a finite number"],
    ];
    for (const [path, message] of refusals) {
      const { code, out, err } = await landau("transport", moveFile, `${file}:${path}`);
      expect([code, out, err]).toEqual([2, "", `${file}: ${path}: ${message}\n`]);
    }
  });
});
