/**
 * Runs what a schedule proposes and the store does not hold yet, sharing it with whoever runs on the same folder. Stopping leaves a store that the next
 * run goes on from. There is no clock here: waiting is for others to finish.
 */
import { setTimeout } from "node:timers/promises";
import { nameOfTask, type Outcome, type Task } from "../plan/task.ts";
import type { Executor } from "./executor.ts";
import type { Held, Schedule } from "./schedule.ts";

/** Where outcomes go: as the store of a folder. */
export interface Keeper extends Held {
  take(task: Task, late: boolean): "ours" | "held" | "others";
  append(outcome: Outcome): void;
}

export interface DriveOptions {
  readonly progress?: (state: Advance) => void;
  /** Aborting drops the replicates under way. */
  readonly signal?: AbortSignal;
  /** Whether another replicate may be begun; after a no those under way are finished, and the run has stopped. */
  readonly begin?: () => boolean;
  /** Asked when an outcome could not be written: true to try again. Without it the error ends the run. */
  readonly again?: (error: unknown) => Promise<boolean>;
  /** Told once, when all that is left is run by others. */
  readonly waiting?: (replicates: number) => void;
}

/** `done`: replicates proposed so far that are there; `fraction`: of the work proposed, unfinished replicates counted in part. */
export interface Advance {
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
}

/** Returns true when the schedule is through, false when stopped. Throws what goes wrong outside of replicates. */
export async function drive(schedule: Schedule, executor: Executor, store: Keeper, options: DriveOptions = {}): Promise<boolean> {
  const { progress, signal } = options;
  const stop = () => void executor.close();
  signal?.addEventListener("abort", stop);
  // A failure that may mend is not held, and is tried once a run.
  const tried = new Set<string>();
  let done = 0;
  try {
    for (;;) {
      const proposed = await schedule.propose(store);
      const batch = proposed.filter((task) => !store.has(task) && !(tried.size > 0 && tried.has(nameOfTask(task))));
      if (batch.length === 0) return true;
      const total = done + batch.length;
      const underway = new Map<Task, number>();
      const report = () => {
        let partly = 0;
        for (const fraction of underway.values()) partly += fraction;
        progress?.({ done, total, fraction: (done + partly) / total });
      };
      await runBatch(batch, executor, store, options, {
        advanced(task, fraction) {
          underway.set(task, fraction);
          report();
        },
        finished(task) {
          underway.delete(task);
          if (!store.has(task)) tried.add(nameOfTask(task));
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
  finished(task: Task): void;
}

/** Only as many tasks as the executor's width are under way, so that stopping is prompt. */
async function runBatch(batch: readonly Task[], executor: Executor, store: Keeper, options: DriveOptions, events: Events): Promise<void> {
  const next = handOut(batch, store, options, events);
  const lane = async () => {
    for (let task = await next(); task; task = await next()) {
      const own = task;
      await keep(store, await executor.run(own, (fraction) => events.advanced(own, fraction)), options);
      events.finished(own);
    }
  };
  const lanes = Array.from({ length: Math.min(executor.width, batch.length) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    await Promise.allSettled(lanes);
  }
}

async function keep(store: Keeper, outcome: Outcome, { again }: DriveOptions): Promise<void> {
  for (;;) {
    try {
      store.append(outcome);
      return;
    } catch (error) {
      if (!(await again?.(error))) throw error;
    }
  }
}

/** How often replicates that others run are looked at, in milliseconds. */
const lookEvery = 100;

/** Hands out the tasks that nobody has finished and nobody else runs; when those are through, it looks after the others' until they are there too. */
function handOut(batch: readonly Task[], store: Keeper, { signal, waiting, begin }: DriveOptions, events: Events): () => Promise<Task | undefined> {
  let fresh = 0;
  const others: Task[] = [];
  let fruitless = 0;
  let told = false;
  const take = (task: Task, late: boolean): Task | undefined => {
    const answer = store.take(task, late);
    if (answer === "held") events.finished(task);
    if (answer === "others") others.push(task);
    else fruitless = 0;
    return answer === "ours" ? task : undefined;
  };
  return async () => {
    while (!signal?.aborted && begin?.() !== false) {
      const late = fresh === batch.length;
      const task = late ? others.shift() : batch[fresh++];
      if (!task) return undefined;
      const taken = take(task, late);
      if (taken) return taken;
      if (late && ++fruitless >= others.length && others.length > 0) {
        if (!told) waiting?.(others.length);
        told = true;
        await setTimeout(lookEvery);
        fruitless = 0;
      }
    }
    return undefined;
  };
}
