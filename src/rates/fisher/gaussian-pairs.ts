/**
 * What the rates of entropy and Fisher information need of a pair of Gaussian species f_i = n_i N(u_i, C_i), K_i = C_i^-1. With psi = log f, Psi = psi_i(v) + psi_j(w),
 * z = v - w and z_c = (m_i v + m_j w)/M fixed, M = m_i + m_j, mu = m_i m_j/M:
 *
 *   g = grad_z Psi = mu (grad psi_i/m_i - grad psi_j/m_j),   -D_z^2 Psi = H = mu^2 (K_i/m_i^2 + K_j/m_j^2),   -D_c D_z Psi = N = mu (K_i/m_i - K_j/m_j).
 *
 * z is N(u_i - u_j, S), S = C_i + C_j. Given z, v has covariance V = (K_i + K_j)^-1, so g is Gaussian with mean -S^-1 (z - u_i + u_j), which is the score of z, and
 * covariance X = N V N. Every rate is then the expectation of |z|^(gamma-2) times a polynomial of z of degree at most 6. Coordinates are those of S's
 * eigenvectors. For general laws these are integrals of MP, (1.6), Lemma 2.1, Propositions 2.2 and 3.1; this closed form is ours.
 */
import { gaussianPowerExpectation, type IndependentGaussian } from "../../math/gaussian/power-expectations.ts";
import { PolynomialSpace, type Polynomial } from "../../math/gaussian/polynomials.ts";
import { inAxes } from "../../math/gaussian/power-moments.ts";
import { eigen, inColumns, product, spectral, symmetrized, trace, type Matrix } from "../../math/symmetric.ts";
import type { Value } from "../../functionals/index.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianSpecies, powerOf, relativeVelocity, type GaussianSpecies, type GaussianState } from "../moments/gaussian-species.ts";

/** A pair of species, i <= j, in the eigenframe of S. */
export interface GaussianPair {
  readonly gamma: number;
  /** c_ij n_i n_j, twice that for i < j: the sum over ordered pairs is one over these. */
  readonly weight: number;
  readonly reducedMass: number;
  readonly totalMass: number;
  /** z. */
  readonly relative: IndependentGaussian;
  readonly H: Matrix;
  readonly N: Matrix;
  readonly X: Matrix;
  /** (K_i^2/m_i^2 - K_j^2/m_j^2) V N, symmetrised. */
  readonly Y: Matrix;
  /** Factor of round-off: the condition of the covariances. */
  readonly condition: number;
  readonly polynomials: PairPolynomials;
}

/** Conditional expectations given z, as polynomials of z. */
export interface PairPolynomials {
  /** |z|^2. */
  readonly r2: Polynomial;
  /** E g . z. */
  readonly gz: Polynomial;
  /** E|g|^2 and E (g . z)^2. */
  readonly gg: Polynomial;
  readonly gz2: Polynomial;
  /** E g . H z, z . H z and |H z|^2. */
  readonly gHz: Polynomial;
  readonly zHz: Polynomial;
  readonly HzHz: Polynomial;
}

/** Below this part of its two terms their difference N is round-off: temperatures are equal. */
const EQUAL = 1e-13;
/** Condition up to which the bounds of expectations cover the round-off of matrices. */
const WELL = 10;

/**
 * All pairs of Gaussian species. Throws ScenarioError when a law is no Gaussian with a density, laws and species do not match, or an interaction is no power
 * r^gamma, -d-2 < gamma < 2.
 */
export function gaussianPairs(model: Model, laws: readonly GaussianState[]): GaussianPair[] {
  const species = gaussianSpecies(model, laws);
  const d = species[0].mean.length;
  const inverses = species.map(({ covariance }) => {
    const system = eigen(covariance, d);
    return { inverse: spectral(system, (s) => 1 / s), condition: system.values[d - 1] / system.values[0] };
  });
  const space = new PolynomialSpace(d, 6);
  return species.flatMap((first, i) =>
    species.slice(i).map((second, k) => {
      const j = i + k;
      const { gamma, strength, reduced } = powerOf(model, i, j, d);
      return {
        gamma,
        weight: (i === j ? 1 : 2) * strength * first.density * second.density,
        reducedMass: reduced,
        totalMass: first.mass + second.mass,
        condition: Math.max(1, Math.max(inverses[i].condition, inverses[j].condition) / WELL),
        ...inFrame(space, [first, second], [inverses[i].inverse, inverses[j].inverse], reduced, i === j),
      };
    }),
  );
}

/** `same`: one species with itself, for which N, X and Y vanish exactly. */
function inFrame(space: PolynomialSpace, [a, b]: readonly GaussianSpecies[], [ka, kb]: readonly Matrix[], mu: number, same: boolean) {
  const d = space.dimension;
  const { mean: difference, covariance } = relativeVelocity(a, b);
  const { mean, variances, axes } = inAxes(difference, covariance);
  const rotated = (m: Matrix): Matrix => inColumns(m, axes, d);
  const [first, second] = [ka.map((x) => (mu / a.mass) * x), kb.map((x) => (mu / b.mass) * x)];
  const equal = same || sizeOf(combined(1, first, -1, second)) <= EQUAL * (sizeOf(first) + sizeOf(second));
  const n = equal ? new Float64Array(d * d) : combined(1, first, -1, second);
  const v = spectral(eigen(combined(1, ka, 1, kb), d), (x) => 1 / x);
  const vn = product(v, n, d);
  const squares = combined(1 / (a.mass * a.mass), product(ka, ka, d), -1 / (b.mass * b.mass), product(kb, kb, d));
  const h = rotated(combined(mu / a.mass, first, mu / b.mass, second));
  const x = rotated(product(n, vn, d));
  const relative = { space, mean, variances };
  return { relative, H: h, N: rotated(n), X: x, Y: symmetrized(rotated(product(squares, vn, d)), d), polynomials: polynomialsOf(relative, h, x) };
}

function polynomialsOf({ space, mean, variances }: IndependentGaussian, h: Matrix, x: Matrix): PairPolynomials {
  const d = space.dimension;
  const { gz, gg, gHz } = { gz: space.constant(0), gg: space.constant(trace(x, d)), gHz: space.constant(0) };
  const unit = new Float64Array(d);
  const add = (into: Polynomial, term: Polynomial): void => into.forEach((_, n) => (into[n] += term[n]));
  for (let k = 0; k < d; k++) {
    const g = space.linear(
      unit.map((_, i) => (i === k ? -1 / variances[k] : 0)),
      mean[k] / variances[k],
    );
    add(gz, space.product(g, space.linear(unit.map((_, i) => (i === k ? 1 : 0)))));
    add(gg, space.product(g, g));
    add(gHz, space.product(g, space.linear(h.subarray(k * d, (k + 1) * d))));
  }
  const gz2 = space.sum([1, space.product(gz, gz)], [1, space.quadratic(x)]);
  return { r2: space.square(), gz, gg, gz2, gHz, zHz: space.quadratic(h), HzHz: space.quadratic(product(h, h, d)) };
}

/** factor E[r^power p(z)] of a pair, its bound widened by the covariances' condition. */
export function expectation(pair: GaussianPair, factor: number, power: number, p: Polynomial): Value {
  const { value, bound } = gaussianPowerExpectation(pair.relative, power, p);
  return { value: factor * value, bound: Math.abs(factor) * bound * pair.condition };
}

/** E|g|^2 at z = 0, where relative velocities vanish: 0 for a species with itself, and for two of equal mean and temperature. */
export const scoreAtContact = ({ relative: { mean, variances, space }, X }: GaussianPair): number =>
  mean.reduce((sum, u, k) => sum + (u / variances[k]) * (u / variances[k]), trace(X, space.dimension));

const combined = (a: number, first: Matrix, b: number, second: Matrix): Matrix => first.map((x, k) => a * x + b * second[k]);

const sizeOf = (m: Matrix): number => m.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
