/** What closed forms of Gaussian laws need of a covariance A: log det A, tr A^-1, and integrals of products of Gaussians. */
import type { Law } from "../protocols/index.ts";
import { log } from "../math/elementary.ts";
import { eigen, fromRows, spectral, toRows, type Matrix } from "../math/symmetric.ts";

/** Rows of a matrix. */
export type Rows = readonly (readonly number[])[];

export const LOG_TWO_PI = log(2 * Math.PI);

export const eigenvaluesOf = (covariance: Rows): Float64Array => eigen(fromRows(covariance), covariance.length).values;

export const logDeterminant = (values: Float64Array): number => values.reduce((sum, x) => sum + log(x), 0);

/** tr P / d, P the central second moment. */
export const varianceOf = (law: Law): number => law.covariance.reduce((sum, row, i) => sum + row[i], 0) / law.dimension;

/** exp(-x.P x/2 + b.x) up to its constant: the exponent of a Gaussian power. `logScale` is that constant's logarithm. */
export interface Exponent {
  readonly precision: Matrix;
  readonly shift: Float64Array;
  readonly logScale: number;
}

/** N(mean - origin, covariance) to the given power. */
export function exponentOf(mean: readonly number[], covariance: Rows, origin: readonly number[], power: number): Exponent {
  const d = mean.length;
  const system = eigen(fromRows(covariance), d);
  const precision = spectral(system, (s) => power / s);
  const centre = mean.map((u, k) => u - origin[k]);
  const shift = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) shift[i] += precision[i * d + j] * centre[j];
  const form = centre.reduce((sum, x, i) => sum + x * shift[i], 0);
  return { precision, shift, logScale: -(power * (d * LOG_TWO_PI + logDeterminant(system.values)) + form) / 2 };
}

/** The product: log of its integral (Infinity when it does not decay), and the mean and covariance of the Gaussian it is. */
export function productOf(factors: readonly Exponent[]): { logIntegral: number; mean: number[]; covariance: number[][] } {
  const d = factors[0].shift.length;
  const precision = new Float64Array(d * d);
  const shift = new Float64Array(d);
  let logScale = 0;
  for (const factor of factors) {
    factor.precision.forEach((x, k) => (precision[k] += x));
    factor.shift.forEach((x, k) => (shift[k] += x));
    logScale += factor.logScale;
  }
  const system = eigen(precision, d);
  if (!(system.values[0] > 0)) return { logIntegral: Infinity, mean: [], covariance: [] };
  const inverse = spectral(system, (s) => 1 / s);
  const covariance = toRows(inverse, d);
  const mean = covariance.map((row) => row.reduce((sum, x, j) => sum + x * shift[j], 0));
  const form = mean.reduce((sum, x, i) => sum + x * shift[i], 0);
  return { logIntegral: logScale + (d * LOG_TWO_PI - logDeterminant(system.values) + form) / 2, mean, covariance };
}
