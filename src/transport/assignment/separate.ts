/**
 * Clouds that fall into groups far from each other: each group is an assignment problem of its own.
 *
 * Let groups G_a hold as many points of one cloud as of the other, D_a be the diameter of G_a and d_a its distance to all others, D_a <= d_a.
 * Then an optimal bijection stays within the groups: one that does not has k_a pairs leaving G_a and k_a entering, which cost at least
 * sum_a k_a d_a^2 (a pair between G_a and G_b costs at least (d_a^2 + d_b^2)/2), and pairing their ends within the groups costs at most
 * sum_a k_a D_a^2. Prices of the groups with max_j V_j = D_a^2/2 are feasible together: u_i <= c_ij - V_j <= D_a^2/2 at that j, so that
 * u_i + V_j <= (D_a^2 + D_b^2)/2 <= c_ij between groups; and the dual values add up.
 *
 * Solved as one, a point at R common to both clouds (a fill value) would move the prices of all others by R^2, and their digits would be lost.
 */
import type { Planes } from "../../protocols/index.ts";
import { bracketed, meanCost, type Assignment } from "./certificate.ts";

/**
 * A set is parted when its extent is this many times the shortest interval that holds an eighth of its points (30 for normals). Less costs two digits
 * or three, and ordinary clouds of nearly coupled points would fall into as many groups as pairs.
 */
const EXTREME = 100;

/** Points of a cloud that are looked at first. */
const SAMPLE = 1000;

/** Gaps of a coordinate as wide as this part of the extent part a set: a hundred places at one distance are told apart. */
const PART = 1 / 64;

/** Points by index, up to N in the first cloud and from N on in the second, and the box that they fill. */
interface Group {
  readonly members: Int32Array;
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Points of the first cloud less those of the second. */
  readonly excess: number;
}

/** Groups that may be solved apart, or none. */
export function separate(x: Planes, y: Planes): readonly Group[] {
  if (!isExtreme([...x, ...y].map(sampled))) return [];
  const both = x.map((plane, k) => {
    const joined = new Float64Array(2 * plane.length);
    joined.set(plane);
    joined.set(y[k], plane.length);
    return joined;
  });
  const places: Group[] = [];
  part(
    both,
    Int32Array.from(both[0], (_, i) => i),
    places,
  );
  return joined(places);
}

/** Solves the groups apart with `solve` and puts the bijections, prices and bounds together. */
export function together(x: Planes, y: Planes, groups: readonly Group[], solve: (x: Planes, y: Planes) => Assignment): Assignment {
  const count = x[0].length;
  const assignment = new Int32Array(count);
  const prices = new Float64Array(count);
  let missing = 0;
  for (const group of groups) {
    const rows = group.members.filter((i) => i < count);
    const columns = group.members.filter((i) => i >= count).map((i) => i - count);
    const at = (planes: Planes, list: Int32Array): Planes => planes.map((plane) => Float64Array.from(list, (i) => plane[i]));
    const solved = solve(at(x, rows), at(y, columns));
    const level = diameter(group) / 2 - solved.prices.reduce((most, price) => Math.max(most, price), -Infinity);
    rows.forEach((row, i) => (assignment[row] = columns[solved.assignment[i]]));
    columns.forEach((column, j) => (prices[column] = solved.prices[j] + level));
    missing += (solved.squared - solved.dual) * (rows.length / count);
  }
  return bracketed(assignment, prices, meanCost(x, y, assignment), missing);
}

/** At most SAMPLE values, in order. */
function sampled(plane: Float64Array): Float64Array {
  const size = Math.min(SAMPLE, plane.length);
  const least = plane.reduce((a, b) => Math.min(a, b), Infinity);
  const most = plane.reduce((a, b) => Math.max(a, b), -Infinity);
  return Float64Array.from({ length: size + 2 }, (_, s) => (s < size ? plane[Math.floor((s * plane.length) / size)] : s === size ? least : most)).sort();
}

/** Values along each axis, in order. */
function isExtreme(sorted: readonly Float64Array[]): boolean {
  let extent = 0;
  let dense = 0;
  for (const values of sorted) {
    extent = Math.max(extent, values[values.length - 1] - values[0]);
    const held = Math.floor(values.length / 8);
    let least = Infinity;
    for (let t = held; t < values.length; t++) least = Math.min(least, values[t] - values[t - held]);
    dense = Math.max(dense, least);
  }
  return extent > EXTREME * dense;
}

/** Parts an extreme set along the axis with the widest gap, at all wide gaps, and the parts in turn, until none is extreme or no gap is wide. */
function part(both: Planes, members: Int32Array, into: Group[]): void {
  const sorted = both.map((plane) => Float64Array.from(members, (i) => plane[i]).sort());
  const extents = sorted.map((values) => values[values.length - 1] - values[0]);
  const widths = sorted.map((values) => values.reduce((width, value, t) => (t === 0 ? 0 : Math.max(width, value - values[t - 1])), 0));
  const width = Math.max(...widths);
  if (!isExtreme(sorted) || !(width > PART * Math.max(...extents))) {
    into.push(groupOf(both, members, sorted));
    return;
  }
  const axis = widths.indexOf(width);
  const values = sorted[axis];
  const begins = values.filter((value, t) => t > 0 && value - values[t - 1] > PART * Math.max(...extents));
  const parts = Array.from({ length: begins.length + 1 }, (): number[] => []);
  for (const i of members) parts[rank(begins, both[axis][i])].push(i);
  for (const list of parts) part(both, Int32Array.from(list), into);
}

/** The number of ascending `begins` that are at most `value`. */
function rank(begins: Float64Array, value: number): number {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupOf(both: Planes, members: Int32Array, sorted: readonly Float64Array[]): Group {
  const half = both[0].length / 2;
  return {
    members,
    low: sorted.map((values) => values[0]),
    high: sorted.map((values) => values[values.length - 1]),
    excess: members.reduce((sum, i) => sum + (i < half ? 1 : -1), 0),
  };
}

/** Joins every group that may not stand alone to its nearest, until all may. */
function joined(places: readonly Group[]): readonly Group[] {
  const groups = [...places];
  for (let a = 0; a < groups.length && groups.length > 1;) {
    let [nearest, least] = [-1, Infinity];
    for (let b = 0; b < groups.length; b++) {
      const distance = b === a ? Infinity : between(groups[a], groups[b]);
      if (distance < least) [nearest, least] = [b, distance];
    }
    if (groups[a].excess === 0 && diameter(groups[a]) <= least) {
      a++;
      continue;
    }
    const union = unionOf(groups[a], groups[nearest]);
    groups.splice(Math.max(a, nearest), 1);
    groups.splice(Math.min(a, nearest), 1, union);
    // What stood alone before may not any more, beside the union or not.
    a = 0;
  }
  return groups;
}

function unionOf(a: Group, b: Group): Group {
  const members = new Int32Array(a.members.length + b.members.length);
  members.set(a.members);
  members.set(b.members, a.members.length);
  return {
    members: members.sort(),
    low: a.low.map((value, k) => Math.min(value, b.low[k])),
    high: a.high.map((value, k) => Math.max(value, b.high[k])),
    excess: a.excess + b.excess,
  };
}

/** Square of the diagonal of the box. */
function diameter({ low, high }: Group): number {
  return low.reduce((sum, value, k) => sum + (high[k] - value) * (high[k] - value), 0);
}

/** Squared distance of the boxes. */
function between(a: Group, b: Group): number {
  return a.low.reduce((sum, _, k) => {
    const gap = Math.max(0, a.low[k] - b.high[k], b.low[k] - a.high[k]);
    return sum + gap * gap;
  }, 0);
}
