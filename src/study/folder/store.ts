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
import { unionOf, type Place } from "./union.ts";

/** What a run folder holds. */
export interface Stored {
  readonly directory: string;
  /** Whether there are numbers, or a failure that running again would not mend. */
  has(coordinate: Coordinate): boolean;
  parts(): Part[];
  /** Read anew from the files, so that not all of them need be in memory. */
  outcomes(): Iterable<Outcome>;
  /** Lines that are not what was written: each is a replicate to run again. */
  readonly damage: readonly Place[];
}

/** An open run folder. */
export interface Store extends Stored {
  /** `ours`: to be run by this process; `held`: it is there by now; `others`: another process runs it. `late`: as if nobody who cannot be asked ran it. */
  take(task: Coordinate, late: boolean): "ours" | "held" | "others";
  /** Throws what the file system says when the line cannot be written; it may be appended again. Throws ScenarioError for a contradiction. */
  append(outcome: Outcome): void;
  close(): void;
}

const replicatesOf = (directory: string): string => join(directory, "replicates");

/** Reads a run folder. Throws ScenarioError when it holds another run, or contradicts itself. */
export function readStore(directory: string, digest: string): Stored {
  refuseEarlier(directory);
  const union = unionOf(replicatesOf(directory), digest);
  union.refresh();
  return { directory, has: union.has, parts: union.parts, outcomes: () => union.outcomes(), damage: union.damage };
}

/** Opens a run folder to add to it. Throws ScenarioError. */
export function openStore(directory: string, digest: string): Store {
  makeFolder(directory);
  refuseEarlier(directory);
  const folder = replicatesOf(directory);
  const union = unionOf(folder, digest);
  const underway = underwayIn(join(directory, "underway"));
  let journal: Journal | undefined;
  let lines = 0;
  union.refresh();
  return {
    directory,
    has: union.has,
    parts: union.parts,
    outcomes: () => union.outcomes(),
    damage: union.damage,
    take(task, late) {
      if (union.has(task)) return "held";
      if (!underway.take(task, late)) return "others";
      union.refresh(journal?.name);
      if (!union.has(task)) return "ours";
      underway.leave(task);
      return "held";
    },
    append(outcome) {
      const line = encode(outcome, digest);
      journal ??= openJournal(folder);
      journal.append(line);
      underway.leave(outcome);
      union.add(outcome, line.slice(-18, -2), { file: join(folder, journal.name), line: ++lines });
    },
    close() {
      journal?.close();
      underway.close();
    },
  };
}

function refuseEarlier(directory: string): void {
  if (!existsSync(join(directory, "replicates.jsonl"))) return;
  throw new ScenarioError(`${directory}: a run of an earlier version of landau-flow (replicates.jsonl); choose another folder with --out`);
}
