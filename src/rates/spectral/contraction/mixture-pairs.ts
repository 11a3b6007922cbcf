/**
 * Pairs of a mixture of Gaussians. For components N(a_k, A_k), N(a_l, A_l) the difference z has mean a and covariance S = A_k + A_l, and x is Gaussian given z.
 *
 * Close components: |z|^(gamma-2) = int_0^oo t^(-gamma/2) e^(-t|z|^2) dt / Gamma(1 - gamma/2), and e^(-t|z|^2) times the Gaussian of z is another of variances
 * s_j/(1 + 2 t s_j) in the eigenvectors of S; with 2 t s = q/(1 - q) the integrand is q^(-gamma/2) (1 - q)^(d/2 + gamma/2) times an analytic function, for which
 * there is a Gauss rule. Gauss-Hermite rules integrate the rest, exactly for polynomials. Components that are 16 standard deviations of z apart: |z|^gamma is
 * smooth where the mass is, and Gauss-Hermite integrates it too, to about 1e-11.
 *
 * Errors: for polynomials, that of the rule in q, which falls geometrically with its length, slower the more anisotropic S is.
 */
import { choleskyFactor } from "../../../math/cholesky.ts";
import { exp, log, pow } from "../../../math/elementary.ts";
import { gaussHalfInterval, gaussHermite, type Rule } from "../../../math/quadrature.ts";
import { gamma as gammaFunction } from "../../../math/special.ts";
import { eigen } from "../../../math/symmetric.ts";
import type { GaussianComponent, Law } from "../../../protocols/index.ts";
import type { PairRule } from "./pairs.ts";

type Visit = (point: Float64Array, weight: number) => void;

/** Squared distance in units of the largest variance, 2 |a|^2/s, beyond which components are far from each other. */
const FAR = 256;
/** Decimal digits asked of the rule in q, at two resolutions. */
const DIGITS = [9, 12] as const;

/** Nodes of the product of Gauss-Hermite rules of these lengths. */
function overNormals(rules: readonly Rule[], visit: Visit): void {
  const point = new Float64Array(rules.length);
  const descend = (axis: number, weight: number): void => {
    if (axis === rules.length) return visit(point, weight);
    const { nodes, weights } = rules[axis];
    for (let k = 0; k < nodes.length; k++) {
      point[axis] = nodes[k];
      descend(axis + 1, weight * weights[k]);
    }
  };
  descend(0, 1);
}

/** Lower Cholesky factor, row by row; zero rows for a variance that has vanished do not occur, since A_k - A_k S^-1 A_k > 0. */
const factorOf = (rows: readonly (readonly number[])[]): Float64Array => {
  const factor = choleskyFactor(rows);
  if (!factor) throw new RangeError("a covariance is singular to working precision");
  return factor;
};

/** Degrees along the columns of `vectors`: an axis keeps its own, a mixed direction has the largest. */
function degreesAlong(vectors: Float64Array, degrees: readonly number[]): number[] {
  const d = degrees.length;
  const most = degrees.reduce((a, b) => Math.max(a, b), 0);
  return degrees.map((_, j) => {
    const used = degrees.flatMap((degree, i) => (vectors[i * d + j] === 0 ? [] : [degree]));
    return used.length === 1 ? used[0] : most;
  });
}

/** Scales t with weights, for mean and variances of z in the frame of S: E |z|^(gamma-2) g(z) = sum weight_t E g(z_t). */
function scalesOf(centre: readonly number[], variances: Float64Array, gamma: number, degree: number, digits: number): { t: number; weight: number }[] {
  const d = variances.length;
  const [least, most] = [variances[0], variances[d - 1]];
  const unit = Math.sqrt(least * most);
  const square = centre.reduce((sum, x) => sum + x * x, 0);
  // The nearest branch points of prod (1 - q + q s_j/unit)^(-1/2), at q = 1/(1 - s_j/unit), are on an ellipse of Bernstein of this size; e^(-X q), X = |a|^2/2s,
  // is resolved by polynomials of degree sqrt(X) times the root of the digits.
  const root = Math.sqrt(Math.sqrt(least / most));
  const ellipse = root < 0.9 ? log((1 + root) / (1 - root)) : 2.9;
  const decay = digits * Math.LN10;
  const length = Math.min(100, Math.ceil(degree / 2 + 3 + decay / (2 * ellipse) + Math.sqrt((decay * square) / (8 * least))));
  const rise = 1 - gamma / 2;
  const { nodes, weights } = gaussHalfInterval(length, 2 * rise - 1, d / 2 + gamma / 2);
  const scale = (2 * pow(2 * unit, -rise)) / gammaFunction(rise);
  return Array.from(nodes, (x, i) => {
    const q = x * x;
    const rest = (1 - x) * (1 + x);
    let exponent = 0;
    let product = 1;
    for (let j = 0; j < d; j++) {
      // 1 + 2 t s_j = widened / (1 - q).
      const widened = rest + (q * variances[j]) / unit;
      product *= widened;
      exponent += ((q / (2 * unit)) * centre[j] * centre[j]) / widened;
    }
    return { t: q / (2 * unit * rest), weight: (scale * weights[i] * exp(-exponent)) / (rest * rest * Math.sqrt(product)) };
  });
}

/** Nodes of z with weights that carry |z|^gamma. */
function overDifferences(
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
  gamma: number,
  degrees: readonly number[],
  level: 0 | 1,
  visit: Visit,
) {
  const d = mean.length;
  const { values, vectors } = eigen(Float64Array.from(covariance.flat()), d);
  const along = degreesAlong(vectors, degrees);
  const most = along.reduce((a, b) => Math.max(a, b), 0);
  const centre = mean.map((_, j) => mean.reduce((sum, x, i) => sum + vectors[i * d + j] * x, 0));
  const far = mean.reduce((sum, x) => sum + x * x, 0) > FAR * values[d - 1];
  const scales = far ? [{ t: 0, weight: 1 }] : scalesOf(centre, values, gamma, most, DIGITS[level]);
  const rules = along.map((degree) => gaussHermite(far ? degree + (level ? 8 : 7) : Math.max(degree + 1, 3)));
  const z = new Float64Array(d);
  for (const { t, weight: size } of scales) {
    overNormals(rules, (point, weight) => {
      z.fill(0);
      let square = 0;
      for (let j = 0; j < d; j++) {
        const shrink = 1 / (1 + 2 * t * values[j]);
        const y = centre[j] * shrink + Math.sqrt(values[j] * shrink) * point[j];
        square += y * y;
        for (let i = 0; i < d; i++) z[i] += vectors[i * d + j] * y;
      }
      // At z = 0 the integrand vanishes, and z has no direction.
      if (square > 0) visit(z, size * weight * (far ? pow(square, gamma / 2) : square));
    });
  }
}

/** The rule of one mixture, for potentials of these degrees in the axes. */
export function mixturePairs(law: Law, components: readonly GaussianComponent[], gamma: number, degrees: readonly number[], level: 0 | 1): PairRule {
  const d = law.dimension;
  const most = degrees.reduce((a, b) => Math.max(a, b), 0);
  const centred = components.map((c) => ({ ...c, mean: c.mean.map((x, i) => x - law.mean[i]) }));
  const isDiagonal = (rows: readonly (readonly number[])[]): boolean => rows.every((row, i) => row.every((x, j) => i === j || x === 0));
  const lengths = (rows: readonly (readonly number[])[], of: (degree: number) => number): Rule[] =>
    degrees.map((degree) => gaussHermite(of(isDiagonal(rows) ? degree : most)));
  return {
    dimension: d,
    points(visit) {
      const x = new Float64Array(d);
      for (const { weight: share, mean, covariance } of centred) {
        const factor = factorOf(covariance);
        overNormals(
          lengths(covariance, (degree) => 2 * degree + 1),
          (point, weight) => {
            place(mean, factor, point, x);
            visit(x, share * weight);
          },
        );
      }
    },
    pairs(visit) {
      const [x, y] = [new Float64Array(d), new Float64Array(d)];
      centred.forEach((first, k) => {
        for (const second of centred.slice(k)) {
          const share = first.weight * second.weight * 2;
          const sum = first.covariance.map((row, i) => row.map((entry, j) => entry + second.covariance[i][j]));
          const mean = first.mean.map((u, i) => u - second.mean[i]);
          const { regression, factor, rest } = given(first.covariance, sum);
          const rules = lengths(rest, (degree) => Math.max(degree - 1, 1));
          const centre = new Float64Array(d);
          overDifferences(mean, sum, gamma, degrees, level, (z, outer) => {
            // Within a component z and -z exchange x and y.
            if (first === second && !leads(z)) return;
            for (let i = 0; i < d; i++) {
              centre[i] = first.mean[i];
              for (let j = 0; j < d; j++) centre[i] += regression[i * d + j] * (z[j] - mean[j]);
            }
            overNormals(rules, (point, weight) => {
              place(centre, factor, point, x);
              for (let i = 0; i < d; i++) y[i] = x[i] - z[i];
              visit(x, y, share * outer * weight);
            });
          });
        }
      });
    },
  };
}

/** One of each pair +-z. */
function leads(z: Float64Array): boolean {
  for (const component of z) if (component !== 0) return component > 0;
  return false;
}

function place(mean: ArrayLike<number>, factor: Float64Array, point: Float64Array, into: Float64Array): void {
  const d = into.length;
  for (let i = 0; i < d; i++) {
    into[i] = mean[i];
    for (let j = 0; j <= i; j++) into[i] += factor[i * d + j] * point[j];
  }
}

/** x given z: regression A S^-1, covariance A - A S^-1 A and its Cholesky factor. */
function given(a: readonly (readonly number[])[], s: readonly (readonly number[])[]): { regression: Float64Array; factor: Float64Array; rest: number[][] } {
  const d = a.length;
  const { values, vectors } = eigen(Float64Array.from(s.flat()), d);
  const regression = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        let along = 0;
        for (let l = 0; l < d; l++) along += a[i][l] * vectors[l * d + k];
        regression[i * d + j] += (along * vectors[j * d + k]) / values[k];
      }
    }
  }
  const rest = a.map((row, i) => row.map((entry, j) => entry - row.reduce((sum, _, k) => sum + regression[i * d + k] * a[k][j], 0)));
  return { regression, factor: factorOf(rest), rest };
}
