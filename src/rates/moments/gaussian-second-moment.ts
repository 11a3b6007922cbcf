/**
 * The rate of the second moments of a Gaussian f = N(u, A), mass 1, alpha = c r^gamma, in any dimension d and for -d-2 < gamma < 2:
 *
 *   dP/dt = -2 d c E[|z|^gamma (z z^T - |z|^2/d I)],  z ~ N(0, 2A),
 *
 * the weak form of the equation with phi = v v^T. It holds at the instant when the law is Gaussian: the flow leaves the class unless A is a multiple of I.
 * By math/gaussian-scales.ts; differences of variances are formed without cancellation.
 */
import { eigen, fromRows } from "../../math/symmetric.ts";
import { overScales } from "../../math/gaussian-scales.ts";
import { ScenarioError } from "../../errors.ts";
import type { Rows } from "../../functionals/index.ts";

/**
 * Derivative of the second moment P = int v v^T f at f = N(u, covariance), [d][d], for alpha = strength r^gamma. Relative error
 * 1e-13.
 */
export function gaussianSecondMomentRate(options: { covariance: Rows; gamma: number; strength?: number }): number[][] {
  const { covariance, gamma, strength = 1 } = options;
  const d = covariance.length;
  if (!(gamma > -d - 2 && gamma < 2)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${-d - 2} < gamma < 2)`);
  const { values, vectors } = eigen(fromRows(covariance), d);
  const s = values.map((x) => 2 * x);
  // E[|z|^gamma (z_i^2 - z_j^2)]; for the tilted Gaussian E[|z|^2 (z_i^2 - z_j^2)] = (a_i - a_j)(sum a + 2 a_i + 2 a_j).
  const difference = (i: number, j: number): number =>
    overScales(s, gamma, 3, (shrink) => {
      const sum = shrink.reduce((total, x, k) => total + s[k] * x, 0);
      return (s[i] - s[j]) * shrink[i] * shrink[j] * (sum + 2 * s[i] * shrink[i] + 2 * s[j] * shrink[j]);
    });
  const pairs = Array.from({ length: d }, (_, i) => Array.from({ length: i }, (_, j) => difference(i, j)));
  const antisymmetric = (i: number, j: number): number => (i > j ? pairs[i][j] : i < j ? -pairs[j][i] : 0);
  const rates = Array.from(s, (_, i) => -2 * strength * Array.from(s, (_, j) => antisymmetric(i, j)).reduce((sum, x) => sum + x, 0));
  return Array.from({ length: d }, (_, k) =>
    Array.from({ length: d }, (_, l) => rates.reduce((sum, rate, i) => sum + vectors[k * d + i] * rate * vectors[l * d + i], 0)),
  );
}
