/**
 * Moments of a law with their errors: mass, mean u, central second moment P, temperature m tr P / d, and E|v|^4 about the origin,
 *
 *   E|v|^4 = E|x|^4 + 4 u.E[x |x|^2] + 2 |u|^2 tr P + 4 u.P u + |u|^4,   x = v - u.
 *
 * The central moments are the law's own where it states them; the third by quadrature, 0 by symmetry for Gaussian and isotropic laws.
 */
import type { GaussianComponent, Law } from "../protocols/index.ts";
import { varianceOf } from "./gaussian-algebra.ts";
import { closed, integral, lawOf, measure, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

/** int f of f = density times the law: the density, but for the defect of a solver's law. */
export function lawMass(subject: Subject, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("lawMass", options, ["density"]);
  const one = measure(subject, (law) => (law.nodes ? integral(law, (nodes) => (n) => nodes.density[n]) : closed(1)));
  return scaled(one, density);
}

/** Mean velocity [d]. */
export function lawMean(subject: Subject): Value[] {
  const scale = Math.sqrt(varianceOf(lawOf(subject)));
  return lawOf(subject).mean.map((_, k) => measure(subject, (law) => closed(law.mean[k], scale)));
}

/** Central second moment [d][d]. */
export function lawCovariance(subject: Subject): Value[][] {
  const scale = varianceOf(lawOf(subject));
  return lawOf(subject).covariance.map((row, i) => row.map((_, j) => measure(subject, (law) => closed(law.covariance[i][j], scale))));
}

/** Temperature m tr P / d for particles of the given mass (default 1). */
export function lawTemperature(subject: Subject, options: { mass?: number } = {}): Value {
  const { mass = 1 } = knownOptions("lawTemperature", options, ["mass"]);
  return scaled(
    measure(subject, (law) => closed(varianceOf(law))),
    mass,
  );
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);

/** E|v|^4 of the mixture, component by component: (tr A)^2 + 2|A|^2 + |u|^4 + 2|u|^2 tr A + 4 u.A u. */
function ofComponents(components: readonly GaussianComponent[]): number {
  return components.reduce((total, { weight, mean, covariance }) => {
    const trace = covariance.reduce((sum, row, i) => sum + row[i], 0);
    const norm = covariance.reduce((sum, row) => sum + dot(row, row), 0);
    const form = covariance.reduce((sum, row, i) => sum + mean[i] * dot(row, mean), 0);
    const square = dot(mean, mean);
    return total + weight * (trace * trace + 2 * norm + square * square + 2 * square * trace + 4 * form);
  }, 0);
}

function fourthOf(law: Law): Value {
  if (law.components) return closed(ofComponents(law.components));
  const { fourthMoment: central, thirdMoment } = law;
  const symmetric = law.radial !== undefined || law.mean.every((u) => u === 0);
  const third = symmetric ? 0 : thirdMoment && dot(law.mean, thirdMoment);
  if (central !== undefined && third !== undefined) {
    const { mean, covariance } = law;
    const square = dot(mean, mean);
    const form = covariance.reduce((sum, row, i) => sum + mean[i] * dot(row, mean), 0);
    return closed(central + 4 * third + 2 * square * varianceOf(law) * law.dimension + 4 * form + square * square);
  }
  return integral(law, ({ density, points }) => (n) => {
    let square = 0;
    for (const plane of points) square += plane[n] * plane[n];
    return density[n] * square * square;
  });
}

/** E|v|^4 about the origin. Throws ScenarioError for a law that neither states it nor has a quadrature. */
export const lawFourthMoment = (subject: Subject): Value => measure(subject, fourthOf);
