/** Laws: particles sample them, grids evaluate them, and solvers return them. */
import type { Planes } from "./model.ts";
import type { Stream } from "./random.ts";
import type { TransportMap } from "./transport.ts";

/** A law on the line, as a factor of a product law: what a monotone rearrangement needs. */
export interface LineLaw {
  /** P(v <= x). */
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
  /** The radius r with P(|v - mean| <= r) = q, 0 < q < 1. */
  quantile(q: number): number;
}

/** A component of a Gaussian mixture with its moments. */
export interface GaussianComponent {
  readonly weight: number;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * A probability law on R^d: particles sample it, grids evaluate it, so they cannot disagree. Throws ScenarioError when ill-defined. The optional members
 * are what a law can do beyond that: whoever needs one asks for it, and never for the law's type.
 */
export interface Law {
  readonly name: string;
  readonly dimension: number;
  /** Fills all planes with independent samples. */
  sample(into: Planes, stream: Stream): void;
  /** Probability density at v, [d]; its integral is 1. */
  density(v: ArrayLike<number>): number;
  /** Gradient of log density at v. */
  score?(v: ArrayLike<number>, into: Float64Array): void;
  /** Gradient at v of Xi = 2 Laplacian log f + |grad log f|^2; -Xi is the first variation of int f |grad log f|^2. */
  fisherForce?(v: ArrayLike<number>, into: Float64Array): void;
  readonly mean: readonly number[];
  /** Central second moment [d][d]. */
  readonly covariance: readonly (readonly number[])[];
  /** Present when the law is Gaussian (then mean and covariance say all). */
  readonly gaussian?: true;
  /** Present when the law is isotropic about its mean. */
  readonly radial?: RadialLaw;
  /** Present when the law is a product of d laws on the line. */
  readonly factors?: readonly LineLaw[];
  /** The components of a Gaussian or of a mixture of Gaussians. */
  readonly components?: readonly GaussianComponent[];
  /** E |v - mean|^4. */
  readonly fourthMoment?: number;
  /** E (v - mean) |v - mean|^2, [d]; by quadrature when absent, 0 for symmetric laws. */
  readonly thirdMoment?: readonly number[];
  /** int (f/m - 1)^2 m, m the Maxwellian of the law's mean and temperature, where the law knows it better than its quadrature does. */
  readonly relativeL2?: { readonly value: number; readonly bound: number };
  /** Of a solver's law: the quadrature that it was solved on. */
  readonly nodes?: Nodes;
  /**
   * A quadrature made for this law, at two resolutions (1 is the finer). `azimuths`: directions around an axis of symmetry, for integrands that are not
   * symmetric about it.
   */
  rule?(level: 0 | 1, azimuths?: number): Nodes;
  /** Present when the law is symmetric about the first axis through its mean: `rule` at one azimuth then serves what is symmetric about it. */
  readonly axial?: true;
  /** Present when the law was made as the image of another under an optimal map. */
  readonly image?: { readonly of: Law; readonly map: TransportMap };
  /** Present when the density jumps or its logarithm has a kink: solvers' errors then fall algebraically with their resolution. */
  readonly rough?: true;
  /** Present when the law is a sum of atoms, which has no density: `density` throws ScenarioError. */
  readonly atomic?: true;
  /**
   * The law that this one has become under Maxwell molecules, alpha = c and mass 1, when e^(-2(d-1)ct) is `rest`. Present when that is a closed form other
   * than a mixture of isotropic Gaussians about one centre.
   */
  relaxed?(rest: number): MomentLaw;
  /** Of an isotropic law in closed form: M_0 ... M_most, M_K = (-1)^K K!/(d/2)_K E L_K^(d/2-1)(|v - mean|^2/(2 theta)), theta the temperature. */
  laguerre?(most: number): readonly number[];
  /** JSON form, as in SPEC.json (`{ "type": "gaussian", ... }`). */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A law that states its fourth moment, as all do that users construct. */
export interface MomentLaw extends Law {
  readonly fourthMoment: number;
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
