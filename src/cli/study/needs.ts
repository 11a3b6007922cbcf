/**
 * What a plan will need of a machine, before anything is run:
 *
 *   time    sum over cells of replicates x seconds of one, over the cores,
 *   disk    sum over cells of replicates x bytes of a line of the store: for every quantity at every time a number of up to 20 characters and a comma;
 *           and of snapshots, 8 bytes a number,
 *   memory  the program, a thread for every worker, its particles, and the numbers of all replicates once they are judged.
 *
 * Constants of memory are measured (CHANGELOG.md): a cloud alone takes 40 bytes a particle (N = 1e7 in 488 MB), a couple in two copies with its exact
 * distances 1400 (N = 1e6 in 1.35 GB), program and thread 250 and 100 MB from source, a number of a judged replicate 45 bytes.
 * Limits: within a factor of two. Quantities that are measured at some times only are counted at all of them; figures and report (some 100 kB each) are not counted.
 */
import { pointSeries } from "../../series-name.ts";
import { quantitiesOf } from "../../study/declare/quantities.ts";
import type { Plan, PlannedCell } from "../../study/plan/plan.ts";
import { snapshotBytes } from "./snapshots.ts";

/** Characters of a double in the shortest form that reads back, and a comma. */
const NUMBER = 20;

/** Of a line but for its numbers, names and twice the point (itself, and in the address). */
const FRAME = 150;

const PROGRAM = 250e6;
const THREAD = 100e6;
const JUDGED = 45;

/** Bytes a particle: of one cloud; of the four of a couple in two copies; of these with exact assignments. */
const CLOUD = 40;
const COUPLE = 160;
const ASSIGNED = 1400;

/** Bytes that the replicates of a plan take in the store, at most as a rule, and their snapshots. */
export const diskOf = ({ cells }: Pick<Plan, "cells">): number => sumOver(cells, (cell) => cell.replicates.length * (lineOf(cell) + snapshotBytes(cell)));

/** Bytes of memory that a plan takes at its largest, on so many threads. */
export function memoryOf({ cells }: Pick<Plan, "cells">, workers: number): number {
  // Snapshots are held while a replicate runs, and once more while their file is made.
  const largest = cells.reduce((most, cell) => Math.max(most, cell.setup.particles * bytesAParticle(cell.setup) + 2 * snapshotBytes(cell)), 0);
  const judged = sumOver(cells, ({ setup, replicates }) => replicates.length * seriesOf(setup).length * setup.time.observe * JUDGED);
  return PROGRAM + workers * (THREAD + largest) + judged;
}

type SetupOf = PlannedCell["setup"];

/** One law a species for a system alone, two for a couple. */
function bytesAParticle(setup: SetupOf): number {
  if (setup.initial.laws.length <= setup.system.model.species.length) return CLOUD;
  return Object.values(quantitiesOf(setup)).some(({ place }) => place === "estimate" || place === "raw") ? ASSIGNED : COUPLE;
}

function lineOf({ point, setup }: Pick<PlannedCell, "point" | "setup">): number {
  const series = seriesOf(setup);
  const quotes = '"":[],'.length;
  return (
    FRAME + 2 * JSON.stringify(point).length + series.reduce((sum, name) => sum + name.length + quotes, 0) + NUMBER * setup.time.observe * (series.length + 1)
  );
}

/** Names of all series, those of points of an axis among them. */
const seriesOf = (setup: SetupOf): string[] =>
  Object.entries(quantitiesOf(setup)).flatMap(([name, { along }]) => (along ? along.points.map((_, k) => pointSeries(name, k)) : [name]));

const sumOver = <Cell>(cells: readonly Cell[], of: (cell: Cell) => number): number => cells.reduce((sum, cell) => sum + of(cell), 0);

/** A cell with what a replicate of it takes; `held` of them are there. */
export interface Priced {
  readonly replicates: number;
  readonly held: number;
  readonly seconds: number;
}

/** The most n, up to the largest number of replicates, such that min(n, replicates) of every cell are had in `seconds` of one core. */
export function affordable(cells: readonly Priced[], seconds: number): number {
  const needed = (n: number): number => sumOver(cells, (cell) => Math.max(0, Math.min(n, cell.replicates) - cell.held) * cell.seconds);
  let [enough, tooMany] = [0, cells.reduce((most, { replicates }) => Math.max(most, replicates), 0) + 1];
  while (tooMany - enough > 1) {
    const n = Math.floor((enough + tooMany) / 2);
    if (needed(n) <= seconds) enough = n;
    else tooMany = n;
  }
  return enough;
}
