/**
 * Distance to equilibrium, with m the Maxwellian of the law's own mean and temperature:
 *
 *   E(f) = int (f/m - 1)^2 m   (CP, Theorem 1),      E_p(f) = int (f/m)^p m   (CP, Proposition 3).
 *
 * Gaussian mixtures have E in closed form: products of Gaussians; Infinity when a product does not decay (for N(u, A): an
 * eigenvalue of A twice the temperature or more). Otherwise what the law itself states, or the quadrature of f^2/m
 * (above-noise.ts), from which 1 is subtracted: an error of 1e-14 remains when E is small. E_p: power-integral.ts.
 */
import type { Law } from "../protocols/index.ts";
import { exp } from "../math/elementary.ts";
import { ScenarioError } from "../errors.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { isotropic as isotropicRows } from "../laws/arguments.ts";
import { aboveNoise } from "./above-noise.ts";
import { exponentOf, productOf, varianceOf } from "./gaussian-algebra.ts";
import { logMaxwellian, powerIntegral } from "./power-integral.ts";
import { closed, lawOf, measure, overNodes, ROUNDING, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

function relativeL2Of(law: Law): Value {
  const { components } = law;
  if (components) {
    const parts = components.map((c) => exponentOf(c.mean, c.covariance, law.mean, 1));
    const maxwellian = exponentOf(law.mean, isotropicRows(varianceOf(law), law.dimension), law.mean, -1);
    let sum = -1;
    let size = 1;
    components.forEach((a, i) =>
      components.forEach((b, j) => {
        const term = a.weight * b.weight * exp(productOf([parts[i], parts[j], maxwellian]).logIntegral);
        sum += term;
        size += term;
      }),
    );
    return closed(sum, size);
  }
  const square = aboveNoise(law, ({ density, points }) => {
    const logM = logMaxwellian(law, points);
    return (n) => (density[n] === 0 ? 0 : density[n] * (density[n] * exp(-logM(n))));
  });
  const mass = overNodes(
    quadratureOf(law),
    ({ density }) =>
      (n) =>
        density[n],
  );
  return { value: square.value - 2 * mass.value + 1, bound: square.bound + 2 * mass.bound + ROUNDING };
}

/** E of f = density times the law against density times m: density times the law's E. Throws ScenarioError as `entropy` does. */
export function relativeL2(subject: Subject, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("relativeL2", options, ["density"]);
  const stated = lawOf(subject).relativeL2;
  return scaled(stated ?? measure(subject, relativeL2Of), density);
}

/** E_p of the law, p > 1; E_2 = E + 1. Throws ScenarioError for another p. */
export function relativePower(subject: Subject, options: { p: number }): Value {
  const { p } = knownOptions("relativePower", options, ["p"]);
  if (!(p > 1 && p < Infinity)) throw new ScenarioError(`invalid p: ${p} (expected a finite number > 1)`);
  return measure(subject, (law) => powerIntegral(law, p, 1 - p));
}
