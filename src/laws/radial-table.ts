/**
 * The law of a radius from its density, which is smooth between given edges: F(r) = int_0^r w / int w, integrated once by Gauss-Legendre panels
 * (16 points each), one panel between neighbouring edges; a value adds one partial panel. The tail is summed from above, so it keeps its digits.
 * No mass beyond the edges.
 */
import type { RadialLaw } from "../protocols/index.ts";
import { integrate } from "../math/quadrature.ts";
import { invert } from "./inverse.ts";

export interface RadialTable extends RadialLaw {
  /** int w. */
  readonly total: number;
}

/** `weight` is the density of the radius up to a factor; `edges` increase; `scale` is a typical radius, where quantiles start. */
export function radialTable(weight: (r: number) => number, edges: ArrayLike<number>, scale: number): RadialTable {
  const count = edges.length - 1;
  const [low, high] = [edges[0], edges[count]];
  const panels = Array.from({ length: count }, (_, k) => integrate(weight, edges[k], edges[k + 1]));
  const below = [0];
  for (const mass of panels) below.push(below[below.length - 1] + mass);
  const above = [0];
  for (const mass of panels.toReversed()) above.unshift(above[0] + mass);
  const total = below[count];
  const law = {
    cdf(r: number): number {
      if (r <= low) return 0;
      const k = panelOf(edges, r);
      return r >= high ? 1 : (below[k] + integrate(weight, edges[k], r)) / total;
    },
    tail(r: number): number {
      if (r <= low) return 1;
      const k = panelOf(edges, r);
      return r >= high ? 0 : (above[k + 1] + integrate(weight, r, edges[k + 1])) / total;
    },
    density: (r: number) => weight(r) / total,
  };
  return { cdf: law.cdf, quantile: (q) => invert(law, q, { low, start: scale, scale }), total };
}

/** The panel k, edges[k] <= r < edges[k + 1], clamped to the table. */
export function panelOf(edges: ArrayLike<number>, r: number): number {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= r) low = middle;
    else high = middle;
  }
  return low;
}
