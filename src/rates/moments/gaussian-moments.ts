/**
 * Rates of mean velocities, momenta, energies and second moments of Gaussian species, drifts and non-commuting covariances included: the weak form of MP,
 * eq. 1.1, with phi = v, |v|^2, v v^T. With x = v - u_i and the pair's generator (gaussian-species.ts)
 *
 *   L v = -(d-1) (m_j/M) kappa z,   L(x x^T) = -(d-1) (m_j/M) kappa [(z_c - u_i) z^T + z (z_c - u_i)^T] - 2d (m_j/M)^2 kappa (z z^T - r^2 I/d),
 *   kappa = (c_ij/mu^2) r^gamma,   E[z_c - u_i | z] = -(m_j/M) delta + G (z - delta),   G = ((m_i C_i - m_j C_j)/M) (C_i + C_j)^-1,   delta = u_i - u_j,
 *
 * and d/dt <phi>_i = sum_j n_j E[L phi], j = i included. One species: dP/dt = -2d c E[r^gamma (z z^T - r^2 I/d)], z ~ N(0, 2A) (CP, section 2).
 * It holds at the instant when the laws are Gaussian: the flow leaves the class unless they are one Maxwellian. Relative error 1e-13 of the pairs' terms.
 */
import { powerMoments } from "../../math/gaussian/power-moments.ts";
import { functionOf, product, toRows, trace, type Matrix } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianSpecies, powerOf, relativeVelocity, type GaussianSpecies, type GaussianState } from "./gaussian-species.ts";

/** What a species' moments do at the instant. Vectors [d], matrices [d][d]. */
export interface MomentRates {
  /** du_i/dt. */
  readonly mean: readonly number[];
  /** dC_i/dt. */
  readonly covariance: readonly (readonly number[])[];
  /** d/dt of <v v^T>_i, about the origin, per particle. */
  readonly secondMoment: readonly (readonly number[])[];
  /** d/dt of m_i n_i u_i: sums to 0 over species. */
  readonly momentum: readonly number[];
  /** d/dt of m_i n_i <|v|^2>_i / 2: sums to 0 over species. */
  readonly energy: number;
  /** Bound of the errors of all entries, of rates by quadrature. */
  readonly error?: number;
}

/**
 * Rates of the moments of every species at f_i = n_i N(u_i, C_i). Throws ScenarioError for laws that are not Gaussian or not one for each species, degenerate
 * covariances, interactions that are no powers, and gamma_ij outside (-d-2, 2).
 */
export function gaussianMomentRates(model: Model, laws: readonly GaussianState[]): MomentRates[] {
  const species = gaussianSpecies(model, laws);
  const d = species[0].mean.length;
  return species.map((one, i) => {
    const mean = new Float64Array(d);
    const covariance = new Float64Array(d * d);
    species.forEach((other, j) => addPair(one, other, powerOf(model, i, j, d), i === j, mean, covariance));
    const { mass, density } = one;
    const u = one.mean;
    const second = covariance.map((x, k) => x + mean[Math.floor(k / d)] * u[k % d] + u[Math.floor(k / d)] * mean[k % d]);
    return {
      mean: Array.from(mean),
      covariance: toRows(covariance, d),
      secondMoment: toRows(second, d),
      momentum: Array.from(mean, (x) => mass * density * x),
      energy: (mass * density * trace(second, d)) / 2,
    };
  });
}

/** Adds what the second species does to the first one's mean and covariance. */
function addPair(
  one: GaussianSpecies,
  other: GaussianSpecies,
  { gamma, strength, reduced }: ReturnType<typeof powerOf>,
  same: boolean,
  mean: Float64Array,
  covariance: Matrix,
): void {
  const d = mean.length;
  const relative = relativeVelocity(one, other);
  const { first, second, deviator } = powerMoments(relative, gamma);
  const share = other.mass / (one.mass + other.mass);
  const rate = (other.density * strength) / (reduced * reduced);
  if (!same) {
    const gain = centreGain(one, other, relative.covariance);
    for (let k = 0; k < d; k++) {
      mean[k] -= rate * (d - 1) * share * first[k];
      let offset = -share * relative.mean[k];
      for (let i = 0; i < d; i++) offset -= gain[k * d + i] * relative.mean[i];
      for (let l = 0; l < d; l++) {
        let tilt = offset * first[l];
        for (let i = 0; i < d; i++) tilt += gain[k * d + i] * second[i * d + l];
        covariance[k * d + l] -= rate * (d - 1) * share * tilt;
        covariance[l * d + k] -= rate * (d - 1) * share * tilt;
      }
    }
  }
  for (let k = 0; k < d * d; k++) covariance[k] -= 2 * d * share * share * rate * deviator[k];
}

/** G of the header: the regression of z_c on z. */
export function centreGain(one: GaussianSpecies, other: GaussianSpecies, relative: Matrix): Matrix {
  const d = one.mean.length;
  const total = one.mass + other.mass;
  const cross = one.covariance.map((x, k) => (one.mass * x - other.mass * other.covariance[k]) / total);
  return product(
    cross,
    functionOf(relative, d, (s) => 1 / s),
    d,
  );
}
