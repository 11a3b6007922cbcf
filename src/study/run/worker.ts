/**
 * The worker's side of the threads: one order, one replicate, by the function that the serial loop calls.
 *
 * A refusal (ScenarioError) is answered as text, since classes do not survive the way between threads.
 */
import type { Snapshot } from "../../protocols/index.ts";
import { isScenarioError, loadScenario } from "../plan/load.ts";
import { registerScenarioLoader } from "../plan/register.ts";
import type { Edition } from "../plan/request.ts";
import type { Outcome, Task } from "../plan/task.ts";
import { openCheckpoint, type Checkpoints } from "./checkpoint.ts";
import { runTask } from "./replicate.ts";

await registerScenarioLoader();

// Standard output belongs to the program; what a scenario prints goes where complaints go.
process.stdout.write = process.stderr.write.bind(process.stderr);

export interface Order {
  readonly path: string;
  readonly edition: Edition;
  readonly task: Task;
  /** Shared memory; `fractions[slot]` is the progress of this task. */
  readonly fractions: Float64Array;
  readonly slot: number;
  /** Of snapshots. */
  readonly times: readonly number[];
  readonly checkpoints?: Checkpoints;
}

/** `seconds`: of the replicate itself, without the start of the thread and the loading of the scenario. */
export type Answer = { readonly outcome: Outcome; readonly seconds: number; readonly taken?: readonly Snapshot[] } | { readonly refused: string };

export default async function answer({ path, edition, task, fractions, slot, times, checkpoints }: Order): Promise<Answer> {
  try {
    const scenario = await loadScenario(path);
    let taken: readonly Snapshot[] | undefined;
    const begun = performance.now();
    const outcome = runTask(scenario, edition, task, {
      progress: (fraction) => (fractions[slot] = fraction),
      ...(checkpoints ? { checkpoint: openCheckpoint(checkpoints, task, times) } : {}),
      ...(times.length > 0 ? { snapshots: times, take: (found) => (taken = found) } : {}),
    });
    return { outcome, seconds: (performance.now() - begun) / 1000, ...(taken ? { taken } : {}) };
  } catch (error) {
    if (isScenarioError(error)) return { refused: error.message };
    throw error;
  }
}
