/** Runs a toy scenario through the engine in a folder of its own, for tests that compare runs. */
import { existsSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drive, type DriveOptions } from "../../src/study/run/drive.ts";
import { serial } from "../../src/study/run/executor.ts";
import { fixed } from "../../src/study/run/schedule.ts";
import { threads } from "../../src/study/run/threads.ts";
import { collect, frameOf, type StudyResult } from "../../src/study/conclude/estimate.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import type { Edition, Selection } from "../../src/study/plan/request.ts";
import { openStore } from "../../src/study/folder/store.ts";

export const toyPath = (name: string): string => new URL(`scenarios/${name}.ts`, import.meta.url).pathname;

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "landau-run-"));

export interface Engine extends DriveOptions {
  /** Worker threads; 1 runs in this thread. */
  readonly workers?: number;
  readonly edition?: Edition;
  readonly selection?: Selection;
  readonly directory?: string;
  /** That of the run whose folder it goes on with; any will do for one of its own. */
  readonly digest?: string;
}

export interface Run {
  readonly directory: string;
  readonly complete: boolean;
  readonly result: StudyResult;
}

export async function runToy(
  name: string,
  { edition, selection, directory = newFolder(), workers = 1, digest = "d".repeat(64), ...rest }: Engine = {},
): Promise<Run> {
  const plan = planStudy(await loadScenario(toyPath(name)), edition, selection);
  const store = openStore(directory, digest);
  const executor = workers > 1 ? threads(plan, workers) : serial(plan);
  try {
    const complete = await drive(fixed(plan), executor, store, rest);
    return { directory, complete, result: collect(frameOf(plan, digest), store.outcomes()) };
  } finally {
    await executor.close();
    store.close();
  }
}

/** The files of replicates in a run folder. */
export function filesOf(directory: string): string[] {
  const folder = join(directory, "replicates");
  return (existsSync(folder) ? readdirSync(folder) : []).map((name) => join(folder, name));
}

/** Their whole lines. */
export const linesOf = (directory: string): string[] => filesOf(directory).flatMap((file) => readFileSync(file, "utf8").split("\n").slice(0, -1));
