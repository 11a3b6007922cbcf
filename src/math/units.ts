/**
 * Data of any scale and any place: units that are powers of two, by which doubles are multiplied and divided without error, so that squares of
 * coordinates neither overflow nor vanish; and a common origin within the bulk, which costs points far from it no digits that they had.
 */
import type { Planes } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";

/** Coordinates beyond this, or all below its inverse, are scaled first. */
const EXTREME = 1e60;

/** Squares of coordinates below this, and sums of them, are finite. */
const LARGEST = 1e150;

/** The greatest power of four that is at most the greatest absolute value, within 1e-300 ... 1e300; 1 for nothing but zeros. */
export function powerBelow(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  let power = 1;
  while (power * 4 <= most && power < 1e300) power *= 4;
  while (most > 0 && power > most && power > 1e-300) power /= 4;
  return power;
}

/** Two clouds in their own unit of length, a power of two: 1 unless their coordinates are extreme. */
export interface InUnits {
  readonly x: Planes;
  readonly y: Planes;
  /** What squares of lengths are multiplied by to be the caller's. */
  readonly area: number;
}

/** `least`: no unit is shorter. Throws ScenarioError when a coordinate is no number or its square is beyond the doubles. */
export function inUnits(x: Planes, y: Planes, least = 0): InUnits {
  let most = 0;
  for (const planes of [x, y]) {
    for (const plane of planes) {
      for (let i = 0; i < plane.length; i++) {
        const size = Math.abs(plane[i]);
        if (!(size < LARGEST))
          throw new ScenarioError(
            `a cloud holds a coordinate ${size < Infinity ? "whose square is too large" : "that is not finite"} (point ${i}: ${plane[i]})`,
          );
        if (size > most) most = size;
      }
    }
  }
  if (most === 0 || (most <= EXTREME && most * EXTREME >= 1)) return { x, y, area: 1 };
  const unit = powerBelow(Float64Array.of(most, least));
  const scaled = (planes: Planes): Planes => planes.map((plane) => plane.map((value) => value / unit));
  return { x: scaled(x), y: scaled(y), area: unit * unit };
}

/** The two clouds about the median, axis by axis, of the first: each coordinate changes by its distance to it and one rounding of the result. */
export function aboutCommonOrigin(x: Planes, y: Planes): readonly [Planes, Planes] {
  const origin = x.map((plane) => plane.slice().sort()[plane.length >> 1]);
  const moved = (planes: Planes): Planes => planes.map((plane, k) => plane.map((value) => value - origin[k]));
  return [moved(x), moved(y)];
}
