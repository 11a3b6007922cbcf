/**
 * How far another density g is from a law f with nodes of its own, by the sums over these:
 *
 *   l1 = int |f - g| / int |f|,   chi^2 = int (f - g)^2 / (|f| + |g|) / int |f|,
 *
 * the second of which (the triangular discrimination) sees relative differences in the tails.
 */
import type { Law, NodalLaw } from "../../protocols/index.ts";

export interface Distances {
  readonly l1: number;
  readonly chi: number;
}

/** Distances of g from f; nodes where both vanish count for nothing. */
export function nodalDistances(f: NodalLaw, g: Law): Distances {
  const { points, weights, density } = f.nodes;
  const v = new Float64Array(f.dimension);
  let [gap, square, size] = [0, 0, 0];
  for (let n = 0; n < density.length; n++) {
    for (let k = 0; k < v.length; k++) v[k] = points[k][n];
    const other = g.density(v);
    const difference = Math.abs(density[n] - other);
    const both = Math.abs(density[n]) + Math.abs(other);
    gap += weights[n] * difference;
    if (both > 0) square += weights[n] * difference * (difference / both);
    size += weights[n] * Math.abs(density[n]);
  }
  return { l1: gap / size, chi: Math.sqrt(square / size) };
}
