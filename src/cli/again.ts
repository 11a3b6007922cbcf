/**
 * `landau check DIR` and `landau report DIR`: the stored replicates once more. Nobody's code is run without being asked for: estimates come from the
 * replicates, verdicts and known curves from what the folder kept of its last conclusion. With --run-code the claims judge as they read today.
 */
import { basename } from "node:path";
import { collect } from "../study/conclude/estimate.ts";
import { courseOf } from "../study/conclude/course.ts";
import { readConclusion, type Conclusion } from "../study/folder/conclusion.ts";
import { partsOf, readManifest, type Manifest } from "../study/folder/manifest.ts";
import { isEdited } from "../study/folder/source.ts";
import { readStore, type Stored } from "../study/folder/store.ts";
import { planParts } from "../study/plan/plan.ts";
import { difference } from "../study/plan/task.ts";
import { codeOf, conclude, show, type Showing } from "./study/conclude.ts";
import { askedOf, frameOf, isOf, partsIn, withCurves } from "./study/kept.ts";
import { openNotes, reopen, scenarioOf, tellDamage, tellLost, tellMissing, tellStrangers, tellUnasked, wholeIn, type Notes } from "./study/folder.ts";
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
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, wholeIn(plan, partsOf(manifest.cells), stored));
  tellStrangers(strangers, notes);
  const course = await courseOf(whole)(stored);
  tellUnasked(whole, course, stored, io);
  const incomplete = whole.stopping ? tellMissing(showing.directory, difference(course.cells, stored.parts()), notes) : showing.incomplete;
  return conclude(course, { run: manifest.digest, judged: digest }, stored, { ...showing, incomplete, notes: notes.all }, io);
}

/** What the folder itself tells. */
async function showAgain(manifest: Manifest, stored: Stored, showing: Showing, notes: Notes, io: Io): ReturnType<typeof show> {
  const { directory } = showing;
  const conclusion = readConclusion(directory);
  if (!conclusion) notes.tell("no verdicts are kept", "--run-code judges by the scenario, running its code");
  const result = collect(frameOf(manifest, directory, partsIn(manifest, stored, conclusion)), stored.outcomes());
  if (conclusion) {
    if (!isOf(conclusion, result))
      notes.tell("the verdicts were made of other replicates than are there now", "--run-code judges again, running the scenario's code");
    if (conclusion.digest !== manifest.digest) notes.tell(otherJudge("the scenario or the package"));
  }
  if (isEdited(directory, scenarioOf(directory, manifest)))
    notes.tell(`${basename(manifest.scenario.path)} reads otherwise since this run, which is shown as it was judged`);
  return show(withCurves(result, conclusion), conclusion ?? nothing(manifest.digest), showing, io);
}

const nothing = (digest: string): Conclusion => ({ digest, counts: [], study: { question: "", sources: [] }, claims: [], troubles: [], curves: [] });
