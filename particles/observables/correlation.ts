/**
 * Correlations of pairs of particles, which chaos says vanish: N times the mean over ordered pairs i != j of phi(v_i) . phi(v_j).
 *
 * For phi of mean zero under the law it is an unbiased estimate of N times the correlation of two particles: 0 for independent ones, and bounded in
 * N when the correlation is of order 1/N.
 */
import type { Observable, Planes } from "../../src/protocols/index.ts";
import type { Alone } from "../state.ts";

const correlation = {
  kind: "N x pair correlation",
  massless: true as const,
  meaning: "N times the correlation of two particles, over all pairs: 0 for independent ones, bounded in N when correlations are of order 1/N.",
};

/** The velocities themselves, for laws of mean zero; sub-series `shear`: phi = v_x v_y, for laws without correlation of v_x and v_y. */
export function pairCorrelation(): Observable<Alone> {
  return {
    of: "alone",
    parts: {
      "": { ...correlation, name: "N x pair correlation", short: "N x correlation", symbol: "N <v_i . v_j>", velocity: 2 },
      shear: { ...correlation, name: "N x pair correlation of v_x v_y", short: "N x correlation of shear", symbol: "N <(v_x v_y)_i (v_x v_y)_j>", velocity: 4 },
    },
    open: () => ({
      measure: ({ ensemble: { planes } }) => ({
        "": planes.reduce((sum, plane) => sum + overPairs([plane], ([x]) => x), 0),
        shear: overPairs(planes.slice(0, 2), ([x, y]) => x * y),
      }),
    }),
  };
}

/** (|sum phi|^2 - sum |phi|^2) / (N - 1). */
function overPairs(planes: Planes, phi: (v: readonly number[]) => number): number {
  const count = planes[0].length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const value = phi(planes.map((plane) => plane[i]));
    sum += value;
    squares += value * value;
  }
  return (sum * sum - squares) / (count - 1);
}
