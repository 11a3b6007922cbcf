/**
 * The W2 geodesic between Gaussians f = N(a, A) and g = N(b, B) (gaussian-bridge.ts), as the bounds of CP, Theorem 3, read it: rho_s = N(c_s, Sigma_s),
 * grad u_s(v) = S_s (v - c_s) + b - a, and z = v - w of two independent points of rho_s is N(0, 2 Sigma_s), in whose axes S_s is given.
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { gaussianSquared } from "../../math/bures.ts";
import { eigen, fromRows, inColumns, symmetrized, type Matrix } from "../../math/symmetric.ts";
import type { Law } from "../../protocols/index.ts";
import { gaussianBridge, overBridge, type BridgePoint } from "./gaussian-bridge.ts";
import { knownOptions } from "../../names/options.ts";

/** What is known of the geodesic at s: rho_s, S_s, and z. */
export interface GeodesicPoint extends BridgePoint {
  /** Eigenvalues of 2 Sigma_s, ascending: variances of z along its axes. */
  readonly variances: Float64Array;
  /** S_s in the axes of z. */
  readonly turned: Matrix;
}

/** The geodesic from f to g. */
export interface GaussianGeodesic {
  readonly dimension: number;
  /** b - a. */
  readonly shift: Float64Array;
  /** W2^2(f, g), means included. */
  readonly squared: number;
  /** The geodesic at s, 0 <= s <= 1. */
  at(s: number): GeodesicPoint;
  /** int_0^1 min(s, 1-s)^power f(point) ds, power > -1, 0 by default (overBridge). */
  mean(f: (point: GeodesicPoint) => number, power?: number): Value;
  /** sup of f over [0, 1]: the best of 41 points, and golden sections about it (relative error 1e-8). */
  largest(f: (point: GeodesicPoint) => number): number;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Throws ScenarioError for laws that are no Gaussians, or of different dimensions. */
export function gaussianGeodesic(options: { readonly from: Law; readonly to: Law }): GaussianGeodesic {
  const { from, to } = knownOptions("gaussianGeodesic", options, ["from", "to"]);
  const d = from.dimension;
  for (const law of [from, to]) if (!law.gaussian) throw new ScenarioError(`the geodesic has a closed form for Gaussians: found ${law.name}`);
  if (to.dimension !== d) throw new ScenarioError(`laws of different dimensions: ${d} and ${to.dimension}`);
  const [f, g] = [from, to].map((law) => ({ mean: Float64Array.from(law.mean), covariance: fromRows(law.covariance) }));
  const bridge = gaussianBridge(f, g);
  const at = (s: number): GeodesicPoint => {
    const point = bridge.at(s);
    const covariance = symmetrized(point.covariance, d);
    const { values, vectors } = eigen(covariance, d);
    return { ...point, covariance, variances: values.map((x) => 2 * x), turned: inColumns(point.hessian, vectors, d) };
  };
  return {
    dimension: d,
    shift: bridge.shift,
    squared: gaussianSquared(f.mean, f.covariance, g.mean, g.covariance),
    at,
    mean: (h, power) => overBridge([bridge.stretches], 1, (s) => [h(at(s))], power)[0],
    largest: (h) => largestOf((s) => h(at(s))),
  };
}

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
