/**
 * Arrays from NPY files: floats of 8 or 4 bytes and integers of 1 to 8, signed or not, of either byte order, C or Fortran order; tables are those of shape
 * (N, d) or (N,). Numbers are taken exactly: an integer beyond 2^53, where doubles leave some out, is refused.
 *
 * Every refusal names the file, the place in it, what was found and what was expected.
 */
import { ScenarioError } from "../../errors.ts";
import { chosenColumns, type Cloud, type TableOptions } from "../columns.ts";
import { headerOf, type Header, type Wanted } from "./header.ts";
import { tableOfArray, type NumberArray } from "../arrays.ts";
import { blocksOf, type Source } from "../source.ts";

/** Every whole number up to this is a double. */
const LARGEST_EXACT = 1n << 53n;

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

const table: Wanted = {
  dimensions: [1, 2],
  words: "(N, d) of a table [N x d], or (N,)",
  least: "at least one row and one column",
  whole: "a table that fits in memory",
};
const anyArray: Wanted = {
  dimensions: [1, Infinity],
  words: "(n1, n2, ...) of an array",
  least: "at least one number along every axis",
  whole: "an array that fits in memory",
};

/** Throws ScenarioError. */
export function tableFromNpy(source: Source, options: TableOptions = {}): Cloud {
  const header = headerOf(source, table, Object.keys(types));
  const [count, dimension = 1] = header.shape;
  const array = { ...header, values: valuesOf(source, header, `a table of ${count} x ${dimension} numbers`) };
  return tableOfArray(source.name, array, chosenColumns(source.name, undefined, dimension, options.columns));
}

/** An array of any shape of at least one dimension; its numbers may be anything, NaN too. Throws ScenarioError. */
export function arrayFromNpy(source: Source): NumberArray {
  const header = headerOf(source, anyArray, Object.keys(types));
  return { ...header, values: valuesOf(source, header, `an array of ${header.shape.join(" x ")} numbers`) };
}

/** The numbers as they stand in the file. */
function valuesOf(source: Source, { start, type, shape }: Header, what: string): Float64Array {
  const { name } = source;
  const size = Number(type.slice(-1));
  const little = type.startsWith("<");
  const readOne = types[type.slice(1)];
  const count = shape.reduce((product, n) => product * n, 1);
  const expected = start + count * size;
  if (source.size !== expected) throw new ScenarioError(`${name}: expected ${expected} bytes for ${what} ${type}, found ${source.size}`);
  const values = new Float64Array(count);
  let at = 0;
  for (const block of blocksOf(source, start)) {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    for (let byte = 0; byte + size <= block.length; byte += size) values[at++] = exact(name, at - 1, readOne(view, byte, little));
  }
  if (at < count) throw new ScenarioError(`${name}: expected ${count} numbers, found ${at}: the file became shorter`);
  return values;
}

function exact(name: string, at: number, value: number | bigint): number {
  if (typeof value === "number") return value;
  if (value > LARGEST_EXACT || value < -LARGEST_EXACT)
    throw new ScenarioError(`${name}: number ${at}: found ${value}, expected a whole number from -2^53 to 2^53 (beyond, a double cannot hold each)`);
  return Number(value);
}
