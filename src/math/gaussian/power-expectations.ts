/**
 * E[|z|^q p(z)] for a Gaussian z of any mean, p a polynomial and q < 0, by a sum over scales,
 *
 *   E[|z|^q p] = 1/Gamma(b) int_0^oo t^(b-1) prod_k (1 + 2 t s_k)^(-1/2) exp(-t sum_k u_k^2/(1 + 2 t s_k)) E[p(z_t)] dt,   b = -q/2,
 *
 * z_t of means u_k/(1 + 2 t s_k) and variances s_k/(1 + 2 t s_k), since |z|^q = int_0^oo t^(b-1) e^(-t|z|^2) dt/Gamma(b); s_k and u_k are variances and means
 * of independent coordinates. With t = e^x the integrand is analytic and bounded in |Im x| <= pi/2, so the trapezoidal rule of step h errs by
 * e^(-pi^2/h): 7e-18 at h = 1/4. For large t the variances are 1/(2t) less 1/(2t (1 + 2 t s_k)), and the first of them is applied to p beforehand
 * (e^(Delta/4t) p), so that what vanishes in the mean over directions does so without cancellation.
 *
 * Where |z|^q p is not integrable at 0 the result is the finite part (Hadamard): the spherical mean c r^l of p's part of degree l is taken out, and
 * (q+l+d) E r^(q+l) = E[r^(q+l) z . S^-1 (z-u)] continues its expectation. At q + l = -d this is a principal value, which exists when c = 0.
 */
import { exp, log } from "../elementary.ts";
import type { Polynomial, PolynomialSpace } from "./polynomials.ts";
import { gamma as gammaFunction } from "../special.ts";

const STEP = 0.25;
/** Decay required of the neglected ends: e^-42 = 6e-19. */
const REACH = 42;
/** Rounding of a term of the sum, relative: exponents up to REACH, a product of moments. */
const ROUNDING = 1e-14;
/** Spherical means below this part of their polynomial's coefficients are round-off of zero. */
const NEGLIGIBLE = 1e-13;

/** A Gaussian in coordinates that are independent, and polynomials in them. */
export interface IndependentGaussian {
  readonly space: PolynomialSpace;
  readonly mean: Float64Array;
  /** All positive. */
  readonly variances: Float64Array;
}

interface Expectation {
  readonly value: number;
  /** Bound of the error from rounding and quadrature, given the polynomial and the Gaussian. */
  readonly bound: number;
}

/**
 * E[|z|^power p(z)], or its finite part. Throws RangeError unless power < 0 and power + l > -d - 2, l the lowest degree in p; and at power + l = -d for even l
 * when the spherical mean is not 0 to rounding, where neither a principal value nor a finite part exists.
 */
export function gaussianPowerExpectation(law: IndependentGaussian, power: number, polynomial: Polynomial): Expectation {
  const { space } = law;
  const rest = Float64Array.from(polynomial);
  const removed: number[] = [];
  let value = 0;
  let bound = 0;
  for (let degree = 0; degree <= space.degree && power + degree + space.dimension < 1; degree += 2) {
    const mean = space.sphericalMean(polynomial, degree);
    removed.push(degree);
    const size = largestOf(polynomial, space, degree);
    const pole = power + degree + space.dimension === 0;
    if (Math.abs(mean) <= (pole ? NEGLIGIBLE * size : 0)) continue;
    const radial = radialPower(law, power + degree);
    value += mean * radial.value;
    bound += Math.abs(mean) * radial.bound + ROUNDING * size * Math.abs(radial.value);
    const shell = radialPolynomial(space, degree);
    for (let n = 0; n < space.count; n++) rest[n] -= mean * shell[n];
  }
  const scales = overScales(law, power, rest, removed);
  return { value: value + scales.value, bound: bound + scales.bound };
}

/** Finite part of E r^power, power < 0, by div(z r^power) = (power + d) r^power where the integral converges slowly or not at all. */
function radialPower(law: IndependentGaussian, power: number): Expectation {
  const { space, mean, variances } = law;
  const excess = power + space.dimension;
  if (excess >= 1) return overScales(law, power, space.constant(1), []);
  if (excess === 0) throw new RangeError(`|z|^${power} has no finite part in dimension ${space.dimension}`);
  const inverse = new Float64Array(space.dimension * space.dimension);
  variances.forEach((s, k) => (inverse[k * space.dimension + k] = 1 / s));
  const slope = mean.map((u, k) => -u / variances[k]);
  const raised = gaussianPowerExpectation(law, power, space.sum([1, space.quadratic(inverse)], [1, space.linear(slope)]));
  return { value: raised.value / excess, bound: raised.bound / Math.abs(excess) };
}

const largestOf = (of: Polynomial, { degrees }: PolynomialSpace, degree: number): number =>
  of.reduce((most, x, n) => (degrees[n] === degree ? Math.max(most, Math.abs(x)) : most), 0);

/** |x|^degree for even degree. */
function radialPolynomial(space: PolynomialSpace, degree: number): Polynomial {
  let result = space.constant(1);
  for (let j = 2; j <= degree; j += 2) result = space.product(result, space.square());
  return result;
}

/**
 * E p(z_t) = sum_n t^-n G_n for large t: G_n = sum_j Delta^j p_(n+j) / (4^j j!), taken at means u_k/(1/t + 2 s_k) and variances -1/(2 (1/t + 2 s_k)). For parts
 * without spherical mean the constant, which is rounding, is left out.
 */
function expansion(space: PolynomialSpace, p: Polynomial, removed: readonly number[]): Polynomial[] {
  const orders = Array.from({ length: space.degree + 1 }, () => space.constant(0));
  for (let degree = 0; degree <= space.degree; degree++) {
    let part = space.homogeneous(p, degree);
    let factor = 1;
    for (let j = 0; 2 * j <= degree; j++) {
      const into = orders[degree - j];
      const first = 2 * j === degree && removed.includes(degree) ? 1 : 0;
      for (let n = first; n < space.count; n++) into[n] += factor * part[n];
      part = space.laplacian(part);
      factor /= 4 * (j + 1);
    }
  }
  return orders;
}

/** The sum over scales; `removed`: the degrees whose spherical mean is 0. */
function overScales({ space, mean, variances }: IndependentGaussian, power: number, p: Polynomial, removed: readonly number[]): Expectation {
  const orders = expansion(space, p, removed);
  const lowest = orders.findIndex((order) => order.some((x) => x !== 0));
  if (lowest < 0) return { value: 0, bound: 0 };
  const rise = -power / 2;
  const fall = space.dimension / 2 + lowest - rise;
  if (!(rise > 0 && fall > 0)) throw new RangeError(`|z|^${power} times this polynomial has no expectation (dimension ${space.dimension})`);
  const least = variances.reduce((a, b) => Math.min(a, b), Infinity);
  const widest = variances.reduce((a, b) => Math.max(a, b), 0) + mean.reduce((sum, u) => sum + u * u, 0);
  const from = Math.floor((-log(widest) - REACH / rise) / STEP);
  const to = Math.ceil((-log(least) + REACH / fall) / STEP);
  const moments = new Moments(space);
  const at = { value: 0, size: 0 };
  let sum = 0;
  let size = 0;
  for (let n = from; n <= to; n++) {
    const x = n * STEP;
    const t = exp(x);
    const large = t * least > 1;
    const u = large ? exp(-x) : 1;
    let exponent = (large ? -fall : rise) * x;
    let determinant = 1;
    for (let k = 0; k < variances.length; k++) {
      const shrink = large ? 1 / (u + 2 * variances[k]) : 1 / (1 + 2 * t * variances[k]);
      determinant *= shrink;
      exponent -= (large ? 1 : t) * mean[k] * mean[k] * shrink;
      moments.set(k, mean[k] * shrink, large ? -shrink / 2 : variances[k] * shrink);
    }
    const weight = exp(exponent) * Math.sqrt(determinant);
    at.value = at.size = 0;
    if (!large) moments.add(p, 1, at);
    else for (let order = lowest, scale = 1; order < orders.length; order++, scale *= u) moments.add(orders[order], scale, at);
    sum += weight * at.value;
    size += weight * at.size;
  }
  const factor = STEP / gammaFunction(rise);
  return { value: factor * sum, bound: ROUNDING * factor * size };
}

/** Moments E x_k^e of independent normal coordinates, and sums of them; a formal variance may be negative. */
class Moments {
  private readonly width: number;
  private readonly table: Float64Array;
  private readonly space: PolynomialSpace;

  constructor(space: PolynomialSpace) {
    this.space = space;
    this.width = space.degree + 1;
    this.table = new Float64Array(space.dimension * this.width);
  }

  set(k: number, mean: number, variance: number): void {
    const { table, width } = this;
    const start = k * width;
    table[start] = 1;
    if (width > 1) table[start + 1] = mean;
    for (let e = 2; e < width; e++) table[start + e] = mean * table[start + e - 1] + (e - 1) * variance * table[start + e - 2];
  }

  /** Adds scale E p to `into`, and the sum of its terms' absolute values. */
  add(p: Polynomial, scale: number, into: { value: number; size: number }): void {
    const { table, width, space } = this;
    const d = space.dimension;
    for (let n = 0; n < p.length; n++) {
      if (p[n] === 0) continue;
      let term = scale * p[n];
      for (let k = 0; k < d; k++) term *= table[k * width + space.exponents[n * d + k]];
      into.value += term;
      into.size += Math.abs(term);
    }
  }
}
