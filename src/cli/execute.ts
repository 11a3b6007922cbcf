/** Runs what is missing of a plan into its folder, and concludes: the common part of run and resume. */
import { availableParallelism } from "node:os";
import { drive } from "../study/run/driver.ts";
import { nameOfTask, type Plan } from "../study/plan/plan.ts";
import { openStore, readOutcomes } from "../study/folder/store.ts";
import { conclude } from "./conclude.ts";
import type { Io } from "./io.ts";
import { counted, openMeter } from "./progress.ts";

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
    const there = held ? `, ${held} ${held === 1 ? "is" : "are"} there` : "";
    io.stderr(`${name}: ${counted(pending)} to run${there}; Ctrl-C is safe (landau resume ${directory})\n`);
    const meter = openMeter(io, name);
    // A thread that computes hears no signal: a serial run stops after the replicate under way.
    const signal = pending > 0 ? io.interrupt?.() : undefined;
    const complete = await drive(plan, store, { workers: threads, progress: meter.show, ...(signal ? { signal } : {}) }).finally(meter.end);
    if (!complete) {
      const finished = plan.tasks.filter((task) => store.has(task)).length;
      io.stderr(`${name}: stopped after ${finished} of ${counted(plan.tasks.length)}; go on with: landau resume ${directory}\n`);
      return interrupted;
    }
    // Read again: another process may have added to the folder meanwhile.
    const outcomes = readOutcomes(directory, digest);
    const asked = new Set(plan.tasks.map(nameOfTask));
    const others = outcomes.filter((outcome) => !asked.has(nameOfTask(outcome))).length;
    if (others > 0) io.stderr(`${name}: ${counted(asked.size)} asked for; the report is of all ${outcomes.length} in ${directory}\n`);
    return await conclude({ plan, digest, outcomes, directory, json, files: true }, io);
  } finally {
    store.close();
  }
}
