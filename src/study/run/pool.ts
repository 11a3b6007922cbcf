/**
 * A pool of worker threads (piscina) over the tasks of a plan: the parallel half of the driver.
 *
 * A worker receives a coordinate and loads the scenario by path itself. Progress within a task comes back through shared memory, one
 * slot a task, since a thread that computes answers no messages. Only as many tasks as workers are under way, so stopping is prompt.
 */
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { ScenarioError } from "../../errors.ts";
import type { DriveOptions } from "./driver.ts";
import type { Plan, Task } from "../plan/plan.ts";
import { fromSource } from "../plan/register.ts";
import type { Store } from "../folder/store.ts";
import type { Answer, Order } from "./worker.ts";

/** How often progress within tasks is read, in milliseconds. */
const readEvery = 250;

export async function drivePool(plan: Plan, pending: readonly Task[], store: Store, options: DriveOptions): Promise<boolean> {
  const { signal } = options;
  const threads = Math.min(options.workers, pending.length);
  const pool = openPool(threads);
  const fractions = new Float64Array(new SharedArrayBuffer(8 * pending.length));
  let next = 0;
  let done = 0;
  const report = () => {
    const fraction = fractions.reduce((sum, one) => sum + one, 0) / pending.length;
    options.progress?.({ done, total: pending.length, fraction });
  };
  async function work(): Promise<void> {
    while (next < pending.length && !signal?.aborted) {
      const slot = next++;
      const order: Order = { path: plan.scenario.path, edition: plan.edition, task: pending[slot], fractions, slot };
      const answer = (await pool.run(order, signal ? { signal } : {})) as Answer;
      if ("refused" in answer) throw new ScenarioError(answer.refused);
      store.append(answer.outcome);
      fractions[slot] = 1;
      done++;
      report();
    }
  }
  const timer = setInterval(report, readEvery);
  try {
    await Promise.all(Array.from({ length: threads }, work));
    return done === pending.length;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}

/** From source, workers are TypeScript under the `source` condition; from dist they are JavaScript and register tsx for scenarios. */
function openPool(threads: number): Piscina {
  const filename = fileURLToPath(new URL(fromSource ? "./worker.ts" : "./worker.js", import.meta.url));
  return new Piscina({
    filename,
    execArgv: fromSource ? ["--conditions=source", "--import", typescript()] : [],
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
  });
}

/** tsx's own entry registers nothing outside the main thread of this Node; its interface does. */
function typescript(): string {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(/\.cjs$/, ".mjs");
  return `data:text/javascript,${encodeURIComponent(`import { register } from "${tsx}"; register();`)}`;
}
