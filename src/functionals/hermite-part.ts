/**
 * E(f) = int (f/m - 1)^2 m (CP, Theorem 1) by the degrees of Hermite polynomials, m the Maxwellian of the law's own mean u and variance theta:
 *
 *   E_D(f) = sum_(1 <= |alpha| <= D) a_alpha^2,   a_alpha = int f H_alpha((v - u)/sqrt theta),   E = lim E_D.
 *
 * Of N particles by the pair statistic, without its diagonal:  (1/N(N-1)) sum_(i != j) h(v_i, v_j),  h(v, w) = sum_alpha H_alpha(v) H_alpha(w), whose mean is E_D of the law of one particle when
 * particles are independent; correlations of order 1/N, as collisions make them, leave a bias of order 1/N. Its standard error by the jackknife, which never is too small in mean
 * (B. Efron, C. Stein, Ann. Statist. 9 (1981) 586). At equilibrium the variance is 2/N^2 times the number of polynomials; far tails raise it with the degree.
 *
 * Of laws by quadrature; isotropic ones by Laguerre polynomials of |x|^2/2, E_2k = (E L_k)^2 k!/(d/2)_k, since their nodes lie on the axes.
 */
import { ScenarioError } from "../errors.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { hermiteValues, multiIndices } from "../math/polynomials/hermite.ts";
import { sumOver } from "../math/sum.ts";
import type { Law, Nodes, Planes } from "../protocols/index.ts";
import { varianceOf } from "./gaussian-algebra.ts";
import { closed, measure, ROUNDING, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

/** The Maxwellian that polynomials belong to: mean [d], variance theta in each direction. */
export interface MaxwellianFrame {
  readonly mean: readonly number[];
  readonly variance: number;
}

const frameOf = (law: Law): MaxwellianFrame => ({ mean: law.mean, variance: varianceOf(law) });

/** Throws ScenarioError unless a degree is whole and at least 1. */
export function checkDegree(degree: number): void {
  if (!Number.isInteger(degree) || degree < 1) throw new ScenarioError(`invalid degree: found ${degree}, expected a whole number >= 1`);
}

/** All H_alpha, 1 <= |alpha| <= degree, by degree, at a point of planes: what `at` writes stays in `values`. */
function polynomials(dimension: number, degree: number, { mean, variance }: MaxwellianFrame) {
  const indices = Array.from({ length: degree }, (_, k) => multiIndices(dimension, k + 1)).flat();
  const exponents = Uint16Array.from(indices.flat());
  const rows = Array.from({ length: dimension }, () => new Float64Array(degree + 1));
  const values = new Float64Array(indices.length);
  const inverse = 1 / Math.sqrt(variance);
  return {
    values,
    degrees: indices.map((index) => index.reduce((sum, k) => sum + k, 0)),
    at(planes: Planes, i: number): void {
      for (let k = 0; k < dimension; k++) hermiteValues((planes[k][i] - mean[k]) * inverse, degree, rows[k]);
      for (let n = 0, place = 0; n < values.length; n++) {
        let product = 1;
        for (let k = 0; k < dimension; k++) product *= rows[k][exponents[place++]];
        values[n] = product;
      }
    },
  };
}

/** E_D of a cloud with its standard error. Throws ScenarioError for fewer than three particles and for a degree that is no whole number >= 1. */
export function cloudRelativeL2(planes: Planes, options: MaxwellianFrame & { degree: number }): { value: number; error: number } {
  const { degree, ...frame } = knownOptions("cloudRelativeL2", options, ["mean", "variance", "degree"]);
  checkDegree(degree);
  const count = planes[0].length;
  if (count < 3) throw new ScenarioError(`E by pairs: found ${count} particles, expected at least 3`);
  const { values, at } = polynomials(planes.length, degree, frame);
  const sums = new Float64Array(values.length);
  for (let i = 0; i < count; i++) {
    at(planes, i);
    for (let n = 0; n < values.length; n++) sums[n] += values[n];
  }
  // What particle i has with the others, on average.
  const own = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    at(planes, i);
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[n] * (sums[n] - values[n]);
    own[i] = sum / (count - 1);
  }
  const value = sumOver(count, (i) => own[i]).sum / count;
  const squares = sumOver(count, (i) => (own[i] - value) * (own[i] - value)).sum;
  return { value, error: Math.sqrt((4 * (count - 1) * squares) / count) / (count - 2) };
}

/** Degrees beyond this one are not tried. */
const MOST = 16;

/**
 * The largest degree (2 at least) at which the standard error of E_D from `particles` independent ones stays below `precision`, foretold by
 *
 *   (4/N) Var(sum_alpha a_alpha H_alpha) + (2/N^2) E h(V, V')^2
 *
 * on a cloud of the law's own that is not the one measured, so that the choice leaves no bias.
 */
export function allowedDegree(pilot: Planes, options: MaxwellianFrame & { particles: number; precision: number }): number {
  const { particles, precision, ...frame } = knownOptions("allowedDegree", options, ["mean", "variance", "particles", "precision"]);
  const { values, degrees, at } = polynomials(pilot.length, MOST, frame);
  const count = pilot[0].length & ~1;
  const means = new Float64Array(values.length);
  const before = new Float64Array(values.length);
  const pairs = new Float64Array(MOST + 1);
  for (let i = 0; i < count; i++) {
    at(pilot, i);
    for (let n = 0; n < values.length; n++) means[n] += values[n] / count;
    if (i % 2 === 0) before.set(values);
    else addSquares(pairs, degrees, (n) => values[n] * before[n], 2 / count);
  }
  const [linear, squares] = [new Float64Array(MOST + 1), new Float64Array(MOST + 1)];
  for (let n = 0; n < values.length; n++) linear[degrees[n]] += means[n] * means[n];
  for (let i = 0; i < count; i++) {
    at(pilot, i);
    addSquares(squares, degrees, (n) => means[n] * values[n], 1 / count);
  }
  let allowed = 2;
  for (let k = 1, sum = 0; k <= MOST; k++) {
    sum += linear[k];
    const variance = (4 / particles) * (squares[k] - sum * sum) + (2 / particles / particles) * pairs[k];
    if (!(Math.sqrt(variance) <= precision)) break;
    allowed = Math.max(allowed, k);
  }
  return allowed;
}

/** Adds `weight` times the square of the sum of all terms up to each degree. */
function addSquares(into: Float64Array, degrees: readonly number[], term: (n: number) => number, weight: number): void {
  let sum = 0;
  for (let n = 0; n < degrees.length; n++) {
    sum += term(n);
    if (degrees[n] !== degrees[n + 1]) into[degrees[n]] += weight * sum * sum;
  }
}

const moment = (nodes: Nodes, of: (n: number) => number): number => sumOver(nodes.weights.length, (n) => nodes.weights[n] * nodes.density[n] * of(n)).sum;

/** E_2k summed over 2 <= 2k <= degree, of an isotropic law at its nodes. */
function radialPart(nodes: Nodes, { mean, variance }: MaxwellianFrame, degree: number): number {
  const rise = mean.length / 2 - 1;
  const radii = Float64Array.from(
    nodes.weights,
    (_, n) => nodes.points.reduce((sum, plane, k) => sum + (plane[n] - mean[k]) * (plane[n] - mean[k]), 0) / (2 * variance),
  );
  let [before, now] = [new Float64Array(radii.length), new Float64Array(radii.length).fill(1)];
  let [sum, norm] = [0, 1];
  for (let k = 0; 2 * k + 2 <= degree; k++) {
    const [last, here] = [before, now];
    [before, now] = [here, radii.map((x, n) => ((2 * k + 1 + rise - x) * here[n] - (k + rise) * last[n]) / (k + 1))];
    norm *= (k + 1 + rise) / (k + 1);
    const coefficient = moment(nodes, (n) => now[n]);
    sum += (coefficient * coefficient) / norm;
  }
  return sum;
}

function hermitePart(nodes: Nodes, frame: MaxwellianFrame, degree: number): number {
  const { values, at } = polynomials(frame.mean.length, degree, frame);
  const coefficients = new Float64Array(values.length);
  for (let n = 0; n < nodes.weights.length; n++) {
    at(nodes.points, n);
    const mass = nodes.weights[n] * nodes.density[n];
    for (let k = 0; k < values.length; k++) coefficients[k] += mass * values[k];
  }
  return sumOver(coefficients.length, (k) => coefficients[k] * coefficients[k]).sum;
}

/** E_D of a law. Throws ScenarioError as `cloudRelativeL2`, and for a law without quadrature. */
export function relativeL2UpTo(subject: Subject, options: { degree: number }): Value {
  const { degree } = knownOptions("relativeL2UpTo", options, ["degree"]);
  checkDegree(degree);
  return measure(subject, (law) => {
    const { fine, coarse } = quadratureOf(law);
    const part = law.radial ? radialPart : hermitePart;
    const value = part(fine, frameOf(law), degree);
    const { bound } = closed(value, 1 + value);
    return { value, bound: bound + 100 * ROUNDING * Math.sqrt(value) + (coarse === fine ? 0 : Math.abs(value - part(coarse, frameOf(law), degree))) };
  });
}
