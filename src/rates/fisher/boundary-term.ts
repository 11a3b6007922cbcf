/**
 * The term that MP Propositions 2.2 and 3.1 lack at gamma_ij = -d, i != j (correction M5): integration by parts in r leaves a surface term at r = 0,
 *
 *   - sum_(ij: gamma_ij = -d) c_ij/mu ((d-1)/d) omega_d int f_i f_j |grad psi_i/m_i - grad psi_j/m_j|^2 dv
 *     = - sum c_ij n_i n_j/mu^3 ((d-1)/d) omega_d E[|g|^2 | z = 0] phi(0),
 *
 * phi the density of z, omega_d = 2 pi^(d/2)/Gamma(d/2). It is the limit from above: for gamma just over -d the integrand is -(gamma + d) C r^(gamma+d-1)
 * near r = 0. Zero for i = j. For Coulomb collisions in d = 3, or gamma = -2 in the plane.
 */
import { exp, log } from "../../math/elementary.ts";
import { gamma as gammaFunction } from "../../math/special.ts";
import { scoreAtContact, type GaussianPair } from "./gaussian-pairs.ts";
import type { Value } from "../../functionals/index.ts";

const ROUNDING = 1e-14;

/** The pair's term, <= 0. */
export function boundaryTerm(pair: GaussianPair): Value {
  const { mean, variances, space } = pair.relative;
  const d = space.dimension;
  if (pair.gamma !== -d) return { value: 0, bound: 0 };
  // omega_d phi(0) = 2^(1 - d/2) / (Gamma(d/2) sqrt(det S)) e^(-u.S^-1 u/2).
  const exponent = variances.reduce((sum, s, k) => sum + (mean[k] * mean[k]) / s + log(s), (d - 2) * log(2));
  const contact = (exp(-exponent / 2) / gammaFunction(d / 2)) * scoreAtContact(pair);
  const { weight, reducedMass: mu } = pair;
  const value = -(weight / (mu * mu * mu)) * ((d - 1) / d) * contact;
  return { value, bound: ROUNDING * pair.condition * Math.abs(value) * (1 + Math.abs(exponent)) };
}
