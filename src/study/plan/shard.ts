/**
 * Shard i of n of a plan: its tasks i, i + n, i + 2n, ... in the plan's order, so that every shard has of every cell as many replicates as any other, or
 * one less. Shards are disjoint and together the plan, however many of them a scheduler runs.
 */
import { partOf, type Plan } from "./plan.ts";

export interface Shard {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** `3/20`. */
export const nameOfShard = ({ index, of }: Shard): string => `${index}/${of}`;

/** The part of a plan that is a shard's; empty when there are fewer tasks than shards. */
export function shardOf(plan: Plan, { index, of }: Shard): Plan {
  let place = 0;
  return partOf(plan, ({ replicates }) => replicates.filter(() => place++ % of === index - 1));
}
