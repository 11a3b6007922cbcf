/**
 * The W2 geodesic between Gaussians f = N(a, A) and g = N(b, B), with its potentials (R. McCann, Adv. Math. 128 (1997) 153; CP, section 5):
 *
 *   rho_s = N((1-s) a + s b, F A F),   F = (1-s) I + s T,   grad u_s(v) = S_s (v - c_s) + b - a,   S_s = (T - I) F^-1,   d_s u + |grad u|^2/2 = 0,
 *
 * T the matrix of the optimal map, c_s the mean of rho_s. z = v - w of two independent points of rho_s is N(0, 2 F A F).
 * Integrals over s: Gauss-Legendre on panels halved towards both ends until they are as short as the nearest zero of F is far, s = 1/(1 - tau), tau an
 * eigenvalue of T.
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { gaussianMapMatrix, gaussianSquared } from "../../math/bures.ts";
import { pow } from "../../math/elementary.ts";
import { gaussLegendre, powerRule, type Rule } from "../../math/quadrature.ts";
import { eigen, fromRows, product, spectral, symmetrized, type Matrix } from "../../math/symmetric.ts";
import type { Law } from "../../protocols/index.ts";

/** What is known of the geodesic at s. Matrices [d][d], row by row. */
export interface GeodesicPoint {
  readonly s: number;
  readonly mean: readonly number[];
  /** F A F. */
  readonly covariance: Matrix;
  /** S_s, the second derivatives of the potential. */
  readonly hessian: Matrix;
  /** Eigenvalues of 2 F A F, ascending: variances of z along its axes. */
  readonly variances: Float64Array;
  /** S_s in the axes of z. */
  readonly turned: Matrix;
}

/** The geodesic from f to g. */
export interface GaussianGeodesic {
  readonly dimension: number;
  readonly from: Law;
  readonly to: Law;
  /** b - a. */
  readonly shift: readonly number[];
  /** W2^2(f, g), means included. */
  readonly squared: number;
  at(s: number): GeodesicPoint;
  /** int_0^1 min(s, 1-s)^power f(point) ds, power > -1, 0 by default; bound: the change from 10 to 16 nodes a panel, and rounding. */
  mean(f: (point: GeodesicPoint) => number, power?: number): Value;
  /** sup of f over [0, 1]: the best of 41 points, and golden sections about it (relative error 1e-8). */
  largest(f: (point: GeodesicPoint) => number): number;
}

/** Relative rounding of an integrand. */
const ROUNDING = 1e-13;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Throws ScenarioError for laws that are no Gaussians, or of different dimensions. */
export function gaussianGeodesic({ from, to }: { readonly from: Law; readonly to: Law }): GaussianGeodesic {
  const d = from.dimension;
  for (const law of [from, to]) if (!law.gaussian) throw new ScenarioError(`the geodesic has a closed form for Gaussians: found ${law.name}`);
  if (to.dimension !== d) throw new ScenarioError(`laws of different dimensions: ${d} and ${to.dimension}`);
  const [a, b] = [fromRows(from.covariance), fromRows(to.covariance)];
  const map = eigen(gaussianMapMatrix(a, b, d), d);
  const shift = to.mean.map((x, k) => x - from.mean[k]);
  const at = (s: number): GeodesicPoint => {
    const step = spectral(map, (tau) => 1 - s + s * tau);
    const covariance = symmetrized(product(product(step, a, d), step, d), d);
    const hessian = spectral(map, (tau) => (tau - 1) / (1 - s + s * tau));
    const { values, vectors } = eigen(covariance, d);
    const mean = from.mean.map((x, k) => x + s * shift[k]);
    return { s, mean, covariance, hessian, variances: values.map((x) => 2 * x), turned: inAxes(hessian, vectors, d) };
  };
  const edges = edgesOf(map.values);
  const over = (f: (point: GeodesicPoint) => number, power: number, n: number): { sum: number; size: number } => {
    const [plain, first] = [unitRule(gaussLegendre(n)), powerRule(n, power)];
    let [sum, size] = [0, 0];
    for (let k = 0; k + 1 < edges.length; k++) {
      const [low, width] = [edges[k], edges[k + 1] - edges[k]];
      const { nodes, weights } = k === 0 ? first : plain;
      nodes.forEach((x, i) => {
        const t = low + width * x;
        const weight = weights[i] * width * pow(k === 0 ? width : t, power);
        const [left, right] = [weight * f(at(t)), weight * f(at(1 - t))];
        sum += left + right;
        size += Math.abs(left) + Math.abs(right);
      });
    }
    return { sum, size };
  };
  return {
    dimension: d,
    from,
    to,
    shift,
    squared: gaussianSquared(from.mean, a, to.mean, b),
    at,
    mean(f, power = 0) {
      const { sum, size } = over(f, power, 16);
      return { value: sum, bound: Math.abs(sum - over(f, power, 10).sum) + ROUNDING * size };
    },
    largest: (f) => largestOf((s) => f(at(s))),
  };
}

/** V^T M V. */
function inAxes(matrix: Matrix, vectors: Matrix, d: number): Matrix {
  const transposed = vectors.map((_, k) => vectors[(k % d) * d + Math.floor(k / d)]);
  return product(product(transposed, matrix, d), vectors, d);
}

/** Of [0, 1/2]; the other half is its mirror image. */
function edgesOf(stretches: Float64Array): number[] {
  const ratio = stretches.reduce((most, tau) => Math.max(most, tau, 1 / tau), 1);
  const edges = [0.5];
  while (edges[0] * ratio > 1) edges.unshift(edges[0] / 2);
  return [0, ...edges];
}

const unitRule = ({ nodes, weights }: Rule): Rule => ({ nodes: nodes.map((x) => (1 + x) / 2), weights: weights.map((w) => w / 2) });

function largestOf(at: (s: number) => number): number {
  const cells = 40;
  const grid = Array.from({ length: cells + 1 }, (_, k) => at(k / cells));
  const peak = grid.indexOf(Math.max(...grid));
  // At an end of [0, 1] the golden sections converge to the end.
  let [low, high] = [Math.max(0, (peak - 1) / cells), Math.min(1, (peak + 1) / cells)];
  for (let k = 0; k < 30; k++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (at(left) > at(right)) high = right;
    else low = left;
  }
  return Math.max(grid[peak], at((low + high) / 2));
}
