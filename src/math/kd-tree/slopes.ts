/**
 * Searches of a kd-tree (kd-tree.ts) in R^3 for the smallest |x - y_j|^2 - w_j when the weights have a large gradient, where the greatest
 * weight below a node is a loose bound. With a linear function 2 h.(y - c) fitted below each node and m the greatest weight above it, a
 * subtree is skipped when dist(x + h, box)^2 - 2 h.(x - c) - |h|^2 - m >= bound (the minimum over the box of
 * |x - y|^2 - 2 h.(y - c) - m, by completing the square), for any h whatever.
 */
import { insert } from "./search.ts";
import type { KdTree } from "./tree.ts";

/** Nodes with at most this many points carry a linear function; above, the greatest weight serves (few nodes, always visited). */
const FITTED = 2048;

/** Nodes with fewer points than this inherit the function of their parent: a fit to so few follows the noise of the weights. */
const FEWEST = 48;

/** Fits a linear function below every node small enough, one axis at a time (the axes of a small cell are all but uncorrelated). */
export function fitSlopes(tree: KdTree, weights: Float64Array): void {
  const { top, low, high, box, points } = tree;
  if (tree.slope.length < top.length * 3) tree.slope = new Float64Array(top.length * 3);
  const { slope } = tree;
  const nodes = 2 << tree.depth;
  for (let node = 1; node < nodes; node++) {
    const begin = low[node];
    const end = high[node];
    const size = end - begin;
    const h = 3 * node;
    if (size > FITTED) {
      slope[h] = slope[h + 1] = slope[h + 2] = 0;
      continue;
    }
    const parent = 3 * (node >> 1);
    for (let axis = 0; axis < 3; axis++) {
      if (size < FEWEST) {
        slope[h + axis] = node === 1 ? 0 : slope[parent + axis];
        continue;
      }
      const centre = 0.5 * (box[6 * node + axis] + box[6 * node + 3 + axis]);
      let sum = 0;
      let total = 0;
      let squares = 0;
      let products = 0;
      for (let t = begin; t < end; t++) {
        const y = points[3 * t + axis] - centre;
        sum += y;
        total += weights[t];
        squares += y * y;
        products += y * weights[t];
      }
      const variance = squares - (sum * sum) / size;
      slope[h + axis] = variance > 0 ? (0.5 * (products - (sum * total) / size)) / variance : 0;
    }
    const o = 6 * node;
    const a = 0.5 * (box[o] + box[o + 3]);
    const b = 0.5 * (box[o + 1] + box[o + 4]);
    const c = 0.5 * (box[o + 2] + box[o + 5]);
    const ha = 2 * slope[h];
    const hb = 2 * slope[h + 1];
    const hc = 2 * slope[h + 2];
    let most = -Infinity;
    for (let t = begin, p = 3 * t; t < end; t++, p += 3) {
      const rest = weights[t] - ha * (points[p] - a) - hb * (points[p + 1] - b) - hc * (points[p + 2] - c);
      if (rest > most) most = rest;
    }
    top[node] = most;
  }
}

/** Least possible cost below `node`, and hence at least `-Infinity`. */
function steepCost(tree: KdTree, node: number, x: number, y: number, z: number): number {
  const { box, slope, top } = tree;
  const o = 6 * node;
  const h = 3 * node;
  const a = slope[h];
  const b = slope[h + 1];
  const c = slope[h + 2];
  let cost = -top[node] - a * a - b * b - c * c;
  cost -= a * (2 * x - box[o] - box[o + 3]) + b * (2 * y - box[o + 1] - box[o + 4]) + c * (2 * z - box[o + 2] - box[o + 5]);
  let t = box[o] - x - a;
  if (t > 0) cost += t * t;
  else if ((t = x + a - box[o + 3]) > 0) cost += t * t;
  t = box[o + 1] - y - b;
  if (t > 0) cost += t * t;
  else if ((t = y + b - box[o + 4]) > 0) cost += t * t;
  t = box[o + 2] - z - c;
  if (t > 0) cost += t * t;
  else if ((t = z + c - box[o + 5]) > 0) cost += t * t;
  return cost;
}

/** The search with these bounds. */
export function nearestSteep(
  tree: KdTree,
  x: number,
  y: number,
  z: number,
  k: number,
  bound: number,
  weights: Float64Array,
  positions: Int32Array,
  costs: Float64Array,
): number {
  const { points, low, high, stackNode, stackCost } = tree;
  const leaves = 1 << tree.depth;
  let found = 0;
  let inspected = 0;
  let stacked = 1;
  stackNode[0] = 1;
  stackCost[0] = -Infinity;
  while (stacked > 0) {
    stacked--;
    if (stackCost[stacked] >= bound) continue;
    let node = stackNode[stacked];
    while (node !== 0 && node < leaves) {
      const left = 2 * node;
      const costLeft = steepCost(tree, left, x, y, z);
      const costRight = steepCost(tree, left + 1, x, y, z);
      const near = costLeft <= costRight ? left : left + 1;
      const farCost = costLeft <= costRight ? costRight : costLeft;
      if (farCost < bound) {
        stackNode[stacked] = near ^ 1;
        stackCost[stacked++] = farCost;
      }
      node = (costLeft <= costRight ? costLeft : costRight) < bound ? near : 0;
    }
    if (node === 0) continue;
    const end = high[node];
    inspected += end - low[node];
    for (let t = low[node], p = 3 * t; t < end; t++, p += 3) {
      const dx = points[p] - x;
      const dy = points[p + 1] - y;
      const dz = points[p + 2] - z;
      const cost = dx * dx + dy * dy + dz * dz - weights[t];
      if (cost >= bound) continue;
      found = insert(cost, t, found, k, positions, costs);
      if (found === k) bound = costs[k - 1];
    }
  }
  tree.inspected += inspected;
  return found;
}
