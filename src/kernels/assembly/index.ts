// What the module exports. Addresses are byte offsets in the shared memory; the module keeps no state of its own.
import { BLOCK, DIRECTION, SCRATCH_BYTES, SECOND_DIRECTION } from "./scratch";
import { drawDirections, drawNormals } from "./draws";
import { mend, turn, turnConstant, turnPlanar } from "./radial";
import { fillTimes, frame, mendFrame, rotatePlanar, rotateSpatial, writeTimes } from "./collide";

export { gather, relabelList } from "./relabel";
export { peaks, softSums, softSumsSingle } from "./sinkhorn";

export function heapBase(): usize {
  return __heap_base;
}

export function scratchBytes(): usize {
  return SCRATCH_BYTES;
}

/** Angles of a block for one ensemble: SWING and SINK. */
// @ts-ignore: decorator
@inline function angles(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize,
  factor: f64, halfPower: f64, heat: f64, tail: f64, table: usize, indexBits: i32,
): void {
  if (mode == 0) {
    if (dimension == 2) {
      fillTimes(scratch, pairs, factor);
      turnPlanar(scratch, pairs);
    } else {
      turnConstant(scratch, pairs, heat, tail);
    }
  } else {
    writeTimes(dimension, mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
    if (dimension == 2) turnPlanar(scratch, pairs);
    else mend(scratch, turn(scratch, pairs));
  }
}

/** Collides the pairs of one run, particles lower ... upper inclusive folded onto each other. Returns the number of blocks. */
function run(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, stride: usize, lower: i32, upper: i32,
  k0: u32, k1: u32, salt: u32, step: u32, firstBlock: i32, flip: i64,
  factor: f64, halfPower: f64, heat: f64, tail: f64, table: usize, indexBits: i32, scratch: usize,
): i32 {
  const all = (upper - lower + 1) >> 1;
  let blocks = 0;
  for (let begin = 0; begin < all; begin += BLOCK) {
    const pairs = min(all - begin, BLOCK);
    const v = (<usize>(lower + begin)) << 3;
    const w = (<usize>(upper - begin)) << 3;
    const block = firstBlock + blocks;
    if (dimension == 2) drawNormals(scratch, pairs, k0, k1, salt, step, block, flip);
    else drawDirections(scratch, pairs, k0, k1, salt, step, block, flip);
    let offset = DIRECTION;
    if (coupling == 2 && dimension == 3) {
      mendFrame(scratch, frame(scratch, pairs, first + v, first + w, second + v, second + w, stride), first + v, first + w, second + v, second + w, stride);
      offset = SECOND_DIRECTION;
    }
    angles(dimension, mode, scratch, pairs, first + v, first + w, stride, factor, halfPower, heat, tail, table, indexBits);
    if (dimension == 2) rotatePlanar(scratch, pairs, first + v, first + w, stride);
    else rotateSpatial(scratch, DIRECTION, pairs, first + v, first + w, stride);
    if (coupling > 0) {
      if (mode > 0) angles(dimension, mode, scratch, pairs, second + v, second + w, stride, factor, halfPower, heat, tail, table, indexBits);
      if (dimension == 2) rotatePlanar(scratch, pairs, second + v, second + w, stride);
      else rotateSpatial(scratch, offset, pairs, second + v, second + w, stride);
    }
    blocks++;
  }
  return blocks;
}

/**
 * One step: every pair (i, shift - i mod count) collides. `coupling`: 0 the first ensemble alone, 1 synchronous, 2 spherical.
 * `mode`: 0 constant tau = factor, with its h and rho, heat and tail; else see `times`. `sign` -1 reverses every rotation.
 */
export function step(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, stride: usize, count: i32, shift: i32,
  k0: u32, k1: u32, salt: u32, index: u32, sign: i32,
  factor: f64, halfPower: f64, heat: f64, tail: f64, table: usize, indexBits: i32, scratch: usize,
): void {
  const flip: i64 = sign < 0 ? <i64>0x8000000000000000 : 0;
  const blocks = run(dimension, mode, coupling, first, second, stride, 0, shift, k0, k1, salt, index, 0, flip, factor, halfPower, heat, tail, table, indexBits, scratch);
  run(dimension, mode, coupling, first, second, stride, shift + 1, count - 1, k0, k1, salt, index, blocks, flip, factor, halfPower, heat, tail, table, indexBits, scratch);
}
