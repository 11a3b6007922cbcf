/**
 * The rate of the Fisher information by the vector fields of the collision, the right side of MP Proposition 2.2. B_k = (1/mu) b_k . grad_z, b_k the d(d-1)/2 fields
 * e_p z_q - e_q z_p, generate isometries of |x|_m^2 = |grad_v|^2/m_i + |grad_w|^2/m_j = |grad_z|^2/mu + |grad_c|^2/M, and
 *
 *   dI/dt = -sum_ij c_ij sum_k int int f_i(v) f_j(w) [ alpha_ij |grad B_k Psi|_m^2 + (alpha_ij'/2 mu) d_r (B_k Psi)^2 ].
 *
 * With sum_k R_k X R_k^T = tr(X) I - X^T for b_k = R_k z, and the Hessians -H and -N of gaussian-pairs.ts, the sums over k are
 *
 *   sum_k |grad_c b_k.g|^2 = r^2 tr N^2 - |N z|^2,   sum_k |grad_z b_k.g|^2 = (d-1)|g|^2 + 2 tr(H) g.z - 2 g.Hz + r^2 tr H^2 - |H z|^2,
 *   (r/2) d_r sum_k (b_k.g)^2 = r^2 |g|^2 - (g.z)^2 - r^2 g.Hz + (g.z) z.Hz.
 *
 * As printed it holds for gamma > -d. For i != j at gamma = -d this is the principal value (directions first), which lacks the term of boundary-term.ts, and
 * below it is Hadamard's finite part, which lacks nothing (corrections M5). For i = j it holds for every gamma > -d-2.
 */
import { sumOfValues } from "../../functionals/value.ts";
import type { Value } from "../../functionals/index.ts";
import { product, trace } from "../../math/symmetric.ts";
import { expectation, type GaussianPair } from "./gaussian-pairs.ts";

/** The pair's part of the right side: plain, principal value or finite part. */
export function rateByVectorFields(pair: GaussianPair): Value {
  const { relative, reducedMass: mu, gamma, H } = pair;
  const { space } = relative;
  const d = space.dimension;
  const { r2, gz, gg, gz2, gHz, zHz, HzHz } = pair.polynomials;
  const gradient = space.sum([d - 1, gg], [2 * trace(H, d), gz], [-2, gHz], [trace(product(H, H, d), d), r2], [-1, HzHz]);
  // Conditional on z, (g.z)(z.Hz) is (E g.z)(z.Hz).
  const radial = space.sum([1, space.product(r2, gg)], [-1, gz2], [-1, space.product(r2, gHz)], [1, space.product(gz, zHz)]);
  const relativePart = space.sum([1, space.product(r2, gradient)], [gamma, radial]);
  return sumOfValues([centre(pair), expectation(pair, -pair.weight / (mu * mu * mu), gamma - 2, relativePart)]);
}

/** -c/(mu^2 M) E[r^gamma (r^2 tr N^2 - |N z|^2)], the derivatives along the centre of mass. */
export function centre(pair: GaussianPair): Value {
  const { relative, reducedMass: mu, totalMass, gamma, N } = pair;
  const { space } = relative;
  const d = space.dimension;
  const { r2 } = pair.polynomials;
  const square = product(N, N, d);
  const sum = space.sum([trace(square, d), r2], [-1, space.quadratic(square)]);
  return expectation(pair, -pair.weight / (mu * mu * totalMass), gamma - 2, space.product(r2, sum));
}
