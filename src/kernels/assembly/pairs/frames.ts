// The frames of the spherical and the polar coupling. Twin: particles/couplings/spherical.ts and polar-pairs.ts.
import { DIRECTION, NEXT, RARE, SECOND_DIRECTION } from "./scratch";
import { relative } from "./times";
import { add, all, div, mad, mul, sub } from "../vector";
import { ANTIPARALLEL, SQUARE_TINY, SUM_TINY } from "../../constants/rotation";

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
