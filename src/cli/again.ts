/**
 * `landau check DIR` and `landau report DIR`: the stored replicates once more. Nobody's code is run without being asked for: estimates come from the
 * replicates, verdicts and known curves from what the folder kept of its last conclusion. With --run-code the claims judge as they read today.
 */
import { basename, relative } from "node:path";
import { collect, type Frame, type StudyResult } from "../study/conclude/estimate.ts";
import { courseOf } from "../study/conclude/course.ts";
import { readConclusion, type Conclusion } from "../study/folder/conclusion.ts";
import { partsOf, readManifest, type Manifest } from "../study/folder/manifest.ts";
import { isEdited } from "../study/folder/source.ts";
import { readStore, type Stored } from "../study/folder/store.ts";
import { tellable } from "../study/plan/described.ts";
import { planParts } from "../study/plan/plan.ts";
import { difference, labelOf, union, type Part } from "../study/plan/task.ts";
import { codeOf, conclude, show, type Showing } from "./study/conclude.ts";
import { openNotes, reopen, scenarioOf, tellDamage, tellLost, tellMissing, tellStrangers, tellUnasked, type Notes } from "./study/folder.ts";
import type { Io, Verb } from "./io.ts";

const folder = "results/soft-potentials/3f2a9c01d7e4";
export const runCode = "judge by the scenario as it reads today, which runs its code (default: show what was judged)";

/** Options of the verbs that show a folder. */
export interface Options {
  readonly runCode?: boolean;
  readonly json?: boolean;
}

export const addCheck: Verb = (program, { io, finish }) => {
  program
    .command("check")
    .description("estimates and verdicts again, from the stored replicates; writes nothing")
    .argument("<dir>", "run folder")
    .option("--run-code", runCode)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau check ${folder}\n  landau check ${folder} --run-code --json`)
    .action(async (directory: string, options: Options) => finish(await again(directory, options, false, io)));
};

export const addReport: Verb = (program, { io, finish }) => {
  program
    .command("report")
    .description("table, figures and report.html again, from the stored replicates")
    .argument("<dir>", "run folder")
    .option("--run-code", runCode)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau report ${folder}\n  landau report ${folder} --run-code --json`)
    .action(async (directory: string, options: Options) => finish(await again(directory, options, true, io)));
};

/** Estimates once more, with verdicts as they were judged or, by the scenario's code, as they are today. */
export async function again(directory: string, { runCode: runs = false, json = false }: Options, files: boolean, io: Io): Promise<number> {
  const manifest = readManifest(directory);
  const stored = readStore(directory, manifest.digest);
  const notes = openNotes(directory, io);
  tellDamage(stored.damage, false, io);
  tellLost(manifest.damaged, io);
  // What a rule asks for today is the scenario's to say.
  const byRule = runs && manifest.stopping !== undefined;
  const incomplete = !byRule && tellMissing(directory, difference(askedOf(manifest, readConclusion(directory)), stored.parts()), notes);
  const showing = { directory, json, files, smoke: manifest.edition.smoke ?? false, incomplete, notes: notes.all };
  const ending = runs ? await judgeAgain(stored, showing, notes, io) : await showAgain(manifest, stored, showing, notes, io);
  return codeOf(ending, files ? "failures" : "all");
}

const otherJudge = (changed: string): string => `${changed} changed since this run; the verdicts are those of the scenario as it read later`;

async function judgeAgain(stored: Stored, showing: Showing, notes: Notes, io: Io): ReturnType<typeof show> {
  const { plan, manifest, digest, changed } = await reopen(showing.directory);
  if (changed !== undefined) notes.tell(otherJudge(changed));
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, union(partsOf(manifest.cells), stored.parts()));
  tellStrangers(strangers, notes);
  const course = await courseOf(whole)(stored);
  tellUnasked(whole, course, stored, io);
  const incomplete = whole.stopping ? tellMissing(showing.directory, difference(course.cells, stored.parts()), notes) : showing.incomplete;
  return conclude(course, { run: manifest.digest, judged: digest }, stored, { ...showing, incomplete, notes: notes.all }, io);
}

/** All that was asked of a folder; of a study with a rule, what the rule asked for when it was last judged. */
export const askedOf = ({ cells, stopping }: Manifest, conclusion: Conclusion | undefined): Part[] => partsOf(stopping ? (conclusion?.asked ?? cells) : cells);

/** What the folder itself tells. */
async function showAgain(manifest: Manifest, stored: Stored, showing: Showing, notes: Notes, io: Io): ReturnType<typeof show> {
  const { directory } = showing;
  const conclusion = readConclusion(directory);
  if (!conclusion) notes.tell("no verdicts are kept", "--run-code judges by the scenario, running its code");
  const result = collect(frameOf(manifest, stored, directory, conclusion), stored.outcomes());
  const curves = new Map(conclusion?.curves.map((one) => [labelOf(one.point), one]));
  const cells = result.cells.map((cell) => {
    const { reference = {}, compared = {} } = curves.get(labelOf(cell.point)) ?? {};
    return { ...cell, setup: { ...cell.setup, reference }, ...(Object.keys(compared).length > 0 ? { compared } : {}) };
  });
  if (conclusion) {
    const then = conclusion.counts.map(({ point, finished, failed }) => ({ point, replicates: { length: finished }, failures: { length: failed } }));
    if (countsOf(result) !== countsOf({ cells: then }))
      notes.tell("the verdicts were made of other replicates than are there now", "--run-code judges again, running the scenario's code");
    if (conclusion.digest !== manifest.digest) notes.tell(otherJudge("the scenario or the package"));
  }
  if (isEdited(directory, scenarioOf(directory, manifest)))
    notes.tell(`${basename(manifest.scenario.path)} reads otherwise since this run, which is shown as it was judged`);
  return show({ ...result, cells }, conclusion ?? nothing(manifest.digest), showing, io);
}

const nothing = (digest: string): Conclusion => ({ digest, counts: [], study: { question: "", sources: [] }, claims: [], troubles: [], curves: [] });

interface Counted {
  readonly cells: readonly {
    readonly point: Parameters<typeof labelOf>[0];
    readonly replicates: { readonly length: number };
    readonly failures: { readonly length: number };
  }[];
}

const countsOf = ({ cells }: Counted): string =>
  cells
    .map(({ point, replicates, failures }) => `${labelOf(point)} ${replicates.length} ${failures.length}`)
    .sort()
    .join("\n");

/** A run folder as it tells itself. */
export interface OpenedFolder {
  readonly manifest: Manifest;
  readonly result: StudyResult;
}

/** What a folder holds, without verdicts. Throws ScenarioError when it is no run folder. */
export function openFolder(directory: string, io: Io): OpenedFolder {
  const { damaged, ...manifest } = readManifest(directory);
  const stored = readStore(directory, manifest.digest);
  tellDamage(stored.damage, false, io);
  tellLost(damaged, io);
  const conclusion = readConclusion(directory);
  tellMissing(directory, difference(askedOf(manifest, conclusion), stored.parts()), openNotes(directory, io));
  return { manifest, result: collect(frameOf(manifest, stored, directory, conclusion), stored.outcomes()) };
}

/** Replicates that are there and belong to the result, at the points of which the folder has a description. */
function frameOf(manifest: Manifest, stored: Stored, directory: string, conclusion: Conclusion | undefined): Frame {
  const { scenario, title, digest, edition, cells, stopping } = manifest;
  const parts = stopping && conclusion?.asked ? partsOf(conclusion.asked) : stored.parts();
  const held = new Map(parts.map((part) => [labelOf(part.point), part.replicates]));
  return {
    study: scenario.name,
    title,
    digest,
    edition,
    ...(stopping ? { stopping } : {}),
    shown: relative(process.cwd(), scenarioOf(directory, manifest)),
    cells: cells.map(({ point, stream, declared, setup }) => ({
      ...{ point, stream, declared, quantities: setup.quantities },
      ...(setup.particulars ? { particulars: setup.particulars } : {}),
      setup: tellable(setup),
      replicates: held.get(labelOf(point)) ?? [],
    })),
  };
}
