/**
 * What a pair of species contributes to Lemma 4 at a point of their ways (CP, Lemma 4, carried over to mixtures): U = m_i u_i(v) + m_j u_j(w),
 * eta = grad u_i(v) - grad u_j(w), R_k the d(d-1)/2 rotations of z at fixed z_c, |.|^2_g = |d_zc .|^2/M + |d_z .|^2/mu, kappa = (c/mu^2) r^gamma,
 *
 *   dissipation  -int rho_i rho_j kappa sum_k |grad R_k U|^2_g,        remainder  int rho_i rho_j (kappa'/mu) d_r U Laplacian_S U.
 *
 * With quadratic u: Delta = S_i - S_j, S = (m_j S_i + m_i S_j)/M, eta = L z + e + xi, L = Delta G + S, xi a Gaussian independent of z of covariance R, and
 *
 *   sum_k |grad R_k U|^2_g = mu [(mu/M)(r^2 tr Delta^2 - |Delta z|^2) + (d-1)|eta|^2 + r^2 tr S^2 - |S z|^2 + 2 eta.S z - 2 tr S eta.z],
 *   d_r U = (mu/r) z.eta,    Laplacian_S U = mu [r^2 tr S - z.S z - (d-1) z.eta].
 *
 * Both are r^(gamma-2) times polynomials in z of degree 4: exact (math/gaussian). At v = w the part of degree 2, |eta|^2, survives for i != j: either part needs
 * gamma > -d; at gamma <= -d only the sum exists, as the principal value (= -d) or a finite part (below).
 *
 * An entropic way adds, for one species, int rho rho (epsilon/2) [2 Laplacian_z, kappa] Laplacian_S U: the heat flow commutes with the collisions of Maxwell
 * molecules only (CP, section 5, step 1).
 */
import { gaussianPowerExpectation, type IndependentGaussian } from "../../math/gaussian/power-expectations.ts";
import { PolynomialSpace, type Polynomial } from "../../math/gaussian/polynomials.ts";
import { inAxes } from "../../math/gaussian/power-moments.ts";
import { exp } from "../../math/elementary.ts";
import { sphereArea } from "../../math/special.ts";
import { inColumns, product, trace, transpose, type Matrix } from "../../math/symmetric.ts";
import { centreGain } from "../moments/gaussian-moments.ts";
import { relativeVelocity, type GaussianSpecies, type PowerInteraction } from "../moments/gaussian-species.ts";

/** A species at a point of its way: its law there, S, and b - a. */
export interface MovingSpecies extends GaussianSpecies {
  readonly hessian: Matrix;
  readonly shift: Float64Array;
}

/** For densities 1 of both species. */
export interface PairDissipation {
  /** NaN where it diverges: i != j and gamma <= -d; the remainder as well. */
  readonly dissipation: number;
  readonly remainder: number;
  /** Their sum; principal value at gamma = -d, finite part below. */
  readonly total: number;
  /** What is left at v = w when i != j, gamma = -d: -((d-1) omega_d/d) (c/mu) int rho_i rho_j |grad u_i - grad u_j|^2 dv; 0 otherwise. */
  readonly boundary: number;
  /** Per epsilon of an entropic way; of a species with itself. */
  readonly commutator: number;
}

const spaces = new Map<number, PolynomialSpace>();

/** Polynomials of degree 4, one space for each dimension. */
function spaceOf(d: number): PolynomialSpace {
  const space = spaces.get(d) ?? new PolynomialSpace(d, 4);
  spaces.set(d, space);
  return space;
}

/** Polynomials in the axes of z. */
interface Forms {
  readonly law: IndependentGaussian;
  readonly dissipation: Polynomial;
  readonly remainder: Polynomial;
  /** r^2 tr S - d z.S z, of a species with itself. */
  readonly spherical: Polynomial;
  /** (d-1) E[|eta|^2 | z = 0]. */
  readonly atZero: number;
}

/** Of an ordered pair; `same` for a species with itself. */
export function pairDissipation(one: MovingSpecies, other: MovingSpecies, { gamma, strength, reduced }: PowerInteraction, same: boolean): PairDissipation {
  const forms = formsOf(one, other, reduced, gamma, same);
  const { law, atZero } = forms;
  const d = one.mean.length;
  const scale = strength / reduced;
  const expectation = (of: Polynomial): number => scale * gaussianPowerExpectation(law, gamma - 2, of).value;
  const total = expectation(law.space.sum([1, forms.dissipation], [1, forms.remainder]));
  const diverges = !same && gamma <= -d;
  const dissipation = diverges ? Number.NaN : expectation(forms.dissipation);
  return {
    dissipation,
    remainder: diverges ? Number.NaN : gamma === 0 ? 0 : total - dissipation,
    total,
    boundary: same || gamma !== -d ? 0 : -(sphereArea(d) / d) * scale * atZero * densityAtZero(law),
    // 2 Laplacian_z r^gamma + 4 gamma r^(gamma-1) d_r, on what has degree 2; Laplacian_S U = mu (r^2 tr S - d z.S z).
    commutator: !same || gamma === 0 ? 0 : gamma * (gamma + d + 2) * expectation(forms.spherical),
  };
}

function formsOf(one: MovingSpecies, other: MovingSpecies, reduced: number, gamma: number, same: boolean): Forms {
  const d = one.mean.length;
  const total = one.mass + other.mass;
  const relative = relativeVelocity(one, other);
  const { mean, variances, axes } = inAxes(relative.mean, relative.covariance);
  const difference = one.hessian.map((x, k) => x - other.hessian[k]);
  const middle = one.hessian.map((x, k) => (other.mass * x + one.mass * other.hessian[k]) / total);
  const gain = same ? new Float64Array(d * d) : centreGain(one, other, relative.covariance);
  const linear = product(difference, gain, d).map((x, k) => x + middle[k]);
  const constant = one.shift.map((x, k) => x - other.shift[k] - linear.subarray(k * d, (k + 1) * d).reduce((sum, y, l) => sum + y * relative.mean[l], 0));
  // Cov(z_c | z) = Cov(z_c) - G Cov(z) G^T.
  const centre = one.covariance.map((x, k) => (one.mass * one.mass * x + other.mass * other.mass * other.covariance[k]) / (total * total));
  const explained = product(product(gain, relative.covariance, d), transpose(gain, d), d);
  const residual = product(
    product(
      difference,
      centre.map((x, k) => x - explained[k]),
      d,
    ),
    difference,
    d,
  );
  const [D, S, L, R] = [difference, middle, linear, residual].map((matrix) => inColumns(matrix, axes, d));
  const e = Float64Array.from({ length: d }, (_, k) => constant.reduce((sum, x, i) => sum + axes[i * d + k] * x, 0));
  const [traceS, spread] = [trace(S, d), trace(R, d)];
  const space = spaceOf(d);
  const square = space.square();
  const [squareD, squareS] = [product(D, D, d), product(S, S, d)];
  const [transposedL, zSz] = [transpose(L, d), space.quadratic(S)];
  const zEta = space.sum([1, space.quadratic(L)], [1, space.linear(e)]);
  const etaSquared = space.sum(
    [1, space.quadratic(product(transposedL, L, d))],
    [2, space.linear(applied(transposedL, e))],
    [1, space.constant(e.reduce((sum, x) => sum + x * x, spread))],
  );
  const etaSz = space.sum([1, space.quadratic(product(transposedL, S, d))], [1, space.linear(applied(S, e))]);
  const rotations = space.sum(
    [(reduced / total) * trace(squareD, d) + trace(squareS, d), square],
    [-reduced / total, space.quadratic(squareD)],
    [d - 1, etaSquared],
    [-1, space.quadratic(squareS)],
    [2, etaSz],
    [-2 * traceS, zEta],
  );
  const laplacian = space.sum([traceS, square], [-1, zSz], [1 - d, zEta]);
  // (z.eta)^2 has the mean (z.L z + e.z)^2 + z.R z.
  const radial = space.sum([1, space.product(zEta, laplacian)], [1 - d, space.quadratic(R)]);
  return {
    law: { space, mean, variances },
    dissipation: space.sum([-1, space.product(square, rotations)]),
    remainder: space.sum([gamma, radial]),
    spherical: space.sum([traceS, square], [-d, zSz]),
    atZero: (d - 1) * e.reduce((sum, x) => sum + x * x, spread),
  };
}

/** Of z: prod (2 pi s_k)^(-1/2) e^(-u_k^2/2s_k). */
function densityAtZero({ mean, variances }: IndependentGaussian): number {
  return variances.reduce((result, s) => result / Math.sqrt(2 * Math.PI * s), exp(-mean.reduce((sum, u, k) => sum + (u * u) / variances[k], 0) / 2));
}

const applied = (matrix: Matrix, vector: Float64Array): Float64Array =>
  vector.map((_, i) => vector.reduce((sum, x, k) => sum + matrix[i * vector.length + k] * x, 0));
