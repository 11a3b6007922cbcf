/** Laws: particles sample them, grids evaluate them, and solvers return them. */
import type { Planes } from "./model.ts";
import type { Stream } from "./random.ts";

/** A law on the line, as a factor of a product law: what a monotone rearrangement needs. */
export interface LineLaw {
  cdf(x: number): number;
  /** Inverse of `cdf`, for 0 < q < 1, to about 1e-14 of the law's scale. */
  quantile(q: number): number;
  readonly mean: number;
  readonly variance: number;
}

/** The law of |v - mean| of a law that is isotropic about its mean. */
export interface RadialLaw {
  /** P(|v - mean| <= r). */
  cdf(r: number): number;
  quantile(q: number): number;
}

/** A probability law on R^d: particles sample it, grids evaluate it, so they cannot disagree. Throws ScenarioError when ill-defined. */
export interface Law {
  readonly name: string;
  readonly dimension: number;
  /** Fills all planes with independent samples. */
  sample(into: Planes, stream: Stream): void;
  density(v: ArrayLike<number>): number;
  /** Gradient of log density at v. */
  score?(v: ArrayLike<number>, into: Float64Array): void;
  readonly mean: readonly number[];
  /** Central second moment [d][d]. */
  readonly covariance: readonly (readonly number[])[];
  /** Present when the law is Gaussian (then mean and covariance say all). */
  readonly gaussian?: true;
  /** Present when the law is isotropic about its mean. */
  readonly radial?: RadialLaw;
  /** Present when the law is a product of d laws on the line. */
  readonly factors?: readonly LineLaw[];
  /** JSON form, as in SPEC.json (`{ "type": "gaussian", ... }`). */
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * Nodes of a quadrature, K of them, with a law's density there: int phi f dv is the sum of weights[k] density[k] phi(v_k).
 * `weights` are those of dv. Nodes of an isotropic law may lie on the axes through its mean: exact for isotropic phi and for
 * polynomials of degree 3 times isotropic phi.
 */
export interface Nodes {
  /** [d][K]. */
  readonly points: Planes;
  readonly weights: Float64Array;
  /** Probability density at the nodes; a spectral solution may be slightly negative in its tails. */
  readonly density: Float64Array;
  /** Gradient of the density at the nodes, [d][K]. */
  readonly gradient: Planes;
}

/** A law with a quadrature of its own: what a deterministic solver returns. */
export interface NodalLaw extends Law {
  readonly nodes: Nodes;
}
