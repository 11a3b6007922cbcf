/**
 * The first candidate arcs: geometric neighbours of the place where each point is expected to go.
 *
 * Every row gets its nearest columns, every column its nearest rows, and row i gets column i of equal tree position, which makes the
 * sparse problem feasible from the outset. Candidates are chosen by geometry alone: choosing them by reduced cost under rough prices
 * starves the columns with low prices of arcs (tried, and far slower).
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { squaredDistance } from "./arcs.ts";
import type { SolverState, Start } from "./state.ts";

/**
 * Numbers of neighbours, forward and backward (measured: 10 and 4 suffice when the points stay put; 16 and 8 for the coarse start,
 * whose images carry an error).
 */
const AFFINE = { forward: 10, backward: 4 };
const COARSE = { forward: 16, backward: 8 };

/**
 * Proposes the arcs. Returns the mean squared displacement of the rows to their images over the mean squared distance from the images to
 * the nearest column.
 */
export function proposeCandidates(state: SolverState, start: Start | undefined): number {
  const { count, stride, rows, columns, graph, positions, costs } = state;
  const wanted = start ? COARSE : AFFINE;
  const forward = start ? start.image : rows.points;
  const backward = start ? start.preimage : columns.points;
  let moved = 0;
  let missed = 0;
  graph.clear();
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    graph.propose(i, i);
    const found = nearest(columns, forward, p, wanted.forward, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) graph.propose(i, positions[t]);
    missed += costs[0];
    moved += squaredDistance(rows.points, i, forward, i, stride);
  }
  for (let j = 0, p = 0; j < count; j++, p += stride) {
    const found = nearest(rows, backward, p, wanted.backward, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) graph.propose(positions[t], j);
  }
  graph.merge(count, rows.points, columns.points, stride);
  return moved / missed;
}
