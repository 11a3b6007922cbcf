/**
 * Fractional powers of quadratic forms of Gaussians by sums over scales, 0 < e < 1:   Q^(-e) = int e^(ex) exp(-e^x Q) dx / Gamma(e).
 *
 *   E[|X|^q (X.RX)^(-e) X.QX], X ~ N(0, diag(s)), R >= 0, -d < q <= 0: diag(s) tilted by exp(-t X.RX) is C_t = Y (I + 2 t nu)^-1 Y^T, Y = s^(1/2) W,
 *     s^(1/2) R s^(1/2) = W nu W^T, and the rest is a sum over scales in the axes of C_t (scales.ts);
 *   E[|X|^(2-2e)], X ~ N(m, diag(s)), as |X|^2 |X|^(-2e).
 *
 * Trapezoidal rules of step h err by e^(-2 pi s/h) for terms analytic in |Im x| < s: pi for centred Gaussians (h = 2/3), pi/2 otherwise (h = 1/4). Below x where
 * the tilted Gaussian is X to round-off the terms are a geometric series, which is summed. Relative error 1e-12.
 */
import { exp, log } from "../elementary.ts";
import { overScales } from "./scales.ts";
import { gamma as gammaFunction } from "../special.ts";
import { eigen, product, type Matrix } from "../symmetric.ts";

/** Where 1 + 2 t nu is 1 to round-off. */
const LOW = 33;
/** Terms smaller than this share of the sum are dropped. */
const NEGLIGIBLE = 1e-14;

/** `s`: variances [d]; `form`: R; `weight`: Q, both [d][d]; `power`: q; `exponent`: e. */
export function gaussianRatioMean(options: { s: Float64Array; form: Matrix; weight: Matrix; power: number; exponent: number }): number {
  const { s, form, weight, power, exponent } = options;
  const d = s.length;
  const roots = s.map(Math.sqrt);
  const { values: nu, vectors } = eigen(
    form.map((x, k) => roots[Math.floor(k / d)] * x * roots[k % d]),
    d,
  );
  const y = vectors.map((x, k) => roots[Math.floor(k / d)] * x);
  const shrink = new Float64Array(d);
  const tilted = new Float64Array(d * d);
  const term = (x: number): number => {
    const t = exp(x);
    let determinant = 1;
    for (let j = 0; j < d; j++) {
      shrink[j] = 1 / (1 + 2 * t * Math.max(nu[j], 0));
      determinant *= shrink[j];
    }
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let sum = 0;
        for (let k = 0; k < d; k++) sum += y[i * d + k] * shrink[k] * y[j * d + k];
        tilted[i * d + j] = sum;
      }
    }
    const axes = eigen(tilted, d);
    // What is lost in the smallest variances of a very flat Gaussian is lost where terms are negligible.
    const variances = axes.values.map((value) => Math.max(value, 1e-18 * axes.values[d - 1]));
    const diagonal = diagonalIn(weight, axes.vectors, d);
    const mean = overScales(variances, power + 2, 1, (inner) => inner.reduce((sum, one, j) => sum + variances[j] * one * diagonal[j], 0));
    return exp(exponent * x) * Math.sqrt(determinant) * mean;
  };
  return nu[d - 1] > 0 ? sumOverScales(term, 2 * nu[d - 1], exponent, 2 / 3) : Infinity;
}

/** E[|X|^(2 - 2 exponent)] for X ~ N(mean, diag(s)), s >= 0. */
export function gaussianFractionalPower({ mean, s, exponent }: { mean: ArrayLike<number>; s: Float64Array; exponent: number }): number {
  const largest = s.reduce((most, x, j) => Math.max(most, x, mean[j] * mean[j]), 0);
  if (largest === 0) return 0;
  const term = (x: number): number => {
    const t = exp(x);
    let [determinant, square, fall] = [1, 0, 0];
    for (let j = 0; j < s.length; j++) {
      const shrink = 1 / (1 + 2 * t * s[j]);
      determinant *= shrink;
      square += s[j] * shrink + mean[j] * mean[j] * shrink * shrink;
      fall += t * mean[j] * mean[j] * shrink;
    }
    return exp(exponent * x - fall) * Math.sqrt(determinant) * square;
  };
  return sumOverScales(term, 2 * largest, exponent, 0.25);
}

/** int term dx / Gamma(exponent); `term` is e^(exponent x) to round-off below -LOW - log(rate). */
function sumOverScales(term: (x: number) => number, rate: number, exponent: number, step: number): number {
  const unit = log(rate);
  let sum = term(-LOW - unit) / (1 - exp(-exponent * step));
  for (let x = -LOW - unit + step; ; x += step) {
    const next = term(x);
    sum += next;
    if (x > -unit && Math.abs(next) < NEGLIGIBLE * Math.abs(sum)) return (sum * step) / gammaFunction(exponent);
  }
}

/** Diagonal of V^T Q V. */
function diagonalIn(matrix: Matrix, vectors: Matrix, d: number): Float64Array {
  const turned = product(matrix, vectors, d);
  return Float64Array.from({ length: d }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += vectors[i * d + j] * turned[i * d + j];
    return sum;
  });
}
