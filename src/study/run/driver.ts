/**
 * Runs the tasks of a plan that the store does not hold yet, in process or in a pool of worker threads.
 *
 * Serial loop and pool call the same function on the same coordinates, so the outcomes have the same bits with any number of workers;
 * only the order of the lines differs. Stopping leaves a store that the next run goes on from. There is no clock here.
 */
import { setImmediate } from "node:timers/promises";
import type { Plan } from "../plan/plan.ts";
import { runTask } from "./replicate.ts";
import type { Store } from "../folder/store.ts";

export interface DriveOptions {
  /** Worker threads; 1 runs in this thread. */
  readonly workers: number;
  /** `done`: replicates finished by this call; `fraction`: of its work, unfinished replicates counted in part. */
  readonly progress?: (state: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
}

/** Returns true when every task is in the store, false when stopped by the signal. Throws ScenarioError. */
export async function drive(plan: Plan, store: Store, options: DriveOptions): Promise<boolean> {
  const pending = plan.tasks.filter((task) => !store.has(task));
  if (pending.length === 0) return true;
  if (options.workers > 1) {
    const { drivePool } = await import("./pool.ts");
    return drivePool(plan, pending, store, options);
  }
  const report = (done: number, fraction: number) => options.progress?.({ done, total: pending.length, fraction: (done + fraction) / pending.length });
  for (const [done, task] of pending.entries()) {
    await setImmediate();
    if (options.signal?.aborted) return false;
    report(done, 0);
    store.append(runTask(plan.scenario, plan.edition, task, (fraction) => report(done, fraction)));
    report(done + 1, 0);
  }
  return true;
}
