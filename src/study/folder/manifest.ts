/**
 * `manifest.json` of a run folder: what is run, with which versions and streams, on which machine, by which command.
 *
 * A folder belongs to one digest: a run of another is refused.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import { makeFolder } from "./make-folder.ts";
import type { Edition, Selections } from "../plan/request.ts";

const texts = z.record(z.string(), z.array(z.string()));
const selectionShape = z.strictObject({ only: texts.optional(), replicates: z.number().optional() });
const manifestShape = z.strictObject({
  scenario: z.strictObject({ name: z.string(), path: z.string() }),
  title: z.string(),
  digest: z.string(),
  versions: z.record(z.string(), z.string()),
  edition: z.strictObject({
    seed: z.string().optional(),
    smoke: z.boolean().optional(),
    set: texts.optional(),
    until: z.number().optional(),
  }),
  selection: z.union([selectionShape, z.array(selectionShape)]),
  seeds: z.strictObject({ root: z.string(), tasks: z.array(z.string()) }),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  command: z.string(),
});

/** What `manifest.json` holds. */
export interface Manifest {
  readonly scenario: { readonly name: string; readonly path: string };
  readonly title: string;
  readonly digest: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly edition: Edition;
  /** All that was ever asked of this folder: a union when no single selection says it. */
  readonly selection: Selections;
  /** Addresses of the random streams of every task. */
  readonly seeds: { readonly root: string; readonly tasks: readonly string[] };
  readonly machine: Readonly<Record<string, string | number>>;
  readonly command: string;
}

/** Reads `manifest.json`. Throws ScenarioError that names the file and what is wrong in it. */
export function readManifest(directory: string): Manifest {
  const file = join(directory, "manifest.json");
  if (!existsSync(file)) throw new ScenarioError(`${directory}: not a run folder (it has no manifest.json)`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new ScenarioError(`${file}: not JSON`);
  }
  const parsed = manifestShape.safeParse(content);
  if (!parsed.success) throw new ScenarioError(`${file}: ${describe(parsed.error)}`);
  return parsed.data as Manifest;
}

/** Writes `manifest.json` whole or not at all. Throws ScenarioError when the folder holds a run of another digest. */
export function writeManifest(directory: string, manifest: Manifest): void {
  const file = join(directory, "manifest.json");
  if (existsSync(file)) {
    const held = readManifest(directory).digest;
    if (held !== manifest.digest) {
      const found = `${held.slice(0, 12)}, this run is ${manifest.digest.slice(0, 12)}`;
      throw new ScenarioError(`${directory}: holds another run (digest ${found}; choose another folder with --out)`);
    }
  }
  makeFolder(directory);
  writeFileSync(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** The first trouble that zod found: its path inside the file, what was expected and what was there. */
export function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return [issue.path.join("."), issue.message].filter(Boolean).join(": ");
}
