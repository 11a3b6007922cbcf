/**
 * Hermite coefficients of a law of mean u and temperature theta in its principal axes Q:  a_alpha = E H_alpha(X), X = Q^T (v - u)/sqrt(theta).
 *
 *   Gaussian mixtures: E exp(s.X - |s|^2/2) = exp(s.m + s.B s/2) for X ~ N(m, I + B), hence
 *       sqrt(alpha_i + 1) a_(alpha+e_i) = m_i a_alpha + sum_j B_ij sqrt(alpha_j) a_(alpha-e_j);
 *   isotropic laws: a_(2k) = prod_i sqrt((2 k_i)!)/(2^k_i k_i!) M_K, K = sum k_i, where M_K = (S-1)^K for N(0, S I), hence in general
 *       M_K = (-1)^K K!/(d/2)_K E L_K^(d/2-1)(|X|^2/2),  and (1-K)(S-1)^K for BKW, which is N + (1-S) dN/dS;
 *   others: the law's quadrature, at two resolutions.
 */
import type { Law, Nodes } from "../protocols.ts";
import type { Basis } from "./hermite-basis.ts";
import { gaussianComponents, quadratureOf, type GaussianComponent, type MomentLaw } from "../laws/index.ts";
import { eigen, fromRows } from "../math/symmetric.ts";
import { hermiteValues } from "./hermite-basis.ts";

/** v = mean + scale Q x; `axes` is Q, column k (entries [i d + k]) the k-th principal axis. */
export interface Frame {
  readonly mean: readonly number[];
  readonly axes: Float64Array;
  /** sqrt(theta). */
  readonly scale: number;
  /** D = P/theta - I in principal axes, [d]; exactly 0 for an isotropic second moment. */
  readonly anisotropy: Float64Array;
}

export interface Data {
  readonly coefficients: Float64Array;
  /** Root of the sum of squares of what quadrature may have missed. */
  readonly error: number;
}

export function frameOf({ mean, covariance }: Law): Frame {
  const d = mean.length;
  const { values, vectors } = eigen(fromRows(covariance), d);
  const theta = values.reduce((sum, x) => sum + x, 0) / d;
  const anisotropy = values.map((x) => x / theta - 1);
  const round = anisotropy.every((x) => Math.abs(x) < 1e-14);
  return { mean, axes: vectors, scale: Math.sqrt(theta), anisotropy: round ? anisotropy.fill(0) : anisotropy };
}

/** X of v, into x. */
export function toFrame({ mean, axes, scale }: Frame, v: ArrayLike<number>, x: Float64Array): void {
  const d = x.length;
  x.fill(0);
  for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) x[k] += (axes[i * d + k] * (v[i] - mean[i])) / scale;
}

function addComponent(
  into: Float64Array,
  { indices, position }: Basis,
  frame: Frame,
  { weight, mean, covariance }: GaussianComponent,
): void {
  const d = mean.length;
  const centre = new Float64Array(d);
  toFrame(frame, mean, centre);
  const { axes, scale } = frame;
  const b = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < d; k++)
      for (let l = 0; l < d; l++) sum += axes[k * d + i] * (covariance[k] as readonly number[])[l] * axes[l * d + j];
    return sum / (scale * scale) - (i === j ? 1 : 0);
  };
  const excess = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => b(i, j)));
  const a = new Float64Array(indices.length);
  a[0] = 1;
  for (let n = 1; n < a.length; n++) {
    const alpha = indices[n];
    const i = alpha.findIndex((k) => k > 0);
    const below = alpha.map((k, axis) => (axis === i ? k - 1 : k));
    let sum = centre[i] * a[position(below) as number];
    for (let j = 0; j < d; j++) {
      if (below[j] === 0) continue;
      sum += excess[i][j] * Math.sqrt(below[j]) * a[position(below.map((k, axis) => (axis === j ? k - 1 : k))) as number];
    }
    a[n] = sum / Math.sqrt(alpha[i]);
  }
  a.forEach((x, n) => (into[n] += weight * x));
}

/** Coefficients of an isotropic law from its M_0, M_1, ... */
function spread({ indices }: Basis, moments: ArrayLike<number>): Float64Array {
  // sqrt((2k)!)/(2^k k!) by the ratio sqrt((2k-1)/(2k)).
  const shares = [1];
  for (let k = 1; k < moments.length; k++) shares.push((shares[k - 1] as number) * Math.sqrt((2 * k - 1) / (2 * k)));
  return Float64Array.from(indices, (alpha) => {
    if (alpha.some((k) => k % 2)) return 0;
    const total = alpha.reduce((sum, k) => sum + k, 0) / 2;
    return alpha.reduce((product, k) => product * (shares[k / 2] as number), moments[total]);
  });
}

/** M_K, K = 0..most, from radial nodes. */
function laguerreMoments({ mean, scale }: Frame, { points, weights, density }: Nodes, most: number): Float64Array {
  const d = mean.length;
  const a = d / 2 - 1;
  const moments = new Float64Array(most + 1);
  for (let n = 0; n < weights.length; n++) {
    let y = 0;
    for (let k = 0; k < d; k++) {
      const x = (points[k][n] - mean[k]) / scale;
      y += x * x;
    }
    y /= 2;
    // k! L_k/(a+1)_k, of value 1 at 0, with the sign of M_k.
    let [before, now] = [0, 1];
    for (let k = 0; k <= most; k++) {
      moments[k] += weights[n] * density[n] * now;
      [before, now] = [now, -((2 * k + 1 + a - y) * now + k * before) / (a + k + 1)];
    }
  }
  return moments;
}

function projected({ indices, degree, dimension: d }: Basis, frame: Frame, { points, weights, density }: Nodes): Float64Array {
  const result = new Float64Array(indices.length);
  const values = Array.from({ length: d }, () => new Float64Array(degree + 1));
  const [v, x] = [new Float64Array(d), new Float64Array(d)];
  for (let n = 0; n < weights.length; n++) {
    points.forEach((plane, k) => (v[k] = plane[n]));
    toFrame(frame, v, x);
    values.forEach((row, k) => hermiteValues(x[k], degree, row));
    const weight = weights[n] * density[n];
    indices.forEach((alpha, m) => {
      let product = weight;
      for (let k = 0; k < d; k++) product *= values[k][alpha[k]];
      result[m] += product;
    });
  }
  return result;
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, x, k) => sum + (x - b[k]) * (x - b[k]), 0));
}

/** Throws ScenarioError for a law without density or quadrature. */
export function hermiteData(law: Law, basis: Basis, frame: Frame): Data {
  const components = gaussianComponents(law);
  if (components) {
    const coefficients = new Float64Array(basis.indices.length);
    for (const component of components) addComponent(coefficients, basis, frame, component);
    return { coefficients, error: 0 };
  }
  const most = Math.floor(basis.degree / 2);
  if (law.spec.type === "bkw") {
    const moments = [1];
    let power = 1;
    for (let k = 1; k <= most; k++) moments.push((1 - k) * (power *= Number(law.spec.K) - 1));
    return { coefficients: spread(basis, moments), error: 0 };
  }
  if (law.radial) {
    const { fine, coarse } = quadratureOf(law);
    const of = (nodes: Nodes): Float64Array => spread(basis, laguerreMoments(frame, nodes, most));
    const coefficients = of(fine);
    return { coefficients, error: distance(coefficients, of(coarse)) };
  }
  const { rule } = law as Partial<MomentLaw>;
  const fine = rule ? rule(1, basis.degree + 2) : quadratureOf(law).fine;
  const coarse = rule ? rule(0, basis.degree + 1) : quadratureOf(law).coarse;
  const coefficients = projected(basis, frame, fine);
  return { coefficients, error: distance(coefficients, projected(basis, frame, coarse)) };
}
