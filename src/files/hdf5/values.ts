/**
 * Numbers of a dataset of an HDF5 file, checked where libhdf5 is silent: a virtual dataset whose sources are not there reads as zeros; numbers that are packed
 * (`scale_factor`, `add_offset`) or stand for what is missing (`_FillValue`, `missing_value`) are no numbers of the density or the cloud.
 *
 * What MATLAB wrote (it marks its datasets by `MATLAB_class`) is stored with the first index fastest and the lengths in reverse: read as MATLAB shows it.
 */
import { dirname, basename, isAbsolute, join } from "node:path";
import { ScenarioError } from "../../errors.ts";
import type { NumberArray } from "../arrays.ts";
import type { Beside, Container, Entity } from "./open.ts";

/** Larger datasets are read in slices, since libhdf5's memory (2 GiB in WebAssembly) holds each beside its copies; in bytes. */
const SLICE = 1 << 28;

/** Virtual datasets of virtual datasets, at most. */
const DEEPEST = 8;

/** A dataset of floats of 4 or 8 bytes. Throws ScenarioError. */
export function floatsOf(place: string, container: Container, entity: Entity, beside: Beside): NumberArray {
  const { shape, type } = entity;
  const values = read(place, container, entity, beside);
  if (!(values instanceof Float64Array || values instanceof Float32Array))
    throw new ScenarioError(`${place}: found type ${typeName(type)}, expected floats of 4 or 8 bytes`);
  refuseMissing(place, container, entity, values);
  const matlab = entity.attributes?.includes("MATLAB_class") ?? false;
  return { shape: matlab ? [...(shape ?? [])].reverse() : (shape ?? []), values, fortran: matlab };
}

/** Numbers of any type, one or many, as a list. Throws ScenarioError. */
export function numbersOf(place: string, container: Container, entity: Entity, beside: Beside): number[] {
  return listOf(place, read(place, container, entity, beside));
}

/** The same of an attribute's value. */
export function listOf(place: string, value: unknown): number[] {
  const list: unknown[] = ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : [value].flat();
  const numbers = list.map((x) => (typeof x === "bigint" && BigInt(Number(x)) === x ? Number(x) : x));
  if (numbers.length > 0 && numbers.every((x) => typeof x === "number")) return numbers;
  throw new ScenarioError(`${place}: found ${value === null || numbers.length === 0 ? "nothing" : typeof numbers[0]}, expected numbers`);
}

const typeName = (dtype: unknown): string => JSON.stringify(dtype) ?? "unknown";

function read(place: string, container: Container, entity: Entity, beside: Beside): unknown {
  const { shape, size: bytes = 1, type } = entity;
  if (!shape) throw new ScenarioError(`${place}: found nothing in it, expected numbers`);
  if (/"<?>?(undefined|e)"/.test(typeName(type))) throw new ScenarioError(`${place}: found floats of ${bytes} bytes, expected floats of 4 or 8 bytes`);
  refuseMissingSources(place, container, entity, beside, 0);
  for (const [name, neutral] of [
    ["scale_factor", 1],
    ["add_offset", 0],
  ] as const) {
    const value = container.attribute(entity, name);
    if (value !== undefined && listOf(`${place}: ${name}`, value).some((x) => x !== neutral))
      throw new ScenarioError(`${place}: ${name}: found ${String(value)}, expected numbers that are not packed`);
  }
  const size = shape.reduce((product, n) => product * n, bytes);
  return size > SLICE && shape.length > 0 ? inSlices(place, container, entity, size) : container.value(entity);
}

function inSlices(place: string, container: Container, entity: Entity, size: number): unknown {
  const { shape = [], size: bytes = 1 } = entity;
  const [count, ...others] = shape ?? [];
  const rows = Math.max(1, Math.floor((SLICE * count) / size));
  const width = size / count / bytes;
  let all: Float64Array | Float32Array | undefined;
  for (let from = 0; from < count; from += rows) {
    const part = container.slice(entity, [[from, Math.min(count, from + rows)], ...others.map((n) => [0, n] as const)]);
    if (!(part instanceof Float64Array || part instanceof Float32Array)) return part;
    all ??= part instanceof Float64Array ? new Float64Array(count * width) : new Float32Array(count * width);
    all.set(part, from * width);
  }
  if (!all) throw new ScenarioError(`${place}: found no rows, expected numbers`);
  return all;
}

function refuseMissing(place: string, container: Container, entity: Entity, values: Float64Array | Float32Array): void {
  for (const name of ["_FillValue", "missing_value"]) {
    const given = container.attribute(entity, name);
    if (given === undefined) continue;
    const fills = listOf(`${place}: ${name}`, given);
    const at = values.findIndex((value) => fills.some((fill) => value === fill || (values instanceof Float32Array && value === Math.fround(fill))));
    if (at >= 0) throw new ScenarioError(`${place}: number ${at}: found ${values[at]}, which ${name} says stands for what is missing, expected a number`);
  }
}

/**
 * Every source of a virtual dataset must be there: libhdf5 fills in for files and datasets that are not, and for what lies beyond the ends of those that are.
 * h5wasm does not tell which parts are taken, so the latter is found only when all sources together hold fewer numbers than the whole.
 */
function refuseMissingSources(place: string, container: Container, entity: Entity, beside: Beside, depth: number): void {
  const { sources } = entity;
  if (!sources) return;
  const refuse = (found: string): never => {
    throw new ScenarioError(`${place}: found a virtual dataset whose source ${found}, expected all of its sources`);
  };
  if (depth > DEEPEST) refuse(`is virtual ${DEEPEST} times over`);
  const numbers = ({ shape }: Entity): number => (shape ?? [0]).reduce((product, n) => product * n, 1);
  let held = 0;
  for (const { file_name: file, dset_name: path } of sources) {
    const shown = `${path} in ${file}`;
    if (/%\d*b/.test(file) || /%\d*b/.test(path)) refuse(`${shown} is numbered`);
    const [name, dataset] = [file.replaceAll("%%", "%"), path.replaceAll("%%", "%")];
    const look = (other: Container): number => {
      const source = other.at(dataset);
      if (!source?.shape) return refuse(`${shown} is missing`);
      refuseMissingSources(place, other, source, beside, depth + 1);
      return numbers(source);
    };
    held += name === "." ? look(container) : (found(container.file, name, beside, look) ?? refuse(`${shown} is missing`));
  }
  if (held < numbers(entity)) refuse(`files hold ${held} numbers of ${numbers(entity)}`);
}

/** Where libhdf5 looks: beside the file, then from the current folder, then for the bare name beside the file. */
function found(file: string, name: string, beside: Beside, look: (container: Container) => number): number | undefined {
  const folder = dirname(file);
  const places = isAbsolute(name) ? [name, join(folder, basename(name))] : [join(folder, name), name, join(folder, basename(name))];
  for (const place of places) {
    const result = beside(place, look);
    if (result !== undefined) return result;
  }
  return undefined;
}
