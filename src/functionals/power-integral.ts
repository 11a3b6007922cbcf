/**
 * int f^p m^r dv, p > 0, with m the Maxwellian of the law's own mean and temperature: r = 0 for L^p norms, r = 1 - p for E_p.
 *
 * One Gaussian: closed form, Infinity when p A^-1 + r/theta is not positive. Mixtures: f^p m^r is between a constant and 1 times the sum of
 * (w_k N_k)^p m^r, which is proportional to another mixture of Gaussians; the quadrature is that mixture's, so that its nodes reach
 * as far as the integrand does. Other laws: their own nodes.
 */
import type { Law, Nodes } from "../protocols/index.ts";
import { exp, log } from "../math/elementary.ts";
import { mixture } from "../laws/index.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { isotropic as isotropicRows } from "../laws/arguments.ts";
import { aboveNoise } from "./above-noise.ts";
import { exponentOf, LOG_TWO_PI, productOf, varianceOf } from "./gaussian-algebra.ts";
import { closed, overNodes, type Value } from "./value.ts";

/** log m at node n. */
export function logMaxwellian(law: Law, points: readonly Float64Array[]): (n: number) => number {
  const variance = varianceOf(law);
  const constant = (-law.dimension * (LOG_TWO_PI + log(variance))) / 2;
  return (n) => {
    let square = 0;
    for (let k = 0; k < points.length; k++) {
      const x = points[k][n] - law.mean[k];
      square += x * x;
    }
    return constant - square / (2 * variance);
  };
}

/** The Gaussian mixture proportional to sum_k (w_k N_k)^p m^r, and the logarithms of the terms' integrals. */
function termsOf(law: Law, p: number, r: number) {
  const maxwellian = exponentOf(law.mean, isotropicRows(varianceOf(law), law.dimension), law.mean, r);
  return (law.components ?? []).map(({ weight, mean, covariance }) => {
    const { logIntegral, ...shape } = productOf([exponentOf(mean, covariance, law.mean, p), maxwellian]);
    return { ...shape, mean: shape.mean.map((x, k) => x + law.mean[k]), log: p * log(weight) + logIntegral };
  });
}

export function powerIntegral(law: Law, p: number, r: number): Value {
  const terms = termsOf(law, p, r);
  if (terms.some((term) => term.log === Infinity)) return { value: Infinity, bound: 0 };
  if (terms.length === 1) return closed(exp(terms[0].log));
  const power = (nodes: Nodes, density: (n: number) => number) => {
    const logM = logMaxwellian(law, nodes.points);
    return (n: number): number => {
      const f = density(n);
      return f > 0 ? exp(p * log(f) + r * logM(n)) : 0;
    };
  };
  if (terms.length === 0) return aboveNoise(law, (nodes) => power(nodes, (n) => nodes.density[n]));
  const largest = terms.reduce((most, term) => Math.max(most, term.log), -Infinity);
  const kept = terms.filter((term) => term.log > largest - 80);
  const total = kept.reduce((sum, term) => sum + exp(term.log - largest), 0);
  const shape = mixture({
    components: kept.map(({ mean, covariance, log: size }) => ({ mean, covariance, weight: exp(size - largest) / total })),
  });
  const v = new Float64Array(law.dimension);
  return overNodes(quadratureOf(shape), (nodes) =>
    power(nodes, (n) => {
      nodes.points.forEach((plane, k) => (v[k] = plane[n]));
      return law.density(v);
    }),
  );
}
