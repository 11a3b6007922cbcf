/**
 * Damaged files: good NPY, CSV, HDF5 and grid files with bytes changed, cut, doubled or moved. Whatever becomes of them, the readers answer with a table or with one
 * line; a table must be the one that numpy (h5py for HDF5) reads from the same bytes, where these are installed.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { answerOf, pythonWith } from "../../scripts/bench/python.ts";
import { ScenarioError, external, singleSpecies, maxwellMolecules, gaussian } from "../../src/index.ts";
import { readTable } from "../../src/files/tables.ts";
import { csv, npy, table, writeHdf5 } from "./cloud-files.ts";
import { cloudOf } from "./clouds.ts";
import { belowOf, damaged } from "./fuzz/damage.ts";
import { spaced, writeNpy } from "./grid-files.ts";

const cloud = cloudOf(7, (i) => [i * i + 0.25, 0.5 - 3 * i, 100 + i / 8]);

/** Reads each file as the oracle does; null where it refuses. Numbers travel as text that doubles come back from. */
const script = `
import sys, json, csv, io
import numpy as np
def cloud(path):
    if path.endswith(".npy"):
        return np.load(path)
    if path.endswith(".csv"):
        lines = [l for l in csv.reader(io.open(path, encoding="utf-8-sig", errors="replace", newline="")) if any(c.strip() for c in l)]
        while lines[0][0].startswith("#"):
            lines = lines[1:]
        try:
            rows = [[float(c) for c in l] for l in lines]
        except ValueError:
            rows = [[float(c) for c in l] for l in lines[1:]]
        return np.array(rows)
    import h5py
    with h5py.File(path, "r") as h:
        return h["v"][()]
answers = []
for path in json.load(sys.stdin):
    try:
        a = np.asarray(cloud(path), dtype=float)
        answers.append([list(a.shape), [float(x).hex() for x in a.ravel()]])
    except Exception:
        answers.append(None)
print(json.dumps(answers))
`;

type Bytes = { readonly name: string; readonly bytes: Buffer };

async function goodFiles(folder: string): Promise<Bytes[]> {
  const written = async (name: string, chunks?: readonly number[]): Promise<Bytes> => ({
    name,
    bytes: readFileSync(await writeHdf5(join(folder, `good-${name}`), { v: { ...table(cloud), ...(chunks ? { chunks } : {}) } })),
  });
  return [
    { name: "plain.npy", bytes: npy(cloud) },
    { name: "single.npy", bytes: npy(cloud, { type: ">f4", fortran: true, version: 2 }) },
    { name: "integers.npy", bytes: npy(cloud, { type: "<i4" }) },
    { name: "plain.csv", bytes: Buffer.from(csv(cloud)) },
    { name: "named.csv", bytes: Buffer.from(`vx,"vy [m/s]",vz\r\n${csv(cloud).replaceAll("\n", "\r\n")}`) },
    await written("plain.h5"),
    await written("packed.h5", [4, 2]),
  ];
}

/** `count` damaged files from the seed named; returns how many were served and how many compared. */
export async function checkDamaged(folder: string, count: number, seed: string, families: RegExp): Promise<{ served: number; compared: number }> {
  mkdirSync(folder, { recursive: true });
  const below = belowOf(seed);
  const good = (await goodFiles(folder)).filter(({ name }) => families.test(name));
  const served: { path: string; shape: number[]; values: number[] }[] = [];
  for (let k = 0; k < count; k++) {
    const { name, bytes } = good[below(good.length)];
    const path = join(folder, `${k}-${name}`);
    writeFileSync(path, damaged(bytes, below));
    const read = answer(() => readTable(path));
    if (typeof read === "string") expect(read.startsWith(path), `${k}: ${read}`).toBe(true);
    else {
      const { count: rows, dimension, planes } = read;
      served.push({ path, shape: [rows, dimension], values: Array.from({ length: rows }, (_, i) => planes.map((plane) => plane[i])).flat() });
    }
  }
  const modules = families.test("plain.h5") ? ["numpy", "h5py"] : ["numpy"];
  const python = pythonWith(modules);
  if (python === undefined) return { served: served.length, compared: 0 };
  const theirs = answerOf(python, script, served.map(({ path }) => path)) as ([number[], string[]] | null)[]; // prettier-ignore
  served.forEach(({ path, shape, values }, k) => {
    const other = theirs[k];
    expect(other, `${path}: numpy refuses ${JSON.stringify(readFileSync(path, "latin1").slice(0, 400))}`).not.toBeNull();
    // (N,) is a table of one column; h5py and numpy do not know what the readers refuse.
    expect([other![0][0], other![0][1] ?? 1], path).toEqual(shape);
    expect(values, path).toEqual(other![1].map(fromHex));
  });
  return { served: served.length, compared: served.length };
}

/** What Python's float.hex writes: a sign, 0x1.(13 hexadecimal digits)p(exponent). */
function fromHex(text: string): number {
  const [, sign, whole, digits = "", exponent] = /^(-?)0x(\d)\.?([0-9a-f]*)p([+-]\d+)$/.exec(text)!;
  const mantissa = Number(BigInt(`0x${whole}${digits}`));
  const shift = Number(exponent) - 4 * digits.length;
  // In two steps: the smaller may be below the smallest double.
  return (sign ? -1 : 1) * mantissa * 2 ** Math.trunc(shift / 2) * 2 ** (shift - Math.trunc(shift / 2));
}

/** The table, or the message of a refusal in one line; anything else that is thrown fails. */
function answer<Value>(read: () => Value): Value | string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(error.message).not.toContain("\n");
    return error.message;
  }
}

/** Damaged grids and their JSON files: a solution that a law can be made of, or one line. */
export async function checkDamagedGrids(folder: string, count: number, seed: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const below = belowOf(seed);
  const path = join(folder, "grid.npy");
  const density = (_: number, [x, y]: readonly number[]) => Math.exp(-(x * x + 0.8 * y * y) / 2);
  writeNpy(path, { axes: [spaced(-6, 6, 25), spaced(-7, 6, 23)], times: [0.5], density });
  const whole = [path, path.replace(/npy$/, "json")].map((name) => ({ name, bytes: readFileSync(name) }));
  const model = singleSpecies(maxwellMolecules());
  let served = 0;
  for (let k = 0; k < count; k++) {
    for (const { name, bytes } of whole) writeFileSync(name, bytes);
    const { name, bytes } = whole[below(2)];
    writeFileSync(name, damaged(bytes, below));
    try {
      const { times, at } = await external(path).open(model, [gaussian({ dimension: 2 })]);
      const state = at((times ?? [])[0]);
      const { mean, covariance } = state.law(0);
      expect([...mean, ...covariance.flat()].every(Number.isFinite), `${k}`).toBe(true);
      served++;
    } catch (error) {
      expect(error, `${k}: ${String((error as Error).stack)}`).toBeInstanceOf(ScenarioError);
      expect((error as Error).message).toMatch(/^\S*grid\.(npy|json): [^\n]+$/);
    }
  }
  return served;
}
