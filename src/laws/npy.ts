/**
 * Tables from NPY files: format 1.0 to 3.0, little-endian f8 or f4, C or Fortran order, shape (N, d).
 *
 * Every refusal names the file, the place in it, what was found and what was expected.
 */
import { ScenarioError } from "../errors.ts";
import type { Table } from "./tables.ts";

const MAGIC = "\x93NUMPY";

/** Largest array that is addressed as one; nothing near it fits in memory. */
const LARGEST = 1099511627776;

interface Header {
  readonly start: number;
  readonly type: "<f8" | "<f4";
  readonly fortran: boolean;
  readonly count: number;
  readonly dimension: number;
}

/** Throws ScenarioError. */
export function tableFromNpy(file: string, bytes: Buffer): Table {
  const { start, type, fortran, count, dimension } = headerOf(file, bytes);
  const size = type === "<f8" ? 8 : 4;
  const expected = start + count * dimension * size;
  if (bytes.length !== expected)
    throw new ScenarioError(
      `${file}: expected ${expected} bytes for a table of ${count} x ${dimension} numbers ${type}, found ${bytes.length}`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const planes = Array.from({ length: dimension }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimension; k++) {
      const at = size * (fortran ? k * count + i : i * dimension + k);
      const value = size === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true);
      if (!Number.isFinite(value))
        throw new ScenarioError(`${file}: row ${i}, column ${k}: found ${value}, expected a finite number`);
      planes[k][i] = value;
    }
  }
  return { count, dimension, planes };
}

function headerOf(file: string, bytes: Buffer): Header {
  const refuse = (place: string, found: string, expected: string): never => {
    throw new ScenarioError(`${file}: ${place}: found ${found}, expected ${expected}`);
  };
  const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
  if (bytes.length < 12) refuse("whole file", `${bytes.length} bytes`, "an NPY file");
  const magic = bytes.toString("latin1", 0, 6);
  if (magic !== MAGIC) refuse("first bytes", shown(magic), `${shown(MAGIC)} of an NPY file`);
  const [major, minor] = [bytes[6], bytes[7]];
  if (!(major >= 1 && major <= 3 && minor === 0)) refuse("format version", `${major}.${minor}`, "1.0, 2.0 or 3.0");
  const opening = major > 1 ? 12 : 10;
  const start = opening + (major > 1 ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  if (start > bytes.length) refuse("header", `an end at byte ${start} of ${bytes.length}`, "a whole header");
  const header = bytes.toString("latin1", opening, start);
  const type = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  if (type !== "<f8" && type !== "<f4") return refuse("descr", shown(type ?? header), "'<f8' or '<f4' (little-endian floats)");
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  if (!order) return refuse("fortran_order", shown(header), "True or False");
  const shape = /'shape'\s*:\s*\(\s*(\d+)\s*,\s*(\d+)\s*,?\s*\)/.exec(header);
  if (!shape) return refuse("shape", shown(/'shape'[^)]*\)?/.exec(header)?.[0] ?? header), "(N, d) of a table [N x d]");
  const [count, dimension] = [Number(shape[1]), Number(shape[2])];
  if (count === 0 || dimension === 0) refuse("shape", `(${count}, ${dimension})`, "at least one row and one column");
  if (!(count * dimension <= LARGEST)) refuse("shape", `(${shape[1]}, ${dimension})`, "a table that fits in memory");
  return { start, type, fortran: order === "True", count, dimension };
}
