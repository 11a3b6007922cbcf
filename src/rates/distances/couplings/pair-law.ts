/**
 * The relative velocities z = v - w and z~ = v~ - w~ of a pair of species whose laws are coupled optimally, v~ = T_i (v - a_i) + b_i and w~ likewise: a Gaussian of R^2d,
 *
 *   means a_i - a_j, b_i - b_j;   Cov z = A_i + A_j,   Cov z~ = B_i + B_j,   Cov(z, z~) = A_i T_i + A_j T_j,
 *
 * and its product moments r^p r~^p {z.z~, r r~} by a double sum over scales: r^(p-2) r~^(p-2) and r^(p-1) r~^(p-1) are integrals of e^(-t r^2 - s r~^2), under which
 * the law stays Gaussian, and Wick's formula for the quadratic forms r^2, r~^2 and z.z~ gives the rest. Trapezoidal rule in log t and log s, step 1/3: e^(-pi^2/h) = 1e-13.
 */
import { exp, expm1, log } from "../../../math/elementary.ts";
import { gamma as gammaFunction } from "../../../math/special.ts";
import { eigen, inColumns, product, type Matrix } from "../../../math/symmetric.ts";
import type { Value } from "../../../functionals/index.ts";
import type { GaussianSpecies } from "../../moments/gaussian-species.ts";

/** Means [d] and covariance blocks [d x d]; `cross` is Cov(z, z~). */
export interface PairLaw {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly inner: Matrix;
  readonly cross: Matrix;
  readonly outer: Matrix;
}

/** A species of the first solution, its image in the second, and the matrix of the optimal map. */
export interface CoupledSpecies {
  readonly from: GaussianSpecies;
  readonly to: GaussianSpecies;
  readonly map: Matrix;
}

/** Of one particle of each. */
export function pairLaw(one: CoupledSpecies, other: CoupledSpecies): PairLaw {
  const d = one.from.mean.length;
  const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, k) => x + b[k]);
  return {
    first: one.from.mean.map((x, k) => x - other.from.mean[k]),
    second: one.to.mean.map((x, k) => x - other.to.mean[k]),
    inner: added(one.from.covariance, other.from.covariance),
    cross: added(product(one.from.covariance, one.map, d), product(other.from.covariance, other.map, d)),
    outer: added(one.to.covariance, other.to.covariance),
  };
}

const STEP = 1 / 3;
/** e^-34 = 2e-15. */
const REACH = 34;
/** Of the sum of the terms' sizes: rounding, and the rule's error. */
const ERROR = 1e-11;

/** Nodes x = log t of a scale: geometric series stand in the first and the last. */
interface Scales {
  readonly low: number;
  readonly high: number;
}

function scalesOf(covariance: Matrix, mean: Float64Array, rise: number, fall: number): Scales {
  const d = mean.length;
  const { values } = eigen(covariance, d);
  const most = mean.reduce((sum, u) => sum + u * u, values[d - 1]);
  return {
    low: Math.floor((-log(2 * most) - REACH / Math.max(1, rise)) / STEP),
    high: Math.ceil((REACH / fall - log(2 * values[0])) / STEP),
  };
}

/** E r^p r~^p z.z~ and E r^(p+1) r~^(p+1), p = gamma/2, -d-1 < gamma <= 1. */
export function productMoments(law: PairLaw, gamma: number): { readonly along: Value; readonly lengths: Value } {
  const d = law.first.length;
  const p = gamma / 2;
  const [riseAlong, riseLengths] = [1 - p / 2, (1 - p) / 2];
  const fall = (d + 1 + p) / 2;
  const outer = scalesOf(law.inner, law.first, riseLengths, fall);
  const inner = scalesOf(law.outer, law.second, riseLengths, fall);
  const sums = { along: 0, lengths: 0, alongSize: 0, lengthsSize: 0 };
  const state = openTilt(d);
  const weight = (n: number, { low, high }: Scales, rise: number): number =>
    exp(rise * n * STEP) * (1 + (n === low ? 1 / expm1(rise * STEP) : n === high ? 1 / expm1(fall * STEP) : 0));
  const at = Array.from({ length: inner.high - inner.low + 1 }, (_, k) => [weight(inner.low + k, inner, riseAlong), weight(inner.low + k, inner, riseLengths)]);
  for (let n = outer.low; n <= outer.high; n++) {
    state.tiltFirst(law, exp(n * STEP));
    const [along, lengths] = [weight(n, outer, riseAlong), weight(n, outer, riseLengths)];
    for (let k = inner.low; k <= inner.high; k++) {
      const density = state.tiltSecond(exp(k * STEP));
      if (density === 0) continue;
      const [third, second] = [state.three() * density, state.two() * density];
      const [a, b] = [along * at[k - inner.low][0] * third, lengths * at[k - inner.low][1] * second];
      sums.along += a;
      sums.lengths += b;
      sums.alongSize += Math.abs(a);
      sums.lengthsSize += Math.abs(b);
    }
  }
  const scale = (rise: number): number => (STEP * STEP) / gammaFunction(rise) / gammaFunction(rise);
  const [a, b] = [scale(riseAlong), scale(riseLengths)];
  return { along: { value: a * sums.along, bound: ERROR * a * sums.alongSize }, lengths: { value: b * sums.lengths, bound: ERROR * b * sums.lengthsSize } };
}

/** The law times e^(-t r^2 - s r~^2), normalised, in axes in which the tilted Cov z~ is diagonal. Written over at every step. */
function openTilt(d: number) {
  const [m1, m2, n1, n2, shrink, values] = Array.from({ length: 6 }, () => new Float64Array(d));
  const [K, C, L, X] = Array.from({ length: 4 }, () => new Float64Array(d * d));
  let exponent = 0;
  return {
    /** By t alone: K = Cov z, C = Cov(z, z~), values = the variances of z~, means m1, m2. */
    tiltFirst({ first, second, inner, cross, outer }: PairLaw, t: number): void {
      const { values: s, vectors } = eigen(inner, d);
      const turned = inColumns(cross, vectors, d);
      exponent = 0;
      const centre = Float64Array.from({ length: d }, (_, k) => column(vectors, first, k, d));
      const image = Float64Array.from({ length: d }, (_, k) => column(vectors, second, k, d));
      const covariance = inColumns(outer, vectors, d);
      for (let k = 0; k < d; k++) {
        const widened = 1 + 2 * t * s[k];
        exponent -= log(widened) / 2 + (t * centre[k] * centre[k]) / widened;
        for (let i = 0; i < d; i++) {
          image[i] -= ((2 * t) / widened) * turned[k * d + i] * centre[k];
          for (let j = 0; j < d; j++) covariance[i * d + j] -= ((2 * t) / widened) * turned[k * d + i] * turned[k * d + j];
        }
      }
      // Now the axes of z~.
      const system = eigen(covariance, d);
      const own = new Float64Array(d * d);
      for (let k = 0; k < d; k++) own[k * d + k] = s[k] / (1 + 2 * t * s[k]);
      K.set(inColumns(own, system.vectors, d));
      C.set(inColumns(turned.map((x, at) => x / (1 + 2 * t * s[Math.floor(at / d)])), system.vectors, d)); // prettier-ignore
      for (let k = 0; k < d; k++) {
        values[k] = Math.max(system.values[k], 0);
        m1[k] = 0;
        for (let i = 0; i < d; i++) m1[k] += (system.vectors[i * d + k] * centre[i]) / (1 + 2 * t * s[i]);
        m2[k] = column(system.vectors, image, k, d);
      }
    },
    /** By s on top; returns the integral of the weight, 0 when it is next to nothing. */
    tiltSecond(s: number): number {
      let sum = exponent;
      for (let k = 0; k < d; k++) {
        const widened = 1 + 2 * s * values[k];
        sum -= log(widened) / 2 + (s * m2[k] * m2[k]) / widened;
        shrink[k] = 1 / widened;
        n2[k] = m2[k] / widened;
      }
      if (sum < -700) return 0;
      for (let i = 0; i < d; i++) {
        n1[i] = m1[i];
        for (let k = 0; k < d; k++) {
          const held = C[i * d + k] * shrink[k];
          n1[i] -= 2 * s * held * m2[k];
          X[i * d + k] = held;
        }
        for (let j = 0; j < d; j++) {
          let left = K[i * d + j];
          for (let k = 0; k < d; k++) left -= 2 * s * X[i * d + k] * C[j * d + k];
          L[i * d + j] = left;
        }
      }
      return exp(sum);
    },
    /** E r^2 r~^2. */
    two(): number {
      let [squares, bilinear, a, b] = [0, 0, 0, 0];
      for (let i = 0; i < d; i++) {
        a += L[i * d + i] + n1[i] * n1[i];
        b += values[i] * shrink[i] + n2[i] * n2[i];
        for (let j = 0; j < d; j++) {
          squares += X[i * d + j] * X[i * d + j];
          bilinear += n1[i] * X[i * d + j] * n2[j];
        }
      }
      return a * b + 2 * squares + 4 * bilinear;
    },
    /** E r^2 r~^2 z.z~. */
    three(): number {
      let [a, b, c, ab, ac, bc, abc] = [0, 0, 0, 0, 0, 0, 0];
      for (let i = 0; i < d; i++) {
        a += L[i * d + i] + n1[i] * n1[i];
        b += values[i] * shrink[i] + n2[i] * n2[i];
        c += X[i * d + i] + n1[i] * n2[i];
        // The products of matrix and mean that the cumulants need.
        let [ln2, xn1, xtn2, xtn1, xn2] = [0, 0, 0, 0, 0];
        for (let j = 0; j < d; j++) {
          const [x, y] = [X[i * d + j], X[j * d + i]];
          ln2 += L[i * d + j] * n2[j];
          xn1 += x * n1[j];
          xn2 += x * n2[j];
          xtn1 += y * n1[j];
          xtn2 += y * n2[j];
          ab += 2 * x * x + 4 * n1[i] * x * n2[j];
          ac += 2 * L[i * d + j] * x;
          // tr(X X^T X^T) and tr(X V L), V the variances of z~.
          let square = 0;
          for (let k = 0; k < d; k++) square += X[i * d + k] * X[j * d + k];
          abc += 4 * square * x + 4 * x * values[j] * shrink[j] * L[j * d + i];
        }
        const v = values[i] * shrink[i];
        ac += 2 * n1[i] * (ln2 + xn1);
        bc += 2 * v * X[i * d + i] + 2 * n2[i] * (v * n1[i] + xtn2);
        let [ln1, xxn2] = [0, 0];
        for (let j = 0; j < d; j++) {
          ln1 += L[i * d + j] * n1[j];
          let image = 0;
          for (let k = 0; k < d; k++) image += X[j * d + k] * n2[k];
          xxn2 += X[i * d + j] * image;
        }
        // 4 [m1 (K11 K22 + K12 K12) m2 + m2 K21 (K11 m2 + K12 m1) + m1 K12 (K22 m1 + K21 m2)].
        abc += 4 * (ln1 * v * n2[i] + n1[i] * xxn2 + xn2 * (ln2 + xn1) + xtn1 * (v * n1[i] + xtn2));
      }
      return a * b * c + a * bc + b * ac + c * ab + abc;
    },
  };
}

const column = (vectors: Matrix, of: Float64Array, k: number, d: number): number => of.reduce((sum, x, i) => sum + vectors[i * d + k] * x, 0);
