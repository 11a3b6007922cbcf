/**
 * Searches of a kd-tree (kd-tree.ts) for the k smallest |x - y_j|^2 - w_j: a subtree is skipped when (distance to its box)^2 - max w is
 * not below the bound in force (Bentley 1975; the weights are this project's). R^3, and lines and planes padded to it, have a search of
 * their own with the axes written out.
 */
import type { KdTree } from "./tree.ts";

export function nearestInSpace(
  tree: KdTree,
  x: number,
  y: number,
  z: number,
  k: number,
  bound: number,
  weights: Float64Array | null,
  positions: Int32Array,
  costs: Float64Array,
): number {
  const { points, box, low, high, top, stackNode, stackCost } = tree;
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
      const right = left + 1;
      let o = 6 * left;
      let costLeft = 0;
      let costRight = 0;
      let t = box[o] - x;
      if (t > 0) costLeft = t * t;
      else if ((t = x - box[o + 3]) > 0) costLeft = t * t;
      t = box[o + 1] - y;
      if (t > 0) costLeft += t * t;
      else if ((t = y - box[o + 4]) > 0) costLeft += t * t;
      t = box[o + 2] - z;
      if (t > 0) costLeft += t * t;
      else if ((t = z - box[o + 5]) > 0) costLeft += t * t;
      o += 6;
      t = box[o] - x;
      if (t > 0) costRight = t * t;
      else if ((t = x - box[o + 3]) > 0) costRight = t * t;
      t = box[o + 1] - y;
      if (t > 0) costRight += t * t;
      else if ((t = y - box[o + 4]) > 0) costRight += t * t;
      t = box[o + 2] - z;
      if (t > 0) costRight += t * t;
      else if ((t = z - box[o + 5]) > 0) costRight += t * t;
      if (weights !== null) {
        costLeft -= top[left];
        costRight -= top[right];
      }
      if (costLeft <= costRight) {
        if (costRight < bound) {
          stackNode[stacked] = right;
          stackCost[stacked++] = costRight;
        }
        node = costLeft < bound ? left : 0;
      } else {
        if (costLeft < bound) {
          stackNode[stacked] = left;
          stackCost[stacked++] = costLeft;
        }
        node = costRight < bound ? right : 0;
      }
    }
    if (node === 0) continue;
    const end = high[node];
    inspected += end - low[node];
    for (let t = low[node], p = 3 * t; t < end; t++, p += 3) {
      const dx = points[p] - x;
      const dy = points[p + 1] - y;
      const dz = points[p + 2] - z;
      let cost = dx * dx + dy * dy + dz * dz;
      if (weights !== null) cost -= weights[t];
      if (cost >= bound) continue;
      found = insert(cost, t, found, k, positions, costs);
      if (found === k) bound = costs[k - 1];
    }
  }
  tree.inspected += inspected;
  return found;
}

/** The same in any dimension. */
export function nearestAny(
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
  let found = 0;
  let stacked = 1;
  stackNode[0] = 1;
  stackCost[0] = -Infinity;
  while (stacked > 0) {
    stacked--;
    if (stackCost[stacked] >= bound) continue;
    let node = stackNode[stacked];
    while (node !== 0 && node < leaves) {
      const left = 2 * node;
      const costLeft = anyCost(tree, left, query, offset, weights);
      const costRight = anyCost(tree, left + 1, query, offset, weights);
      const near = costLeft <= costRight ? left : left + 1;
      const farCost = costLeft <= costRight ? costRight : costLeft;
      if (farCost < bound) {
        stackNode[stacked] = near ^ 1;
        stackCost[stacked++] = farCost;
      }
      node = (costLeft <= costRight ? costLeft : costRight) < bound ? near : 0;
    }
    if (node === 0) continue;
    tree.inspected += high[node] - low[node];
    for (let t = low[node]; t < high[node]; t++) {
      let cost = weights === null ? 0 : -weights[t];
      for (let axis = 0; axis < stride; axis++) {
        const difference = points[stride * t + axis] - query[offset + axis];
        cost += difference * difference;
      }
      if (cost >= bound) continue;
      found = insert(cost, t, found, k, positions, costs);
      if (found === k) bound = costs[k - 1];
    }
  }
  return found;
}

function anyCost(tree: KdTree, node: number, query: Float64Array, offset: number, weights: Float64Array | null): number {
  const { box, top, stride } = tree;
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
export function insert(cost: number, position: number, found: number, k: number, positions: Int32Array, costs: Float64Array): number {
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
