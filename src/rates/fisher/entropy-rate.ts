/**
 * The rate of the entropy H = sum_i int f_i log f_i of Gaussian species, MP (1.6):
 *
 *   dH/dt = -1/2 sum_ij c_ij int int alpha_ij f_i(v) f_j(w) A(z) : (grad psi_i/m_i - grad psi_j(w)/m_j)^(x2),   A(z) = |z|^2 I - z z^T,
 *         = -1/2 sum_ij c_ij n_i n_j/mu^2 E[r^gamma (r^2 |g|^2 - (g.z)^2)]   (gaussian-pairs.ts).
 *
 * It is never positive, and 0 exactly where all species that interact have one mean velocity and one temperature.
 */
import { sumOfValues } from "../../functionals/value.ts";
import type { Value } from "../../functionals/index.ts";
import type { Model } from "../../protocols/index.ts";
import type { GaussianState } from "../moments/gaussian-species.ts";
import { expectation, gaussianPairs, type GaussianPair } from "./gaussian-pairs.ts";

/**
 * dH/dt at f_i = n_i N(u_i, C_i), one law per species, any dimension >= 2. Throws ScenarioError for laws that are not Gaussian or not one for each species, degenerate
 * covariances, interactions that are no powers, and gamma_ij outside (-d-2, 2).
 */
export const entropyRate = (model: Model, laws: readonly GaussianState[]): Value => sumOfValues(gaussianPairs(model, laws).map(dissipation));

function dissipation(pair: GaussianPair): Value {
  const { space } = pair.relative;
  const { r2, gg, gz2 } = pair.polynomials;
  const angular = space.sum([1, space.product(r2, gg)], [-1, gz2]);
  return expectation(pair, -pair.weight / (2 * pair.reducedMass * pair.reducedMass), pair.gamma - 2, space.product(r2, angular));
}
