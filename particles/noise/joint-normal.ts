/**
 * Two jointly normal vectors, X with covariance A and X~ with covariance B, E X X~^T = C, from independent standard normals n and m:
 *
 *   X = L n,   X~ = X + Y^T n + K m,   A = L L^T,   L Y = C - A,   K K^T = (A + B - C - C^T) - Y^T Y:
 *
 * X~ is its regression on X and the root of the Schur complement times normals of its own. Written with the differences C - A and A + B - C - C^T, so that
 * nearly equal vectors stay so. L and K are lower triangular (Cholesky); a pivot that is no more than round-off gives an empty column, so that singular
 * covariances are no exception: round-off of tr A for L, and for K of double precision of tr A + tr B, and that of the covariances of tr(A + B - C - C^T). Square roots and divisions only: the same bits on every machine.
 */

/** Pivots up to this times the traces are round-off. */
export const ROUND_OFF = 2e-15;
/** The same of sums in single precision. */
export const SINGLE_ROUND_OFF = 1e-6;

/** Covariances to fill, row-major, and the draws from them. Nothing is allocated by a draw. */
export interface JointNormal {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  /** X from `normals`, which stay what `second` draws with. Reads `a` alone. */
  first(normals: ArrayLike<number>): Float64Array;
  /** X~, given the X just drawn; `own`: m. */
  second(own: ArrayLike<number>): Float64Array;
}

/** Working memory for vectors of this order. `roundOff`: of the covariances. */
export function openJointNormal(order: number, roundOff = ROUND_OFF): JointNormal {
  const square = (): Float64Array => new Float64Array(order * order);
  const [a, b, c, root, rest, schur, slope] = [square(), square(), square(), square(), square(), square(), square()] as const;
  const [x, y, n] = [new Float64Array(order), new Float64Array(order), new Float64Array(order)];
  return {
    a,
    b,
    c,
    first(normals) {
      for (let i = 0; i < order; i++) n[i] = normals[i];
      lowerRoot(order, a, roundOff * trace(order, a), root);
      for (let i = 0; i < order; i++) {
        x[i] = 0;
        for (let j = 0; j <= i; j++) x[i] += root[order * i + j] * n[j];
      }
      return x;
    },
    second(own) {
      regress(order, root, a, c, slope);
      remainder(order, [a, b, c], slope, schur);
      const both = trace(order, a) + trace(order, b);
      lowerRoot(order, schur, ROUND_OFF * both + roundOff * Math.max(0, both - 2 * trace(order, c)), rest);
      for (let i = 0; i < order; i++) {
        y[i] = x[i];
        for (let j = 0; j < order; j++) y[i] += slope[order * j + i] * n[j];
        for (let j = 0; j <= i; j++) y[i] += rest[order * i + j] * own[j];
      }
      return y;
    },
  };
}

function trace(order: number, matrix: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < order; i++) sum += matrix[(order + 1) * i];
  return sum;
}

/** Lower triangular L with L L^T = M, where pivots up to `least` count as zero. Reads the lower triangle of M. */
function lowerRoot(order: number, matrix: Float64Array, least: number, into: Float64Array): void {
  for (let j = 0; j < order; j++) {
    let pivot = matrix[(order + 1) * j];
    for (let k = 0; k < j; k++) pivot -= into[order * j + k] * into[order * j + k];
    const size = pivot > least ? Math.sqrt(pivot) : 0;
    const inverse = size > 0 ? 1 / size : 0;
    into[(order + 1) * j] = size;
    for (let i = j + 1; i < order; i++) {
      let entry = matrix[order * i + j];
      for (let k = 0; k < j; k++) entry -= into[order * i + k] * into[order * j + k];
      into[order * i + j] = entry * inverse;
    }
  }
}

/** Y with L Y = C - A; rows of an empty column of L are zero. */
function regress(order: number, root: Float64Array, a: Float64Array, c: Float64Array, into: Float64Array): void {
  for (let i = 0; i < order; i++) {
    const size = root[(order + 1) * i];
    const inverse = size > 0 ? 1 / size : 0;
    for (let j = 0; j < order; j++) {
      let entry = c[order * i + j] - a[order * i + j];
      for (let k = 0; k < i; k++) entry -= root[order * i + k] * into[order * k + j];
      into[order * i + j] = entry * inverse;
    }
  }
}

/** (A + B - C - C^T) - Y^T Y, the lower triangle. */
function remainder(order: number, [a, b, c]: readonly [Float64Array, Float64Array, Float64Array], slope: Float64Array, into: Float64Array): void {
  for (let i = 0; i < order; i++) {
    for (let j = 0; j <= i; j++) {
      const at = order * i + j;
      let entry = a[at] + b[at] - (c[at] + c[order * j + i]);
      for (let k = 0; k < order; k++) entry -= slope[order * k + i] * slope[order * k + j];
      into[at] = entry;
    }
  }
}
