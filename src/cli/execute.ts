/** Runs what is missing of a plan into its folder, and concludes: the common part of run and resume. */
import { availableParallelism } from "node:os";
import { drive } from "../study/driver.ts";
import type { Plan } from "../study/plan.ts";
import { openStore } from "../study/store.ts";
import { conclude } from "./conclude.ts";
import type { Io } from "./io.ts";
import { openMeter } from "./progress.ts";

export interface Execution {
  readonly plan: Plan;
  readonly digest: string;
  readonly directory: string;
  readonly workers?: number;
  readonly json: boolean;
}

/** The shell's code for a program stopped by Ctrl-C. */
const interrupted = 130;

export async function execute({ plan, digest, directory, workers, json }: Execution, io: Io): Promise<number> {
  const store = openStore(directory, digest);
  try {
    const pending = plan.tasks.filter((task) => !store.has(task)).length;
    const threads = Math.max(1, Math.min(workers ?? availableParallelism(), pending));
    const held = plan.tasks.length - pending;
    const { name } = plan.scenario;
    io.stderr(
      `${name}: ${pending} replicates to run${held ? `, ${held} are there` : ""}; Ctrl-C is safe (landau resume ${directory})\n`,
    );
    const meter = openMeter(io, name);
    // A thread that computes hears no signal: a serial run is stopped by Ctrl-C's own death, which the store survives.
    const signal = threads > 1 ? io.interrupt?.() : undefined;
    const complete = await drive(plan, store, { workers: threads, progress: meter.show, ...(signal ? { signal } : {}) }).finally(
      meter.end,
    );
    if (!complete) {
      io.stderr(`${name}: stopped; go on with: landau resume ${directory}\n`);
      return interrupted;
    }
    return await conclude({ plan, digest, outcomes: store.outcomes, directory, json, files: true }, io);
  } finally {
    store.close();
  }
}
