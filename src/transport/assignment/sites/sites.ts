/**
 * Clouds with many equal points: equal points are one site with a weight.
 */
import { KdTree, samePoint } from "../../../math/kd-tree/tree.ts";
import type { SolverState } from "../state.ts";

/** Both clouds are looked at as sites when one of them has fewer sites than this fraction of its points. */
const MERGED = 0.9;

/** Positions of the tree looked back at for an equal point: a leaf. */
const WINDOW = 7;

export interface Sites {
  readonly tree: KdTree;
  /** Number of points of each site, in the tree order of the sites. */
  readonly weight: Int32Array;
  /** Site of each position of the cloud's own tree. */
  readonly siteOf: Int32Array;
}

/** True when the trees of `state` hold so many equal points that they had better be merged. */
export function isMerged({ rows, columns }: SolverState): boolean {
  return crowded(rows) || crowded(columns);
}

/** Equal points gather in the leaves: the sites are counted only where a twentieth of the points has its like just before it. */
function crowded(tree: KdTree): boolean {
  let equal = 0;
  for (let t = 1; t < tree.count; t++) {
    for (let s = Math.max(0, t - WINDOW); s < t; s++) {
      if (!samePoint(tree, s, t)) continue;
      equal++;
      break;
    }
  }
  return 20 * equal > tree.count && sitesInOrder(tree).sites < MERGED * tree.count;
}

/** Positions sorted by coordinates, and the number of different points. */
function sitesInOrder(tree: KdTree): { readonly order: Int32Array; readonly sites: number } {
  const { points, stride, count } = tree;
  const order = Int32Array.from({ length: count }, (_, t) => t).sort((s, t) => {
    for (let k = 0; k < stride; k++) {
      const difference = points[stride * s + k] - points[stride * t + k];
      if (difference !== 0) return difference;
    }
    return s - t;
  });
  let sites = 1;
  for (let t = 1; t < count; t++) if (!samePoint(tree, order[t - 1], order[t])) sites++;
  return { order, sites };
}

/** The sites of the cloud of a tree. */
export function merge(tree: KdTree, dimension: number): Sites {
  const { points, stride, count } = tree;
  const { order, sites } = sitesInOrder(tree);
  const packed = new Float64Array(stride * sites);
  const number = new Int32Array(count);
  let site = -1;
  for (let s = 0; s < count; s++) {
    if (s === 0 || !samePoint(tree, order[s - 1], order[s])) {
      site++;
      for (let k = 0; k < stride; k++) packed[stride * site + k] = points[stride * order[s] + k];
    }
    number[order[s]] = site;
  }
  const own = new KdTree(sites, dimension);
  own.build(packed, sites);
  const position = new Int32Array(sites);
  for (let p = 0; p < sites; p++) position[own.order[p]] = p;
  const weight = new Int32Array(sites);
  const siteOf = number.map((n) => position[n]);
  for (const s of siteOf) weight[s]++;
  return { tree: own, weight, siteOf };
}

/** Where the members of each site begin in the list of all members. */
export function members({ weight, siteOf }: Sites, count: number): readonly [Int32Array, Int32Array] {
  const begin = new Int32Array(weight.length);
  for (let site = 1; site < weight.length; site++) begin[site] = begin[site - 1] + weight[site - 1];
  const fill = Int32Array.from(begin);
  const list = new Int32Array(count);
  for (let t = 0; t < count; t++) list[fill[siteOf[t]]++] = t;
  return [begin, list];
}
