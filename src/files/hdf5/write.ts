/**
 * HDF5 files in the layout that NetCDF-4 reads: every axis of a dataset has a dimension scale, a dataset of its own along it. Made by h5wasm in the thread that reads
 * (thread.ts), with the same bytes for the same contents.
 */
import { ScenarioError } from "../../errors.ts";
import { missing, reasonOf, sharedThread } from "./open.ts";
import { Missing } from "./thread.ts";

/** Texts, or numbers of an axis of their own. */
export type Attributes = Readonly<Record<string, string | readonly string[] | Int32Array | Float64Array>>;

/** Numbers by the last index fastest. */
export interface Dataset {
  readonly name: string;
  readonly data: Float64Array | Int32Array;
  readonly shape: readonly number[];
  /** Names of the scales of its axes, which come before it; absent of a scale itself. */
  readonly scales?: readonly string[];
  readonly attributes: Attributes;
}

/** Throws ScenarioError without the library, or for what libhdf5 has to say. */
export function makeHdf5(file: string, datasets: readonly Dataset[], attributes: Attributes): void {
  try {
    sharedThread().ask({ ask: "make", file, datasets, attributes });
  } catch (error) {
    if (error instanceof Missing) throw new ScenarioError(`${file}: ${missing}`);
    throw new ScenarioError(`${file}: cannot be written (${reasonOf((error as Error).message)})`);
  }
}
