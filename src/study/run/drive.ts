/**
 * Runs what a schedule proposes and the store does not hold yet. Stopping leaves a store that the next run goes on from. There is no clock here.
 */
import type { Outcome, Task } from "../plan/task.ts";
import type { Executor } from "./executor.ts";
import type { Held, Schedule } from "./schedule.ts";

/** Where outcomes go. */
export interface Keeper extends Held {
  append(outcome: Outcome): void;
}

export interface DriveOptions {
  readonly progress?: (state: Advance) => void;
  /** Aborting drops the replicates under way. */
  readonly signal?: AbortSignal;
}

/** `done`: replicates finished by this call; `fraction`: of the work proposed so far, unfinished replicates counted in part. */
export interface Advance {
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
}

/** Returns true when the schedule is through, false when stopped by the signal. Throws ScenarioError. */
export async function drive(schedule: Schedule, executor: Executor, store: Keeper, { progress, signal }: DriveOptions = {}): Promise<boolean> {
  const stop = () => void executor.close();
  signal?.addEventListener("abort", stop);
  let done = 0;
  try {
    for (;;) {
      const batch = schedule.propose(store).filter((task) => !store.has(task));
      if (batch.length === 0) return true;
      const total = done + batch.length;
      const underway = new Map<Task, number>();
      const report = () => {
        const partly = [...underway.values()].reduce((sum, fraction) => sum + fraction, 0);
        progress?.({ done, total, fraction: (done + partly) / total });
      };
      await runBatch(batch, executor, signal, {
        advanced(task, fraction) {
          underway.set(task, fraction);
          report();
        },
        finished(task, outcome) {
          store.append(outcome);
          underway.delete(task);
          done++;
          report();
        },
      });
      if (done < total) return false;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

interface Events {
  advanced(task: Task, fraction: number): void;
  finished(task: Task, outcome: Outcome): void;
}

/** Only as many tasks as the executor's width are under way, so that stopping is prompt. */
async function runBatch(batch: readonly Task[], executor: Executor, signal: AbortSignal | undefined, events: Events): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < batch.length && !signal?.aborted) {
      const task = batch[next++];
      events.finished(task, await executor.run(task, (fraction) => events.advanced(task, fraction)));
    }
  };
  const lanes = Array.from({ length: Math.min(executor.width, batch.length) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    if (!signal?.aborted) throw error;
    await Promise.allSettled(lanes);
  }
}
