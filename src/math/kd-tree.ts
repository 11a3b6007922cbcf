/**
 * Balanced kd-tree over points of R^d with a search for the smallest |x - y_j|^2 - w_j, the reduced cost of an assignment problem.
 *
 * The tree is implicit: node k has children 2k and 2k + 1 and covers the contiguous positions [low, high) of the permuted points.
 * A node splits at the median position along its widest side, so two trees over equally many points have the same shape and
 * position i of one pairs with position i of the other: a perfect matching between nearby points, for free.
 * A subtree is skipped when (distance to its box)^2 - max w >= the bound in force (Bentley 1975; the weights are this project's).
 * When the weights have a large gradient that bound is loose; with a linear function 2 h.(y - c) fitted below each node and m the greatest
 * weight above it, a subtree is skipped when dist(x + h, box)^2 - 2 h.(x - c) - |h|^2 - m >= bound (the minimum over the box of
 * |x - y|^2 - 2 h.(y - c) - m, by completing the square), for any h whatever.
 * Points of R^1 and R^2 are padded with zeros, and R^3 has a search of its own. Coordinates must be finite: the caller checks.
 */

/** Largest number of points in a leaf; leaves hold between LEAF / 2 and LEAF of them when there are more than LEAF points. */
const LEAF = 8;

/** Depth of a tree is at most 30 (2^31 points), and a search stacks at most one sibling a level. */
const STACK = 64;

/** Nodes with at most this many points carry a linear function; above, the greatest weight serves (few nodes, always visited). */
const FITTED = 2048;

/** Nodes with fewer points than this inherit the function of their parent: a fit to so few follows the noise of the weights. */
const FEWEST = 48;

/** Numbers a coordinate takes from a point of R^d: planes and lines are padded. */
export const strideOf = (dimension: number): number => (dimension < 3 ? 3 : dimension);

export class KdTree {
  /** Number of points of the present tree. */
  count = 0;
  /** Number of levels below the root; the leaves are the nodes 2^depth ... 2^(depth+1) - 1. */
  depth = 0;
  /** Points compared with a query so far: the measure of work. */
  inspected = 0;
  /** `order[position]` is the index of the point in the array given to `build`. */
  readonly order: Int32Array;
  /** Numbers per point in packed arrays: 3, or d beyond. */
  readonly stride: number;
  /** Packed coordinates of the points in tree order. */
  readonly points: Float64Array;
  /** First position of a node, and one past its last. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  private readonly box: Float64Array;
  private readonly top: Float64Array;
  /** h of every node, when the weights were prepared as steep. */
  private slope = new Float64Array(0);
  private steep = false;
  private readonly stackNode = new Int32Array(STACK);
  private readonly stackCost = new Float64Array(STACK);

  constructor(capacity: number, dimension = 3) {
    const nodes = 2 << depthOf(capacity);
    this.stride = strideOf(dimension);
    this.order = new Int32Array(capacity);
    this.points = new Float64Array(this.stride * capacity);
    this.low = new Int32Array(nodes);
    this.high = new Int32Array(nodes);
    this.box = new Float64Array(2 * this.stride * nodes);
    this.top = new Float64Array(nodes);
  }

  /** Builds the tree over the first `count` points of `packed` ([stride count]), forgetting what it held. */
  build(packed: Float64Array, count: number): void {
    const { order } = this;
    this.count = count;
    this.depth = depthOf(count);
    this.inspected = 0;
    for (let i = 0; i < count; i++) order[i] = i;
    this.split(packed, 1, 0, count, 0);
    this.gather(packed);
  }

  /** Takes new coordinates for the same points and keeps order and shape: for points that moved little. */
  refit(packed: Float64Array): void {
    const { low, high, box, stride, points } = this;
    this.inspected = 0;
    this.gather(packed);
    const leaves = 1 << this.depth;
    for (let node = 2 * leaves - 1; node >= 1; node--) {
      const o = 2 * stride * node;
      for (let axis = 0; axis < stride; axis++) {
        let least = Infinity;
        let most = -Infinity;
        if (node >= leaves) {
          for (let t = low[node]; t < high[node]; t++) {
            const value = points[stride * t + axis];
            if (value < least) least = value;
            if (value > most) most = value;
          }
        } else {
          const left = 2 * o + axis;
          const right = left + 2 * stride;
          least = Math.min(box[left], box[right]);
          most = Math.max(box[left + stride], box[right + stride]);
        }
        box[o + axis] = least;
        box[o + stride + axis] = most;
      }
    }
  }

  private gather(packed: Float64Array): void {
    const { order, points, stride, count } = this;
    for (let i = 0; i < count; i++) {
      const p = stride * order[i];
      for (let k = 0; k < stride; k++) points[stride * i + k] = packed[p + k];
    }
  }

  private split(packed: Float64Array, node: number, low: number, high: number, level: number): void {
    const { order, box, stride } = this;
    this.low[node] = low;
    this.high[node] = high;
    let widest = 0;
    let width = -1;
    for (let axis = 0; axis < stride; axis++) {
      let least = Infinity;
      let most = -Infinity;
      for (let t = low; t < high; t++) {
        const value = packed[stride * order[t] + axis];
        if (value < least) least = value;
        if (value > most) most = value;
      }
      box[2 * stride * node + axis] = least;
      box[2 * stride * node + stride + axis] = most;
      if (most - least > width) {
        width = most - least;
        widest = axis;
      }
    }
    if (level === this.depth) return;
    const middle = (low + high) >> 1;
    select(packed, order, low, high - 1, middle, widest, stride);
    this.split(packed, 2 * node, low, middle, level + 1);
    this.split(packed, 2 * node + 1, middle, high, level + 1);
  }

  /**
   * Prepares searches with these weights (in tree order): the greatest weight below each node, and if they are `steep` (and the
   * dimension at most 3) the linear functions as well, O(N) work each.
   */
  weigh(weights: Float64Array, steep = false): void {
    const { top, low, high } = this;
    this.steep = steep && this.stride === 3;
    const leaves = 1 << this.depth;
    for (let node = leaves; node < 2 * leaves; node++) {
      let most = -Infinity;
      for (let t = low[node]; t < high[node]; t++) if (weights[t] > most) most = weights[t];
      top[node] = most;
    }
    for (let node = leaves - 1; node >= 1; node--) {
      const left = top[2 * node];
      const right = top[2 * node + 1];
      top[node] = left > right ? left : right;
    }
    if (this.steep) this.fit(weights);
  }

  /** Fits a linear function below every node small enough, one axis at a time (the axes of a small cell are all but uncorrelated). */
  private fit(weights: Float64Array): void {
    const { top, low, high, box, points } = this;
    if (this.slope.length < top.length * 3) this.slope = new Float64Array(top.length * 3);
    const { slope } = this;
    const nodes = 2 << this.depth;
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

  /** `nearest` to the point at `offset` of the packed `query`, in any dimension, with the bounds that the weights were prepared for. */
  nearestTo(
    query: Float64Array,
    offset: number,
    k: number,
    bound: number,
    weights: Float64Array | null,
    positions: Int32Array,
    costs: Float64Array,
  ): number {
    if (this.stride !== 3) return this.nearestAny(query, offset, k, bound, weights, positions, costs);
    const x = query[offset];
    const y = query[offset + 1];
    const z = query[offset + 2];
    if (weights !== null && this.steep) return this.nearestSteep(x, y, z, k, bound, weights, positions, costs);
    return this.nearest(x, y, z, k, bound, weights, positions, costs);
  }

  /** Least possible cost below `node`, and hence at least `-Infinity`. */
  private steepCost(node: number, x: number, y: number, z: number): number {
    const { box, slope, top } = this;
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

  private nearestSteep(
    x: number,
    y: number,
    z: number,
    k: number,
    bound: number,
    weights: Float64Array,
    positions: Int32Array,
    costs: Float64Array,
  ): number {
    const { points, low, high, stackNode, stackCost } = this;
    const leaves = 1 << this.depth;
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
        const costLeft = this.steepCost(left, x, y, z);
        const costRight = this.steepCost(left + 1, x, y, z);
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
    this.inspected += inspected;
    return found;
  }

  private nearestAny(
    query: Float64Array,
    offset: number,
    k: number,
    bound: number,
    weights: Float64Array | null,
    positions: Int32Array,
    costs: Float64Array,
  ): number {
    const { points, low, high, stackNode, stackCost, stride } = this;
    const leaves = 1 << this.depth;
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
        const costLeft = this.anyCost(left, query, offset, weights);
        const costRight = this.anyCost(left + 1, query, offset, weights);
        const near = costLeft <= costRight ? left : left + 1;
        const farCost = costLeft <= costRight ? costRight : costLeft;
        if (farCost < bound) {
          stackNode[stacked] = near ^ 1;
          stackCost[stacked++] = farCost;
        }
        node = (costLeft <= costRight ? costLeft : costRight) < bound ? near : 0;
      }
      if (node === 0) continue;
      this.inspected += high[node] - low[node];
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

  private anyCost(node: number, query: Float64Array, offset: number, weights: Float64Array | null): number {
    const { box, top, stride } = this;
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

  /**
   * The `k` positions with the smallest |(x, y, z) - y_j|^2 - weights_j below `bound`, ascending, into `positions` and `costs`
   * (both at least k long), in dimension 3 at most. Returns how many there are. `weights` null means zero; otherwise
   * `weigh(weights)`, not steep, came before.
   */
  nearest(
    x: number,
    y: number,
    z: number,
    k: number,
    bound: number,
    weights: Float64Array | null,
    positions: Int32Array,
    costs: Float64Array,
  ): number {
    const { points, box, low, high, top, stackNode, stackCost } = this;
    const leaves = 1 << this.depth;
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
        let slot = found < k ? found++ : k - 1;
        while (slot > 0 && costs[slot - 1] > cost) {
          costs[slot] = costs[slot - 1];
          positions[slot] = positions[slot - 1];
          slot--;
        }
        costs[slot] = cost;
        positions[slot] = t;
        if (found === k) bound = costs[k - 1];
      }
    }
    this.inspected += inspected;
    return found;
  }
}

/** True when the points at two positions are equal. */
export function samePoint({ points, stride }: KdTree, s: number, t: number): boolean {
  for (let k = 0; k < stride; k++) if (points[stride * s + k] !== points[stride * t + k]) return false;
  return true;
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

/** Levels needed so that a leaf holds at most LEAF points. */
function depthOf(count: number): number {
  let depth = 0;
  while (count >> depth > LEAF) depth++;
  return depth;
}

/** Quickselect (Hoare's partition, median of three): puts the point of rank `rank` along `axis` into place. */
function select(
  packed: Float64Array,
  order: Int32Array,
  first: number,
  last: number,
  rank: number,
  axis: number,
  stride: number,
): void {
  while (last > first) {
    const a = packed[stride * order[first] + axis];
    const b = packed[stride * order[(first + last) >> 1] + axis];
    const c = packed[stride * order[last] + axis];
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = first;
    let j = last;
    while (i <= j) {
      while (packed[stride * order[i] + axis] < pivot) i++;
      while (packed[stride * order[j] + axis] > pivot) j--;
      if (i <= j) {
        const swapped = order[i];
        order[i++] = order[j];
        order[j--] = swapped;
      }
    }
    if (j < rank) first = i;
    if (rank < i) last = j;
  }
}
