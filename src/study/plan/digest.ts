/**
 * The digest of a run: SHA-256 over everything that decides its numbers. Runs with different digests are never mixed.
 *
 * It covers the scenario's file and its relative imports, this package's version, --seed, --smoke, --set and --until. It does not cover --only, --replicates, --workers: they choose what to run and where, and change no number.
 * Limits: imports are found by their text; a module named by a computed path is missed.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plan } from "./plan.ts";

/** 64 hexadecimal digits. `version` is this package's. */
export function digestOfRun({ scenario, edition }: Pick<Plan, "scenario" | "edition">, version: string = packageVersion()): string {
  const hash = createHash("sha256");
  const add = (label: string, text: string) => hash.update(`${label}\0${text.length}\0${text}\0`);
  for (const file of filesOf(scenario.path)) add(relative(dirname(scenario.path), file).split(sep).join("/"), readFileSync(file, "utf8"));
  add("version", version);
  const { seed = null, smoke = false, set = {}, until = null } = edition;
  const sorted = Object.entries(set)
    .filter(([key]) => key !== "replicates")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  add("edition", JSON.stringify({ seed, smoke, set: sorted, until }));
  add("parameters", JSON.stringify(Object.keys(scenario.study.vary)));
  return hash.digest("hex");
}

/** A file and what it imports by relative path, each once, depth first. */
function filesOf(path: string, found: string[] = []): string[] {
  if (found.includes(path) || !existsSync(path)) return found;
  found.push(path);
  const source = readFileSync(path, "utf8");
  for (const [, specifier] of source.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    filesOf(resolve(dirname(path), specifier), found);
  }
  return found;
}

/** The folder of this package's package.json, from source and from dist alike. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}
