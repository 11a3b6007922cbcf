/**
 * Tables of velocities, rows [N x d], from files by their extension: NPY (npy.ts), CSV (csv.ts), HDF5 (hdf5.ts, loaded when needed).
 */
import { readFileSync } from "node:fs";
import { ScenarioError } from "../errors.ts";
import type { Table } from "../laws/rows.ts";
import { tableFromCsv } from "./csv.ts";
import { hdf5Name, tableFromHdf5 } from "./hdf5.ts";
import { tableFromNpy } from "./npy.ts";

/** Reads .npy or .csv. Throws ScenarioError with the file's name, the place, what was found and what was expected. */
export function readTable(file: string): Table {
  const parse = /\.npy$/i.test(file) ? tableFromNpy : /\.csv$/i.test(file) ? tableFromCsv : undefined;
  if (!parse) throw new ScenarioError(`${file}: expected a name ending in .npy or .csv`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new ScenarioError(`${file}: cannot be read`);
  }
  return parse(file, bytes);
}

/** Reads .npy, .csv, or .h5 and .hdf5 with an optional `:path` of the dataset. Throws ScenarioError as `readTable` does. */
export async function readCloud(name: string): Promise<Table> {
  if (hdf5Name(name)) return tableFromHdf5(name);
  if (!/\.(npy|csv)$/i.test(name)) throw new ScenarioError(`${name}: expected a name ending in .npy, .csv, .h5 or .hdf5`);
  return readTable(name);
}
