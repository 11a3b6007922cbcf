// Four-lane arithmetic in single precision, every operation rounded: the same bits on every machine, and in TypeScript by Math.fround.

/** The single at an address, in all lanes. */
// @ts-ignore: decorator
@inline export function at(address: usize): v128 { return v128.load32_splat(address); }
// @ts-ignore: decorator
@inline export function add(a: v128, b: v128): v128 { return f32x4.add(a, b); }
// @ts-ignore: decorator
@inline export function sub(a: v128, b: v128): v128 { return f32x4.sub(a, b); }
// @ts-ignore: decorator
@inline export function mul(a: v128, b: v128): v128 { return f32x4.mul(a, b); }
// @ts-ignore: decorator
@inline export function div(a: v128, b: v128): v128 { return f32x4.div(a, b); }
/** a * b + c, rounded twice. */
// @ts-ignore: decorator
@inline export function mad(a: v128, b: v128, c: v128): v128 { return f32x4.add(f32x4.mul(a, b), c); }

/** Dimensions as types of as many bytes as axes that a register pads them to: the compiler makes code for each. */
export type Plane = i16;
export type Space = i32;

/** Scalar product of the vectors (x, y, z) and (a, b, c), of the first two coordinates in dimension 2. */
// @ts-ignore: decorator
@inline export function scalar<V>(x: v128, y: v128, z: v128, a: v128, b: v128, c: v128): v128 {
  const planar = mad(x, a, mul(y, b));
  if (sizeof<V>() == 4) return mad(z, c, planar);
  return planar;
}

/** Adds the sum of the lanes to a double. */
// @ts-ignore: decorator
@inline export function gain(out: usize, x: v128): void {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3)));
  store<f64>(out, load<f64>(out) + (f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1)));
}
