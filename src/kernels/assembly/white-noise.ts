// The white noise of Fournier and Guerin: particle i moves by  sum_j [ -(d-1) t z + sqrt(t) xi_ij x z ],  z = v_i - v_j,  t = factor alpha(|z|),
// with independent normal vectors xi_ij (scalars times J z in dimension 2), drawn block by block and never stored.
// A block is a row i and up to 512 partners j, descending. The row's own velocity is repeated in a buffer, so that a block is a run of pairs as in
// collide.ts and shares its frames. Partners are read from a frozen copy. Twin: particles/systems/white-noise.ts.
import { ALONE, POLAR, SPHERICAL } from "../constants/coupling";
import { BLOCK, DIRECTION, NEXT, SECOND_DIRECTION, TAU } from "./scratch";
import { frame, mendFrame, obtuse, polarFrame, relative, reverse } from "./collide";
import { drawVectors } from "./draws";
import { add, mad, mul, sub } from "./vector";
import { weight } from "./weights";

/** Writes t of a run of pairs to TAU. */
// @ts-ignore: decorator
@inline function weights(dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const x = relative(v, w, k);
    const y = relative(v + stride, w + stride, k);
    let square = mad(x, x, mul(y, y));
    if (dimension == 3) {
      const z = relative(v + 2 * stride, w + 2 * stride, k);
      square = mad(z, z, square);
    }
    v128.store(scratch + k, weight(mode, square, soft, factor, halfPower, table, indexBits), TAU);
  }
}

function writeWeights(dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  if (dimension == 2) {
    if (mode == 0) weights(2, 0, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 1) weights(2, 1, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 2) weights(2, 2, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 3) weights(2, 3, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 4) weights(2, 4, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else weights(2, 5, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
  } else {
    if (mode == 0) weights(3, 0, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 1) weights(3, 1, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 2) weights(3, 2, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 3) weights(3, 3, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else if (mode == 4) weights(3, 4, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
    else weights(3, 5, scratch, pairs, v, w, stride, soft, factor, halfPower, table, indexBits);
  }
}

/** The lower lane alone when the run is odd and this is its end. */
// @ts-ignore: decorator
@inline function both(x: v128, whole: bool): v128 { return whole ? x : f64x2.replace_lane(x, 1, 0.0); }

// @ts-ignore: decorator
@inline function total(x: v128): f64 { return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1); }

/** Adds to `live` (first plane) what a block does to its row. */
function kickPlanar(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, live: usize): void {
  let dx = f64x2.splat(0);
  let dy = dx;
  let nx = dx;
  let ny = dx;
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const whole = i + 1 < pairs;
    const x = both(relative(v, w, k), whole);
    const y = both(relative(v + stride, w + stride, k), whole);
    const t = both(v128.load(scratch + k, TAU), whole);
    const s = mul(f64x2.sqrt(t), both(v128.load(scratch + k, DIRECTION), whole));
    dx = mad(t, x, dx);
    dy = mad(t, y, dy);
    nx = sub(nx, mul(s, y));
    ny = mad(s, x, ny);
  }
  store<f64>(live, load<f64>(live) + (total(nx) - total(dx)));
  store<f64>(live + stride, load<f64>(live + stride) + (total(ny) - total(dy)));
}

/** `offset` is DIRECTION or SECOND_DIRECTION. */
function kickSpatial(scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, live: usize): void {
  let dx = f64x2.splat(0);
  let dy = dx;
  let dz = dx;
  let nx = dx;
  let ny = dx;
  let nz = dx;
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const whole = i + 1 < pairs;
    const x = both(relative(v, w, k), whole);
    const y = both(relative(v + stride, w + stride, k), whole);
    const z = both(relative(v + 2 * stride, w + 2 * stride, k), whole);
    const t = both(v128.load(scratch + k, TAU), whole);
    const s = f64x2.sqrt(t);
    const e = scratch + offset + k;
    const a = both(v128.load(e), whole);
    const b = both(v128.load(e, NEXT), whole);
    const c = both(v128.load(e, 2 * NEXT), whole);
    dx = mad(t, x, dx);
    dy = mad(t, y, dy);
    dz = mad(t, z, dz);
    nx = mad(s, sub(mul(b, z), mul(c, y)), nx);
    ny = mad(s, sub(mul(c, x), mul(a, z)), ny);
    nz = mad(s, sub(mul(a, y), mul(b, x)), nz);
  }
  store<f64>(live, load<f64>(live) + (total(nx) - 2.0 * total(dx)));
  store<f64>(live + stride, load<f64>(live + stride) + (total(ny) - 2.0 * total(dy)));
  store<f64>(live + 2 * stride, load<f64>(live + 2 * stride) + (total(nz) - 2.0 * total(dz)));
}

/** Repeats a row's velocity `pairs` times (rounded up to two) in each plane of a buffer. */
function repeat(dimension: i32, live: usize, row: usize, stride: usize, pairs: i32): void {
  for (let d = 0; d < dimension; d++) {
    const plane = row + <usize>d * stride;
    const value = v128.load64_splat(live + <usize>d * stride);
    for (let i = 0; i < pairs; i += 2) v128.store(plane + (<usize>i << 3), value);
  }
}

/**
 * Rows begin ... end - 1 of one step. `first`, `second`: live planes of the ensembles (`second` is 0 for one alone); `partners`,
 * `secondPartners`: frozen copies; `row`, `secondRow`: buffers. All planes are `stride` bytes apart. `coupling`: of constants/coupling.ts.
 */
export function whiteNoise(
  dimension: i32, mode: i32, coupling: i32, first: usize, second: usize, partners: usize, secondPartners: usize, row: usize, secondRow: usize,
  stride: usize, count: i32, begin: i32, end: i32, k0: u32, k1: u32, salt: u32, index: u32, sign: i32,
  soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, scratch: usize,
): void {
  const flip: i64 = sign < 0 ? <i64>0x8000000000000000 : 0;
  const blocks = (count + BLOCK - 1) / BLOCK;
  for (let i = begin; i < end; i++) {
    const live = first + (<usize>i << 3);
    const live2 = second + (<usize>i << 3);
    repeat(dimension, live, row, stride, min(count, BLOCK));
    if (coupling > ALONE) repeat(dimension, live2, secondRow, stride, min(count, BLOCK));
    for (let c = 0; c < blocks; c++) {
      const pairs = min(count - c * BLOCK, BLOCK);
      const k = <usize>(count - 1 - c * BLOCK) << 3;
      const w = partners + k;
      const w2 = secondPartners + k;
      drawVectors(scratch, dimension == 2 ? 1 : 3, pairs, k0, k1, salt, index, i * blocks + c, flip);
      let offset = DIRECTION;
      if (coupling == POLAR && dimension == 2) obtuse(scratch, pairs, row, w, secondRow, w2, stride);
      if (coupling >= SPHERICAL && dimension == 3) {
        const rare = coupling == SPHERICAL
          ? frame(scratch, pairs, row, w, secondRow, w2, stride)
          : polarFrame(scratch, pairs, row, w, secondRow, w2, stride);
        mendFrame(scratch, rare, row, w, secondRow, w2, stride);
        offset = SECOND_DIRECTION;
      }
      writeWeights(dimension, mode, scratch, pairs, row, w, stride, soft, factor, halfPower, table, indexBits);
      if (dimension == 2) kickPlanar(scratch, pairs, row, w, stride, live);
      else kickSpatial(scratch, DIRECTION, pairs, row, w, stride, live);
      if (coupling > ALONE) {
        writeWeights(dimension, mode, scratch, pairs, secondRow, w2, stride, soft, factor, halfPower, table, indexBits);
        if (coupling == POLAR && dimension == 2) reverse(scratch, pairs, DIRECTION);
        if (dimension == 2) kickPlanar(scratch, pairs, secondRow, w2, stride, live2);
        else kickSpatial(scratch, offset, pairs, secondRow, w2, stride, live2);
      }
    }
  }
}
