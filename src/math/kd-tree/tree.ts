/**
 * Balanced kd-tree over points of R^d, for searches of the smallest |x - y_j|^2 - w_j, the reduced cost of an assignment problem.
 *
 * The tree is implicit: node k has children 2k and 2k + 1 and covers the contiguous positions [low, high) of the permuted points.
 * A node splits at the median position along its widest side, so two trees over equally many points have the same shape and
 * position i of one pairs with position i of the other: a perfect matching between nearby points, for free.
 * The search is in search.ts, what it needs to know of the weights in weights.ts. Points of R^1 and R^2 are padded with zeros. Coordinates
 * must be finite: the caller checks.
 */
/**
 * Largest number of points in a leaf; leaves hold between LEAF / 2 and LEAF of them when there are more than LEAF points. Searches are as fast with 8 (measured), but
 * leaves are also the cells of coarse problems (transport), whose prices then say less of the points: 2 to 4 points a cell halve the work from cluster to cluster.
 */
const LEAF = 4;
/** Levels after which leaves hold up to 2 LEAF: cells of 2 to 4 of a million points would take the memory of exact transport from 1.4 to 1.7 GB. */
const FINE = 16;

/** Depth of a tree is at most 30 (2^31 points), and a search stacks at most one sibling a level. */
const STACK = 64;

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
  /** Least and greatest coordinates of the points below each node. */
  readonly box: Float64Array;
  /** Greatest weight below each node, above its linear function where there is one. */
  readonly top: Float64Array;
  /** h of every node, when the weights were prepared as steep. */
  slope = new Float64Array(0);
  steep = false;
  /** Room for a search. */
  readonly stackNode = new Int32Array(STACK);
  readonly stackCost = new Float64Array(STACK);

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
}

/** True when the points at two positions are equal. */
export function samePoint({ points, stride }: KdTree, s: number, t: number): boolean {
  for (let k = 0; k < stride; k++) if (points[stride * s + k] !== points[stride * t + k]) return false;
  return true;
}

/** Levels needed so that a leaf holds at most LEAF points, or twice as many after FINE levels. */
function depthOf(count: number): number {
  let depth = 0;
  while (count >> depth > (depth < FINE ? LEAF : 2 * LEAF)) depth++;
  return depth;
}

/** Quickselect (Hoare's partition, median of three): puts the point of rank `rank` of order[first..last] along `axis` into place. */
export function select(packed: Float64Array, order: Int32Array, first: number, last: number, rank: number, axis: number, stride: number): void {
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
