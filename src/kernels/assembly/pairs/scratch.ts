// Layout of a block's scratch, as byte offsets: slots of a double for each pair.
import { PAIRS_PER_BLOCK, SLOT as SLOT_DOUBLES } from "../../constants/block";

export const BLOCK: i32 = PAIRS_PER_BLOCK;
const SLOT: usize = 8 * SLOT_DOUBLES;

/** Radial draw of each pair: X w^2 (dimension 3), or a standard normal (dimension 2). */
export const RADIAL: usize = 0;
/** w = 1 - U of each pair (dimension 3). */
export const REST: usize = SLOT;
/** Direction of the rotation for the first ensemble, three slots; for the second under the spherical coupling, three more. */
export const DIRECTION: usize = 2 * SLOT;
export const SECOND_DIRECTION: usize = 5 * SLOT;
/** Distance of the coordinates of a direction. */
export const NEXT: usize = SLOT;
/** Diffusion time 4 alpha(r) dt of each pair. */
export const TAU: usize = 8 * SLOT;
/** sin(theta/2) cos(theta/2) and sin^2(theta/2) of each pair. */
export const SWING: usize = 9 * SLOT;
export const SINK: usize = 10 * SLOT;
/** Indices (u32) of pairs that the main loops leave to the rare ones. */
export const RARE: usize = 11 * SLOT;
/** Raw draws, three vectors for four pairs: the last two slots. */
export const RAW: usize = 12 * SLOT;
/** Whether the particle of the heavier weight moves, 1 or 0, for each pair: in the place of raw draws. */
export const MOVES: usize = 13 * SLOT;

/** Directions of single precision, three half-slots, in the place of RADIAL and REST; of the second ensemble, in that of SWING and SINK. */
export const UNIT: usize = RADIAL;
export const SECOND_UNIT: usize = SWING;
/** Distance of the coordinates of a direction of single precision. */
export const HALF_SLOT: usize = SLOT / 2;
