/**
 * Densities seen through a kernel of width h, of a cloud and of a law alike: (K_h * f)(x), K_h a product of kernels along the axes kept.
 *
 * Kept along one axis it is the marginal density, along all of them the density itself. For a cloud, (1/N) sum_i K_h(x - v_i) is an
 * unbiased estimate of K_h * f; that is what a law gives here too, so that the two can be compared without any bias of smoothing. Against
 * f itself the bias is (K_h * f) - f = (h^2/2) laplace f + ... for the Gaussian kernel of order 2, and -(h^4/8) sum_k d_k^4 f + ...
 * for that of order 4, (3 - u^2)/2 times the Gaussian, which is negative for |u| > sqrt 3 and so may give negative densities.
 * Source: B. W. Silverman, "Density estimation for statistics and data analysis", 1986, sections 3.3 and 3.6.
 *
 * A law with nodes on a tensor grid is taken as its band-limited interpolant along axes of equal spacing D, whose image under the kernel is
 * a sum over the grid with
 *   g(u) = (1/pi) int_0^(pi/D) k(q h) cos(q u) dq,   k(s) = e^(-s^2/2), times 1 + s^2/2 for order 4,
 * in place of K_h: exact for densities without frequencies beyond pi/D, whatever h. Along other axes it is the plain sum. Any other law
 * is integrated from its density: along the kept axes by Gauss-Hermite rules of 16 points around x (exact to round-off for densities
 * smooth on the scale of 2h), along the others by the trapezoidal rule to 9 standard deviations.
 */
import type { Law, NodalLaw, Planes } from "../../protocols/index.ts";
import { gridLaw, trapezoid } from "../../laws/grid-law.ts";
import { cos, exp, log, sin } from "../../math/elementary.ts";
import { gaussHermite, integrate } from "../../math/quadrature.ts";
import { logGamma } from "../../math/special.ts";

/** The kernel through which a density is seen. */
export interface Kernel {
  readonly width: number;
  /** 2 by default: the Gaussian. */
  readonly order?: 2 | 4;
}

/** Where a density is looked at: at `points` (lists as long as `axes`), the other axes integrated over. */
export interface Window extends Kernel {
  readonly axes: readonly number[];
  readonly points: readonly (readonly number[])[];
}

/** The kernel's largest value: what one particle at the point contributes, times N. */
export const kernelPeak = ({ axes, width, order = 2 }: Window): number =>
  axes.reduce((product) => (product * (order === 4 ? 1.5 : 1)) / (width * Math.sqrt(2 * Math.PI)), 1);

/** Beyond this many widths the kernel is below 1e-17 of its peak. */
const REACH = 9;

/** Values at the points; `masses` of the particles, 1/N each when absent. */
export function smoothedCloud(planes: Planes, window: Window, masses?: ArrayLike<number>): Float64Array {
  const { axes, points, width, order = 2 } = window;
  const kept = axes.map((k) => planes[k]);
  const count = kept[0].length;
  const normaliser = axes.reduce((product) => product / (width * Math.sqrt(2 * Math.PI)), 1);
  return Float64Array.from(points, (point) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      let form = 0;
      let factor = 1;
      for (let k = 0; k < kept.length; k++) {
        const u = (point[k] - kept[k][i]) / width;
        form += u * u;
        if (order === 4) factor *= (3 - u * u) / 2;
      }
      if (form < REACH * REACH) sum += (masses ? masses[i] : 1) * factor * exp(-form / 2);
    }
    return (sum * normaliser) / (masses ? 1 : count);
  });
}

/** Values at the points of a law. */
export function smoothedLaw(law: Law, window: Window): Float64Array {
  return resolved(law) ? overNodes(law, window) : overDensity(law, window);
}

/** Values at the points of the law itself: its density, or its marginal density. */
export function unsmoothedLaw(law: Law, window: Window): Float64Array {
  const { axes, points } = window;
  if (axes.length === law.dimension) return Float64Array.from(points, (point) => law.density(point));
  return smoothedLaw(law, { ...window, width: 0 });
}

/** Nodes of an isotropic law lie on its axes: sums over them serve isotropic functions only. */
const resolved = (law: Law): law is NodalLaw => law.radial === undefined && law.nodes !== undefined;

function overNodes({ nodes: { points: planes, weights, density } }: NodalLaw, window: Window): Float64Array {
  const { axes, points } = window;
  const lines = axes.map((k) => indexed(planes[k]));
  return Float64Array.from(points, (point) => {
    const kernels = lines.map(({ coordinates }, k) => alongLine(coordinates, point[k], window));
    let sum = 0;
    for (let i = 0; i < density.length; i++) {
      let mass = weights[i] * density[i];
      for (let k = 0; k < kernels.length; k++) mass *= kernels[k][lines[k].places[i]];
      sum += mass;
    }
    return sum;
  });
}

/** The coordinates that occur along an axis, increasing, and which of them each node has. */
function indexed(plane: Float64Array): { coordinates: Float64Array; places: Int32Array } {
  const coordinates = Float64Array.from(new Set(plane)).sort();
  const place = new Map(Array.from(coordinates, (x, i) => [x, i]));
  return { coordinates, places: Int32Array.from(plane, (x) => place.get(x) as number) };
}

/** Fractions of the spacing by which equal ones may differ. */
const EQUAL = 1e-6;
/** The kernel's transform is below 1e-16 beyond this many inverse widths. */
const BAND = 9;

/** What a unit mass at each coordinate contributes at x. */
function alongLine(coordinates: Float64Array, x: number, { width, order = 2 }: Kernel): Float64Array {
  const last = coordinates.length - 1;
  const spacing = (coordinates[last] - coordinates[0]) / last;
  const even = coordinates.every((c, i) => Math.abs(c - coordinates[0] - i * spacing) <= EQUAL * spacing);
  if (!even && width === 0) return cardinal(coordinates, x);
  const limit = Math.PI / spacing;
  if (!even || limit * width > BAND) return coordinates.map((c) => kernel((x - c) / width, order) / width);
  const transform = (s: number): number => exp((-s * s) / 2) * (order === 4 ? 1 + (s * s) / 2 : 1);
  return coordinates.map((c) => {
    const u = x - c;
    if (width === 0) return u === 0 ? 1 / spacing : sin(limit * u) / (Math.PI * u);
    // A panel of 16 points holds two periods of the cosine to round-off.
    const panels = 2 + Math.ceil((limit * Math.abs(u)) / (4 * Math.PI));
    return integrate((q) => transform(q * width) * cos(q * u), 0, limit, panels) / Math.PI;
  });
}

/** Interpolation on unequal points: what the density of a unit mass at each contributes. */
function cardinal(coordinates: Float64Array, x: number): Float64Array {
  const spacings = trapezoid(coordinates);
  const line = { name: "line", axes: [coordinates], spec: {} };
  return coordinates.map((_, i) => gridLaw({ ...line, values: spacings.map((w, j) => (i === j ? 1 / w : 0)) }).density([x]));
}

function kernel(u: number, order: 2 | 4): number {
  if (Math.abs(u) > REACH) return 0;
  return (exp((-u * u) / 2) / Math.sqrt(2 * Math.PI)) * (order === 4 ? (3 - u * u) / 2 : 1);
}

const rule = gaussHermite(16);
/** Spacing of the trapezoidal rule along an axis integrated over, and its reach, in standard deviations: e^(-2 pi^2 / 0.35^2) is nothing. */
const SPACING = 0.35;
const EXTENT = 9;

interface Line {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

function overDensity(law: Law, window: Window): Float64Array {
  const { axes, points, width, order = 2 } = window;
  if (law.radial && axes.length === 1 && law.dimension > 1) return overRadii(law, window);
  const v = new Float64Array(law.dimension);
  const whole = law.mean.map((u, k): Line => {
    const step = SPACING * Math.sqrt(law.covariance[k][k]);
    const half = Math.ceil(EXTENT / SPACING);
    const nodes = Float64Array.from({ length: 2 * half + 1 }, (_, i) => u + (i - half) * step);
    return { nodes, weights: nodes.map(() => step) };
  });
  const around = (x: number): Line => kernelRule(x, width, order);
  return Float64Array.from(points, (point) => {
    const lines = whole.map((line, k) => (axes.includes(k) ? around(point[axes.indexOf(k)]) : line));
    const along = (k: number): number => {
      if (k === lines.length) return law.density(v);
      const { nodes, weights } = lines[k];
      let sum = 0;
      for (let i = 0; i < nodes.length; i++) {
        v[k] = nodes[i];
        sum += weights[i] * along(k + 1);
      }
      return sum;
    };
    return along(0);
  });
}

/** The kernel around x as a rule: K_h * f(x) = sum w f. */
function kernelRule(x: number, width: number, order: 2 | 4): Line {
  if (width === 0) return { nodes: Float64Array.of(x), weights: Float64Array.of(1) };
  const factor = (z: number): number => (order === 4 ? (3 - z * z) / 2 : 1);
  return { nodes: rule.nodes.map((z) => x + width * z), weights: rule.weights.map((w, i) => w * factor(rule.nodes[i])) };
}

/** Panels of 16 points over 9 standard deviations. */
const PANELS = 6;

/** The marginal of an isotropic law, |S^(d-2)| int f(sqrt(x^2 + s^2)) s^(d-2) ds. */
function overRadii(law: Law, { axes: [axis], points, width, order = 2 }: Window): Float64Array {
  const { dimension: d, mean, covariance } = law;
  const area = (2 * exp(((d - 1) / 2) * log(Math.PI))) / exp(logGamma((d - 1) / 2));
  const v = Float64Array.from(mean);
  const other = axis === 0 ? 1 : 0;
  const marginal = (x: number): number => {
    v[axis] = x;
    const across = (s: number): number => {
      v[other] = mean[other] + s;
      let shell = law.density(v);
      for (let k = 0; k < d - 2; k++) shell *= s;
      return shell;
    };
    return area * integrate(across, 0, EXTENT * Math.sqrt(covariance[axis][axis]), PANELS);
  };
  return Float64Array.from(points, ([x]) => {
    const { nodes, weights } = kernelRule(x, width, order);
    return nodes.reduce((sum, node, i) => sum + weights[i] * marginal(node), 0);
  });
}
