/**
 * Joins run folders into one: requests, sessions and replicates of the others are added to it. Of what is there already, the same again is harmless; another result
 * for the same replicate is refused. The others are read only.
 */
import { existsSync, realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import { ScenarioError } from "../../errors.ts";
import { readManifest, writeManifest } from "./manifest.ts";
import { readRequests, writeRequest } from "./request.ts";
import { readSessions, writeSession } from "./session.ts";
import { passSource } from "./source.ts";
import { openStore, readStore } from "./store.ts";
import type { Place } from "./union.ts";

export interface Merged {
  readonly added: number;
  /** Replicates that were there already, with the same result. */
  readonly overlapping: number;
  /** Lines of the others that are not what was written, and were left out. */
  readonly damage: readonly Place[];
  /** Their requests that are not what was written, left out likewise. */
  readonly lost: readonly string[];
}

/** Throws ScenarioError for folders of different runs (digests), before anything is written, and for two results of one replicate. */
export function merge(directory: string, sources: readonly string[]): Merged {
  const others = sources.filter((source) => placeOf(source) !== placeOf(directory));
  const { digest } = refuseMixed(readRequests(directory).requests.length > 0 ? [directory, ...others] : others);
  const store = openStore(directory, digest);
  let [added, overlapping] = [0, 0];
  const damage: Place[] = [];
  const lost: string[] = [];
  try {
    for (const source of others) {
      const stored = readStore(source, digest);
      for (const place of stored.damage) damage.push(place);
      for (const file of passRequests(source, directory)) lost.push(file);
      for (const session of readSessions(source)) writeSession(directory, session);
      for (const { outcome, place } of stored.placed()) {
        if (store.join(outcome, place)) added++;
        else overlapping++;
      }
    }
  } finally {
    store.close();
  }
  writeManifest(directory);
  return { added, overlapping, damage, lost };
}

/** One name for a folder, whatever links lead there. */
const placeOf = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : resolve(folder));

function refuseMixed(directories: readonly string[]): { digest: string } {
  const manifests = directories.map((directory) => ({ directory, digest: readManifest(directory).digest }));
  const odd = manifests.find(({ digest }) => digest !== manifests[0].digest);
  if (!odd) return manifests[0];
  const told = ({ directory, digest }: typeof odd) => `${directory} (digest ${digest.slice(0, 12)})`;
  throw new ScenarioError(`${told(manifests[0])}, ${told(odd)}: two different runs, which cannot be merged (expected one digest)`);
}

/** Requests of one folder as the other would have them: numbered on, with the scenario's path from there. Returns those that are damaged. */
function passRequests(from: string, to: string): readonly string[] {
  const { requests: passing, damaged } = readRequests(from);
  for (const request of passing) {
    const { requests } = readRequests(to);
    const path = relative(resolve(to), resolve(from, request.scenario.path));
    const passed = { ...request, number: requests.length + 1, scenario: { ...request.scenario, path } };
    const known = requests.some((one) => JSON.stringify({ ...one, number: 0 }) === JSON.stringify({ ...passed, number: 0 }));
    if (!known) writeRequest(to, passed);
    passSource(from, to, request.scenario.path);
  }
  return damaged;
}
