/**
 * The angular integral of two radii,
 *
 *   I_d(r, s) = int_0^pi sin^d(theta) alpha(rho) dtheta,   rho^2 = r^2 + s^2 - 2 r s cos(theta).
 *
 * It is the whole interaction of two spheres: v.a(z)v = w.a(z)w = alpha(|z|) r^2 s^2 sin^2(theta) for z = v - w, |v| = r, |w| = s. Symmetric in (r, s).
 *
 * Power laws alpha = c rho^gamma, t = min/max, M = max:
 *   I_d = c M^gamma B((d+1)/2, 1/2) F(-gamma/2, -gamma/2 - d/2; d/2 + 1; t^2)   (I. S. Gradshteyn, I. M. Ryzhik, 3.665.2),
 * summed where t^2 <= 1/2; it ends after the first term for Coulomb in dimension 3, I_3 = (4/3) / M^3. Beyond, with q = sin^2(theta/2) and
 * a = (r - s)^2 / (4 r s),
 *   I_3 = 8 c (4 r s)^(gamma/2) int_0^1 q (1 - q) (a + q)^(gamma/2) dq,
 * which is elementary. Anything else (d = 2, a general alpha) by Gauss-Legendre panels that shrink towards theta = 0, where rho is smallest.
 *
 * Relative errors: below 1e-13 (test/exact/radial-kernel). Quadratures that crowd towards r = s meet it by rounding, where I_d may be infinite (d = 2, gamma = -3) and
 * the formulas are not defined: (r - s)^2 is taken to be at least 1e-32 r s, in points that weigh nothing.
 */
import type { Potential } from "../../protocols/index.ts";
import { exp, expm1, log, pow, sin } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { gamma as gammaFunction } from "../../math/special.ts";

const SERIES_LIMIT = 0.5;
const TOUCHING = 1e-32;
const panel = gaussLegendre(16);

/** (r - s)^2. */
const gapOf = (r: number, s: number): number => Math.max((r - s) * (r - s), TOUCHING * r * s);

/** I_d for this interaction, r, s > 0; `dimension` 2 or 3. */
export function angularIntegral(potential: Potential, dimension: number): (r: number, s: number) => number {
  const { gamma, strength } = potential;
  if (gamma === undefined) return (r, s) => byPanels(potential.alpha, dimension, r, s);
  const scale = (strength * gammaFunction((dimension + 1) / 2) * gammaFunction(0.5)) / gammaFunction(dimension / 2 + 1);
  const alpha = (rho: number): number => pow(rho, gamma);
  return (r, s) => {
    const largest = Math.max(r, s);
    const ratio = Math.min(r, s) / largest;
    if (gamma === 0) return scale;
    if (ratio * ratio <= SERIES_LIMIT || (dimension === 3 && gamma === -3) || (dimension === 2 && gamma === -2))
      return scale * pow(largest, gamma) * series(-gamma / 2, -gamma / 2 - dimension / 2, dimension / 2 + 1, ratio * ratio);
    return strength * (dimension === 3 ? elementaryForm(gamma, r, s) : byPanels(alpha, dimension, r, s));
  };
}

/** The hypergeometric series F(a, b; c; z), 0 <= z <= SERIES_LIMIT or a terminating one. */
function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; term !== 0 && Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
  }
  return sum;
}

/** I_3 / c for r, s of the same size: q(1-q) = -y^2 + (1 + 2a) y - a (1 + a) with y = a + q. */
function elementaryForm(gamma: number, r: number, s: number): number {
  const a = gapOf(r, s) / (4 * r * s);
  const m = gamma / 2;
  const [low, ratio] = [log(a), log((1 + a) / a)];
  const moment = (e: number): number => powerDifference(e, low, ratio);
  const integral = (1 + 2 * a) * moment(m + 2) - moment(m + 3) - a * (1 + a) * moment(m + 1);
  return 8 * pow(4 * r * s, m) * integral;
}

/** (high^e - low^e) / e, and its limit log(high/low) at e = 0, from log low and log(high/low). */
function powerDifference(e: number, logLow: number, logRatio: number): number {
  return e === 0 ? logRatio : (exp(e * logLow) * expm1(e * logRatio)) / e;
}

/** Panels [0, u], [u, 3u], ..., pi with u = |r - s| / sqrt(r s), the angle at which rho begins to grow. */
function byPanels(alpha: (rho: number) => number, dimension: number, r: number, s: number): number {
  const gap = gapOf(r, s);
  let low = 0;
  let high = Math.sqrt(gap / (r * s));
  let sum = 0;
  while (low < Math.PI) {
    if (high > Math.PI / 2) high = Math.PI;
    const half = (high - low) / 2;
    for (let k = 0; k < panel.nodes.length; k++) {
      const theta = low + half * (1 + panel.nodes[k]);
      const [sine, halfSine] = [sin(theta), sin(theta / 2)];
      const weight = panel.weights[k] * half * sine * sine * (dimension === 3 ? sine : 1);
      sum += weight * alpha(Math.sqrt(gap + 4 * r * s * halfSine * halfSine));
    }
    low = high;
    high *= 3;
  }
  return sum;
}
