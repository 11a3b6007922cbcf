/**
 * Correlations of pairs of particles: what chaos says vanishes like 1/N.
 *
 * Mean over ordered pairs i != j of phi(v_i) . phi(v_j), from the sums of phi and of |phi|^2. For phi of mean zero under the law it is an unbiased
 * estimate of the correlation of two particles, zero for independent ones whatever N.
 */
import type { Observable, Planes } from "../../src/protocols.ts";
import type { Alone } from "../state.ts";

/** The velocities themselves, for laws of mean zero; sub-series `shear`: phi = v_x v_y, for laws without correlation of v_x and v_y. */
export function pairCorrelation(): Observable<Alone> {
  return {
    label: "pair correlation",
    open: () => ({
      measure: ({ ensemble: { planes } }) => ({
        "": planes.reduce((sum, plane) => sum + overPairs([plane], ([x]) => x!), 0),
        shear: overPairs(planes.slice(0, 2), ([x, y]) => x! * y!),
      }),
    }),
  };
}

/** (|sum phi|^2 - sum |phi|^2) / (N (N - 1)). */
function overPairs(planes: Planes, phi: (v: readonly number[]) => number): number {
  const count = planes[0]!.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const value = phi(planes.map((plane) => plane[i]!));
    sum += value;
    squares += value * value;
  }
  return (sum * sum - squares) / (count * (count - 1));
}
