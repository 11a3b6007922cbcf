/** Checkpoints that are of use no more: their replicate is stored. */
import { readdirSync, rmSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import type { Coordinate } from "../plan/task.ts";
import { fileOf, folderOf, LENGTH, nameOf, type Checkpoints } from "./checkpoint.ts";
import type { Keeper } from "./drive.ts";

/** The same keeper; what it stores has no checkpoint any more, nor has what it holds already (a kill may have come between the two). */
export function withoutCheckpoints(keeper: Keeper, place: Pick<Checkpoints, "directory">): Keeper {
  const remove = (task: Coordinate): void => rmSync(fileOf(place, task), { force: true });
  return {
    ...keeper,
    take(task, late) {
      const answer = keeper.take(task, late);
      if (answer === "held") remove(task);
      return answer;
    },
    append(outcome) {
      keeper.append(outcome);
      remove(outcome);
    },
  };
}

/** Removes what is left of replicates that are there, files that a kill cut short among them, and the folder when it is empty. */
export function sweepCheckpoints(place: Pick<Checkpoints, "directory">, there: Iterable<Coordinate>): void {
  const folder = folderOf(place);
  try {
    const names = readdirSync(folder);
    const done = new Set<string>();
    if (names.length > 0) for (const task of there) done.add(nameOf(task));
    for (const name of names) if (done.has(name.slice(0, LENGTH))) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
  } catch {
    // It never was, or others are at work.
  }
}
