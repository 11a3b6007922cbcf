/**
 * A soft kernel from a matrix of log e^(-c_ij/epsilon), row-major: for problems of some hundred points, such as radial ones.
 *
 * Sums are shifted by the greatest level, so that only as many exponentials are taken as there are points; a sum that underflows all the same is
 * taken again from its own maximum.
 */
import { exp, log } from "../../math/elementary.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";

/** Below this, a shifted sum may have lost its greatest terms. */
const UNDERFLOW = 1e-250;

export function softDense(logKernel: Float64Array, weights: Pair, epsilon: number): SoftKernel {
  const [rows, columns] = [weights[0].length, weights[1].length];
  const strides = [columns, 1];
  const logWeights = weights.map((w) => w.map((value) => log(value)));
  const powers = logKernel.map((value) => exp(value));
  return {
    weights,
    epsilon,
    roundOff: roundOffOf(logKernel),
    roughAbove: Infinity,
    half(side, potentials, into) {
      const [own, other] = [potentials[side], potentials[1 - side]];
      const level = other.map((value, j) => value + logWeights[1 - side][j]);
      const most = level.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
      const terms = level.map((value) => exp(value - most));
      const stride = strides[1 - side];
      for (let i = 0; i < own.length; i++) {
        const from = i * strides[side];
        let sum = 0;
        for (let j = 0; j < terms.length; j++) sum += powers[from + j * stride] * terms[j];
        into[i] = own[i] + (sum > UNDERFLOW ? most + log(sum) : softMaximum(logKernel, from, stride, level));
      }
    },
    cost(u, v) {
      let sum = 0;
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum -= u[i] * v[j] * logKernel[i * columns + j];
      return epsilon * sum;
    },
  };
}

/** Of sums of exponentials whose greatest exponent is one of these: levels balance exponents, and are as large. */
export function roundOffOf(exponents: Float64Array): number {
  let most = 0;
  for (const exponent of exponents) most = Math.max(most, -exponent);
  return SUMS + 4 * Number.EPSILON * most;
}

/** Relative error of a sum of exponentials of exact exponents. */
const SUMS = 1e-13;

/** log sum_j e^(matrix[from + j stride] + level[j]). */
export function softMaximum(matrix: Float64Array, from: number, stride: number, level: Float64Array): number {
  let most = -Infinity;
  for (let j = 0; j < level.length; j++) most = Math.max(most, matrix[from + j * stride] + level[j]);
  if (most === -Infinity) return -Infinity;
  let sum = 0;
  for (let j = 0; j < level.length; j++) sum += exp(matrix[from + j * stride] + level[j] - most);
  return most + log(sum);
}
