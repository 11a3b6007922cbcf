/**
 * Worker threads (piscina) as an executor.
 *
 * A worker receives a coordinate and loads the scenario by path itself. Progress within a task comes back through shared memory, since it costs a
 * replicate nothing to write there. A thread that is lost (to memory, or to code that ends it) loses its replicate only.
 */
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { ScenarioError } from "../../errors.ts";
import type { Plan } from "../plan/plan.ts";
import { fromSource } from "../plan/register.ts";
import type { Executor, Progress } from "./executor.ts";
import { failureOf } from "./replicate.ts";
import type { Answer, Order } from "./worker.ts";

/** How often progress within tasks is read, in milliseconds. */
const readEvery = 250;

export function threads({ scenario, edition }: Pick<Plan, "scenario" | "edition">, count: number): Executor {
  const pool = openPool(count);
  const fractions = new Float64Array(new SharedArrayBuffer(8 * count));
  const free = Array.from({ length: count }, (_, slot) => slot);
  const watched = new Map<number, Progress>();
  let closed = false;
  const timer = setInterval(() => watched.forEach((progress, slot) => progress(fractions[slot])), readEvery);
  return {
    width: count,
    async run(task, progress) {
      const slot = free.pop() as number;
      fractions[slot] = 0;
      if (progress) watched.set(slot, progress);
      try {
        const order: Order = { path: scenario.path, edition, task, fractions, slot };
        const answer = (await pool.run(order)) as Answer;
        if ("refused" in answer) throw new ScenarioError(answer.refused);
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
    async close() {
      closed = true;
      clearInterval(timer);
      await pool.destroy();
    },
  };
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
