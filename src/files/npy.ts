/**
 * Arrays from NPY files: format 1.0 to 3.0, floats of 8 or 4 bytes and integers of 1 to 8, signed or not, of either byte order, C or Fortran
 * order; tables are those of shape (N, d). Numbers are taken exactly: an integer beyond 2^53, where doubles leave some out, is refused.
 *
 * Every refusal names the file, the place in it, what was found and what was expected.
 */
import { ScenarioError } from "../errors.ts";
import type { Table } from "../laws/rows.ts";

const MAGIC = "\x93NUMPY";

/** Largest array that is addressed as one; nothing near it fits in memory. */
const LARGEST = 1099511627776;

/** Every whole number up to this is a double. */
const LARGEST_EXACT = 1n << 53n;

/** An array of numbers, row-major (C order). */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** One number of a type; `little` is the byte order. */
type Read = (view: DataView, at: number, little: boolean) => number | bigint;

/** Of numpy's types, without the byte order in front; the last digit is the size in bytes. */
const types: Readonly<Record<string, Read>> = {
  f8: (view, at, little) => view.getFloat64(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  i8: (view, at, little) => view.getBigInt64(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  i1: (view, at) => view.getInt8(at),
  u8: (view, at, little) => view.getBigUint64(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  u1: (view, at) => view.getUint8(at),
};

interface Header {
  readonly start: number;
  /** As in the file, for instance `<f8` or `|u1`. */
  readonly type: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** Throws ScenarioError. */
export function tableFromNpy(file: string, bytes: Buffer): Table {
  const header = headerOf(file, bytes, table);
  const [count, dimension = 1] = header.shape;
  const values = valuesOf(file, bytes, header, `a table of ${count} x ${dimension} numbers`);
  const planes = Array.from({ length: dimension }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimension; k++) {
      const value = values[i * dimension + k];
      if (!Number.isFinite(value)) throw new ScenarioError(`${file}: row ${i}, column ${k}: found ${value}, expected a finite number`);
      planes[k][i] = value;
    }
  }
  return { count, dimension, planes };
}

/** An array of any shape of at least one dimension; its numbers may be anything, NaN too. Throws ScenarioError. */
export function arrayFromNpy(file: string, bytes: Buffer): NumberArray {
  const header = headerOf(file, bytes, anyArray);
  const { shape } = header;
  return { shape, values: valuesOf(file, bytes, header, `an array of ${shape.join(" x ")} numbers`) };
}

/** The numbers in C order. */
function valuesOf(file: string, bytes: Buffer, { start, type, fortran, shape }: Header, what: string): Float64Array {
  const size = Number(type.slice(-1));
  const little = type.startsWith("<");
  const readOne = types[type.slice(1)];
  const count = shape.reduce((product, n) => product * n, 1);
  const expected = start + count * size;
  if (bytes.length !== expected) throw new ScenarioError(`${file}: expected ${expected} bytes for ${what} ${type}, found ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const read = (at: number): number => {
    const value = readOne(view, size * at, little);
    if (typeof value === "number") return value;
    if (value > LARGEST_EXACT || value < -LARGEST_EXACT)
      throw new ScenarioError(`${file}: number ${at}: found ${value}, expected a whole number from -2^53 to 2^53 (beyond, a double cannot hold each)`);
    return Number(value);
  };
  if (!fortran) return Float64Array.from({ length: count }, (_, i) => read(i));
  // Index i in C order, taken apart from the last axis, is put together from the first.
  return Float64Array.from({ length: count }, (_, i) => {
    let [rest, place, stride] = [i, 0, count];
    for (let k = shape.length - 1; k >= 0; k--) {
      stride /= shape[k];
      place += (rest % shape[k]) * stride;
      rest = Math.floor(rest / shape[k]);
    }
    return read(place);
  });
}

/** Which shapes are wanted, and how that is said. */
interface Wanted {
  readonly shape: RegExp;
  readonly words: string;
  readonly least: string;
  readonly whole: string;
}

const table: Wanted = {
  shape: /'shape'\s*:\s*\(\s*(\d+(?:\s*,\s*\d+)?)\s*,?\s*\)/,
  words: "(N, d) of a table [N x d], or (N,)",
  least: "at least one row and one column",
  whole: "a table that fits in memory",
};
const anyArray: Wanted = {
  shape: /'shape'\s*:\s*\(\s*(\d+(?:\s*,\s*\d+)*)\s*,?\s*\)/,
  words: "(n1, n2, ...) of an array",
  least: "at least one number along every axis",
  whole: "an array that fits in memory",
};

function headerOf(file: string, bytes: Buffer, wanted: Wanted): Header {
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
  const described = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const type = described ?? "";
  // One byte has no order: numpy writes |u1.
  if (!(/^[<>]..$|^\|.1$/.test(type) && Object.hasOwn(types, type.slice(1))))
    return refuse("descr", shown(described ?? header), "real numbers ('<f8', '<f4', '<i8' to '|i1', '<u8' to '|u1', or with '>')");
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  if (!order) return refuse("fortran_order", shown(header), "True or False");
  const found = wanted.shape.exec(header)?.[1];
  if (!found) return refuse("shape", shown(/'shape'[^)]*\)?/.exec(header)?.[0] ?? header), wanted.words);
  const shape = found.split(",").map(Number);
  if (shape.includes(0)) refuse("shape", `(${shape.join(", ")})`, wanted.least);
  if (!(shape.reduce((product, n) => product * n, 1) <= LARGEST))
    refuse(
      "shape",
      `(${found
        .split(",")
        .map((n) => n.trim())
        .join(", ")})`,
      wanted.whole,
    );
  return { start, type, fortran: order === "True", shape };
}
