/**
 * HDF5 files through h5wasm (its own WebAssembly build of libhdf5), loaded only when a file asks for it; and tables from them.
 *
 * `cloud.h5` must hold exactly one two-dimensional dataset at its top; `cloud.h5:group/name` names a dataset, of shape (N, d) or (N,). Floats of 4 or
 * 8 bytes in either byte order, chunked or compressed or not. Read whole into memory.
 */
import { readFileSync } from "node:fs";
import { ScenarioError } from "../errors.ts";
import type { Table } from "../laws/rows.ts";

/** The part of h5wasm's interface that is used here (version 0.10). */
export interface Entity {
  /** Of a dataset. */
  readonly shape?: readonly number[] | null;
  readonly dtype?: unknown;
  readonly value?: unknown;
  readonly attrs?: Readonly<Record<string, { readonly value: unknown }>>;
  /** Of a group. */
  keys?(): string[];
}
/** An open file. */
export interface Container {
  get(path: string): Entity | null;
  keys(): string[];
}
interface File extends Container {
  /** Negative when the file could not be opened. */
  readonly file_id: bigint;
  close(): unknown;
}
interface Library {
  /** Resolves to the module; its error handler throws what libhdf5 would print. */
  readonly ready: Promise<{ activate_throwing_error_handler?(): unknown }>;
  readonly File: new (name: string, mode: string) => File;
}

/** Splits `file.h5:path`; undefined when the name is no HDF5 file's. */
export function hdf5Name(name: string): { readonly file: string; readonly path?: string } | undefined {
  const [, file, path] = /^(.*\.(?:h5|hdf5|hdf))(?::(.+))?$/i.exec(name) ?? [];
  if (file === undefined) return undefined;
  return path === undefined ? { file } : { file, path };
}

/** Throws ScenarioError: no library, no such file or dataset, not a table of finite floats. */
export async function tableFromHdf5(name: string): Promise<Table> {
  const { file, path } = hdf5Name(name) ?? { file: name };
  return inHdf5(file, (container) => tableOf(file, container, path));
}

/**
 * Opens a file, uses it and closes it. Throws ScenarioError: no library, no such file, not HDF5, contents that libhdf5 cannot read; and
 * what `use` throws.
 */
export async function inHdf5<T>(file: string, use: (container: Container) => T): Promise<T> {
  const bytes = read(file);
  if (bytes.length < 8 || bytes.toString("latin1", 1, 4) !== "HDF")
    throw new ScenarioError(`${file}: first bytes: found ${JSON.stringify(bytes.toString("latin1", 0, 8))}, expected those of an HDF5 file`);
  const library = await load(file);
  (await library.ready).activate_throwing_error_handler?.();
  const container = opened(library, file);
  try {
    return use(container);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`${file}: found contents that libhdf5 cannot read (${(error instanceof Error ? error.message : String(error)).split("\n")[0]})`);
  } finally {
    container.close();
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new ScenarioError(`${file}: cannot be read`);
  }
}

async function load(file: string): Promise<Library> {
  // A name in a variable: the package is optional, and nothing may look for it at build time.
  const name = "h5wasm/node";
  try {
    const loaded = (await import(name)) as { default?: Library } & Library;
    return loaded.default ?? loaded;
  } catch {
    throw new ScenarioError(`${file}: reading HDF5 needs the package h5wasm (npm install h5wasm@0.10.3), which is not installed`);
  }
}

function opened(library: Library, file: string): File {
  const refuse = (): never => {
    throw new ScenarioError(`${file}: found a file that libhdf5 cannot open, expected HDF5`);
  };
  try {
    const container = new library.File(file, "r");
    return container.file_id >= 0 ? container : refuse();
  } catch {
    return refuse();
  }
}

function tableOf(file: string, container: Container, path: string | undefined): Table {
  const name = path ?? onlyTable(file, container);
  const dataset = container.get(name);
  const shape = dataset?.shape;
  if (!dataset || !shape) throw new ScenarioError(`${file}: ${name}: found no dataset, expected one (there are: ${container.keys().join(", ")})`);
  if (shape.length < 1 || shape.length > 2 || shape.some((n) => !(n > 0)))
    throw new ScenarioError(`${file}: ${name}: found shape (${shape.join(", ")}), expected (N, d) or (N,)`);
  return planesOf(`${file}: ${name}`, floatsOf(`${file}: ${name}`, dataset), shape[0], shape[1] ?? 1);
}

/** What lies at a path; undefined where nothing does (libhdf5 throws for a path through what does not exist). */
export function entityAt(container: Container, path: string): Entity | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  let within: Pick<Entity, "keys"> = container;
  for (const [depth, part] of parts.entries()) {
    if (!within.keys?.().includes(part)) return undefined;
    within = container.get(parts.slice(0, depth + 1).join("/")) ?? {};
  }
  return within;
}

/** The numbers of a dataset of floats, row-major. Throws ScenarioError. */
export function floatsOf(place: string, { value, dtype }: Entity): Float64Array | Float32Array {
  if (value instanceof Float64Array || value instanceof Float32Array) return value;
  throw new ScenarioError(`${place}: found type ${JSON.stringify(dtype)}, expected floats of 4 or 8 bytes`);
}

/** Undefined for a group, and for a dataset of a type that the library does not know. */
function shapeOf(container: Container, key: string): readonly number[] | null | undefined {
  try {
    return container.get(key)?.shape;
  } catch {
    return undefined;
  }
}

function onlyTable(file: string, container: Container): string {
  const tables = container.keys().filter((key) => shapeOf(container, key)?.length === 2);
  if (tables.length !== 1)
    throw new ScenarioError(
      `${file}: found ${tables.length} tables at the top (${container.keys().join(", ") || "nothing"}), expected one: name it as ${file}:path`,
    );
  return tables[0];
}

function planesOf(name: string, values: Float64Array | Float32Array, count: number, dimension: number): Table {
  const planes = Array.from({ length: dimension }, (_, k) => Float64Array.from({ length: count }, (_unused, i) => values[i * dimension + k]));
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimension; k++) {
      if (!Number.isFinite(planes[k][i])) throw new ScenarioError(`${name}: row ${i}, column ${k}: found ${planes[k][i]}, expected a finite number`);
    }
  }
  return { count, dimension, planes };
}
