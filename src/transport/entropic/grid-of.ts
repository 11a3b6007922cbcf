/**
 * The density of a law on a tensor grid, for entropic costs between solutions of grid solvers (entropic-grid.ts).
 *
 * Solutions of the Fourier solver and of other codes have their nodes on such a grid, row-major, and weights that are products over the axes:
 * axes and weights are read off the nodes, and every point is checked against them. Any other law is evaluated on axes that are given.
 */
import type { Law, Nodes } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { tensorNodes } from "../../laws/quadrature/tensor-nodes.ts";
import type { GridAxis, GridDensity } from "./grid.ts";

/** Of a weight, relative to the product over the axes. */
const ROUNDING = 1e-12;

/**
 * `law` on `axes`, one for each dimension, or on the law's own grid. Throws ScenarioError when there is not one axis a dimension, and when none are
 * given and the law has no nodes or they are no tensor grid (those of isotropic laws and of the Hermite hierarchy are not).
 */
export function gridOf(law: Law, axes?: readonly GridAxis[]): GridDensity {
  if (!axes) return ownGrid(law);
  if (axes.length !== law.dimension) throw new ScenarioError(`${law.name}: found ${axes.length} axes, expected ${law.dimension}`);
  return { axes, values: tensorNodes(rulesOf(axes), (v) => law.density(v)).density };
}

const rulesOf = (axes: readonly GridAxis[]) => axes.map(({ nodes, weights }) => ({ nodes: Float64Array.from(nodes), weights: Float64Array.from(weights) }));

function ownGrid({ name, nodes }: Law): GridDensity {
  const axes = nodes && axesOf(nodes);
  if (!axes) throw new ScenarioError(`${name}: its nodes are no tensor grid (expected axes to evaluate it on)`);
  return { axes, values: nodes.density };
}

/** The axes of a tensor grid; undefined when the nodes are none. */
function axesOf(nodes: Nodes): GridAxis[] | undefined {
  const { points, weights } = nodes;
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
  return inner === weights.length && onGrid(axes, nodes) ? axes : undefined;
}

function onGrid(axes: readonly GridAxis[], { points, weights }: Nodes): boolean {
  const grid = tensorNodes(rulesOf(axes), () => 0);
  const alike = (weight: number, i: number): boolean => Math.abs(grid.weights[i] - weight) <= ROUNDING * Math.abs(weight);
  return weights.every(alike) && points.every((plane, k) => plane.every((x, i) => x === grid.points[k][i]));
}
