/** Densities on tensor grids written as other codes write them: NPY with a JSON file beside it, HDF5 through h5wasm. */
import { writeFileSync } from "node:fs";
import type { Dataset } from "h5wasm/node";

export interface Written {
  readonly axes: readonly (readonly number[])[];
  readonly times: readonly number[];
  /** At a time and a velocity. */
  readonly density: (t: number, v: readonly number[]) => number;
}

/** `count` equal steps apart. */
export const spaced = (from: number, to: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** Row-major, time first. */
export function valuesOf({ axes, times, density }: Written): Float64Array {
  const points = axes.reduce<number[][]>((all, axis) => all.flatMap((v) => axis.map((x) => [...v, x])), [[]]);
  return Float64Array.from(times.flatMap((t) => points.map((v) => density(t, v))));
}

export const shapeOf = ({ axes, times }: Written): number[] => [...(times.length > 1 ? [times.length] : []), ...axes.map((axis) => axis.length)];

/** Bytes of an NPY file, C order, or Fortran order when the values are. */
export function npyBytes(shape: readonly number[], values: Float64Array, fortran = false): Buffer {
  const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const text = `{'descr': '<f8', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${tuple}, }`;
  const header = Buffer.from(`${text.padEnd(117)}\n`, "latin1");
  const opening = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  return Buffer.concat([opening, header, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
}

/** `path` ends in .npy; `side` replaces what the JSON file says. */
export function writeNpy(path: string, written: Written, side: object = {}): void {
  writeFileSync(path, npyBytes(shapeOf(written), valuesOf(written)));
  const told = { axes: written.axes, time: written.times, ...side };
  writeFileSync(path.replace(/npy$/, "json"), JSON.stringify(told));
}

/** Datasets by their path in the file: numbers with a shape, or texts as attributes `path@name`. */
export type Contents = Readonly<Record<string, { shape: readonly number[]; values: readonly number[] | Float64Array } | string>>;

export async function writeHdf5(path: string, contents: Contents): Promise<void> {
  const { default: library } = await import("h5wasm/node");
  await library.ready;
  const file = new library.File(path, "w");
  for (const [name, content] of Object.entries(contents)) {
    if (typeof content === "string") {
      const [dataset, attribute] = name.split("@") as [string, string];
      (file.get(dataset) as Dataset).create_attribute(attribute, content);
      continue;
    }
    const folder = name.split("/").slice(0, -1).join("/");
    if (folder && !file.get(folder)) file.create_group(folder);
    file.create_dataset({ name, data: Float64Array.from(content.values), shape: [...content.shape], dtype: "<d" });
  }
  file.close();
}

/** The datasets of one density: `density`, `axes/k`, `time`, under a folder that ends in a slash. */
export const contentsOf = (written: Written, folder = ""): Contents => ({
  [`${folder}density`]: { shape: shapeOf(written), values: valuesOf(written) },
  ...Object.fromEntries(written.axes.map((axis, k) => [`${folder}axes/${k}`, { shape: [axis.length], values: axis }])),
  [`${folder}time`]: { shape: [written.times.length], values: written.times },
});
