/**
 * Reads a table of velocities, rows [N x d], from NPY (format 1.0 to 3.0, little-endian f8 or f4, C or Fortran order) or CSV
 * (numbers separated by commas; one header line and empty lines are allowed).
 */
import { readFileSync } from "node:fs";
import { ScenarioError } from "../errors.ts";

export interface Table {
  readonly count: number;
  readonly dimension: number;
  /** Planes [d][N]. */
  readonly planes: readonly Float64Array[];
}

function fromNpy(file: string, bytes: Buffer): Table {
  const fail = (why: string): never => {
    throw new ScenarioError(`${file}: ${why}`);
  };
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== "\x93NUMPY") fail("not an NPY file");
  const wide = bytes[6] > 1;
  const start = (wide ? 12 : 10) + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString("latin1", wide ? 12 : 10, start);
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const shape = /'shape':\s*\((\d+),\s*(\d+)\s*,?\)/.exec(header);
  const fortran = /'fortran_order':\s*True/.test(header);
  if (type !== "<f8" && type !== "<f4")
    fail(`expected little-endian f8 or f4 numbers, found ${type ?? "a header without descr"}`);
  if (!shape) fail("expected a table [N x d]");
  const count = Number(shape?.[1]);
  const dimension = Number(shape?.[2]);
  const size = type === "<f8" ? 8 : 4;
  if (bytes.length < start + count * dimension * size) fail("the file ends before its table does");
  const read = (index: number): number =>
    size === 8 ? bytes.readDoubleLE(start + 8 * index) : bytes.readFloatLE(start + 4 * index);
  const plane = (k: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => read(fortran ? k * count + i : i * dimension + k));
  return { count, dimension, planes: Array.from({ length: dimension }, (_, k) => plane(k)) };
}

function fromCsv(file: string, text: string): Table {
  const lines = text.split(/\r?\n/);
  const rows: number[][] = [];
  lines.forEach((line, n) => {
    if (line.trim() === "") return;
    const cells = line.split(",").map((cell) => (cell.trim() === "" ? NaN : Number(cell)));
    const header = rows.length === 0 && cells.every(Number.isNaN);
    if (header) return;
    const width = rows[0]?.length ?? cells.length;
    if (!cells.every(Number.isFinite) || cells.length !== width) {
      throw new ScenarioError(`${file}:${n + 1}: expected ${width} finite numbers, found "${line}"`);
    }
    rows.push(cells);
  });
  return fromRows(file, rows);
}

/** Turns rows [N][d] into planes. Throws ScenarioError when empty, ragged or not finite. */
export function fromRows(name: string, rows: readonly (readonly number[])[]): Table {
  const dimension = rows[0]?.length ?? 0;
  if (dimension === 0) throw new ScenarioError(`${name}: no rows`);
  const wrong = rows.findIndex((row) => row.length !== dimension || !row.every(Number.isFinite));
  if (wrong >= 0)
    throw new ScenarioError(`${name}: row ${wrong}: expected ${dimension} finite numbers, found ${JSON.stringify(rows[wrong])}`);
  const planes = Array.from({ length: dimension }, (_, k) => Float64Array.from(rows, (row) => row[k]));
  return { count: rows.length, dimension, planes };
}

/** Reads a file by its extension, .npy or .csv. Throws ScenarioError with the file's name. */
export function readTable(file: string): Table {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new ScenarioError(`${file}: cannot be read`);
  }
  const table = file.endsWith(".npy")
    ? fromNpy(file, bytes)
    : file.endsWith(".csv")
      ? fromCsv(file, bytes.toString("utf8"))
      : undefined;
  if (!table) throw new ScenarioError(`${file}: expected a name ending in .npy or .csv`);
  if (table.count === 0 || !table.planes.every((plane) => plane.every(Number.isFinite))) {
    throw new ScenarioError(`${file}: expected at least one row, and finite numbers only`);
  }
  return table;
}
