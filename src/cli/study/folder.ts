/** A run folder from the command line's side: what to write of a request, and how to read a run back. */
import { join, relative, resolve } from "node:path";
import { ScenarioError } from "../../errors.ts";
import type { Snapshots } from "../../protocols/index.ts";
import { partsOf, readManifest, writeManifest, type Manifest } from "../../study/folder/manifest.ts";
import { makeFolder } from "../../study/folder/make-folder.ts";
import { writeNumbers } from "../../study/folder/numbers.ts";
import { readRequests, writeRequest, type RequestedCell } from "../../study/folder/request.ts";
import { loadable } from "../../study/folder/source.ts";
import type { Stored } from "../../study/folder/store.ts";
import type { Place } from "../../study/folder/union.ts";
import { commandLine } from "../../study/plan/command.ts";
import { described, fingerprint, type Described } from "../../study/plan/described.ts";
import { changesSince, footingOf, type Footing } from "../../study/plan/digest.ts";
import { packageVersion } from "../../study/plan/package.ts";
import { loadScenario } from "../../study/plan/load.ts";
import { planParts, streamOf, type Plan, type PlannedCell } from "../../study/plan/plan.ts";
import { replicatesAt } from "../../study/plan/request.ts";
import { coordinatesOf, difference, labelOf, sizeOf, union, type Part } from "../../study/plan/task.ts";
import type { Io } from "../io.ts";
import { counted } from "../progress.ts";
import { machine, originOf } from "./provenance.ts";
import type { Kept } from "./snapshots.ts";

/** `results/<study>/<first 12 digits of the digest>`, unless the user names a folder. */
export const folderOf = (plan: Plan, digest: string, out?: string): string => out ?? join("results", plan.scenario.name, digest.slice(0, 12));

/** Writes down what is asked of a folder, unless it was asked before. Throws ScenarioError when the folder holds another run. */
export function recordRun(directory: string, plan: Plan, { digest, used }: Footing, command: string, kept: Kept): void {
  makeFolder(directory);
  const { requests } = readRequests(directory);
  const held = requests[0]?.digest ?? digest;
  if (held !== digest) {
    const found = `${held.slice(0, 12)}, this run is ${digest.slice(0, 12)}`;
    throw new ScenarioError(`${directory}: holds another run (digest ${found}; choose another folder with --out)`);
  }
  const before = requests.flatMap(({ cells }) => cells);
  const earlier = new Map<string, RequestedCell[]>();
  for (const cell of before) {
    const same = earlier.get(labelOf(cell.point));
    if (same) same.push(cell);
    else earlier.set(labelOf(cell.point), [cell]);
  }
  const earlierOf = ({ point }: RequestedCell): readonly RequestedCell[] => earlier.get(labelOf(point)) ?? [];
  const cells = plan.cells.map((cell) => requested(plan, cell, kept(cell)));
  for (const cell of cells) refuseOtherSetup(directory, cell, earlierOf(cell));
  const pictured = cells.some((cell) => cell.snapshots && !earlierOf(cell).some(({ snapshots }) => snapshots));
  if (pictured || difference(plan.cells, partsOf(before)).length > 0) {
    const { scenario, edition } = plan;
    writeRequest(directory, {
      number: requests.length + 1,
      scenario: { name: scenario.name, path: relative(resolve(directory), scenario.path) },
      title: scenario.study.title,
      digest,
      edition,
      cells,
      used,
      origin: originOf(scenario.path),
      versions: { "landau-flow": packageVersion(), node: process.versions.node },
      machine: machine(),
      command,
      ...(scenario.study.until === undefined ? {} : { until: scenario.study.until }),
    });
  }
  writeManifest(directory);
}

function requested({ scenario, edition }: Plan, { point, setup, replicates }: PlannedCell, snapshots: Snapshots | undefined): RequestedCell {
  return {
    point,
    stream: streamOf(scenario, edition, point),
    replicates: writeNumbers(replicates),
    declared: replicatesAt(point, scenario.study.replicates, edition, {}),
    setup: described(setup),
    ...(snapshots ? { snapshots: { times: snapshots.times, format: snapshots.format } } : {}),
  };
}

/** The program is the same; a setup that differs all the same depends on something else than its point. `before`: what was asked of the same point. */
function refuseOtherSetup(directory: string, { point, setup, snapshots }: RequestedCell, before: readonly RequestedCell[]): void {
  const pictured = before.find((cell) => cell.snapshots)?.snapshots;
  if (snapshots && pictured && JSON.stringify(snapshots) !== JSON.stringify(pictured))
    throw new ScenarioError(
      `${directory}: keeps snapshots ${JSON.stringify(pictured)}, and is asked for ${JSON.stringify(snapshots)}; choose another folder with --out`,
    );
  const earlier = before.find((cell) => fingerprint(cell.setup) !== fingerprint(setup));
  if (!earlier) return;
  const keys = ["system", "initial", "particles", "time", "tables", "particulars", "observe"] as const;
  const told = (one: Described, key: (typeof keys)[number]) => JSON.stringify(one[key]);
  const key = keys.find((one) => told(earlier.setup, one) !== told(setup, one)) ?? "observe";
  const at = coordinatesOf(point).join(",") || "its only point";
  throw new ScenarioError(
    `${directory}: ${at} was run with ${key} ${told(earlier.setup, key)}, and is ${told(setup, key)} now; choose another folder with --out`,
  );
}

/** A run as its folder tells it, with its scenario as that reads today. */
export interface Reopened {
  readonly plan: Plan;
  readonly manifest: ReturnType<typeof readManifest>;
  /** Of the scenario and the package as they are today. */
  readonly digest: string;
  /** What decides numbers and changed since the run, in words. */
  readonly changed?: string;
}

/** Snapshots as a folder keeps them, cell by cell; of other cells as their scenario says. */
export function keptBy({ cells }: Pick<Manifest, "cells">): Kept {
  const held = new Map(cells.map(({ point, snapshots }) => [labelOf(point), snapshots]));
  return ({ point, setup }) => held.get(labelOf(point)) ?? setup.snapshots;
}

/** Loads the scenario of a folder, or another file that takes its place, and plans what was asked. Throws ScenarioError. */
export async function reopen(directory: string): Promise<Reopened> {
  const manifest = readManifest(directory);
  const { name, path } = manifest.scenario;
  // Replays name the file that was run, which alone has the scenario's name.
  const scenario = { ...(await loadScenario(loadable(directory, path), name)), shown: relative(process.cwd(), scenarioOf(directory, manifest)) };
  // Cells that the scenario no longer has are named where all that the folder holds is shown.
  const { plan } = planParts(scenario, manifest.edition, partsOf(manifest.cells));
  const { digest, used } = await footingOf(plan);
  return { plan, manifest, digest, ...(digest === manifest.digest ? {} : { changed: changesSince(manifest.used, used) }) };
}

/** All that a folder's result may be of. What is there and was not asked (a budget may leave such) is no part of a study with a rule, whose batches are those of what is asked. */
export const wholeIn = ({ scenario }: Plan, asked: readonly Part[], stored: Stored): readonly Part[] =>
  scenario.study.until === undefined ? union(asked, stored.parts()) : asked;

/** The scenario's file, absolute. */
export const scenarioOf = (directory: string, { scenario }: Pick<Manifest, "scenario">): string => resolve(directory, scenario.path);

/** What is to be known of a folder's result: told at once, and kept for the table and the report. */
export interface Notes {
  readonly all: readonly string[];
  /** `remedy`: what to do about it, which the report does not say (it is read anywhere). */
  tell(note: string, remedy?: string): void;
}

export function openNotes(directory: string, io: Io): Notes {
  const all: string[] = [];
  return {
    all,
    tell(note, remedy) {
      all.push(note);
      io.stderr(`${directory}: ${note}${remedy === undefined ? "" : ` (${remedy})`}\n`);
    },
  };
}

/** Names the cells that a scenario no longer has. */
export function tellStrangers(strangers: readonly Part[], notes: Notes): void {
  for (const { point, replicates } of strangers) {
    notes.tell(`left out: ${coordinatesOf(point).join(",")} (${counted(replicates.length)}), which the scenario no longer varies to`);
  }
}

/** Says how far a study with a rule went, and what of the folder is beyond it, which is left out: the result is the rule's, whoever ran how much. */
export function tellUnasked(whole: Plan, course: Plan, stored: Stored, io: Io): void {
  if (!whole.stopping) return;
  const { name } = whole.scenario;
  const [ran, all] = [course.tasks.length, whole.tasks.length];
  if (ran < all && difference(course.cells, stored.parts()).length === 0)
    io.stderr(`${name}: it ends after ${ran} of at most ${counted(all)}: ${whole.stopping.rule}\n`);
  const beyond = sizeOf(difference(stored.parts(), course.cells));
  if (beyond > 0) io.stderr(`${name}: left out: ${counted(beyond)} beyond those that the rule asks for\n`);
}

const most = 10;

/** Names lines that are not what was written. `rerun`: whether what they held is to be run now. */
export function tellDamage(damage: readonly Place[], rerun: boolean, io: Io): void {
  const then = rerun ? "the replicate that it held is run again" : "the replicate that it held is missing";
  for (const { file, line } of damage.slice(0, most)) io.stderr(`${file}: line ${line} is damaged: ${then}, unless it is there twice\n`);
  if (damage.length > most) io.stderr(`and ${damage.length - most} more damaged lines\n`);
}

/** Names requests that are not what was written: what they asked for, beyond what the others do, nobody knows. */
export function tellLost(requests: readonly string[], io: Io): void {
  for (const file of requests) io.stderr(`${file}: damaged, and left out\n`);
}

/** Says what is missing of what was asked for; true when something is. */
export function tellMissing(directory: string, missing: readonly Part[], notes: Notes): boolean {
  const count = sizeOf(missing);
  if (count > 0) notes.tell(`incomplete: ${counted(count)} ${count === 1 ? "is" : "are"} missing`, commandLine(["landau", "resume", directory]));
  return count > 0;
}
