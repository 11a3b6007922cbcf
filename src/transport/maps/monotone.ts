/**
 * Monotone rearrangement T = G^{-1} o F of two laws on the line (or of two radial laws), tabulated with its potentials.
 *
 * The table is a monotone piecewise cubic (Fritsch and Carlson 1980) on equal cells, continued linearly on both sides, so T, its integral
 * phi and its inverse are functions of the whole line, looked up in O(1). phi is the exact integral of the tabulated T and
 * phi*(y) = x y - phi(x) at T(x) = y, so that phi(x) + phi*(y) >= x y holds to round-off for all x, y whatever the error of the table:
 * that error costs tightness only, and to second order.
 * Cells are halved until the error of T at their midpoints, averaged over f, is below ERROR of the scale of f; the midpoints then join
 * the table, which makes it some 16 times better than checked. Where f has next to no mass (gaps between beams, far tails) F does not
 * resolve T in double precision; T is interpolated linearly there, which changes nothing on the mass.
 */
import type { LineLaw, RadialLaw } from "../../protocols/index.ts";
import { inverseOf } from "./inverse.ts";
import { evaluate, integrate, slopes, type Table } from "./table.ts";
import { Sum } from "../../math/sum.ts";

export interface Monotone {
  /** T(x), nondecreasing. */
  value(x: number): number;
  /** phi(x) = integral of T from the origin of the table to x: convex. */
  integral(x: number): number;
  /** phi*(y) = sup_x (x y - phi(x)). */
  conjugate(y: number): number;
  /** int (T(x) - x)^2 dF: the squared W2 of the two laws on the line. */
  readonly squared: number;
  /** Mean |error| of T over f at the last check, an upper bound of the table's own. */
  readonly bound: number;
}

/** Accuracy of T averaged over f, relative to the width of f. */
const ERROR = 1e-9;

/** Mass left outside the table on either side. */
const TAIL = 1e-14;

/** Where the density of f times its width is below this, F resolves T no better than 1e-7 of the width. */
const RESOLVED = 1e-9;

/** Cells of the first and of the largest table. */
const CELLS = 2048;
const MOST_CELLS = 1 << 16;

interface Nodes {
  readonly origin: number;
  readonly step: number;
  readonly cdf: Float64Array;
  readonly image: Float64Array;
}

/** T from f to g on the line; undefined when MOST_CELLS do not reach the accuracy (a jump of the density of f where g has none). */
export function tabulateLine(f: LineLaw, g: LineLaw): Monotone | undefined {
  const low = f.quantile(TAIL);
  const high = f.quantile(1 - TAIL);
  return tabulate(low, high, f, g, false);
}

/** T from the speeds of f to those of g; T(0) = 0 and T is odd. */
export function tabulateRadial(f: RadialLaw, g: RadialLaw): Monotone | undefined {
  return tabulate(0, f.quantile(1 - TAIL), f, g, true);
}

type Distribution = Pick<RadialLaw, "cdf" | "quantile">;

/** `odd`: T is the odd map of two radial laws, with T(0) = 0. */
function tabulate(low: number, high: number, f: Distribution, g: Distribution, odd: boolean): Monotone | undefined {
  const width = high - low;
  const at = (x: number): readonly [number, number] => {
    const q = f.cdf(x);
    // Beyond the resolution of q the quantile is no number; the node is unresolved and gets its value from its neighbours.
    return [q, q > 0 && q < 1 ? g.quantile(q) : odd && q <= 0 ? 0 : NaN];
  };
  let nodes = sampleNodes(low, width / CELLS, CELLS + 1, at);
  for (let cells = CELLS; cells <= MOST_CELLS; cells *= 2) {
    const middles = sampleNodes(low + width / cells / 2, width / cells, cells, at);
    const error = midpointError(table(nodes, odd), nodes, middles) / width;
    nodes = merged(nodes, middles);
    if (error <= ERROR) return finished(nodes, odd, error * width);
  }
  return undefined;
}

function sampleNodes(origin: number, step: number, count: number, at: (x: number) => readonly [number, number]): Nodes {
  const cdf = new Float64Array(count);
  const image = new Float64Array(count);
  for (let k = 0; k < count; k++) [cdf[k], image[k]] = at(origin + k * step);
  return { origin, step, cdf, image };
}

function merged(nodes: Nodes, middles: Nodes): Nodes {
  const count = nodes.cdf.length + middles.cdf.length;
  const cdf = new Float64Array(count);
  const image = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const from = k % 2 === 0 ? nodes : middles;
    cdf[k] = from.cdf[k >> 1];
    image[k] = from.image[k >> 1];
  }
  return { origin: nodes.origin, step: nodes.step / 2, cdf, image };
}

/** Sum over cells of |T - table| at the midpoint times the mass of the cell; unresolved cells carry no mass to speak of. */
function midpointError(built: Table, nodes: Nodes, middles: Nodes): number {
  const width = nodes.step * (nodes.cdf.length - 1);
  let error = 0;
  for (let k = 0; k < middles.cdf.length; k++) {
    const mass = nodes.cdf[k + 1] - nodes.cdf[k];
    if (mass * width < RESOLVED * nodes.step || !Number.isFinite(middles.image[k])) continue;
    error += mass * Math.abs(evaluate(built, middles.origin + k * middles.step) - middles.image[k]);
  }
  return error;
}

function finished(nodes: Nodes, odd: boolean, error: number): Monotone {
  const built = table(nodes, odd);
  const inverse = inverseOf(built);
  const integral = (x: number): number => integrate(built, x);
  return {
    value: (x) => evaluate(built, x),
    integral,
    conjugate: (y) => {
      const x = inverse(y);
      return x * y - integral(x);
    },
    squared: displacement(nodes, built),
    bound: error,
  };
}

function table({ origin, step, cdf, image: raw }: Nodes, odd: boolean): Table {
  const image = Float64Array.from(raw);
  bridge(image, cdf, step, odd);
  const cells = image.length - 1;
  const slope = slopes(image, step, odd);
  const area = new Float64Array(cells + 1);
  const sum = new Sum();
  for (let k = 0; k < cells; k++) {
    sum.add((step / 2) * (image[k] + image[k + 1]) + ((step * step) / 12) * (slope[k] - slope[k + 1]));
    area[k + 1] = sum.value();
  }
  return { origin, step, cells, image, slope, area };
}

/** Replaces unresolved images: linear between resolved neighbours, and continued with the slope at the last resolved ones. */
function bridge(image: Float64Array, cdf: Float64Array, step: number, odd: boolean): void {
  const last = image.length - 1;
  const needed = RESOLVED / (step * last);
  const resolved = Array.from(image, (value, k) => {
    if (odd && k === 0) return true;
    const [below, above] = [Math.max(0, k - 1), Math.min(last, k + 1)];
    return Number.isFinite(value) && cdf[above] - cdf[below] > needed * step * (above - below);
  });
  const first = resolved.indexOf(true);
  const final = resolved.lastIndexOf(true);
  // Slopes from a few cells apart, since the images of the outermost nodes carry the round-off of F.
  const reach = Math.max(1, Math.min(16, final - first));
  const left = Math.max(0, (image[first + reach] - image[first]) / reach);
  const right = Math.max(0, (image[final] - image[final - reach]) / reach);
  for (let k = 0; k < first; k++) image[k] = image[first] - (first - k) * left;
  for (let k = final + 1; k <= last; k++) image[k] = image[final] + (k - final) * right;
  let anchor = first;
  for (let k = first + 1; k <= final; k++) {
    if (!resolved[k]) continue;
    for (let m = anchor + 1; m < k; m++) image[m] = image[anchor] + ((image[k] - image[anchor]) * (m - anchor)) / (k - anchor);
    anchor = k;
  }
  for (let k = 1; k <= last; k++) if (!(image[k] >= image[k - 1])) image[k] = image[k - 1];
}

/**
 * int (T - x)^2 dF over pairs of cells, with F and (T - x)^2 both interpolated by parabolas: composite order four, no mass in gaps, and
 * no assumption on the density at the ends.
 */
function displacement({ origin, step, cdf }: Nodes, { image }: Table): number {
  const sum = new Sum();
  const square = (k: number): number => {
    const distance = image[k] - (origin + k * step);
    return distance * distance;
  };
  for (let k = 0; k + 2 < cdf.length; k += 2) {
    const slope = -3 * cdf[k] + 4 * cdf[k + 1] - cdf[k + 2];
    const bend = 4 * (cdf[k] - 2 * cdf[k + 1] + cdf[k + 2]);
    sum.add((square(k) * slope + square(k + 1) * (4 * slope + 2 * bend) + square(k + 2) * (slope + bend)) / 6);
  }
  return sum.value();
}
