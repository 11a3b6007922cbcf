/**
 * Quadratures of a law and of its pairs, in coordinates x = v - mean:
 *
 *   points:  int g(x) rho dx,      pairs:  int int |x - y|^gamma G(x, y) rho(x) rho(y) dx dy,   G = O(|x - y|^2) at x = y,  -d-2 < gamma < 2.
 */

/** The arrays are the rule's own and change from one visit to the next. */
export interface PairRule {
  readonly dimension: number;
  points(visit: (x: Float64Array, weight: number) => void): void;
  /** `weight` carries |x - y|^gamma. G is taken to be symmetric in (x, y). */
  pairs(visit: (x: Float64Array, y: Float64Array, weight: number) => void): void;
}
