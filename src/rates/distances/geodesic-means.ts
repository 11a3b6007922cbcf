/**
 * What the bounds of CP, Theorem 3, need of a point of a Gaussian geodesic: expectations over two independent points v, w of rho_s = N(c, Sigma), with
 * z = v - w ~ N(0, 2 Sigma), eta = grad u(v) - grad u(w) = S z, of powers of r = |z|, -d < gamma (math/gaussian/scales.ts; D: the tilted variances in the axes of z):
 *
 *   r^(gamma-2) (z.Sz)^2:     tr(SD)^2 + 2 tr(SDSD);         r^gamma |Sz|^2:     tr D tr(S^2 D) + 2 tr(S^2 D^2);
 *   r^gamma |grad u(v)|^2  =  r^gamma |Sz|^2 / 4 + r^gamma (tr(S 2 Sigma S) / 4 + |b - a|^2),   as 2 (v - c) = y + z, y like z and independent of it.
 */
import { gaussianPowerMean } from "../../functionals/index.ts";
import { pow } from "../../math/elementary.ts";
import { gaussianFractionalPower, gaussianRatioMean } from "../../math/gaussian/fractional.ts";
import { overScales } from "../../math/gaussian/scales.ts";
import { eigen, product, toRows, type Matrix } from "../../math/symmetric.ts";
import type { GeodesicPoint } from "./gaussian-geodesic.ts";

/** Traces of products of the Hessian S with the tilted variances D. */
interface Traces {
  /** Of D, SD, S^2 D, S^2 D^2, SDSD. */
  readonly D: number;
  readonly SD: number;
  readonly SSD: number;
  readonly SSDD: number;
  readonly SDSD: number;
}

/** E[r^(gamma-2) F], F homogeneous of degree 2 in D, at a point of the geodesic. */
function mean({ variances, turned }: GeodesicPoint, gamma: number, f: (traces: Traces) => number): number {
  const d = variances.length;
  const square = product(turned, turned, d);
  return overScales(variances, gamma, 2, (shrink) => {
    const t = { D: 0, SD: 0, SSD: 0, SSDD: 0, SDSD: 0 };
    for (let i = 0; i < d; i++) {
      const x = variances[i] * shrink[i];
      const twice = square[i * d + i];
      t.D += x;
      t.SD += turned[i * d + i] * x;
      t.SSD += twice * x;
      t.SSDD += twice * x * x;
      for (let j = 0; j < d; j++) t.SDSD += turned[i * d + j] * turned[i * d + j] * x * variances[j] * shrink[j];
    }
    return f(t);
  });
}

/** E r^(gamma-2) (z.Sz)^2: of the gradient differences, the part along z. */
export const alongMean = (point: GeodesicPoint, gamma: number): number => mean(point, gamma, ({ SD, SDSD }) => SD * SD + 2 * SDSD);

/** E r^gamma |grad u(v) - grad u(w)|^2. */
export const differenceMean = (point: GeodesicPoint, gamma: number): number => mean(point, gamma, ({ D, SSD, SSDD }) => D * SSD + 2 * SSDD);

/** sup_v I_gamma rho_s, -d < gamma <= 0, which is at the centre: E|X|^gamma, X ~ N(0, Sigma_s). */
export function potentialPeak({ covariance, variances }: GeodesicPoint, gamma: number): number {
  return gaussianPowerMean({ covariance: toRows(covariance, variances.length), gamma });
}

/** E r^gamma |grad u(v)|^2. */
export function gradientMean(point: GeodesicPoint, shift: Float64Array, gamma: number): number {
  const { turned, variances } = point;
  const d = variances.length;
  let others = shift.reduce((sum, x) => sum + x * x, 0);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) others += (turned[i * d + j] * turned[i * d + j] * variances[j]) / 4;
  return differenceMean(point, gamma) / 4 + others * pow(2, gamma / 2) * potentialPeak(point, gamma);
}

/** E r^q |Sz|^(2 - 2e), 0 < e < 1, -d < q <= 0. 0 when S is. */
export function fractionalDifference({ variances, turned }: GeodesicPoint, power: number, e: number): number {
  if (turned.every((x) => x === 0)) return 0;
  const square = product(turned, turned, variances.length);
  return gaussianRatioMean({ s: variances, form: square, weight: square, power, exponent: e });
}

/** E |grad u(v)|^(2 - 2e), 0 < e < 1: grad u(v) is N(b - a, S Sigma S). */
export function fractionalGradient({ covariance, hessian }: GeodesicPoint, shift: Float64Array, e: number): number {
  const d = shift.length;
  const { values, vectors } = eigen(product(product(hessian, covariance, d), hessian, d), d);
  const mean = values.map((_, j) => shift.reduce((sum, x, i) => sum + vectors[i * d + j] * x, 0));
  return gaussianFractionalPower({ mean, s: values.map((x) => Math.max(x, 0)), exponent: e });
}

/** E r^gamma z.Qz, Q [d][d] in the axes of z. */
export const formMean = ({ variances }: GeodesicPoint, weight: Matrix, gamma: number): number =>
  overScales(variances, gamma + 2, 1, (shrink) => shrink.reduce((sum, one, j) => sum + variances[j] * one * weight[j * variances.length + j], 0));
