/**
 * Makes a folder and those above it that are missing, one by one: Node's own recursive call does not return where a parent refuses
 * children and says that it does not exist (as /proc does).
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ScenarioError } from "../../errors.ts";

/** Throws ScenarioError when the folder cannot be made. */
export function makeFolder(directory: string): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) {
    try {
      mkdirSync(path);
      syncFolder(dirname(path));
    } catch (error) {
      // Another process may have made it meanwhile.
      if (existsSync(path)) continue;
      throw new ScenarioError(`${directory}: cannot make the folder ${path} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
    }
  }
  if (!statSync(directory).isDirectory()) throw new ScenarioError(`${directory}: a file, where a folder for the run was expected`);
}

/** Makes last what was made or renamed in a folder; a system that does not sync folders does without. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // As on Windows.
  }
}
