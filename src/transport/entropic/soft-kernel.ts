/**
 * What Sinkhorn's algorithm needs to know of a problem: two weight vectors, and soft minima of the cost.
 *
 * Potentials phi = f/epsilon and psi = g/epsilon have no unit. With weights a, b of sum one and the plan P_ij = a_i b_j e^(phi_i + psi_j -
 * c_ij/epsilon), a half pass gives the logarithm of the ratio between a marginal of P and what it should be:
 *
 *   side 0:  log r_i = log sum_j b_j e^(phi_i + psi_j - c_ij/epsilon),   side 1:  log s_j = log sum_i a_i e^(phi_i + psi_j - c_ij/epsilon).
 */

/** One array for each of the two sides. */
export type Pair = readonly [Float64Array, Float64Array];

export interface SoftKernel {
  readonly weights: Pair;
  readonly epsilon: number;
  /** What a half pass may be off by in log r or log s: by round-off of the exponents, and of the costs in them. */
  readonly roundOff: number;
  /** Rough passes are good enough while the marginal error is above this; Infinity where they are no faster. */
  readonly roughAbove: number;
  /** Writes log r (side 0) or log s (side 1); `rough` in lower accuracy. */
  half(side: 0 | 1, potentials: Pair, into: Float64Array, rough: boolean): void;
  /** sum_ij u_i v_j c_ij for any masses u, v. */
  cost(u: Float64Array, v: Float64Array): number;
}
