/**
 * H(f) = int f log f.  N(u, A):  -(d log(2 pi e) + log det A)/2.  Otherwise by quadrature; where a spectral solution is not positive the
 * integrand counts as 0.
 */
import type { Law } from "../protocols/index.ts";
import { log } from "../math/elementary.ts";
import { eigenvaluesOf, logDeterminant, LOG_TWO_PI } from "./gaussian-algebra.ts";
import { closed, integral, measure, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

function entropyOf(law: Law): Value {
  if (law.gaussian) {
    const part = logDeterminant(eigenvaluesOf(law.covariance));
    return closed(-(law.dimension * (LOG_TWO_PI + 1) + part) / 2, law.dimension * 2);
  }
  return integral(
    law,
    ({ density }) =>
      (n) =>
        density[n] > 0 ? density[n] * log(density[n]) : 0,
  );
}

/** H of f = density times the law (density 1 by default). Throws ScenarioError for a law without quadrature. */
export function lawEntropy(subject: Subject, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("lawEntropy", options, ["density"]);
  return scaled(measure(subject, entropyOf), density, density * log(density));
}
