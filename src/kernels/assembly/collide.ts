// Relative velocities, diffusion times, the frames of the spherical and the polar coupling, and the collision itself.
// A run of pairs (i, partner - i): lower particles ascend from `v`, upper ones descend from `w` (addresses in the first plane).
// Twin: particles/systems/pair-collisions.ts, particles/couplings/spherical.ts and polar-pairs.ts.
import { DIRECTION, NEXT, RARE, SECOND_DIRECTION, SINK, SWING, TAU } from "./scratch";
import { add, all, div, exponential, logarithm, mad, mul, reversed, sub } from "./vector";
import { ANTIPARALLEL, SQUARE_FLOOR, SQUARE_TINY, SUM_TINY, TAU_LIMIT } from "../constants/rotation";
import { TABLE_FIRST, TABLE_LAST, TABLE_STRIDE } from "../constants/table";

/** Coordinate of z = v - w for the pairs at byte offset k of a run. */
// @ts-ignore: decorator
@inline export function relative(v: usize, w: usize, k: usize): v128 {
  return sub(v128.load(v + k), reversed(v128.load(w - k - 8)));
}

// @ts-ignore: decorator
@inline function square(dimension: i32, v: usize, w: usize, stride: usize, k: usize): v128 {
  const x = relative(v, w, k);
  const y = relative(v + stride, w + stride, k);
  let sum = mad(x, x, mul(y, y));
  if (dimension == 3) {
    const z = relative(v + 2 * stride, w + 2 * stride, k);
    sum = mad(z, z, sum);
  }
  return f64x2.pmax(sum, all(SQUARE_FLOOR));
}

/** The tabulated alpha at one squared distance: polynomial of its subinterval in the fraction of the mantissa below the index. */
// @ts-ignore: decorator
@inline export function tabulated(table: usize, indexBits: i32, r2: f64): f64 {
  const x = r2 > TABLE_FIRST ? (r2 < TABLE_LAST ? r2 : TABLE_LAST) : TABLE_FIRST; // a NaN ends at the first entry
  const bits = reinterpret<u64>(x);
  const index = <usize>((bits - reinterpret<u64>(TABLE_FIRST)) >> <u64>(52 - indexBits));
  const fraction = reinterpret<f64>(((bits << <u64>indexBits) & 0x000fffffffffffff) | 0x3ff0000000000000) - 1.5;
  const c = table + index * <usize>TABLE_STRIDE;
  const f2 = fraction * fraction;
  const a0 = load<f64>(c, 8) * fraction + load<f64>(c);
  const a1 = load<f64>(c, 24) * fraction + load<f64>(c, 16);
  const a2 = load<f64>(c, 40) * fraction + load<f64>(c, 32);
  return a2 * (f2 * f2) + (a1 * f2 + a0);
}

/** Writes tau = 4 dt alpha(r) to TAU. `factor` is 4 dt times the strength. Modes: 1, 2, 3 are r^-1, r^-2, r^-3; 4 a power; 5 a table. */
// @ts-ignore: decorator
@inline function times(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32,
): void {
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const r2 = square(dimension, v, w, stride, k);
    let tau: v128;
    if (mode == 1) tau = div(all(factor), f64x2.sqrt(r2));
    else if (mode == 2) tau = div(all(factor), r2);
    else if (mode == 3) tau = div(all(factor), mul(r2, f64x2.sqrt(r2)));
    else if (mode == 4) tau = mul(all(factor), exponential(mul(all(halfPower), logarithm(r2))));
    else {
      const one = tabulated(table, indexBits, f64x2.extract_lane(r2, 0));
      const two = tabulated(table, indexBits, f64x2.extract_lane(r2, 1));
      tau = mul(all(factor), f64x2.replace_lane(all(one), 1, two));
    }
    v128.store(scratch + k, f64x2.pmin(tau, all(TAU_LIMIT)), TAU);
  }
}

function times2(mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  if (mode == 1) times(2, 1, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 2) times(2, 2, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 3) times(2, 3, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 4) times(2, 4, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times(2, 5, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

function times3(mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32): void {
  if (mode == 1) times(3, 1, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 2) times(3, 2, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 3) times(3, 3, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else if (mode == 4) times(3, 4, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times(3, 5, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

export function writeTimes(
  dimension: i32, mode: i32, scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, factor: f64, halfPower: f64, table: usize, indexBits: i32,
): void {
  if (dimension == 2) times2(mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
  else times3(mode, scratch, pairs, v, w, stride, factor, halfPower, table, indexBits);
}

/** tau + bend tau^2 for tau. */
export function bendTimes(scratch: usize, pairs: i32, bend: f64): void {
  for (let i = 0; i < pairs; i += 2) {
    const o = scratch + (<usize>i << 3);
    const tau = v128.load(o, TAU);
    v128.store(o, f64x2.pmin(mad(mul(all(bend), tau), tau, tau), all(TAU_LIMIT)), TAU);
  }
}

/** Constant tau in dimension 2. */
export function fillTimes(scratch: usize, pairs: i32, tau: f64): void {
  for (let i = 0; i < pairs; i += 2) v128.store(scratch + (<usize>i << 3), all(tau), TAU);
}

/** Planar collision: (z' - z)/2 = SWING J z - SINK z, its shares to v and, opposite, to w. */
export function rotatePlanar(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, lowerShare: f64, upperShare: f64): void {
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const vx = v128.load(v + k);
    const vy = v128.load(v + stride + k);
    const wx = reversed(v128.load(w - k - 8));
    const wy = reversed(v128.load(w + stride - k - 8));
    const x = sub(vx, wx);
    const y = sub(vy, wy);
    const swing = v128.load(scratch + k, SWING);
    const sink = v128.load(scratch + k, SINK);
    const hx = sub(f64x2.neg(mul(swing, y)), mul(sink, x));
    const hy = sub(mul(swing, x), mul(sink, y));
    put(v + k, w - k, i + 1 < pairs, mad(all(lowerShare), hx, vx), sub(wx, mul(all(upperShare), hx)));
    put(v + stride + k, w + stride - k, i + 1 < pairs, mad(all(lowerShare), hy, vy), sub(wy, mul(all(upperShare), hy)));
  }
}

/** Stores two pairs, or the first alone at the end of an odd run. */
// @ts-ignore: decorator
@inline function put(v: usize, w: usize, both: bool, lower: v128, upper: v128): void {
  if (both) {
    v128.store(v, lower);
    v128.store(w - 8, reversed(upper));
  } else {
    store<f64>(v, f64x2.extract_lane(lower, 0));
    store<f64>(w, f64x2.extract_lane(upper, 0));
  }
}

// @ts-ignore: decorator
@inline function rotateTwo(
  direction: usize, o: usize, v: usize, w: usize, stride: usize, both: bool, equal: bool, lowerShare: f64, upperShare: f64,
): void {
  const vx = v128.load(v);
  const vy = v128.load(v + stride);
  const vz = v128.load(v + 2 * stride);
  const wx = reversed(v128.load(w - 8));
  const wy = reversed(v128.load(w + stride - 8));
  const wz = reversed(v128.load(w + 2 * stride - 8));
  const x = sub(vx, wx);
  const y = sub(vy, wy);
  const z = sub(vz, wz);
  const nx = v128.load(direction);
  const ny = v128.load(direction, NEXT);
  const nz = v128.load(direction, 2 * NEXT);
  const px = sub(mul(ny, z), mul(nz, y));
  const py = sub(mul(nz, x), mul(nx, z));
  const pz = sub(mul(nx, y), mul(ny, x));
  const qx = sub(mul(ny, pz), mul(nz, py));
  const qy = sub(mul(nz, px), mul(nx, pz));
  const qz = sub(mul(nx, py), mul(ny, px));
  const swing = v128.load(o, SWING);
  const sink = v128.load(o, SINK);
  const hx = mad(swing, px, mul(sink, qx));
  const hy = mad(swing, py, mul(sink, qy));
  const hz = mad(swing, pz, mul(sink, qz));
  if (equal) {
    put(v, w, both, add(vx, hx), sub(wx, hx));
    put(v + stride, w + stride, both, add(vy, hy), sub(wy, hy));
    put(v + 2 * stride, w + 2 * stride, both, add(vz, hz), sub(wz, hz));
  } else {
    put(v, w, both, mad(all(lowerShare), hx, vx), sub(wx, mul(all(upperShare), hx)));
    put(v + stride, w + stride, both, mad(all(lowerShare), hy, vy), sub(wy, mul(all(upperShare), hy)));
    put(v + 2 * stride, w + 2 * stride, both, mad(all(lowerShare), hz, vz), sub(wz, mul(all(upperShare), hz)));
  }
}

// @ts-ignore: decorator
@inline function rotateAll(
  scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, equal: bool, lowerShare: f64, upperShare: f64,
): void {
  const even = pairs & ~1;
  for (let i = 0; i < even; i += 2) {
    const k = <usize>i << 3;
    rotateTwo(scratch + offset + k, scratch + k, v + k, w - k, stride, true, equal, lowerShare, upperShare);
  }
  if (pairs & 1) {
    const k = <usize>even << 3;
    rotateTwo(scratch + offset + k, scratch + k, v + k, w - k, stride, false, equal, lowerShare, upperShare);
  }
}

/** Spatial collision of equal masses: (z' - z)/2 = SWING n x z + SINK n x (n x z). `offset` is DIRECTION or SECOND_DIRECTION. */
export function rotateSpatial(scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize): void {
  rotateAll(scratch, offset, pairs, v, w, stride, true, 1, 1);
}

/** Spatial collision of unequal masses. */
export function shareSpatial(
  scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, lowerShare: f64, upperShare: f64,
): void {
  rotateAll(scratch, offset, pairs, v, w, stride, false, lowerShare, upperShare);
}

/** The sign bit where x < 0. */
// @ts-ignore: decorator
@inline function signOf(x: v128): v128 {
  return v128.and(f64x2.lt(x, all(0.0)), i64x2.splat(0x8000000000000000));
}

// @ts-ignore: decorator
@inline function frameOf(polar: bool, scratch: usize, pairs: i32, v: usize, w: usize, v2: usize, w2: usize, stride: usize): i32 {
  let rare = 0;
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const o = scratch + k;
    const x = relative(v, w, k);
    const y = relative(v + stride, w + stride, k);
    const z = relative(v + 2 * stride, w + 2 * stride, k);
    let a = relative(v2, w2, k);
    let b = relative(v2 + stride, w2 + stride, k);
    let c = relative(v2 + 2 * stride, w2 + 2 * stride, k);
    let sign = i64x2.splat(0);
    if (polar) {
      sign = signOf(mad(z, c, mad(x, a, mul(y, b))));
      a = v128.xor(a, sign);
      b = v128.xor(b, sign);
      c = v128.xor(c, sign);
    }
    const square1 = mad(z, z, mad(x, x, mul(y, y)));
    const square2 = mad(c, c, mad(a, a, mul(b, b)));
    const product = f64x2.sqrt(mul(square1, square2));
    const sum = add(product, mad(z, c, mad(x, a, mul(y, b))));
    const kx = sub(mul(y, c), mul(z, b));
    const ky = sub(mul(z, a), mul(x, c));
    const kz = sub(mul(x, b), mul(y, a));
    const nx = v128.load(o, DIRECTION);
    const ny = v128.load(o, DIRECTION + NEXT);
    const nz = v128.load(o, DIRECTION + 2 * NEXT);
    const px = sub(mul(ky, nz), mul(kz, ny));
    const py = sub(mul(kz, nx), mul(kx, nz));
    const pz = sub(mul(kx, ny), mul(ky, nx));
    const qx = sub(mul(ky, pz), mul(kz, py));
    const qy = sub(mul(kz, px), mul(kx, pz));
    const qz = sub(mul(kx, py), mul(ky, px));
    const inverse = div(all(1.0), mul(product, sum));
    let rx = mad(mad(sum, px, qx), inverse, nx);
    let ry = mad(mad(sum, py, qy), inverse, ny);
    let rz = mad(mad(sum, pz, qz), inverse, nz);
    if (polar) {
      rx = v128.xor(rx, sign);
      ry = v128.xor(ry, sign);
      rz = v128.xor(rz, sign);
    }
    v128.store(o, rx, SECOND_DIRECTION);
    v128.store(o, ry, SECOND_DIRECTION + NEXT);
    v128.store(o, rz, SECOND_DIRECTION + 2 * NEXT);
    const speeds = v128.and(f64x2.ge(square1, all(SQUARE_TINY)), f64x2.ge(square2, all(SQUARE_TINY)));
    const good = v128.and(speeds, f64x2.ge(sum, mul(product, all(ANTIPARALLEL))));
    const flags = 3 - i64x2.bitmask(good);
    store<u32>(scratch + (<usize>rare << 2), i, RARE);
    rare += flags & 1;
    store<u32>(scratch + (<usize>rare << 2), i + 1, RARE);
    rare += flags >> 1;
  }
  return rare;
}

/**
 * Spherical coupling: SECOND_DIRECTION = R DIRECTION, R the least rotation that takes z/|z| to z~/|z~|, by Rodrigues' formula
 * R n = n + K x n / S + K x (K x n) / (S (S + C)), K = z x z~, C = z . z~, S = |z| |z~|. Lists nearly antiparallel and zero pairs in RARE.
 */
export function frame(scratch: usize, pairs: i32, v: usize, w: usize, v2: usize, w2: usize, stride: usize): i32 {
  return frameOf(false, scratch, pairs, v, w, v2, w2, stride);
}

/** Polar coupling: -R DIRECTION, R the least rotation to -z~/|z~|, where C < 0; the spherical one elsewhere. */
export function polarFrame(scratch: usize, pairs: i32, v: usize, w: usize, v2: usize, w2: usize, stride: usize): i32 {
  return frameOf(true, scratch, pairs, v, w, v2, w2, stride);
}

/** The polar coupling in the plane: the sign bit where z . z~ < 0, to SECOND_DIRECTION. */
export function obtuse(scratch: usize, pairs: i32, v: usize, w: usize, v2: usize, w2: usize, stride: usize): void {
  for (let i = 0; i < pairs; i += 2) {
    const k = <usize>i << 3;
    const product = mul(relative(v + stride, w + stride, k), relative(v2 + stride, w2 + stride, k));
    v128.store(scratch + k, signOf(mad(relative(v, w, k), relative(v2, w2, k), product)), SECOND_DIRECTION);
  }
}

/** Reverses the entries at `slot` of the pairs that `obtuse` found. */
export function reverse(scratch: usize, pairs: i32, slot: usize): void {
  for (let i = 0; i < pairs; i += 2) {
    const at = scratch + (<usize>i << 3);
    v128.store(at + slot, v128.xor(v128.load(at + slot), v128.load(at, SECOND_DIRECTION)));
  }
}

/**
 * The listed pairs: the same rotation as two reflections, n -> n - 2 (z.n)/|z|^2 z and then along u = z/|z| + z~/|z~|, orthogonal whatever
 * the angle. For exactly opposite velocities u is a fixed vector orthogonal to z; a velocity without direction leaves n alone.
 */
export function mendFrame(scratch: usize, rare: i32, v: usize, w: usize, v2: usize, w2: usize, stride: usize): void {
  for (let j = 0; j < rare; j++) {
    const k = <usize>load<u32>(scratch + (<usize>j << 2), RARE) << 3;
    const o = scratch + k;
    const x = load<f64>(v + k) - load<f64>(w - k);
    const y = load<f64>(v + stride + k) - load<f64>(w + stride - k);
    const z = load<f64>(v + 2 * stride + k) - load<f64>(w + 2 * stride - k);
    const a = load<f64>(v2 + k) - load<f64>(w2 - k);
    const b = load<f64>(v2 + stride + k) - load<f64>(w2 + stride - k);
    const c = load<f64>(v2 + 2 * stride + k) - load<f64>(w2 + 2 * stride - k);
    const nx = load<f64>(o, DIRECTION);
    const ny = load<f64>(o, DIRECTION + NEXT);
    const nz = load<f64>(o, DIRECTION + 2 * NEXT);
    const square1 = z * z + (x * x + y * y);
    const square2 = c * c + (a * a + b * b);
    let rx = nx;
    let ry = ny;
    let rz = nz;
    if (square1 >= SQUARE_TINY && square2 >= SQUARE_TINY) {
      const length1 = Math.sqrt(square1);
      const length2 = Math.sqrt(square2);
      let ux = x / length1 + a / length2;
      let uy = y / length1 + b / length2;
      let uz = z / length1 + c / length2;
      if (ux * ux + uy * uy + uz * uz < SUM_TINY) {
        const flat = Math.abs(z) < 0.5 * length1;
        ux = flat ? -y : 0.0;
        uy = flat ? x : -z;
        uz = flat ? 0.0 : y;
      }
      const along = 2.0 * (x * nx + y * ny + z * nz) / square1;
      rx = nx - along * x;
      ry = ny - along * y;
      rz = nz - along * z;
      const second = 2.0 * (ux * rx + uy * ry + uz * rz) / (ux * ux + uy * uy + uz * uz);
      rx = rx - second * ux;
      ry = ry - second * uy;
      rz = rz - second * uz;
    }
    store<f64>(o, rx, SECOND_DIRECTION);
    store<f64>(o, ry, SECOND_DIRECTION + NEXT);
    store<f64>(o, rz, SECOND_DIRECTION + 2 * NEXT);
  }
}
