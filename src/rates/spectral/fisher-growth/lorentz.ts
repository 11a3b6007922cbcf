/**
 * Partners of infinite mass: d_t f = r^gamma Delta_S f. About any radial f_0, in the harmonic of degree l, with h = p(r) Y and q = r^(gamma/2) p, the derivative of
 * the relative Fisher information is
 *
 *   2 lambda_l int f_0 r^(d-1) [-q'^2 + (gamma^2/4 - lambda_l) q^2/r^2] dr,     lambda_l = l(l+d-2):
 *
 * positive for some q (q = 1, p = r^(-gamma/2)) iff gamma^2/4 > lambda_l. The direction can be localised at r -> 0 iff that exceeds Hardy's constant,
 * gamma^2/4 - lambda_l > (d-2)^2/4, which is |gamma| > 2l+d-2. For l = 1: 2 (d-1)^(1/2), the exponent of MP's Theorem 1.1, and d. Growth at
 * infinite mass is in arXiv 2512.17082 (`existence2025`).
 */
import { ScenarioError } from "../../../errors.ts";
import { knownOptions } from "../../../names/options.ts";

/** |gamma| beyond which the Fisher information grows in the harmonic of that degree, anywhere and near r = 0. Throws ScenarioError for d < 2 or degree < 1. */
export function lorentzThresholds(options: { dimension: number; degree?: number }): { readonly growth: number; readonly localised: number } {
  knownOptions("lorentzThresholds", options, ["dimension", "degree"]);
  const { dimension: d, degree: l = 1 } = options;
  if (!(Number.isInteger(d) && d >= 2)) throw new ScenarioError(`invalid dimension: ${d} (expected a whole number >= 2)`);
  if (!(Number.isInteger(l) && l >= 1)) throw new ScenarioError(`invalid degree: ${l} (expected a whole number >= 1)`);
  return { growth: 2 * Math.sqrt(l * (l + d - 2)), localised: 2 * l + d - 2 };
}

/** The least Lambda with which I_Lambda = int f (|d_r log f|^2 + Lambda |grad_S log f|^2/r^2) decreases along the equation: gamma^2/(4(d-1)). */
export function lyapunovWeight(options: { dimension: number; gamma: number }): number {
  const { dimension, gamma } = knownOptions("lyapunovWeight", options, ["dimension", "gamma"]);
  if (!(Number.isInteger(dimension) && dimension >= 2)) throw new ScenarioError(`invalid dimension: ${dimension} (expected a whole number >= 2)`);
  return (gamma * gamma) / (4 * (dimension - 1));
}
