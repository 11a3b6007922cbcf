/**
 * The rate of W2^2 between two Gaussians, by the first variation (C. Villani, "Topics in Optimal Transportation", 2003, chapter 8):
 *
 *   d/dt W2^2(f, g) = tr(S_1 dP_g/dt) - tr(S_0 dP_f/dt),  S_0 = T - I,  S_1 = I - T^-1,  T the optimal map from f to g.
 */
import { gaussianMapMatrix } from "../../math/bures.ts";
import { fromRows, functionOf, identity } from "../../math/symmetric.ts";
import { ScenarioError } from "../../errors.ts";
import type { Rows } from "../../functionals/index.ts";
import { gaussianSecondMomentRate } from "../moments/gaussian-second-moment.ts";

/** d/dt W2^2 at f = N(., from), g = N(., to), both evolving with alpha = strength r^gamma; means drop out, being conserved. */
export function gaussianWassersteinRate(options: { from: Rows; to: Rows; gamma: number; strength?: number }): number {
  const { from, to, ...kernel } = options;
  const d = from.length;
  if (to.length !== d) throw new ScenarioError(`covariances of different dimensions: ${d} and ${to.length}`);
  const map = gaussianMapMatrix(fromRows(from), fromRows(to), d);
  const inverse = functionOf(map, d, (x) => 1 / x);
  const unit = identity(d);
  const rateFrom = gaussianSecondMomentRate({ covariance: from, ...kernel }).flat();
  const rateTo = gaussianSecondMomentRate({ covariance: to, ...kernel }).flat();
  return unit.reduce((sum, one, k) => sum + (one - inverse[k]) * rateTo[k] - (map[k] - one) * rateFrom[k], 0);
}
