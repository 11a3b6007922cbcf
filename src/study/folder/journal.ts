/**
 * The file of one process in a run folder: it alone writes there, and only lines at the end.
 *
 * A line is written until all of it is (a write may fall short) and synced. When the disk is full, what was begun is taken back and the line may be
 * appended again; whoever reads meanwhile waits for the end of the line. A process that is killed loses at most the line it was writing.
 */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { makeFolder, syncFolder } from "./make-folder.ts";

export interface Journal {
  /** Its file in the folder. */
  readonly name: string;
  /** Throws what the file system says; then the line is not there. */
  append(line: string): void;
  close(): void;
}

/** `HOST-PROCESS-NUMBER`: the host without what a file name may not have. */
export const ownerName = (): string => `${hostname().replace(/[^\w.]+/g, "-") || "host"}-${process.pid}`;

/** Makes a file that nobody has, `OWNER-0.jsonl` or a later number. */
export function openJournal(folder: string): Journal {
  makeFolder(folder);
  const { name, descriptor } = create(folder);
  let end = 0;
  return {
    name,
    append(line) {
      const bytes = Buffer.from(`${line}\n`);
      try {
        for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written, bytes.length - written, end + written);
        fdatasyncSync(descriptor);
      } catch (error) {
        ftruncateSync(descriptor, end);
        throw error;
      }
      end += bytes.length;
    },
    close: () => closeSync(descriptor),
  };
}

function create(folder: string): { name: string; descriptor: number } {
  for (let number = 0; ; number++) {
    const name = `${ownerName()}-${number}.jsonl`;
    try {
      const descriptor = openSync(join(folder, name), "wx");
      syncFolder(folder);
      return { name, descriptor };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
