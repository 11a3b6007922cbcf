// Sums of two coupled ensembles for the white noise of Fournier and Guerin: B and S of each (tiles.ts), and of both, with z = v_i - v_j,
// z~ = w_i - w_pi(j) and g = sqrt(w w~), the covariance of their increments up to 2 dt,
//   synchronous, and in dimension 2:   G = sum g z z~^T, which gives C = tr(G) I - G^T (g < 0 under the polar coupling where z.z~ < 0);
//   spherical, in dimension 3:         C = sum g (s I + z z~^T - 2 s m m^T / |m|^2),  s = |z||z~|,  m = |z~| z + |z| z~;
//   polar, in dimension 3:             the same with -z~ for z~ where z.z~ < 0.
// Each is the sum over j of E (sigma(z) xi)(sigma(z~) R xi)^T. Nearly opposite z and z~ have no plane to turn in: there m is left out, so that both
// increments across z are the same, which is an orthogonal map of the noise as well. Twin: particles/systems/white-noise-sums.ts.
import { OPPOSITE_LIMIT, POLAR, SPHERICAL } from "../constants/coupling";
import { SIGN, TWO, at } from "./constants";
import { copyRest, gain, keptSums, padRest, REST, SECOND_REST, SECOND_WEIGHT, SECOND_Z, SLOT, TILE, total, WEIGHT, Z } from "./tiles";
import { add, div, mad, mul } from "./vector";

const OPPOSITE: usize = memory.data<f64>([OPPOSITE_LIMIT]);

/** The sign bit where x is negative. */
// @ts-ignore: decorator
@inline function signOf(x: v128): v128 { return v128.and(f64x2.lt(x, f64x2.splat(0)), at(SIGN)); }

/** g of two columns. */
// @ts-ignore: decorator
@inline function mixed(scratch: usize, k: usize): v128 {
  return f64x2.sqrt(mul(v128.load(scratch + k, WEIGHT), v128.load(scratch + k, SECOND_WEIGHT)));
}

// @ts-ignore: decorator
@inline function planarCross(signed: bool, scratch: usize, bytes: usize, out: usize, outStride: usize): void {
  let xx = f64x2.splat(0);
  let xy = xx;
  let yx = xx;
  let yy = xx;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(scratch + k, Z);
    const y = v128.load(scratch + k, Z + SLOT);
    const a = v128.load(scratch + k, SECOND_Z);
    const b = v128.load(scratch + k, SECOND_Z + SLOT);
    let g = mixed(scratch, k);
    if (signed) g = v128.xor(g, signOf(mad(x, a, mul(y, b))));
    const gx = mul(g, x);
    const gy = mul(g, y);
    xx = mad(gx, a, xx);
    xy = mad(gx, b, xy);
    yx = mad(gy, a, yx);
    yy = mad(gy, b, yy);
  }
  gain(out, xx);
  gain(out + outStride, xy);
  gain(out + 2 * outStride, yx);
  gain(out + 3 * outStride, yy);
}

/** sum g z z~^T; `ready`: g stands in the slot WEIGHT. */
// @ts-ignore: decorator
@inline function spatialCross(ready: bool, scratch: usize, bytes: usize, out: usize, outStride: usize): void {
  let xx = f64x2.splat(0);
  let xy = xx;
  let xz = xx;
  let yx = xx;
  let yy = xx;
  let yz = xx;
  let zx = xx;
  let zy = xx;
  let zz = xx;
  for (let k: usize = 0; k < bytes; k += 16) {
    const g = ready ? v128.load(scratch + k, WEIGHT) : mixed(scratch, k);
    const x = mul(g, v128.load(scratch + k, Z));
    const y = mul(g, v128.load(scratch + k, Z + SLOT));
    const z = mul(g, v128.load(scratch + k, Z + 2 * SLOT));
    const a = v128.load(scratch + k, SECOND_Z);
    xx = mad(x, a, xx);
    yx = mad(y, a, yx);
    zx = mad(z, a, zx);
    const b = v128.load(scratch + k, SECOND_Z + SLOT);
    xy = mad(x, b, xy);
    yy = mad(y, b, yy);
    zy = mad(z, b, zy);
    const c = v128.load(scratch + k, SECOND_Z + 2 * SLOT);
    xz = mad(x, c, xz);
    yz = mad(y, c, yz);
    zz = mad(z, c, zz);
  }
  gain(out, xx);
  gain(out + outStride, xy);
  gain(out + 2 * outStride, xz);
  gain(out + 3 * outStride, yx);
  gain(out + 4 * outStride, yy);
  gain(out + 5 * outStride, yz);
  gain(out + 6 * outStride, zx);
  gain(out + 7 * outStride, zy);
  gain(out + 8 * outStride, zz);
}

/** sum g s (I - 2 m m^T/|m|^2), and g to the slot WEIGHT. With |z| m in the place of m. `folded`: under the polar coupling. */
// @ts-ignore: decorator
@inline function turned(folded: bool, scratch: usize, bytes: usize, out: usize, outStride: usize): void {
  let whole = f64x2.splat(0);
  let xx = whole;
  let xy = whole;
  let xz = whole;
  let yy = whole;
  let yz = whole;
  let zz = whole;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(scratch + k, Z);
    const y = v128.load(scratch + k, Z + SLOT);
    const z = v128.load(scratch + k, Z + 2 * SLOT);
    let a = v128.load(scratch + k, SECOND_Z);
    let b = v128.load(scratch + k, SECOND_Z + SLOT);
    let c = v128.load(scratch + k, SECOND_Z + 2 * SLOT);
    const g = mixed(scratch, k);
    if (folded) {
      const sign = signOf(mad(z, c, mad(x, a, mul(y, b))));
      a = v128.xor(a, sign);
      b = v128.xor(b, sign);
      c = v128.xor(c, sign);
      v128.store(scratch + k, v128.xor(g, sign), WEIGHT);
    } else {
      v128.store(scratch + k, g, WEIGHT);
    }
    const r2 = mad(z, z, mad(x, x, mul(y, y)));
    const product = mul(r2, mad(c, c, mad(a, a, mul(b, b))));
    const s = f64x2.sqrt(product);
    const mx = mad(s, x, mul(r2, a));
    const my = mad(s, y, mul(r2, b));
    const mz = mad(s, z, mul(r2, c));
    const m2 = mad(mz, mz, mad(mx, mx, mul(my, my)));
    const gs = mul(g, s);
    whole = add(whole, gs);
    const w = v128.and(f64x2.gt(m2, mul(at(OPPOSITE), mul(r2, product))), div(mul(at(TWO), gs), m2));
    const wx = mul(w, mx);
    const wy = mul(w, my);
    const wz = mul(w, mz);
    xx = mad(wx, mx, xx);
    xy = mad(wx, my, xy);
    xz = mad(wx, mz, xz);
    yy = mad(wy, my, yy);
    yz = mad(wy, mz, yz);
    zz = mad(wz, mz, zz);
  }
  const trace = total(whole);
  lose(out, total(xx) - trace);
  lose(out + outStride, total(xy));
  lose(out + 2 * outStride, total(xz));
  lose(out + 3 * outStride, total(xy));
  lose(out + 4 * outStride, total(yy) - trace);
  lose(out + 5 * outStride, total(yz));
  lose(out + 6 * outStride, total(xz));
  lose(out + 7 * outStride, total(yz));
  lose(out + 8 * outStride, total(zz) - trace);
}

// @ts-ignore: decorator
@inline function lose(out: usize, x: f64): void { store<f64>(out, load<f64>(out) - x); }

function crossSums(dimension: i32, coupling: i32, scratch: usize, bytes: usize, out: usize, outStride: usize): void {
  if (dimension == 2) {
    if (coupling == POLAR) planarCross(true, scratch, bytes, out, outStride);
    else planarCross(false, scratch, bytes, out, outStride);
  } else if (coupling >= SPHERICAL) {
    if (coupling == POLAR) turned(true, scratch, bytes, out, outStride);
    else turned(false, scratch, bytes, out, outStride);
    spatialCross(true, scratch, bytes, out, outStride);
  } else {
    spatialCross(false, scratch, bytes, out, outStride);
  }
}

/**
 * Rows begin ... end - 1 of a couple. `first`, `second`: planes of the ensembles; `columns`, `partners`: of what each meets, in the order in which it is met,
 * `count` in number. All are `stride` bytes apart. `coupling`: of constants/coupling.ts. `out`, planes `outStride` bytes apart: B and the upper triangle of S of the first, of the
 * second, then C by rows, or G under the synchronous coupling and in dimension 2. `scratch`: of a block, one for each thread.
 */
export function coupleSums(
  dimension: i32, mode: i32, coupling: i32, first: usize, columns: usize, second: usize, partners: usize, stride: usize, count: i32, begin: i32, end: i32,
  soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, scratch: usize,
): void {
  const own = <usize>(dimension + (dimension * (dimension + 1)) / 2) * outStride;
  const sums = dimension * (2 * dimension + 3);
  copyRest<f64>(dimension, columns, stride, count, scratch + REST, SLOT);
  copyRest<f64>(dimension, partners, stride, count, scratch + SECOND_REST, SLOT);
  for (let i = begin; i < end; i++) {
    const k = <usize>i << 3;
    const o = out + k;
    for (let s = 0; s < sums; s++) store<f64>(o + <usize>s * outStride, 0);
    padRest(dimension, first + k, stride, count, scratch + REST);
    padRest(dimension, second + k, stride, count, scratch + SECOND_REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const from = <usize>start << 3;
      const distance = whole ? stride : SLOT;
      const bytes = <usize>((min(count - start, TILE) + 1) & ~1) << 3;
      keptSums(dimension, mode, first + k, stride, whole ? columns + from : scratch + REST, distance, bytes, soft, factor, halfPower, table, indexBits, o, outStride, scratch + WEIGHT, scratch + Z);
      keptSums(dimension, mode, second + k, stride, whole ? partners + from : scratch + SECOND_REST, distance, bytes, soft, factor, halfPower, table, indexBits, o + own, outStride, scratch + SECOND_WEIGHT, scratch + SECOND_Z);
      crossSums(dimension, coupling, scratch, bytes, o + 2 * own, outStride);
    }
  }
}
