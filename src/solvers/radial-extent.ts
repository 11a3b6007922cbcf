/**
 * Where the meshes of a mixture put their elements, and the nodal values that a law starts from.
 *
 * The width of an element at r is 1/(q density(r)) with density = 1/(sigma + r/3): widths grow away from the centre, sigma the smallest thermal speed the
 * species has on its way from T_i to the common temperature. Where heavier species are slower, sigma_j < sigma, their friction bends log f_i within some
 * sigma_j of the centre: the density has (1/(sigma_j + r) - 1/(sigma + r))/2 in addition. The last radius is where Gaussian or initial tails are below
 * rounding in the moments kept.
 *
 * The law is sampled at the nodes, and then multiplied by e^(a + b x) so that the discrete mass and energy are the law's to the last bit: a Gaussian stays one.
 */
import type { Law } from "../protocols.ts";
import type { Mesh } from "./radial-mesh.ts";
import { NumericalError } from "../errors.ts";
import { exp, log, log1p } from "../math/elementary.ts";
import { DEGREE, SIZE, elementsOf } from "./radial-mesh.ts";

/** Gaussian thermal speeds to the last radius: e^(-x^2/2) x^7 is below 1e-14 of the fourth moment. */
const REACH = 9.5;
/** Probability density (in units of the thermal speed) below which the tail of an initial law ends. */
const TAIL = 1e-18;

/** Thermal speeds of a species: now, and the least and largest between its own and the common temperature. */
export interface Widths {
  readonly least: number;
  readonly largest: number;
}

/** Elements per unit of the integral of the element density that make `nodes` nodes for a species at a steady temperature. */
export const elementsPerUnit = (nodes: number): number => nodes / DEGREE / spread(REACH, { least: 1, largest: 1 }, []);

/** Integral of the element density to r. */
function spread(r: number, { least }: Widths, slower: readonly number[]): number {
  return slower.reduce((sum, s) => sum + (log1p(r / s) - log1p(r / least)) / 2, 3 * log1p(r / (3 * least)));
}

/** The last radius of a species that starts at this law. */
export function lastRadius(law: Law, widths: Widths): number {
  const step = widths.least / 8;
  const unit = law.dimension === 3 ? widths.least * widths.least * widths.least : widths.least * widths.least;
  let last = REACH * widths.largest;
  // The mass of every later shell must be negligible; a law that is zero for a while may return, as shells do.
  for (let r = last; r < 10 * REACH * widths.largest; r += step) if (at(law, r) * unit > TAIL) last = r + step;
  return last;
}

/** Ends of `count` elements. */
export function elementEdges(count: number, last: number, widths: Widths, slower: readonly number[]): Float64Array {
  const total = spread(last, widths, slower);
  const edges = new Float64Array(count + 1);
  for (let k = 1; k < count; k++) {
    let [low, high] = [edges[k - 1], last];
    while (high - low > 1e-14 * last) {
      const middle = (low + high) / 2;
      if (spread(middle, widths, slower) < (total * k) / count) low = middle;
      else high = middle;
    }
    edges[k] = high;
  }
  edges[count] = last;
  return edges;
}

/** Elements for this many per unit, a multiple of three: the coarser mesh has two thirds of them. */
export function elementCount(perUnit: number, last: number, widths: Widths, slower: readonly number[]): number {
  return 3 * Math.max(2, Math.ceil((perUnit * spread(last, widths, slower)) / 3));
}

function at(law: Law, r: number): number {
  return law.density(law.mean.map((u, k) => (k === 0 ? u + r : u)));
}

/** Nodal values of the law's density, positive: where it is below 1e-18 of a Maxwellian's, that much of a Maxwellian takes its place. */
export function nodalValues(law: Law, mesh: Mesh, widths: Widths): Float64Array {
  const d = law.dimension;
  const spread2 = widths.largest * widths.largest;
  const peak = exp((-d / 2) * log(2 * Math.PI * spread2));
  const values = mesh.squares.map((x) => at(law, Math.sqrt(x)) + TAIL * peak * exp(-x / (2 * spread2)));
  const target = law.covariance.reduce((sum, row, k) => sum + row[k]!, 0);
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
