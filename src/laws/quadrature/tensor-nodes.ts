/** Nodes of a product of rules on the axes: weights multiply. */
import type { Nodes } from "../../protocols/index.ts";
import type { Rule } from "../../math/quadrature.ts";

/** Nodes with room for density and gradient. */
export function emptyNodes(count: number, dimension: number): Nodes {
  const planes = (): Float64Array[] => Array.from({ length: dimension }, () => new Float64Array(count));
  return { points: planes(), weights: new Float64Array(count), density: new Float64Array(count), gradient: planes() };
}

/**
 * The product of one rule for each axis, last axis fastest. `evaluate(v, gradient)` returns the density at v [d] and may write its
 * gradient, which is 0 before.
 */
export function tensorNodes(axes: readonly Rule[], evaluate: (v: Float64Array, gradient: Float64Array) => number): Nodes {
  const d = axes.length;
  const nodes = emptyNodes(
    axes.reduce((count, axis) => count * axis.nodes.length, 1),
    d,
  );
  const v = new Float64Array(d);
  const gradient = new Float64Array(d);
  for (let n = 0; n < nodes.weights.length; n++) {
    let rest = n;
    let weight = 1;
    for (let k = d - 1; k >= 0; k--) {
      const { nodes: points, weights } = axes[k];
      const i = rest % points.length;
      rest = (rest - i) / points.length;
      v[k] = points[i];
      weight *= weights[i];
    }
    gradient.fill(0);
    nodes.density[n] = evaluate(v, gradient);
    nodes.weights[n] = weight;
    for (let k = 0; k < d; k++) {
      nodes.points[k][n] = v[k];
      nodes.gradient[k][n] = gradient[k];
    }
  }
  return nodes;
}
