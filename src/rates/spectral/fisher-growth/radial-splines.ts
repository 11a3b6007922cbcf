/**
 * Radial functions q(r) on a graded mesh of [0, R]: B-splines of degree 5 with their first two derivatives at Gauss points, and other functions at the same points.
 *
 * The elements are equal in x(r) = log(1 + r/core) + r/outer: narrow in the core, growing with r, equal far out. Cox and de Boor's
 * recursion (C. de Boor, A Practical Guide to Splines, 1978, chapter X); 8 Gauss-Legendre points an element integrate products of two splines exactly.
 */
import { log } from "../../../math/elementary.ts";
import { gaussLegendre } from "../../../math/quadrature.ts";

const DEGREE = 5;
const POINTS = 8;
const OUTER = 1.5;

/** Gauss points of all elements, in increasing order; element e has the points [e POINTS, (e+1) POINTS). */
export interface RadialMesh {
  readonly edges: Float64Array;
  readonly radii: Float64Array;
  readonly weights: Float64Array;
  readonly perElement: number;
}

/** q, q', q'' at the Gauss points [from, to): entry 3 (k - from) + j is the derivative j at point k. Outside q = 0. */
export interface RadialFunction {
  readonly from: number;
  readonly to: number;
  readonly jet: Float64Array;
}

const rule = gaussLegendre(POINTS);

/** `fineness` elements a unit of x(r) on [0, reach]: the first is core/fineness wide. */
export function radialMesh(options: { core: number; reach: number; fineness: number }): RadialMesh {
  const { core, reach, fineness } = options;
  const total = log(1 + reach / core) + reach / OUTER;
  const elements = Math.ceil(fineness * total);
  const edges = new Float64Array(elements + 1);
  for (let k = 1; k < elements; k++) edges[k] = radiusAt((total * k) / elements, core, edges[k - 1]);
  edges[elements] = reach;
  const radii = new Float64Array(elements * POINTS);
  const weights = new Float64Array(elements * POINTS);
  for (let k = 0; k < radii.length; k++) {
    const [e, i] = [Math.floor(k / POINTS), k % POINTS];
    const half = (edges[e + 1] - edges[e]) / 2;
    radii[k] = edges[e] + half * (1 + rule.nodes[i]);
    weights[k] = half * rule.weights[i];
  }
  return { edges, radii, weights, perElement: POINTS };
}

/** The r with x(r) given: x is increasing and concave, so that Newton's method from below is monotone. */
function radiusAt(x: number, core: number, start: number): number {
  let r = start;
  for (let k = 0; k < 60; k++) {
    const step = (x - log(1 + r / core) - r / OUTER) / (1 / (core + r) + 1 / OUTER);
    r += step;
    if (Math.abs(step) <= 1e-15 * r) break;
  }
  return r;
}

/**
 * The B-splines of the mesh with q = q' = 0 at its end: elements + 3 functions with four continuous derivatives, which are 0 beyond the mesh. They and their
 * images under operators of second order are square integrable on the whole space: Ritz values are those of admissible functions.
 */
export function radialSplines(mesh: RadialMesh): RadialFunction[] {
  const elements = mesh.edges.length - 1;
  const knots = Float64Array.from({ length: elements + 1 + 2 * DEGREE }, (_, k) => mesh.edges[Math.min(elements, Math.max(0, k - DEGREE))]);
  const splines = Array.from({ length: elements + DEGREE }, (_, i) => {
    const from = Math.max(0, i - DEGREE) * POINTS;
    const to = Math.min(elements, i + 1) * POINTS;
    return { from, to, jet: new Float64Array(3 * (to - from)) };
  });
  const table = Array.from({ length: DEGREE + 1 }, () => new Float64Array(DEGREE + 1));
  for (let k = 0; k < mesh.radii.length; k++) {
    const span = Math.floor(k / POINTS);
    fillTable(table, knots, span + DEGREE, mesh.radii[k]);
    for (let j = 0; j <= DEGREE; j++) {
      const { from, jet } = splines[span + j];
      const at = 3 * (k - from);
      for (let order = 0; order < 3; order++) jet[at + order] = derivative(table, knots, span + DEGREE, DEGREE, j, order);
    }
  }
  return splines.slice(0, -2);
}

/** table[p][j]: the j-th of the p + 1 splines of degree p that live on the span, at x. */
function fillTable(table: readonly Float64Array[], knots: Float64Array, span: number, x: number): void {
  table[0][0] = 1;
  for (let p = 1; p <= DEGREE; p++) {
    table[p].fill(0);
    for (let j = 0; j < p; j++) {
      const [left, right] = [knots[span - p + 1 + j], knots[span + 1 + j]];
      const share = table[p - 1][j] / (right - left);
      table[p][j] += (right - x) * share;
      table[p][j + 1] += (x - left) * share;
    }
  }
}

/** Derivative of the j-th spline of degree p on the span: p [B_(j-1)/width - B_j/width] of degree p - 1. */
function derivative(table: readonly Float64Array[], knots: Float64Array, span: number, p: number, j: number, order: number): number {
  if (order === 0) return table[p][j];
  const part = (i: number): number =>
    i < 0 || i >= p ? 0 : derivative(table, knots, span, p - 1, i, order - 1) / (knots[span + 1 + i] - knots[span - p + 1 + i]);
  return p * (part(j - 1) - part(j));
}

/** A function given by (q, q', q'') at r. */
export function radialFunction(mesh: RadialMesh, jetAt: (r: number) => readonly [number, number, number]): RadialFunction {
  const jet = new Float64Array(3 * mesh.radii.length);
  mesh.radii.forEach((r, k) => jet.set(jetAt(r), 3 * k));
  return { from: 0, to: mesh.radii.length, jet };
}

/** sum_i c_i q_i. */
export function combined(mesh: RadialMesh, functions: readonly RadialFunction[], coefficients: ArrayLike<number>): RadialFunction {
  const jet = new Float64Array(3 * mesh.radii.length);
  functions.forEach((one, i) => {
    for (let k = 0; k < one.jet.length; k++) jet[3 * one.from + k] += coefficients[i] * one.jet[k];
  });
  return { from: 0, to: mesh.radii.length, jet };
}
