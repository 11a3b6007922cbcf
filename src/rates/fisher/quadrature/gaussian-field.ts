/**
 * The field of a mixture of Gaussians, alpha = c r^gamma, -d-1.75 <= gamma < 2: with Z ~ N(v - u, A) for each component
 *
 *   a = c E[|Z|^gamma (|Z|^2 I - Z Z^T)],   b = -(d-1) c E[|Z|^gamma Z],   |z|^gamma = |z|^2 int_0^oo t^(-gamma/2) e^(-t|z|^2) dt / Gamma(1 - gamma/2)
 *
 * (math/gaussian-scales.ts, here off centre). On the principal axes of A (variances s_j, y = v - u), with k_j = 1/(1 + 2 t s_j), e^(-t|Z|^2) leaves the mass
 * prod_j k_j^(1/2) e^(-t y_j^2 k_j) and the Gaussian of mean m_j = y_j k_j and variances sigma_j = s_j k_j, whose fourth moments are polynomials:
 *
 *   E |Z|^2 Z_i Z_j = R Q_ij + 2 m_i m_j (sigma_i + sigma_j) + 2 delta_ij sigma_i^2,  Q = m m^T + diag sigma,  R = tr Q;   E |Z|^2 Z_i = m_i (R + 2 sigma_i).
 *
 * Trapezoidal rule in log t: the integrand is analytic for |Im log t| < pi/2, and to pi near the centre, so the step h leaves at most e^(-pi^2/h).
 */
import type { GaussianComponent } from "../../../protocols/index.ts";
import type { Field } from "./field.ts";
import { ScenarioError } from "../../../errors.ts";
import { exp, log } from "../../../math/elementary.ts";
import { eigen, fromRows } from "../../../math/symmetric.ts";
import { gamma as gammaFunction } from "../../../math/special.ts";

/** e^(-pi^2/h) = 1e-14. */
const STEP = 0.3;
/** Decay required of the neglected ends: e^-37 = 9e-17. */
const REACH = 37;
/** Points are served out to e^(FAR/2) standard deviations. */
const FAR = 30;

/** Numbers of a scale in the table: its weight, and for three axes k_j, s_j k_j and t k_j. */
const ENTRY = 10;

interface Prepared {
  readonly mean: readonly number[];
  /** Column j (entries [i d + j]) is the axis of variance s_j. */
  readonly axes: Float64Array;
  readonly table: Float64Array;
  /** First scale that counts for |y|^2 up to the largest variance s; e-folds of |y|^2/s beyond bring in earlier ones. */
  readonly first: number;
  readonly largest: number;
}

/** In the plane the third axis has variance 0, which adds nothing. */
function prepare({ weight, mean, covariance }: GaussianComponent, gamma: number, strength: number): Prepared {
  const d = mean.length;
  const { values: s, vectors } = eigen(fromRows(covariance), d);
  const unit = log(s.reduce((largest, x) => Math.max(largest, x), 0));
  const anisotropy = unit - log(s.reduce((least, x) => Math.min(least, x), Infinity));
  const rise = 1 - gamma / 2;
  const fall = gamma / 2 + d / 2 + 1;
  const low = Math.ceil((REACH / rise + FAR) / STEP);
  const scales = low + Math.ceil((REACH / fall + anisotropy) / STEP) + 1;
  const table = new Float64Array(scales * ENTRY);
  const factor = (weight * strength * STEP) / gammaFunction(1 - gamma / 2);
  for (let n = 0; n < scales; n++) {
    const x = (n - low) * STEP - unit;
    const t = exp(x);
    let exponent = rise * x;
    for (let j = 0; j < d; j++) {
      const k = 1 / (1 + 2 * t * s[j]);
      exponent += log(k) / 2;
      table.set([k, s[j] * k, t * k], n * ENTRY + 1 + 3 * j);
    }
    table[n * ENTRY] = factor * exp(exponent);
  }
  return { mean, axes: vectors, table, first: Math.floor(FAR / STEP), largest: exp(unit) };
}

/** Of one component on its own axes, y = v - u: E |Z|^gamma of Z_1, Z_2, Z_3, Z_1^2, Z_2^2, Z_3^2, Z_2 Z_1, Z_3 Z_1, Z_3 Z_2. */
function moments({ table, first, largest }: Prepared, y1: number, y2: number, y3: number, into: Float64Array): void {
  const square = y1 * y1 + y2 * y2 + y3 * y3;
  const start = square > largest ? Math.max(0, first - Math.ceil(log(square / largest) / STEP)) : first;
  let [z1, z2, z3, q11, q22, q33, q21, q31, q32] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = start * ENTRY; at < table.length; at += ENTRY) {
    const exponent = table[at + 3] * y1 * y1 + table[at + 6] * y2 * y2 + table[at + 9] * y3 * y3;
    // Exponents rise with the scale: what follows is smaller still.
    if (exponent > 80) break;
    const mass = table[at] * exp(-exponent);
    const m1 = y1 * table[at + 1];
    const s1 = table[at + 2];
    const m2 = y2 * table[at + 4];
    const s2 = table[at + 5];
    const m3 = y3 * table[at + 7];
    const s3 = table[at + 8];
    const r = m1 * m1 + m2 * m2 + m3 * m3 + s1 + s2 + s3;
    z1 += mass * m1 * (r + 2 * s1);
    z2 += mass * m2 * (r + 2 * s2);
    z3 += mass * m3 * (r + 2 * s3);
    q11 += mass * ((m1 * m1 + s1) * r + 4 * m1 * m1 * s1 + 2 * s1 * s1);
    q22 += mass * ((m2 * m2 + s2) * r + 4 * m2 * m2 * s2 + 2 * s2 * s2);
    q33 += mass * ((m3 * m3 + s3) * r + 4 * m3 * m3 * s3 + 2 * s3 * s3);
    q21 += mass * m1 * m2 * (r + 2 * (s1 + s2));
    q31 += mass * m1 * m3 * (r + 2 * (s1 + s3));
    q32 += mass * m2 * m3 * (r + 2 * (s2 + s3));
  }
  into[0] = z1;
  into[1] = z2;
  into[2] = z3;
  into[3] = q11;
  into[4] = q22;
  into[5] = q33;
  into[6] = q21;
  into[7] = q31;
  into[8] = q32;
}

/** Where the moments hold Z_i Z_j. */
const PLACES = [
  [3, 6, 7],
  [6, 4, 8],
  [7, 8, 5],
] as const;

/**
 * The field of sum_k w_k N(u_k, A_k) in dimension 2 or 3 for alpha = strength r^gamma, to 1e-13 of its size. Throws ScenarioError for other dimensions and
 * for gamma out of range.
 */
export function gaussianField(components: readonly GaussianComponent[], { gamma, strength }: { gamma: number; strength: number }): Field {
  const d = components[0].mean.length;
  if (d !== 2 && d !== 3) throw new ScenarioError(`invalid dimension: ${d} (expected 2 or 3)`);
  // Closer to -d-2 the slow decay in t would overflow.
  if (!(gamma >= -d - 1.75 && gamma < 2)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${-d - 1.75} <= gamma < 2 in dimension ${d})`);
  const parts = components.map((component) => prepare(component, gamma, strength));
  const [y, found, own, half] = [new Float64Array(3), new Float64Array(9), new Float64Array(9), new Float64Array(9)];
  return {
    at(v, _, a, b) {
      a.fill(0);
      b.fill(0);
      for (const part of parts) {
        const { axes, mean } = part;
        for (let j = 0; j < d; j++) {
          y[j] = 0;
          for (let i = 0; i < d; i++) y[j] += axes[i * d + j] * (v[i] - mean[i]);
        }
        moments(part, y[0], y[1], y[2], found);
        // |Z|^2 I - Z Z^T, the diagonal without cancellation.
        for (let i = 0; i < d; i++)
          for (let j = 0; j < d; j++) {
            own[i * d + j] = i === j ? found[3 + ((i + 1) % 3)] + found[3 + ((i + 2) % 3)] : -found[PLACES[i][j]];
          }
        for (let i = 0; i < d; i++) {
          for (let l = 0; l < d; l++) {
            half[i * d + l] = 0;
            for (let j = 0; j < d; j++) half[i * d + l] += axes[i * d + j] * own[j * d + l];
          }
          for (let j = 0; j < d; j++) b[i] -= (d - 1) * axes[i * d + j] * found[j];
        }
        for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) for (let j = 0; j < d; j++) a[i * d + k] += half[i * d + j] * axes[k * d + j];
      }
    },
  };
}
