/**
 * Exact rates at Gaussian data f = N(u, A), mass 1, alpha = c r^gamma, in any dimension d and for -d-2 < gamma < 2:
 *
 *   dP/dt = -2 d c E[|z|^gamma (z z^T - |z|^2/d I)],  z ~ N(0, 2A);      E|X|^gamma, X ~ N(0, A), gamma > -d;
 *   d/dt W2^2(f, g) = tr(S_1 dP_g/dt) - tr(S_0 dP_f/dt),  S_0 = T - I,  S_1 = I - T^-1,  T the optimal map from f to g.
 *
 * Sources: the weak form of the equation with phi = v v^T; the first variation of W2 (C. Villani, "Topics in
 * Optimal Transportation", 2003, chapter 8). Both hold at the instant when the
 * laws are Gaussian: the flow leaves the class unless A is a multiple of I.
 *
 * Method: |z|^(gamma-2) = int_0^oo t^(-gamma/2) e^(-t|z|^2) dt / Gamma(1 - gamma/2), after which expectations over z are those
 * of a Gaussian of variances a_i = s_i/(1 + 2 t s_i). With t = e^x the integrand is analytic in the strip |Im x| < pi, so the
 * trapezoidal rule of step h errs by e^(-2 pi^2/h): 3e-18 at h = 1/2. Differences a_i - a_j are formed without cancellation.
 */
import { gaussianMapMatrix } from "../math/bures.ts";
import { exp, log } from "../math/elementary.ts";
import { gamma as gammaFunction } from "../math/special.ts";
import { eigen, fromRows, functionOf, identity } from "../math/symmetric.ts";
import { ScenarioError } from "../errors.ts";
import type { Rows } from "./gaussian-algebra.ts";

const STEP = 0.5;
/** Decay required of the neglected ends: e^-42 = 6e-19. */
const REACH = 42;

/**
 * 1/Gamma(1-gamma/2) int_0^oo t^(-gamma/2) prod_j (1 + 2 t s_j)^(-1/2) F dt for F homogeneous of the given degree in the numbers
 * shrink_j = 1/(1 + 2 t s_j). For t > 1 powers of t are taken out of them, or they would underflow before the integrand is small.
 */
function overScales(s: Float64Array, gamma: number, degree: number, f: (shrink: Float64Array) => number): number {
  const d = s.length;
  const unit = log(s.reduce((largest, x) => Math.max(largest, x), 0));
  const anisotropy = unit - log(s.reduce((least, x) => Math.min(least, x), Infinity));
  const rise = 1 - gamma / 2;
  const fall = gamma / 2 + d / 2 + degree - 1;
  const low = Math.ceil(REACH / rise / STEP);
  const high = Math.ceil((REACH / fall + anisotropy) / STEP);
  const shrink = new Float64Array(d);
  let sum = 0;
  for (let n = -low; n <= high; n++) {
    const x = n * STEP - unit;
    const large = x > 0;
    const t = exp(large ? -x : x);
    let determinant = 1;
    for (let j = 0; j < d; j++) {
      shrink[j] = large ? 1 / (t + 2 * s[j]) : 1 / (1 + 2 * t * s[j]);
      determinant *= shrink[j];
    }
    sum += exp((large ? -fall : rise) * x) * Math.sqrt(determinant) * f(shrink);
  }
  return (sum * STEP) / gammaFunction(1 - gamma / 2);
}

function checkExponent(gamma: number, above: number): void {
  if (!(gamma > above && gamma < 2)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${above} < gamma < 2)`);
}

/**
 * E|X|^gamma for X ~ N(0, covariance), gamma > -d. It is the largest value of int rho(w)|v-w|^gamma dw for gamma <= 0. Relative
 * error 1e-14.
 */
export function gaussianPowerMean(options: { covariance: Rows; gamma: number }): number {
  const d = options.covariance.length;
  checkExponent(options.gamma, -d);
  const { values } = eigen(fromRows(options.covariance), d);
  return overScales(values, options.gamma, 1, (shrink) => shrink.reduce((sum, x, i) => sum + values[i] * x, 0));
}

/**
 * Derivative of the second moment P = int v v^T f at f = N(u, covariance), [d][d], for alpha = strength r^gamma. Relative error
 * 1e-13.
 */
export function gaussianSecondMomentRate(options: { covariance: Rows; gamma: number; strength?: number }): number[][] {
  const { covariance, gamma, strength = 1 } = options;
  const d = covariance.length;
  checkExponent(gamma, -d - 2);
  const { values, vectors } = eigen(fromRows(covariance), d);
  const s = values.map((x) => 2 * x);
  // E[|z|^gamma (z_i^2 - z_j^2)]; for the tilted Gaussian E[|z|^2 (z_i^2 - z_j^2)] = (a_i - a_j)(sum a + 2 a_i + 2 a_j).
  const difference = (i: number, j: number): number =>
    overScales(s, gamma, 3, (shrink) => {
      const sum = shrink.reduce((total, x, k) => total + s[k] * x, 0);
      return (s[i] - s[j]) * shrink[i] * shrink[j] * (sum + 2 * s[i] * shrink[i] + 2 * s[j] * shrink[j]);
    });
  const pairs = Array.from({ length: d }, (_, i) => Array.from({ length: i }, (_, j) => difference(i, j)));
  const antisymmetric = (i: number, j: number): number => (i > j ? pairs[i][j] : i < j ? -pairs[j][i] : 0);
  const rates = Array.from(s, (_, i) => -2 * strength * Array.from(s, (_, j) => antisymmetric(i, j)).reduce((sum, x) => sum + x, 0));
  return Array.from({ length: d }, (_, k) =>
    Array.from({ length: d }, (_, l) => rates.reduce((sum, rate, i) => sum + vectors[k * d + i] * rate * vectors[l * d + i], 0)),
  );
}

/** d/dt W2^2 at f = N(., from), g = N(., to), both evolving with alpha = strength r^gamma; means drop out, being conserved. */
export function gaussianWassersteinRate(options: { from: Rows; to: Rows; gamma: number; strength?: number }): number {
  const { from, to, ...kernel } = options;
  const d = from.length;
  if (to.length !== d) throw new ScenarioError(`covariances of different dimensions: ${d} and ${to.length}`);
  const map = gaussianMapMatrix(fromRows(from), fromRows(to), d);
  const inverse = functionOf(map, d, (x) => 1 / x);
  const unit = identity(d);
  const rateFrom = gaussianSecondMomentRate({ covariance: from, ...kernel }).flat();
  const rateTo = gaussianSecondMomentRate({ covariance: to, ...kernel }).flat();
  return unit.reduce((sum, one, k) => sum + (one - inverse[k]) * rateTo[k] - (map[k] - one) * rateFrom[k], 0);
}
