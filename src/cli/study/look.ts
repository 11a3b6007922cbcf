/**
 * A run folder that others work on, looked at: how far it is, and what its replicates say so far. Nothing is written, and nobody's code is run without being asked for:
 * then the folder tells of itself, with the verdicts that it kept of its last conclusion.
 */
import { basename, join } from "node:path";
import { collect, frameOf as plannedFrame, type StudyResult } from "../../study/conclude/estimate.ts";
import { courseOf, openSolutions } from "../../study/conclude/course.ts";
import { judge, type Judged } from "../../study/conclude/judge.ts";
import { countAt } from "../../study/declare/looks.ts";
import { readConclusion, type Conclusion } from "../../study/folder/conclusion.ts";
import { partsOf, readManifest, type Manifest } from "../../study/folder/manifest.ts";
import { isEdited } from "../../study/folder/source.ts";
import { readStore, type Stored } from "../../study/folder/store.ts";
import { countUnderway } from "../../study/folder/underway.ts";
import { planParts } from "../../study/plan/plan.ts";
import { difference, sizeOf, type Part } from "../../study/plan/task.ts";
import { judgedAgain, SMOKE_LOOKS } from "./conclude.ts";
import { reopen, scenarioOf } from "./folder.ts";
import { frameOf, isOf } from "./kept.ts";

export interface Look {
  readonly result: StudyResult;
  readonly judged: readonly Judged[];
  /** All that is to be run, as far as is known by now; of a study with a rule it grows batch by batch. */
  readonly asked: readonly Part[];
  readonly missing: number;
  readonly running: number;
  readonly notes: readonly string[];
}

const soFar = "what is told so far changes with every replicate: a study that ends when it looks right has no error probability (until: in the scenario has)";

const runningIn = (directory: string): number => countUnderway(join(directory, "underway"));

/** Loads the scenario once, and runs its code at every look, as the run itself does at its end. Throws ScenarioError when there is no run folder. */
export async function openLook(directory: string): Promise<() => Promise<Look>> {
  const { plan, digest, manifest, changed } = await reopen(directory);
  const solved = openSolutions(manifest.edition.smoke ? { looks: SMOKE_LOOKS } : {});
  const notes =
    digest === manifest.digest ? [] : [`${changed} changed since this run; the verdicts are those of ${basename(plan.scenario.path)} as it reads today`];
  return async () => {
    // Others may ask for more meanwhile.
    const { plan: whole } = planParts(plan.scenario, plan.edition, partsOf(readManifest(directory).cells));
    const stored = readStore(directory, manifest.digest);
    const course = await courseOf(whole)(stored);
    const missing = sizeOf(difference(course.cells, stored.parts()));
    const result = await solved(collect(plannedFrame(course, manifest.digest), stored.outcomes()));
    const { judged, troubles } = judge(plan.scenario.study, result);
    const asked = course.cells.map(({ point, replicates }) => ({ point, replicates }));
    return { result, judged, asked, missing, running: runningIn(directory), notes: [...notes, ...(missing > 0 ? [soFar] : []), ...troubles] };
  };
}

/** What the folder itself tells at a look. Throws ScenarioError when it is no run folder. */
export function lookAt(directory: string): Look {
  const manifest = readManifest(directory);
  const stored = readStore(directory, manifest.digest);
  const conclusion = readConclusion(directory);
  const running = runningIn(directory);
  const asked = askedSoFar(manifest, stored, running > 0 ? undefined : conclusion);
  const missing = sizeOf(difference(asked, stored.parts()));
  const result = collect(frameOf(manifest, directory, manifest.stopping ? asked : stored.parts()), stored.outcomes());
  const edited = isEdited(directory, scenarioOf(directory, manifest));
  const notes = [
    ...(edited ? [`${basename(manifest.scenario.path)} reads otherwise since this run, which is shown as it was judged`] : []),
    ...(missing > 0 ? [soFar] : []),
    ...verdictNotes(conclusion, result),
    ...(conclusion?.troubles ?? []),
  ];
  return { result, judged: conclusion?.claims.map(judgedAgain) ?? [], asked, missing, running, notes };
}

function verdictNotes(conclusion: Conclusion | undefined, result: StudyResult): string[] {
  const remedy = "--run-code judges what is there, by the scenario's code";
  if (!conclusion) return [`no verdicts are kept yet: ${remedy}`];
  return isOf(conclusion, result) ? [] : [`the verdicts were made of other replicates than are there now: ${remedy}`];
}

/** Of a study with a rule, what the rule asked for when it was judged. Whether it is content with more, its code alone can tell: then the first batch that is not whole. */
function askedSoFar({ cells, stopping }: Manifest, stored: Stored, conclusion: Conclusion | undefined): Part[] {
  const whole = partsOf(cells);
  if (!stopping) return whole;
  if (conclusion?.asked) return partsOf(conclusion.asked);
  for (let look = 1; look < stopping.looks; look++) {
    const batch = whole.map(({ point, replicates }) => ({ point, replicates: replicates.slice(0, countAt(replicates.length, look, stopping)) }));
    if (sizeOf(difference(batch, stored.parts())) > 0) return batch;
  }
  return whole;
}
