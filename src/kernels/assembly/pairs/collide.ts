// A step of pair collisions, run by run.
import { ALONE, POLAR, SPHERICAL } from "../../constants/coupling";
import { BLOCK, DIRECTION, SECOND_DIRECTION, SWING } from "./scratch";
import { drawDirections, drawMoves, drawNormals } from "./draws";
import { frame, mendFrame, obtuse, polarFrame, reverse } from "./frames";
import { mend, turn, turnConstant, turnPlanar } from "./radial";
import { LOWER, NOBODY, UPPER, rotatePlanar, rotateSpatial, shareSpatial, thinPlanar, thinSpatial } from "./rotate";
import { bendTimes, fillTimes, writeTimes } from "./times";

/** Angles of a block for one ensemble: SWING and SINK. */
// @ts-ignore: decorator
@inline function angles(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize,
  factor: f64, bend: f64, halfPower: f64, heat: f64, tail: f64, table: usize, indexBits: i32,
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
    if (bend != 0) bendTimes(scratch, pairs, bend);
    if (dimension == 2) turnPlanar(scratch, pairs);
    else mend(scratch, turn(scratch, pairs));
  }
}

/** The collision of a block: `offset` is DIRECTION or SECOND_DIRECTION. Equal masses have a loop of their own. */
// @ts-ignore: decorator
@inline function rotate(
  dimension: i32, scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, thinned: i32, lowerShare: f64, upperShare: f64,
): void {
  if (thinned != NOBODY) {
    if (dimension == 2) thinPlanar(scratch, pairs, v, w, stride, thinned, lowerShare, upperShare);
    else thinSpatial(scratch, offset, pairs, v, w, stride, thinned, lowerShare, upperShare);
  } else if (dimension == 2) rotatePlanar(scratch, pairs, v, w, stride, lowerShare, upperShare);
  else if (lowerShare == 1 && upperShare == 1) rotateSpatial(scratch, offset, pairs, v, w, stride);
  else shareSpatial(scratch, offset, pairs, v, w, stride, lowerShare, upperShare);
}

/**
 * Collides the pairs (lower + k, upper - k), k < pairs, of a run or of whole blocks of it. `coupling`: of constants/coupling.ts.
 * `mode`: 0 constant tau = factor, with its h and rho, heat and tail; else see `times`, and tau + bend tau^2 is taken for tau. `sign`
 * -1 reverses every rotation. A particle receives its share of (z' - z)/2, 1 and 1 for equal masses, else 2 m_upper/M and 2 m_lower/M, with probability
 * `lowerChance` or `upperChance`; one of them is 1.
 */
export function collide(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, stride: usize, lower: i32, upper: i32, pairs: i32, firstBlock: i32,
  k0: u32, k1: u32, salt: u32, step: u32, sign: i32, factor: f64, bend: f64, halfPower: f64, heat: f64, tail: f64, table: usize, indexBits: i32,
  lowerShare: f64, upperShare: f64, lowerChance: f64, upperChance: f64, scratch: usize,
): void {
  const thinned = lowerChance < 1 ? LOWER : upperChance < 1 ? UPPER : NOBODY;
  const flip: i64 = sign < 0 ? <i64>0x8000000000000000 : 0;
  let block = firstBlock;
  for (let begin = 0; begin < pairs; begin += BLOCK) {
    const here = min(pairs - begin, BLOCK);
    const v = (<usize>(lower + begin)) << 3;
    const w = (<usize>(upper - begin)) << 3;
    if (dimension == 2) drawNormals(scratch, here, k0, k1, salt, step, block, flip);
    else drawDirections(scratch, here, k0, k1, salt, step, block, flip);
    if (thinned != NOBODY) drawMoves(scratch, here, min(lowerChance, upperChance), k0, k1, salt, step, block);
    let offset = DIRECTION;
    if (coupling == POLAR && dimension == 2) obtuse(scratch, here, first + v, first + w, second + v, second + w, stride);
    if (coupling >= SPHERICAL && dimension == 3) {
      const rare = coupling == SPHERICAL
        ? frame(scratch, here, first + v, first + w, second + v, second + w, stride)
        : polarFrame(scratch, here, first + v, first + w, second + v, second + w, stride);
      mendFrame(scratch, rare, first + v, first + w, second + v, second + w, stride);
      offset = SECOND_DIRECTION;
    }
    angles(dimension, mode, scratch, here, first + v, first + w, stride, factor, bend, halfPower, heat, tail, table, indexBits);
    rotate(dimension, scratch, DIRECTION, here, first + v, first + w, stride, thinned, lowerShare, upperShare);
    if (coupling > ALONE) {
      if (mode > 0) angles(dimension, mode, scratch, here, second + v, second + w, stride, factor, bend, halfPower, heat, tail, table, indexBits);
      if (coupling == POLAR && dimension == 2) reverse(scratch, here, SWING);
      rotate(dimension, scratch, offset, here, second + v, second + w, stride, thinned, lowerShare, upperShare);
    }
    block++;
  }
}
