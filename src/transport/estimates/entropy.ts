/**
 * H = int f log f from a sample, by the distances R_i to the k-th neighbour (Kozachenko and Leonenko 1987; Goria et al. 2005):
 *
 *   H = psi(k) - psi(N) - log V_d - (d/N) sum_i log R_i,   V_d the volume of the unit ball.
 *
 * The standard error is that of the mean of d log R_i (neighbours' correlation is of order 1/k and left out). The bias falls as (k/N)^{2/d};
 * the difference to the estimate with 2 k neighbours measures it. Neighbours by a sweep along the widest axis, O(N^{2 - 1/d}) worst case.
 */
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { digamma, logGamma } from "../../math/special.ts";
import type { Planes } from "../../protocols/index.ts";

/** An estimate of int f log f with its error. */
export interface EntropyEstimate {
  /** Estimate of H = int f log f. */
  readonly mean: number;
  /** Root of the squared standard error and the squared change from k to 2 k neighbours. */
  readonly standardError: number;
}

const NEIGHBOURS = 4;

/** Throws ScenarioError for fewer than 16 points, and for repeated ones, whose law has no density. */
export function entropyEstimate(planes: Planes): EntropyEstimate {
  const d = planes.length;
  const count = planes[0].length;
  if (count < 4 * NEIGHBOURS) throw new ScenarioError(`an entropy estimate needs ${4 * NEIGHBOURS} points, found ${count}`);
  const distances = neighbourDistances(planes, 2 * NEIGHBOURS);
  const logVolume = (d / 2) * log(Math.PI) - logGamma(d / 2 + 1);
  const estimate = (k: number): { mean: number; standardError: number } => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const square = distances[i * 2 * NEIGHBOURS + k - 1];
      if (square === 0) throw new ScenarioError(`a cloud with repeated points has no density to estimate an entropy of (point ${i})`);
      const term = (d / 2) * log(square);
      sum += term;
      squares += term * term;
    }
    const mean = sum / count;
    const value = digamma(k) - digamma(count) - logVolume - mean;
    return { mean: value, standardError: Math.sqrt(Math.max(squares / count - mean * mean, 0) / count) };
  };
  const [near, far] = [estimate(NEIGHBOURS), estimate(2 * NEIGHBOURS)];
  const change = near.mean - far.mean;
  return { mean: near.mean, standardError: Math.sqrt(near.standardError * near.standardError + change * change) };
}

/** Squared distances of the k nearest other points, ascending, [N x k]. */
function neighbourDistances(planes: Planes, k: number): Float64Array {
  const count = planes[0].length;
  const spread = planes.map((plane) => plane.reduce((most, v) => Math.max(most, v), -Infinity) - plane.reduce((least, v) => Math.min(least, v), Infinity));
  const axis = planes[spread.indexOf(Math.max(...spread))];
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((i, j) => axis[i] - axis[j] || i - j);
  const sorted = planes.map((plane) => Float64Array.from(order, (i) => plane[i]));
  const key = Float64Array.from(order, (i) => axis[i]);
  const result = new Float64Array(count * k).fill(Infinity);
  for (let t = 0; t < count; t++) {
    const from = t * k;
    const last = from + k - 1;
    for (const step of [1, -1]) {
      for (let u = t + step; u >= 0 && u < count; u += step) {
        const gap = key[u] - key[t];
        if (gap * gap >= result[last]) break;
        let square = 0;
        for (const plane of sorted) square += (plane[u] - plane[t]) * (plane[u] - plane[t]);
        let slot = last;
        if (square >= result[slot]) continue;
        for (; slot > from && result[slot - 1] > square; slot--) result[slot] = result[slot - 1];
        result[slot] = square;
      }
    }
  }
  return result;
}
