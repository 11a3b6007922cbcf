/**
 * Shortest augmenting paths in the network of sites: as augment.ts, but a path carries as many units as it has room for, and a tree may
 * serve several sinks (Ahuja, Magnanti and Orlin 1993, 9.7).
 */
import { FINAL, OUTSIDE, ColumnHeap } from "../heap.ts";
import type { Network } from "./network.ts";
import { FREE } from "../state.ts";

/** As in augment.ts. */
const PATIENCE = 4;

/** Phases of augmenting paths until every unit is shipped; false beyond the work limit. */
export function shipAll(network: Network, workLimit: number): boolean {
  const [m, n] = [network.supply.length, network.demand.length];
  const forest = {
    heap: new ColumnHeap(n),
    root: new Int32Array(m),
    via: new Int32Array(m),
    left: new Int32Array(m),
    distance: new Float64Array(n),
    rowDistance: new Float64Array(m),
    arcTo: new Int32Array(n),
  };
  while (network.supply.some((units) => units > 0)) {
    if (network.scanned > workLimit || !shipPhase(network, forest)) return false;
  }
  return true;
}

interface SiteForest {
  readonly heap: ColumnHeap;
  /** Supply of a source that the sinks of its tree have no use for yet. */
  readonly left: Int32Array;
  /** Source of the tree of a row, or FREE when no tree has reached it; the arc by which it was reached, backwards. */
  readonly root: Int32Array;
  readonly via: Int32Array;
  readonly distance: Float64Array;
  readonly rowDistance: Float64Array;
  readonly arcTo: Int32Array;
}

/** One forest from all rows with supply, as in augment.ts; a column with demand left is a sink and is searched through all the same. */
function shipPhase(network: Network, forest: SiteForest): boolean {
  const { supply, demand, flow, row, column, cost, firstInRow, nextInRow, firstInColumn, nextInColumn } = network;
  const { rowPrice, columnPrice } = network;
  const { heap, root, via, left, distance, rowDistance, arcTo } = forest;
  const { slot } = heap;
  heap.size = 0;
  slot.fill(OUTSIDE);
  root.fill(FREE);
  const visited: number[] = [];
  const finals: number[] = [];
  const sinks: number[] = [];
  let reached = 0;
  let served = 0;
  let last = 0;
  const reach = (i: number, tree: number, arc: number): void => {
    root[i] = tree;
    via[i] = arc;
    rowDistance[i] = reached;
    visited.push(i);
  };
  for (let i = 0; i < supply.length; i++) {
    if (supply[i] === 0) continue;
    reach(i, i, FREE);
    left[i] = supply[i];
  }
  const sources = visited.length;
  for (let next = 0; ;) {
    for (; next < visited.length; next++) {
      const i = visited[next];
      for (let arc = firstInRow[i]; arc !== FREE; arc = nextInRow[arc]) {
        network.scanned++;
        const j = column[arc];
        if (slot[j] === FINAL) continue;
        const d = Math.max(reached, reached + (cost[arc] - rowPrice[i] - columnPrice[j]));
        if (slot[j] !== OUTSIDE && d >= distance[j]) continue;
        distance[j] = d;
        arcTo[j] = arc;
        heap.raise(slot[j] === OUTSIDE ? heap.size++ : slot[j], d, j);
      }
    }
    if (heap.size === 0 || served === sources || (sinks.length > 0 && finals.length - last > PATIENCE * (1 + last / sinks.length))) break;
    const j = heap.pop();
    slot[j] = FINAL;
    finals.push(j);
    reached = distance[j];
    const tree = root[row[arcTo[j]]];
    if (demand[j] > 0 && left[tree] > 0) {
      sinks.push(j);
      left[tree] -= demand[j];
      if (left[tree] <= 0) served++;
      last = finals.length;
    }
    for (let arc = firstInColumn[j]; arc !== FREE; arc = nextInColumn[arc]) {
      network.scanned++;
      if (flow[arc] > 0 && root[row[arc]] === FREE) reach(row[arc], tree, arc);
    }
  }
  for (const j of finals) columnPrice[j] += distance[j] - reached;
  for (const i of visited) rowPrice[i] += reached - rowDistance[i];
  for (const j of sinks) shipPath(network, forest, j);
  return sinks.length > 0;
}

/** Ships as many units as fit to the column `end` from the source of its tree; the first path of a tree fits one at least. */
function shipPath({ supply, demand, flow, row, column }: Network, { root, arcTo, via }: SiteForest, end: number): void {
  const source = root[row[arcTo[end]]];
  let units = Math.min(supply[source], demand[end]);
  for (let back = via[row[arcTo[end]]]; back !== FREE; back = via[row[arcTo[column[back]]]]) units = Math.min(units, flow[back]);
  if (units === 0) return;
  let arc = arcTo[end];
  for (let back = via[row[arc]]; back !== FREE; back = via[row[arc]]) {
    flow[arc] += units;
    flow[back] -= units;
    arc = arcTo[column[back]];
  }
  flow[arc] += units;
  supply[source] -= units;
  demand[end] -= units;
}
