/**
 * Multi-source shortest augmenting paths on the sparse graph: the exact part of the assignment solver.
 *
 * All free rows are the sources of one Dijkstra forest over the reduced costs c_ij - u_i - v_j >= 0. Every row knows the root of its
 * tree, and the first free column that a tree reaches is its sink. The forest grows until every tree has a sink, or until no new
 * sink appeared for a while. With D the last distance made final, v_j += d_j - D for the final columns and u_i += D - d_i for the
 * scanned rows keeps all prices feasible (the problem is balanced, so that prices of free columns are unconstrained), and all trees
 * with a sink are augmented at once, since their paths are disjoint. This is the Hungarian method (Kuhn 1955; Jonker and Volgenant
 * 1987) with many sources; single sources scan 2.5 times as much here.
 */
import { FINAL, OUTSIDE } from "./heap.ts";
import { FREE, workDone, type SolverState } from "./state.ts";

/** A phase ends when this many times the average number of pops per sink passed without a new sink (measured). */
const PATIENCE = 4;

/** Grows one forest from all free rows and augments. Returns the number of rows matched; stops early beyond the work limit. */
export function augmentPhase(state: SolverState, sources: number, workLimit: number): number {
  const sinks = growForest(state, sources, workLimit);
  if (sinks > 0) flipPaths(state, sources);
  return sinks;
}

/**
 * Matches the listed free rows one at a time, each by its own shortest path. Returns how many; stops early beyond the work limit.
 *
 * A source then searches no further than its nearest free column, while a common forest searches as far as the farthest of them and
 * starts again after each phase: cheaper when few rows are left and free columns are near (warm starts, repairs after pricing), dearer
 * when far from balance.
 */
export function augmentSingly(state: SolverState, sources: number, workLimit: number): number {
  const list = state.forest.sources;
  const waiting = state.forest.waiting;
  waiting.set(list.subarray(0, sources));
  for (let s = 0; s < sources; s++) {
    list[0] = waiting[s];
    if (augmentPhase(state, 1, workLimit) === 0) return s;
  }
  return sources;
}

/** Lists the free rows as sources of the next phase. */
export function freeRows({ count, columnOf, forest }: SolverState): number {
  let sources = 0;
  for (let i = 0; i < count; i++) if (columnOf[i] === FREE) forest.sources[sources++] = i;
  return sources;
}

function growForest(state: SolverState, sourceCount: number, workLimit: number): number {
  const { graph, heap, forest, rowPrice, columnPrice, rowOf, columnOf } = state;
  const { start, column, cost } = graph;
  const { root, sink, predecessor, distance, limit, finals, scannedRows, touched, sources } = forest;
  const { slot } = heap;
  const allowance = workLimit - workDone(state);
  // A single source needs nothing beyond the nearest free column seen so far.
  const single = sourceCount === 1;
  let bound = Infinity;
  heap.size = 0;
  let finalCount = 0;
  let rowCount = 0;
  let touchedCount = 0;
  let sinks = 0;
  let last = 0;
  let reached = 0;
  let scanned = 0;
  for (let s = 0; s < sourceCount; s++) {
    root[sources[s]] = sources[s];
    sink[sources[s]] = FREE;
  }
  let row = sourceCount > 0 ? sources[0] : FREE;
  for (let s = 1; row !== FREE;) {
    scannedRows[rowCount++] = row;
    const end = start[row + 1];
    const price = rowPrice[row] - reached;
    scanned += end - start[row];
    for (let t = start[row]; t < end; t++) {
      const j = column[t];
      const reduced = cost[t] - price;
      // Nearly all arcs end here, after one read at random.
      if (reduced >= limit[j]) continue;
      let d = reduced - columnPrice[j];
      if (d < reached) d = reached;
      const at = slot[j];
      if (d >= bound || at === FINAL || (at !== OUTSIDE && d >= distance[j])) continue;
      if (single && rowOf[j] === FREE) bound = d;
      if (at === OUTSIDE) touched[touchedCount++] = j;
      distance[j] = d;
      limit[j] = d + columnPrice[j];
      predecessor[j] = row;
      heap.raise(at === OUTSIDE ? heap.size++ : at, d, j);
    }
    if (s < sourceCount) {
      row = sources[s++];
      continue;
    }
    row = FREE;
    while (heap.size > 0) {
      if (sinks === sourceCount || (sinks > 0 && finalCount - last > PATIENCE * (1 + last / sinks))) break;
      if (scanned > allowance) break;
      const j = heap.pop();
      slot[j] = FINAL;
      finals[finalCount++] = j;
      reached = distance[j];
      const tree = root[predecessor[j]];
      const owner = rowOf[j];
      if (owner !== FREE) {
        root[owner] = tree;
        row = owner;
        break;
      }
      if (sink[tree] === FREE) {
        sink[tree] = j;
        sinks++;
        last = finalCount;
      }
    }
  }
  for (let t = 0; t < finalCount; t++) columnPrice[finals[t]] += distance[finals[t]] - reached;
  for (let t = 0; t < rowCount; t++) {
    const own = columnOf[scannedRows[t]];
    rowPrice[scannedRows[t]] += own === FREE ? reached : reached - distance[own];
  }
  for (let t = 0; t < touchedCount; t++) {
    slot[touched[t]] = OUTSIDE;
    limit[touched[t]] = Infinity;
  }
  state.scanned += scanned;
  return sinks;
}

function flipPaths({ forest, rowOf, columnOf }: SolverState, sourceCount: number): void {
  const { sink, predecessor, sources } = forest;
  for (let s = 0; s < sourceCount; s++) {
    const source = sources[s];
    let column = sink[source];
    while (column !== FREE) {
      const row = predecessor[column];
      const next = columnOf[row];
      rowOf[column] = row;
      columnOf[row] = column;
      column = row === source ? FREE : next;
    }
  }
}
