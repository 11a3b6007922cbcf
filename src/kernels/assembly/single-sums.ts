// The sums of the white noise in single precision, by tiles of 512 columns whose sums are added in double precision. With the vectors
//   p = sqrt(alpha(z)) z,   q = sqrt(alpha(z~)) z~,   D = q - p   (-q for q under the polar coupling where p.q < 0),
// they are  B = sum alpha z  and  S = sum alpha z z^T  of the first ensemble,  B~  of the second,  sum D D^T,  sum p D^T, and of the turning couplings in
// dimension 3  N = sum n n^T / (|p||q| + p.q),  n = p x D,  by which C differs from the synchronous one. Differences are summed as such, so that what two
// ensembles do not share is as exact, relative to itself, as what they do. Coordinates are centred and in units of the extent of the first ensemble
// (particles/systems/single-sums.ts, which has the twin). Modes 0 to 3: alpha = 1, r^-1, r^-2, r^-3.
import { OPPOSITE_SINGLE, POLAR, SPHERICAL } from "../constants/coupling";
import { SINGLE_FLOOR } from "../constants/block";
import { add, at, div, gain, mad, mul, Plane, scalar, Space, sub } from "./single";
import { copyRest, SLOT as WIDE_SLOT, TILE } from "./tiles";

const ONE: usize = memory.data<f32>([<f32>1.0]);
const FLOOR: usize = memory.data<f32>([<f32>SINGLE_FLOOR]);
const OPPOSITE: usize = memory.data<f32>([<f32>OPPOSITE_SINGLE]);
const SIGN: usize = memory.data<u32>([0x80000000]);

/** Layout of the scratch, in slots of a single for each column: p, D, the columns beyond the last whole tile, four lanes of signs, the square of the softening. */
const SLOT: usize = WIDE_SLOT >> 1;
const P: usize = 0;
const D: usize = 3 * SLOT;
const REST: usize = 6 * SLOT;
const SECOND_REST: usize = 9 * SLOT;
const FOUND: usize = 12 * SLOT;
const SOFT: usize = 12 * SLOT + 16;

/**
 * What alpha is, and whether a loop keeps or folds, as types told apart by their size: the compiler then makes a loop for each. By values it makes one for all,
 * with the choice inside.
 */
type Constant = i8;
type Inverse = i16;
type InverseSquare = i32;
type InverseCube = i64;
type No = i8;
type Yes = i16;

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

// @ts-ignore: decorator
@inline function vectorAndMatrix<V>(out: usize, outStride: usize, bx: v128, by: v128, bz: v128, xx: v128, xy: v128, xz: v128, yy: v128, yz: v128, zz: v128): void {
  gain(out, bx);
  gain(out + outStride, by);
  if (sizeof<V>() == 4) {
    gain(out + 2 * outStride, bz);
    matrix<V>(out + 3 * outStride, outStride, xx, xy, xz, yy, yz, zz);
  } else {
    matrix<V>(out + 2 * outStride, outStride, xx, xy, xz, yy, yz, zz);
  }
}

/** The upper triangle by rows. */
// @ts-ignore: decorator
@inline function matrix<V>(out: usize, outStride: usize, xx: v128, xy: v128, xz: v128, yy: v128, yz: v128, zz: v128): void {
  gain(out, xx);
  gain(out + outStride, xy);
  if (sizeof<V>() == 4) {
    gain(out + 2 * outStride, xz);
    gain(out + 3 * outStride, yy);
    gain(out + 4 * outStride, yz);
    gain(out + 5 * outStride, zz);
  } else {
    gain(out + 2 * outStride, yy);
  }
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

/** Adds sum p D^T of a tile. */
// @ts-ignore: decorator
@inline function mixed<V>(bytes: usize, scratch: usize, out: usize, outStride: usize): void {
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
function turned(bytes: usize, scratch: usize, out: usize, outStride: usize): void {
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

function alone<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) leading<V, Constant, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) leading<V, Inverse, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) leading<V, InverseSquare, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else leading<V, InverseCube, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

function lead<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) leading<V, Constant, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) leading<V, Inverse, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) leading<V, InverseSquare, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else leading<V, InverseCube, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

function follow<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) following<V, Constant, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) following<V, Inverse, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) following<V, InverseSquare, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else following<V, InverseCube, No>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

function fold<V>(mode: i32, v: usize, vStride: usize, columns: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize): void {
  if (mode == 0) following<V, Constant, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 1) following<V, Inverse, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else if (mode == 2) following<V, InverseSquare, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
  else following<V, InverseCube, Yes>(v, vStride, columns, stride, bytes, scratch, out, outStride);
}

/** All sums of a tile. `columns`, `images`: what the row at `v` and its image at `w` meet. */
function tile<V>(
  mode: i32, coupling: i32, v: usize, w: usize, vStride: usize, columns: usize, images: usize, stride: usize, bytes: usize, scratch: usize, out: usize, outStride: usize,
): void {
  const own = (sizeof<V>() == 4 ? 9 : 5) * outStride;
  const crossed = out + 2 * own;
  lead<V>(mode, v, vStride, columns, stride, bytes, scratch, out, outStride);
  if (coupling == POLAR) fold<V>(mode, w, vStride, images, stride, bytes, scratch, out + own, outStride);
  else follow<V>(mode, w, vStride, images, stride, bytes, scratch, out + own, outStride);
  mixed<V>(bytes, scratch, crossed, outStride);
  if (sizeof<V>() == 4 && coupling >= SPHERICAL) turned(bytes, scratch, crossed + 9 * outStride, outStride);
}

/** Pads the columns beyond the last whole tile to whole vectors by the velocity at `v`, for which z = 0. */
function padRest(dimension: i32, v: usize, stride: usize, count: i32, rest: usize): void {
  const here = count & (TILE - 1);
  const end = rest + (<usize>here << 2);
  for (let k = 0; k < dimension; k++) {
    const x = load<f32>(v + <usize>k * stride);
    for (let j: usize = 0; j < <usize>(-here & 3); j++) store<f32>(end + <usize>k * SLOT + (j << 2), x);
  }
}

/**
 * Rows begin ... end - 1 of `first` over `count` columns in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart. `out`: d
 * planes of B, then the d (d+1)/2 of the upper triangle of S by rows, doubles `outStride` bytes apart. `scratch`: of a block, one for each thread.
 */
export function meanFieldSumsSingle(
  dimension: i32, mode: i32, first: usize, columns: usize, stride: usize, count: i32, begin: i32, end: i32, soft: f64, out: usize, outStride: usize, scratch: usize,
): void {
  const sums = dimension + (dimension * (dimension + 1)) / 2;
  store<f32>(scratch, <f32>soft, SOFT);
  copyRest<f32>(dimension, columns, stride, count, scratch + REST, SLOT);
  for (let i = begin; i < end; i++) {
    const v = first + (<usize>i << 2);
    const o = out + (<usize>i << 3);
    for (let s = 0; s < sums; s++) store<f64>(o + <usize>s * outStride, 0);
    padRest(dimension, v, stride, count, scratch + REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const bytes = <usize>((min(count - start, TILE) + 3) & ~3) << 2;
      const here = whole ? columns + (<usize>start << 2) : scratch + REST;
      if (dimension == 2) alone<Plane>(mode, v, stride, here, whole ? stride : SLOT, bytes, scratch, o, outStride);
      else alone<Space>(mode, v, stride, here, whole ? stride : SLOT, bytes, scratch, o, outStride);
    }
  }
}

/**
 * Rows begin ... end - 1 of a couple in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart, as of `coupleSums`.
 * `coupling`: of constants/coupling.ts. `out`, doubles `outStride` bytes apart: B and the upper triangle of S of the first, B of the second and the upper
 * triangle of sum D D^T, sum p D^T by rows, and the upper triangle of N, zero but for turning couplings in dimension 3.
 */
export function coupleSumsSingle(
  dimension: i32, mode: i32, coupling: i32, first: usize, columns: usize, second: usize, partners: usize, stride: usize, count: i32, begin: i32, end: i32,
  soft: f64, out: usize, outStride: usize, scratch: usize,
): void {
  const packed = (dimension * (dimension + 1)) / 2;
  const sums = 2 * (dimension + packed) + dimension * dimension + packed;
  store<f32>(scratch, <f32>soft, SOFT);
  copyRest<f32>(dimension, columns, stride, count, scratch + REST, SLOT);
  copyRest<f32>(dimension, partners, stride, count, scratch + SECOND_REST, SLOT);
  for (let i = begin; i < end; i++) {
    const k = <usize>i << 2;
    const o = out + (<usize>i << 3);
    for (let s = 0; s < sums; s++) store<f64>(o + <usize>s * outStride, 0);
    padRest(dimension, first + k, stride, count, scratch + REST);
    padRest(dimension, second + k, stride, count, scratch + SECOND_REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const from = <usize>start << 2;
      const bytes = <usize>((min(count - start, TILE) + 3) & ~3) << 2;
      const here = whole ? columns + from : scratch + REST;
      const images = whole ? partners + from : scratch + SECOND_REST;
      if (dimension == 2) tile<Plane>(mode, coupling, first + k, second + k, stride, here, images, whole ? stride : SLOT, bytes, scratch, o, outStride);
      else tile<Space>(mode, coupling, first + k, second + k, stride, here, images, whole ? stride : SLOT, bytes, scratch, o, outStride);
    }
  }
}
