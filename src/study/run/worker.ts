/**
 * The worker's side of the threads: one order, one replicate, by the function that the serial loop calls.
 *
 * A refusal (ScenarioError) is answered as text, since classes do not survive the way between threads.
 */
import { isScenarioError, loadScenario } from "../plan/load.ts";
import { registerScenarioLoader } from "../plan/register.ts";
import type { Edition } from "../plan/request.ts";
import type { Outcome, Task } from "../plan/task.ts";
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
}

export type Answer = { readonly outcome: Outcome } | { readonly refused: string };

export default async function answer({ path, edition, task, fractions, slot }: Order): Promise<Answer> {
  try {
    const scenario = await loadScenario(path);
    return { outcome: runTask(scenario, edition, task, (fraction) => (fractions[slot] = fraction)) };
  } catch (error) {
    if (isScenarioError(error)) return { refused: error.message };
    throw error;
  }
}
