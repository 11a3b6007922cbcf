/** Clouds as bytes of NPY and CSV files, and real HDF5 files written by h5wasm. */
import hdf5 from "h5wasm/node";
import type { Planes } from "../../src/protocols/index.ts";

/** The value of row i, column k, in the order in which a file of this layout holds them. */
export function inOrder(planes: Planes, fortran = false): Float64Array {
  const [count, d] = [planes[0].length, planes.length];
  return Float64Array.from({ length: count * d }, (_, at) => (fortran ? planes[Math.floor(at / count)][at % count] : planes[at % d][Math.floor(at / d)]));
}

const writers: Readonly<Record<string, { size: number; write: (data: Buffer, value: number, at: number) => void }>> = {
  "<f8": { size: 8, write: (data, value, at) => void data.writeDoubleLE(value, at) },
  ">f8": { size: 8, write: (data, value, at) => void data.writeDoubleBE(value, at) },
  "<f4": { size: 4, write: (data, value, at) => void data.writeFloatLE(value, at) },
  ">f4": { size: 4, write: (data, value, at) => void data.writeFloatBE(value, at) },
  "<i4": { size: 4, write: (data, value, at) => void data.writeInt32LE(Math.trunc(value), at) },
};

interface NpyOptions {
  readonly type?: string;
  readonly fortran?: boolean;
  /** Format version; 2.0 and 3.0 have a header length of four bytes. */
  readonly version?: 1 | 2 | 3;
  /** Spoils the header. */
  readonly edit?: (header: string) => string;
}

export function npy(planes: Planes, { type = "<f8", fortran = false, version = 1, edit = (header) => header }: NpyOptions = {}): Buffer {
  const [count, d] = [planes[0].length, planes.length];
  const text = edit(`{'descr': '${type}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${count}, ${d}), }`);
  const header = Buffer.from(`${text.padEnd(117)}\n`, "latin1");
  const length = version === 1 ? [header.length & 255, header.length >> 8] : [header.length & 255, header.length >> 8, 0, 0];
  const opening = Buffer.from([0x93, ...Buffer.from("NUMPY"), version, 0, ...length]);
  const { size, write } = writers[type];
  const values = inOrder(planes, fortran);
  const data = Buffer.alloc(size * values.length);
  values.forEach((value, k) => write(data, value, size * k));
  return Buffer.concat([opening, header, data]);
}

export const csv = (planes: Planes): string => Array.from(planes[0], (_, i) => `${planes.map((plane) => plane[i]).join(",")}\n`).join("");

export interface Dataset {
  readonly data: Float64Array | Float32Array | Int32Array | BigInt64Array | number | readonly string[];
  readonly shape?: readonly number[];
  /** Compressed by gzip in chunks of this shape. */
  readonly chunks?: readonly number[];
  readonly attributes?: Readonly<Record<string, number | string>>;
}

/** Writes an HDF5 file with datasets by path; `a/b/c` lies in the group b of the group a. */
export async function writeHdf5(file: string, datasets: Readonly<Record<string, Dataset>>): Promise<string> {
  await hdf5.ready;
  const container = new hdf5.File(file, "w");
  for (const [path, { data, shape, chunks, attributes = {} }] of Object.entries(datasets)) {
    const groups = path.split("/");
    const name = groups.pop()!;
    let parent: Pick<typeof container, "create_dataset" | "create_group" | "keys" | "get"> = container;
    for (const group of groups) parent = parent.keys().includes(group) ? (parent.get(group) as typeof container) : parent.create_group(group);
    const packed = chunks ? { chunks: [...chunks], compression: "gzip" as const, compression_opts: 4 } : {};
    const dataset = parent.create_dataset({ name, data: data as never, ...(shape ? { shape: [...shape] } : {}), ...packed });
    for (const [key, value] of Object.entries(attributes)) dataset.create_attribute(key, value, null, typeof value === "number" ? "<d" : null);
  }
  container.flush();
  container.close();
  return file;
}

export const table = (planes: Planes): Dataset => ({ data: inOrder(planes), shape: [planes[0].length, planes.length] });
