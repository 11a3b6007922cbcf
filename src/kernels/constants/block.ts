/** Blocks of pairs: what is drawn, coupled and collided at once. No type annotations: AssemblyScript infers i32. */

/** Pairs in a block. */
export const PAIRS_PER_BLOCK = 512;
/** Doubles of a slot of working memory: one for each pair and a cache line, which keeps equal indices out of equal cache sets. */
export const SLOT = PAIRS_PER_BLOCK + 8;
/** Doubles of a block's working memory; its slots are in assembly/scratch.ts. */
export const BLOCK_SCRATCH = 14 * SLOT;
