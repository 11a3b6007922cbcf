/**
 * The rate of W2^2 between a law rho and its displacement (id + eps grad u)#rho, to second order in eps, as a quadratic form of u: Lemma 4 of CP (Section 5) at
 * one law. With eta = grad u(v) - grad u(w), n = z/r, z = v - w, H_v = D^2 u(v), and "perp" the directions normal to z,
 *
 *   F(u) = int int alpha(r) { - sum_(x = v, w) [ |r H_x(perp, perp) - (n.eta) Id|^2 + |r H_x(perp, n) + eta_perp|^2 ] - 2(d-2) |eta_perp|^2
 *                             + gamma (n.eta) sum_x tr( r H_x(perp, perp) - (n.eta) Id ) } rho rho,        d/dt W2^2 = eps^2 F(u) + O(eps^3),
 *
 * which is -|R_k U|^2-terms and the radial one of Lemma 4 written in the frame of z by Lagrange's identity: for a displacement along z alone,
 * 2(d-1) alpha [-x^2 + gamma x (n.eta)], x = r h - n.eta. W2^2 itself is eps^2 J(u), J(u) = int |grad u|^2 rho.
 *
 * Limits: d = 2, 3; alpha = r^gamma, mass 1, masses 1.
 */
import type { Matrix } from "../../../math/symmetric.ts";
import type { PairRule } from "./pairs.ts";
import type { PotentialBasis } from "./potentials.ts";

/** d/dt W2^2 and W2^2 of infinitesimal displacements, as quadratic forms on a basis of potentials (row-major). */
export interface DissipationForm {
  /** F(u_a, u_b), symmetric [size][size]. */
  readonly form: Matrix;
  /** J(u_a, u_b) = int grad u_a . grad u_b rho, [size][size]. */
  readonly metric: Matrix;
}

/** An orthonormal frame of R^d whose first vector is z/r, by rows; returns r. */
function frameOf(x: Float64Array, y: Float64Array, d: number, frame: Float64Array): number {
  let square = 0;
  for (let i = 0; i < d; i++) {
    frame[i] = x[i] - y[i];
    square += frame[i] * frame[i];
  }
  const r = Math.sqrt(square);
  for (let i = 0; i < d; i++) frame[i] /= r;
  if (d === 2) {
    frame[2] = -frame[1];
    frame[3] = frame[0];
    return r;
  }
  const [a, b, c] = [frame[0], frame[1], frame[2]];
  // n x e for the axis e that is farthest from n.
  const axis = Math.abs(a) <= Math.abs(b) ? (Math.abs(a) <= Math.abs(c) ? 0 : 2) : Math.abs(b) <= Math.abs(c) ? 1 : 2;
  const [p, q, s] = axis === 0 ? [0, c, -b] : axis === 1 ? [-c, 0, a] : [b, -a, 0];
  const inverse = 1 / Math.sqrt(p * p + q * q + s * s);
  frame[3] = p * inverse;
  frame[4] = q * inverse;
  frame[5] = s * inverse;
  frame[6] = b * frame[5] - c * frame[4];
  frame[7] = c * frame[3] - a * frame[5];
  frame[8] = a * frame[4] - b * frame[3];
  return r;
}

/** F and J on the span of a family of potentials. */
export function dissipationForm(rule: PairRule, basis: PotentialBasis, gamma: number): DissipationForm {
  const { dimension: d, size } = basis;
  return { form: formOf(rule, basis, gamma, d, size), metric: metricOf(rule, basis, d, size) };
}

function metricOf(rule: PairRule, basis: PotentialBasis, d: number, size: number): Matrix {
  const metric = new Float64Array(size * size);
  const gradients = new Float64Array(size * d);
  const [hessians, values] = [new Float64Array(size * d * d), new Float64Array(size)];
  rule.points((x, weight) => {
    basis.evaluate(x, gradients, hessians, values);
    addGram(metric, size, gradients, d, weight);
  });
  return mirrored(metric, size);
}

/** lower half of sum += weight X X^T, X [size][width]. */
function addGram(sum: Matrix, size: number, rows: Float64Array, width: number, weight: number): void {
  for (let a = 0; a < size; a++) {
    const first = a * width;
    for (let b = 0; b <= a; b++) {
      const second = b * width;
      let dot = 0;
      for (let k = 0; k < width; k++) dot += rows[first + k] * rows[second + k];
      sum[a * size + b] += weight * dot;
    }
  }
}

function mirrored(matrix: Matrix, size: number): Matrix {
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b];
  return matrix;
}

function formOf(rule: PairRule, basis: PotentialBasis, gamma: number, d: number, size: number): Matrix {
  const form = new Float64Array(size * size);
  const [atX, atY] = [0, 1].map(() => ({ gradients: new Float64Array(size * d), hessians: new Float64Array(size * d * d) }));
  const [frame, values] = [new Float64Array(d * d), new Float64Array(size)];
  const eta = new Float64Array(d);
  const image = new Float64Array(d);
  const normal = d - 1;
  const perSide = (normal * (normal + 1)) / 2 + normal;
  const width = 2 * perSide + (d - 2) * normal;
  const rows = new Float64Array(size * width);
  const along = new Float64Array(size);
  const stretch = new Float64Array(size);
  const skew = Math.sqrt(2 * (d - 2));

  /** What one side adds to the row of potential a, from its Hessian at `h`; returns the trace of its transverse block. */
  function side(hessians: Float64Array, h: number, to: number, r: number, longitudinal: number): number {
    let trace = 0;
    let at = to;
    for (let i = 1; i < d; i++) {
      for (let k = 0; k < d; k++) {
        let component = 0;
        for (let l = 0; l < d; l++) component += hessians[h + k * d + l] * frame[i * d + l];
        image[k] = component;
      }
      for (let j = 0; j <= i; j++) {
        let entry = 0;
        for (let k = 0; k < d; k++) entry += image[k] * frame[j * d + k];
        entry *= r;
        if (j === 0) entry += eta[i];
        else if (j === i) trace += entry -= longitudinal;
        else entry *= Math.SQRT2;
        rows[at++] = entry;
      }
    }
    return trace;
  }

  rule.pairs((x, y, weight) => {
    const r = frameOf(x, y, d, frame);
    basis.evaluate(x, atX.gradients, atX.hessians, values);
    basis.evaluate(y, atY.gradients, atY.hessians, values);
    for (let a = 0; a < size; a++) {
      for (let i = 0; i < d; i++) {
        let component = 0;
        for (let k = 0; k < d; k++) component += frame[i * d + k] * (atX.gradients[a * d + k] - atY.gradients[a * d + k]);
        eta[i] = component;
      }
      const row = a * width;
      along[a] = eta[0];
      stretch[a] = side(atX.hessians, a * d * d, row, r, eta[0]) + side(atY.hessians, a * d * d, row + perSide, r, eta[0]);
      for (let i = 1; skew > 0 && i < d; i++) rows[row + 2 * perSide + i - 1] = skew * eta[i];
    }
    addGram(form, size, rows, width, -weight);
    const half = 0.5 * gamma * weight;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) form[a * size + b] += half * (along[a] * stretch[b] + stretch[a] * along[b]);
    }
  });
  return mirrored(form, size);
}
