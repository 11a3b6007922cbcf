/**
 * The sparse network of the transportation problem of sites: arcs with costs and flows, in linked lists by row and by column, so that
 * pricing appends to them.
 */
import { nearest } from "../../../math/kd-tree/search.ts";
import { squaredDistance } from "../arcs.ts";
import { merge, type Sites } from "./sites.ts";
import { FREE, type SolverState } from "../state.ts";

/** Neighbours of the first arcs, forward and backward. */
const FORWARD = 10;
const BACKWARD = 4;

export interface Network {
  readonly rows: Sites;
  readonly columns: Sites;
  count: number;
  row: Int32Array;
  column: Int32Array;
  cost: Float64Array;
  flow: Int32Array;
  nextInRow: Int32Array;
  nextInColumn: Int32Array;
  readonly firstInRow: Int32Array;
  readonly firstInColumn: Int32Array;
  readonly known: Set<number>;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly supply: Int32Array;
  readonly demand: Int32Array;
  scanned: number;
}

/** First arcs from neighbours, and the supplies, demands and prices before anything is shipped. */
export function openNetwork(state: SolverState): Network {
  const rows = merge(state.rows, state.dimension);
  const columns = merge(state.columns, state.dimension);
  const [m, n] = [rows.weight.length, columns.weight.length];
  const room = 16 * (m + n);
  const network: Network = {
    rows,
    columns,
    count: 0,
    row: new Int32Array(room),
    column: new Int32Array(room),
    cost: new Float64Array(room),
    flow: new Int32Array(room),
    nextInRow: new Int32Array(room),
    nextInColumn: new Int32Array(room),
    firstInRow: new Int32Array(m).fill(FREE),
    firstInColumn: new Int32Array(n).fill(FREE),
    known: new Set(),
    rowPrice: new Float64Array(m),
    columnPrice: new Float64Array(n),
    supply: Int32Array.from(rows.weight),
    demand: Int32Array.from(columns.weight),
    scanned: 0,
  };
  const { positions, costs } = state;
  const [x, y] = [rows.tree, columns.tree];
  for (let i = 0; i < m; i++) {
    const found = nearest(y, x.points, x.stride * i, FORWARD, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) addArc(network, i, positions[t]);
  }
  for (let j = 0; j < n; j++) {
    const found = nearest(x, y.points, y.stride * j, BACKWARD, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) addArc(network, positions[t], j);
  }
  // The pairs of equal tree position carry a feasible flow.
  for (let t = 0; t < state.count; t++) addArc(network, rows.siteOf[t], columns.siteOf[t]);
  for (let i = 0; i < m; i++) lowerPrice(network, i);
  return network;
}

/** Adds an arc that is not there yet. */
export function addArc(network: Network, i: number, j: number): void {
  const { rows, columns, known } = network;
  const name = i * columns.weight.length + j;
  if (known.has(name)) return;
  known.add(name);
  if (network.count === network.row.length) growArcs(network);
  const arc = network.count++;
  network.row[arc] = i;
  network.column[arc] = j;
  network.cost[arc] = squaredDistance(rows.tree.points, i, columns.tree.points, j, rows.tree.stride);
  network.nextInRow[arc] = network.firstInRow[i];
  network.firstInRow[i] = arc;
  network.nextInColumn[arc] = network.firstInColumn[j];
  network.firstInColumn[j] = arc;
}

function growArcs(network: Network): void {
  const room = 2 * network.row.length;
  for (const name of ["row", "column", "flow", "nextInRow", "nextInColumn"] as const) {
    const array = new Int32Array(room);
    array.set(network[name]);
    network[name] = array;
  }
  const cost = new Float64Array(room);
  cost.set(network.cost);
  network.cost = cost;
}

/** u_i = min_j (c_ij - v_j) over the arcs of the row. */
export function lowerPrice({ firstInRow, nextInRow, cost, column, columnPrice, rowPrice }: Network, i: number): void {
  let least = Infinity;
  for (let arc = firstInRow[i]; arc !== FREE; arc = nextInRow[arc]) {
    const reduced = cost[arc] - columnPrice[column[arc]];
    if (reduced < least) least = reduced;
  }
  rowPrice[i] = least;
}

/** Ships what fits along arcs that are exactly tight. */
export function shipTight(network: Network): void {
  const { firstInRow, nextInRow, cost, column, columnPrice, rowPrice, supply, demand, flow } = network;
  for (let i = 0; i < supply.length; i++) {
    for (let arc = firstInRow[i]; arc !== FREE && supply[i] > 0; arc = nextInRow[arc]) {
      const j = column[arc];
      if (demand[j] === 0 || cost[arc] - columnPrice[j] > rowPrice[i]) continue;
      const units = Math.min(supply[i], demand[j]);
      flow[arc] += units;
      supply[i] -= units;
      demand[j] -= units;
    }
  }
}
