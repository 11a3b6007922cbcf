/** Blocks of pairs: what is drawn, coupled and collided at once. No type annotations: AssemblyScript infers i32. */

/** Pairs in a block. */
export const PAIRS_PER_BLOCK = 512;
/** Doubles of a slot of working memory: one for each pair and a cache line, which keeps equal indices out of equal cache sets. */
export const SLOT = PAIRS_PER_BLOCK + 8;
/** Doubles of a block's working memory; its slots are in assembly/pairs/scratch.ts. */
export const BLOCK_SCRATCH = 14 * SLOT;
/** Keeps the uses of one key apart: the collisions of a block, the pairing of a step, its relabelling, and who of a pair moves where weights differ. */
export const COLLISIONS = 0;
export const PAIRING = 1;
export const RELABELLING = 2;
export const THINNING = 3;
/** The least square of a distance in sums of single precision, in units of the cloud's extent: only a particle's own term is below. */
export const SINGLE_FLOOR = 1e-30;
