/**
 * The copy of the scenario's file in a run folder, `scenario.ts` (or whatever it ends in): as it read when replicates were last run. It tells what was run,
 * and whether the file reads otherwise since, without running it; and it takes the file's place where a folder was moved away from it. Of what it imports and
 * reads the requests keep the hashes.
 */
import { existsSync, readFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { writeWhole } from "./whole-file.ts";

const copyOf = (directory: string, path: string): string => join(directory, `scenario${extname(path)}`);

const sameContent = (one: string, other: string): boolean => existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));

export function keepSource(directory: string, path: string): void {
  if (!sameContent(path, copyOf(directory, path))) writeWhole(copyOf(directory, path), readFileSync(path));
}

/** What to load a folder's scenario from, absolute: the file that was run, or the folder's copy where that is not there. */
export function loadable(directory: string, path: string): string {
  const [own, copy] = [resolve(directory, path), resolve(copyOf(directory, path))];
  return existsSync(own) || !existsSync(copy) ? own : copy;
}

/** The copy that one folder keeps, for another that has none. */
export function passSource(from: string, to: string, path: string): void {
  if (existsSync(copyOf(from, path)) && !existsSync(copyOf(to, path))) writeWhole(copyOf(to, path), readFileSync(copyOf(from, path)));
}

/** Whether there is a file at the path that is not what the folder keeps; false when either is missing. */
export function isEdited(directory: string, path: string): boolean {
  const copy = copyOf(directory, path);
  return existsSync(copy) && existsSync(path) && !sameContent(path, copy);
}
