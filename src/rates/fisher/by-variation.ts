/**
 * The rate of the Fisher information by its first variation, MP Lemma 2.1: with Xi_i = 2 Delta psi_i + |grad psi_i|^2, dI/dt = -sum_i (1/m_i) int Q_i Xi_i,
 *
 *   dI/dt = 1/2 sum_ij c_ij int int alpha_ij f_i(v) f_j(w) A(z) : (grad psi_i/m_i - grad psi_j(w)/m_j) (x) (grad Xi_i/m_i^2 - grad Xi_j(w)/m_j^2).
 *
 * For Gaussians grad Xi_i = 2 K_i^2 (v - u_i); given z the second bracket has mean -(2/mu^2) H E g, and covariance -(2/mu) Y with the first. Convergent for all
 * gamma > -d-2: no derivative falls on alpha. Sums over ordered pairs.
 */
import type { Value } from "../../functionals/index.ts";
import { trace } from "../../math/symmetric.ts";
import { expectation, type GaussianPair } from "./gaussian-pairs.ts";

/** The pair's part of dI/dt. */
export function rateByVariation(pair: GaussianPair): Value {
  const { relative, reducedMass: mu, Y } = pair;
  const { space, mean, variances } = relative;
  const d = space.dimension;
  const { r2, gz, gHz } = pair.polynomials;
  // E g . H E g and E g . H z by the score -(z - u)/s.
  const slope = (k: number) => Float64Array.from(mean, (_, i) => -pair.H[k * d + i] / variances[i]);
  const shift = (k: number) => mean.reduce((sum, u, i) => sum + (pair.H[k * d + i] * u) / variances[i], 0);
  const unit = (k: number, factor: number) => Float64Array.from(mean, (_, i) => (i === k ? factor : 0));
  const gHg = space.sum(
    ...Array.from(variances, (s, k): [number, Float64Array] => [
      1,
      space.product(space.linear(slope(k), shift(k)), space.linear(unit(k, -1 / s), mean[k] / s)),
    ]),
  );
  const means = space.sum([1, space.product(r2, gHg)], [-1, space.product(gHz, gz)]);
  const covariance = space.sum([trace(Y, d), r2], [-1, space.quadratic(Y)]);
  const both = space.sum([-2 / (mu * mu * mu), means], [-2 / mu, covariance]);
  return expectation(pair, pair.weight / 2, pair.gamma - 2, space.product(r2, both));
}
