/**
 * Collocation in time on a panel [0, H] at the right Radau points, 24 of them, for  y' = -lambda y + g:
 *
 *   (1 + lambda H A) Y = y(0) 1 + H A G,   A_ij = int_0^(c_i) of the Lagrange polynomial of point j;   Y_q = y(H).
 *
 * Source: E. Hairer and G. Wanner, "Solving Ordinary Differential Equations II", 1996, IV.5 (Radau IIA: order 2q - 1, stiffly
 * accurate). On panels no longer than the time at which they begin, e^(-mu t) is resolved to about 4^-24 of 1 for every mu: where mu is
 * large against the panel, it has decayed.
 */
import { cos } from "../../math/elementary.ts";

export const POINTS = 24;

/** P_0, ..., P_(q) at x. */
function legendre(x: number, q: number): number[] {
  const p = [1, x];
  for (let k = 1; k < q; k++) p.push(((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1));
  return p;
}

/** Zeros of P_q - P_(q-1) in ascending order, the last of them 1; Newton from x_j = cos(2 pi j / (2q - 1)). */
function radauPoints(q: number): number[] {
  const points = Array.from({ length: q }, (_, j) => {
    if (j === 0) return 1;
    let x = cos((2 * Math.PI * j) / (2 * q - 1));
    for (let iteration = 0; iteration < 20; iteration++) {
      const p = legendre(x, q);
      const [high, low, lower] = [p[q], p[q - 1], p[q - 2]] as [number, number, number];
      // (1 - x^2) P_k' = k (P_(k-1) - x P_k).
      const slope = (q * (low - x * high) - (q - 1) * (lower - x * low)) / (1 - x * x);
      x -= (high - low) / slope;
    }
    return x;
  });
  return points.reverse();
}

interface Rule {
  /** Points on [0, 1]. */
  readonly at: readonly number[];
  /** A, row-major. */
  readonly matrix: Float64Array;
}

function build(q: number): Rule {
  const points = radauPoints(q);
  const values = points.map((x) => legendre(x, q));
  const matrix = new Float64Array(q * q);
  for (let j = 0; j < q; j++) {
    const low = values[j][q - 1];
    // Weight on [0, 1]; the rule is exact for products of two polynomials of degree q - 1, so it gives Lagrange coefficients.
    const weight = (1 + points[j]) / (2 * q * q * low * low);
    for (let i = 0; i < q; i++) {
      const p = values[i];
      let sum = weight * ((1 + points[i]) / 2);
      for (let k = 1; k < q; k++) sum += (weight * values[j][k] * (p[k + 1] - p[k - 1])) / 2;
      matrix[i * q + j] = sum;
    }
  }
  return { at: points.map((x) => (1 + x) / 2), matrix };
}

export const radau = build(POINTS);

/** Solves M X = B for `columns` right sides by elimination with row pivoting; both are overwritten, X ends in B (row-major). */
function solve(m: Float64Array, b: Float64Array, q: number, columns: number): void {
  for (let k = 0; k < q; k++) {
    let pivot = k;
    for (let i = k + 1; i < q; i++) if (Math.abs(m[i * q + k]) > Math.abs(m[pivot * q + k])) pivot = i;
    if (pivot !== k) {
      for (let j = 0; j < q; j++) [m[k * q + j], m[pivot * q + j]] = [m[pivot * q + j], m[k * q + j]];
      for (let j = 0; j < columns; j++) [b[k * columns + j], b[pivot * columns + j]] = [b[pivot * columns + j], b[k * columns + j]];
    }
    for (let i = k + 1; i < q; i++) {
      const factor = m[i * q + k] / m[k * q + k];
      if (factor === 0) continue;
      for (let j = k; j < q; j++) m[i * q + j] -= factor * m[k * q + j];
      for (let j = 0; j < columns; j++) b[i * columns + j] -= factor * b[k * columns + j];
    }
  }
  for (let k = q - 1; k >= 0; k--) {
    for (let j = 0; j < columns; j++) {
      let sum = b[k * columns + j];
      for (let i = k + 1; i < q; i++) sum -= m[k * q + i] * b[i * columns + j];
      b[k * columns + j] = sum / m[k * q + k];
    }
  }
}

/** What one rate lambda needs on panels of one length: Y = start y(0) + response G, [q x (q + 1)] with `start` in column 0. */
export function propagator(lambda: number, length: number): Float64Array {
  const q = POINTS;
  const system = radau.matrix.map((a, k) => lambda * length * a + (k % (q + 1) === 0 ? 1 : 0));
  const result = new Float64Array(q * (q + 1));
  for (let i = 0; i < q; i++) {
    result[i * (q + 1)] = 1;
    for (let j = 0; j < q; j++) result[i * (q + 1) + j + 1] = length * radau.matrix[i * q + j];
  }
  solve(system, result, q, q + 1);
  return result;
}
