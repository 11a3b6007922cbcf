/**
 * `manifest.json` of a run folder: all that was ever asked of it, cell by cell, with versions, streams, machine and commands. It is made from the
 * requests, for people and other programs to read; whoever goes on with the folder reads the requests, so a lost or damaged manifest loses nothing.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ScenarioError } from "../../errors.ts";
import type { Stopping } from "../../protocols/index.ts";
import { stoppingOf } from "../declare/looks.ts";
import { labelOf, union, type Part } from "../plan/task.ts";
import { readNumbers, writeNumbers } from "./numbers.ts";
import { readRequests, type Request, type RequestedCell } from "./request.ts";
import { readSessions, type Session } from "./session.ts";
import { writeWhole } from "./whole-file.ts";

export interface Manifest extends Omit<Request, "number" | "cells" | "command"> {
  readonly seeds: { readonly root: string; /** `toy/gamma=-1/replicate=0-15` */ readonly streams: readonly string[] };
  readonly cells: readonly RequestedCell[];
  /** In the order in which they were given. */
  readonly commands: readonly string[];
  /** Processes that ran replicates, in the order in which they began. */
  readonly sessions: readonly Session[];
  /** That of the latest request, over all that was ever asked for. */
  readonly stopping?: Stopping;
}

/** Throws ScenarioError when there is nothing that tells what the folder is. */
export function readManifest(directory: string): Manifest & { readonly damaged: readonly string[] } {
  const { requests, damaged } = readRequests(directory);
  if (requests.length > 0) return { ...manifestOf(requests, readSessions(directory)), damaged };
  if (damaged.length > 0) throw new ScenarioError(`${damaged.join(", ")}: damaged; landau run SCENARIO --out ${directory} asks again, and keeps what is there`);
  if (existsSync(join(directory, "manifest.json")) || existsSync(join(directory, "replicates.jsonl")))
    throw new ScenarioError(`${directory}: a run folder without requests, as earlier versions of landau-flow made them`);
  throw new ScenarioError(`${directory}: not a run folder (it has no requests)`);
}

/** Writes `manifest.json` when it does not say what the requests say. */
export function writeManifest(directory: string): void {
  const { requests } = readRequests(directory);
  const file = join(directory, "manifest.json");
  const content = `${JSON.stringify(manifestOf(requests, readSessions(directory)), null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeWhole(file, content);
}

/** The replicates that a manifest asks for. */
export const partsOf = (cells: readonly Pick<RequestedCell, "point" | "replicates">[]): Part[] =>
  cells.map(({ point, replicates }) => ({ point, replicates: readNumbers(replicates) ?? [] }));

/** Of at least one request. The last word on a cell's description is the latest. */
function manifestOf(requests: readonly Request[], sessions: readonly Session[]): Manifest {
  const { scenario, title, digest, edition, used, origin, versions, machine, until } = requests.at(-1) as Request;
  const latest = new Map<string, RequestedCell>();
  // What was once to be kept is, until the folder ends.
  for (const cell of requests.flatMap((request) => request.cells)) {
    const snapshots = cell.snapshots ?? latest.get(labelOf(cell.point))?.snapshots;
    latest.set(labelOf(cell.point), { ...cell, ...(snapshots ? { snapshots } : {}) });
  }
  const cells = union(...requests.map((request) => partsOf(request.cells))).map(({ point, replicates }) => ({
    ...(latest.get(labelOf(point)) as RequestedCell),
    replicates: writeNumbers(replicates),
  }));
  const counts = partsOf(cells).map(({ replicates }) => replicates.length);
  const stopping = stoppingOf(until, counts);
  const root = edition.seed === undefined ? scenario.name : `${scenario.name}[${edition.seed}]`;
  return {
    scenario,
    title,
    digest,
    edition,
    seeds: { root, streams: cells.map(({ stream, replicates }) => `${stream}/replicate=${replicates}`) },
    cells,
    used,
    ...(origin ? { origin } : {}),
    versions,
    machine,
    commands: [...new Set(requests.map(({ command }) => command))],
    sessions,
    ...(until === undefined ? {} : { until }),
    ...(stopping ? { stopping } : {}),
  };
}
