/**
 * An executor runs tasks. The serial one, threads and whatever comes later call the same function on the same coordinates (replicate.ts), so that an
 * outcome has the same bits wherever it was computed.
 */
import { setImmediate } from "node:timers/promises";
import type { Plan } from "../plan/plan.ts";
import type { Outcome, Task } from "../plan/task.ts";
import { runTask } from "./replicate.ts";

/** How far a replicate is, in [0, 1]. */
export type Progress = (fraction: number) => void;

export interface Executor {
  /** Tasks that it works on at once. */
  readonly width: number;
  /** What goes wrong within a replicate is in its outcome. Rejects with ScenarioError for a refusal, and with any error once closed. */
  run(task: Task, progress?: Progress): Promise<Outcome>;
  /** Seconds that a task took where it was run, when that is elsewhere and it was. */
  secondsOf?(task: Task): number | undefined;
  /** Drops what is under way. May be called twice. */
  close(): Promise<void>;
}

/** One replicate after the other in the calling thread, which meanwhile hears nothing: it cannot be dropped. */
export function serial({ scenario, edition }: Pick<Plan, "scenario" | "edition">): Executor {
  return {
    width: 1,
    async run(task, progress) {
      // Lets signals and timers be heard between two replicates.
      await setImmediate();
      return runTask(scenario, edition, task, progress);
    },
    close: async () => {},
  };
}
