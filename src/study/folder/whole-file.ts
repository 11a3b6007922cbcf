/**
 * Writes a file whole or not at all, also when the power fails: under a name that nobody else has, synced, then renamed. Two processes that write the
 * same file leave one of the two.
 */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ownerName } from "./journal.ts";
import { makeFolder, syncFolder } from "./make-folder.ts";

/** Throws what the file system says; then the file is as it was. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  makeWhole(file, (part) => writeFileSync(part, content, { flag: "wx" }));
}

/** The same of a file that `make` makes under the name that it is given. Throws what it throws. */
export function makeWhole(file: string, make: (part: string) => void): void {
  makeFolder(dirname(file));
  // Owners of one name and number there may be where containers share a folder.
  const part = `${file}.${ownerName()}-${randomUUID().slice(0, 8)}.part`;
  try {
    make(part);
    const descriptor = openSync(part, "r+");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    // The part's name means nothing to anybody.
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
  syncFolder(dirname(file));
}
