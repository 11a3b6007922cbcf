/**
 * Tables of velocities, rows [N x d], from files by their extension: NPY, CSV, HDF5 (loaded when needed).
 */
import { ScenarioError } from "../errors.ts";
import type { Cloud, TableOptions } from "./columns.ts";
import { tableFromCsv } from "./csv/table.ts";
import { hdf5Name } from "./hdf5/open.ts";
import { tableFromHdf5 } from "./hdf5/table.ts";
import { tableFromNpy } from "./npy/array.ts";
import { withSource } from "./source.ts";
import { knownOptions } from "../names/options.ts";

/**
 * Reads .npy, .csv, or .h5 and .hdf5 with an optional `:path` of the dataset or group. Throws ScenarioError with the file's name, the place, what was found and
 * what was expected.
 */
export function readTable(name: string, options: TableOptions = {}): Cloud {
  if (hdf5Name(name)) return tableFromHdf5(name, options);
  const parse = /\.npy$/i.test(name) ? tableFromNpy : /\.csv$/i.test(name) ? tableFromCsv : undefined;
  if (!parse) throw new ScenarioError(`${name}: expected a name ending in .npy, .csv, .h5 or .hdf5`);
  return withSource(name, (source) => parse(source, options));
}

/** `readTable`, as a promise. */
export const readCloud = async (name: string, options: TableOptions = {}): Promise<Cloud> => {
  knownOptions("readCloud", options, ["columns", "header", "dimension"]);
  return readTable(name, options);
};
