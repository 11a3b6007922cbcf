/**
 * The pair weights of two meshes,
 *
 *   K_ab = |S^(d-1)| |S^(d-2)| int int l_a(r^2) l_b(s^2) (2r)(2s) r^d s^d I_d(r, s) dr ds,
 *
 * l_a, l_b the Lagrange polynomials of the elements of a and b: the exact integral of the interaction times the interpolant of whatever is known at
 * the nodes. I_d has a kink or a logarithm at r = s, which therefore costs no order: only smooth functions are interpolated.
 *
 * The integrals: Gauss-Legendre where the two elements are apart; otherwise r is split at the ends of the other element and s at r, and the points crowd
 * towards the splits. Both orders of integration are averaged within a species, so that K is symmetric to the last bit.
 *
 * K_ab >= 0 makes the entropy decay. Rounding and the nearly singular case d = 2, gamma = -3 (one pair of points, in the element at the origin, -1e-5 of a
 * typical entry) would break it: a negative entry becomes 0, which costs neither symmetry nor any conservation.
 */
import { gaussLegendre } from "../../math/quadrature.ts";
import { sphereArea } from "../../math/special.ts";
import type { Mesh } from "./mesh.ts";
import { DEGREE, SIZE, elementBasis, elementsOf } from "./mesh.ts";

const far = gaussLegendre(DEGREE + 6);
const near = gaussLegendre(14);

type Angular = (r: number, s: number) => number;

/** Row-major, rows the points of `first` and columns those of `second`, element by element: E (p + 1) by E' (p + 1). */
export function pairWeights(first: Mesh, second: Mesh, angular: Angular): Float64Array {
  const [rows, columns] = [elementsOf(first), elementsOf(second)];
  const matrix = new Float64Array(rows * SIZE * columns * SIZE);
  const same = first === second;
  for (let e = 0; e < rows; e++) {
    for (let f = same ? e : 0; f < columns; f++) {
      const block = same && e === f ? symmetric(blockOf(first, e, second, f, angular)) : blockOf(first, e, second, f, angular);
      place(matrix, columns * SIZE, e, f, block, false);
      if (same && e !== f) place(matrix, columns * SIZE, f, e, block, true);
    }
  }
  return matrix;
}

function place(matrix: Float64Array, stride: number, e: number, f: number, block: Float64Array, transposed: boolean): void {
  for (let a = 0; a < SIZE; a++) {
    for (let b = 0; b < SIZE; b++) matrix[(e * SIZE + a) * stride + f * SIZE + b] = Math.max(0, block[transposed ? b * SIZE + a : a * SIZE + b]);
  }
}

const symmetric = (block: Float64Array): Float64Array => block.map((value, k) => (value + block[(k % SIZE) * SIZE + Math.floor(k / SIZE)]) / 2);

function blockOf(first: Mesh, e: number, second: Mesh, f: number, angular: Angular): Float64Array {
  const d = first.dimension;
  const outer = [first.edges[e], first.edges[e + 1]] as const;
  const inner = [second.edges[f], second.edges[f + 1]] as const;
  const width = Math.max(outer[1] - outer[0], inner[1] - inner[0]);
  const apart = Math.max(inner[0] - outer[1], outer[0] - inner[1]) > 0.5 * width;
  const left = new Float64Array(SIZE);
  const right = new Float64Array(SIZE);
  const row = new Float64Array(SIZE);
  const block = new Float64Array(SIZE * SIZE);
  const area = 4 * sphereArea(d) * sphereArea(d - 1);
  const measure = (r: number): number => (d === 3 ? r * r * r * r : r * r * r);
  const overOuter = (r: number, weight: number): void => {
    row.fill(0);
    const overInner = (s: number, w: number): void => {
      elementBasis(second, f, s * s, right);
      const value = w * measure(s) * angular(r, s);
      for (let b = 0; b < SIZE; b++) row[b] += value * right[b];
    };
    if (apart) plainly(inner[0], inner[1], overInner);
    else if (r <= inner[0]) crowded(inner[0], inner[1], overInner);
    else if (r >= inner[1]) crowded(inner[1], inner[0], overInner);
    else {
      crowded(r, inner[0], overInner);
      crowded(r, inner[1], overInner);
    }
    elementBasis(first, e, r * r, left);
    for (let a = 0; a < SIZE; a++) {
      const factor = area * weight * measure(r) * left[a];
      for (let b = 0; b < SIZE; b++) block[a * SIZE + b] += factor * row[b];
    }
  };
  if (apart) plainly(outer[0], outer[1], overOuter);
  else {
    const cuts = [outer[0], ...inner.filter((r) => r > outer[0] && r < outer[1]), outer[1]];
    for (let k = 1; k < cuts.length; k++) crowdedTwice(cuts[k - 1], cuts[k], overOuter);
  }
  return block;
}

type Visit = (point: number, weight: number) => void;

function plainly(from: number, to: number, visit: Visit): void {
  const half = (to - from) / 2;
  for (let k = 0; k < far.nodes.length; k++) visit(from + half * (1 + far.nodes[k]), half * far.weights[k]);
}

/** From the singular end `from`: t = from + (to - from) u^3. */
function crowded(from: number, to: number, visit: Visit): void {
  const length = to - from;
  for (let k = 0; k < near.nodes.length; k++) {
    const u = (1 + near.nodes[k]) / 2;
    visit(from + length * u * u * u, (3 * Math.abs(length) * u * u * near.weights[k]) / 2);
  }
}

/** Both ends singular: t = from + (to - from) u^3 (10 - 15 u + 6 u^2), whose slope is 30 u^2 (1 - u)^2. */
function crowdedTwice(from: number, to: number, visit: Visit): void {
  const length = to - from;
  for (let k = 0; k < near.nodes.length; k++) {
    const u = (1 + near.nodes[k]) / 2;
    const slope = 30 * u * u * (1 - u) * (1 - u);
    visit(from + length * u * u * u * (10 - 15 * u + 6 * u * u), (length * slope * near.weights[k]) / 2);
  }
}
