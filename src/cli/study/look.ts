/** A run folder that others work on, looked at: how far it is, and what its replicates say so far. Nothing is written. */
import { basename, join } from "node:path";
import { collect, frameOf, type StudyResult } from "../../study/conclude/estimate.ts";
import { courseOf, openSolutions } from "../../study/conclude/course.ts";
import { judge, type Judged } from "../../study/conclude/judge.ts";
import { partsOf, readManifest } from "../../study/folder/manifest.ts";
import { readStore } from "../../study/folder/store.ts";
import { countUnderway } from "../../study/folder/underway.ts";
import { planParts } from "../../study/plan/plan.ts";
import { difference, sizeOf, type Part } from "../../study/plan/task.ts";
import { SMOKE_LOOKS } from "./conclude.ts";
import { reopen } from "./folder.ts";

export interface Look {
  readonly result: StudyResult;
  readonly judged: readonly Judged[];
  /** All that is to be run, as far as is known by now; of a study with a rule it grows batch by batch. */
  readonly asked: readonly Part[];
  readonly missing: number;
  readonly running: number;
  readonly notes: readonly string[];
}

/** Loads the scenario once, and runs its code at every look, as the run itself does at its end. Throws ScenarioError when there is no run folder. */
export async function openLook(directory: string): Promise<() => Promise<Look>> {
  const { plan, digest, manifest, changed } = await reopen(directory);
  const solved = openSolutions(manifest.edition.smoke ? { looks: SMOKE_LOOKS } : {});
  const notes = [
    ...(digest === manifest.digest ? [] : [`${changed} changed since this run; the verdicts are those of ${basename(plan.scenario.path)} as it reads today`]),
    "what is told so far changes with every replicate: a study that ends when it looks right has no error probability (until: in the scenario has)",
  ];
  return async () => {
    // Others may ask for more meanwhile.
    const { plan: whole } = planParts(plan.scenario, plan.edition, partsOf(readManifest(directory).cells));
    const stored = readStore(directory, manifest.digest);
    const course = await courseOf(whole)(stored);
    const missing = sizeOf(difference(course.cells, stored.parts()));
    const result = await solved(collect(frameOf(course, manifest.digest), stored.outcomes()));
    const { judged, troubles } = judge(plan.scenario.study, result);
    const running = countUnderway(join(directory, "underway"));
    const asked = course.cells.map(({ point, replicates }) => ({ point, replicates }));
    return { result, judged, asked, missing, running, notes: [...(missing > 0 ? notes : notes.slice(0, -1)), ...troubles] };
  };
}
