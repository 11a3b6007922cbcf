/**
 * Clouds with many equal points: equal points are one site with a weight, and the assignment is a transportation problem.
 *
 *   minimise sum_rc c_rc f_rc,  sum_c f_rc = a_r,  sum_r f_rc = b_c,  f >= 0 whole,  a and b the numbers of points at the sites.
 *
 * The same method as for points: sparse arcs, multi-source shortest augmenting paths (a path now carries as many units as it has room
 * for, and a tree may serve several sinks), and pricing on the complete graph, with one price for all points of a site. Points one by one would fail here: the
 * neighbours of a point are then its own copies, and thousands of equal arcs tie. (Successive shortest paths: Ahuja, Magnanti and
 * Orlin 1993, 9.7.) Work is bounded as everywhere; what is not shipped then is paired in order and shows in the certificate.
 */
import { KdTree, samePoint } from "../math/kd-tree.ts";
import { squaredDistance } from "./arcs.ts";
import { FINAL, OUTSIDE, ColumnHeap } from "./heap.ts";
import { FREE, NEIGHBOURS, type SolverState } from "./state.ts";

/** Both clouds are looked at as sites when one of them has fewer sites than this fraction of its points. */
const MERGED = 0.9;

/** Positions of the tree looked back at for an equal point: a leaf. */
const WINDOW = 7;

/** Neighbours of the first arcs, forward and backward, and arcs added to a row by one pricing. */
const FORWARD = 10;
const BACKWARD = 4;
const VIOLATORS = 6;

/** As in augment.ts and in price.ts. */
const PATIENCE = 4;
const TOLERANCE = 1e-13;

interface Sites {
  readonly tree: KdTree;
  /** Number of points of each site, in the tree order of the sites. */
  readonly weight: Int32Array;
  /** Site of each position of the cloud's own tree. */
  readonly siteOf: Int32Array;
}

/** Arcs in linked lists by row and by column, so that pricing appends to them. */
interface Network {
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

/** True when the trees of `state` hold so many equal points that they had better be merged. */
export function isMerged({ rows, columns }: SolverState): boolean {
  return crowded(rows) || crowded(columns);
}

/** Equal points gather in the leaves: the sites are counted only where a twentieth of the points has its like just before it. */
function crowded(tree: KdTree): boolean {
  let equal = 0;
  for (let t = 1; t < tree.count; t++) {
    for (let s = Math.max(0, t - WINDOW); s < t; s++) {
      if (!samePoint(tree, s, t)) continue;
      equal++;
      break;
    }
  }
  return 20 * equal > tree.count && sitesInOrder(tree).sites < MERGED * tree.count;
}

/** Positions sorted by coordinates, and the number of different points. */
function sitesInOrder(tree: KdTree): { readonly order: Int32Array; readonly sites: number } {
  const { points, stride, count } = tree;
  const order = Int32Array.from({ length: count }, (_, t) => t).sort((s, t) => {
    for (let k = 0; k < stride; k++) {
      const difference = points[stride * s + k] - points[stride * t + k];
      if (difference !== 0) return difference;
    }
    return s - t;
  });
  let sites = 1;
  for (let t = 1; t < count; t++) if (!samePoint(tree, order[t - 1], order[t])) sites++;
  return { order, sites };
}

/** Solves the problem whose trees are built in `state`; leaves matching and prices there as `complete` does. False when stopped. */
export function solveSites(state: SolverState, workLimit: number): boolean {
  const network = openNetwork(state);
  let finished = false;
  shipTight(network);
  for (let more = true; more && !finished;) {
    more = shipAll(network, workLimit);
    if (more && priceSites(network, state) === 0) finished = true;
  }
  hand(network, state);
  return finished;
}

function merge(tree: KdTree, dimension: number): Sites {
  const { points, stride, count } = tree;
  const { order, sites } = sitesInOrder(tree);
  const packed = new Float64Array(stride * sites);
  const number = new Int32Array(count);
  let site = -1;
  for (let s = 0; s < count; s++) {
    if (s === 0 || !samePoint(tree, order[s - 1], order[s])) {
      site++;
      for (let k = 0; k < stride; k++) packed[stride * site + k] = points[stride * order[s] + k];
    }
    number[order[s]] = site;
  }
  const own = new KdTree(sites, dimension);
  own.build(packed, sites);
  const position = new Int32Array(sites);
  for (let p = 0; p < sites; p++) position[own.order[p]] = p;
  const weight = new Int32Array(sites);
  const siteOf = number.map((n) => position[n]);
  for (const s of siteOf) weight[s]++;
  return { tree: own, weight, siteOf };
}

function openNetwork(state: SolverState): Network {
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
    const found = y.nearestTo(x.points, x.stride * i, FORWARD, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) addArc(network, i, positions[t]);
  }
  for (let j = 0; j < n; j++) {
    const found = x.nearestTo(y.points, y.stride * j, BACKWARD, Infinity, null, positions, costs);
    for (let t = 0; t < found; t++) addArc(network, positions[t], j);
  }
  // The pairs of equal tree position carry a feasible flow.
  for (let t = 0; t < state.count; t++) addArc(network, rows.siteOf[t], columns.siteOf[t]);
  for (let i = 0; i < m; i++) lowerPrice(network, i);
  return network;
}

function addArc(network: Network, i: number, j: number): void {
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
function lowerPrice({ firstInRow, nextInRow, cost, column, columnPrice, rowPrice }: Network, i: number): void {
  let least = Infinity;
  for (let arc = firstInRow[i]; arc !== FREE; arc = nextInRow[arc]) {
    const reduced = cost[arc] - columnPrice[column[arc]];
    if (reduced < least) least = reduced;
  }
  rowPrice[i] = least;
}

/** Ships what fits along arcs that are exactly tight. */
function shipTight(network: Network): void {
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

/** Phases of augmenting paths until every unit is shipped; false beyond the work limit. */
function shipAll(network: Network, workLimit: number): boolean {
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
    if (
      heap.size === 0 ||
      served === sources ||
      (sinks.length > 0 && finals.length - last > PATIENCE * (1 + last / sinks.length))
    )
      break;
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

/** One round of pricing, as in price.ts; a row that finds a better column takes back what it shipped. */
function priceSites(network: Network, { positions, costs }: SolverState): number {
  const { rows, columns, supply, demand, columnPrice, rowPrice, firstInRow } = network;
  const { tree } = columns;
  const before = network.count;
  tree.weigh(columnPrice);
  const better: number[] = [];
  for (let i = 0; i < supply.length; i++) {
    let cost = 0;
    let least = Infinity;
    for (let arc = firstInRow[i]; arc !== FREE; arc = network.nextInRow[arc]) {
      if (network.flow[arc] === 0) continue;
      least = Math.min(least, network.cost[arc] - columnPrice[network.column[arc]]);
      cost = Math.max(cost, network.cost[arc]);
    }
    rowPrice[i] = least;
    const bound = least - TOLERANCE * (cost + Math.abs(least));
    const most = Math.min(NEIGHBOURS, VIOLATORS);
    const found = tree.nearestTo(rows.tree.points, rows.tree.stride * i, most, bound, columnPrice, positions, costs);
    for (let t = 0; t < found; t++) addArc(network, i, positions[t]);
    if (found > 0) better.push(i);
  }
  network.scanned += tree.inspected;
  tree.inspected = 0;
  if (network.count === before) return 0;
  for (const i of better) {
    for (let arc = firstInRow[i]; arc !== FREE; arc = network.nextInRow[arc]) {
      supply[i] += network.flow[arc];
      demand[network.column[arc]] += network.flow[arc];
      network.flow[arc] = 0;
    }
    lowerPrice(network, i);
  }
  shipTight(network);
  return better.length;
}

/** Gives the units of every site to its points, in order, and what was not shipped to what is left. */
function hand(network: Network, { count, columnOf, rowOf, columnPrice }: SolverState): void {
  const { rows, columns, column, flow, firstInRow, nextInRow } = network;
  const [nextRow, membersOfRow] = members(rows, count);
  const [nextColumn, membersOfColumn] = members(columns, count);
  columnOf.fill(FREE, 0, count);
  rowOf.fill(FREE, 0, count);
  for (let i = 0; i < rows.weight.length; i++) {
    for (let arc = firstInRow[i]; arc !== FREE; arc = nextInRow[arc]) {
      for (let unit = 0; unit < flow[arc]; unit++) {
        const t = membersOfRow[nextRow[i]++];
        const s = membersOfColumn[nextColumn[column[arc]]++];
        columnOf[t] = s;
        rowOf[s] = t;
      }
    }
  }
  for (let s = 0; s < count; s++) columnPrice[s] = network.columnPrice[columns.siteOf[s]];
}

/** Where the members of each site begin in the list of all members. */
function members({ weight, siteOf }: Sites, count: number): readonly [Int32Array, Int32Array] {
  const begin = new Int32Array(weight.length);
  for (let site = 1; site < weight.length; site++) begin[site] = begin[site - 1] + weight[site - 1];
  const fill = Int32Array.from(begin);
  const list = new Int32Array(count);
  for (let t = 0; t < count; t++) list[fill[siteOf[t]]++] = t;
  return [begin, list];
}
