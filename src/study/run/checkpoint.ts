/**
 * `checkpoints/*` of a run folder: what a replicate under way keeps of itself every few minutes, so that one that takes an hour survives a kill. A file is a line
 * of JSON that says whose it is, then the state as Node serialises it (v8: doubles bit by bit). It is written whole or not at all, and goes when the replicate is
 * stored.
 *
 * A file that is damaged, or of another run, task or choice of snapshots, is none: the replicate begins anew. One that cannot be written costs nothing but itself.
 * The interval decides when to write, and no bits.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Checkpoint } from "../../protocols/index.ts";
import { checksum } from "../folder/line.ts";
import { writeWhole } from "../folder/whole-file.ts";
import { nameOfTask, type Coordinate, type Task } from "../plan/task.ts";

/** Plain data, so that it goes to threads. */
export interface Checkpoints {
  /** The run folder. */
  readonly directory: string;
  readonly digest: string;
  /** Between two checkpoints of a replicate. */
  readonly seconds: number;
}

/** Where they are. */
export const folderOf = ({ directory }: Pick<Checkpoints, "directory">): string => join(directory, "checkpoints");

/** Characters of a file's name. */
export const LENGTH = 16;

export const nameOf = (task: Coordinate): string => createHash("sha256").update(nameOfTask(task)).digest("hex").slice(0, LENGTH);

export const fileOf = (place: Pick<Checkpoints, "directory">, task: Coordinate): string => join(folderOf(place), nameOf(task));

/** That of one replicate. `snapshots`: their times, which it keeps too. `now` in milliseconds. */
export function openCheckpoint(place: Checkpoints, task: Task, snapshots: readonly number[], now: () => number = () => performance.now()): Checkpoint {
  const file = fileOf(place, task);
  const owner = JSON.stringify({ schema: 1, digest: place.digest, task: nameOfTask(task), address: task.address, snapshots });
  const held = read(file, owner);
  let last = now();
  return {
    ...(held === undefined ? {} : { held }),
    due: () => now() - last >= 1000 * place.seconds,
    keep(state) {
      const bytes = serialize(state);
      try {
        writeWhole(file, Buffer.concat([Buffer.from(`${owner.slice(0, -1)},"check":"${checksum(bytes)}"}\n`), bytes]));
      } catch {
        // A full disk keeps the run's replicates first.
      }
      last = now();
    },
  };
}

function read(file: string, owner: string): unknown {
  try {
    const content = readFileSync(file);
    const end = content.indexOf(10);
    const bytes = content.subarray(end + 1);
    return content.toString("utf8", 0, end) === `${owner.slice(0, -1)},"check":"${checksum(bytes)}"}` ? deserialize(bytes) : undefined;
  } catch {
    return undefined;
  }
}
