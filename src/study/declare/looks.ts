/**
 * Studies that may end early look at their results after complete batches only: of n replicates of a cell, in their order, after
 *
 *   n_k = ceil(n / 2^(K - k)),   k = 1, ..., K,
 *
 * all cells together, K the most for which the largest cell has eight at its first look. Whether it ends at a look depends on nothing but these
 * replicates, so that any number of workers, shards and interruptions end at the same one.
 *
 * Looking K times at a level makes more errors than looking once (Armitage, McPherson and Rowe 1969: 5 % become 13 % in four looks). The error probability is
 * therefore spent over the looks in equal parts, alpha / K at each (Pocock's equal levels as a spending function, Lan and DeMets 1983), added by Bonferroni's inequality:
 * the chance that an interval misses at any look, and so at the one at which the study ends, is at most alpha, however the looks depend on each other and
 * whatever the rule. Pocock's constants, which use that dependence for normal means, would allow intervals about a tenth shorter.
 */
import type { Stopping, Until } from "../../protocols/index.ts";

/** Replicates of the largest cell at the first look: of fewer, an interval at these levels is many times as long. */
const FEWEST = 8;

/** The rule of a study whose cells have these replicates at most; undefined when there is none, or too few to look at twice. */
export function stoppingOf(until: Until | undefined, counts: readonly number[]): Stopping | undefined {
  if (until === undefined) return undefined;
  const most = counts.reduce((larger, count) => Math.max(larger, count), 0);
  let looks = 1;
  for (let first = most / 2; first >= FEWEST; first /= 2) looks++;
  return looks === 1 ? undefined : { rule: ruleInWords(until), looks };
}

/** n_k of n; halves of halves, rounded up, are quarters rounded up. */
export function countAt(n: number, look: number, { looks }: Pick<Stopping, "looks">): number {
  let count = n;
  for (let k = looks; k > look; k--) count = Math.ceil(count / 2);
  return count;
}

/** When a study ends, as in `it ends when ...`. */
export function ruleInWords(until: Until): string {
  if (until === "decided") return "every claim is decided";
  const { series, relative } = until.halfWidth;
  return `${series} is known to ${Number((100 * relative).toPrecision(3))} % of its largest mean`;
}
