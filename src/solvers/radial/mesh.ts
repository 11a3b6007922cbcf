/**
 * Elements in x = r^2 for isotropic functions of v in R^d. An isotropic smooth function is a smooth function of x, its gradient is 2 v d/dx,
 * and a Gaussian's logarithm is linear in x.
 *
 * Each element [r0, r1] carries p + 1 nodes and the weights of the Gauss-Lobatto rule for dv = |S^(d-1)| r^(d-1) dr seen as a measure in x:
 * exact for polynomials in x of degree 2p - 1. The element at the origin has no node there (the measure vanishes): Gauss-Radau, exact for
 * degree 2p. Neighbours share the node between them. The derivative is that of the interpolating polynomial, exact for degree p.
 * Source: W. Gautschi, "Orthogonal Polynomials: Computation and Approximation", 2004, 2.2 (discretised Stieltjes), 3.1.1.4.
 */
import { gaussLegendre } from "../../math/quadrature.ts";
import { eigen } from "../../math/symmetric.ts";
import { sphereArea } from "../../math/special.ts";

/** Polynomial degree p in an element. */
export const DEGREE = 6;
/** Nodes of an element. */
export const SIZE = DEGREE + 1;

const rule = gaussLegendre(2 * DEGREE + 4);

export interface Mesh {
  readonly dimension: number;
  /** Radii of the element ends, E + 1, from 0. */
  readonly edges: Float64Array;
  /** x of the nodes, E p + 1, increasing; node e p + k is point k of element e, 0 <= k <= p. */
  readonly squares: Float64Array;
  /** Quadrature weights of dv by element, E (p + 1). */
  readonly weights: Float64Array;
  /** Barycentric weights of the nodes by element, E (p + 1), for x scaled to the element. */
  readonly barycentric: Float64Array;
  /** d/dx at the points of element e of the polynomial through its values, E (p+1)^2, row-major by element. */
  readonly derivative: Float64Array;
}

export const elementsOf = (mesh: Mesh): number => mesh.edges.length - 1;
export const nodesOf = (mesh: Mesh): number => mesh.squares.length;

/** A mesh with these element ends; edges[0] = 0, increasing. */
export function buildMesh(edges: Float64Array, dimension: number): Mesh {
  const count = edges.length - 1;
  const mesh = {
    dimension,
    edges,
    squares: new Float64Array(count * DEGREE + 1),
    weights: new Float64Array(count * SIZE),
    barycentric: new Float64Array(count * SIZE),
    derivative: new Float64Array(count * SIZE * SIZE),
  };
  for (let e = 0; e < count; e++) fillElement(mesh, e);
  return mesh;
}

function fillElement(mesh: Mesh, e: number): void {
  const { dimension: d, edges } = mesh;
  const [low, high] = [edges[e], edges[e + 1]];
  const centre = (low * low + high * high) / 2;
  const half = (high * high - low * low) / 2;
  const measure = discretised(low, high, d, centre, half);
  // Interior nodes: Gauss nodes of the measure times (1 - y), and times (1 + y) unless the element begins at the origin.
  const free = e === 0 ? DEGREE : DEGREE - 1;
  const tilted = measure.weights.map((w, k) => w * (1 - measure.nodes[k]) * (e === 0 ? 1 : 1 + measure.nodes[k]));
  const inner = gaussNodes(measure.nodes, tilted, free);
  const nodes = Float64Array.from(e === 0 ? [...inner, 1] : [-1, ...inner, 1]);
  const barycentric = barycentricWeights(nodes);
  for (let k = 0; k < SIZE; k++) {
    mesh.squares[e * DEGREE + k] = k === DEGREE ? high * high : k === 0 && e > 0 ? low * low : centre + half * nodes[k];
    mesh.barycentric[e * SIZE + k] = barycentric[k];
  }
  const values = new Float64Array(SIZE);
  measure.nodes.forEach((y, q) => {
    lagrange(nodes, barycentric, y, values);
    for (let k = 0; k < SIZE; k++) mesh.weights[e * SIZE + k] += measure.weights[q] * values[k];
  });
  fillDerivative(mesh, e, nodes, half);
}

/** Points y in (-1, 1), x = centre + half y, and weights that integrate polynomials in x of degree 2p + 3 against dv, exactly. */
function discretised(low: number, high: number, d: number, centre: number, half: number) {
  const area = sphereArea(d);
  const radii = rule.nodes.map((z) => (low + high) / 2 + ((high - low) / 2) * z);
  return {
    nodes: radii.map((r) => (r * r - centre) / half),
    weights: radii.map((r, k) => (area * rule.weights[k] * (high - low) * (d === 3 ? r * r : r)) / 2),
  };
}

/** Zeros of the n-th orthogonal polynomial of a discrete measure: Stieltjes' recurrence, eigenvalues of the Jacobi matrix. */
function gaussNodes(points: Float64Array, weights: Float64Array, n: number): Float64Array {
  const jacobi = new Float64Array(n * n);
  const total = weights.reduce((sum, w) => sum + w, 0);
  let current = points.map(() => 1 / Math.sqrt(total));
  let previous = points.map(() => 0);
  let coupling = 0;
  for (let k = 0; k < n; k++) {
    const mean = current.reduce((sum, p, q) => sum + weights[q] * points[q] * p * p, 0);
    jacobi[k * n + k] = mean;
    const next = current.map((p, q) => (points[q] - mean) * p - coupling * previous[q]);
    coupling = Math.sqrt(next.reduce((sum, p, q) => sum + weights[q] * p * p, 0));
    if (k + 1 < n) jacobi[k * n + k + 1] = jacobi[(k + 1) * n + k] = coupling;
    previous = current;
    current = next.map((p) => p / coupling);
  }
  return eigen(jacobi, n).values;
}

function barycentricWeights(nodes: Float64Array): Float64Array {
  return nodes.map((y, k) => 1 / nodes.reduce((product, z, j) => (j === k ? product : product * (y - z)), 1));
}

/** Values at y of the Lagrange polynomials of the nodes (second barycentric form). */
function lagrange(nodes: Float64Array, barycentric: Float64Array, y: number, into: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < nodes.length; k++) {
    if (y === nodes[k]) {
      into.fill(0);
      into[k] = 1;
      return;
    }
    into[k] = barycentric[k] / (y - nodes[k]);
    sum += into[k];
  }
  for (let k = 0; k < nodes.length; k++) into[k] = into[k] / sum;
}

/** Rows sum to zero exactly: the derivative of a constant is what rounding must not spoil. */
function fillDerivative(mesh: Mesh, e: number, nodes: Float64Array, half: number): void {
  const b = mesh.barycentric.subarray(e * SIZE, (e + 1) * SIZE);
  for (let i = 0; i < SIZE; i++) {
    let sum = 0;
    for (let j = 0; j < SIZE; j++) {
      if (j === i) continue;
      const entry = b[j] / b[i] / (nodes[i] - nodes[j]) / half;
      mesh.derivative[(e * SIZE + i) * SIZE + j] = entry;
      sum += entry;
    }
    mesh.derivative[(e * SIZE + i) * SIZE + i] = -sum;
  }
}

/** Values at x of the Lagrange polynomials of element e. */
export function elementBasis(mesh: Mesh, e: number, x: number, into: Float64Array): void {
  const nodes = mesh.squares.subarray(e * DEGREE, e * DEGREE + SIZE);
  lagrange(nodes, mesh.barycentric.subarray(e * SIZE, (e + 1) * SIZE), x, into);
}
