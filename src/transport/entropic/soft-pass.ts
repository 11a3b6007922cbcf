/**
 * One half pass of soft sums between two clouds in the kernel's memory (soft-cloud.ts has the exponents).
 *
 * The potentials at hand shift the sums, which are then near one: no pass for the maximum. Pairs of tiles whose every term is below
 * 2^-CUT / N are skipped. When a sum leaves the range in which that is right, the pass is done again in full, and from the greatest exponents
 * if need be.
 */
import type { KernelMemory } from "../../kernels/index.ts";
import { log } from "../../math/elementary.ts";
import type { Planes } from "../../protocols/index.ts";
import type { Pair } from "./soft-kernel.ts";
import type { Tiles } from "./tiles.ts";

export const LOG2_E = 1.4426950408889634;
export const LN_2 = 0.6931471805599453;

/** Terms below 2^-CUT / N are dropped: together less than 2^-CUT of a sum near one. */
const CUT = 45;
const ROUGH_CUT = 24;

/** Sums outside are not trusted: below, dropped terms would show; above and below the wide range, clamped exponents. */
const TRUSTED = [1e-3, 1e30] as const;
const REPRESENTED = [1e-270, 1e270] as const;

/** Level of padding: below every exponent, however large those of far points are; the kernel clamps it. */
const PADDING = -Infinity;

/** Columns in one call of the kernel: they stay in the first-level cache. */
const RUN = 512;

/** One cloud in the kernel's memory, in the order of its tiles. */
export interface Side {
  /** Boxes in the coordinates x', not scaled. */
  readonly tiles: Tiles;
  readonly places: number;
  readonly logWeights: Float64Array;
  /** x' and q, at the places, not scaled. */
  readonly points: Planes;
  readonly quadratic: Float64Array;
  /** The kernel's: scaled. */
  readonly planes: Float64Array;
  readonly level: Float64Array;
  readonly sums: Float64Array;
  readonly singlePlanes: Float32Array;
  readonly singleLevel: Float32Array;
  /** Greatest level + |x'|^2/2 of each tile. */
  readonly top: Float64Array;
}

/** Two clouds at one epsilon. */
export interface SoftState {
  readonly dimension: number;
  readonly memory: KernelMemory;
  readonly sides: readonly Side[];
  /** log2(e)/epsilon. */
  scale: number;
  /** d |A^{1/2}| |A^{-1/2}|: roundings of the coordinates x', y' in units of those of the exponents. */
  readonly condition: number;
}

/** Writes log r or log s of soft-kernel.ts. */
export function softPass(state: SoftState, side: 0 | 1, potentials: Pair, into: Float64Array, rough: boolean): void {
  const [own, other] = [state.sides[side], state.sides[1 - side]];
  setLevels(own, potentials[side], false, state.scale);
  setLevels(other, potentials[1 - side], true, state.scale);
  const { order } = own.tiles;
  if (rough) pass(state, own, other, ROUGH_CUT, true);
  else pass(state, own, other, CUT, false);
  if (!within(own, TRUSTED)) pass(state, own, other, Infinity, false);
  if (!within(own, REPRESENTED)) fromPeaks(state, own, other);
  for (let p = 0; p < own.places; p++) {
    const i = order[p];
    // The level differs from the potential's when the pass started from the greatest exponents.
    if (i >= 0) into[i] = log(own.sums[p]) + LN_2 * (potentials[side][i] * LOG2_E + own.quadratic[p] * state.scale - own.level[p]);
  }
}

/** The level of the point at a place: potential, and weight for columns, with the quadratic part. */
function setLevels(side: Side, potential: Float64Array, asColumns: boolean, scale: number): void {
  const { level, quadratic, logWeights, singleLevel, top, points } = side;
  const { order, begin } = side.tiles;
  for (let t = 0; t < top.length; t++) {
    let most = -Infinity;
    for (let p = begin[t]; p < begin[t + 1]; p++) {
      const i = order[p];
      if (i < 0) {
        level[p] = PADDING;
        continue;
      }
      level[p] = (asColumns ? potential[i] + logWeights[i] : potential[i]) * LOG2_E + quadratic[p] * scale;
      let norm = 0;
      for (const plane of points) norm += plane[p] * plane[p];
      most = Math.max(most, level[p] + (norm * scale) / 2);
    }
    top[t] = most;
  }
  singleLevel.set(level);
}

function within({ sums, tiles: { order } }: Side, [low, high]: readonly [number, number]): boolean {
  for (let p = 0; p < sums.length; p++) if (order[p] >= 0 && !(sums[p] > low && sums[p] < high)) return false;
  return true;
}

/** Fills the sums of `own`; pairs of tiles that stay below 2^-cut / N are left out. */
function pass(state: SoftState, own: Side, other: Side, cut: number, single: boolean): void {
  const { kernels } = state.memory;
  const [planes, level] = single ? [own.singlePlanes, own.singleLevel] : [own.planes, own.level];
  const [facing, facingLevel] = single ? [other.singlePlanes, other.singleLevel] : [other.planes, other.level];
  const size = planes.BYTES_PER_ELEMENT;
  own.sums.fill(0);
  const floor = -cut - (cut < Infinity ? LOG2_E * log(other.places) : 0);
  // prettier-ignore
  const settings = {
    dimension: state.dimension, x: planes.byteOffset, xStride: size * own.places, rowLevel: level.byteOffset, sums: own.sums.byteOffset, rowBegin: 0, rowEnd: 0,
    y: facing.byteOffset, yStride: size * other.places, columnLevel: facingLevel.byteOffset, begin: 0, end: 0,
  };
  for (let t = 0; t < own.top.length; t++) {
    settings.rowBegin = own.tiles.begin[t];
    settings.rowEnd = own.tiles.begin[t + 1];
    forEachRun(own, other, t, floor, state.scale, (begin, end) => {
      settings.begin = begin;
      settings.end = end;
      if (single) kernels.softSumsSingle(settings);
      else kernels.softSums(settings);
    });
  }
}

/** Runs of neighbouring tiles of `other` that matter to tile t, at most RUN columns each. */
function forEachRun(own: Side, other: Side, t: number, floor: number, scale: number, visit: (begin: number, end: number) => void): void {
  const { begin } = other.tiles;
  let start = -1;
  for (let u = 0; u < other.top.length; u++) {
    const matters = own.top[t] + other.top[u] - (boxDistance(own.tiles, t, other.tiles, u) * scale) / 2 >= floor;
    if (start >= 0 && (!matters || begin[u + 1] - start > RUN)) {
      visit(start, begin[u]);
      start = -1;
    }
    if (matters && start < 0) start = begin[u];
  }
  if (start >= 0) visit(start, begin[other.top.length]);
}

/** Squared distance of two boxes. */
function boxDistance(a: Tiles, t: number, b: Tiles, u: number): number {
  const d = a.low.length / (a.begin.length - 1);
  let sum = 0;
  for (let k = 0; k < d; k++) {
    const gap = Math.max(b.low[u * d + k] - a.high[t * d + k], a.low[t * d + k] - b.high[u * d + k], 0);
    sum += gap * gap;
  }
  return sum;
}

/** The sums once more, from the greatest exponent of every row: right for any potential. */
function fromPeaks(state: SoftState, own: Side, other: Side): void {
  const { level, planes, places } = own;
  level.fill(-Infinity);
  for (let begin = 0; begin < other.places; begin += RUN) {
    const end = Math.min(begin + RUN, other.places);
    const rows = { x: planes.byteOffset, xStride: 8 * places, greatest: level.byteOffset, rowBegin: 0, rowEnd: places };
    const columns = { y: other.planes.byteOffset, yStride: 8 * other.places, columnLevel: other.level.byteOffset, begin, end };
    state.memory.kernels.peaks({ dimension: state.dimension, ...rows, ...columns });
  }
  for (let p = 0; p < places; p++) level[p] = -level[p];
  pass(state, own, other, Infinity, false);
}
