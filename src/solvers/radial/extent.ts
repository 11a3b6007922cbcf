/**
 * Where the meshes of a mixture put their elements, and the nodal values that a law starts from.
 *
 * The elements lie with the density q rho(r), rho = 1/(sigma + r/3): their widths grow away from the centre, sigma the smallest thermal speed the
 * species has on its way from T_i to the common temperature. Where heavier species are slower, sigma_j < sigma, their friction bends log f_i within some
 * sigma_j of the centre: rho has (1/(sigma_j + r) - 1/(sigma + r))/2 in addition. And over an element neither the initial law nor the final Maxwellian
 * may fall by a factor of more than e^STEEP: seven points do not resolve more, and the errors of the inner end would swamp the outer one in the tail.
 *
 * Narrow cores. Where a narrow part of the law gives way to a wider one, g = log f bends upwards as a function of x = r^2 (sums of Gaussians, exponentials of x, are
 * log-convex), over a distance of about the narrow one's variance. There the density is q sqrt(g''(x)) dx/dr if that is more: its integral over a bend, at most q pi, does not depend on the widths. It counts in proportion to the eighth root of the mass there, the
 * power that makes interpolation errors of order 7 times the mass even: bends of parts that carry nothing need no elements.
 *
 * The last radius is where Gaussian or initial tails are below rounding in the moments kept.
 *
 * The solver starts from the law's density plus 1e-18 of a Maxwellian, so that no tail vanishes, sampled at the nodes, and then multiplied by e^(a + b x) so that
 * the discrete mass and energy are the law's to the last bit: a Gaussian stays one.
 */
import type { Law } from "../../protocols/index.ts";
import type { Mesh } from "./mesh.ts";
import { NumericalError } from "../../errors.ts";
import { exp, log, log1p } from "../../math/elementary.ts";
import { DEGREE, SIZE, elementsOf } from "./mesh.ts";

/** Gaussian thermal speeds to the last radius: e^(-x^2/2) x^7 is below 1e-14 of the fourth moment. */
const REACH = 9.5;
/** An initial law with wider tails is followed to twice that at most. */
const LIMIT = 2 * REACH;
/** Probability density (in units of the thermal speed) below which the tail of an initial law ends. */
const TAIL = 1e-18;
/** The same for f^2/M, M the Maxwellian of the law's variance: what relative L2 distances integrate, whose tails reach further than those of f. */
const SQUARE_TAIL = 1e-16;

const STEEP = 6;
/** Step of the second difference of g, relative to x. */
const ASIDE = 0.02;

/** Thermal speeds of a species: now, and the least and largest between its own and the common temperature. */
export interface Widths {
  readonly least: number;
  readonly largest: number;
}

/** What decides where the elements of a species lie. */
export interface Density {
  readonly law: Law;
  readonly widths: Widths;
  /** Smallest thermal speeds of the slower species. */
  readonly slower: readonly number[];
  /** q. */
  readonly quality: number;
}

/** The q that gives about `nodes` nodes to a species whose temperature stays and which is alone. */
export const qualityFor = (nodes: number): number => nodes / DEGREE / (3 * log1p(REACH / 3));

/** rho. */
function coreDensity({ widths: { least }, slower }: Density, r: number): number {
  return slower.reduce((sum, s) => sum + (1 / (s + r) - 1 / (least + r)) / 2, 1 / (least + r / 3));
}

/** The last radius of a species that starts at this law. */
export function lastRadius(law: Law, widths: Widths): number {
  const speed = Math.sqrt(law.covariance[0][0]);
  const unit = law.dimension === 3 ? speed * speed * speed : speed * speed;
  const gaussian = exp((-law.dimension / 2) * log(2 * Math.PI));
  let last = REACH * widths.largest;
  // The whole range is searched: a law may vanish for a while and return, as shells do.
  for (let z = REACH * (widths.largest / speed); z < LIMIT; z += 0.125) {
    const f = at(law, z * speed) * unit;
    if (f > TAIL || f * f > SQUARE_TAIL * gaussian * exp((-z * z) / 2)) last = (z + 0.125) * speed;
  }
  return last;
}

/** r -> sqrt(g'') 2r times the weight of the mass there, where g'' > 0: a density that vanishes at the centre has g'' < 0, and its logarithm needs no elements. */
function bendsOf(law: Law, widths: Widths, last: number): (r: number) => number {
  const g = (x: number): number => log(startDensity(law, widths, Math.sqrt(Math.max(0, x))));
  const carried = (r: number): number => startDensity(law, widths, r) * (law.dimension === 3 ? r * r * r : r * r);
  let most = 0;
  for (let r = last; r > 1e-4 * last; r *= 0.9) most = Math.max(most, carried(r));
  return (r) => {
    const x = Math.max(r * r, 1e-8 * last * last);
    const h = ASIDE * x;
    const second = (g(x + h) - 2 * g(x) + g(x - h)) / (h * h);
    const weight = exp(log(Math.max(carried(Math.sqrt(x)) / most, 1e-30)) / 8);
    return 2 * Math.sqrt(Math.max(0, second) * x) * Math.min(1, weight);
  };
}

/** Numbers of elements up to the points of a fine grid that is denser where elements are: pairs [r, number]. */
function cumulative(density: Density, last: number): readonly (readonly [number, number])[] {
  const { law, widths, quality } = density;
  const inverse = 1 / (2 * widths.largest * widths.largest);
  const bends = bendsOf(law, widths, last);
  const points: [number, number][] = [[0, 0]];
  let before = log(startDensity(law, widths, 0));
  for (let [r, number] = [0, 0]; r < last;) {
    const width = Math.min(0.02 / Math.max(coreDensity(density, r), bends(r)), last - r);
    const next = last - r - width < 1e-9 * last ? last : r + width;
    const after = log(startDensity(law, widths, next));
    const fall = Math.max(Math.abs(after - before), inverse * (next * next - r * r));
    const middle = r + width / 2;
    number += Math.max(quality * width * Math.max(coreDensity(density, middle), bends(middle)), fall / STEEP);
    points.push([next, number]);
    [r, before] = [next, after];
  }
  return points;
}

/** The number of elements of the finer mesh, a multiple of three: the coarser one has two thirds of them. */
export function elementCount(density: Density, last: number): number {
  return 3 * Math.max(2, Math.ceil(cumulative(density, last).at(-1)![1] / 3));
}

/** Ends of `count` elements. */
export function elementEdges(count: number, last: number, density: Density): Float64Array {
  const points = cumulative(density, last);
  const total = points.at(-1)![1];
  const edges = new Float64Array(count + 1);
  for (let k = 1, p = 1; k < count; k++) {
    const goal = (total * k) / count;
    while (points[p][1] < goal) p++;
    const [[r0, n0], [r1, n1]] = [points[p - 1], points[p]];
    edges[k] = r0 + ((r1 - r0) * (goal - n0)) / (n1 - n0);
  }
  edges[count] = last;
  return edges;
}

function at(law: Law, r: number): number {
  return law.density(law.mean.map((u, k) => (k === 0 ? u + r : u)));
}

/** The density that the solver starts from, at distance r from the centre. */
function startDensity(law: Law, { largest }: Widths, r: number): number {
  const peak = exp((-law.dimension / 2) * log(2 * Math.PI * largest * largest));
  return at(law, r) + TAIL * peak * exp((-r * r) / (2 * largest * largest));
}

/** Its nodal values, with the law's mass and energy. Throws NumericalError when the mesh is too coarse to see the law. */
export function nodalValues(law: Law, mesh: Mesh, widths: Widths): Float64Array {
  const values = mesh.squares.map((x) => startDensity(law, widths, Math.sqrt(x)));
  const target = law.covariance.reduce((sum, row, k) => sum + row[k], 0);
  for (let iteration = 0; iteration < 12; iteration++) {
    const [m0, m1, m2] = [0, 1, 2].map((power) => momentOf(mesh, values, power)) as [number, number, number];
    const [defect, excess] = [1 - m0, target - m1];
    const determinant = m0 * m2 - m1 * m1;
    const a = (m2 * defect - m1 * excess) / determinant;
    const b = (m0 * excess - m1 * defect) / determinant;
    for (let k = 0; k < values.length; k++) values[k] *= exp(a + b * mesh.squares[k]);
    if (Math.abs(defect) < 1e-15 && Math.abs(excess) < 1e-15 * target) return values;
  }
  if (Math.abs(momentOf(mesh, values, 0) - 1) < 1e-13) return values;
  throw new NumericalError(`${law.name} has features that ${elementsOf(mesh)} elements do not see (ask for more nodes)`, 0);
}

function momentOf(mesh: Mesh, values: Float64Array, power: number): number {
  let sum = 0;
  for (let a = 0; a < elementsOf(mesh) * SIZE; a++) {
    const node = Math.floor(a / SIZE) * DEGREE + (a % SIZE);
    const x = mesh.squares[node];
    sum += mesh.weights[a] * values[node] * (power === 2 ? x * x : power === 1 ? x : 1);
  }
  return sum;
}
