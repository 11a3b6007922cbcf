/** Snapshots of a run: which velocities of a replicate are kept, and where: `snapshots/gamma=-1,N=256,replicate=17.h5`, or `.npy` with its labels in `.json`. */
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ScenarioError } from "../../errors.ts";
import { makeVelocities, velocitiesNpy, velocityLabels, type Velocities } from "../../files/velocities.ts";
import type { Snapshot, Snapshots } from "../../protocols/index.ts";
import { checkSnapshots } from "../../setup/check.ts";
import { makeWhole, writeWhole } from "../../study/folder/whole-file.ts";
import { particularsOf } from "../../study/plan/described.ts";
import type { Plan, PlannedCell } from "../../study/plan/plan.ts";
import { coordinatesOf, labelOf, type Coordinate, type Task } from "../../study/plan/task.ts";
import type { Beside } from "../../study/run/executor.ts";

type Cell = Pick<PlannedCell, "point" | "setup">;

/** What is kept of each cell. */
export type Kept = (cell: Cell) => Snapshots | undefined;

/** Snapshots of a cell: those asked for, by default those of its scenario. Throws ScenarioError when a cell has none to give. */
export function keptOf({ cells, scenario }: Plan, asked?: Snapshots): Kept {
  if (!asked) return ({ setup }) => setup.snapshots;
  for (const { setup } of cells) inWords(scenario.name, () => checkSnapshots(asked, setup.system));
  return () => asked;
}

function inWords(name: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`scenario ${name}: ${error.message}`) : error;
  }
}

const folderOf = (directory: string): string => join(directory, "snapshots");

const endings = { npy: ".npy", hdf5: ".h5" } as const;

const fileOf = (directory: string, { point, replicate }: Coordinate, format: Snapshots["format"]): string =>
  join(folderOf(directory), `${[...coordinatesOf(point), `replicate=${replicate}`].join(",")}${endings[format]}`);

/** Snapshots of a run's tasks, and whether those of a replicate are there; nothing when nobody asks for any. */
export interface Album {
  readonly snapshots: NonNullable<Beside["snapshots"]>;
  complete(coordinate: Coordinate): boolean;
}

/** Throws ScenarioError when a run over a queue would keep velocities. */
export function refuseAtQueue(plan: Plan, kept: Kept): void {
  if (wantedOf(plan, kept).size > 0)
    throw new ScenarioError(`${plan.scenario.name}: keeps snapshots, which workers at a queue do not send (run it without --queue)`);
}

/** By label of a cell: what is kept of it, times beyond its end left out. */
function wantedOf({ cells, edition }: Plan, kept: Kept): Map<string, { cell: PlannedCell; times: readonly number[]; format: Snapshots["format"] }> {
  const wanted = new Map<string, { cell: PlannedCell; times: readonly number[]; format: Snapshots["format"] }>();
  for (const cell of cells) {
    const { times = [], format = "npy" } = kept(cell) ?? {};
    const reached = times.filter((t) => t <= Math.min(cell.setup.time.end, edition.until ?? Infinity));
    if (reached.length > 0) wanted.set(labelOf(cell.point), { cell, times: reached, format });
  }
  return wanted;
}

export function openAlbum(directory: string, digest: string, plan: Plan, kept: Kept): Album | undefined {
  const { scenario } = plan;
  const wanted = wantedOf(plan, kept);
  if (wanted.size === 0) return undefined;
  return {
    snapshots: {
      times: ({ point }) => wanted.get(labelOf(point))?.times ?? [],
      async take(task, taken) {
        const found = wanted.get(labelOf(task.point));
        if (!found) return;
        const of = velocitiesOf(found.cell, taken, aboutOf(task, scenario.name, digest));
        const file = fileOf(directory, task, found.format);
        if (found.format === "hdf5") return makeWhole(file, (part) => makeVelocities(part, of));
        writeWhole(file.replace(/npy$/, "json"), velocityLabels(of));
        writeWhole(file, velocitiesNpy(of));
      },
    },
    complete(coordinate) {
      const found = wanted.get(labelOf(coordinate.point));
      return !found || existsSync(fileOf(directory, coordinate, found.format));
    },
  };
}

const aboutOf = ({ point, replicate, address }: Task, study: string, digest: string): Record<string, string> => ({
  study,
  digest,
  point: JSON.stringify(point),
  replicate: String(replicate),
  address,
});

function velocitiesOf({ setup }: Cell, taken: readonly Snapshot[], about: Record<string, string>): Velocities {
  const { dimension, species } = particularsOf(setup);
  return {
    times: taken.map(({ t }) => t),
    ensembles: setup.system.ensembles ?? [],
    species: species.map(({ name, mass, density, particles = setup.particles }) => ({ name, mass, particles, weight: density / particles })),
    dimension,
    values: taken.map(({ velocities }) => velocities),
    about,
  };
}

/** Bytes of the velocities that the scenario of a cell asks to keep of a replicate. */
export function snapshotBytes({ setup }: Pick<Cell, "setup">): number {
  const times = setup.snapshots?.times.filter((t) => t <= setup.time.end).length ?? 0;
  return 8 * times * (setup.system.ensembles?.length ?? 0) * setup.particles * (setup.initial.laws[0]?.dimension ?? 0);
}

/** Snapshots of one folder that another lacks. */
export function passSnapshots(from: string, to: string): void {
  if (!existsSync(folderOf(from))) return;
  for (const name of readdirSync(folderOf(from)).filter((one) => /\.(npy|json|h5)$/.test(one))) {
    const file = join(folderOf(to), name);
    if (!existsSync(file)) makeWhole(file, (part) => copyFileSync(join(folderOf(from), name), part));
  }
}
