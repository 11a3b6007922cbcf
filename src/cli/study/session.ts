/** What a run notes of itself while it works: its begin and end, and how long replicates take (sessions of the run folder). */
import { hostname } from "node:os";
import { ownerName } from "../../study/folder/journal.ts";
import type { Session } from "../../study/folder/session.ts";
import { labelOf } from "../../study/plan/task.ts";
import type { Executor } from "../../study/run/executor.ts";
import { machine } from "./provenance.ts";

export interface Watch {
  /** The same executor, timed. */
  over(executor: Executor): Executor;
  /** Undefined when no replicate was finished. */
  session(command: string): Session | undefined;
}

export function openWatch(): Watch {
  const begin = new Date().toISOString();
  const cells = new Map<string, { point: Session["cells"][number]["point"]; count: number; sum: number; longest: number }>();
  return {
    over: (executor) => ({
      ...executor,
      async run(task, progress) {
        const begun = performance.now();
        const outcome = await executor.run(task, progress);
        const seconds = executor.secondsOf?.(task) ?? (performance.now() - begun) / 1000;
        const { point } = task;
        const { count, sum, longest } = cells.get(labelOf(point)) ?? { count: 0, sum: 0, longest: 0 };
        cells.set(labelOf(point), { point, count: count + 1, sum: sum + seconds, longest: Math.max(longest, seconds) });
        return outcome;
      },
    }),
    session(command) {
      if (cells.size === 0) return undefined;
      const timed = [...cells.values()].map(({ point, count, sum, longest }) => ({ point, replicates: count, seconds: { mean: sum / count, longest } }));
      return { command, process: `${hostname()} ${ownerName().split("-").at(-1)}`, machine: machine(), begin, end: new Date().toISOString(), cells: timed };
    },
  };
}
