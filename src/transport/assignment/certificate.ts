/**
 * The certificate: the cost of an assignment and a lower bound over the complete graph, from the clouds, the bijection and any prices.
 *
 * For any prices V_j,  D(V) = mean_j V_j + mean_i min_j (|x_i - y_j|^2 - V_j)  is at most the optimal cost (weak duality), however the
 * prices were found; the minimum runs over all N columns. The search runs in the solver's coordinates and the bound is then carried
 * back to the caller's by the terms a_i, b_j of the preconditioning, so that an error there would show as a gap.
 * Sums are compensated. Round-off limits the gap to about 1e-16 of the variance divided by the cost.
 */
import { nearest } from "../../math/kd-tree/search.ts";
import { samePoint, strideOf } from "../../math/kd-tree/tree.ts";
import { weigh } from "../../math/kd-tree/weights.ts";
import type { Planes } from "../../protocols/index.ts";
import { squaredDistance } from "./arcs.ts";
import type { SolverState } from "./state.ts";
import { Sum } from "../../math/sum.ts";

/** A bijection with its cost and a bound that proves how good it is. */
export interface Assignment {
  /** Index in y of the partner of each x_i. */
  readonly assignment: Int32Array;
  /** mean_i |x_i - y_s(i)|^2: the squared distance when `finished`, an upper bound of it always. */
  readonly squared: number;
  /** Lower bound of the squared distance, over the complete graph and independent of how the prices were found. */
  readonly dual: number;
  /** |squared - dual| / squared, and 0 when both are zero. */
  readonly gap: number;
  /** False when the solve stopped at its work limit: the truth is between `dual` and `squared`. */
  readonly finished: boolean;
  /** Prices V_j with dual = mean V_j + mean_i min_j (|x_i - y_j|^2 - V_j): anybody can check the bound. */
  readonly prices: Float64Array;
}

/** Certifies the bijection and prices (in tree order) that `state` holds for the clouds x, y. */
export function certify(state: SolverState, x: Planes, y: Planes, finished: boolean): Assignment {
  const centres = state.frame?.centres;
  const { count, source, target, rows, columns, columnOf, columnPrice } = state;
  const assignment = new Int32Array(count);
  for (let t = 0; t < count; t++) assignment[rows.order[t]] = columns.order[columnOf[t]];
  const shift = centres && Float64Array.from(centres[0], (mean, k) => mean - centres[1][k]);
  const prices = new Float64Array(count);
  const dual = new Sum();
  for (let t = 0; t < count; t++) {
    const j = columns.order[t];
    const own = centres && shift ? columnTerm(y, j, target, centres[1], shift, -2) : 0;
    prices[j] = columnPrice[t] + own;
    dual.add(columnPrice[t]);
    dual.add(own);
  }
  weigh(columns, columnPrice, state.steep);
  let least = 0;
  for (let t = 0; t < count; t++) {
    // Equal points have one minimum; with thousands of them every column may tie for it, and the search is long.
    if (t === 0 || !samePoint(rows, t - 1, t)) least = leastReducedCost(state, t);
    dual.add(least);
    if (centres && shift) dual.add(columnTerm(x, rows.order[t], source, centres[0], shift, 2));
  }
  let constant = 0;
  if (shift) for (const s of shift) constant += s * s;
  const squared = meanCost(x, y, assignment);
  const bound = dual.value() / count + constant;
  return { assignment, squared, dual: bound, gap: squared === bound ? 0 : Math.abs(squared - bound) / squared, finished, prices };
}

/** min_j (c_ij - v_j) over all columns; the row's own column gives the bound to start from. */
function leastReducedCost(state: SolverState, row: number): number {
  const { stride, rows, columns, columnOf, columnPrice, positions, costs } = state;
  const own = columnOf[row];
  const bound = squaredDistance(rows.points, row, columns.points, own, stride) - columnPrice[own];
  const found = nearest(columns, rows.points, stride * row, 1, bound, columnPrice, positions, costs);
  return found > 0 ? costs[0] : bound;
}

/** |z - m|^2 - |z'|^2 + factor s.(z - m) of point i, the squares' difference as a product, to keep its digits. */
function columnTerm(planes: Planes, i: number, packed: Float64Array, mean: Float64Array, shift: Float64Array, factor: number): number {
  let term = 0;
  for (let k = 0; k < planes.length; k++) {
    const centred = planes[k][i] - mean[k];
    const mapped = packed[strideOf(planes.length) * i + k];
    term += (centred - mapped) * (centred + mapped) + factor * shift[k] * centred;
  }
  return term;
}

/** mean_i |x_i - y_s(i)|^2. */
export function meanCost(x: Planes, y: Planes, assignment: Int32Array): number {
  const total = new Sum();
  for (let i = 0; i < assignment.length; i++) {
    let cost = 0;
    for (let k = 0; k < x.length; k++) {
      const difference = x[k][i] - y[k][assignment[i]];
      cost += difference * difference;
    }
    total.add(cost);
  }
  return total.value() / assignment.length;
}
