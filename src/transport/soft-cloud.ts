/**
 * Soft minima between two clouds for the half cost |x - y|^2/2, without ever holding a matrix.
 *
 * In the coordinates x' = A^{1/2} (x - m_x), y' = A^{-1/2} (y - m_y), A the optimal map matrix of the two covariances, s = m_x - m_y,
 *
 *   -|x - y|^2/2 = x'.y' + q_i + q_j,  q_i = -|x - m_x|^2/2 - s.(x - m_x) - |s|^2/4,  q_j = -|y - m_y|^2/2 + s.(y - m_y) - |s|^2/4,
 *
 * and scaled by log2(e)/epsilon this is the exponent of src/kernels/assembly/sinkhorn.ts. (Any regular A is legal; this one makes pairs
 * that share mass neighbours.) The potentials at hand shift the sums, which are then near one: no pass for the maximum. Pairs of tiles
 * whose every term is below 2^-CUT / N are skipped. When a sum leaves the range in which that is right, the pass is done again in full,
 * and from the greatest exponents if need be.
 *
 * Accuracy: each sum to about 1e-13 plus 1e-16 |x - y|^2/epsilon relative; rough ones (single precision) to about 1e-7 |x|^2/epsilon. Memory O(N).
 */
import { ScenarioError } from "../errors.ts";
import { allocationBytes, openMemory, type KernelMemory } from "../kernels/load.ts";
import { log } from "../math/elementary.ts";
import { functionOf, trace, type Matrix } from "../math/symmetric.ts";
import type { Planes } from "../protocols.ts";
import { gaussianMapMatrix } from "./gaussian.ts";
import { moments, type Moments } from "./moments.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { tiles, type Tiles } from "./tiles.ts";

const LOG2_E = 1.4426950408889634;
const LN_2 = 0.6931471805599453;

/** Terms below 2^-CUT / N are dropped: together less than 2^-CUT of a sum near one. */
const CUT = 45;
const ROUGH_CUT = 24;

/** Sums outside are not trusted: below, dropped terms would show; above and below the wide range, clamped exponents. */
const TRUSTED = [1e-3, 1e30] as const;
const REPRESENTED = [1e-270, 1e270] as const;

/** Level of padding: below every clamp. */
const PADDING = -1e6;

/** Columns in one call of the kernel: they stay in the first-level cache. */
const RUN = 512;

/** Added to both covariances relative to their mean trace, so that flat clouds have a regular map. */
const REGULARISATION = 1e-6;

/** Largest exponent that keeps round-off of the sums below 1e-4. */
const LARGEST_EXPONENT = 1e12;

/** Marginal error down to which single precision serves, at least, and per unit of the largest exponent (its unit round-off, doubled). */
const ROUGH_ERROR = 1e-4;
const ROUGH_UNIT = 1.2e-7;

/** Planes of the kernel's layout: at least three. */
const planesOf = (dimension: number): number => Math.max(dimension, 3);

/** One cloud in the kernel's memory, in the order of its tiles. */
interface Side {
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

export interface SoftCloud extends SoftKernel {
  /** The same clouds at another epsilon, in the same memory: this kernel must not be used any more. */
  at(epsilon: number): SoftCloud;
}

/** Weights are positive and sum to one. Throws ScenarioError when epsilon is too small for the extent of the clouds. */
export function softCloud(x: Planes, y: Planes, weights: Pair, epsilon: number): SoftCloud {
  const clouds = [x, y] as const;
  const [first, second] = [moments(x), moments(y)];
  const map = gaussianMapMatrix(regular(first, second), regular(second, first), x.length);
  const shift = first.mean.map((m, k) => m - second.mean[k]);
  const mapped = [
    transformed(x, first.mean, functionOf(map, x.length, Math.sqrt)),
    transformed(y, second.mean, functionOf(map, x.length, (value) => 1 / Math.sqrt(value))), // prettier-ignore
  ];
  const cut = mapped.map((planes) => tiles(planes));
  const memory = openMemory(cut.reduce((bytes, t) => bytes + bytesOf(t.order.length, planesOf(x.length)), 0));
  const sides = cut.map((t, k) => {
    const quadratic = quadraticPart(clouds[k], [first, second][k].mean, shift, k === 0 ? -1 : 1);
    return layOut(memory, t, mapped[k], quadratic, weights[k]);
  });
  return scaledTo({ dimension: x.length, memory, sides, scale: 1 }, clouds, weights, epsilon);
}

function scaledTo(state: State, clouds: readonly [Planes, Planes], weights: Pair, epsilon: number): SoftCloud {
  state.scale = LOG2_E / epsilon;
  let largest = 0;
  for (const side of state.sides) {
    const factor = Math.sqrt(state.scale);
    side.points.forEach((plane, k) => {
      for (let p = 0; p < side.places; p++) side.planes[k * side.places + p] = plane[p] * factor;
    });
    side.singlePlanes.set(side.planes.subarray(0, 3 * side.places));
    for (const q of side.quadratic) largest = Math.max(largest, -q * state.scale);
  }
  if (!(largest < LARGEST_EXPONENT))
    throw new ScenarioError(`epsilon = ${epsilon} is too small for clouds of this extent (below 1e-12 of its square)`);
  return {
    weights,
    epsilon,
    roughAbove: state.dimension <= 3 ? Math.max(ROUGH_ERROR, ROUGH_UNIT * largest) : Infinity,
    half: (side, potentials, into, rough) => half(state, side, potentials, into, rough),
    cost: (u, v) => meanHalfCost(clouds, [u, v]),
    at: (other) => scaledTo(state, clouds, weights, other),
  };
}

function regular(own: Moments, other: Moments): Matrix {
  const d = own.mean.length;
  const floor = (REGULARISATION * (trace(own.covariance, d) + trace(other.covariance, d))) / d || 1;
  return own.covariance.map((entry, k) => entry + (k % (d + 1) === 0 ? floor : 0));
}

function transformed(planes: Planes, mean: Float64Array, matrix: Matrix): Planes {
  const d = planes.length;
  return planes.map((_, row) => {
    const result = new Float64Array(planes[0].length);
    planes.forEach((plane, k) => {
      for (let i = 0; i < result.length; i++) result[i] += matrix[row * d + k] * (plane[i] - mean[k]);
    });
    return result;
  });
}

/** q of every point: -|x - m|^2/2 + sign s.(x - m) - |s|^2/4. */
function quadraticPart(planes: Planes, mean: Float64Array, shift: Float64Array, sign: number): Float64Array {
  const result = new Float64Array(planes[0].length);
  planes.forEach((plane, k) => {
    for (let i = 0; i < result.length; i++) {
      const centred = plane[i] - mean[k];
      result[i] -= (centred * centred) / 2 - sign * shift[k] * centred + (shift[k] * shift[k]) / 4;
    }
  });
  return result;
}

interface State {
  readonly dimension: number;
  readonly memory: KernelMemory;
  readonly sides: readonly Side[];
  /** log2(e)/epsilon. */
  scale: number;
}

const bytesOf = (places: number, planes: number): number =>
  allocationBytes(planes * places) + 3 * allocationBytes(places) + allocationBytes(2 * places + 16) + 4096;

function layOut(memory: KernelMemory, cut: Tiles, mapped: Planes, quadratic: Float64Array, weights: Float64Array): Side {
  const { order } = cut;
  const places = order.length;
  const single = memory.allocate(2 * places);
  const placed = (plane: Float64Array): Float64Array => Float64Array.from(order, (i) => (i < 0 ? 0 : plane[i]));
  return {
    tiles: cut,
    places,
    logWeights: weights.map((w) => log(w)),
    points: mapped.map(placed),
    quadratic: placed(quadratic),
    planes: memory.allocate(planesOf(mapped.length) * places),
    level: memory.allocate(places),
    sums: memory.allocate(places),
    singlePlanes: new Float32Array(memory.buffer, single.byteOffset, 3 * places),
    singleLevel: new Float32Array(memory.buffer, single.byteOffset + 12 * places, places),
    top: new Float64Array(cut.begin.length - 1),
  };
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

function half(state: State, side: 0 | 1, potentials: Pair, into: Float64Array, rough: boolean): void {
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
    if (i >= 0)
      into[i] = log(own.sums[p]) + LN_2 * (potentials[side][i] * LOG2_E + own.quadratic[p] * state.scale - own.level[p]);
  }
}

function within({ sums, tiles: { order } }: Side, [low, high]: readonly [number, number]): boolean {
  for (let p = 0; p < sums.length; p++) if (order[p] >= 0 && !(sums[p] > low && sums[p] < high)) return false;
  return true;
}

/** Fills the sums of `own`; pairs of tiles that stay below 2^-cut / N are left out. */
function pass(state: State, own: Side, other: Side, cut: number, single: boolean): void {
  const { softSums, softSumsSingle } = state.memory.exports;
  const [planes, level] = single ? [own.singlePlanes, own.singleLevel] : [own.planes, own.level];
  const [facing, facingLevel] = single ? [other.singlePlanes, other.singleLevel] : [other.planes, other.level];
  const size = planes.BYTES_PER_ELEMENT;
  const rest = [facing.byteOffset, size * other.places, facingLevel.byteOffset] as const;
  own.sums.fill(0);
  const floor = -cut - (cut < Infinity ? LOG2_E * log(other.places) : 0);
  for (let t = 0; t < own.top.length; t++) {
    const rows = [own.tiles.begin[t], own.tiles.begin[t + 1]] as const;
    const head = [planes.byteOffset, size * own.places, level.byteOffset, own.sums.byteOffset, ...rows] as const;
    forEachRun(own, other, t, floor, state.scale, (begin, end) => {
      if (single) softSumsSingle(...head, ...rest, begin, end);
      else softSums(state.dimension, ...head, ...rest, begin, end);
    });
  }
}

/** Runs of neighbouring tiles of `other` that matter to tile t, at most RUN columns each. */
function forEachRun(
  own: Side,
  other: Side,
  t: number,
  floor: number,
  scale: number,
  visit: (begin: number, end: number) => void,
): void {
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
function fromPeaks(state: State, own: Side, other: Side): void {
  const { level, planes, places } = own;
  level.fill(-Infinity);
  for (let begin = 0; begin < other.places; begin += RUN) {
    const end = Math.min(begin + RUN, other.places);
    const head = [state.dimension, planes.byteOffset, 8 * places, level.byteOffset, 0, places] as const;
    state.memory.exports.peaks(...head, other.planes.byteOffset, 8 * other.places, other.level.byteOffset, begin, end);
  }
  for (let p = 0; p < places; p++) level[p] = -level[p];
  pass(state, own, other, Infinity, false);
}

/** sum_ij u_i v_j |x_i - y_j|^2 / 2 from the moments of the two masses. */
function meanHalfCost(clouds: readonly [Planes, Planes], masses: Pair): number {
  let sum = 0;
  const totals = masses.map((mass) => mass.reduce((total, m) => total + m, 0));
  clouds[0].forEach((plane, k) => {
    const origin = plane[0];
    const [first, second] = [plane, clouds[1][k]].map((values, side) => momentsOf(values, masses[side], origin));
    sum += (first.square * totals[1] + second.square * totals[0]) / 2 - first.sum * second.sum;
  });
  return sum;
}

function momentsOf(values: Float64Array, mass: Float64Array, origin: number): { sum: number; square: number } {
  let sum = 0;
  let square = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] - origin;
    sum += mass[i] * value;
    square += mass[i] * value * value;
  }
  return { sum, square };
}
