/** Mean and central second moment of a cloud: m = (1/N) sum v_i, S = (1/N) sum (v_i - m)(v_i - m)^T, in two passes. */
import { Sum } from "./sum.ts";
import type { Planes } from "../protocols/index.ts";
import type { Matrix } from "./symmetric.ts";

export interface Moments {
  readonly mean: Float64Array;
  /** [d x d], divided by N: the covariance of the empirical law itself. */
  readonly covariance: Matrix;
}

export function moments(planes: Planes): Moments {
  const d = planes.length;
  const count = planes[0].length;
  const mean = new Float64Array(d);
  for (let k = 0; k < d; k++) mean[k] = meanOf(planes[k]);
  const covariance = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += (planes[k][i] - mean[k]) * (planes[l][i] - mean[l]);
      covariance[k * d + l] = covariance[l * d + k] = sum / count;
    }
  }
  return { mean, covariance };
}

function meanOf(plane: Float64Array): number {
  const sum = new Sum();
  for (let i = 0; i < plane.length; i++) sum.add(plane[i]);
  return sum.value() / plane.length;
}
