/**
 * The gradient of  Xi = 2 Laplacian psi + |grad psi|^2,  psi = log f: minus the first variation of int f |grad psi|^2 (MP, Lemma 2.1).
 *
 *   mixtures sum_k w_k N_k: with p_k = w_k N_k/f, g_k = grad log N_k, P_k = A_k^-1, q_k = |g_k|^2 - tr P_k and s = sum p_k g_k,
 *       grad Xi = 2 sum p_k [(q_k - sum p_l q_l) g_k - 2 P_k g_k - (g_k - s)(g_k.s) + P_k s];
 *   tilted Maxwellians psi = -a rho/2 + v_1 S(rho), rho = |v|^2, S = epsilon (rho + delta^2)^((q-1)/2), a = m/theta:
 *       Xi = -2 a d + a^2 rho + S^2 + 2 v_1 T + v_1^2 U - 2 a v_1 W,  T = (2d+4) S' + 4 rho S'',  U = 4 S' (rho S' + S),  W = S + 2 rho S'.
 */
import type { Normal } from "./normal.ts";
import { exp, log, pow } from "../math/elementary.ts";
import { solveLower, solveUpper } from "../math/cholesky.ts";
import { logDensity } from "./normal.ts";

type Force = (v: ArrayLike<number>, into: Float64Array) => void;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
};

function traceOfInverse({ factor, dimension: d }: Normal): number {
  let trace = 0;
  for (let k = 0; k < d; k++) {
    const column = new Float64Array(d);
    column[k] = 1;
    solveLower(factor, column);
    trace += dot(column, column);
  }
  return trace;
}

/** grad Xi of the mixture of normal laws with these weights. */
export function mixtureForce(parts: readonly Normal[], weights: readonly number[]): Force {
  const d = parts[0].dimension;
  const logWeights = weights.map(log);
  const traces = parts.map(traceOfInverse);
  const pulls = parts.map(() => new Float64Array(d));
  const [shares, excess] = [new Float64Array(parts.length), new Float64Array(parts.length)];
  const [slope, turned] = [new Float64Array(d), new Float64Array(d)];
  return (v, into) => {
    let largest = -Infinity;
    for (let k = 0; k < parts.length; k++) {
      // Leaves -g_k.
      shares[k] = logWeights[k] + logDensity(parts[k], v, pulls[k]);
      largest = Math.max(largest, shares[k]);
    }
    let total = 0;
    for (let k = 0; k < parts.length; k++) total += shares[k] = exp(shares[k] - largest);
    let mean = 0;
    slope.fill(0);
    for (let k = 0; k < parts.length; k++) {
      shares[k] /= total;
      excess[k] = dot(pulls[k], pulls[k]) - traces[k];
      mean += shares[k] * excess[k];
      for (let i = 0; i < d; i++) slope[i] -= shares[k] * pulls[k][i];
    }
    into.fill(0);
    for (let k = 0; k < parts.length; k++) {
      const g = pulls[k];
      const along = -dot(g, slope);
      // P_k (s - 2 g_k).
      for (let i = 0; i < d; i++) turned[i] = slope[i] + 2 * g[i];
      solveLower(parts[k].factor, turned);
      solveUpper(parts[k].factor, turned);
      for (let i = 0; i < d; i++) into[i] += 2 * shares[k] * (turned[i] - (excess[k] - mean) * g[i] + (g[i] + slope[i]) * along);
    }
  };
}

/** grad Xi of the tilted Maxwellian in dimension d, a = m/theta. */
export function tiltedForce({ a, epsilon, delta, q }: Readonly<Record<"a" | "epsilon" | "delta" | "q", number>>, d: number): Force {
  const power = (q - 1) / 2;
  return (v, into) => {
    let rho = 0;
    for (let k = 0; k < d; k++) rho += v[k] * v[k];
    const core = rho + delta * delta;
    const s = epsilon * pow(core, power);
    const s1 = (power * s) / core;
    const s2 = ((power - 1) * s1) / core;
    const s3 = ((power - 2) * s2) / core;
    const x = v[0];
    const t = (2 * d + 4) * s1 + 4 * rho * s2;
    const slopeT = (2 * d + 8) * s2 + 4 * rho * s3;
    const u = 4 * s1 * (rho * s1 + s);
    const slopeU = 4 * s2 * (rho * s1 + s) + 4 * s1 * (rho * s2 + 2 * s1);
    const w = s + 2 * rho * s1;
    const slopeW = 3 * s1 + 2 * rho * s2;
    const outward = 2 * (a * a + 2 * s * s1 + x * (2 * slopeT + x * slopeU - 2 * a * slopeW));
    for (let k = 0; k < d; k++) into[k] = outward * v[k];
    into[0] += 2 * (t + x * u - a * w);
  };
}
