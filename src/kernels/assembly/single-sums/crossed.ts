// The sums of both ensembles together over a tile, of p and D in the scratch (own.ts): sum p D^T, and of the turning couplings in dimension 3
// N = sum n n^T / (|p||q| + p.q), n = p x D.
import { OPPOSITE_SINGLE } from "../../constants/coupling";
import { add, at, div, gain, mad, mul, scalar, Space, sub } from "../single";
import { matrix } from "./entries";
import { D, FLOOR, FOUND, ONE, P, SLOT } from "./layout";

const OPPOSITE: usize = memory.data<f32>([<f32>OPPOSITE_SINGLE]);

/** Adds sum p D^T of a tile. */
// @ts-ignore: decorator
@inline export function mixed<V>(bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  let xx = f32x4.splat(0);
  let xy = xx;
  let xz = xx;
  let yx = xx;
  let yy = xx;
  let yz = xx;
  let zx = xx;
  let zy = xx;
  let zz = xx;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(scratch + k, P);
    const y = v128.load(scratch + k, P + SLOT);
    const a = v128.load(scratch + k, D);
    const b = v128.load(scratch + k, D + SLOT);
    xx = mad(x, a, xx);
    xy = mad(x, b, xy);
    yx = mad(y, a, yx);
    yy = mad(y, b, yy);
    if (sizeof<V>() == 4) {
      const z = v128.load(scratch + k, P + 2 * SLOT);
      const c = v128.load(scratch + k, D + 2 * SLOT);
      xz = mad(x, c, xz);
      yz = mad(y, c, yz);
      zx = mad(z, a, zx);
      zy = mad(z, b, zy);
      zz = mad(z, c, zz);
    }
  }
  gain(out, xx);
  gain(out + outStride, xy);
  if (sizeof<V>() == 4) {
    gain(out + 2 * outStride, xz);
    gain(out + 3 * outStride, yx);
    gain(out + 4 * outStride, yy);
    gain(out + 5 * outStride, yz);
    gain(out + 6 * outStride, zx);
    gain(out + 7 * outStride, zy);
    gain(out + 8 * outStride, zz);
  } else {
    gain(out + 2 * outStride, yx);
    gain(out + 3 * outStride, yy);
  }
}

/** Adds N of a tile. Obtuse pairs take 1/(|p||q| + p.q) as (|p||q| - p.q)/|n|^2. */
export function turned(bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  const none = f32x4.splat(0);
  let xx = none;
  let xy = none;
  let xz = none;
  let yy = none;
  let yz = none;
  let zz = none;
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(scratch + k, P);
    const y = v128.load(scratch + k, P + SLOT);
    const z = v128.load(scratch + k, P + 2 * SLOT);
    const a = v128.load(scratch + k, D);
    const b = v128.load(scratch + k, D + SLOT);
    const c = v128.load(scratch + k, D + 2 * SLOT);
    const nx = sub(mul(y, c), mul(z, b));
    const ny = sub(mul(z, a), mul(x, c));
    const nz = sub(mul(x, b), mul(y, a));
    const n2 = scalar<Space>(nx, ny, nz, nx, ny, nz);
    const qx = add(x, a);
    const qy = add(y, b);
    const qz = add(z, c);
    const product = mul(scalar<Space>(x, y, z, x, y, z), scalar<Space>(qx, qy, qz, qx, qy, qz));
    const size = f32x4.sqrt(product);
    const along = scalar<Space>(x, y, z, qx, qy, qz);
    const obtuse = f32x4.lt(along, none);
    const below = f32x4.pmax(v128.bitselect(n2, add(size, along), obtuse), at(FLOOR));
    const opposed = v128.and(obtuse, f32x4.le(n2, mul(at(OPPOSITE), product)));
    const t = v128.andnot(div(v128.bitselect(sub(size, along), at(ONE), obtuse), below), opposed);
    if (v128.any_true(opposed)) {
      v128.store(scratch, opposed, FOUND);
      opposite(scratch + k, scratch + FOUND, out, outStride);
    }
    const tx = mul(t, nx);
    const ty = mul(t, ny);
    const tz = mul(t, nz);
    xx = mad(tx, nx, xx);
    xy = mad(tx, ny, xy);
    xz = mad(tx, nz, xz);
    yy = mad(ty, ny, yy);
    yz = mad(ty, nz, yz);
    zz = mad(tz, nz, zz);
  }
  matrix<Space>(out, outStride, xx, xy, xz, yy, yz, zz);
}

/** Adds 2 |p||q| (I - p p^T/|p|^2) for opposite vectors, which have no plane to turn in: both increments across them are the same. */
function opposite(from: usize, found: usize, out: usize, outStride: usize): void {
  for (let lane: usize = 0; lane < 16; lane += 4) {
    if (!load<u32>(found + lane)) continue;
    const x = <f64>load<f32>(from + lane, P);
    const y = <f64>load<f32>(from + lane, P + SLOT);
    const z = <f64>load<f32>(from + lane, P + 2 * SLOT);
    const a = x + <f64>load<f32>(from + lane, D);
    const b = y + <f64>load<f32>(from + lane, D + SLOT);
    const c = z + <f64>load<f32>(from + lane, D + 2 * SLOT);
    const square = x * x + y * y + z * z;
    const twice = 2.0 * Math.sqrt(square * (a * a + b * b + c * c));
    const t = twice / square;
    increase(out, twice - t * x * x);
    increase(out + outStride, -t * x * y);
    increase(out + 2 * outStride, -t * x * z);
    increase(out + 3 * outStride, twice - t * y * y);
    increase(out + 4 * outStride, -t * y * z);
    increase(out + 5 * outStride, twice - t * z * z);
  }
}

// @ts-ignore: decorator
@inline function increase(out: usize, x: f64): void { store<f64>(out, load<f64>(out) + x); }
