/**
 * Pricing on the complete graph: finds the arcs outside the sparse graph that the present prices undervalue.
 *
 * For each row the kd-tree of the columns, with the greatest price below each node, is searched for columns with c_ij - v_j < u_i.
 * They become arcs, u_i moves to the new minimum and the row is unmatched, which keeps prices feasible on the larger graph. When no
 * row finds any, the sparse optimum is the optimum of the complete graph.
 */
import { squaredDistance } from "./arcs.ts";
import { matchTightRows } from "./auction.ts";
import { FREE, type SolverState } from "./state.ts";

/** Arcs added per row and round, at most. */
const VIOLATORS = 6;

/**
 * One round. Returns the number of rows that found a better column. `tolerance`: differences below it (round-off of the costs) do not
 * count. Rows that are free must carry their price over the sparse graph.
 */
export function priceCompleteGraph(state: SolverState, tolerance: number): number {
  const { count, rows, columns, graph, rowPrice, columnPrice, columnOf, rowOf, positions, costs } = state;
  const x = rows.points;
  columns.weigh(columnPrice);
  let violations = 0;
  for (let i = 0, p = 0; i < count; i++, p += 3) {
    const own = columnOf[i];
    // Matched rows are tight, and computing their price afresh removes the round-off gathered by the phases.
    const price = own === FREE ? rowPrice[i] : squaredDistance(x, i, columns.points, own) - columnPrice[own];
    rowPrice[i] = price;
    const found = columns.nearest(x[p], x[p + 1], x[p + 2], VIOLATORS, price - tolerance, columnPrice, positions, costs);
    if (found === 0) continue;
    violations++;
    for (let t = 0; t < found; t++) graph.propose(i, positions[t]);
    if (own === FREE) continue;
    rowOf[own] = FREE;
    columnOf[i] = FREE;
  }
  if (violations > 0) {
    graph.merge(count, x, columns.points);
    matchTightRows(state);
  }
  return violations;
}
