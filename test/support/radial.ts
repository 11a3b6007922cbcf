/** Functionals of isotropic laws for the tests of solvers, by sums over a law's own nodes or, for laws without, over radii. */
import type { Law, NodalLaw } from "../../src/protocols/index.ts";
import { logGamma } from "../../src/math/special.ts";

export interface Numbers {
  readonly mass: number;
  /** E |v - u|^2 and E |v - u|^4. */
  readonly square: number;
  readonly fourth: number;
  readonly entropy: number;
  readonly fisher: number;
  /** int (f - M)^2 / M, M the Maxwellian with the law's variance. */
  readonly relative: number;
  readonly centre: number;
}

/** `within` restricts the relative L2 distance to |v - u| < within. */
export function ofNodes(law: NodalLaw, within = Infinity): Numbers {
  const { points, weights, density, gradient } = law.nodes;
  const terms = Array.from(weights, (weight, k) => ({
    weight,
    f: density[k],
    x: law.mean.reduce((sum, u, i) => sum + (points[i][k] - u) ** 2, 0),
    slope2: gradient.reduce((sum, plane) => sum + plane[k] ** 2, 0),
  }));
  return totals(law, terms, within);
}

/** The same for any isotropic law with a score: midpoint sums in u, r = reach u^3, whose error is below 1e-13 for smooth laws. */
export function ofRadii(law: Law, reach: number, count = 3000): Numbers {
  const d = law.dimension;
  const area = 2 * Math.exp((d / 2) * Math.log(Math.PI) - logGamma(d / 2));
  const score = new Float64Array(d);
  const terms = Array.from({ length: count }, (_, k) => {
    const u = (k + 0.5) / count;
    const r = reach * u ** 3;
    const v = law.mean.map((m, i) => (i === 0 ? m + r : m));
    const f = law.density(v);
    law.score!(v, score);
    return { weight: (area * r ** (d - 1) * 3 * reach * u * u) / count, f, x: r * r, slope2: f > 0 ? (score[0] * f) ** 2 : 0 };
  });
  return totals(law, terms, Infinity);
}

function totals(law: Law, terms: readonly { weight: number; f: number; x: number; slope2: number }[], within: number): Numbers {
  const variance = law.covariance[0][0];
  const peak = (2 * Math.PI * variance) ** (-law.dimension / 2);
  const sum = { mass: 0, square: 0, fourth: 0, entropy: 0, fisher: 0, relative: 0 };
  for (const { weight, f, x, slope2 } of terms) {
    if (!(f > 0)) continue;
    const maxwellian = peak * Math.exp(-x / (2 * variance));
    sum.mass += weight * f;
    sum.square += weight * f * x;
    sum.fourth += weight * f * x * x;
    sum.entropy += weight * f * Math.log(f);
    sum.fisher += (weight * slope2) / f;
    if (maxwellian > 1e-300 && x < within * within) sum.relative += (weight * (f - maxwellian) ** 2) / maxwellian;
  }
  return { ...sum, centre: law.density(law.mean) };
}
