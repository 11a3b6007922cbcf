/**
 * The assignment of clouds with many equal points, as a transportation problem between sites with weights (sites.ts):
 *
 *   minimise sum_rc c_rc f_rc,  sum_c f_rc = a_r,  sum_r f_rc = b_c,  f >= 0 whole,  a and b the numbers of points at the sites.
 *
 * The same method as for points: sparse arcs (site-network.ts), multi-source shortest augmenting paths (site-flow.ts), and pricing on the
 * complete graph, with one price for all points of a site. Points one by one would fail here: the neighbours of a point are then its own
 * copies, and thousands of equal arcs tie. Work is bounded as everywhere; what is not shipped then is paired in order and shows in the
 * certificate.
 */
import { nearest } from "../../../math/kd-tree/search.ts";
import { weigh } from "../../../math/kd-tree/weights.ts";
import { shipAll } from "./flow.ts";
import { addArc, lowerPrice, openNetwork, shipTight, type Network } from "./network.ts";
import { members } from "./sites.ts";
import { FREE, NEIGHBOURS, type SolverState } from "../state.ts";

/** Arcs added to a row by one pricing, and the tolerance, as in price.ts. */
const VIOLATORS = 6;
const TOLERANCE = 1e-13;

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

/** One round of pricing, as in price.ts; a row that finds a better column takes back what it shipped. */
function priceSites(network: Network, { positions, costs }: SolverState): number {
  const { rows, columns, supply, demand, columnPrice, rowPrice, firstInRow } = network;
  const { tree } = columns;
  const before = network.count;
  weigh(tree, columnPrice);
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
    const found = nearest(tree, rows.tree.points, rows.tree.stride * i, most, bound, columnPrice, positions, costs);
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
