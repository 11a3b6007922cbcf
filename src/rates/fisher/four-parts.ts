/**
 * The four parts of the Fisher information's rate, MP Proposition 3.1: dI/dt = -D_parallel - D_radial - D_spherical + R_spherical, with kappa = c_ij alpha_ij/mu^2 the
 * rate of rotation of the pair, sigma = z/r, and derivatives on the unit sphere at fixed r and centre z_c,
 *
 *   D_parallel = sum_ij int int f_i(v) f_j(w) kappa |grad_c grad_sigma Psi|^2 / M,        D_radial = sum_ij int int f_i(v) f_j(w) |d_r(sqrt(kappa) grad_sigma Psi)|^2 / mu,
 *   D_spherical = sum_ij int int f_i(v) f_j(w) kappa Gamma_2(Psi, Psi) / (mu r^2),         R_spherical = sum_ij int int f_i(v) f_j(w) (kappa'^2/4 kappa) |grad_sigma Psi|^2 / mu.
 *
 * With P = I - sigma sigma^T and Gaussians: |d_r(..)|^2 = kappa |P((1 + gamma/2) g - H z)|^2, |grad_sigma Psi|^2 = r^2 |P g|^2, kappa'^2/4 kappa = kappa gamma^2/4r^2 and
 * Gamma_2/r^2 = sum_k |P grad_z(b_k.g)|^2 = (d-1)|g|^2 - |P g|^2 + 2 tr(PH) g.z + r^2 tr(PH^2) - |P H z|^2 (the fields b_k: by-vector-fields.ts).
 *
 * For gamma <= -d the last three diverge at r = 0 unless the score g vanishes there (one species with itself; equal mean and temperature), D_radial
 * also not at gamma = -2. Their sum then is that of by-vector-fields.ts. Below -d each has a finite part of Hadamard's, the coefficient of eps^0 in the integral over r > eps,
 * and the identity holds with them; they need not be positive. At gamma = -d there is a logarithm, and none.
 */
import type { Value } from "../../functionals/index.ts";
import { product, trace } from "../../math/symmetric.ts";
import { expectation, scoreAtContact, type GaussianPair } from "./gaussian-pairs.ts";
import { centre } from "./by-vector-fields.ts";

/** The parts: each >= 0 where it converges, null where it diverges. */
export interface FourParts {
  readonly parallel: Value;
  readonly radial: Value | null;
  readonly spherical: Value | null;
  readonly remainder: Value | null;
}

/** The pair's four parts; with `finite`, finite parts below -d. */
export function fourParts(pair: GaussianPair, { finite = false } = {}): FourParts {
  const { relative, reducedMass: mu, gamma, H, weight } = pair;
  const { space } = relative;
  const d = space.dimension;
  const { r2, gz, gg, gz2, gHz, zHz, HzHz } = pair.polynomials;
  const square = product(H, H, d);
  const diverges = (finite ? gamma === -d : gamma <= -d) && scoreAtContact(pair) > 0;
  const part = (polynomial: Float64Array, factor = 1): Value => expectation(pair, (factor * weight) / (mu * mu * mu), gamma - 2, polynomial);
  // r^2 |P g|^2, r^2 (P g).(H z) and r^2 |P H z|^2.
  const scores = space.sum([1, space.product(r2, gg)], [-1, gz2]);
  const mixed = space.sum([1, space.product(r2, gHz)], [-1, space.product(gz, zHz)]);
  const hessians = space.sum([1, space.product(r2, HzHz)], [-1, space.product(zHz, zHz)]);
  const slope = 1 + gamma / 2;
  const radial = space.sum([slope * slope, scores], [-2 * slope, mixed], [1, hessians]);
  // r^2 tr(PH) = r^2 tr H - z.Hz, r^2 tr(HPH) = r^2 tr H^2 - |H z|^2.
  const traced = space.sum([trace(H, d), r2], [-1, zHz]);
  const tracedSquare = space.sum([trace(square, d), r2], [-1, HzHz]);
  const spherical = space.sum(
    [d - 1, space.product(r2, gg)],
    [-1, scores],
    [2, space.product(traced, gz)],
    [1, space.product(r2, tracedSquare)],
    [-1, hessians],
  );
  const along = centre(pair);
  return {
    parallel: { value: -along.value, bound: along.bound },
    radial: diverges && slope !== 0 ? null : part(radial),
    spherical: diverges ? null : part(spherical),
    remainder: diverges ? null : part(scores, (gamma * gamma) / 4),
  };
}
