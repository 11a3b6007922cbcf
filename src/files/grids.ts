/**
 * Densities on tensor grids from files of other codes, f[t?][i1]...[id] at the velocities (axes[0][i1], ..., axes[d-1][id]).
 *
 * HDF5: datasets `density`, `axes/0` ... `axes/(d-1)`, `time` (one number, or one a density), optionally `weights/0` ... (a quadrature of
 * the code's own along each axis); attributes of `density`: `time` instead of the dataset, `species` (a name), `error` (the code's own
 * relative L1 error). Several species: a group of these contents each, named by the species; what a group lacks is taken from the top.
 * NPY: the density; axes, time, species, weights and error from the JSON file of the same name, or from options.
 *
 * Read as they are: what makes them a solution is checked where a law is made of them (solvers/external.ts).
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ScenarioError } from "../errors.ts";
import { entityAt, floatsOf, hdf5Name, inHdf5, type Container, type Entity } from "./hdf5.ts";
import { foremost, keyed } from "../json/keyed.ts";
import { arrayFromNpy } from "./npy.ts";

/** The density of one species at one or several times. */
export interface GridDensity {
  /** File and place in it, for messages. */
  readonly place: string;
  readonly species?: string;
  /** Shape as stored: [n1, ..., nd] or [T, n1, ..., nd]. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float64Array | Float32Array;
  /** d lists. */
  readonly axes: readonly ArrayLike<number>[];
  readonly times: readonly number[];
  /** Quadrature weights along each axis; the trapezoidal rule when absent. */
  readonly weights?: readonly ArrayLike<number>[];
  /** Relative L1 error that the code states for itself. */
  readonly bound?: number;
}

/** What a file does not say itself. Given here it replaces what the file says. */
export interface GridOptions {
  readonly axes?: readonly (readonly number[])[];
  readonly times?: readonly number[];
  readonly species?: string;
}

/** Reads `name.npy` with its `name.json`, or `name.h5`, `name.h5:group`. Throws ScenarioError that names the file and the place in it. */
export async function readGrids(name: string, options: GridOptions = {}): Promise<GridDensity[]> {
  if (/\.npy$/i.test(name)) return [fromNpy(name, options)];
  const container = hdf5Name(name);
  if (!container) throw new ScenarioError(`${name}: expected a name ending in .npy, .h5 or .hdf5`);
  const { file, path = "" } = container;
  const grids = await inHdf5(file, (open) => fromHdf5(file, open, path));
  return grids.map((grid) => ({ ...grid, ...given(options) }));
}

/** The side file that says what an NPY file cannot. */
const sideFile = (name: string): string => name.replace(/\.npy$/i, ".json");

function given({ axes, times, species }: GridOptions): Partial<GridDensity> {
  return { ...(axes ? { axes } : {}), ...(times ? { times } : {}), ...(species === undefined ? {} : { species }) };
}

const axis = z.union([z.array(z.number()), keyed({ from: z.number(), to: z.number(), count: z.int().min(2) })]);
const side = keyed({
  axes: z.array(axis),
  time: z.union([z.number(), z.array(z.number())]),
  species: z.string().optional(),
  weights: z.array(z.array(z.number())).optional(),
  error: z.number().optional(),
});

function fromNpy(file: string, options: GridOptions): GridDensity {
  const bytes = bytesOf(file);
  if (!bytes) throw new ScenarioError(`${file}: cannot be read`);
  const array = arrayFromNpy(file, bytes);
  const told = options.axes && options.times ? undefined : fromSide(sideFile(file));
  const { time, axes = [], species, weights, error } = told ?? {};
  return {
    place: file,
    ...array,
    axes: axes.map((each) => (Array.isArray(each) ? each : spaced(each))),
    times: time === undefined ? [] : [time].flat(),
    ...(species === undefined ? {} : { species }),
    ...(weights ? { weights } : {}),
    ...(error === undefined ? {} : { bound: error }),
    ...given(options),
  };
}

function fromSide(file: string): z.infer<typeof side> {
  const bytes = bytesOf(file);
  if (!bytes) throw new ScenarioError(`${file}: cannot be read (it gives axes and time of the density beside it)`);
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new ScenarioError(`${file}: found no JSON, expected axes and time of the density beside it`);
  }
  const parsed = side.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = foremost(parsed.error.issues);
  throw new ScenarioError(`${file}: ${issue.path.join(".") || "whole file"}: ${issue.message}`);
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const spaced = ({ from, to, count }: { from: number; to: number; count: number }): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

function fromHdf5(file: string, container: Container, path: string): GridDensity[] {
  const at = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
  const within = entityAt(container, path);
  if (!within?.keys) throw new ScenarioError(`${file}: ${path}: found no group, expected one that holds a density`);
  if (isDataset(entityAt(container, at(path, "density")))) return [gridAt(file, container, path, path)];
  const names = within.keys();
  const groups = names.filter((key) => isDataset(entityAt(container, at(path, `${key}/density`))));
  if (groups.length === 0)
    throw new ScenarioError(`${file}: ${path || "top"}: found ${names.join(", ") || "nothing"}, expected a dataset named density, or groups that hold one`);
  return groups.map((key) => ({ species: key, ...gridAt(file, container, at(path, key), path) }));
}

const isDataset = (entity: Entity | undefined): entity is Entity => Array.isArray(entity?.shape);

/** The density in `folder`; axes, weights and time from there or else from `above`. */
function gridAt(file: string, container: Container, folder: string, above: string): GridDensity {
  const find = (name: string): Entity | undefined => {
    const places = [folder, above].map((each) => (each === "" ? name : `${each}/${name}`));
    return places.map((place) => entityAt(container, place)).find(isDataset);
  };
  const numbered = (name: string): ArrayLike<number>[] => {
    const found: ArrayLike<number>[] = [];
    for (let k = 0; ; k++) {
      const list = find(`${name}/${k}`);
      if (!list) return found;
      found.push(numbersOf(`${file}: ${name}/${k}`, list.value));
    }
  };
  const place = `${file}: ${folder === "" ? "" : `${folder}/`}density`;
  const density = find("density") as Entity;
  const { species, error, time } = density.attrs ?? {};
  const times = find("time")?.value ?? time?.value;
  const weights = numbered("weights");
  return {
    place,
    shape: density.shape as readonly number[],
    values: floatsOf(place, density),
    axes: numbered("axes"),
    times: times === undefined ? [] : Array.from(numbersOf(`${place}: time`, times)),
    ...(typeof species?.value === "string" ? { species: species.value } : {}),
    ...(weights.length > 0 ? { weights } : {}),
    ...(error === undefined ? {} : { bound: numbersOf(`${place}: error`, error.value)[0] }),
  };
}

/** Numbers of any type, one or many. Throws ScenarioError. */
function numbersOf(place: string, value: unknown): ArrayLike<number> {
  const list: unknown[] = ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : [value].flat();
  const numbers = list.map((x) => (typeof x === "bigint" ? Number(x) : x));
  if (numbers.length > 0 && numbers.every((x) => typeof x === "number")) return numbers;
  throw new ScenarioError(`${place}: found ${typeof value}, expected numbers`);
}
