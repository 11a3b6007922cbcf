/**
 * Balanced kd-tree over points of R^3 with a search for the smallest |x - y_j|^2 - w_j, the reduced cost of an assignment problem.
 *
 * The tree is implicit: node k has children 2k and 2k + 1 and covers the contiguous positions [low, high) of the permuted points.
 * A node splits at the median position along its widest side, so two trees over equally many points have the same shape and
 * position i of one pairs with position i of the other: a perfect matching between nearby points, for free.
 * A subtree is skipped when (distance to its box)^2 - max w >= the bound in force (Bentley 1975; the weights are this project's).
 * Points of R^1 and R^2 are padded with zeros. Coordinates must be finite: the caller checks.
 */

/** Largest number of points in a leaf; leaves hold between LEAF / 2 and LEAF of them when there are more than LEAF points. */
const LEAF = 8;

/** Depth of a tree is at most 30 (2^31 points), and a search stacks at most one sibling a level. */
const STACK = 64;

export class KdTree {
  /** Number of points of the present tree. */
  count = 0;
  /** Number of levels below the root; the leaves are the nodes 2^depth ... 2^(depth+1) - 1. */
  depth = 0;
  /** Points compared with a query so far: the measure of work. */
  inspected = 0;
  /** `order[position]` is the index of the point in the array given to `build`. */
  readonly order: Int32Array;
  /** Packed x, y, z of the points in tree order. */
  readonly points: Float64Array;
  /** First position of a node, and one past its last. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  private readonly box: Float64Array;
  private readonly top: Float64Array;
  private readonly stackNode = new Int32Array(STACK);
  private readonly stackCost = new Float64Array(STACK);

  constructor(capacity: number) {
    const nodes = 2 << depthOf(capacity);
    this.order = new Int32Array(capacity);
    this.points = new Float64Array(3 * capacity);
    this.low = new Int32Array(nodes);
    this.high = new Int32Array(nodes);
    this.box = new Float64Array(6 * nodes);
    this.top = new Float64Array(nodes);
  }

  /** Builds the tree over the first `count` points of `packed` ([3 count], x y z x y z ...), forgetting what it held. */
  build(packed: Float64Array, count: number): void {
    const { order, points } = this;
    this.count = count;
    this.depth = depthOf(count);
    this.inspected = 0;
    for (let i = 0; i < count; i++) order[i] = i;
    this.split(packed, 1, 0, count, 0);
    for (let i = 0; i < count; i++) {
      const p = 3 * order[i];
      points[3 * i] = packed[p];
      points[3 * i + 1] = packed[p + 1];
      points[3 * i + 2] = packed[p + 2];
    }
  }

  private split(packed: Float64Array, node: number, low: number, high: number, level: number): void {
    const { order, box } = this;
    this.low[node] = low;
    this.high[node] = high;
    let widest = 0;
    let width = -1;
    for (let axis = 0; axis < 3; axis++) {
      let least = Infinity;
      let most = -Infinity;
      for (let t = low; t < high; t++) {
        const value = packed[3 * order[t] + axis];
        if (value < least) least = value;
        if (value > most) most = value;
      }
      box[6 * node + axis] = least;
      box[6 * node + 3 + axis] = most;
      if (most - least > width) {
        width = most - least;
        widest = axis;
      }
    }
    if (level === this.depth) return;
    const middle = (low + high) >> 1;
    select(packed, order, low, high - 1, middle, widest);
    this.split(packed, 2 * node, low, middle, level + 1);
    this.split(packed, 2 * node + 1, middle, high, level + 1);
  }

  /** Prepares searches with these weights (in tree order): the greatest weight below each node. */
  weigh(weights: Float64Array): void {
    const { top, low, high } = this;
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
  }

  /**
   * The `k` positions with the smallest |(x, y, z) - y_j|^2 - weights_j below `bound`, ascending, into `positions` and `costs`
   * (both at least k long). Returns how many there are. `weights` null means zero; otherwise `weigh(weights)` came before.
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

/** Levels needed so that a leaf holds at most LEAF points. */
function depthOf(count: number): number {
  let depth = 0;
  while (count >> depth > LEAF) depth++;
  return depth;
}

/** Quickselect (Hoare's partition, median of three): puts the point of rank `rank` along `axis` into place. */
function select(packed: Float64Array, order: Int32Array, first: number, last: number, rank: number, axis: number): void {
  while (last > first) {
    const a = packed[3 * order[first] + axis];
    const b = packed[3 * order[(first + last) >> 1] + axis];
    const c = packed[3 * order[last] + axis];
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = first;
    let j = last;
    while (i <= j) {
      while (packed[3 * order[i] + axis] < pivot) i++;
      while (packed[3 * order[j] + axis] > pivot) j--;
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
