/**
 * Expectations of homogeneous functions of a centred Gaussian of variances s_j, by a sum over scales,
 *
 *   E[|X|^(gamma-2) F(X X^T)] = 1/Gamma(1 - gamma/2) int_0^oo t^(-gamma/2) prod_j (1 + 2 t s_j)^(-1/2) E[F(X_t X_t^T)] dt,   X_t of variances s_j / (1 + 2 t s_j),
 *
 * since |x|^(gamma-2) = int_0^oo t^(-gamma/2) e^(-t|x|^2) dt / Gamma(1 - gamma/2). With t = e^x the integrand is analytic in the strip |Im x| < pi, so the
 * trapezoidal rule of step h errs by e^(-2 pi^2/h): 3e-18 at h = 1/2.
 */
import { exp, log } from "../elementary.ts";
import { gamma as gammaFunction } from "../special.ts";

const STEP = 0.5;
/** Decay required of the neglected ends: e^-42 = 6e-19. */
const REACH = 42;

/**
 * 1/Gamma(1-gamma/2) int_0^oo t^(-gamma/2) prod_j (1 + 2 t s_j)^(-1/2) F dt for F homogeneous of the given degree in the numbers
 * shrink_j = 1/(1 + 2 t s_j). For t > 1 powers of t are taken out of them, or they would underflow before the integrand is small.
 */
export function overScales(s: Float64Array, gamma: number, degree: number, f: (shrink: Float64Array) => number): number {
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
