/**
 * Quadrature on the unit sphere S^(d-1), weights summing to 1, by products: x = (mu, sqrt(1 - mu^2) y), y on S^(d-2), with weight (1 - mu^2)^((d-3)/2) in mu.
 * That is a polynomial for odd d (Gauss-Legendre) and one over sqrt(1 - mu^2) for even d (Gauss-Chebyshev); the circle by equal angles. With n nodes for every mu
 * and 2n on the circle all polynomials of degree <= 2n - d + 2 (odd d) or 2n - d + 1 (even d) are integrated exactly.
 */
import { cos, sin } from "./elementary.ts";
import { gaussLegendre, type Rule } from "./quadrature.ts";

/** int g(mu) (1 - mu^2)^((d-3)/2) dmu / int (1 - mu^2)^((d-3)/2) dmu by n nodes: averages over S^(d-1) of functions of one coordinate, d >= 2. */
export function latitudeRule(d: number, n: number): Rule {
  const even = d % 2 === 0;
  const legendre = even ? undefined : gaussLegendre(n);
  const nodes = legendre?.nodes ?? Float64Array.from({ length: n }, (_, k) => -cos(((2 * k + 1) * Math.PI) / (2 * n)));
  const weights = nodes.map((mu, k) => {
    let weight = legendre?.weights[k] ?? 1;
    for (let power = even ? 2 : 3; power < d; power += 2) weight *= 1 - mu * mu;
    return weight;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { nodes, weights: weights.map((weight) => weight / total) };
}

/** Directions by coordinate, and weights. */
export interface SphereRule {
  readonly points: readonly Float64Array[];
  readonly weights: Float64Array;
}

/** The product rule of S^(d-1), d >= 2, with 2 n^(d-1) points. */
export function sphereRule(d: number, n: number): SphereRule {
  if (d === 2) {
    const angle = (k: number): number => (Math.PI * (k + 0.5)) / n;
    const weights = new Float64Array(2 * n).fill(1 / (2 * n));
    return { points: [Float64Array.from(weights, (_, k) => cos(angle(k))), Float64Array.from(weights, (_, k) => sin(angle(k)))], weights };
  }
  const { nodes, weights } = latitudeRule(d, n);
  const inner = sphereRule(d - 1, n);
  const count = inner.weights.length;
  const along = (f: (k: number, m: number) => number): Float64Array =>
    Float64Array.from({ length: n * count }, (_, at) => f(Math.floor(at / count), at % count));
  return {
    points: [along((k) => nodes[k]), ...inner.points.map((plane) => along((k, m) => Math.sqrt(1 - nodes[k] * nodes[k]) * plane[m]))],
    weights: along((k, m) => weights[k] * inner.weights[m]),
  };
}
