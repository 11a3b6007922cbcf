/** Arrays of numbers of any shape as files hold them, in C order (the last index is fastest) or Fortran order (the first is). */
import { ScenarioError } from "../errors.ts";
import { warningsOf, type Cloud } from "./columns.ts";

export interface NumberArray {
  readonly shape: readonly number[];
  /** As they stand in the file. */
  readonly values: Float64Array | Float32Array;
  /** Whether the first index is fastest. */
  readonly fortran: boolean;
}

/** The numbers with the last index fastest. */
export function inRows({ shape, values, fortran }: NumberArray): Float64Array | Float32Array {
  if (!fortran || shape.length < 2) return values;
  const rows = values.slice();
  const strides = shape.map((_, k) => shape.slice(0, k).reduce((product, n) => product * n, 1));
  const index = shape.map(() => 0);
  let place = 0;
  for (let i = 0; i < values.length; i++) {
    rows[i] = values[place];
    for (let k = shape.length - 1; k >= 0; k--) {
      place += strides[k];
      if (++index[k] < shape[k]) break;
      place -= strides[k] * shape[k];
      index[k] = 0;
    }
  }
  return rows;
}

/** The columns asked for of an array of shape (N, d) or (N,). Throws ScenarioError: a number that is not finite. */
export function tableOfArray(place: string, { shape, values, fortran }: NumberArray, columns: readonly number[]): Cloud {
  const [count, width = 1] = shape;
  const at = fortran ? (i: number, k: number) => k * count + i : (i: number, k: number) => i * width + k;
  const planes = columns.map((column) => {
    const plane = new Float64Array(count);
    for (let i = 0; i < count; i++) plane[i] = values[at(i, column)];
    return plane;
  });
  for (let i = 0; i < count; i++) {
    const k = planes.findIndex((plane) => !Number.isFinite(plane[i]));
    if (k >= 0) throw new ScenarioError(`${place}: row ${i}, column ${columns[k]}: found ${planes[k][i]}, expected a finite number`);
  }
  const table = { count, dimension: columns.length, planes };
  return { ...table, warnings: warningsOf(place, table) };
}
