/**
 * Optimal maps T = grad phi between laws where they are known, with the Kantorovich potentials of the half cost:
 *
 *   u0(x) = phi(x) - |x|^2/2,  u1(y) = |y|^2/2 - phi*(y),  u1(y) - u0(x) <= |x - y|^2/2 for all x, y.
 *
 * Gaussian to Gaussian: affine, closed forms. Isotropic to isotropic: phi(x) = Phi(|x - m_f|) + m_g.x with Phi' = R_g o F_f.
 * Product to product: one monotone rearrangement an axis. Equal laws: the identity, exactly. A law that was made as the image of another brings its map.
 * (Brenier 1991; the maps of products and isotropic laws are gradients of convex functions, hence optimal.)
 */
import { eigen, fromRows, spectral, type Matrix } from "../../math/symmetric.ts";
import type { Law, LineLaw, Planes, RadialLaw, TransportMap } from "../../protocols/index.ts";
import { gaussianMapMatrix, gaussianSquared } from "../../math/bures.ts";
import { tabulateLine, tabulateRadial, type Monotone } from "./monotone.ts";
import { Sum } from "../../math/sum.ts";

/** A covariance whose eigenvalues span more than this is degenerate: its Gaussian has no potentials on both sides. */
const CONDITION = 1e12;

/** The optimal map from f to g, or undefined when none is known to this project's accuracy (monotone.ts). */
export function optimalMap(f: Law, g: Law): TransportMap | undefined {
  if (f.dimension !== g.dimension) return undefined;
  const name = `optimal map from ${f.name} to ${g.name}`;
  if (sameSpec(f.spec, g.spec)) return productMap(name, new Array<undefined>(f.dimension).fill(undefined));
  if (g.image && sameSpec(f.spec, g.image.of.spec)) return g.image.map;
  if (f.gaussian && g.gaussian) return gaussianMap(name, f, g);
  if (f.radial && g.radial) return radialMap(name, f, g, f.radial, g.radial);
  if (f.factors && g.factors) return productOfLines(name, f.factors, g.factors);
  return undefined;
}

/** phi(x) = (x-a).M(x-a)/2 + b.x and phi*(y) = (y-b).M^{-1}(y-b)/2 + a.(y-b); undefined for degenerate covariances. */
function gaussianMap(name: string, f: Law, g: Law): TransportMap | undefined {
  const d = f.dimension;
  const [first, second] = [fromRows(f.covariance), fromRows(g.covariance)];
  if (!regular(first, d) || !regular(second, d)) return undefined;
  const matrix = gaussianMapMatrix(first, second, d);
  const inverse = spectral(eigen(matrix, d), (value) => 1 / value);
  const [a, b] = [f.mean, g.mean];
  const point = new Float64Array(d);
  return {
    name,
    squared: gaussianSquared(a, first, b, second),
    apply: (from, into) =>
      forEachPoint(from, point, (i) => {
        for (let k = 0; k < d; k++) {
          let sum = b[k];
          for (let l = 0; l < d; l++) sum += matrix[k * d + l] * (point[l] - a[l]);
          into[k][i] = sum;
        }
      }),
    meanSource: (planes) => meanOf(planes, (x) => quadratic(matrix, x, a) / 2 + dot(b, x) - dot(x, x) / 2),
    meanTarget: (planes) => meanOf(planes, (y) => dot(y, y) / 2 - quadratic(inverse, y, b) / 2 - dot(a, y) + dot(a, b)),
  };
}

function regular(covariance: Matrix, d: number): boolean {
  const { values } = eigen(covariance, d);
  return values[0] * CONDITION > values[d - 1];
}

function radialMap(name: string, f: Law, g: Law, source: RadialLaw, target: RadialLaw): TransportMap | undefined {
  const d = f.dimension;
  const speed = tabulateRadial(source, target);
  if (!speed) return undefined;
  const [a, b] = [f.mean, g.mean];
  const point = new Float64Array(d);
  return {
    name,
    squared: speed.squared + distanceSquared(a, b),
    apply: (from, into) =>
      forEachPoint(from, point, (i) => {
        const r = Math.sqrt(distanceSquared(point, a));
        const ratio = r > 0 ? speed.value(r) / r : 0;
        for (let k = 0; k < d; k++) into[k][i] = b[k] + ratio * (point[k] - a[k]);
      }),
    meanSource: (planes) => meanOf(planes, (x) => speed.integral(Math.sqrt(distanceSquared(x, a))) + dot(b, x) - dot(x, x) / 2),
    meanTarget: (planes) => meanOf(planes, (y) => dot(y, y) / 2 - speed.conjugate(Math.sqrt(distanceSquared(y, b))) - dot(a, y) + dot(a, b)),
  };
}

function productOfLines(name: string, source: readonly LineLaw[], target: readonly LineLaw[]): TransportMap | undefined {
  const axes: (Monotone | undefined)[] = [];
  for (const [k, factor] of source.entries()) {
    const axis = sameLine(factor, target[k]) ? undefined : tabulateLine(factor, target[k]);
    if (axis === undefined && !sameLine(factor, target[k])) return undefined;
    axes.push(axis);
  }
  return productMap(name, axes);
}

/** One rearrangement an axis; undefined stands for the identity, whose potentials vanish. */
function productMap(name: string, axes: readonly (Monotone | undefined)[]): TransportMap {
  const mean = (planes: Planes, term: (axis: Monotone, x: number) => number): number => {
    const sum = new Sum();
    axes.forEach((axis, k) => {
      if (axis) for (const x of planes[k]) sum.add(term(axis, x));
    });
    return sum.value() / planes[0].length;
  };
  return {
    name,
    squared: axes.reduce((sum, axis) => sum + (axis?.squared ?? 0), 0),
    apply: (from, into) =>
      axes.forEach((axis, k) => {
        if (!axis) into[k].set(from[k]);
        else for (let i = 0; i < from[k].length; i++) into[k][i] = axis.value(from[k][i]);
      }),
    meanSource: (planes) => mean(planes, (axis, x) => axis.integral(x) - (x * x) / 2),
    meanTarget: (planes) => mean(planes, (axis, y) => (y * y) / 2 - axis.conjugate(y)),
  };
}

/** Calls `visit` for every point, its coordinates copied into `point` first (so that a map may write over its source). */
function forEachPoint(planes: Planes, point: Float64Array, visit: (i: number) => void): void {
  for (let i = 0; i < planes[0].length; i++) {
    for (let k = 0; k < planes.length; k++) point[k] = planes[k][i];
    visit(i);
  }
}

function meanOf(planes: Planes, potential: (point: Float64Array) => number): number {
  const point = new Float64Array(planes.length);
  const sum = new Sum();
  forEachPoint(planes, point, () => sum.add(potential(point)));
  return sum.value() / planes[0].length;
}

function quadratic(matrix: Matrix, x: ArrayLike<number>, centre: ArrayLike<number>): number {
  const d = x.length;
  let sum = 0;
  for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) sum += (x[k] - centre[k]) * matrix[k * d + l] * (x[l] - centre[l]);
  return sum;
}

function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k] * y[k];
  return sum;
}

function distanceSquared(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += (x[k] - y[k]) * (x[k] - y[k]);
  return sum;
}

/** Two laws on the line are one when moments and distribution agree bit for bit at probes over twelve standard deviations. */
function sameLine(f: LineLaw, g: LineLaw): boolean {
  if (f === g) return true;
  if (f.mean !== g.mean || f.variance !== g.variance) return false;
  const scale = Math.sqrt(f.variance);
  for (let probe = -30; probe <= 30; probe++) {
    const x = f.mean + 0.2 * probe * scale;
    if (f.cdf(x) !== g.cdf(x)) return false;
  }
  return true;
}

function sameSpec(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key) => sameSpec((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
