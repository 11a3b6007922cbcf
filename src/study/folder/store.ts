/**
 * The replicates of a run folder: `replicates/*.jsonl`, one file a process, one line a finished replicate; nobody changes what another may write.
 *
 * Any number of processes may run on one folder: each reads what the others add, and takes what nobody else runs.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ScenarioError } from "../../errors.ts";
import type { Coordinate, Outcome, Part } from "../plan/task.ts";
import { encode } from "./line.ts";
import { openJournal, type Journal } from "./journal.ts";
import { makeFolder } from "./make-folder.ts";
import { underwayIn } from "./underway.ts";
import { unionOf, type Place, type Placed, type Union } from "./union.ts";

/** What a run folder holds. */
export interface Stored {
  readonly directory: string;
  /** Whether there are numbers, or a failure that running again would not mend. */
  has(coordinate: Coordinate): boolean;
  parts(): Part[];
  /** Read anew from the files, so that not all of them need be in memory. */
  outcomes(): Iterable<Outcome>;
  /** The same with their places. */
  placed(): Iterable<Placed>;
  /** Lines that are not what was written: each is a replicate to run again. */
  readonly damage: readonly Place[];
}

/** An open run folder. */
export interface Store extends Stored {
  /** `ours`: to be run by this process; `held`: it is there by now; `others`: another process runs it. `late`: as if nobody who cannot be asked ran it. */
  take(task: Coordinate, late: boolean): "ours" | "held" | "others";
  /** Throws what the file system says when the line cannot be written; it may be appended again. Throws ScenarioError for a contradiction. */
  append(outcome: Outcome): void;
  /** Appends what another folder holds, unless it is there; whether it did. Throws as append. */
  join(outcome: Outcome, from: Place): boolean;
  close(): void;
}

const reading = (directory: string, { has, parts, placed, damage }: Union): Stored => ({
  ...{ directory, has, parts, placed, damage },
  *outcomes() {
    for (const { outcome } of placed()) yield outcome;
  },
});

const replicatesOf = (directory: string): string => join(directory, "replicates");

/** Reads a run folder. Throws ScenarioError when it holds another run, or contradicts itself. */
export function readStore(directory: string, digest: string): Stored {
  refuseEarlier(directory);
  const union = unionOf(replicatesOf(directory), digest);
  union.refresh();
  return reading(directory, union);
}

/**
 * Opens a run folder to add to it. `complete`: whether all is there that a finished replicate leaves beside its line; one that lacks something is not there.
 * Throws ScenarioError.
 */
export function openStore(directory: string, digest: string, complete: (coordinate: Coordinate) => boolean = () => true): Store {
  makeFolder(directory);
  refuseEarlier(directory);
  const folder = replicatesOf(directory);
  const union = unionOf(folder, digest);
  const underway = underwayIn(join(directory, "underway"));
  const has = (coordinate: Coordinate): boolean => union.has(coordinate) && (!union.finished(coordinate) || complete(coordinate));
  let journal: Journal | undefined;
  let lines = 0;
  union.refresh();
  function append(outcome: Outcome): void {
    const line = encode(outcome, digest);
    journal ??= openJournal(folder);
    journal.append(line);
    underway.leave(outcome);
    union.add(outcome, checkIn(line), { file: join(folder, journal.name), line: ++lines });
  }
  return {
    ...reading(directory, union),
    has,
    append,
    take(task, late) {
      if (has(task)) return "held";
      if (!underway.take(task, late)) return "others";
      union.refresh(journal?.name);
      if (!has(task)) return "ours";
      underway.leave(task);
      return "held";
    },
    join(outcome, from) {
      const lacking = union.lacks(outcome);
      if (lacking) append(outcome);
      else union.add(outcome, checkIn(encode(outcome, digest)), from);
      return lacking;
    },
    close() {
      journal?.close();
      underway.close();
    },
  };
}

/** The checksum of a line that was just written. */
const checkIn = (line: string): string => line.slice(-18, -2);

function refuseEarlier(directory: string): void {
  if (!existsSync(join(directory, "replicates.jsonl"))) return;
  throw new ScenarioError(`${directory}: a run of an earlier version of landau-flow (replicates.jsonl); choose another folder with --out`);
}
