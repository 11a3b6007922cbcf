/**
 * Clouds whose points have moved less than they lie apart: if the nearest y of every x_i is another one, these pairs are optimal, since with all prices zero
 *
 *   D(0) = mean_i min_j |x_i - y_j|^2
 *
 * is their cost, and the lower bound is exact to the rounding of the squares themselves, however small they are (certificate.ts loses the digits that the
 * displacement has less than the coordinates). Independent clouds are found out after some sqrt(N) points.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import type { Planes } from "../../protocols/index.ts";
import { bracketed, meanCost, type Assignment } from "./certificate.ts";
import { enter } from "./precondition.ts";
import { FREE, type SolverState } from "./state.ts";

/** The assignment of each point to its nearest, if that is one. Uses the state's clouds, columns and partners. */
export function nearestAssignment(state: SolverState, x: Planes, y: Planes): Assignment | undefined {
  const count = x[0].length;
  const { stride, source, target, columns, rowOf, positions, costs } = state;
  enter(undefined, x, y, source, target);
  columns.build(target, count);
  rowOf.fill(FREE, 0, count);
  const assignment = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    nearest(columns, source, stride * i, 1, Infinity, null, positions, costs);
    const [column] = positions;
    if (rowOf[column] !== FREE) return undefined;
    rowOf[column] = i;
    assignment[i] = columns.order[column];
  }
  return bracketed(assignment, new Float64Array(count), meanCost(x, y, assignment), 0);
}
