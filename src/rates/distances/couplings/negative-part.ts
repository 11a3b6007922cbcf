/**
 * E r^p r~^p max(0, -z.z~), p = gamma/2, of a pair whose laws are coupled optimally (pair-law.ts): what |z.z~| exceeds z.z~ by, halved. With M(u) = E e^(-u Q) of the
 * quadratic form Q = z.z~ under the law times e^(-t r^2 - s r~^2),
 *
 *   E max(0, -Q) = (1/2 pi i) int_(c - i oo)^(c + i oo) M(u) u^-2 du,   M(u) = e^(-u q) prod_k (1 + u nu_k)^(-1/2) e^(u^2 b_k^2/(2 (1 + u nu_k))),
 *
 * c > 0 left of the first singularity; u = c (1 + i sinh x) and the trapezoidal rule in x. It is a small part of a coupled cost's rate: steps are 1/2 in log t and
 * log s (e^(-pi^2/h) = 3e-9), 2/5 in x. The bound is the change to steps a quarter longer.
 */
import { cos, exp, expm1, log, sin } from "../../../math/elementary.ts";
import { gamma as gammaFunction } from "../../../math/special.ts";
import { eigen, functionOf, type Matrix } from "../../../math/symmetric.ts";
import type { Value } from "../../../functionals/index.ts";
import type { PairLaw } from "./pair-law.ts";

/** e^-22 = 3e-10. */
const REACH = 22;

/** For -d-1 < gamma <= 1. */
export function negativePart(law: PairLaw, gamma: number): Value {
  const fine = atStep(law, gamma, 0.5);
  return { value: fine, bound: Math.abs(fine - atStep(law, gamma, 0.625)) + 1e-9 * Math.abs(fine) };
}

function atStep({ first, second, inner, cross, outer }: PairLaw, gamma: number, step: number): number {
  const d = first.length;
  const p = gamma / 2;
  const size = 2 * d;
  const joint = new Float64Array(size * size);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      joint[i * size + j] = inner[i * d + j];
      joint[(i + d) * size + j + d] = outer[i * d + j];
      joint[i * size + j + d] = joint[(j + d) * size + i] = cross[i * d + j];
    }
  }
  const root = functionOf(joint, size, (x) => Math.sqrt(Math.max(x, 0)));
  const mean = Float64Array.of(...first, ...second);
  if (p === 0) return tilted(root, mean, 0, 0, d);
  const rise = -p / 2;
  const fall = (d + p + 1) / 2;
  const range = (covariance: Matrix, u: Float64Array): readonly [number, number] => {
    const { values } = eigen(covariance, d);
    const most = u.reduce((sum, x) => sum + x * x, values[d - 1]);
    return [Math.floor((-log(2 * most) - REACH) / step), Math.ceil((REACH / fall - log(2 * values[0])) / step)];
  };
  const [rows, columns] = [range(inner, first), range(outer, second)];
  // The first node stands for all before it.
  const weight = (n: number, low: number): number => exp(rise * n * step) * (n === low ? 1 + 1 / expm1(rise * step) : 1);
  let sum = 0;
  for (let n = rows[0]; n <= rows[1]; n++) {
    for (let k = columns[0]; k <= columns[1]; k++) {
      sum += weight(n, rows[0]) * weight(k, columns[0]) * tilted(root, mean, exp(n * step), exp(k * step), d);
    }
  }
  const scale = step / gammaFunction(rise);
  return scale * scale * sum;
}

/** E e^(-t r^2 - s r~^2) max(0, -z.z~). */
function tilted(root: Matrix, mean: Float64Array, t: number, s: number, d: number): number {
  const size = 2 * d;
  // x = mean + root y; the weight is a Gaussian in y of precision P = 1 + root S root and shift -root S mean.
  const scale = (i: number): number => (i < d ? 2 * t : 2 * s);
  const precision = new Float64Array(size * size);
  const shift = new Float64Array(size);
  let exponent = 0;
  for (let i = 0; i < size; i++) {
    exponent -= (scale(i) * mean[i] * mean[i]) / 2;
    for (let j = 0; j < size; j++) {
      let entry = i === j ? 1 : 0;
      for (let k = 0; k < size; k++) entry += root[i * size + k] * scale(k) * root[k * size + j];
      precision[i * size + j] = entry;
      shift[i] -= root[i * size + j] * scale(j) * mean[j];
    }
  }
  const { values, vectors } = eigen(precision, size);
  // x = centre + F y', y' standard normal.
  const F = new Float64Array(size * size);
  const centre = Float64Array.from(mean);
  for (let k = 0; k < size; k++) {
    let along = 0;
    for (let i = 0; i < size; i++) along += vectors[i * size + k] * shift[i];
    exponent += (along * along) / values[k] / 2 - log(values[k]) / 2;
    for (let i = 0; i < size; i++) {
      let image = 0;
      for (let j = 0; j < size; j++) image += root[i * size + j] * vectors[j * size + k];
      centre[i] += (image * along) / values[k];
      F[i * size + k] = image / Math.sqrt(values[k]);
    }
  }
  if (exponent < -60) return 0;
  const form = new Float64Array(size * size);
  const slope = new Float64Array(size);
  let offset = 0;
  for (let i = 0; i < d; i++) {
    offset += centre[i] * centre[i + d];
    for (let k = 0; k < size; k++) {
      slope[k] += F[i * size + k] * centre[i + d] + F[(i + d) * size + k] * centre[i];
      for (let l = 0; l < size; l++) form[k * size + l] += F[i * size + k] * F[(i + d) * size + l] + F[(i + d) * size + k] * F[i * size + l];
    }
  }
  const system = eigen(form, size);
  const b = system.values.map((_, k) => slope.reduce((total, x, i) => total + system.vectors[i * size + k] * x, 0));
  return exp(exponent) * meanNegative(system.values, b, offset);
}

const CONTOUR_STEP = 0.4;

/** E max(0, -Q), Q = offset + sum_k b_k y_k + nu_k y_k^2/2, y standard normal. */
function meanNegative(nu: Float64Array, b: Float64Array, offset: number): number {
  const spread = Math.sqrt(nu.reduce((sum, x, k) => sum + (x * x) / 2 + b[k] * b[k], 0));
  // Chebyshev's inequality could leave more; for a form that is positive and far from 0 the integral is next to nothing.
  if (spread === 0) return Math.max(0, -offset);
  const c = 1 / (2 * Math.max(0, -nu[0]) + spread);
  let sum = 0;
  for (let n = 0; n <= 24; n++) {
    const e = exp(n * CONTOUR_STEP);
    const [sinh, cosh] = [(e - 1 / e) / 2, (e + 1 / e) / 2];
    const [re, im] = [c, c * sinh];
    let [exponent, phase, pr, pi] = [-re * offset, -im * offset, 1, 0];
    // u^2.
    const [ur, ui] = [re * re - im * im, 2 * re * im];
    for (let k = 0; k < nu.length; k++) {
      const [x, y] = [1 + re * nu[k], im * nu[k]];
      const square = x * x + y * y;
      const half = (b[k] * b[k]) / 2 / square;
      exponent += half * (ur * x + ui * y);
      phase += half * (ui * x - ur * y);
      // (x + i y)^(-1/2), the principal branch.
      const modulus = Math.sqrt(square);
      const root = Math.sqrt((modulus + x) / 2);
      const other = y / (2 * root);
      const [qr, qi] = [root / modulus, -other / modulus];
      [pr, pi] = [pr * qr - pi * qi, pr * qi + pi * qr];
    }
    const size = exp(exponent);
    const [mr, mi] = [size * (pr * cos(phase) - pi * sin(phase)), size * (pr * sin(phase) + pi * cos(phase))];
    const real = (mr * ur + mi * ui) / (ur * ur + ui * ui);
    sum += (n === 0 ? 0.5 : 1) * real * c * cosh;
  }
  return (sum * CONTOUR_STEP) / Math.PI;
}
