/**
 * The pieces that Gaussian laws and their mixtures share: one validated component N(u, A), the normal law on the line, and the
 * law of |v - u| of an isotropic mixture,  P(|v - u| <= r) = sum_k w_k P(d/2, r^2 / (2 sigma_k^2))  (regularised incomplete
 * gamma).
 */
import type { LineLaw, Planes, RadialLaw, Stream } from "../protocols/index.ts";
import { exp, log } from "../math/elementary.ts";
import { logGamma, lowerGamma, normalCdf, normalQuantile, upperGamma } from "../math/special.ts";
import { choleskyFactor, solveLower, solveUpper } from "../math/cholesky.ts";
import { invert } from "./inverse.ts";
import { finiteVector, isotropic, positive, refuse, wholeDimension, zeros } from "./arguments.ts";
import { keys } from "../json/form.ts";

const LOG_TWO_PI = log(2 * Math.PI);

const square = (x: number): number => x * x;

/**
 * `covariance` [d][d] or its diagonal `variances` [d]; unit covariance by default. `dimension` is needed when nothing else
 * tells it.
 */
export interface NormalOptions {
  readonly mean?: readonly number[];
  readonly covariance?: readonly (readonly number[])[];
  readonly variances?: readonly number[];
  readonly dimension?: number;
}

export interface Normal {
  readonly dimension: number;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly diagonal: boolean;
  /** sigma^2 when A = sigma^2 I. */
  readonly variance?: number;
  /** Cholesky factor, row-major. */
  readonly factor: Float64Array;
  readonly logNormaliser: number;
}

function diagonalMatrix(law: string, variances: readonly number[]): number[][] {
  if (!variances.every((s) => Number.isFinite(s) && s > 0)) refuse(law, "variances", variances, "expected finite numbers > 0");
  return variances.map((s, i) => variances.map((_, j) => (i === j ? s : 0)));
}

function symmetricMatrix(law: string, a: readonly (readonly number[])[], d: number): readonly (readonly number[])[] {
  if (a.length !== d || a.some((row) => row.length !== d)) refuse(law, "covariance", a, `expected ${d} rows of ${d} numbers`);
  if (!a.every((row) => row.every(Number.isFinite))) refuse(law, "covariance", a, "expected finite numbers");
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      if (a[i]?.[j] !== a[j]?.[i]) refuse(law, "covariance", a, `expected a symmetric matrix, entries [${i}][${j}] and [${j}][${i}] differ`);
    }
  }
  return a;
}

/** Validates one Gaussian; `law` opens the error message. Throws ScenarioError. */
export function normal(law: string, options: NormalOptions): Normal {
  const { mean, covariance, variances } = options;
  if (covariance && variances) refuse(law, "covariance", covariance, "give covariance or variances, not both");
  const dimension = wholeDimension(law, options.dimension ?? covariance?.length ?? variances?.length ?? mean?.length ?? 3);
  if (variances) finiteVector(law, "variances", variances, dimension);
  const a = covariance ? symmetricMatrix(law, covariance, dimension) : variances ? diagonalMatrix(law, variances) : isotropic(1, dimension);
  const factor = choleskyFactor(a) ?? refuse(law, "covariance", a, "expected a positive definite matrix");
  let logNormaliser = (-dimension / 2) * LOG_TWO_PI;
  for (let i = 0; i < dimension; i++) logNormaliser -= log(factor[i * dimension + i]);
  const first = a[0][0];
  const diagonal = a.every((row, i) => row.every((x, j) => i === j || x === 0));
  return {
    dimension,
    mean: finiteVector(law, "mean", mean ?? zeros(dimension), dimension),
    covariance: a,
    diagonal,
    ...(diagonal && a.every((row, i) => row[i] === first) ? { variance: first } : {}),
    factor,
    logNormaliser,
  };
}

/** Writes one sample of N(u, A) as particle i: d normals. `work` [d]. */
export function sampleNormal(g: Normal, into: Planes, i: number, stream: Stream, work: Float64Array): void {
  const d = g.dimension;
  for (let k = 0; k < d; k++) work[k] = stream.normal();
  for (let k = 0; k < d; k++) {
    let v = g.mean[k];
    for (let j = 0; j <= k; j++) v += g.factor[k * d + j] * work[j];
    into[k][i] = v;
  }
}

/** log density at v. When `work` [d] is given, leaves A^-1 (v - u), the negative score, in it. */
export function logDensity(g: Normal, v: ArrayLike<number>, work: Float64Array = new Float64Array(g.dimension)): number {
  let norm = 0;
  for (let k = 0; k < g.dimension; k++) work[k] = v[k] - g.mean[k];
  solveLower(g.factor, work);
  for (const x of work) norm += x * x;
  solveUpper(g.factor, work);
  return g.logNormaliser - norm / 2;
}

/** N(mean, variance) on the line. */
export function normalLine(mean: number, variance: number): LineLaw {
  const sigma = Math.sqrt(positive("normal law", "variance", variance));
  return { mean, variance, cdf: (x) => normalCdf((x - mean) / sigma), quantile: (q) => mean + sigma * normalQuantile(q) };
}

/** A mixture of normal laws on the line. */
export function mixtureLine(weights: readonly number[], means: readonly number[], variances: readonly number[]): LineLaw {
  const sigmas = variances.map(Math.sqrt);
  const sum = (f: (z: number, k: number) => number, x: number): number => weights.reduce((total, w, k) => total + w * f((x - means[k]) / sigmas[k], k), 0);
  const mean = weights.reduce((total, w, k) => total + w * means[k], 0);
  const variance = weights.reduce((total, w, k) => total + w * (variances[k] + square(means[k] - mean)), 0);
  const law = {
    cdf: (x: number) => sum(normalCdf, x),
    tail: (x: number) => sum((z) => normalCdf(-z), x),
    density: (x: number) => sum((z, k) => exp((-z * z - LOG_TWO_PI) / 2) / sigmas[k], x),
  };
  const scale = Math.sqrt(variance);
  return { mean, variance, cdf: law.cdf, quantile: (q) => invert(law, q, { low: -Infinity, start: mean, scale }) };
}

/** Law of |v - u| of the mixture of N(u, sigma_k^2 I) in R^d. */
export function radialMixture(weights: readonly number[], variances: readonly number[], dimension: number): RadialLaw {
  const a = dimension / 2;
  const sum = (f: (x: number) => number, r: number): number => weights.reduce((total, w, k) => total + w * f((r * r) / (2 * variances[k])), 0);
  const logGammaA = logGamma(a);
  const law = {
    cdf: (r: number) => (r <= 0 ? 0 : sum((x) => lowerGamma(a, x), r)),
    tail: (r: number) => (r <= 0 ? 1 : sum((x) => upperGamma(a, x), r)),
    // d/dr P(a, x) = 2 x^a e^-x / (r Gamma(a)).
    density: (r: number) => sum((x) => (2 * exp(a * log(x) - x - logGammaA)) / r, r),
  };
  const scale = Math.sqrt(weights.reduce((total, w, k) => total + w * variances[k] * dimension, 0));
  return { cdf: law.cdf, quantile: (q) => invert(law, q, { low: 0, start: scale, scale }) };
}

/** Keys of a normal law in JSON. */
export const normalKeys = {
  mean: keys.optional(keys.array(keys.number())),
  covariance: keys.optional(keys.array(keys.array(keys.number()))),
  variances: keys.optional(keys.array(keys.number())),
};
