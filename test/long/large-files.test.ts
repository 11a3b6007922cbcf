/**
 * Files larger than a string of this engine holds (512 MiB): tables are read, block by block, texts that must be one string are refused in a line.
 * The files are sparse, or have long lines, so that their size is not that of their contents.
 */
import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readCloud, readProblem } from "../../src/files/index.ts";
import { npy } from "../support/cloud-files.ts";

const SIZE = 560 * 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), "landau-large-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("NPY: all rows, zeros but for those written", async () => {
  const path = join(folder, "large.npy");
  const rows = Math.ceil(SIZE / 24);
  const small = npy([1, 2, 3].map((v) => Float64Array.of(v)), { edit: (header) => header.replace("(1, 3)", `(${rows}, 3)`) }); // prettier-ignore
  writeFileSync(path, small);
  truncateSync(path, small.length + 24 * (rows - 1));
  const { count, planes } = await readCloud(path);
  expect(count).toBe(rows);
  expect(planes.map((plane) => [plane[0], plane[rows - 1]])).toEqual([[1, 0], [2, 0], [3, 0]]); // prettier-ignore
});

it("CSV: lines of 8 kB, each a point", async () => {
  const path = join(folder, "large.csv");
  const line = (i: number): string => `${i % 7}.5${"0".repeat(4000)},${-(i % 5)}${"".padStart(4000)}\n`;
  const file = openSync(path, "w");
  let size = 0;
  let rows = 0;
  for (; size < SIZE; rows++) size += writeSync(file, line(rows));
  closeSync(file);
  const { count, planes } = await readCloud(path);
  expect(count).toBe(rows);
  for (const i of [0, 1, 12345, rows - 1]) expect([planes[0][i], planes[1][i]]).toEqual([(i % 7) + 0.5, -(i % 5) + 0]);
});

it("CSV of zero bytes, and JSON: one line", async () => {
  for (const name of ["zeros.csv", "large.json"]) {
    writeFileSync(join(folder, name), "");
    truncateSync(join(folder, name), SIZE);
  }
  await expect(readCloud(join(folder, "zeros.csv"))).rejects.toThrow(/^\S+zeros\.csv[^\n]{0,300}$/);
  expect(() => readProblem(join(folder, "large.json"))).toThrow(/large\.json: found 587202560 bytes, expected a text of less than 512 MiB$/);
});

it("what has no end, and is no file: refused in a line", () => {
  expect(() => readProblem("/dev/zero")).toThrow(/^\/dev\/zero: found no end within 512 MiB \(a file may be larger, a pipe not\)$/);
});
