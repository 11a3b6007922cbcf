/**
 * Optimal assignment on the line: sorted points pair in order (monotone rearrangement), certified like any other.
 *
 * Prices come from the sorted pairs: v_{k+1} - v_k lies between c_{k+1,k+1} - c_{k+1,k} and c_{k,k+1} - c_{k,k}, which differ by
 * 2 (x_{k+1} - x_k)(y_{k+1} - y_k) >= 0; the middle is taken. Adjacent feasibility implies feasibility for all pairs (Monge).
 */
import type { Planes } from "../../protocols/index.ts";
import { certify, type Assignment } from "./certificate.ts";
import { enter, preconditioner } from "./precondition.ts";
import type { SolverState } from "./state.ts";

/** The assignment of two clouds of one plane each; `state` has room for them. */
export function lineAssignment(state: SolverState, x: Planes, y: Planes): Assignment {
  const count = x[0].length;
  const { source, target, rows, columns, columnOf, columnPrice } = state;
  state.frame = preconditioner(x, y);
  enter(state.frame, x, y, source, target);
  state.count = count;
  rows.build(source, count);
  columns.build(target, count);
  const xs = sortedPositions(rows.points, count);
  const ys = sortedPositions(columns.points, count);
  let price = 0;
  for (let k = 0; k < count; k++) {
    columnOf[xs[k]] = ys[k];
    columnPrice[ys[k]] = price;
    if (k + 1 === count) break;
    const [a, b] = [rows.points[3 * xs[k]], rows.points[3 * xs[k + 1]]];
    const [p, q] = [columns.points[3 * ys[k]], columns.points[3 * ys[k + 1]]];
    // Both bounds are (q - p)(q + p - 2 x) with x = b below and x = a above.
    price += (q - p) * (q + p - a - b);
  }
  return certify(state, x, y);
}

/** Tree positions by ascending first coordinate. */
function sortedPositions(points: Float64Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, t) => t).sort((s, t) => points[3 * s] - points[3 * t] || s - t);
}
