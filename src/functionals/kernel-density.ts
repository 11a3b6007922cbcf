/**
 * Densities seen through a kernel of width h, of a cloud and of a law alike: (K_h * f)(x), K_h a product of kernels along the axes kept.
 *
 * Kept along one axis it is the marginal density, along all of them the density itself. For a cloud, (1/N) sum_i K_h(x - v_i) is an
 * unbiased estimate of K_h * f; that is what a law gives here too, so that the two can be compared without any bias of smoothing. Against
 * f itself the bias is (K_h * f) - f = (h^2/2) laplace f + ... for the Gaussian kernel of order 2, and -(h^4/8) sum_k d_k^4 f + ...
 * for that of order 4, (3 - u^2)/2 times the Gaussian, which is negative for |u| > sqrt 3 and so may give negative densities.
 * Source: B. W. Silverman, "Density estimation for statistics and data analysis", 1986, sections 3.3 and 3.6.
 *
 * A law with nodes is summed over them (spectrally exact while their spacing is below h); any other is integrated from its density:
 * along the kept axes by Gauss-Hermite rules of 16 points around x (exact to round-off for densities smooth on the scale of 2h), along
 * the others by the trapezoidal rule to 9 standard deviations.
 */
import type { Law, NodalLaw, Planes } from "../protocols.ts";
import { tensorLaw, trapezoid } from "../laws/index.ts";
import { exp } from "../math/elementary.ts";
import { gaussHermite } from "../math/quadrature.ts";

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

/** Values at the points of the law itself: its density, or its marginal density along one axis. */
export function unsmoothedLaw(law: Law, window: Window): Float64Array {
  const { axes, points } = window;
  if (axes.length === law.dimension) return Float64Array.from(points, (point) => law.density(point));
  if (!resolved(law)) return overDensity(law, { ...window, width: 0 });
  const { coordinates, masses } = lineOf(law, axes[0]);
  const spacing = trapezoid(coordinates);
  const line = tensorLaw({ name: law.name, axes: [coordinates], values: masses.map((m, i) => m / spacing[i]), spec: {} });
  return Float64Array.from(points, (point) => line.density(point));
}

/** Nodes of an isotropic law lie on its axes: sums over them serve isotropic functions only. */
const resolved = (law: Law): law is NodalLaw => "nodes" in law && law.radial === undefined;

function overNodes(law: NodalLaw, window: Window): Float64Array {
  const { points, weights, density } = law.nodes;
  const masses = weights.map((w, i) => w * density[i]);
  if (window.axes.length > 1) return smoothedCloud(points, window, masses);
  const line = lineOf(law, window.axes[0]);
  return smoothedCloud([line.coordinates], { ...window, axes: [0] }, line.masses);
}

/** Nodes of a tensor grid share their coordinates along an axis: those that do are one, with their masses together. */
function lineOf(
  { nodes: { points, weights, density } }: NodalLaw,
  axis: number,
): { coordinates: Float64Array; masses: Float64Array } {
  const line = new Map<number, number>();
  points[axis].forEach((x, i) => line.set(x, (line.get(x) ?? 0) + weights[i] * density[i]));
  const sorted = [...line].sort(([x], [y]) => x - y);
  return { coordinates: Float64Array.from(sorted, ([x]) => x), masses: Float64Array.from(sorted, ([, mass]) => mass) };
}

const rule = gaussHermite(16);
/** Spacing of the trapezoidal rule along an axis integrated over, and its reach, in standard deviations: e^(-2 pi^2 / 0.35^2) is nothing. */
const SPACING = 0.35;
const EXTENT = 9;

interface Line {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

function overDensity(law: Law, { axes, points, width, order = 2 }: Window): Float64Array {
  const v = new Float64Array(law.dimension);
  const whole = law.mean.map((u, k): Line => {
    const step = SPACING * Math.sqrt(law.covariance[k][k]);
    const half = Math.ceil(EXTENT / SPACING);
    const nodes = Float64Array.from({ length: 2 * half + 1 }, (_, i) => u + (i - half) * step);
    return { nodes, weights: nodes.map(() => step) };
  });
  const around = (x: number): Line =>
    width === 0
      ? { nodes: Float64Array.of(x), weights: Float64Array.of(1) }
      : {
          nodes: rule.nodes.map((z) => x + width * z),
          weights: rule.weights.map((w, i) => w * (order === 4 ? (3 - rule.nodes[i] * rule.nodes[i]) / 2 : 1)),
        };
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
