/**
 * Warm start: the previous solve of two clouds carried along small moves of their points.
 *
 * Coordinates, tree order, arcs and prices of the previous solve stay. A price is a potential on y with gradient 2 (y - x) at a matched
 * pair (x, y), so that a move dy changes it by 2 (y - x).dy, at the middle of the move; the searches then only repair what the moves
 * broke between neighbours. Worth it while points move by a small part of the distance to their neighbours: beyond that the previous
 * pairs say nothing, and a solve from nothing is as fast.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { measureSpacing, openingAuction, unmatch, matchTightRows } from "./auction.ts";
import { complete, strain } from "./assign.ts";
import type { KdTree } from "../../math/kd-tree/tree.ts";
import type { Planes } from "../../protocols/index.ts";
import { enter } from "./precondition.ts";
import { forgetPricing } from "./price.ts";
import type { SolverState } from "./state.ts";

/**
 * Largest rms move over the mean distance to the nearest neighbour for which the start is tried: where it stops paying (measured at N = 1e5). At 0.2 a
 * third of all points change their partner; a solve from nothing takes twice as long for Gaussians and 1.5 times as long for nearly coupled clouds.
 */
const REACH = 0.25;

/** Growth of the sparse graph, by arcs added since the last solve from nothing, at which to start anew: searches scan them all. */
const GROWTH = 1.5;

/**
 * Between nearly coupled clouds (strain 1.2 to 1.4 here), and after larger moves of Gaussians (1.6 to 1.8), an auction with a small
 * increment mends most of what broke, with less searching: a quarter and a fifth less time. Elsewhere it breaks more tight pairs than it mends
 * (beams, shells: 3 and more; all measured at N = 1e5).
 */
const strained = (move: number): number => (move > 0.12 ? 2.2 : 1.5);
const INCREMENT = 0.03;

/** Points whose nearest neighbours are looked up to know the mean distance: 5 % accuracy in R^3. */
const SAMPLED = 256;

/** Solves the clouds x, y from what `state` holds. Returns false, and `state` is for a solve from nothing, when that does not pay. */
export function moveAlong(state: SolverState, x: Planes, y: Planes, workLimit: number): boolean {
  const { count, settled, source, target, rows, columns, graph } = state;
  if (settled === 0 || count !== x[0].length || state.dimension !== x.length || graph.start[count] > GROWTH * settled) return false;
  enter(state.frame, x, y, source, target);
  const move = Math.max(relativeMove(state, rows, source), relativeMove(state, columns, target));
  if (!(move <= REACH)) return false;
  carryPrices(state);
  rows.refit(source);
  columns.refit(target);
  graph.refresh(count, rows.points, columns.points, state.stride);
  measureSpacing(state);
  state.scanned = 0;
  unmatch(state);
  matchTightRows(state);
  if (strain(state) < strained(move)) openingAuction(state, INCREMENT);
  forgetPricing(state);
  if (complete(state, workLimit, { balanced: true })) return true;
  state.settled = 0;
  return false;
}

/** The rms move of the points of a tree to `packed`, over the mean distance of nearest neighbours; Infinity where points coincide. */
function relativeMove(state: SolverState, tree: KdTree, packed: Float64Array): number {
  const { count, stride, positions, costs } = state;
  let squares = 0;
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < stride; k++) {
      const move = packed[stride * tree.order[t] + k] - tree.points[stride * t + k];
      squares += move * move;
    }
  }
  if (squares === 0) return 0;
  const sampled = Math.min(count, SAMPLED);
  let distance = 0;
  for (let s = 0; s < sampled; s++) {
    const t = Math.floor((s * count) / sampled);
    const found = nearest(tree, tree.points, stride * t, 2, Infinity, null, positions, costs);
    if (found > 1) distance += Math.sqrt(costs[1]);
  }
  return Math.sqrt(squares / count) / (distance / sampled);
}

function carryPrices({ count, stride, rows, columns, source, target, rowOf, columnPrice }: SolverState): void {
  for (let j = 0; j < count; j++) {
    const i = rowOf[j];
    let change = 0;
    for (let k = 0; k < stride; k++) {
      const [yBefore, yAfter] = [columns.points[stride * j + k], target[stride * columns.order[j] + k]];
      const [xBefore, xAfter] = [rows.points[stride * i + k], source[stride * rows.order[i] + k]];
      change += (yBefore + yAfter - xBefore - xAfter) * (yAfter - yBefore);
    }
    columnPrice[j] += change;
  }
}
