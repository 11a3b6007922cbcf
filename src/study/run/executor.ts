/**
 * An executor runs tasks. The serial one, threads and whatever comes later call the same function on the same coordinates (replicate.ts), so that an
 * outcome has the same bits wherever it was computed.
 */
import { setImmediate } from "node:timers/promises";
import type { Snapshot } from "../../protocols/index.ts";
import type { Plan } from "../plan/plan.ts";
import type { Outcome, Task } from "../plan/task.ts";
import { openCheckpoint, type Checkpoints } from "./checkpoint.ts";
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

/** What an executor does beside computing; nothing when absent. */
export interface Beside {
  /** Where long replicates keep themselves. */
  readonly checkpoints?: Checkpoints;
  /** Velocities to keep. */
  readonly snapshots?: {
    /** Of a task; none when empty. */
    times(task: Task): readonly number[];
    /** Called before the outcome is there. */
    take(task: Task, taken: readonly Snapshot[]): Promise<void>;
  };
}

/** One replicate after the other in the calling thread, which meanwhile hears nothing: it cannot be dropped. */
export function serial({ scenario, edition }: Pick<Plan, "scenario" | "edition">, { checkpoints, snapshots }: Beside = {}): Executor {
  return {
    width: 1,
    async run(task, progress) {
      // Lets signals and timers be heard between two replicates.
      await setImmediate();
      const times = snapshots?.times(task) ?? [];
      let taken: readonly Snapshot[] | undefined;
      const outcome = runTask(scenario, edition, task, {
        ...(progress ? { progress } : {}),
        ...(checkpoints ? { checkpoint: openCheckpoint(checkpoints, task, times) } : {}),
        ...(times.length > 0 ? { snapshots: times, take: (found) => (taken = found) } : {}),
      });
      if (taken) await snapshots?.take(task, taken);
      return outcome;
    },
    close: async () => {},
  };
}
