/**
 * The certificate: lower bounds by duality, over the complete graph, from the clouds, the bijection and any prices.
 *
 * For any prices V_j,  D(V) = mean_j V_j + mean_i min_j (|x_i - y_j|^2 - V_j)  is at most the optimal cost (weak duality), however the
 * prices were found; the minimum runs over all N columns. With s(i) the partner of i, D is the cost of the bijection less the mean of
 *
 *   g_i = (|x_i - y_s|^2 - V_s) - min_j (|x_i - y_j|^2 - V_j) >= 0,
 *
 * and is computed so. The solver's prices v belong to its own coordinates y' (precondition.ts), V_j = v_j + |y_j - m_y|^2 - |y'_j|^2 - 2 s.(y_j - m_y):
 * the squares cancel, and for the best column j
 *
 *   g_i = (y'_s - y'_j).(y'_s + y'_j) - 2 (x_i - m_x).(y_s - y_j) - (v_s - v_j),
 *
 * whose round-off is that of the differences between neighbours, not of the squares of coordinates. It is the gap of the caller's problem: an error
 * in the preconditioning would show.
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
  /** (squared - dual) / squared, and 0 when both are zero. */
  readonly gap: number;
  /** The gap is at most 1e-12. Otherwise the solve stopped at its work limit, or round-off did: the truth is between `dual` and `squared`. */
  readonly finished: boolean;
  /** Prices V_j with dual = mean V_j + mean_i min_j (|x_i - y_j|^2 - V_j): anybody can check the bound. */
  readonly prices: Float64Array;
}

/** Largest gap of what is called finished. */
const FINISHED = 1e-12;

/** Round-off of c_ij - v_j relative to its terms, and columns looked at that may be the best within it. */
const ROUND_OFF = 4 * Number.EPSILON;
const CANDIDATES = 8;

/** An assignment whose dual value is `missing` below its cost. */
export function bracketed(assignment: Int32Array, prices: Float64Array, squared: number, missing: number): Assignment {
  const gap = missing === 0 ? 0 : missing / squared;
  return { assignment, squared, dual: squared - missing, gap, finished: gap <= FINISHED, prices };
}

/** Certifies the bijection and prices (in tree order) that `state` holds for the clouds x, y. */
export function certify(state: SolverState, x: Planes, y: Planes): Assignment {
  const centres = state.frame?.centres;
  const { count, target, rows, columns, columnOf, columnPrice } = state;
  const assignment = new Int32Array(count);
  for (let t = 0; t < count; t++) assignment[rows.order[t]] = columns.order[columnOf[t]];
  const prices = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const j = columns.order[t];
    prices[j] = columnPrice[t] + (centres ? columnTerm(y, j, target, centres) : 0);
  }
  weigh(columns, columnPrice, state.steep);
  const missing = new Sum();
  let found = 0;
  for (let t = 0; t < count; t++) {
    // Equal points have one minimum; with thousands of them every column may tie for it, and the search is long.
    if (t === 0 || !samePoint(rows, t - 1, t)) found = bestColumns(state, t);
    missing.add(rowGap(state, x, y, t, found));
  }
  return bracketed(assignment, prices, meanCost(x, y, assignment), missing.value() / count);
}

/** The columns with the least c_ij - v_j, so many that the true minimum is among them in spite of round-off; returns how many. */
function bestColumns({ stride, rows, columns, columnOf, columnPrice, positions, costs }: SolverState, row: number): number {
  const own = columnOf[row];
  const cost = squaredDistance(rows.points, row, columns.points, own, stride);
  const bound = cost - columnPrice[own] + ROUND_OFF * (cost + Math.abs(columnPrice[own]));
  return nearest(columns, rows.points, stride * row, CANDIDATES, bound, columnPrice, positions, costs);
}

/** g_i of the row at tree position `row`: the greatest over the columns found; more ties than those make it larger by the round-off. */
function rowGap(state: SolverState, x: Planes, y: Planes, row: number, found: number): number {
  const { frame, stride, rows, columns, columnOf, columnPrice, positions, costs } = state;
  const own = columnOf[row];
  const [i, s] = [rows.order[row], columns.order[own]];
  let greatest = 0;
  for (let t = 0; t < found; t++) {
    const best = positions[t];
    const j = columns.order[best];
    let gap = columnPrice[best] - columnPrice[own];
    for (let k = 0; k < x.length; k++) {
      const [a, b] = [columns.points[stride * own + k], columns.points[stride * best + k]];
      gap += (a - b) * (a + b) - 2 * (x[k][i] - (frame ? frame.centres[0][k] : 0)) * (y[k][s] - y[k][j]);
    }
    if (gap > greatest) greatest = gap;
  }
  return found < CANDIDATES ? greatest : greatest + ROUND_OFF * (Math.abs(costs[0]) + Math.abs(columnPrice[own]));
}

/** V_j - v_j, the difference of squares as a product, to keep its digits. */
function columnTerm(y: Planes, j: number, packed: Float64Array, [first, second]: readonly [Float64Array, Float64Array]): number {
  let term = 0;
  for (let k = 0; k < y.length; k++) {
    const centred = y[k][j] - second[k];
    const mapped = packed[strideOf(y.length) * j + k];
    term += (centred - mapped) * (centred + mapped) - 2 * (first[k] - second[k]) * centred;
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
