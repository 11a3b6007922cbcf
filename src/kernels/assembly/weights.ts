// factor alpha(r), r^2 given: the weight of an ordered pair in the mean-field sums and in the white noise. Softened: r^2 is raised by `soft`, the
// square of a length, and to SQUARE_FLOOR, so that a particle's own term, z = 0, is a finite number times 0.
// Twin: `weight` in particles/systems/diffusion-time.ts.
import { tabulated } from "./pairs/times";
import { add, all, div, exponential, logarithm, mul } from "./vector";
import { SQUARE_FLOOR } from "../constants/rotation";

// @ts-ignore: decorator
@inline export function softened(square: v128, soft: f64): v128 {
  return f64x2.pmax(add(square, all(soft)), all(SQUARE_FLOOR));
}

// @ts-ignore: decorator
@inline export function fromTable(r2: v128, factor: f64, table: usize, indexBits: i32): v128 {
  const one = tabulated(table, indexBits, f64x2.extract_lane(r2, 0));
  const two = tabulated(table, indexBits, f64x2.extract_lane(r2, 1));
  return mul(all(factor), f64x2.replace_lane(all(one), 1, two));
}

/** Modes: 0 constant; 1, 2, 3 are r^-1, r^-2, r^-3; 4 a power; 5 a table. */
// @ts-ignore: decorator
@inline export function weight(mode: i32, square: v128, soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32): v128 {
  if (mode == 0) return all(factor);
  const r2 = softened(square, soft);
  if (mode == 1) return div(all(factor), f64x2.sqrt(r2));
  if (mode == 2) return div(all(factor), r2);
  if (mode == 3) return div(all(factor), mul(r2, f64x2.sqrt(r2)));
  if (mode == 4) return mul(all(factor), exponential(mul(all(halfPower), logarithm(r2))));
  return fromTable(r2, factor, table, indexBits);
}
