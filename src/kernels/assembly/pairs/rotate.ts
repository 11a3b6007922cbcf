// The collision of a run of pairs, given its angles. Twin: particles/systems/pair-collisions.ts.
import { MOVES, NEXT, SINK, SWING } from "./scratch";
import { add, all, mad, mul, reversed, sub } from "../vector";

/** Whose share MOVES thins out. */
export const NOBODY: i32 = 0;
export const LOWER: i32 = 1;
export const UPPER: i32 = 2;

/** The share of one side of two pairs. */
// @ts-ignore: decorator
@inline function shareOf(side: i32, thinned: i32, o: usize, share: f64): v128 {
  return side == thinned ? mul(all(share), v128.load(o, MOVES)) : all(share);
}

// @ts-ignore: decorator
@inline function rotatePlane(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, thinned: i32, lowerShare: f64, upperShare: f64): void {
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
    const lower = shareOf(LOWER, thinned, scratch + k, lowerShare);
    const upper = shareOf(UPPER, thinned, scratch + k, upperShare);
    put(v + k, w - k, i + 1 < pairs, mad(lower, hx, vx), sub(wx, mul(upper, hx)));
    put(v + stride + k, w + stride - k, i + 1 < pairs, mad(lower, hy, vy), sub(wy, mul(upper, hy)));
  }
}

/** Planar collision: (z' - z)/2 = SWING J z - SINK z, its shares to v and, opposite, to w. */
export function rotatePlanar(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, lowerShare: f64, upperShare: f64): void {
  rotatePlane(scratch, pairs, v, w, stride, NOBODY, lowerShare, upperShare);
}

/** The same of unequal weights. */
export function thinPlanar(scratch: usize, pairs: i32, v: usize, w: usize, stride: usize, thinned: i32, lowerShare: f64, upperShare: f64): void {
  if (thinned == LOWER) rotatePlane(scratch, pairs, v, w, stride, LOWER, lowerShare, upperShare);
  else rotatePlane(scratch, pairs, v, w, stride, UPPER, lowerShare, upperShare);
}

/** Stores two pairs, or the first alone at the end of an odd run. */
// @ts-ignore: decorator
@inline export function put(v: usize, w: usize, both: bool, lower: v128, upper: v128): void {
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
  direction: usize, o: usize, v: usize, w: usize, stride: usize, both: bool, equal: bool, thinned: i32, lowerShare: f64, upperShare: f64,
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
    const lower = shareOf(LOWER, thinned, o, lowerShare);
    const upper = shareOf(UPPER, thinned, o, upperShare);
    put(v, w, both, mad(lower, hx, vx), sub(wx, mul(upper, hx)));
    put(v + stride, w + stride, both, mad(lower, hy, vy), sub(wy, mul(upper, hy)));
    put(v + 2 * stride, w + 2 * stride, both, mad(lower, hz, vz), sub(wz, mul(upper, hz)));
  }
}

// @ts-ignore: decorator
@inline function rotateAll(
  scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, equal: bool, thinned: i32, lowerShare: f64, upperShare: f64,
): void {
  const even = pairs & ~1;
  for (let i = 0; i < even; i += 2) {
    const k = <usize>i << 3;
    rotateTwo(scratch + offset + k, scratch + k, v + k, w - k, stride, true, equal, thinned, lowerShare, upperShare);
  }
  if (pairs & 1) {
    const k = <usize>even << 3;
    rotateTwo(scratch + offset + k, scratch + k, v + k, w - k, stride, false, equal, thinned, lowerShare, upperShare);
  }
}

/** Spatial collision of equal masses: (z' - z)/2 = SWING n x z + SINK n x (n x z). `offset` is DIRECTION or SECOND_DIRECTION. */
export function rotateSpatial(scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize): void {
  rotateAll(scratch, offset, pairs, v, w, stride, true, NOBODY, 1, 1);
}

/** Spatial collision of unequal masses. */
export function shareSpatial(
  scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, lowerShare: f64, upperShare: f64,
): void {
  rotateAll(scratch, offset, pairs, v, w, stride, false, NOBODY, lowerShare, upperShare);
}

/** Spatial collision of unequal weights. */
export function thinSpatial(
  scratch: usize, offset: usize, pairs: i32, v: usize, w: usize, stride: usize, thinned: i32, lowerShare: f64, upperShare: f64,
): void {
  if (thinned == LOWER) rotateAll(scratch, offset, pairs, v, w, stride, false, LOWER, lowerShare, upperShare);
  else rotateAll(scratch, offset, pairs, v, w, stride, false, UPPER, lowerShare, upperShare);
}
