/**
 * Potentials of one spherical harmonic about the centre of an isotropic law,
 *
 *   u_n(x) = L_n^(l+d/2-1)(|x|^2 / (2 theta)) h_l(x),   h_l(x) = |x|^l P_l(e.x/|x|)  (T_l for d = 2),   theta the temperature, e a unit vector.
 *
 * The form is invariant under rotations, so that potentials of different l do not mix, and the average over e is that over the harmonics of degree l.
 * For l = 0 the family begins with n = 1, the energy; for l = 1 with n = 0, a momentum.
 */
import { cos, sin } from "../../../math/elementary.ts";
import { gaussLegendre } from "../../../math/quadrature.ts";
import type { PotentialBasis } from "./potentials.ts";

/** Coefficients a_k of h_l = sum_k a_k t^(l-2k) s^k, t = e.x, s = |x|^2: (l+d-3) h_l = (2l+d-4) t h_(l-1) - (l-1) s h_(l-2), T_l likewise. */
function solidCoefficients(l: number, d: number): number[] {
  let [before, now] = [[] as number[], [1]];
  for (let k = 1; k <= l; k++) {
    const [rise, fall] = d === 2 ? [k === 1 ? 1 : 2, k === 1 ? 0 : 1] : [(2 * k - 1) / k, (k - 1) / k];
    const next = Array.from({ length: (k >> 1) + 1 }, (_, j) => rise * (now[j] ?? 0) - fall * (before[j - 1] ?? 0));
    [before, now] = [now, next];
  }
  return now;
}

/** The first `size` potentials of harmonic l about the axis. */
export function zonalPotentials(options: { axis: readonly number[]; harmonic: number; size: number; temperature: number }): PotentialBasis {
  const { axis, harmonic: l, size, temperature } = options;
  const d = axis.length;
  const solid = solidCoefficients(l, d);
  const start = l === 0 ? 1 : 0;
  const count = size + start;
  const order = l + d / 2 - 1;
  // L_n^(order), and L_n' = -L_(n-1)^(order+1), L_n'' = L_(n-2)^(order+2).
  const laguerre = [0, 1, 2].map(() => new Float64Array(count));
  /** h, h_t, h_s, h_tt, h_ts, h_ss. */
  const h = new Float64Array(6);
  const powers = { t: new Float64Array(l + 1), s: new Float64Array((l >> 1) + 1) };

  function solidAt(t: number, s: number): void {
    powers.t[0] = powers.s[0] = 1;
    for (let k = 1; k <= l; k++) powers.t[k] = t * powers.t[k - 1];
    for (let k = 1; 2 * k <= l; k++) powers.s[k] = s * powers.s[k - 1];
    h.fill(0);
    for (let k = 0; 2 * k <= l; k++) {
      const m = l - 2 * k;
      const [a, b] = [powers.t, powers.s];
      h[0] += solid[k] * a[m] * b[k];
      if (m > 0) h[1] += solid[k] * m * a[m - 1] * b[k];
      if (k > 0) h[2] += solid[k] * k * a[m] * b[k - 1];
      if (m > 1) h[3] += solid[k] * m * (m - 1) * a[m - 2] * b[k];
      if (m > 0 && k > 0) h[4] += solid[k] * m * k * a[m - 1] * b[k - 1];
      if (k > 1) h[5] += solid[k] * k * (k - 1) * a[m] * b[k - 2];
    }
  }

  function laguerreAt(x: number): void {
    for (let shift = 0; shift < 3; shift++) {
      const [values, a] = [laguerre[shift], order + shift];
      values[0] = 1;
      if (count > 1) values[1] = 1 + a - x;
      for (let n = 2; n < count; n++) values[n] = ((2 * n - 1 + a - x) * values[n - 1] - (n - 1 + a) * values[n - 2]) / n;
    }
  }

  const quarter = (k: number): number => Math.ceil((k * size) / 4);
  return {
    dimension: d,
    size,
    levels: [...new Set([1, 2, 3, 4].map(quarter))],
    names: Array.from({ length: size }, (_, n) => `L${n + start} h${l}`),
    degrees: () => axis.map(() => 2 * (count - 1) + l),
    evaluate(x, gradients, hessians, values) {
      let [t, s] = [0, 0];
      for (let i = 0; i < d; i++) {
        t += axis[i] * x[i];
        s += x[i] * x[i];
      }
      solidAt(t, s);
      laguerreAt(s / (2 * temperature));
      for (let n = 0; n < size; n++) {
        const at = n + start;
        const q = laguerre[0][at];
        values[n] = q * h[0];
        const slope = at < 1 ? 0 : -laguerre[1][at - 1] / (2 * temperature);
        const bend = at < 2 ? 0 : laguerre[2][at - 2] / (4 * temperature * temperature);
        const [byT, byS] = [q * h[1], slope * h[0] + q * h[2]];
        const [byTT, byTS, bySS] = [q * h[3], slope * h[1] + q * h[4], bend * h[0] + 2 * slope * h[2] + q * h[5]];
        for (let i = 0; i < d; i++) {
          gradients[n * d + i] = byT * axis[i] + 2 * byS * x[i];
          for (let j = 0; j < d; j++) {
            const mixed = 2 * byTS * (axis[i] * x[j] + x[i] * axis[j]);
            hessians[(n * d + i) * d + j] = byTT * axis[i] * axis[j] + mixed + 4 * bySS * x[i] * x[j] + (i === j ? 2 * byS : 0);
          }
        }
      }
    },
  };
}

/** Axes with weights that average even functions of e, polynomials of degree 2 l, for pairs in the plane of the first two axes. */
export function axesFor(l: number, d: number): { axis: number[]; weight: number }[] {
  const turn = Array.from({ length: l + 1 }, (_, j) => (Math.PI * (j + 0.25)) / (l + 1));
  if (d === 2) return turn.map((phi) => ({ axis: [cos(phi), sin(phi)], weight: 1 / (l + 1) }));
  const { nodes, weights } = gaussLegendre(l + 1);
  return Array.from(nodes).flatMap((c, i) => {
    // Reflection in the plane, and e to -e.
    if (c < 0) return [];
    const s = Math.sqrt((1 - c) * (1 + c));
    const weight = (c === 0 ? 0.5 : 1) * weights[i];
    return turn.map((phi) => ({ axis: [s * cos(phi), s * sin(phi), c], weight: weight / (l + 1) }));
  });
}
