/**
 * The Fisher information of one species, I(f) = (1/m) int f |grad log f|^2 (MP; the sum over species is the system's).
 *
 * N(u, A): tr(A^-1)/m. Otherwise by quadrature. A law with jumps (a box) has infinite information. Where a spectral solution is not
 * positive the integrand counts as 0.
 */
import type { Law } from "../protocols/index.ts";
import { eigenvaluesOf } from "./gaussian-algebra.ts";
import { closed, integral, measure, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

function fisherOf(law: Law): Value {
  if (law.gaussian) return closed(eigenvaluesOf(law.covariance).reduce((sum, s) => sum + 1 / s, 0));
  if (!law.score && !law.nodes) {
    // Evaluated all the same, so that a law without a density is refused.
    integral(
      law,
      ({ density }) =>
        (n) =>
          density[n],
    );
    return { value: Infinity, bound: 0 };
  }
  return integral(law, ({ density, gradient }) => (n) => {
    const f = density[n];
    if (!(f > 0)) return 0;
    let sum = 0;
    for (const slope of gradient) sum += slope[n] * (slope[n] / f);
    return sum;
  });
}

/** I of f = density times the law, for particles of the given mass (both 1 by default). Throws ScenarioError as `entropy` does. */
export function fisherInformation(subject: Subject, options: { mass?: number; density?: number } = {}): Value {
  const { mass = 1, density = 1 } = knownOptions("fisherInformation", options, ["mass", "density"]);
  return scaled(measure(subject, fisherOf), density / mass);
}
