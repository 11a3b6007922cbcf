/**
 * The radial Landau operator of a mixture in weak form. For test functions phi_i(x), x = |v|^2, with ' = d/dx and F_i = n_i f_i,
 *
 *   d/dt sum_i int phi_i F_i dv = -1/2 sum_ij int int k_ij(x, y) (phi_i'/m_i - phi_j'/m_j) (g_i'/m_i - g_j'/m_j) F_i F_j dx dy,   g = log F,
 *
 * because a(z)v = a(z)w for z = v - w (k_ij: src/solvers/radial/kernel.ts). Discretised at the points of the elements with the pair weights K,
 *
 *   W_k dF_k/dt = - sum_a D_ak S_a,   S_a = (F_a / m_i) sum_j sum_b K^ij_ab F_b (y_a - y_b),   y_a = (D g)_a / m_i.
 *
 * Exactly, whatever the mesh: mass (phi = 1); energy (phi_i = m_i x, whose phi'/m is one constant for all species); Maxwellians of one temperature
 * stand still (all y equal); sum W F log F does not increase (phi = g, K symmetric and not negative).
 * To order h^7 in the elements' width at least (interpolation of degree 6), 2p = 12 where the quadratures are orthogonal.
 *
 * y is measured from the Maxwellians of temperature T: a common shift of all y changes nothing, and rounding is smaller near equilibrium.
 */
import type { Species } from "../../protocols/index.ts";
import type { Mesh } from "./mesh.ts";
import { exp, log } from "../../math/elementary.ts";
import { DEGREE, SIZE, elementsOf, nodesOf } from "./mesh.ts";

const FLOOR = 1e-19;

export interface Grid {
  readonly mesh: Mesh;
  readonly mass: number;
  /** First index of the species in the vector of all nodal values. */
  readonly offset: number;
  /** First index of the species in the vector of all element points. */
  readonly start: number;
}

/** A mixture on its meshes. Vectors of nodal values hold all species, one after the other. */
export interface Operator {
  readonly grids: readonly Grid[];
  /** K^ij. */
  readonly pairs: readonly (readonly Float64Array[])[];
  readonly temperature: number;
  /** Number of nodal values and of element points, all species together. */
  readonly size: number;
  readonly points: number;
  /** W, by node. */
  readonly weights: Float64Array;
  /** 1e-19 of each species' Maxwellian of that temperature: a solution that starts above it stays above it (src/solvers/radial/extent.ts), a discrete tail may not. */
  readonly floor: Float64Array;
  /** x, by node. */
  readonly squares: Float64Array;
  /** Node of each element point. */
  readonly nodeOf: Int32Array;
}

export function openOperator(meshes: readonly Mesh[], species: readonly Species[], pairs: readonly (readonly Float64Array[])[], temperature: number): Operator {
  let [offset, start] = [0, 0];
  const grids = meshes.map((mesh, i) => {
    const grid = { mesh, mass: species[i].mass, offset, start };
    offset += nodesOf(mesh);
    start += elementsOf(mesh) * SIZE;
    return grid;
  });
  const [weights, squares, floor] = [new Float64Array(offset), new Float64Array(offset), new Float64Array(offset)];
  const nodeOf = new Int32Array(start);
  grids.forEach((grid, i) => {
    const { dimension } = grid.mesh;
    const inverse = grid.mass / (2 * temperature);
    const peak = FLOOR * species[i].density * exp((dimension / 2) * log(inverse / Math.PI));
    squares.set(grid.mesh.squares, grid.offset);
    floor.set(grid.mesh.squares.map((x) => peak * exp(-inverse * x)), grid.offset); // prettier-ignore
    for (let a = 0; a < elementsOf(grid.mesh) * SIZE; a++) {
      const node = grid.offset + Math.floor(a / SIZE) * DEGREE + (a % SIZE);
      nodeOf[grid.start + a] = node;
      weights[node] += grid.mesh.weights[a];
    }
  });
  return { grids, pairs, temperature, size: offset, points: start, weights, squares, floor, nodeOf };
}

/** What the rates and their derivative share, at the element points. */
interface Fields {
  readonly f: Float64Array;
  readonly y: Float64Array;
  /** sum_jb K_ab F_b and sum_jb K_ab F_b y_b. */
  readonly diffusion: Float64Array;
  readonly friction: Float64Array;
}

function fieldsOf(operator: Operator, values: Float64Array): Fields {
  const { grids, nodeOf, points, squares, temperature } = operator;
  const f = new Float64Array(points);
  const g = new Float64Array(points);
  const y = new Float64Array(points);
  for (const { mesh, mass, start } of grids) {
    const count = elementsOf(mesh) * SIZE;
    for (let a = start; a < start + count; a++) {
      f[a] = values[nodeOf[a]];
      g[a] = log(f[a]) + (mass * squares[nodeOf[a]]) / (2 * temperature);
    }
    for (let a = 0; a < count; a++) {
      const first = start + a - (a % SIZE);
      let slope = 0;
      for (let c = 0; c < SIZE; c++) slope += mesh.derivative[a * SIZE + c] * g[first + c];
      y[start + a] = slope / mass;
    }
  }
  const [diffusion, friction] = averages(operator, f, y);
  return { f, y, diffusion, friction };
}

function averages(operator: Operator, f: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  const diffusion = new Float64Array(operator.points);
  const friction = new Float64Array(operator.points);
  operator.grids.forEach((row, i) =>
    operator.grids.forEach((column, j) => {
      const matrix = operator.pairs[i][j];
      const count = elementsOf(column.mesh) * SIZE;
      for (let a = 0; a < elementsOf(row.mesh) * SIZE; a++) {
        let [sum, moment] = [0, 0];
        for (let b = 0; b < count; b++) {
          const term = matrix[a * count + b] * f[column.start + b];
          sum += term;
          moment += term * y[column.start + b];
        }
        diffusion[row.start + a] += sum;
        friction[row.start + a] += moment;
      }
    }),
  );
  return [diffusion, friction];
}

/** dF/dt at the nodes. All values must be positive. */
export function rates(operator: Operator, values: Float64Array, into: Float64Array): void {
  const { f, y, diffusion, friction } = fieldsOf(operator, values);
  into.fill(0);
  for (const { mesh, mass, start } of operator.grids) {
    for (let a = 0; a < elementsOf(mesh) * SIZE; a++) {
      const flux = (f[start + a] / mass) * (y[start + a] * diffusion[start + a] - friction[start + a]);
      const first = start + a - (a % SIZE);
      for (let c = 0; c < SIZE; c++) into[operator.nodeOf[first + c]] -= mesh.derivative[a * SIZE + c] * flux;
    }
  }
  for (let k = 0; k < operator.size; k++) into[k] = into[k] / operator.weights[k];
}

/** The derivative in relative variables, (1/F_k) (d rate_k / d F_l) F_l, row-major [size x size]. */
export function relativeDerivative(operator: Operator, values: Float64Array): Float64Array {
  const { grids, nodeOf, size, weights } = operator;
  const fields = fieldsOf(operator, values);
  const result = new Float64Array(size * size);
  for (let i = 0; i < grids.length; i++) {
    const { mesh, start } = grids[i];
    const row = new Float64Array(size);
    for (let a = 0; a < elementsOf(mesh) * SIZE; a++) {
      fluxDerivative(operator, fields, i, a, row);
      const first = start + a - (a % SIZE);
      for (let c = 0; c < SIZE; c++) {
        const k = nodeOf[first + c];
        const factor = -mesh.derivative[a * SIZE + c] / (weights[k] * values[k]);
        for (let l = 0; l < size; l++) result[k * size + l] += factor * row[l];
      }
    }
  }
  return result;
}

/** d S_a / d log F_l for all nodes l. */
function fluxDerivative(operator: Operator, fields: Fields, i: number, a: number, row: Float64Array): void {
  const { grids, nodeOf, pairs } = operator;
  const { f, y, diffusion, friction } = fields;
  const own = grids[i];
  const here = own.start + a;
  const scale = f[here] / own.mass;
  row.fill(0);
  row[nodeOf[here]] += scale * (y[here] * diffusion[here] - friction[here]);
  addSlope(own, nodeOf, a, scale * diffusion[here], row);
  grids.forEach((other, j) => {
    const matrix = pairs[i][j];
    const count = elementsOf(other.mesh) * SIZE;
    for (let b = 0; b < count; b++) {
      const weight = scale * matrix[a * count + b] * f[other.start + b];
      row[nodeOf[other.start + b]] += weight * (y[here] - y[other.start + b]);
      addSlope(other, nodeOf, b, -weight, row);
    }
  });
}

/** Adds factor d y_a / d log F. */
function addSlope({ mesh, mass, start }: Grid, nodeOf: Int32Array, a: number, factor: number, row: Float64Array): void {
  const first = start + a - (a % SIZE);
  for (let c = 0; c < SIZE; c++) row[nodeOf[first + c]] += (factor * mesh.derivative[a * SIZE + c]) / mass;
}

/** sum W F log F: the entropy that does not increase. */
export function entropy({ weights }: Operator, values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += weights[k] * values[k] * log(values[k]);
  return sum;
}
