/**
 * The noise of a pair collision in dimension d = 4, 5, 6: the rotation law of rotation-law.ts with so(d) in the place of an axis.
 *
 * G uniform on the unit sphere of so(d) (sum over i < j of G_ij^2 = 1), U uniform on (0, 1), and the Cayley map
 *
 *     z' = (I - B)^(-1) (I + B) z,   B = sqrt(S) G,   S = h(tau) X(U) + rho(tau)^2 Y(U),
 *     X = n - (3 sqrt 2/4) sqrt n + (15 sqrt 2/4) sqrt n U^4,   Y = 1/(1 - U)^2 - 1,   n = d(d-1)/2.
 *
 * h X is the heat flow: X has the first two moments of chi^2 with n degrees of freedom; rho^2 Y is the tail of wide angles. The law of the rotation
 * is invariant under conjugation, so one noise serves every coupling, and h and rho solve
 *
 *     m1 = E cos = e^(-(d-1) tau),   m2 = E (d cos^2 - 1)/(d - 1) = e^(-2 d tau)
 *
 * at every tau: with tangents t_k = sqrt(S) g_k of the half-angles, g_k the singular values of G (density prod (g_j^2 - g_k^2)^2, times prod g_k^2
 * for odd d, on sum g_k^2 = 1), e_k = 2 t_k^2/(1 + t_k^2), E = sum e_k and Q = sum e_k^2,
 *     1 - m1 = (2/d) E[E],   1 - m2 = 4/((d-1)(d+2)) E[(d+2) E - E^2 - Q].
 * A positive solution exists from h = tau/2 at small tau to infinity, where m1 and m2 vanish. d = 3 gives the law of rotation-law.ts.
 *
 * Limits: fits of h and rho leave a defect of at most GENERAL_DEFECT in m1 and m2; higher harmonics agree to second order in tau only.
 */
import { exp } from "../../src/math/elementary.ts";
import { EDGES, FAR_SCALE, generalSeries } from "./rotation-series.ts";

/** Bound of |m1 - e^(-(d-1) tau)| and |m2 - e^(-2 d tau)| in dimensions 4 to 6. */
export const GENERAL_DEFECT = 2e-9;

/** Dimensions served by this file. */
export const isGeneral = (dimension: number): boolean => dimension in generalSeries;

function clenshaw(series: readonly number[], x: number): number {
  let [b1, b2] = [0, 0];
  for (let k = series.length - 1; k > 0; k--) [b1, b2] = [series[k] + 2 * x * b1 - b2, b1];
  return series[0] + x * b1 - b2;
}

/** h and rho. */
function generalConstants(dimension: number, tau: number): { readonly heat: number; readonly tail: number } {
  const pieces = generalSeries[dimension as keyof typeof generalSeries];
  const last = EDGES.length - 1;
  if (tau > EDGES[last]) {
    const [heat, tail] = pieces[last];
    const x = FAR_SCALE * exp(-tau) - 1;
    return { heat: clenshaw(heat, x), tail: clenshaw(tail, x) };
  }
  let piece = 0;
  while (tau > EDGES[piece + 1]) piece++;
  const [low, high] = [EDGES[piece], EDGES[piece + 1]];
  const [heat, tail] = pieces[piece];
  const x = (2 * tau - low - high) / (high - low);
  return { heat: tau * clenshaw(heat, x), tail: tau * tau * tau * clenshaw(tail, x) };
}

/** sqrt(S), from the uniform U. */
export function generalReach(dimension: number, tau: number, uniform: number): number {
  const { heat, tail } = generalConstants(dimension, tau);
  const root = Math.sqrt(((dimension - 1) * dimension) / 2);
  const square = uniform * uniform;
  const normal = root * (root + (Math.SQRT2 / 4) * (15 * square * square - 3));
  const rest = 1 - uniform;
  return Math.sqrt(heat * normal + tail * tail * (1 / (rest * rest) - 1));
}

/** Number of the entry (i, j), i < j, of an antisymmetric d x d matrix kept as its d(d-1)/2 entries above the diagonal, row by row. */
export const entryOf = (dimension: number, i: number, j: number): number => (i * (2 * dimension - i - 1)) / 2 + j - i - 1;

/** (z' - z)/2 of the Cayley map with B = reach times the antisymmetric matrix with these entries; |z'| = |z| to rounding. */
export function cayleyHalf(entries: readonly number[], reach: number, z: readonly number[]): number[] {
  const d = z.length;
  const b = z.map((_, i) => z.map((_x, j) => (i === j ? 0 : reach * (i < j ? entries[entryOf(d, i, j)] : -entries[entryOf(d, j, i)]))));
  const sum = z.map((x, i) => b[i].reduce((total, entry, j) => total + entry * z[j], x));
  const turned = solve(
    b.map((row, i) => row.map((entry, j) => (i === j ? 1 : 0) - entry)),
    sum,
  );
  const length = (x: readonly number[]): number => x.reduce((total, y) => total + y * y, 0);
  const [before, after] = [length(z), length(turned)];
  const scale = after > 0 ? Math.sqrt(before / after) : 1;
  return turned.map((x, i) => (scale * x - z[i]) / 2);
}

/** Gaussian elimination with partial pivoting; overwrites its arguments. */
function solve(a: number[][], x: number[]): number[] {
  const d = x.length;
  for (let k = 0; k < d; k++) {
    let pivot = k;
    for (let i = k + 1; i < d; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
    [a[k], a[pivot]] = [a[pivot], a[k]];
    [x[k], x[pivot]] = [x[pivot], x[k]];
    for (let i = k + 1; i < d; i++) {
      const factor = a[i][k] / a[k][k];
      for (let j = k + 1; j < d; j++) a[i][j] -= factor * a[k][j];
      x[i] -= factor * x[k];
    }
  }
  for (let k = d - 1; k >= 0; k--) {
    for (let j = k + 1; j < d; j++) x[k] -= a[k][j] * x[j];
    x[k] /= a[k][k];
  }
  return x;
}
