/**
 * Who runs what in a run folder: a file per replicate under way, made by one process and seen by all, so that two runs share the work.
 *
 * It is advice, no lock: where it cannot be had or its owner is gone, a replicate may run twice, which costs time and gives the same line. An owner on
 * this machine is alive when its process is (its start distinguishes it from a later process of the same number, where the system tells);
 * one on another machine cannot be asked.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { nameOfTask, type Coordinate } from "../plan/task.ts";
import { makeFolder } from "./make-folder.ts";

interface Owner {
  readonly host: string;
  readonly process: number;
  readonly start: string;
}

export interface Underway {
  /** Whether this process may run it. `late`: also what an owner who cannot be asked may be running. */
  take(task: Coordinate, late: boolean): boolean;
  leave(task: Coordinate): void;
  close(): void;
}

export function underwayIn(folder: string): Underway {
  const own = new Set<string>();
  const me = JSON.stringify({ host: hostname(), process: process.pid, start: startOf(process.pid) ?? "" } satisfies Owner);
  const leave = (file: string) => {
    if (own.delete(file)) rmSync(file, { force: true });
  };
  return {
    take(task, late) {
      const file = fileOf(folder, task);
      if (make(folder, file, me)) {
        own.add(file);
        return true;
      }
      const answer = askOwner(file);
      if (answer === "alive" || (answer === "unknown" && !late)) return false;
      rmSync(file, { force: true });
      if (make(folder, file, me)) own.add(file);
      return true;
    },
    leave: (task) => leave(fileOf(folder, task)),
    close() {
      for (const file of [...own]) leave(file);
      try {
        rmdirSync(folder);
      } catch {
        // Others are at work, or it never was.
      }
    },
  };
}

/** How many replicates are under way there, as far as can be told: those of owners who are gone do not count. */
export function countUnderway(folder: string): number {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => askOwner(join(folder, name)) !== "gone").length;
}

const fileOf = (folder: string, task: Coordinate): string => join(folder, createHash("sha256").update(nameOfTask(task)).digest("hex").slice(0, 16));

/** False when somebody has it; true when it was made, or cannot be (a full disk is no reason to wait). */
function make(folder: string, file: string, content: string): boolean {
  // The folder goes with the last replicate under way, perhaps just now.
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      makeFolder(folder);
      writeFileSync(file, content, { flag: "wx" });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") return false;
      if (code !== "ENOENT") return true;
    }
  }
  return true;
}

function askOwner(file: string): "alive" | "gone" | "unknown" {
  let owner: Partial<Owner> | null;
  try {
    owner = JSON.parse(readFileSync(file, "utf8")) as Partial<Owner> | null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "gone" : "unknown";
  }
  if (owner?.host !== hostname() || !Number.isInteger(owner.process)) return "unknown";
  return isAlive(owner as Owner) ? "alive" : "gone";
}

function isAlive({ process: number, start }: Owner): boolean {
  try {
    process.kill(number, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return start === (startOf(number) ?? "");
}

/** When a process began, in the clock ticks of Linux: the 22nd field of its status, the 20th after the name in parentheses. */
function startOf(number: number): string | undefined {
  try {
    return readFileSync(`/proc/${number}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19];
  } catch {
    return undefined;
  }
}
