/**
 * Affine preconditioning: the same assignment problem with the Gaussian part of the displacement taken out.
 *
 * Let A be the optimal map matrix between the two empirical covariances, x' = A^{1/2} (x - m_x), y' = A^{-1/2} (y - m_y). Then
 * x'.y' = (x - m_x).(y - m_y), so that with s = m_x - m_y
 *
 *   |x - y|^2 = |x' - y'|^2 + a_i + b_j + |s|^2,  a_i = |x - m_x|^2 - |x'|^2 + 2 s.(x - m_x),  b_j = |y - m_y|^2 - |y'|^2 - 2 s.(y - m_y),
 *
 * and terms of a row or a column alone change no optimal assignment. Partners in the new coordinates are near neighbours.
 * Any invertible symmetric A is legal: exactness never depends on it, only speed.
 */
import { functionOf, type Matrix, trace } from "../../math/symmetric.ts";
import { strideOf } from "../../math/kd-tree/tree.ts";
import type { Planes } from "../../protocols/index.ts";
import { buresSquared, gaussianMapMatrix } from "../../math/bures.ts";
import { moments, type Moments } from "../../math/cloud-moments.ts";

/** Added to both covariances relative to their mean trace: bounds the condition of A by 1e3 when clouds lie in planes or on lines. */
const REGULARISATION = 1e-6;

/**
 * Clouds whose Gaussian displacement is below this fraction of the squared distance of neighbours stay as they are: preconditioning
 * would gain nothing, and its round-off (1e-16 of the variance) would be seen in a tiny distance.
 */
const NEGLIGIBLE = 1e-2;

/** Points farther than six standard deviations are outliers; trimmed at most this often (each time the deviation falls). */
const OUTLYING = 36;
const TRIMS = 8;

/** The new coordinates x' = first (x - m_x), y' = second (y - m_y); absent when the coordinates are the caller's own. */
export interface Frame {
  readonly centres: readonly [Float64Array, Float64Array];
  readonly maps: readonly [Matrix, Matrix];
}

/** The coordinates in which two clouds are assigned best. */
export function preconditioner(x: Planes, y: Planes): Frame | undefined {
  const d = x.length;
  const first = bulkMoments(x);
  const second = bulkMoments(y);
  if (!worthwhile(first, second, x[0].length, d)) return undefined;
  const map = gaussianMapMatrix(regular(first, second), regular(second, first), d);
  const inverse = functionOf(map, d, (value) => 1 / Math.sqrt(value));
  return { centres: [first.mean, second.mean], maps: [functionOf(map, d, Math.sqrt), inverse] };
}

/** Fills the packed clouds `source` and `target` ([stride N]; missing axes are zero). */
export function enter(frame: Frame | undefined, x: Planes, y: Planes, source: Float64Array, target: Float64Array): void {
  pack(x, frame?.centres[0], frame?.maps[0], source);
  pack(y, frame?.centres[1], frame?.maps[1], target);
}

/**
 * Moments without far outliers, which would make A that of the outliers and pack the bulk of one cloud into a point (any centres and any
 * A are legal). A law with a finite fourth moment loses next to nothing, and a Gaussian sample nothing.
 */
function bulkMoments(planes: Planes): Moments {
  let kept = planes;
  for (let round = 0; round < TRIMS; round++) {
    const found = moments(kept);
    const reach = OUTLYING * trace(found.covariance, planes.length);
    const count = kept[0].length;
    const inside = new Int32Array(count);
    let size = 0;
    for (let i = 0; i < count; i++) {
      let distance = 0;
      for (let k = 0; k < kept.length; k++) distance += (kept[k][i] - found.mean[k]) * (kept[k][i] - found.mean[k]);
      if (distance <= reach) inside[size++] = i;
    }
    if (size === count || size < 2) return found;
    kept = kept.map((plane) => Float64Array.from(inside.subarray(0, size), (i) => plane[i]));
  }
  return moments(kept);
}

/** Compares the Gaussian displacement with the typical squared distance of neighbours, variance N^{-2/d}. */
function worthwhile(first: Moments, second: Moments, count: number, d: number): boolean {
  const variance = trace(first.covariance, d) + trace(second.covariance, d);
  if (variance === 0) return false;
  let displacement = buresSquared(first.covariance, second.covariance, d);
  for (let k = 0; k < d; k++) displacement += (first.mean[k] - second.mean[k]) * (first.mean[k] - second.mean[k]);
  let power = count * count;
  for (let k = 0; k < d; k++) power *= displacement / (NEGLIGIBLE * variance);
  return power > 1;
}

function regular(own: Moments, other: Moments): Matrix {
  const d = own.mean.length;
  const floor = (REGULARISATION * (trace(own.covariance, d) + trace(other.covariance, d))) / d;
  const result = Float64Array.from(own.covariance);
  for (let k = 0; k < d; k++) result[k * d + k] += floor;
  return result;
}

function pack(planes: Planes, mean: Float64Array | undefined, matrix: Matrix | undefined, packed: Float64Array): void {
  const d = planes.length;
  const stride = strideOf(d);
  const count = planes[0].length;
  packed.fill(0, 0, stride * count);
  for (let k = 0; k < d; k++) {
    const plane = planes[k];
    if (!mean || !matrix) {
      for (let i = 0; i < count; i++) packed[stride * i + k] = plane[i];
      continue;
    }
    const centre = mean[k];
    for (let row = 0; row < d; row++) {
      const factor = matrix[row * d + k];
      for (let i = 0; i < count; i++) packed[stride * i + row] += factor * (plane[i] - centre);
    }
  }
}
