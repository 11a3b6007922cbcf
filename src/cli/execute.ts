/** Runs what is missing of a plan into its folder, and concludes: the common part of run and resume. */
import { availableParallelism } from "node:os";
import type { Plan } from "../study/plan/plan.ts";
import { nameOfTask } from "../study/plan/task.ts";
import { openStore, readOutcomes, type Store } from "../study/folder/store.ts";
import { drive } from "../study/run/drive.ts";
import { serial, type Executor } from "../study/run/executor.ts";
import { fixed } from "../study/run/schedule.ts";
import { conclude } from "./conclude.ts";
import type { Io } from "./io.ts";
import { counted, openMeter, tellNotes } from "./progress.ts";

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
    const held = plan.tasks.length - pending;
    const { name } = plan.scenario;
    const there = held ? `, ${held} ${held === 1 ? "is" : "are"} there` : "";
    io.stderr(`${name}: ${counted(pending)} to run${there}; Ctrl-C is safe (landau resume ${directory})\n`);
    if (pending > 0) tellNotes(io, plan);
    if (!(await complete(plan, store, pending, workers ?? availableParallelism(), io))) {
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

async function complete(plan: Plan, store: Store, pending: number, workers: number, io: Io): Promise<boolean> {
  if (pending === 0) return true;
  const executor = await openExecutor(plan, Math.min(workers, pending));
  const meter = openMeter(io, plan.scenario.name);
  // A thread that computes hears no signal: a serial run stops after the replicate under way.
  const signal = io.interrupt?.();
  try {
    return await drive(fixed(plan), executor, store, { progress: meter.show, ...(signal ? { signal } : {}) });
  } finally {
    meter.end();
    await executor.close();
  }
}

/** Threads are loaded late: a serial run needs none. */
async function openExecutor(plan: Plan, workers: number): Promise<Executor> {
  if (workers < 2) return serial(plan);
  const { threads } = await import("../study/run/threads.ts");
  return threads(plan, workers);
}
