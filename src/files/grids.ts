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
import { existsSync } from "node:fs";
import { z } from "zod";
import { ScenarioError } from "../errors.ts";
import { inRows } from "./arrays.ts";
import { hdf5Name, inHdf5, type Beside, type Container, type Entity } from "./hdf5/open.ts";
import { floatsOf, listOf, numbersOf } from "./hdf5/values.ts";
import { foremost, keyed } from "../json/keyed.ts";
import { arrayFromNpy } from "./npy/array.ts";
import { jsonOf, withSource } from "./source.ts";

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
export function readGrids(name: string, options: GridOptions = {}): GridDensity[] {
  if (/\.npy$/i.test(name)) return [fromNpy(name, options)];
  const container = hdf5Name(name);
  if (!container) throw new ScenarioError(`${name}: expected a name ending in .npy, .h5 or .hdf5`);
  const { file, path = "" } = container;
  const grids = inHdf5(file, (open, beside) => fromHdf5(open, path, beside));
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
  const array = withSource(file, arrayFromNpy);
  const told = options.axes && options.times ? undefined : fromSide(sideFile(file));
  const { time, axes = [], species, weights, error } = told ?? {};
  return {
    place: file,
    shape: array.shape,
    values: inRows(array),
    axes: axes.map((each) => (Array.isArray(each) ? each : spaced(each))),
    times: time === undefined ? [] : [time].flat(),
    ...(species === undefined ? {} : { species }),
    ...(weights ? { weights } : {}),
    ...(error === undefined ? {} : { bound: error }),
    ...given(options),
  };
}

function fromSide(file: string): z.infer<typeof side> {
  if (!existsSync(file)) throw new ScenarioError(`${file}: cannot be read (it gives axes and time of the density beside it)`);
  const parsed = side.safeParse(jsonOf(file));
  if (parsed.success) return parsed.data;
  const issue = foremost(parsed.error.issues);
  throw new ScenarioError(`${file}: ${issue.path.join(".") || "whole file"}: ${issue.message}`);
}

const spaced = ({ from, to, count }: { from: number; to: number; count: number }): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

function fromHdf5(container: Container, path: string, beside: Beside): GridDensity[] {
  const { file } = container;
  const within = container.at(path);
  if (!within?.keys) throw new ScenarioError(`${file}: ${path}: found no group, expected one that holds a density`);
  if (isDataset(container.at(joined(path, "density")))) return [gridAt(container, path, path, beside)];
  const names = within.keys;
  const groups = names.filter((key) => isDataset(container.at(joined(path, `${key}/density`))));
  if (groups.length === 0)
    throw new ScenarioError(`${file}: ${path || "top"}: found ${names.join(", ") || "nothing"}, expected a dataset named density, or groups that hold one`);
  return groups.map((key) => ({ species: key, ...gridAt(container, joined(path, key), path, beside) }));
}

const joined = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
const isDataset = (entity: Entity | undefined): entity is Entity => Array.isArray(entity?.shape);

/** The density in `folder`; axes, weights and time from there or else from `above`. */
function gridAt(container: Container, folder: string, above: string, beside: Beside): GridDensity {
  const { file } = container;
  const find = (name: string): Entity | undefined => [folder, above].map((each) => container.at(joined(each, name))).find(isDataset);
  const listed = (name: string, list: Entity): number[] => numbersOf(`${file}: ${name}`, container, list, beside);
  const numbered = (name: string): number[][] => {
    const found: number[][] = [];
    for (let list = find(`${name}/0`); list; list = find(`${name}/${found.length}`)) found.push(listed(`${name}/${found.length}`, list));
    return found;
  };
  const place = `${file}: ${joined(folder, "density")}`;
  const density = find("density") as Entity;
  const array = floatsOf(place, container, density, beside);
  const [species, error, moment] = ["species", "error", "time"].map((name) => container.attribute(density, name));
  const time = find("time");
  const weights = numbered("weights");
  return {
    place,
    shape: array.shape,
    values: inRows(array),
    axes: numbered("axes"),
    times: time ? listed("time", time) : moment === undefined ? [] : listOf(`${place}: time`, moment),
    ...(species === undefined ? {} : { species: nameOf(place, species) }),
    ...(weights.length > 0 ? { weights } : {}),
    ...(error === undefined ? {} : { bound: oneOf(`${place}: error`, error) }),
  };
}

/** A name, or a list of one. */
function nameOf(place: string, value: unknown): string {
  const list: unknown[] = [value].flat();
  if (list.length === 1 && typeof list[0] === "string" && list[0] !== "") return list[0];
  throw new ScenarioError(`${place}: species: found ${JSON.stringify(value) ?? "nothing"}, expected a name`);
}

function oneOf(place: string, value: unknown): number {
  const list = listOf(place, value);
  if (list.length === 1) return list[0];
  throw new ScenarioError(`${place}: found ${list.length} numbers, expected one for all times`);
}
