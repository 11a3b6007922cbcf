/**
 * What a search needs to know of the weights w_j below each node: the greatest of them, m, and if they are steep (have a large gradient, where
 * m alone is a loose bound) a linear function 2 h.(y - c) fitted to them, c the centre of the node's box, with m the greatest weight above it.
 */
import type { KdTree } from "./tree.ts";

/**
 * Prepares searches with these weights (in tree order), O(N) work; `steep` asks for the linear functions as well, in dimension 3 at most (in
 * others it is ignored).
 */
export function weigh(tree: KdTree, weights: Float64Array, steep = false): void {
  const { top, low, high } = tree;
  tree.steep = steep && tree.stride === 3;
  const leaves = 1 << tree.depth;
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
  if (tree.steep) fitSlopes(tree, weights);
}

/** Nodes with at most this many points carry a linear function; above, the greatest weight serves (few nodes, always visited). */
const FITTED = 2048;

/** Nodes with fewer points than this inherit the function of their parent: a fit to so few follows the noise of the weights. */
const FEWEST = 48;

/** Fits a linear function below every node small enough, one axis at a time (the axes of a small cell are all but uncorrelated). */
function fitSlopes(tree: KdTree, weights: Float64Array): void {
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
