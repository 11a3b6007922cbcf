/** The kernel of soft sums in plain TypeScript: the same operations in the same order as src/kernels/assembly/sinkhorn.ts, so the bits agree. */
import { ROUNDER } from "../../src/kernels/constants/elementary.ts";
import * as c from "../../src/kernels/constants/power.ts";

const real = new Float64Array(1);
const word = new Uint32Array(real.buffer);
const single = new Float32Array(1);
const singleWord = new Int32Array(single.buffer);
const f = Math.fround;

/** 2^t, t clamped. */
export function powerOfTwo(exponent: number): number {
  const t = Math.min(Math.max(exponent, c.LOWEST), c.HIGHEST);
  const n = t + ROUNDER - ROUNDER;
  const x = t - n;
  const square = x * x;
  const fourth = square * square;
  const a0 = c.POWER_1 * x + 1;
  const a1 = c.POWER_3 * x + c.POWER_2;
  const a2 = c.POWER_5 * x + c.POWER_4;
  const a3 = c.POWER_7 * x + c.POWER_6;
  const a4 = c.POWER_9 * x + c.POWER_8;
  real[0] = (a4 * fourth + (a3 * square + a2)) * fourth + (a1 * square + a0);
  word[1] = (word[1] + (n << 20)) >>> 0;
  return real[0];
}

export function powerOfTwoSingle(exponent: number): number {
  const t = Math.min(Math.max(exponent, c.SINGLE_LOWEST), c.SINGLE_HIGHEST);
  const n = f(f(t + 12582912) - 12582912);
  const x = f(t - n);
  const square = f(x * x);
  const mad = (a: number, b: number, d: number): number => f(f(f(a) * b) + f(d));
  const a0 = mad(c.SINGLE_1, x, 1);
  const a1 = mad(c.SINGLE_3, x, c.SINGLE_2);
  const a2 = mad(c.SINGLE_5, x, c.SINGLE_4);
  single[0] = mad(mad(a2, square, a1), square, a0);
  singleWord[0] = singleWord[0] + (n << 23);
  return single[0];
}

/** sum_j 2^(level + columnLevel_j + x.y_j) over columns begin ... end - 1, whole vectors; even and odd columns apart, as lanes are. */
export function softSum(x: readonly number[], level: number, y: readonly Float64Array[], levels: Float64Array, begin: number, end: number): number {
  const lanes = [0, 0];
  for (let j = begin; j < end; j++) {
    let exponent = x[0] * y[0][j] + levels[j] + (x[1] * y[1][j] + x[2] * y[2][j]) + level;
    for (let k = 3; k < x.length; k++) exponent = x[k] * y[k][j] + exponent;
    lanes[j & 1] = lanes[j & 1] + powerOfTwo(exponent);
  }
  return lanes[0] + lanes[1];
}

export function softSumSingle(x: readonly number[], level: number, y: readonly Float32Array[], levels: Float32Array, begin: number, end: number): number {
  const lanes = [0, 0, 0, 0];
  for (let j = begin; j < end; j++) {
    const first = f(f(x[0] * y[0][j]) + levels[j]);
    const second = f(f(x[1] * y[1][j]) + f(x[2] * y[2][j]));
    lanes[j & 3] = f(lanes[j & 3] + powerOfTwoSingle(f(f(first + second) + level)));
  }
  return lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
}
