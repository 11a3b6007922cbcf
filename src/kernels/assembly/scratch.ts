// Layout of a block's scratch, as byte offsets. Slots of 512 doubles plus a cache line, which keeps equal indices out of equal cache sets.

/** Pairs in a block. Also in src/kernels/load.ts and src/random/block-generator.ts. */
export const BLOCK: i32 = 512;
const SLOT: usize = 8 * 512 + 64;

/** Uniform of the radial draw (dimension 3) or standard normal (dimension 2). */
export const RADIUS: usize = 0;
/** Direction of the rotation for the first ensemble, three slots; for the second under the spherical coupling, three more. */
export const DIRECTION: usize = SLOT;
export const SECOND_DIRECTION: usize = 4 * SLOT;
/** Diffusion time 4 alpha(r) dt of each pair. */
export const TAU: usize = 7 * SLOT;
/** sin(theta/2) cos(theta/2) and sin^2(theta/2) of each pair. */
export const SWING: usize = 8 * SLOT;
export const SINK: usize = 9 * SLOT;
/** Indices (u32) of pairs that the main loops leave to the rare ones. */
export const RARE: usize = 10 * SLOT;
/** Two vectors of results of the rare branches. */
export const SPARE: usize = 10 * SLOT + 2112;
/** Raw draws, three vectors for four pairs. */
export const RAW: usize = 11 * SLOT;
export const SCRATCH_BYTES: usize = 13 * SLOT;
/** Distance of the coordinates of a direction. */
export const NEXT: usize = SLOT;
