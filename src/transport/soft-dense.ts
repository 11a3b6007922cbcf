/** A soft kernel from a matrix of log e^(-c_ij/epsilon), row-major: for problems of some hundred points, such as radial ones. */
import { exp, log } from "../math/elementary.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";

export function softDense(logKernel: Float64Array, weights: Pair, epsilon: number): SoftKernel {
  const [rows, columns] = [weights[0].length, weights[1].length];
  const strides = [columns, 1];
  const logWeights = weights.map((w) => w.map((value) => log(value)));
  return {
    weights,
    epsilon,
    roughAbove: Infinity,
    half(side, potentials, into) {
      const [own, other] = [potentials[side], potentials[1 - side]];
      const level = other.map((value, j) => value + logWeights[1 - side][j]);
      for (let i = 0; i < own.length; i++) into[i] = own[i] + softMaximum(logKernel, i * strides[side], strides[1 - side], level);
    },
    cost(u, v) {
      let sum = 0;
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum -= u[i] * v[j] * logKernel[i * columns + j];
      return epsilon * sum;
    },
  };
}

/** log sum_j e^(matrix[from + j stride] + level[j]). */
function softMaximum(matrix: Float64Array, from: number, stride: number, level: Float64Array): number {
  let most = -Infinity;
  for (let j = 0; j < level.length; j++) most = Math.max(most, matrix[from + j * stride] + level[j]);
  if (most === -Infinity) return -Infinity;
  let sum = 0;
  for (let j = 0; j < level.length; j++) sum += exp(matrix[from + j * stride] + level[j] - most);
  return most + log(sum);
}
