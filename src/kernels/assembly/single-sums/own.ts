// The sums of each ensemble over a tile: of the first B = sum alpha z and S = sum p p^T, p = sqrt(alpha) z, of the second B~ and sum D D^T, D = q - p. What the sums of
// both together need, p and D, stays in the scratch (crossed.ts).
import { add, at, div, mad, mul, scalar, sub } from "../single";
import { vectorAndMatrix } from "./entries";
import { Constant, D, FLOOR, Inverse, InverseCube, InverseSquare, No, ONE, P, SLOT, SOFT, Yes } from "./layout";

const SIGN: usize = memory.data<u32>([0x80000000]);

/** alpha, the square of the distance given. Only r^-1 needs no softening: there a particle's own term is a finite number times 0. */
// @ts-ignore: decorator
@inline function weight<A>(square: v128, soft: usize): v128 {
  if (sizeof<A>() == sizeof<Constant>()) return at(ONE);
  const r2 = add(square, at(soft));
  if (sizeof<A>() == sizeof<Inverse>()) return div(at(ONE), f32x4.sqrt(f32x4.pmax(r2, at(FLOOR))));
  if (sizeof<A>() == sizeof<InverseSquare>()) return div(at(ONE), r2);
  return div(at(ONE), mul(r2, f32x4.sqrt(r2)));
}

/** Adds B and S of a tile; `keep`: and writes p. */
// @ts-ignore: decorator
@inline function leading<V, A, Keep>(v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  const none = f32x4.splat(0);
  let bx = none;
  let by = none;
  let bz = none;
  let xx = none;
  let xy = none;
  let xz = none;
  let yy = none;
  let yz = none;
  let zz = none;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = sub(at(v), v128.load(columns + k));
    const y = sub(at(v + vStride), v128.load(columns + stride + k));
    let z = none;
    if (sizeof<V>() == 4) z = sub(at(v + 2 * vStride), v128.load(columns + 2 * stride + k));
    const w = weight<A>(scalar<V>(x, y, z, x, y, z), scratch + SOFT);
    if (sizeof<Keep>() == sizeof<Yes>()) {
      const s = f32x4.sqrt(w);
      v128.store(scratch + k, mul(s, x), P);
      v128.store(scratch + k, mul(s, y), P + SLOT);
      if (sizeof<V>() == 4) v128.store(scratch + k, mul(s, z), P + 2 * SLOT);
    }
    const a = mul(w, x);
    const b = mul(w, y);
    bx = add(a, bx);
    by = add(b, by);
    xx = mad(a, x, xx);
    xy = mad(a, y, xy);
    yy = mad(b, y, yy);
    if (sizeof<V>() == 4) {
      const c = mul(w, z);
      bz = add(c, bz);
      xz = mad(a, z, xz);
      yz = mad(b, z, yz);
      zz = mad(c, z, zz);
    }
  }
  vectorAndMatrix<V>(out, outStride, bx, by, bz, xx, xy, xz, yy, yz, zz);
}

/** Adds B~ and sum D D^T of a tile, and writes D. */
// @ts-ignore: decorator
@inline function following<V, A, Folded>(v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  const none = f32x4.splat(0);
  let bx = none;
  let by = none;
  let bz = none;
  let xx = none;
  let xy = none;
  let xz = none;
  let yy = none;
  let yz = none;
  let zz = none;
  for (let k: usize = 0; k < bytes; k += 16) {
    let x = sub(at(v), v128.load(columns + k));
    let y = sub(at(v + vStride), v128.load(columns + stride + k));
    let z = none;
    if (sizeof<V>() == 4) z = sub(at(v + 2 * vStride), v128.load(columns + 2 * stride + k));
    const s = f32x4.sqrt(weight<A>(scalar<V>(x, y, z, x, y, z), scratch + SOFT));
    x = mul(s, x);
    y = mul(s, y);
    if (sizeof<V>() == 4) z = mul(s, z);
    bx = mad(s, x, bx);
    by = mad(s, y, by);
    if (sizeof<V>() == 4) bz = mad(s, z, bz);
    const px = v128.load(scratch + k, P);
    const py = v128.load(scratch + k, P + SLOT);
    let pz = none;
    if (sizeof<V>() == 4) pz = v128.load(scratch + k, P + 2 * SLOT);
    if (sizeof<Folded>() == sizeof<Yes>()) {
      const sign = v128.and(f32x4.lt(scalar<V>(px, py, pz, x, y, z), none), at(SIGN));
      x = v128.xor(x, sign);
      y = v128.xor(y, sign);
      if (sizeof<V>() == 4) z = v128.xor(z, sign);
    }
    const a = sub(x, px);
    const b = sub(y, py);
    v128.store(scratch + k, a, D);
    v128.store(scratch + k, b, D + SLOT);
    xx = mad(a, a, xx);
    xy = mad(a, b, xy);
    yy = mad(b, b, yy);
    if (sizeof<V>() == 4) {
      const c = sub(z, pz);
      v128.store(scratch + k, c, D + 2 * SLOT);
      xz = mad(a, c, xz);
      yz = mad(b, c, yz);
      zz = mad(c, c, zz);
    }
  }
  vectorAndMatrix<V>(out, outStride, bx, by, bz, xx, xy, xz, yy, yz, zz);
}

/** Sums of the first ensemble, of the mode's alpha; p is not kept. */
export function alone<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) leading<V, Constant, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) leading<V, Inverse, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) leading<V, InverseSquare, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else leading<V, InverseCube, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

/** Sums of the first ensemble of a couple: p is kept. */
export function lead<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) leading<V, Constant, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) leading<V, Inverse, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) leading<V, InverseSquare, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else leading<V, InverseCube, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

/** Sums of the second, after those of the first: D is kept. */
export function follow<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) following<V, Constant, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) following<V, Inverse, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) following<V, InverseSquare, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else following<V, InverseCube, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

/** The same under the polar coupling. */
export function fold<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) following<V, Constant, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) following<V, Inverse, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) following<V, InverseSquare, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else following<V, InverseCube, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}
