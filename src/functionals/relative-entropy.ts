/**
 * Relative entropy of one species to the Maxwellian m of its own mean and temperature (MP, section 1.2),
 *
 *   H(f|m) = int f log(f/m) >= 0.
 *
 * N(u, A) of eigenvalues s_k, theta their mean:  (1/2) sum_k [s_k/theta - 1 - log(s_k/theta)].  Otherwise by quadrature of f log(f/m), whose terms are smaller than those of the entropy
 * near equilibrium; where a spectral solution is not positive the integrand counts as 0. Limits: absolute rounding of 1e-14 near equilibrium.
 */
import type { Law } from "../protocols/index.ts";
import { log, log1p } from "../math/elementary.ts";
import { eigenvaluesOf, varianceOf } from "./gaussian-algebra.ts";
import { logMaxwellian } from "./power-integral.ts";
import { closed, integral, measure, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

/** x - 1 - log x >= 0, x > 0. */
export const excessOverLog = (x: number): number => Math.max(0, x - 1 - (Math.abs(x - 1) < 0.5 ? log1p(x - 1) : log(x)));

function relativeEntropyOf(law: Law): Value {
  if (law.gaussian) {
    const theta = varianceOf(law);
    const value = eigenvaluesOf(law.covariance).reduce((sum, s) => sum + excessOverLog(s / theta) / 2, 0);
    return closed(value, law.dimension + value);
  }
  return integral(law, ({ density, points }) => {
    const logM = logMaxwellian(law, points);
    return (n) => (density[n] > 0 ? density[n] * (log(density[n]) - logM(n)) : 0);
  });
}

/** H(f|m) of f = density times the law against density times m: density times the law's. Throws ScenarioError for a law without quadrature. */
export function relativeEntropy(subject: Subject, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("relativeEntropy", options, ["density"]);
  return scaled(measure(subject, relativeEntropyOf), density);
}
