/**
 * The search of a kd-tree for the k smallest |x - y_j|^2 - w_j: a subtree is skipped when no point below it can cost less than the bound in
 * force (Bentley 1975; the weights are this project's). The least possible cost below a node is
 *
 *   dist(x, box)^2 - m,   m the greatest weight,      or, where the weights are steep,      dist(x + h, box)^2 - 2 h.(x - c) - |h|^2 - m
 *
 * with the linear function of weights.ts (the minimum over the box of |x - y|^2 - 2 h.(y - c) - m, by completing the square, for any h). R^3, and
 * lines and planes padded to it, have their axes written out.
 */
import type { KdTree } from "./tree.ts";

/**
 * The `k` positions with the smallest |x - y_j|^2 - weights_j below `bound`, x the point at `offset` of the packed `query`, ascending, into
 * `positions` and `costs` (both at least k long). Returns how many there are. `weights` null means zero; otherwise `weigh` came before.
 */
export function nearest(
  tree: KdTree,
  query: Float64Array,
  offset: number,
  k: number,
  bound: number,
  weights: Float64Array | null,
  positions: Int32Array,
  costs: Float64Array,
): number {
  const { points, low, high, stackNode, stackCost, stride } = tree;
  const leaves = 1 << tree.depth;
  const x = query[offset];
  const y = query[offset + 1];
  const z = query[offset + 2];
  const steep = weights !== null && tree.steep;
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
      let costLeft = 0;
      let costRight = 0;
      if (steep) {
        costLeft = steepCost(tree, left, x, y, z);
        costRight = steepCost(tree, left + 1, x, y, z);
      } else if (stride === 3) {
        costLeft = spaceCost(tree, left, x, y, z);
        costRight = spaceCost(tree, left + 1, x, y, z);
        if (weights !== null) {
          costLeft -= tree.top[left];
          costRight -= tree.top[left + 1];
        }
      } else {
        costLeft = anyCost(tree, left, query, offset, weights);
        costRight = anyCost(tree, left + 1, query, offset, weights);
      }
      if (costLeft <= costRight) {
        if (costRight < bound) {
          stackNode[stacked] = left + 1;
          stackCost[stacked++] = costRight;
        }
        node = costLeft < bound ? left : 0;
      } else {
        if (costLeft < bound) {
          stackNode[stacked] = left;
          stackCost[stacked++] = costLeft;
        }
        node = costRight < bound ? left + 1 : 0;
      }
    }
    if (node === 0) continue;
    const end = high[node];
    inspected += end - low[node];
    for (let t = low[node], p = stride * t; t < end; t++, p += stride) {
      const dx = points[p] - x;
      const dy = points[p + 1] - y;
      const dz = points[p + 2] - z;
      let cost = dx * dx + dy * dy + dz * dz;
      for (let axis = 3; axis < stride; axis++) cost += (points[p + axis] - query[offset + axis]) * (points[p + axis] - query[offset + axis]);
      if (weights !== null) cost -= weights[t];
      if (cost >= bound) continue;
      found = insert(cost, t, found, k, positions, costs);
      if (found === k) bound = costs[k - 1];
    }
  }
  tree.inspected += inspected;
  return found;
}

/** Least possible cost below `node` in three dimensions, without weights. */
function spaceCost({ box }: KdTree, node: number, x: number, y: number, z: number): number {
  const o = 6 * node;
  let cost = 0;
  let t = box[o] - x;
  if (t > 0) cost = t * t;
  else if ((t = x - box[o + 3]) > 0) cost = t * t;
  t = box[o + 1] - y;
  if (t > 0) cost += t * t;
  else if ((t = y - box[o + 4]) > 0) cost += t * t;
  t = box[o + 2] - z;
  if (t > 0) cost += t * t;
  else if ((t = z - box[o + 5]) > 0) cost += t * t;
  return cost;
}

/** For steep weights. */
function steepCost({ box, top, slope }: KdTree, node: number, x: number, y: number, z: number): number {
  const o = 6 * node;
  const a = slope[3 * node];
  const b = slope[3 * node + 1];
  const c = slope[3 * node + 2];
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

/** In any dimension. */
function anyCost({ box, top, stride }: KdTree, node: number, query: Float64Array, offset: number, weights: Float64Array | null): number {
  const o = 2 * stride * node;
  let cost = weights === null ? 0 : -top[node];
  for (let axis = 0; axis < stride; axis++) {
    const value = query[offset + axis];
    const below = box[o + axis] - value;
    const above = value - box[o + stride + axis];
    if (below > 0) cost += below * below;
    else if (above > 0) cost += above * above;
  }
  return cost;
}

/** Puts a cost among the `found` least so far, at most `k`, ascending; returns how many there are now. */
function insert(cost: number, position: number, found: number, k: number, positions: Int32Array, costs: Float64Array): number {
  let slot = found < k ? found++ : k - 1;
  while (slot > 0 && costs[slot - 1] > cost) {
    costs[slot] = costs[slot - 1];
    positions[slot] = positions[slot - 1];
    slot--;
  }
  costs[slot] = cost;
  positions[slot] = position;
  return found;
}
