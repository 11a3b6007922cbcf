/**
 * `sessions/*.json` of a run folder: when a process worked on it, where, and how long its replicates took. A file is named by the checksum of its content,
 * and is written when the process ends in good order; one that is killed leaves its replicates only. Nothing here decides a number.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { checksum } from "./line.ts";
import { writeWhole } from "./whole-file.ts";

const sessionShape = z.strictObject({
  command: z.string(),
  /** The machine's name and the process's number. */
  process: z.string(),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  /** ISO 8601, in UTC. */
  begin: z.iso.datetime(),
  end: z.iso.datetime(),
  /** Wall-clock seconds of its replicates, cell by cell. */
  cells: z.array(
    z.strictObject({
      point: z.record(z.string(), z.union([z.number(), z.string()])),
      replicates: z.int().positive(),
      seconds: z.strictObject({ mean: z.number(), longest: z.number() }),
    }),
  ),
});

export type Session = Readonly<z.infer<typeof sessionShape>>;

const folderOf = (directory: string): string => join(directory, "sessions");

/** Throws what the file system says. */
export function writeSession(directory: string, session: Session): void {
  const content = `${JSON.stringify(session, null, 2)}\n`;
  writeWhole(join(folderOf(directory), `${checksum(content)}.json`), content);
}

/** In the order in which they began; files that are not what was written are left out. */
export function readSessions(directory: string): Session[] {
  const folder = folderOf(directory);
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".json")).sort();
  const sessions = names.flatMap((name) => {
    const session = readSession(join(folder, name), name.slice(0, -5));
    return session ? [session] : [];
  });
  return sessions.sort((a, b) => (a.begin < b.begin ? -1 : 1));
}

/** Undefined for whatever is not what was written: a folder is worth more than who worked on it. */
function readSession(file: string, check: string): Session | undefined {
  try {
    const content = readFileSync(file, "utf8");
    return checksum(content) === check ? sessionShape.parse(JSON.parse(content)) : undefined;
  } catch {
    return undefined;
  }
}
