/**
 * Tiles: a cloud cut into compact groups of at most 64 points by halving along the widest side, in any dimension.
 *
 * Points of a tile are contiguous in `order`, which pads every tile to whole vectors of four (entries -1), as the kernel of soft sums
 * wants them. Two tiles far apart share no mass and are skipped together.
 */
import type { Planes } from "../../protocols/index.ts";

export interface Tiles {
  /** Index of the point at each place, -1 for padding. */
  readonly order: Int32Array;
  /** Tile t holds the places begin[t] ... begin[t + 1] - 1. */
  readonly begin: Int32Array;
  /** Corners of the boxes, [tiles][d]. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const TILE = 64;
const VECTOR = 4;

export function tiles(planes: Planes): Tiles {
  const d = planes.length;
  const order = Int32Array.from({ length: planes[0].length }, (_, i) => i);
  const groups: Int32Array[] = [];
  split(planes, order, groups);
  const begin = new Int32Array(groups.length + 1);
  groups.forEach((group, t) => (begin[t + 1] = begin[t] + VECTOR * Math.ceil(group.length / VECTOR)));
  const padded = new Int32Array(begin[groups.length]).fill(-1);
  const [low, high] = [new Float64Array(groups.length * d), new Float64Array(groups.length * d)];
  groups.forEach((group, t) => {
    padded.set(group, begin[t]);
    for (let k = 0; k < d; k++) [low[t * d + k], high[t * d + k]] = range(planes[k], group);
  });
  return { order: padded, begin, low, high };
}

function split(planes: Planes, part: Int32Array, groups: Int32Array[]): void {
  if (part.length <= TILE) {
    groups.push(part);
    return;
  }
  let widest = planes[0];
  let width = -1;
  for (const plane of planes) {
    const [low, high] = range(plane, part);
    if (high - low > width) [widest, width] = [plane, high - low];
  }
  part.sort((i, j) => widest[i] - widest[j] || i - j);
  const middle = part.length >> 1;
  split(planes, part.subarray(0, middle), groups);
  split(planes, part.subarray(middle), groups);
}

function range(plane: Float64Array, part: Int32Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let t = 0; t < part.length; t++) {
    const value = plane[part[t]];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
