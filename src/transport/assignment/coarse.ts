/**
 * Coarse-to-fine start for clouds whose displacement is far from affine: shells, beams, heavy tails.
 *
 * The leaves of the two kd-trees (2 to 4 points each, equally many in both) are replaced by their centroids and that assignment is
 * solved, recursively. Each fine point then goes where its neighbouring cells go: displacements are averaged over the nearest cells
 * with weights (1 - r^2/R^2)^2, and column prices are extended to first order, v(y) ~ v_J + |y - x_I|^2 - |y_J - x_I|^2 for the pair
 * (I, J) of coarse cells (the gradient of v at y_J is 2 (y_J - x_I)). Only a start: the exact solver and its certificate follow.
 *
 * Where neighbouring cells go to places far apart (clusters to other clusters, a dense place to a thin one), no average of displacements is near
 * any of them. The priced start then asks for no places: each point takes the average of the planes that nearly bound its price,
 *
 *   v(y) <= |y - x_I|^2 - u_I,   u(x) <= |x - y_J|^2 - v_J,   over all cells I, J,
 *
 * and candidates are pairs of small reduced cost (candidates.ts). It searches with prices and is dearer, so it comes when the other has stalled.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import type { KdTree } from "../../math/kd-tree/tree.ts";
import { squaredDistance } from "./arcs.ts";
import { weigh } from "../../math/kd-tree/weights.ts";
import { begin, complete } from "./assign.ts";
import { openState, workDone, type PricedStart, type SolverState, type Start } from "./state.ts";

/** Cells averaged over (measured: 30 are worse). */
const CELLS = 10;

/** Problems below this size are solved from the affine start. */
export const COARSE_FROM = 400;

/** Images and prices for the problem whose trees are built in `state`; none when the solve of the cells, or of their cells, stalls. */
export function coarseStart(state: SolverState, workLimit: number): Start | undefined {
  const { state: coarse, start } = enterCells(state);
  const nested = coarse.count >= COARSE_FROM;
  const first = nested ? coarseStart(coarse, workLimit) : undefined;
  let solved = !nested || first !== undefined;
  if (solved) {
    begin(coarse, first);
    solved = complete(coarse, workLimit, { mayStall: true });
  }
  state.scanned += workDone(coarse);
  if (!solved) return undefined;
  carry(state.rows, coarse.rows, coarse.columns, coarse.columnOf, coarse, start.image, undefined);
  carry(state.columns, coarse.columns, coarse.rows, coarse.rowOf, coarse, start.preimage, {
    known: coarse.columnPrice,
    extended: start.prices,
  });
  return start;
}

/** Prices of all points of `state` from those of the cells; a solve of the cells that stops early gives poorer ones. */
export function pricedStart(state: SolverState, workLimit: number): PricedStart {
  const { state: coarse, priced } = enterCells(state);
  begin(coarse, coarse.count >= COARSE_FROM ? pricedStart(coarse, workLimit) : undefined);
  complete(coarse, workLimit);
  prolong(state.columns, coarse.rows, coarse.rowPrice, coarse, priced.prices);
  prolong(state.rows, coarse.columns, coarse.columnPrice, coarse, priced.rowPrices);
  state.scanned += workDone(coarse);
  return priced;
}

/** The problem of the cells, its trees built. */
function enterCells(state: SolverState): NonNullable<SolverState["coarser"]> {
  const cells = 1 << state.rows.depth;
  const coarser = (state.coarser ??= room(state));
  const coarse = coarser.state;
  centroids(state.rows, cells, coarse.source);
  centroids(state.columns, cells, coarse.target);
  coarse.count = cells;
  coarse.scanned = 0;
  coarse.rows.build(coarse.source, cells);
  coarse.columns.build(coarse.target, cells);
  return coarser;
}

/** A tree over n points has at most n / 2 leaves (n > 4), and one over a capacity as many as any it holds. */
function room({ capacity, dimension, stride }: SolverState): NonNullable<SolverState["coarser"]> {
  return {
    state: openState(Math.max(1, capacity >> 1), dimension),
    start: {
      image: new Float64Array(stride * capacity),
      preimage: new Float64Array(stride * capacity),
      prices: new Float64Array(capacity),
    },
    priced: { rowPrices: new Float64Array(capacity), prices: new Float64Array(capacity) },
  };
}

function centroids(tree: KdTree, cells: number, into: Float64Array): void {
  const { points, low, high, stride } = tree;
  for (let cell = 0; cell < cells; cell++) {
    const begin = low[cells + cell];
    const end = high[cells + cell];
    for (let axis = 0; axis < stride; axis++) {
      let sum = 0;
      for (let t = begin; t < end; t++) sum += points[stride * t + axis];
      into[stride * cell + axis] = sum / (end - begin);
    }
  }
}

interface Prices {
  readonly known: Float64Array;
  readonly extended: Float64Array;
}

/** Moves every point of `fine` by the averaged displacement of the cells of `near` to their partners in `far`. */
function carry(fine: KdTree, near: KdTree, far: KdTree, partner: Int32Array, scratch: SolverState, image: Float64Array, prices: Prices | undefined): void {
  const { positions, costs, stride } = scratch;
  const [a, b] = [near.points, far.points];
  for (let i = 0, p = 0; i < fine.count; i++, p += stride) {
    const found = nearest(near, fine.points, p, CELLS, Infinity, null, positions, costs);
    // The farthest cell keeps a small weight, and coincident cells keep the sum of weights positive.
    const reach = 1.0001 * costs[found - 1] + 1e-300;
    let total = 0;
    let price = 0;
    image.fill(0, p, p + stride);
    for (let t = 0; t < found; t++) {
      const here = positions[t];
      const there = partner[here];
      const closeness = 1 - costs[t] / reach;
      const weight = closeness * closeness + 1e-9;
      total += weight;
      for (let axis = 0; axis < stride; axis++) image[p + axis] += weight * (b[stride * there + axis] - a[stride * here + axis]);
      if (!prices) continue;
      const change = squaredDistance(fine.points, i, b, there, stride) - squaredDistance(a, here, b, there, stride);
      price += weight * (prices.known[here] + change);
    }
    for (let axis = 0; axis < stride; axis++) image[p + axis] = fine.points[p + axis] + image[p + axis] / total;
    if (prices) prices.extended[i] = price / total;
  }
}

/** Extends the prices `known` of the cells `near`: every point of `fine` takes the average of the CELLS least |z - z_I|^2 - known_I, the less the more. */
function prolong(fine: KdTree, near: KdTree, known: Float64Array, { positions, costs, stride }: SolverState, extended: Float64Array): void {
  weigh(near, known, true);
  for (let i = 0, p = 0; i < fine.count; i++, p += stride) {
    const found = nearest(near, fine.points, p, CELLS, Infinity, known, positions, costs);
    const [least] = costs;
    const reach = 1.0001 * (costs[found - 1] - least) + 1e-300;
    let total = 0;
    let above = 0;
    for (let t = 0; t < found; t++) {
      const closeness = 1 - (costs[t] - least) / reach;
      const weight = closeness * closeness + 1e-9;
      total += weight;
      above += weight * (costs[t] - least);
    }
    extended[i] = least + above / total;
  }
}
