/**
 * The first candidate arcs: geometric neighbours of the place where each point is expected to go.
 *
 * Every row gets its nearest columns, every column its nearest rows, and row i gets column i of equal tree position, which makes the
 * sparse problem feasible from the outset. Candidates are chosen by geometry alone: choosing them by reduced cost under rough prices
 * starves the columns with low prices of arcs (tried, and far slower). The exception is the priced start (coarse.ts), whose prices are those of an
 * exact solve of the cells, on both sides: there every row gets the columns and every column the rows of least reduced cost, and every arc
 * of the cells' graph one arc between the points of its two cells. Those lead from cluster to cluster at every level: without them whole clusters
 * change their prices until the next round of pricing finds the arcs (measured: 1000 searches instead of 200 at N = 1e4).
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { weigh } from "../../math/kd-tree/weights.ts";
import { squaredDistance } from "./arcs.ts";
import type { PricedStart, SolverState, Start } from "./state.ts";

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

/** Of the columns nearest by reduced cost, how many the last of which, less the first, is a row's spacing. */
const NEAREST = 4;

/** Proposes the arcs of small reduced cost under the prices of `start`, and sets the spacing of every row to differences of reduced costs. */
export function proposeByPrices(state: SolverState, start: PricedStart): void {
  const { count, stride, rows, columns, graph, spacing, positions, costs } = state;
  graph.clear();
  weigh(columns, start.prices, true);
  for (let i = 0, p = 0; i < count; i++, p += stride) {
    graph.propose(i, i);
    const found = nearest(columns, rows.points, p, COARSE.forward, Infinity, start.prices, positions, costs);
    for (let t = 0; t < found; t++) graph.propose(i, positions[t]);
    spacing[i] = costs[Math.min(found, NEAREST) - 1] - costs[0];
  }
  weigh(rows, start.rowPrices, true);
  for (let j = 0, p = 0; j < count; j++, p += stride) {
    const found = nearest(rows, columns.points, p, COARSE.backward, Infinity, start.rowPrices, positions, costs);
    for (let t = 0; t < found; t++) graph.propose(positions[t], j);
  }
  inheritArcs(state, start);
  graph.merge(count, rows.points, columns.points, stride);
}

/** Of every arc of the cells' graph, proposes the pair of their points that has the least reduced cost. */
function inheritArcs({ rows, columns, stride, graph, coarser }: SolverState, { rowPrices, prices }: PricedStart): void {
  if (!coarser) return;
  const { state: coarse } = coarser;
  const { start, column } = coarse.graph;
  for (let cell = 0; cell < coarse.count; cell++) {
    const here = coarse.count + coarse.rows.order[cell];
    for (let t = start[cell]; t < start[cell + 1]; t++) {
      const there = coarse.count + coarse.columns.order[column[t]];
      let least = Infinity;
      let [row, partner] = [rows.low[here], columns.low[there]];
      for (let i = rows.low[here]; i < rows.high[here]; i++) {
        for (let j = columns.low[there]; j < columns.high[there]; j++) {
          const reduced = squaredDistance(rows.points, i, columns.points, j, stride) - rowPrices[i] - prices[j];
          if (reduced >= least) continue;
          least = reduced;
          [row, partner] = [i, j];
        }
      }
      graph.propose(row, partner);
    }
  }
}
