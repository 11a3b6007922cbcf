/**
 * Symmetric matrices of order 2 and 3 without allocation: positive square roots, and the orthogonal polar factor of a product of two.
 *
 * Packed form: the upper triangle by rows, (xx, xy, yy) or (xx, xy, xz, yy, yz, zz). For many small matrices in a row, where symmetric.ts (any order)
 * would allocate. Order 2 in closed form, order 3 by Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5). Square roots and divisions
 * only: the same bits on every machine. Negative eigenvalues, round-off of an average, count as zero.
 */

/** Entries of the packed form. */
export const packedLength = (order: number): number => (order * (order + 1)) / 2;

// Working memory of one call: nothing is kept from one to the next.
const matrix = new Float64Array(9);
const vectors = new Float64Array(9);

/** Replaces a packed positive semidefinite matrix by its square root. */
export function rootInPlace(order: number, packed: Float64Array): void {
  if (order === 2) rootOfTwo(packed);
  else rootOfThree(packed);
}

/** sqrt A = (A + s I)/t,  s = sqrt det A,  t = sqrt(tr A + 2 s)  (Cayley and Hamilton). */
function rootOfTwo(packed: Float64Array): void {
  const [a, b, c] = [packed[0], packed[1], packed[2]];
  const s = Math.sqrt(Math.max(a * c - b * b, 0));
  const t = Math.sqrt(a + c + 2 * s);
  const inverse = t > 0 ? 1 / t : 0;
  packed[0] = (a + s) * inverse;
  packed[1] = b * inverse;
  packed[2] = (c + s) * inverse;
}

function rootOfThree(packed: Float64Array): void {
  unpack(packed);
  diagonalise();
  packed.fill(0, 0, 6);
  for (let k = 0; k < 3; k++) {
    const root = Math.sqrt(Math.max(matrix[4 * k], 0));
    for (let i = 0, at = 0; i < 3; i++) {
      for (let j = i; j < 3; j++, at++) packed[at] += root * vectors[3 * i + k] * vectors[3 * j + k];
    }
  }
}

function unpack(packed: Float64Array): void {
  for (let i = 0, at = 0; i < 3; i++) {
    for (let j = i; j < 3; j++, at++) matrix[3 * i + j] = matrix[3 * j + i] = packed[at]!;
  }
}

/** Makes `matrix` diagonal; column k of `vectors` becomes the eigenvector of its k-th diagonal entry. Converges in four or five sweeps. */
function diagonalise(): void {
  vectors.fill(0);
  vectors[0] = vectors[4] = vectors[8] = 1;
  const scale = Math.abs(matrix[0]) + Math.abs(matrix[4]) + Math.abs(matrix[8]);
  for (let sweep = 0; sweep < 12; sweep++) {
    if (Math.abs(matrix[1]) + Math.abs(matrix[2]) + Math.abs(matrix[5]) <= 1e-17 * scale) return;
    annihilate(0, 1);
    annihilate(0, 2);
    annihilate(1, 2);
  }
}

/** One Jacobi rotation that removes entry (p, q). */
function annihilate(p: number, q: number): void {
  const apq = matrix[3 * p + q];
  if (apq === 0) return;
  const theta = (matrix[4 * q] - matrix[4 * p]) / (2 * apq);
  const size = Math.abs(theta);
  const tangent = (theta < 0 ? -1 : 1) / (size > 1e100 ? 2 * size : size + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const other = 3 - p - q;
  const x = matrix[3 * p + other];
  const y = matrix[3 * q + other];
  matrix[3 * p + other] = matrix[3 * other + p] = cosine * x - sine * y;
  matrix[3 * q + other] = matrix[3 * other + q] = sine * x + cosine * y;
  matrix[4 * p] -= tangent * apq;
  matrix[4 * q] += tangent * apq;
  matrix[3 * p + q] = matrix[3 * q + p] = 0;
  for (let k = 0; k < 9; k += 3) {
    const u = vectors[k + p];
    const v = vectors[k + q];
    vectors[k + p] = cosine * u - sine * v;
    vectors[k + q] = sine * u + cosine * v;
  }
}

/**
 * The orthogonal U, row-major, that maximises tr(U^T M) for M = L R, with L and R packed and positive semidefinite: M = U |M|. Where M is
 * singular, U is one of the maximisers; it is the identity for M = 0. (det U = 1, as det M >= 0.)
 */
export function polarFactor(order: number, left: Float64Array, right: Float64Array, into: Float64Array): void {
  if (order === 2) polarOfTwo(left, right, into);
  else polarOfThree(left, right, into);
}

/** A rotation by the angle of (tr M, M_21 - M_12). */
function polarOfTwo(l: Float64Array, r: Float64Array, into: Float64Array): void {
  const cosine = l[0] * r[0] + 2 * (l[1] * r[1]) + l[2] * r[2];
  const sine = l[1] * r[0] + l[2] * r[1] - (l[0] * r[1] + l[1] * r[2]);
  const size = Math.sqrt(cosine * cosine + sine * sine);
  into[0] = into[3] = size > 0 ? cosine / size : 1;
  into[2] = size > 0 ? sine / size : 0;
  into[1] = 0 - into[2];
}

const product = new Float64Array(9);
const images = new Float64Array(9);

/** By eigenvectors v_k of M^T M, in descending order: U v_k is M v_k made orthogonal to its predecessors and of unit length. */
function polarOfThree(left: Float64Array, right: Float64Array, into: Float64Array): void {
  multiply(left, right);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      matrix[3 * i + j] = product[i] * product[j] + product[3 + i] * product[3 + j] + product[6 + i] * product[6 + j];
    }
  }
  diagonalise();
  const [first, second, third] = descending();
  image(first, 0);
  image(second, 1);
  complete(first, second, third);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      into[3 * i + j] = images[i] * vectors[3 * j + first] + images[3 + i] * vectors[3 * j + second] + images[6 + i] * vectors[3 * j + third];
    }
  }
}

/** product = L R of packed matrices of order 3. */
function multiply(l: Float64Array, r: Float64Array): void {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += l[place(i, k)] * r[place(k, j)];
      product[3 * i + j] = sum;
    }
  }
}

/** Index of an entry in the packed form of order 3. */
const place = (i: number, j: number): number => (i < j ? PLACES[3 * i + j] : PLACES[3 * j + i]);
const PLACES = [0, 1, 2, 1, 3, 4, 2, 4, 5];

function descending(): [number, number, number] {
  const order: [number, number, number] = [0, 1, 2];
  order.sort((p, q) => matrix[4 * q] - matrix[4 * p] || p - q);
  return order;
}

/** images[n] = M v made orthogonal to images[0 ... n-1], or v itself where M v has nothing left. */
function image(column: number, n: number): void {
  const own = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    for (let k = 0; k < 3; k++) own[i] += product[3 * i + k] * vectors[3 * k + column];
  }
  const before = Math.sqrt(Math.max(matrix[0], matrix[4], matrix[8]));
  if (!orthogonal(own, n, 1e-14 * before)) {
    for (let candidate = 0; candidate < 4; candidate++) {
      const trial = [0, 1, 2].map((i) => (candidate === 0 ? vectors[3 * i + column] : Number(i === candidate - 1)));
      if (orthogonal(trial, n, 0.5)) return;
    }
  }
}

/** Writes the unit vector along x, less its parts along the images before n; false when no more than `least` is left. */
function orthogonal(x: number[], n: number, least: number): boolean {
  for (let pass = 0; pass < 2; pass++) {
    for (let m = 0; m < n; m++) {
      const along = x[0] * images[3 * m] + x[1] * images[3 * m + 1] + x[2] * images[3 * m + 2];
      for (let i = 0; i < 3; i++) x[i] -= along * images[3 * m + i];
    }
  }
  const size = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
  if (!(size > least)) return false;
  for (let i = 0; i < 3; i++) images[3 * n + i] = x[i] / size;
  return true;
}

/** The third image by the vector product, with the sign that makes det U = 1. */
function complete(first: number, second: number, third: number): void {
  const v = (i: number, column: number): number => vectors[3 * i + column];
  const handed =
    v(0, third) * (v(1, first) * v(2, second) - v(2, first) * v(1, second)) +
    v(1, third) * (v(2, first) * v(0, second) - v(0, first) * v(2, second)) +
    v(2, third) * (v(0, first) * v(1, second) - v(1, first) * v(0, second));
  const sign = handed < 0 ? -1 : 1;
  const [a, b, c, x, y, z] = images as unknown as [number, number, number, number, number, number];
  images[6] = sign * (b * z - c * y);
  images[7] = sign * (c * x - a * z);
  images[8] = sign * (a * y - b * x);
}
