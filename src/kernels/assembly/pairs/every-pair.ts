// A step of the Kac diffusion: every pair once, in one call.
import { ALONE, POLAR, SPHERICAL } from "../../constants/coupling";
import { TURNED } from "../../constants/two-angles";
import { BLOCK, SECOND_UNIT, SWING, UNIT } from "./scratch";
import { drawNormals } from "./draws";
import { turnPlanar } from "./radial";
import { choose, chooseConstant, drawChoices, narrowDirections, turnChosen, widenDirections } from "./two-angles";
import { frame, mendFrame, obtuse, polarFrame, reverse } from "./frames";
import { rotatePlanar } from "./rotate";
import { fillTimes, writeTimes } from "./times";

/** Angles of a block for one ensemble: SWING and SINK. */
// @ts-ignore: decorator
@inline function anglesOf(
  dimension: i32, mode: i32, scratch: usize, unit: usize, pairs: i32, v: usize, w: usize, stride: usize,
  factor: f64, halfPower: f64, mean: f64, spread: f64, table: usize, indexBits: i32,
): void {
  if (dimension == 3) {
    if (mode > 0) choose(mode, scratch, unit, pairs, v, w, stride, factor, halfPower, table, indexBits);
    else chooseConstant(scratch, unit, pairs, mean, spread);
  } else {
    if (mode > 0) writeTimes(2, mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
    else fillTimes(scratch, pairs, factor);
    turnPlanar(scratch, pairs);
  }
}

/** Turns the pairs (lower + k, upper - k), k < pairs, of whole blocks from `block` on. */
// @ts-ignore: decorator
@inline function run(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, stride: usize, lower: i32, upper: i32, pairs: i32, firstBlock: i32,
  k0: u32, k1: u32, salt: u32, step: u32, sign: i32, factor: f64, halfPower: f64, mean: f64, spread: f64, table: usize, indexBits: i32, scratch: usize,
): void {
  let block = firstBlock;
  for (let begin = 0; begin < pairs; begin += BLOCK) {
    const here = min(pairs - begin, BLOCK);
    const v = (<usize>(lower + begin)) << 3;
    const w = (<usize>(upper - begin)) << 3;
    if (dimension == 2) drawNormals(scratch, here, k0, k1, salt, step, block, sign < 0 ? <i64>0x8000000000000000 : 0);
    else drawChoices(scratch, here, k0, k1, salt, step, block, sign < 0 ? TURNED : 0);
    let unit = UNIT;
    if (coupling == POLAR && dimension == 2) obtuse(scratch, here, first + v, first + w, second + v, second + w, stride);
    if (coupling >= SPHERICAL && dimension == 3) {
      widenDirections(scratch, here);
      const rare = coupling == SPHERICAL
        ? frame(scratch, here, first + v, first + w, second + v, second + w, stride)
        : polarFrame(scratch, here, first + v, first + w, second + v, second + w, stride);
      mendFrame(scratch, rare, first + v, first + w, second + v, second + w, stride);
      narrowDirections(scratch, here);
      unit = SECOND_UNIT;
    }
    anglesOf(dimension, mode, scratch, UNIT, here, first + v, first + w, stride, factor, halfPower, mean, spread, table, indexBits);
    if (dimension == 2) rotatePlanar(scratch, here, first + v, first + w, stride, 1, 1);
    else turnChosen(scratch, here, first + v, first + w, stride);
    if (coupling > ALONE) {
      if (mode > 0 || unit != UNIT) anglesOf(dimension, mode, scratch, unit, here, second + v, second + w, stride, factor, halfPower, mean, spread, table, indexBits);
      if (coupling == POLAR && dimension == 2) reverse(scratch, here, SWING);
      if (dimension == 2) rotatePlanar(scratch, here, second + v, second + w, stride, 1, 1);
      else turnChosen(scratch, here, second + v, second + w, stride);
    }
    block++;
  }
}

/**
 * Turns every pair of `count` particles once: the folds i <-> s - i mod count, s ascending in even steps and descending in odd ones, each as the
 * pairs that sum to s and those that sum to s + count. Arguments as of `collide`; `mean` and `spread` are those of sink for constant tau.
 */
export function turnEveryPair(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, stride: usize, count: i32, k0: u32, k1: u32, salt: u32, step: u32, sign: i32,
  factor: f64, halfPower: f64, mean: f64, spread: f64, table: usize, indexBits: i32, scratch: usize,
): void {
  let block = 0;
  for (let fold = 0; fold < 2 * count; fold++) {
    const shift = (step & 1) == 0 ? fold >> 1 : count - 1 - (fold >> 1);
    const lower = (fold & 1) == 0 ? 0 : shift + 1;
    const upper = (fold & 1) == 0 ? shift : count - 1;
    const pairs = (upper - lower + 1) >> 1;
    run(dimension, mode, coupling, first, second, stride, lower, upper, pairs, block, k0, k1, salt, step, sign, factor, halfPower, mean, spread, table, indexBits, scratch);
    block += (pairs + BLOCK - 1) / BLOCK;
  }
}
