/**
 * Pricing on the complete graph: finds the arcs outside the sparse graph that the present prices undervalue.
 *
 * For each row the kd-tree of the columns, with the greatest price below each node, is searched for columns with c_ij - v_j < u_i + margin.
 * They become arcs. Where one is below u_i, u_i moves to the new minimum and the row is unmatched, which keeps prices feasible on the
 * larger graph. A column that many rows want is too dear itself: its own price falls to min_i (c_ij - u_i), its row is unmatched, and its neighbours become arcs,
 * instead of all those rows. When no row finds any of those, the sparse optimum is the optimum of the complete graph.
 *
 * Shortest paths only lower the prices of columns, so that c_ij - v_j of a column outside the graph only grows: a row needs a search
 * again only after its price rose beyond what was searched.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { weigh } from "../../math/kd-tree/weights.ts";
import { squaredDistance } from "./arcs.ts";
import { matchTightRows } from "./auction.ts";
import { FREE, NEIGHBOURS, type SolverState } from "./state.ts";

/**
 * Arcs added per row, at most: in the first rounds, and twice as many each later round, since many rounds mean that the candidates lie
 * in the wrong places (outliers that spoil the preconditioning).
 */
const VIOLATORS = 6;
const PATIENT_ROUNDS = 3;

/** Rows that want a column at which it is too dear (measured: heavy tails and clusters take a half to a seventh of the work, Gaussians as much). */
const DEAR = 3;

/** How far above a row's price to search, relative to its spacing: it spares the later rounds (measured). */
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
 * One round. Returns the number of rows that found a better column outside the graph, and of columns that were too dear. Rows that are free must carry their price over
 * the sparse graph.
 */
export function priceCompleteGraph(state: SolverState, round: number): number {
  const { count, rows, columns, graph, columnOf, rowOf, forest } = state;
  weigh(columns, state.columnPrice, state.steep);
  const most = Math.min(NEIGHBOURS, VIOLATORS << Math.min(8, Math.max(0, round - PATIENT_ROUNDS)));
  const better = proposeViolators(state, most);
  const dear = lowerDear(state, most);
  const violations = proposeBetter(state, better, forest.scannedRows);
  graph.merge(count, rows.points, columns.points, state.stride);
  for (let t = 0; t < violations; t++) {
    const row = forest.scannedRows[t];
    if (columnOf[row] === FREE) continue;
    rowOf[columnOf[row]] = FREE;
    columnOf[row] = FREE;
  }
  if (violations + dear > 0) matchTightRows(state);
  return violations + dear;
}

/** Proposes the arcs that nearly beat a row's price; returns the pairs that do, row by row, with the number of rows that want each column in `forest.touched`. */
function proposeViolators(state: SolverState, most: number): number[] {
  const { count, stride, rows, columns, graph, forest, rowPrice, pricedTo, columnPrice, columnOf, spacing, positions, costs } = state;
  const x = rows.points;
  const wanted = forest.touched.fill(0, 0, count);
  const pairs: number[] = [];
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    const own = columnOf[i];
    // Matched rows are tight, and computing their price afresh removes the round-off gathered by the phases.
    const cost = own === FREE ? Math.abs(rowPrice[i]) : squaredDistance(x, i, columns.points, own, stride);
    if (own !== FREE) rowPrice[i] = cost - columnPrice[own];
    if (rowPrice[i] <= pricedTo[i]) continue;
    const margin = MARGIN * spacing[i];
    const better = rowPrice[i] - TOLERANCE * (cost + Math.abs(rowPrice[i]));
    const found = nearest(columns, x, p, most, rowPrice[i] + margin, columnPrice, positions, costs);
    pricedTo[i] = found === most ? costs[most - 1] : rowPrice[i] + margin;
    for (let t = 0; t < found; t++) {
      if (graph.has(i, positions[t])) continue;
      if (costs[t] < better) {
        pairs.push(i, positions[t]);
        wanted[positions[t]]++;
      } else graph.propose(i, positions[t]);
    }
  }
  return pairs;
}

/** Lowers the prices of the columns that many rows want, frees them, and proposes their nearest rows; returns how many they are. */
function lowerDear(state: SolverState, most: number): number {
  const { count, stride, rows, columns, graph, forest, rowPrice, columnPrice, columnOf, rowOf, positions, costs } = state;
  const wanted = forest.touched;
  let dear = 0;
  for (let j = 0; j < count; j++) {
    if (wanted[j] < DEAR) continue;
    if (dear++ === 0) weigh(rows, rowPrice, state.steep);
    const found = nearest(rows, columns.points, stride * j, most, Infinity, rowPrice, positions, costs);
    for (let t = 0; t < found; t++) if (!graph.has(positions[t], j)) graph.propose(positions[t], j);
    if (costs[0] >= columnPrice[j]) continue;
    columnPrice[j] = costs[0];
    if (rowOf[j] === FREE) continue;
    columnOf[rowOf[j]] = FREE;
    rowOf[j] = FREE;
  }
  return dear;
}

/** Proposes the better pairs whose column is not dear, and lists their rows; returns how many rows. */
function proposeBetter({ graph, forest }: SolverState, pairs: readonly number[], violating: Int32Array): number {
  let violations = 0;
  for (let t = 0; t < pairs.length; t += 2) {
    const [i, j] = [pairs[t], pairs[t + 1]];
    if (forest.touched[j] >= DEAR) continue;
    graph.propose(i, j);
    if (violations === 0 || violating[violations - 1] !== i) violating[violations++] = i;
  }
  return violations;
}
