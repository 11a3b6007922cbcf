/**
 * First prices: one short Gauss-Seidel auction on the sparse graph (Bertsekas 1988), which need not finish.
 *
 * A free row bids for the column with the least c_ij - v_j and lowers its price by the margin over the second best plus an
 * increment. The increment is large and the bids are capped, since the auction supplies prices only; afterwards a row keeps a column
 * only if the pair is exactly tight, so that the shortest paths start from feasible prices and complementary slackness.
 */
import { FREE, type SolverState } from "./state.ts";

/** Increment relative to the spacing of the row, and bids per point (measured; longer auctions do not pay). */
const INCREMENT = 0.3;
const BIDS = 20;

/** Sets prices by a short auction and matches every row whose best column is free. The increment is relative to the spacing of the row. */
export function openingAuction(state: SolverState, increment = INCREMENT): void {
  unmatch(state);
  matchTightRows(state);
  bid(state, increment, BIDS * state.count);
  unmatch(state);
  matchTightRows(state);
}

export function unmatch({ count, columnOf, rowOf }: SolverState): void {
  columnOf.fill(FREE, 0, count);
  rowOf.fill(FREE, 0, count);
}

/** For every free row: u_i = min_j (c_ij - v_j) over its arcs, and the pair is made when the column is free. */
export function matchTightRows(state: SolverState): void {
  const { count, graph, rowPrice, columnPrice, columnOf, rowOf } = state;
  const { start, column, cost } = graph;
  for (let i = 0; i < count; i++) {
    if (columnOf[i] !== FREE) continue;
    let best = Infinity;
    let at = FREE;
    for (let t = start[i], end = start[i + 1]; t < end; t++) {
      const reduced = cost[t] - columnPrice[column[t]];
      if (reduced < best) {
        best = reduced;
        at = column[t];
      }
    }
    rowPrice[i] = best;
    if (rowOf[at] === FREE) {
      rowOf[at] = i;
      columnOf[i] = at;
    }
  }
}

/** Sum over rows of the cost of the nearest candidate. */
export function nearestCosts({ count, graph }: SolverState): number {
  const { start, cost } = graph;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    let least = Infinity;
    for (let t = start[i]; t < start[i + 1]; t++) if (cost[t] < least) least = cost[t];
    sum += least;
  }
  return sum;
}

/** Nearest costs are uneven when their mean is this many times their median (Gaussians, beams, shells: at most 6; Cauchy: 1e9), seen on so many rows. */
const UNEVEN = 10;
const SAMPLED = 1000;

/** Of an uneven cloud, how many of the nearest arcs the last of which is a row's spacing. */
const NEAREST = 4;

/**
 * The spacing of every row, to which increments and margins are relative: the mean cost of the nearest candidate, the same for all; in uneven clouds (heavy tails,
 * dense places and thin ones) the row's own fourth cost, scaled so that its median is that of the nearest: the mean would be that of the farthest point.
 */
export function measureSpacing(state: SolverState): void {
  const { count, graph, spacing } = state;
  const { start, cost } = graph;
  const size = Math.min(count, SAMPLED);
  const ranked = (row: number, rank: number): number => {
    const costs = cost.slice(start[row], start[row + 1]).sort();
    return costs[Math.min(rank, costs.length) - 1];
  };
  const median = (rank: number): number => {
    const sample = Float64Array.from({ length: size }, (_, s) => ranked(Math.floor((s * count) / size), rank)).sort();
    return sample[size >> 1];
  };
  const mean = nearestCosts(state) / count;
  const typical = median(1);
  if (mean <= UNEVEN * typical || typical === 0) {
    spacing.fill(mean, 0, count);
    return;
  }
  const scale = typical / median(NEAREST);
  for (let i = 0; i < count; i++) spacing[i] = scale * ranked(i, NEAREST);
}

function bid(state: SolverState, increment: number, limit: number): void {
  const { count, graph, columnPrice, columnOf, rowOf, spacing } = state;
  const { start, column, cost } = graph;
  const queue = state.forest.sources;
  let waiting = 0;
  for (let i = 0; i < count; i++) if (columnOf[i] === FREE) queue[waiting++] = i;
  let head = 0;
  let tail = waiting === count ? 0 : waiting;
  for (let bids = 0; waiting > 0 && bids < limit; bids++) {
    const i = queue[head];
    head = head + 1 === count ? 0 : head + 1;
    waiting--;
    let best = Infinity;
    let second = Infinity;
    let at = FREE;
    const end = start[i + 1];
    for (let t = start[i]; t < end; t++) {
      const reduced = cost[t] - columnPrice[column[t]];
      if (reduced < best) {
        second = best;
        best = reduced;
        at = column[t];
      } else if (reduced < second) second = reduced;
    }
    state.scanned += end - start[i];
    // A row with a single arc outbids everybody by the increment alone.
    columnPrice[at] -= (second === Infinity ? 0 : second - best) + increment * spacing[i];
    const displaced = rowOf[at];
    rowOf[at] = i;
    columnOf[i] = at;
    if (displaced === FREE) continue;
    columnOf[displaced] = FREE;
    queue[tail] = displaced;
    tail = tail + 1 === count ? 0 : tail + 1;
    waiting++;
  }
}
