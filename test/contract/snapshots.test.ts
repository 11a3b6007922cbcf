/**
 * Snapshots of runs, read by those who will read them: numpy, h5py and xarray, where they are installed. Numbers are compared with the system's own run of the
 * same address; the readers' answers come back as JSON of hexadecimal doubles.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rootKey } from "../../src/index.ts";
import type { Snapshots } from "../../src/protocols/index.ts";
import { keptOf, openAlbum } from "../../src/cli/study/snapshots.ts";
import { openStore } from "../../src/study/folder/store.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { slice } from "../../src/study/plan/slice.ts";
import { drive } from "../../src/study/run/drive.ts";
import { serial } from "../../src/study/run/executor.ts";
import { fixed } from "../../src/study/run/schedule.ts";
import { threads } from "../../src/study/run/threads.ts";
import { home, inFolderOfItsOwn } from "../support/cli.ts";
import { linesOf } from "../support/engine.ts";
import { landau } from "../support/landau.ts";

const text = `/** Two species under two couplings. */
import { gaussian, horizon, maxwellian, model, powerLaw, study } from "${home}/src/index.ts";
import { coupled, coupledCost, independently, pairCollisions, spherical, synchronous } from "${home}/particles/index.ts";
const species = [{ name: "e-", mass: 1, density: 1 }, { name: "ion one", mass: 4, density: 0.5 }];
const pairs = [["e-", "e-"], ["e-", "ion one"], ["ion one", "ion one"]] as const;
export default study({
  title: "kept", vary: { gamma: [0, -1] }, replicates: 2, claims: [],
  scenario: ({ gamma }) => ({
    system: coupled(pairCollisions({ model: model({ species, interactions: pairs.map((between) => ({ between, potential: powerLaw(gamma) })) }) }), synchronous(), spherical()),
    initial: independently([gaussian({ variances: [2, 1, 1] }), maxwellian()], [maxwellian(), maxwellian()]),
    particles: 12, time: horizon({ end: 1, steps: 20, observe: 3 }), observe: { cost: coupledCost() },
    snapshots: { times: [0, 0.33, 1, 2], format: "hdf5" },
  }),
});
`;

inFolderOfItsOwn();

const digest = "d".repeat(64);

const python = (code: string): string => {
  const { stdout, stderr } = spawnSync("python3", ["-c", code], { encoding: "utf8" });
  if (stderr) throw new Error(stderr);
  return stdout.trim();
};
const missing = (module: string): boolean => spawnSync("python3", ["-c", `import ${module}`]).status !== 0;
const absent = (...modules: string[]): string | undefined => modules.find(missing);

/** Velocities of a replicate as its own run has them, as hexadecimal numbers. */
async function expected(replicate: number): Promise<string[]> {
  const { study, name } = await loadScenario("kept.ts");
  const setup = study.scenario({ gamma: -1 });
  const { snapshots = [] } = setup.system.run(setup, rootKey(`${name}/gamma=-1/replicate=${replicate}`), { snapshots: [0, 0.35, 1] });
  expect(snapshots.map(({ t }) => t)).toEqual([0, 0.35, 1]);
  return snapshots.flatMap(({ velocities }) => Array.from(velocities, hexadecimal));
}

/** The bits of a double, as Python's struct.pack(">d").hex() has them. */
function hexadecimal(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

const bits = `",".join(struct.pack(">d", x).hex() for x in v.ravel())`;
const files = (folder: string): string[] => readdirSync(join(folder, "snapshots")).sort();
const names = ["gamma=-1,replicate=0", "gamma=-1,replicate=1", "gamma=0,replicate=0", "gamma=0,replicate=1"];

/** Runs what is missing into a folder; says how many replicates that were. */
async function keep(directory: string, workers: number, asked?: Snapshots): Promise<number> {
  const plan = planStudy(await loadScenario("kept.ts"));
  const album = openAlbum(directory, digest, plan, keptOf(plan, asked))!;
  const store = openStore(directory, digest, album.complete);
  const executor = workers > 1 ? threads(plan, workers, album) : serial(plan, album);
  let ran = 0;
  try {
    await drive(fixed(plan), executor, store, { progress: ({ total }) => (ran = total) });
    return ran;
  } finally {
    await executor.close();
    store.close();
  }
}

it("HDF5 by h5py and xarray: the numbers, named axes, units, labels; the same file on one thread and on two", async ({ skip }) => {
  writeFileSync("kept.ts", text);
  expect(await keep("one", 1)).toBe(4);
  expect(files("one")).toEqual(names.map((name) => `${name}.h5`));
  // What is there is not run again; what was lost is, with the same bits, by threads.
  const path = (name: string) => join("one", "snapshots", `${name}.h5`);
  const [file, lost] = [path(names[1]), path(names[0])];
  const [{ mtimeMs }, bytes] = [statSync(file), readFileSync(lost)];
  rmSync(lost);
  expect(await keep("one", 2)).toBe(1);
  expect(readFileSync(lost).equals(bytes)).toBe(true);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  expect(new Set(linesOf("one")).size).toBe(4);
  const without = absent("h5py");
  if (without) skip(`python3 has no ${without}`);
  const read = `import h5py, json, struct
with h5py.File("${file}") as f:
    v = f["velocity"][...]
    axes = [[f["velocity"].dims[k][0].name, list(map(float, f["velocity"].dims[k][0][...]))] for k in range(4)]
    told = lambda name: [x if isinstance(x, str) else x.decode() for x in f[name].attrs["labels"]]
    print(json.dumps({"axes": axes, "shape": v.shape, "type": str(v.dtype), "schema": int(f.attrs["schema"][0]), "study": f.attrs["study"], "replicate": f.attrs["replicate"],
      "address": f.attrs["address"], "ensembles": told("ensemble"), "component": told("component"), "species": told("species"), "of": f["species"][...].tolist(),
      "weight": f["weight"][...].tolist(), "units": [f[n].attrs["units"] for n in ("time", "velocity", "weight")], "bits": ${bits}}))`;
  expect(JSON.parse(python(read))).toEqual({
    axes: [
      ["/time", [0, 0.35, 1]],
      ["/ensemble", [0, 1, 2, 3, 4, 5]],
      ["/particle", Array.from({ length: 12 }, (_, i) => i)],
      ["/component", [0, 1, 2]],
    ],
    shape: [3, 6, 12, 3],
    type: "float64",
    schema: 1,
    study: "kept",
    replicate: "1",
    address: "kept/gamma=-1/replicate=1",
    ensembles: ["a", "b"].flatMap((copy) => [`${copy}, first`, `${copy}, second by synchronous`, `${copy}, second by spherical`]),
    component: ["x", "y", "z"],
    species: ["e-", "ion one"],
    of: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
    weight: [...new Array<number>(8).fill(1 / 8), ...new Array<number>(4).fill(0.5 / 4)],
    units: ["1", "1", "1"],
    bits: (await expected(1)).join(","),
  });
  const unread = absent("xarray") ?? (missing("h5netcdf") ? absent("netCDF4") : undefined);
  if (unread) skip(`python3 has no ${unread}`);
  const opened = `import json, struct, xarray
with xarray.open_dataset("${file}") as d:
    v = d.velocity.values
    print(json.dumps({"dims": list(d.velocity.dims), "units": [d[n].attrs["units"] for n in ("time", "velocity", "weight")], "sizes": dict(d.sizes), "coords": sorted(d.coords), "ions": d.velocity.isel(particle=d.species == 1).shape, "at": float(d.velocity.sel(time=0.35).time),
      "meanings": d.species.attrs["flag_meanings"], "bits": ${bits}}))`;
  expect(JSON.parse(python(opened))).toEqual({
    dims: ["time", "ensemble", "particle", "component"],
    units: ["1", "1", "1"],
    sizes: { time: 3, ensemble: 6, particle: 12, component: 3 },
    coords: ["component", "ensemble", "particle", "time"],
    ions: [3, 6, 4, 3],
    at: 0.35,
    meanings: "e_ ion_one",
    bits: (await expected(1)).join(","),
  });
});

it("NPY by numpy, with labels in JSON; replicates that are there without their velocities run once more", async ({ skip }) => {
  const plain = planStudy(await loadScenario("kept.ts"));
  const store = openStore("two", digest);
  await drive(fixed(plain), serial(plain), store);
  store.close();
  expect(await keep("two", 1, { times: [0, 0.35, 1, 2], format: "npy" })).toBe(4);
  expect(files("two")).toEqual(names.flatMap((name) => [`${name}.json`, `${name}.npy`]));
  const labels = JSON.parse(readFileSync(join("two", "snapshots", "gamma=-1,replicate=0.json"), "utf8")) as Record<string, unknown>;
  expect(labels).toMatchObject({ schema: 1, study: "kept", point: '{"gamma":-1}', shape: [3, 6, 12, 3] });
  expect(labels.axes).toMatchObject({ time: [0, 0.35, 1], component: ["x", "y", "z"], particle: [{ name: "e-", particles: 8, weight: 1 / 8 }, { mass: 4 }] });
  const without = absent("numpy");
  if (without) skip(`python3 has no ${without}`);
  const read = `import json, numpy, struct
v = numpy.load("two/snapshots/gamma=-1,replicate=0.npy")
print(json.dumps({"shape": v.shape, "type": str(v.dtype), "order": bool(v.flags.c_contiguous), "bits": ${bits}}))`;
  expect(JSON.parse(python(read))).toEqual({ shape: [3, 6, 12, 3], type: "float64", order: true, bits: (await expected(0)).join(",") });
});

it("--snapshots is written down, kept to, and no part of the digest", async () => {
  const args = ["run", "kept.ts", "--workers", "1", "--out", "three", "--only", "gamma=0,replicate=1", "--snapshots"] as const;
  expect((await landau(...args, "0.5,1")).code).toBe(0);
  expect(files("three")).toEqual(["gamma=0,replicate=1.json", "gamma=0,replicate=1.npy"]);
  const other = await landau(...args, "0.5");
  expect([other.code, other.err.trim()]).toEqual([
    2,
    'three: keeps snapshots {"times":[0.5,1],"format":"npy"}, and is asked for {"times":[0.5],"format":"npy"}; choose another folder with --out',
  ]);
  // Nothing that a setup keeps beside its numbers decides them.
  const module = text.replace(/: readonly \w+\[\]| as const/g, "");
  expect(slice(module).text).toBe(slice(module.replace(/ +snapshots.*\n/, "")).text);
});
