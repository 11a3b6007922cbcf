/**
 * Worker threads (piscina) as an executor.
 *
 * A worker receives a coordinate and loads the scenario by path itself. Progress within a task comes back through shared memory, since it costs a
 * replicate nothing to write there. A thread that is lost (to memory, or to code that ends it) loses its replicate only.
 */
import { ScenarioError } from "../../errors.ts";
import type { Plan } from "../plan/plan.ts";
import type { Task } from "../plan/task.ts";
import { openThreads } from "../plan/threads.ts";
import type { Beside, Executor, Progress } from "./executor.ts";
import { failureOf } from "./replicate.ts";
import type { Answer, Order } from "./worker.ts";

/** How often progress within tasks is read, in milliseconds. */
const readEvery = 250;

export function threads({ scenario, edition }: Pick<Plan, "scenario" | "edition">, count: number, { checkpoints, snapshots }: Beside = {}): Executor {
  const pool = openThreads(new URL("./worker", import.meta.url), count);
  const fractions = new Float64Array(new SharedArrayBuffer(8 * count));
  const free = Array.from({ length: count }, (_, slot) => slot);
  const watched = new Map<number, Progress>();
  const seconds = new WeakMap<Task, number>();
  let closed = false;
  const timer = setInterval(() => watched.forEach((progress, slot) => progress(fractions[slot])), readEvery);
  return {
    width: count,
    async run(task, progress) {
      const slot = free.pop() as number;
      fractions[slot] = 0;
      if (progress) watched.set(slot, progress);
      try {
        const times = snapshots?.times(task) ?? [];
        const order: Order = { path: scenario.path, edition, task, fractions, slot, times, ...(checkpoints ? { checkpoints } : {}) };
        const answer = (await pool.run(order)) as Answer;
        if ("refused" in answer) throw new ScenarioError(answer.refused);
        seconds.set(task, answer.seconds);
        if (answer.taken) await snapshots?.take(task, answer.taken);
        return answer.outcome;
      } catch (error) {
        if (closed || error instanceof ScenarioError) throw error;
        const { point, replicate, address } = task;
        return { point, replicate, address, message: `its thread was lost: ${failureOf(error).message}` };
      } finally {
        watched.delete(slot);
        free.push(slot);
      }
    },
    secondsOf: (task) => seconds.get(task),
    async close() {
      closed = true;
      clearInterval(timer);
      await pool.destroy();
    },
  };
}
