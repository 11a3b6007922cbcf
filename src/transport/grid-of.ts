/**
 * The density of a law on a tensor grid, for entropic costs between solutions of grid solvers (entropic-grid.ts).
 *
 * Solutions of the Fourier solver and of other codes have their nodes on such a grid, row-major, and weights that are products over the axes:
 * axes and weights are read off the nodes, and every point is checked against them. Any other law is evaluated on axes that are given.
 */
import type { Law, NodalLaw, Nodes } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";
import type { GridAxis, GridDensity } from "./entropic-grid.ts";

/** Of a weight, relative to the product over the axes. */
const ROUNDING = 1e-12;

/**
 * `law` on `axes`, one for each dimension, or on the law's own grid. Throws ScenarioError when there is not one axis a dimension, and when none are
 * given and the law has no nodes or they are no tensor grid (those of isotropic laws and of the Hermite hierarchy are not).
 */
export function gridOf(law: Law, axes?: readonly GridAxis[]): GridDensity {
  if (!axes) return { axes: axesOf(law), values: (law as NodalLaw).nodes.density };
  if (axes.length !== law.dimension) throw new ScenarioError(`${law.name}: found ${axes.length} axes, expected ${law.dimension}`);
  const count = axes.reduce((product, { nodes }) => product * nodes.length, 1);
  const values = new Float64Array(count);
  const v = new Float64Array(axes.length);
  for (let i = 0; i < count; i++) {
    placeOf(axes, i).forEach((at, k) => (v[k] = axes[k].nodes[at]));
    values[i] = law.density(v);
  }
  return { axes, values };
}

/** Indices along the axes of a row-major one. */
function placeOf(axes: readonly GridAxis[], index: number): number[] {
  const place = axes.map(() => 0);
  for (let k = axes.length - 1; k >= 0; k--) {
    place[k] = index % axes[k].nodes.length;
    index = Math.floor(index / axes[k].nodes.length);
  }
  return place;
}

function axesOf(law: Law): GridAxis[] {
  const refusal = new ScenarioError(`${law.name}: its nodes are no tensor grid (expected axes to evaluate it on)`);
  if (!("nodes" in law)) throw refusal;
  const { points, weights } = (law as NodalLaw).nodes;
  const axes: GridAxis[] = [];
  // From the last axis on: its nodes are those of the first line, before the coordinate returns to its start.
  let inner = 1;
  for (const plane of [...points].reverse()) {
    let length = 1;
    while (length * inner < plane.length && plane[length * inner] !== plane[0]) length++;
    const along = (of: Float64Array): Float64Array => Float64Array.from({ length }, (_, i) => of[i * inner]);
    // The weight of the first point belongs to one axis only.
    const share = axes.length === 0 ? 1 : weights[0];
    axes.unshift({ nodes: along(plane), weights: along(weights).map((w) => w / share) });
    inner *= length;
  }
  if (inner !== weights.length || !onGrid(axes, (law as NodalLaw).nodes)) throw refusal;
  return axes;
}

function onGrid(axes: readonly GridAxis[], { points, weights }: Nodes): boolean {
  return weights.every((weight, i) => {
    const place = placeOf(axes, i);
    const product = place.reduce((all, at, k) => all * axes[k].weights[at], 1);
    return (
      Math.abs(product - weight) <= ROUNDING * Math.abs(weight) && place.every((at, k) => points[k][i] === axes[k].nodes[at])
    );
  });
}
