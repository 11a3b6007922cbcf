/**
 * The tangent lower bound: for Kantorovich potentials u0, u1 fixed in advance and any laws F, G,
 *
 *   2 [ int u1 dG - int u0 dF ] <= W2^2(F, G),
 *
 * since u1(y) - u0(x) <= |x - y|^2 / 2. It is exact, with the exact time derivative, where the potentials are optimal, and its
 * estimate from particles is an unbiased mean.
 */
import type { Planes, TransportMap } from "../../protocols/index.ts";

/** 2 (mean u1(w) - mean u0(v)). */
export function tangentBound(map: TransportMap, v: Planes, w: Planes): number {
  return 2 * (map.meanTarget(w) - map.meanSource(v));
}
