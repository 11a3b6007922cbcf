/**
 * Dense linear systems A x = b, real or complex, by LU with scaled partial pivoting (Golub and Van Loan, Matrix Computations, 3.4, 3.5.2): a pivot is
 * large relative to its row, so rows of very different sizes do no harm. Matrices are row-major and are overwritten by their factors; complex ones are two
 * arrays, real and imaginary part. Meant for a few hundred unknowns. Innermost loops name their entries one by one: taken apart from a list they cost three times as much.
 */

export interface RealFactors {
  readonly size: number;
  readonly matrix: Float64Array;
  readonly pivots: Int32Array;
}

export interface ComplexFactors extends RealFactors {
  readonly imaginary: Float64Array;
}

function swapRows(matrix: Float64Array, n: number, i: number, j: number): void {
  if (i === j) return;
  const row = matrix.slice(i * n, (i + 1) * n);
  matrix.copyWithin(i * n, j * n, (j + 1) * n);
  matrix.set(row, j * n);
}

/** 1 / largest |entry| of each row. */
function rowScales(matrix: Float64Array, n: number, imaginary?: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let largest = 0;
    for (let j = i * n; j < (i + 1) * n; j++) largest = Math.max(largest, Math.abs(matrix[j]) + (imaginary ? Math.abs(imaginary[j]) : 0));
    return 1 / largest;
  });
}

function swapEntries(values: Float64Array, i: number, j: number): void {
  const held = values[i];
  values[i] = values[j];
  values[j] = held;
}

/** Factors A, overwriting it. Throws RangeError when it is singular or not finite. */
export function factorReal(matrix: Float64Array, n: number): RealFactors {
  const pivots = new Int32Array(n);
  const scales = rowScales(matrix, n);
  for (let k = 0; k < n; k++) {
    const size = (i: number): number => Math.abs(matrix[i * n + k]) * scales[i];
    let p = k;
    for (let i = k + 1; i < n; i++) if (size(i) > size(p)) p = i;
    pivots[k] = p;
    swapEntries(scales, k, p);
    swapRows(matrix, n, k, p);
    const inverse = 1 / matrix[k * n + k];
    if (!Number.isFinite(inverse)) throw new RangeError("a linear system is singular");
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i * n + k] * inverse;
      matrix[i * n + k] = factor;
      if (factor === 0) continue;
      const [to, from] = [i * n, k * n];
      for (let j = k + 1; j < n; j++) matrix[to + j] -= factor * matrix[from + j];
    }
  }
  return { size: n, matrix, pivots };
}

/** Overwrites b with x. */
export function solveReal({ size: n, matrix, pivots }: RealFactors, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    swapEntries(b, k, pivots[k]);
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let j = 0; j < i; j++) sum -= matrix[i * n + j] * b[j];
    b[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let j = i + 1; j < n; j++) sum -= matrix[i * n + j] * b[j];
    b[i] = sum / matrix[i * n + i];
  }
}

/** As `factorReal`, for the matrix real + i imaginary. */
export function factorComplex(real: Float64Array, imaginary: Float64Array, n: number): ComplexFactors {
  const pivots = new Int32Array(n);
  const scales = rowScales(real, n, imaginary);
  for (let k = 0; k < n; k++) {
    const size = (i: number): number => (Math.abs(real[i * n + k]) + Math.abs(imaginary[i * n + k])) * scales[i];
    let p = k;
    for (let i = k + 1; i < n; i++) if (size(i) > size(p)) p = i;
    pivots[k] = p;
    swapEntries(scales, k, p);
    swapRows(real, n, k, p);
    swapRows(imaginary, n, k, p);
    const [pr, pi] = [real[k * n + k], imaginary[k * n + k]];
    const norm = pr * pr + pi * pi;
    if (!(norm > 0 && norm < Infinity)) throw new RangeError("a linear system is singular");
    for (let i = k + 1; i < n; i++) {
      const ar = real[i * n + k];
      const ai = imaginary[i * n + k];
      const fr = (ar * pr + ai * pi) / norm;
      const fi = (ai * pr - ar * pi) / norm;
      real[i * n + k] = fr;
      imaginary[i * n + k] = fi;
      const to = i * n;
      const from = k * n;
      for (let j = k + 1; j < n; j++) {
        const br = real[from + j];
        const bi = imaginary[from + j];
        real[to + j] -= fr * br - fi * bi;
        imaginary[to + j] -= fr * bi + fi * br;
      }
    }
  }
  return { size: n, matrix: real, imaginary, pivots };
}

/** Overwrites b = real + i imaginary with x. */
export function solveComplex(factors: ComplexFactors, real: Float64Array, imaginary: Float64Array): void {
  const { size: n, matrix, imaginary: other, pivots } = factors;
  for (let k = 0; k < n; k++) {
    swapEntries(real, k, pivots[k]);
    swapEntries(imaginary, k, pivots[k]);
  }
  const eliminate = (i: number, from: number, to: number): void => {
    let re = real[i];
    let im = imaginary[i];
    for (let j = from; j < to; j++) {
      const ar = matrix[i * n + j];
      const ai = other[i * n + j];
      re -= ar * real[j] - ai * imaginary[j];
      im -= ar * imaginary[j] + ai * real[j];
    }
    real[i] = re;
    imaginary[i] = im;
  };
  for (let i = 0; i < n; i++) eliminate(i, 0, i);
  for (let i = n - 1; i >= 0; i--) {
    eliminate(i, i + 1, n);
    const [pr, pi] = [matrix[i * n + i], other[i * n + i]];
    const norm = pr * pr + pi * pi;
    const [re, im] = [real[i], imaginary[i]];
    real[i] = (re * pr + im * pi) / norm;
    imaginary[i] = (im * pr - re * pi) / norm;
  }
}
