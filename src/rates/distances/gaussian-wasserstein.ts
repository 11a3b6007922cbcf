/**
 * The rate of the weighted squared distance between two mixtures of Gaussian species, D = sum_i m_i n_i W2^2(f_i, g_i), f_i = N(a, A), g_i = N(b, B) normalised,
 * by the first variation (C. Villani, "Topics in Optimal Transportation", 2003, chapter 8): for every species
 *
 *   d/dt W2^2(f, g) = 2 int u_1 d_t g - 2 int u_0 d_t f = tr(S_1 dB/dt) - tr(S_0 dA/dt) + 2 (b - a).(db/dt - da/dt),
 *
 * S_0 = T - I, S_1 = I - T^-1, T the matrix of the optimal map from f to g, u_s(v) = (v - c_s).S_s (v - c_s)/2 + (b - a).v (CP, section 5).
 * One species is the case of one: means drop out there, being conserved. For Maxwell molecules D never grows (pair rotations are isometries of the weighted
 * cost); for soft potentials it may, and unweighted distances may always.
 */
import { gaussianMapMatrix, gaussianSquared } from "../../math/bures.ts";
import { fromRows, functionOf, identity } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianMomentRates, type MomentRates } from "../moments/gaussian-moments.ts";
import { gaussianSpecies, type GaussianSpecies, type GaussianState } from "../moments/gaussian-species.ts";

/** A squared distance and its rate. */
export interface SquaredRate {
  readonly squared: number;
  readonly rate: number;
}

/** D, its rate, and W2^2 with its rate of every species' normalised law. */
export interface WassersteinRate extends SquaredRate {
  readonly species: readonly SquaredRate[];
}

/**
 * d/dt of D at f_i = n_i from_i, g_i = n_i to_i, both evolving by the same model. Throws ScenarioError as gaussianMomentRates does. Rounding: 1e-13 of the terms.
 */
export function gaussianWassersteinRate(model: Model, from: readonly GaussianState[], to: readonly GaussianState[]): WassersteinRate {
  const [f, g] = [gaussianSpecies(model, from), gaussianSpecies(model, to)];
  const [rateF, rateG] = [gaussianMomentRates(model, from), gaussianMomentRates(model, to)];
  const species = f.map((one, i) => firstVariation(one, g[i], rateF[i], rateG[i]));
  const weighted = (value: (one: SquaredRate) => number): number => species.reduce((sum, one, i) => sum + f[i].mass * f[i].density * value(one), 0);
  return { squared: weighted(({ squared }) => squared), rate: weighted(({ rate }) => rate), species };
}

/** Derivatives of a law's mean [d] and covariance [d][d]. */
export type StateRate = Pick<MomentRates, "mean" | "covariance">;

function firstVariation(f: GaussianSpecies, g: GaussianSpecies, rateF: StateRate, rateG: StateRate): SquaredRate {
  const d = f.mean.length;
  const rate = 2 * potentialRate(f, g, gaussianMapMatrix(f.covariance, g.covariance, d), rateF, rateG);
  return { squared: gaussianSquared(f.mean, f.covariance, g.mean, g.covariance), rate };
}

/** int u_1 d_t g - int u_0 d_t f for S_0 = map - I, S_1 = I - map^-1 and a slope b - a: half the rate of W2^2, and the rate of J_epsilon. */
export function potentialRate(
  f: Pick<GaussianSpecies, "mean">,
  g: Pick<GaussianSpecies, "mean">,
  map: Float64Array,
  rateF: StateRate,
  rateG: StateRate,
): number {
  const d = f.mean.length;
  const inverse = functionOf(map, d, (x) => 1 / x);
  const [flatF, flatG] = [fromRows(rateF.covariance), fromRows(rateG.covariance)];
  const quadratic = identity(d).reduce((sum, one, k) => sum + (one - inverse[k]) * flatG[k] - (map[k] - one) * flatF[k], 0);
  return quadratic / 2 + rateF.mean.reduce((sum, x, k) => sum + (g.mean[k] - f.mean[k]) * (rateG.mean[k] - x), 0);
}
