/**
 * Clouds from HDF5 files: `cloud.h5` must hold exactly one two-dimensional dataset at its top; `cloud.h5:group/name` names a dataset, of shape (N, d) or (N,),
 * or a group that holds a dataset of shape (N,) for each component: x, y, z (as openPMD writes records), or those named by `columns`.
 *
 * Of openPMD (openpmd.org, standard 1.1): a component may be a group with the attributes value and shape, constant; `unitSI` must be the same for all
 * components, numbers are taken as they are stored; particles that `weighting` does not count alike, and positions with an offset, are refused.
 */
import { ScenarioError } from "../../errors.ts";
import { tableOfArray, type NumberArray } from "../arrays.ts";
import { chosenColumns, type Cloud, type TableOptions } from "../columns.ts";
import { hdf5Name, inHdf5, type Beside, type Container, type Entity } from "./open.ts";
import { floatsOf, listOf, numbersOf } from "./values.ts";

/** Throws ScenarioError: no library, no such file or dataset, not a table of finite floats. */
export function tableFromHdf5(name: string, options: TableOptions = {}): Cloud {
  const { file, path } = hdf5Name(name) ?? { file: name };
  return inHdf5(file, (container, beside) => tableOf(container, path, options, beside));
}

function tableOf(container: Container, path: string | undefined, options: TableOptions, beside: Beside): Cloud {
  const { file } = container;
  const name = path ?? onlyTable(container);
  const entity = container.at(name);
  const place = `${file}: ${name}`;
  if (entity?.link !== undefined) throw new ScenarioError(`${place}: found a link to ${entity.link}, expected a dataset of this file`);
  if (entity?.keys && (options.columns || isRecord(entity))) return recordOf(container, name, entity, options, beside);
  const shape = entity?.shape;
  if (!entity || !shape) throw new ScenarioError(`${place}: found no dataset, expected one (there are: ${container.at("")?.keys?.join(", ")})`);
  if (shape.length < 1 || shape.length > 2 || shape.some((n) => !(n > 0)))
    throw new ScenarioError(`${place}: found shape (${shape.join(", ")}), expected (N, d) or (N,)`);
  const array = floatsOf(place, container, entity, beside);
  return tableOfArray(place, array, chosenColumns(place, undefined, array.shape[1] ?? 1, options.columns));
}

function onlyTable(container: Container): string {
  const top = container.at("");
  const keys = top?.keys ?? [];
  if (top && isRecord(top)) return "";
  const tables = keys.filter((key) => container.at(key)?.shape?.length === 2);
  if (keys.length === 1 && !container.at(keys[0])?.keys) return keys[0];
  if (tables.length !== 1)
    throw new ScenarioError(
      `${container.file}: found ${tables.length} tables at the top (${keys.join(", ") || "nothing"}), expected one: name it as ${container.file}:path`,
    );
  return tables[0];
}

const COMPONENTS = ["x", "y", "z"];

/** A group of x, y or x, y, z and nothing else. */
const isRecord = (group: Entity): boolean => {
  const keys = group.keys ?? [];
  return keys.length > 1 && keys.length <= COMPONENTS.length && COMPONENTS.slice(0, keys.length).every((name) => keys.includes(name));
};

function recordOf(container: Container, name: string, group: Entity, { columns }: TableOptions, beside: Beside): Cloud {
  const place = `${container.file}: ${name}`;
  const keys = group.keys ?? [];
  const names = columns ?? COMPONENTS.slice(0, keys.length);
  refuseUnequal(container, name, beside);
  const components = names.map((key): [string, Entity] => {
    const entity = container.at(`${name}/${key}`);
    if (!entity) throw new ScenarioError(`${place}: found no ${key}, expected it among ${keys.join(", ")}`);
    return [`${place}/${key}`, entity];
  });
  const units = components.map(([at, entity]) => listOf(`${at}: unitSI`, container.attribute(entity, "unitSI") ?? 1)[0]);
  if (units.some((unit) => unit !== units[0])) throw new ScenarioError(`${place}: unitSI: found ${units.join(", ")}, expected the same for all components`);
  const lists = components.map(([at, entity]) => componentOf(at, container, entity, beside));
  const count = lists[0].length;
  const odd = lists.findIndex((list) => list.length !== count);
  if (odd >= 0) throw new ScenarioError(`${components[odd][0]}: found ${lists[odd].length} numbers, expected ${count} as in ${names[0]}`);
  const array: NumberArray = { shape: [count, lists.length], values: joined(lists), fortran: true };
  return tableOfArray(place, array, Array.from(names.keys()));
}

function joined(lists: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(lists.length * lists[0].length);
  lists.forEach((list, k) => all.set(list, k * list.length));
  return all;
}

/** A dataset of shape (N,), (N, 1) or (1, N), or the constant of a group with the attributes value and shape. */
function componentOf(place: string, container: Container, entity: Entity, beside: Beside): ArrayLike<number> {
  const [value, shape] = [container.attribute(entity, "value"), container.attribute(entity, "shape")];
  if (!entity.shape && value !== undefined && shape !== undefined) {
    const [constant, count] = [listOf(`${place}: value`, value), listOf(`${place}: shape`, shape)];
    if (constant.length !== 1 || count.length !== 1 || !(count[0] > 0))
      throw new ScenarioError(`${place}: found value ${constant.join(", ")} and shape (${count.join(", ")}), expected one number for (N,)`);
    return new Float64Array(count[0]).fill(constant[0]);
  }
  if (!entity.shape || entity.shape.filter((n) => n !== 1).length > 1 || entity.shape.some((n) => !(n > 0)))
    throw new ScenarioError(`${place}: found ${entity.shape ? `shape (${entity.shape.join(", ")})` : "no dataset"}, expected a dataset of shape (N,)`);
  return floatsOf(place, container, entity, beside).values;
}

/** Weights and offsets of openPMD beside the record `name`. */
function refuseUnequal(container: Container, name: string, beside: Beside): void {
  const [folder, record] = [name.replace(/\/?[^/]+\/*$/, ""), /[^/]+(?=\/*$)/.exec(name)?.[0] ?? ""];
  const weighting = container.at(`${folder}/weighting`);
  if (weighting?.shape) {
    const weights = numbersOf(`${container.file}: ${folder}/weighting`, container, weighting, beside);
    const odd = weights.findIndex((weight) => weight !== weights[0]);
    if (odd >= 0)
      throw new ScenarioError(`${container.file}: ${folder}/weighting: found ${weights[0]} and ${weights[odd]}, expected one weight for all particles`);
  }
  if (record !== "position") return;
  for (const key of COMPONENTS) {
    const offset = container.at(`${folder}/positionOffset/${key}`);
    if (!offset) continue;
    const place = `${container.file}: ${folder}/positionOffset/${key}`;
    const offsets = offset.shape ? numbersOf(place, container, offset, beside) : listOf(place, container.attribute(offset, "value") ?? 0);
    if (offsets.some((x) => x !== 0)) throw new ScenarioError(`${place}: found offsets, expected none: positions are read as they are stored`);
  }
}
