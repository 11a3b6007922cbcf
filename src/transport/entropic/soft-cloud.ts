/**
 * Soft minima between two clouds for the half cost |x - y|^2/2, without ever holding a matrix.
 *
 * In the coordinates x' = A^{1/2} (x - m_x), y' = A^{-1/2} (y - m_y), A the optimal map matrix of the two covariances, s = m_x - m_y,
 *
 *   -|x - y|^2/2 = x'.y' + q_i + q_j,  q_i = -|x - m_x|^2/2 - s.(x - m_x) - |s|^2/4,  q_j = -|y - m_y|^2/2 + s.(y - m_y) - |s|^2/4,
 *
 * and scaled by log2(e)/epsilon this is the exponent of src/kernels/assembly/sinkhorn.ts. (Any regular A is legal; this one makes pairs
 * that share mass neighbours.) The sums themselves: soft-pass.ts.
 *
 * Accuracy: each sum to about 1e-13 plus 1e-16 |x - y|^2/epsilon relative; rough ones (single precision) to about 1e-7 |x|^2/epsilon. Memory O(N).
 */
import { ScenarioError } from "../../errors.ts";
import { openMemory, type KernelMemory } from "../../kernels/index.ts";
import { log } from "../../math/elementary.ts";
import { functionOf, trace, type Matrix } from "../../math/symmetric.ts";
import type { Planes } from "../../protocols/index.ts";
import { gaussianMapMatrix } from "../../math/bures.ts";
import { moments, type Moments } from "../../math/cloud-moments.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { LN_2, LOG2_E, softPass, type Side, type SoftState } from "./soft-pass.ts";
import { tiles, type Tiles } from "./tiles.ts";

/** Added to both covariances relative to their mean trace and to epsilon, so that flat clouds and single points have a regular map. */
const REGULARISATION = 1e-6;

/** Largest exponent that keeps round-off of the sums below 1e-4. */
const LARGEST_EXPONENT = 1e12;

/** Marginal error down to which single precision serves, at least, and per unit of the largest exponent (its unit round-off, doubled). */
const ROUGH_ERROR = 1e-4;
const ROUGH_UNIT = 1.2e-7;

/** Relative error of a sum of exponentials of exact exponents. */
const SUMS = 1e-13;

/** Planes of the kernel's layout: at least three. */
const planesOf = (dimension: number): number => Math.max(dimension, 3);

export interface SoftCloud extends SoftKernel {
  /** The same clouds at another epsilon, in the same memory: this kernel must not be used any more. */
  at(epsilon: number): SoftCloud;
}

/** Weights are positive and sum to one. Throws ScenarioError when epsilon is too small for the extent of the clouds. */
export function softCloud(x: Planes, y: Planes, weights: Pair, epsilon: number): SoftCloud {
  const clouds = [x, y] as const;
  const [first, second] = [moments(x), moments(y)];
  const map = gaussianMapMatrix(regular(first, second, epsilon), regular(second, first, epsilon), x.length);
  const [forth, back] = [functionOf(map, x.length, Math.sqrt), functionOf(map, x.length, (value) => 1 / Math.sqrt(value))];
  const shift = first.mean.map((m, k) => m - second.mean[k]);
  const mapped = [transformed(x, first.mean, forth), transformed(y, second.mean, back)];
  const cut = mapped.map((planes) => tiles(planes));
  const memory = openMemory();
  const sides = cut.map((t, k) => {
    const quadratic = quadraticPart(clouds[k], [first, second][k].mean, shift, k === 0 ? -1 : 1);
    return layOut(memory, t, mapped[k], quadratic, weights[k]);
  });
  const condition = x.length * norm(forth) * norm(back);
  return scaledTo({ dimension: x.length, memory, sides, scale: 1, condition }, clouds, weights, epsilon);
}

function scaledTo(state: SoftState, clouds: readonly [Planes, Planes], weights: Pair, epsilon: number): SoftCloud {
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
  if (!(largest < LARGEST_EXPONENT)) throw new ScenarioError(`epsilon = ${epsilon} is too small for clouds of this extent (below 1e-12 of its square)`);
  return {
    weights,
    epsilon,
    roundOff: SUMS + Number.EPSILON * (state.condition + 4) * LN_2 * largest,
    roughAbove: state.dimension <= 3 ? Math.max(ROUGH_ERROR, ROUGH_UNIT * largest) : Infinity,
    half: (side, potentials, into, rough) => softPass(state, side, potentials, into, rough),
    cost: (u, v) => meanHalfCost(clouds, [u, v]),
    at: (other) => scaledTo(state, clouds, weights, other),
  };
}

const norm = (matrix: Matrix): number => Math.sqrt(matrix.reduce((sum, entry) => sum + entry * entry, 0));

function regular(own: Moments, other: Moments, epsilon: number): Matrix {
  const d = own.mean.length;
  const floor = REGULARISATION * ((trace(own.covariance, d) + trace(other.covariance, d)) / d + epsilon);
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
    singlePlanes: new Float32Array(single.buffer, single.byteOffset, 3 * places),
    singleLevel: new Float32Array(single.buffer, single.byteOffset + 12 * places, places),
    top: new Float64Array(cut.begin.length - 1),
  };
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
