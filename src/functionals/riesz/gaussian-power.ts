/**
 * E|X|^gamma for a Gaussian X ~ N(0, A), -d < gamma < 2, in any dimension (math/gaussian/scales.ts): for gamma <= 0 the largest value of the Riesz potential
 * of N(0, A).
 */
import { eigen, fromRows } from "../../math/symmetric.ts";
import { overScales } from "../../math/gaussian/scales.ts";
import { ScenarioError } from "../../errors.ts";
import type { Rows } from "../gaussian-algebra.ts";
import { knownOptions } from "../../names/options.ts";

/**
 * E|X|^gamma for X ~ N(0, covariance), gamma > -d. It is the largest value of int rho(w)|v-w|^gamma dw for gamma <= 0. Relative
 * error 1e-14.
 */
export function gaussianPowerMean(options: { covariance: Rows; gamma: number }): number {
  knownOptions("gaussianPowerMean", options, ["covariance", "gamma"]);
  const d = options.covariance.length;
  if (!(options.gamma > -d && options.gamma < 2)) throw new ScenarioError(`invalid gamma: ${options.gamma} (expected ${-d} < gamma < 2)`);
  const { values } = eigen(fromRows(options.covariance), d);
  return overScales(values, options.gamma, 1, (shrink) => shrink.reduce((sum, x, i) => sum + values[i] * x, 0));
}
