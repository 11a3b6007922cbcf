/**
 * Pricing on the complete graph: finds the arcs outside the sparse graph that the present prices undervalue.
 *
 * For each row the kd-tree of the columns, with the greatest price below each node, is searched for columns with c_ij - v_j < u_i + margin.
 * They become arcs. Where one is below u_i, u_i moves to the new minimum and the row is unmatched, which keeps prices feasible on the
 * larger graph. When no row finds any of those, the sparse optimum is the optimum of the complete graph.
 *
 * Shortest paths only lower the prices of columns, so that c_ij - v_j of a column outside the graph only grows: a row needs a search
 * again only after its price rose beyond what was searched.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { weigh } from "../../math/kd-tree/weights.ts";
import { squaredDistance } from "./arcs.ts";
import { matchTightRows, nearestCosts } from "./auction.ts";
import { FREE, NEIGHBOURS, type SolverState } from "./state.ts";

/**
 * Arcs added per row, at most: in the first rounds, and twice as many each later round, since many rounds mean that the candidates lie
 * in the wrong places (outliers that spoil the preconditioning).
 */
const VIOLATORS = 6;
const PATIENT_ROUNDS = 3;

/** How far above a row's price to search, relative to the mean cost of the nearest candidate: it spares the later rounds (measured). */
const MARGIN = 0.3;

/**
 * A better column must be better by this much of the numbers compared, far above their round-off: relative to the row's own, so that an
 * outlier elsewhere does not blunt the test.
 */
const TOLERANCE = 1e-13;

/** Nothing is known of any row: for new prices. */
export function forgetPricing({ count, pricedTo }: SolverState): void {
  pricedTo.fill(-Infinity, 0, count);
}

/**
 * One round. Returns the number of rows that found a better column outside the graph. Rows that are free must carry their price over
 * the sparse graph.
 */
export function priceCompleteGraph(state: SolverState, round: number): number {
  const { count, rows, columns, graph, columnOf, rowOf, forest } = state;
  weigh(columns, state.columnPrice, state.steep);
  const most = Math.min(NEIGHBOURS, VIOLATORS << Math.min(8, Math.max(0, round - PATIENT_ROUNDS)));
  const violations = proposeViolators(state, most, forest.scannedRows);
  graph.merge(count, rows.points, columns.points, state.stride);
  for (let t = 0; t < violations; t++) {
    const row = forest.scannedRows[t];
    if (columnOf[row] === FREE) continue;
    rowOf[columnOf[row]] = FREE;
    columnOf[row] = FREE;
  }
  if (violations > 0) matchTightRows(state);
  return violations;
}

/** Proposes the arcs that beat a row's price or nearly do, and lists the rows with better ones. */
function proposeViolators(state: SolverState, most: number, violating: Int32Array): number {
  const { count, stride, rows, columns, graph, rowPrice, pricedTo, columnPrice, columnOf, positions, costs } = state;
  const x = rows.points;
  const margin = (MARGIN * nearestCosts(state)) / count;
  let violations = 0;
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    const own = columnOf[i];
    // Matched rows are tight, and computing their price afresh removes the round-off gathered by the phases.
    const cost = own === FREE ? Math.abs(rowPrice[i]) : squaredDistance(x, i, columns.points, own, stride);
    if (own !== FREE) rowPrice[i] = cost - columnPrice[own];
    if (rowPrice[i] <= pricedTo[i]) continue;
    const better = rowPrice[i] - TOLERANCE * (cost + Math.abs(rowPrice[i]));
    const found = nearest(columns, x, p, most, rowPrice[i] + margin, columnPrice, positions, costs);
    pricedTo[i] = found === most ? costs[most - 1] : rowPrice[i] + margin;
    let violates = false;
    for (let t = 0; t < found; t++) {
      if (graph.has(i, positions[t])) continue;
      graph.propose(i, positions[t]);
      if (costs[t] < better) violates = true;
    }
    if (violates) violating[violations++] = i;
  }
  return violations;
}
