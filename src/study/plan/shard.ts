/**
 * Shard i of n of a plan: its tasks i, i + n, i + 2n, ... in the plan's order, so that every shard has of every cell as many replicates as any other, or
 * one less. Shards are disjoint and together the plan, however many of them a scheduler runs.
 */
import type { Plan } from "./plan.ts";
import { nameOfTask } from "./task.ts";

export interface Shard {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** `3/20`. */
export const nameOfShard = ({ index, of }: Shard): string => `${index}/${of}`;

/** The part of a plan that is a shard's; empty when there are fewer tasks than shards. */
export function shardOf(plan: Plan, { index, of }: Shard): Plan {
  const tasks = plan.tasks.filter((_, k) => k % of === index - 1);
  const own = new Set(tasks.map(nameOfTask));
  const cells = plan.cells.flatMap((cell) => {
    const replicates = cell.replicates.filter((replicate) => own.has(nameOfTask({ point: cell.point, replicate })));
    return replicates.length > 0 ? [{ ...cell, replicates }] : [];
  });
  return { ...plan, cells, tasks, cost: cells.reduce((sum, { cost, replicates }) => sum + cost * replicates.length, 0) };
}
