/**
 * The law of a density given on a tensor grid, f[i1]...[id] at the velocities (axes[0][i1], ..., axes[d-1][id]); zero outside.
 *
 * Integrals are sums over the grid, int phi f dv = sum_i w_i f_i phi(v_i), w the product of the weights along the axes: the trapezoidal
 * rule unless the weights are given. On equal spacings it is exact to round-off for densities that are smooth and have decayed at the
 * edge; otherwise its error is of second order, and the law on every second point tells it. Between the points the density is the tensor
 * product of Lagrange interpolation on the six nearest points, of sixth order in the spacing; so is its gradient at the points.
 * Limit: it is evaluated, not sampled.
 */
import type { NodalLaw, Nodes } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";

export interface GridLawOptions {
  readonly name: string;
  /** d increasing lists, at least STENCIL points each. */
  readonly axes: readonly ArrayLike<number>[];
  /** Quadrature weights along each axis. */
  readonly weights?: readonly ArrayLike<number>[];
  /** Row-major, the last axis fastest; scaled to mass 1. */
  readonly values: ArrayLike<number>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Points of the interpolation along an axis. */
export const STENCIL = 6;

/** Weights of the trapezoidal rule on any increasing points. */
export function trapezoid(axis: ArrayLike<number>): Float64Array {
  const last = axis.length - 1;
  return Float64Array.from(axis, (_, i) => (axis[Math.min(i + 1, last)] - axis[Math.max(i - 1, 0)]) / 2);
}

/** Throws ScenarioError when the mass is not positive. */
export function gridLaw({ name, axes, values, spec, weights = axes.map(trapezoid) }: GridLawOptions): NodalLaw {
  const points = pointsOf(axes);
  const volumes = productOf(weights);
  const mass = sum(volumes, (w, i) => w * values[i]);
  if (!(mass > 0 && mass < Infinity)) throw new ScenarioError(`${name}: found mass ${mass}, expected a number > 0`);
  const density = Float64Array.from(values, (f) => f / mass);
  const mean = points.map((plane) => sum(volumes, (w, i) => w * density[i] * plane[i]));
  const covariance = points.map((a, k) => points.map((b, l) => sum(volumes, (w, i) => w * density[i] * (a[i] - mean[k]) * (b[i] - mean[l]))));
  let nodes: Nodes | undefined;
  return {
    name,
    dimension: axes.length,
    mean,
    covariance,
    spec,
    sample() {
      throw new ScenarioError(`${name}: a density on a grid is evaluated, not sampled`);
    },
    density: (v) => interpolated(axes, density, v),
    get nodes() {
      return (nodes ??= { points, weights: volumes, density, gradient: gradientOf(axes, density) });
    },
  };
}

/** The axes and values of every second point; undefined when an axis has too few. */
export function everySecond(axes: readonly ArrayLike<number>[], values: ArrayLike<number>): { axes: Float64Array[]; values: Float64Array } | undefined {
  const counts = axes.map((axis) => Math.ceil(axis.length / 2));
  if (counts.some((count) => count < STENCIL)) return undefined;
  const strides = stridesOf(axes);
  const kept = counts.reduce<number[]>(
    (places, count, k) => places.flatMap((place) => Array.from({ length: count }, (_, i) => place + 2 * i * strides[k])),
    [0],
  );
  return {
    axes: axes.map((axis, k) => Float64Array.from({ length: counts[k] }, (_, i) => axis[2 * i])),
    values: Float64Array.from(kept, (place) => values[place]),
  };
}

function sum(list: Float64Array, term: (x: number, i: number) => number): number {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += term(list[i], i);
  return total;
}

/** Distance of neighbours along each axis in a row-major array. */
function stridesOf(axes: readonly ArrayLike<number>[]): number[] {
  return axes.map((_, k) => axes.slice(k + 1).reduce((product, axis) => product * axis.length, 1));
}

function pointsOf(axes: readonly ArrayLike<number>[]): Float64Array[] {
  const count = axes.reduce((product, axis) => product * axis.length, 1);
  return axes.map((axis, k) => {
    const stride = stridesOf(axes)[k];
    return Float64Array.from({ length: count }, (_, i) => axis[Math.floor(i / stride) % axis.length]);
  });
}

function productOf(weights: readonly ArrayLike<number>[]): Float64Array {
  return pointsOf(weights).reduce((product, plane) => product.map((w, i) => w * plane[i]));
}

/** First point of the stencil around x, and the Lagrange weights of value and slope at x. */
function stencil(axis: ArrayLike<number>, x: number): { first: number; value: number[]; slope: number[] } {
  let [low, high] = [0, axis.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis[middle] <= x) low = middle;
    else high = middle;
  }
  const first = Math.min(Math.max(low + 1 - STENCIL / 2, 0), axis.length - STENCIL);
  const nodes = Array.from({ length: STENCIL }, (_, i) => axis[first + i]);
  const product = (i: number, without: number): number => nodes.reduce((all, node, j) => (j === i || j === without ? all : all * (x - node)), 1);
  const scale = nodes.map((node, i) => nodes.reduce((all, other, j) => (j === i ? all : all * (node - other)), 1));
  return {
    first,
    value: scale.map((s, i) => product(i, i) / s),
    slope: scale.map((s, i) => nodes.reduce((total, _, j) => (j === i ? total : total + product(i, j)), 0) / s),
  };
}

function interpolated(axes: readonly ArrayLike<number>[], density: Float64Array, v: ArrayLike<number>): number {
  if (axes.some((axis, k) => !(v[k] >= axis[0] && v[k] <= axis[axis.length - 1]))) return 0;
  const strides = stridesOf(axes);
  const around = axes.map((axis, k) => stencil(axis, v[k]));
  const along = (k: number, place: number): number => {
    if (k === axes.length) return density[place];
    const { first, value } = around[k];
    return value.reduce((total, weight, i) => total + weight * along(k + 1, place + (first + i) * strides[k]), 0);
  };
  return along(0, 0);
}

/** At the points, [d][K]. */
function gradientOf(axes: readonly ArrayLike<number>[], density: Float64Array): Float64Array[] {
  const strides = stridesOf(axes);
  return axes.map((axis, k) => {
    const rules = Array.from(axis, (x) => stencil(axis, x));
    const stride = strides[k];
    return Float64Array.from(density, (_, place) => {
      const i = Math.floor(place / stride) % axis.length;
      const { first, slope } = rules[i];
      return slope.reduce((total, weight, j) => total + weight * density[place + (first + j - i) * stride], 0);
    });
  });
}
