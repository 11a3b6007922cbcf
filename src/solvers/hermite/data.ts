/**
 * Hermite coefficients of a law of mean u and temperature theta in its principal axes Q:  a_alpha = E H_alpha(X), X = Q^T (v - u)/sqrt(theta).
 *
 *   Gaussian mixtures: E exp(s.X - |s|^2/2) = exp(s.m + s.B s/2) for X ~ N(m, I + B), hence
 *       sqrt(alpha_i + 1) a_(alpha+e_i) = m_i a_alpha + sum_j B_ij sqrt(alpha_j) a_(alpha-e_j);
 *   isotropic laws: a_(2k) = prod_i sqrt((2 k_i)!)/(2^k_i k_i!) M_K, K = sum k_i, where M_K = (S-1)^K for N(0, S I), hence in general
 *       M_K = (-1)^K K!/(d/2)_K E L_K^(d/2-1)(|X|^2/2),  in closed form where the law has it (`laguerre`: BKW);
 *   laws in space that are symmetric about an axis (tilted Maxwellians), here the first: a_(k,2l) = prod_i sqrt((2 l_i)!)/(2^l_i l_i!) (-1)^L E H_k(X_1) L_L(rho^2/2), L = sum l_i, so
 *       that one azimuth of the law's quadrature will do;
 *   others: the law's quadrature, at two resolutions.
 */
import type { GaussianComponent, Law, Nodes } from "../../protocols/index.ts";
import type { Basis } from "./basis.ts";
import { quadratureOf } from "../../laws/quadrature/quadrature.ts";
import { eigen, fromRows } from "../../math/symmetric.ts";
import { hermiteValues } from "../../math/polynomials/hermite.ts";

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
  readonly bound: number;
  /** In closed form; then the coefficients fall geometrically with the degree, if at all. */
  readonly closed: boolean;
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

function addComponent(into: Float64Array, { indices, position }: Basis, frame: Frame, { weight, mean, covariance }: GaussianComponent): void {
  const d = mean.length;
  const centre = new Float64Array(d);
  toFrame(frame, mean, centre);
  const { axes, scale } = frame;
  const b = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) sum += axes[k * d + i] * covariance[k][l] * axes[l * d + j];
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

/** sqrt((2k)!)/(2^k k!), k = 0..most, by the ratio sqrt((2k-1)/(2k)). */
function sharesOf(most: number): number[] {
  const shares = [1];
  for (let k = 1; k <= most; k++) shares.push(shares[k - 1] * Math.sqrt((2 * k - 1) / (2 * k)));
  return shares;
}

/** Coefficients of an isotropic law from its M_0, M_1, ... */
function spread({ indices }: Basis, moments: ArrayLike<number>): Float64Array {
  const shares = sharesOf(moments.length - 1);
  return Float64Array.from(indices, (alpha) => {
    if (alpha.some((k) => k % 2)) return 0;
    const total = alpha.reduce((sum, k) => sum + k, 0) / 2;
    return alpha.reduce((product, k) => product * shares[k / 2], moments[total]);
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

/** The products over all axes but the last are shared by many coefficients, and made once for a node. */
function projected({ indices, degree, dimension: d }: Basis, frame: Frame, { points, weights, density }: Nodes): Float64Array {
  const result = new Float64Array(indices.length);
  const values = Array.from({ length: d }, () => new Float64Array(degree + 1));
  const tail = values[d - 1];
  const last = Int32Array.from(indices, (alpha) => alpha[d - 1]);
  const leading = indices.filter((alpha) => alpha[d - 1] === 0);
  const slots = new Map(leading.map((alpha, l) => [alpha.join(), l]));
  const slot = Int32Array.from(indices, (alpha) => slots.get([...alpha.slice(0, -1), 0].join())!);
  const products = new Float64Array(leading.length);
  const [v, x] = [new Float64Array(d), new Float64Array(d)];
  for (let n = 0; n < weights.length; n++) {
    points.forEach((plane, k) => (v[k] = plane[n]));
    toFrame(frame, v, x);
    values.forEach((row, k) => hermiteValues(x[k], degree, row));
    const weight = weights[n] * density[n];
    leading.forEach((alpha, l) => (products[l] = values.reduce((product, row, k) => product * row[alpha[k]], weight)));
    for (let m = 0; m < result.length; m++) result[m] += products[slot[m]] * tail[last[m]];
  }
  return result;
}

/** Coefficients in space of a law that is symmetric about principal axis `axis`, from nodes at any one azimuth. */
function turned({ indices, degree }: Basis, frame: Frame, axis: number, { points, weights, density }: Nodes): Float64Array {
  const most = Math.floor(degree / 2);
  const along = new Float64Array(degree + 1);
  // moments[k][K] = E H_k(X_axis) (-1)^K L_K(rho^2/2), rho the distance from the axis.
  const moments = Array.from({ length: degree + 1 }, () => new Float64Array(most + 1));
  const [v, x] = [new Float64Array(3), new Float64Array(3)];
  for (let n = 0; n < weights.length; n++) {
    points.forEach((plane, k) => (v[k] = plane[n]));
    toFrame(frame, v, x);
    hermiteValues(x[axis], degree, along);
    const y = (x.reduce((sum, z) => sum + z * z, 0) - x[axis] * x[axis]) / 2;
    let [before, now] = [0, weights[n] * density[n]];
    for (let K = 0; K <= most; K++) {
      for (let k = 0; k <= degree - 2 * K; k++) moments[k][K] += along[k] * now;
      [before, now] = [now, -((2 * K + 1 - y) * now + K * before) / (K + 1)];
    }
  }
  const shares = sharesOf(most);
  return Float64Array.from(indices, (alpha) => {
    const across = alpha.filter((_, k) => k !== axis);
    if (across.some((k) => k % 2)) return 0;
    const total = across.reduce((sum, k) => sum + k, 0) / 2;
    return across.reduce((product, k) => product * shares[k / 2], moments[alpha[axis]][total]);
  });
}

function byQuadrature(of: (nodes: Nodes) => Float64Array, fine: Nodes, coarse: Nodes): Data {
  const [coefficients, less] = [of(fine), of(coarse)];
  const error = Math.sqrt(coefficients.reduce((sum, x, k) => sum + (x - less[k]) * (x - less[k]), 0));
  return { coefficients, bound: error, closed: false };
}

/** Throws ScenarioError for a law without density or quadrature. */
export function hermiteData(law: Law, basis: Basis, frame: Frame): Data {
  const { components } = law;
  if (components) {
    const coefficients = new Float64Array(basis.indices.length);
    for (const component of components) addComponent(coefficients, basis, frame, component);
    return { coefficients, bound: 0, closed: true };
  }
  const most = Math.floor(basis.degree / 2);
  if (law.laguerre) return { coefficients: spread(basis, law.laguerre(most)), bound: 0, closed: true };
  if (law.radial) {
    const { fine, coarse } = quadratureOf(law);
    return byQuadrature((nodes) => spread(basis, laguerreMoments(frame, nodes, most)), fine, coarse);
  }
  if (law.rule && law.axial && law.dimension === 3) {
    const axis = [0, 1, 2].find((k) => Math.abs(frame.axes[k]) > 0.5)!;
    return byQuadrature((nodes) => turned(basis, frame, axis, nodes), law.rule(1, 1), law.rule(0, 1));
  }
  const fine = law.rule?.(1, basis.degree + 2) ?? quadratureOf(law).fine;
  const coarse = law.rule?.(0, basis.degree + 1) ?? quadratureOf(law).coarse;
  return byQuadrature((nodes) => projected(basis, frame, nodes), fine, coarse);
}
