/**
 * The rate of E_p(f) = int (f/m)^p m (CP, Proposition 3) at a Gaussian f = N(u, A), Maxwell molecules alpha = c, density n, in any dimension d, with m the Maxwellian of
 * the law's own mean and temperature theta = tr A/d: in units of theta (P = A/theta of eigenvalues l_i),
 *
 *   E_p'/(p E_p) = c n {E[a(v) : (P^-1 v v^T P^-1 - P^-1)] + d (d-1)},   a(v) = (d + |v|^2) I - P - v v^T,   v ~ N(0, (p P^-1 - (p-1) I)^-1),
 *
 * from E_p' = p int (f/m)^(p-1) d_t f with d_t f = a : D^2 f + d (d-1) c n f. With variances s_i = l_i/(p - (p-1) l_i) the expectation is
 *
 *   sum_i (d - l_i + sum_(j!=i) s_j)(s_i/l_i - 1)/l_i - sum_(i!=j) s_i s_j/(l_i l_j).
 *
 * Exact at the instant when the law is Gaussian. E_p is infinite, and has no rate, unless every l_i < p/(p-1).
 */
import type { Rows, Value } from "../../functionals/index.ts";
import { ScenarioError } from "../../errors.ts";
import { gaussian } from "../../laws/index.ts";
import { relativePower } from "../../functionals/index.ts";
import { eigen, fromRows } from "../../math/symmetric.ts";
import { knownOptions } from "../../names/options.ts";

/** Relative to the sum of the terms' absolute values: eigenvalues, and a difference s_i/l_i - 1 of either sign. */
const ROUNDING = 1e-14;

/** Which E_p, of which Gaussian. */
export interface RelativePowerOptions {
  readonly covariance: Rows;
  readonly p: number;
  /** c and n, 1 by default. */
  readonly strength?: number;
  readonly density?: number;
}

/**
 * d/dt E_p of the normalised law f/n = N(u, covariance) under Maxwell molecules: E_p is that of the law of mass 1. Throws ScenarioError unless p > 1 and E_p is
 * finite, and for a covariance that is none.
 */
export function gaussianRelativePowerRate(options: RelativePowerOptions): Value {
  const { covariance, p, strength = 1, density = 1 } = knownOptions("gaussianRelativePowerRate", options, ["covariance", "p", "strength", "density"]);
  const { value: power, bound } = relativePower(gaussian({ covariance }), { p });
  const d = covariance.length;
  const { values } = eigen(fromRows(covariance), d);
  const theta = values.reduce((sum, x) => sum + x, 0) / d;
  const l = Array.from(values, (x) => x / theta);
  if (!(power < Infinity) || l.some((x) => !(p - (p - 1) * x > 0)))
    throw new ScenarioError(`E_${p} is infinite: found variances ${l.map((x) => x.toPrecision(6)).join(", ")} of the temperature, expected all below p/(p-1) = ${p / (p - 1)}`); // prettier-ignore
  const s = l.map((x) => x / (p - (p - 1) * x));
  let [sum, size] = [d * (d - 1), d * (d - 1)];
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      // s_i/l_i - 1 = (p-1)(l_i - 1)/(p - (p-1) l_i); d - l_i is the sum of the others.
      const term = i === j ? 0 : ((l[j] + s[j]) * (p - 1) * (l[i] - 1)) / ((p - (p - 1) * l[i]) * l[i]) - (s[i] * s[j]) / (l[i] * l[j]);
      sum += term;
      size += Math.abs(term);
    }
  const factor = p * strength * density;
  return { value: factor * power * sum, bound: factor * (bound * Math.abs(sum) + ROUNDING * power * size) };
}
