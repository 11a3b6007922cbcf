/**
 * Entropic optimal transport between densities on tensor grids (solutions of grid solvers), half cost, conventions of entropic.ts.
 *
 * The Gaussian kernel is a product over the axes, so a soft minimum over the grid is one soft minimum an axis after the other: n^(d+1)
 * operations instead of n^(2d), in the log domain throughout (a line is shifted by its maximum; outputs that underflow all the same are summed
 * again from their own maximum). The grids of the two densities may differ. Both are normalised to mass one by their quadrature weights.
 */
import { ScenarioError } from "../../errors.ts";
import { exp, log } from "../../math/elementary.ts";
import { lebesgueCost, solution, type Entropic } from "./clouds.ts";
import { sinkhorn, symmetricSinkhorn } from "./sinkhorn.ts";
import { roundOffOf, softMaximum } from "./soft-dense.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { knownOptions } from "../../names/options.ts";

/** Nodes of one axis and their quadrature weights. */
export interface GridAxis {
  readonly nodes: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** A density on a tensor grid. */
export interface GridDensity {
  readonly axes: readonly GridAxis[];
  /** Density at the nodes, the last axis fastest. */
  readonly values: ArrayLike<number>;
}

/** An entropic cost between densities on grids. */
export interface EntropicGrid extends Entropic {
  /** C_epsilon. */
  readonly lebesgue: number;
  /** H = int f log f by the same quadrature. */
  readonly entropies: readonly [number, number];
}

/** The parameter of an entropic cost between grids, and limits of the iteration. */
export interface EntropicGridOptions {
  readonly epsilon: number;
  /** L1 error of the marginals (default 1e-9). */
  readonly tolerance?: number;
  /** Most rounds (default 5000). */
  readonly rounds?: number;
}

/** Negative values of a spectral solver's density, of the size of its error, are set to zero: at most this fraction of the mass (24 modes leave 1e-6). */
const NEGATIVE = 1e-4;

/** Below this, a shifted sum may have lost its greatest terms. */
const UNDERFLOW = 1e-250;

/** S_epsilon and C_epsilon. Throws ScenarioError when a density does not fit its grid, is negative or not finite. */
export function entropicGrid(f: GridDensity, g: GridDensity, options: EntropicGridOptions): EntropicGrid {
  knownOptions("entropicGrid", options, ["epsilon", "tolerance", "rounds"]);
  const { epsilon, tolerance = 1e-9, rounds = 5000 } = options;
  const d = f.axes.length;
  if (g.axes.length !== d) throw new ScenarioError(`densities of different dimension: ${d} and ${g.axes.length}`);
  if (!(epsilon > 0 && epsilon < Infinity)) throw new ScenarioError(`invalid epsilon: ${epsilon} (expected a finite number > 0)`);
  const [first, second] = [massesOf(f), massesOf(g)];
  const kernel = gridKernel(f, g, [first.masses, second.masses], epsilon);
  const start = [new Float64Array(first.masses.length), new Float64Array(second.masses.length)] as const;
  const solve = f === g ? symmetricSinkhorn : sinkhorn;
  const found = solution(kernel, start, { solve, tolerance, rounds });
  const entropies = [first.entropy, second.entropy] as const;
  return { ...found, entropies, lebesgue: lebesgueCost(found.value, entropies, epsilon, d) };
}

function massesOf({ axes, values }: GridDensity): { masses: Float64Array; entropy: number } {
  const count = axes.reduce((product, axis) => product * axis.nodes.length, 1);
  if (axes.some((axis) => axis.nodes.length !== axis.weights.length || axis.nodes.length === 0) || values.length !== count)
    throw new ScenarioError(`a density of ${values.length} values on a grid of ${axes.map((axis) => axis.nodes.length).join(" x ")}`);
  const masses = Float64Array.from(values);
  let inner = 1;
  for (const { nodes, weights } of [...axes].reverse()) {
    for (let i = 0; i < count; i++) masses[i] *= weights[Math.floor(i / inner) % nodes.length];
    inner *= nodes.length;
  }
  let whole = 0;
  let negative = 0;
  for (const mass of masses) {
    if (!(Math.abs(mass) < Infinity)) throw new ScenarioError("a density on a grid has a value that is not finite");
    if (mass > 0) whole += mass;
    else negative -= mass;
  }
  if (!(whole > 0 && negative <= NEGATIVE * whole)) throw new ScenarioError(`a density on a grid has positive mass ${whole} and negative mass ${negative}`);
  let entropy = 0;
  for (let i = 0; i < count; i++) {
    masses[i] = Math.max(masses[i], 0) / whole;
    if (masses[i] > 0) entropy += masses[i] * log(values[i] / whole);
  }
  return { masses, entropy };
}

function gridKernel(f: GridDensity, g: GridDensity, masses: Pair, epsilon: number): SoftKernel {
  const sides = [f, g].map((density, side) => ({
    shape: density.axes.map((axis) => axis.nodes.length),
    logs: masses[side].map((mass) => log(mass)),
  }));
  // exponents[side][k][i][j] = -(x_i - y_j)^2 / (2 epsilon), rows on `side`.
  const exponents = [0, 1].map((side) => f.axes.map((_, k) => axisExponents([f, g][side].axes[k], [f, g][1 - side].axes[k], epsilon)));
  return {
    weights: masses,
    epsilon,
    roundOff: exponents[0].reduce((sum, axis) => sum + roundOffOf(axis.values), 0),
    roughAbove: Infinity,
    half(side, potentials, into) {
      const other = sides[1 - side];
      let values: Float64Array = potentials[1 - side].map((value, j) => value + other.logs[j]);
      let shape = other.shape;
      sides[side].shape.forEach((length, k) => {
        values = alongAxis(values, shape, k, length, exponents[side][k]);
        shape = shape.map((old, axis) => (axis === k ? length : old));
      });
      for (let i = 0; i < into.length; i++) into[i] = potentials[side][i] + values[i];
    },
    cost: (u, v) => meanHalfCost([f, g], [u, v]),
  };
}

interface Exponents {
  readonly values: Float64Array;
  readonly powers: Float64Array;
}

function axisExponents(own: GridAxis, other: GridAxis, epsilon: number): Exponents {
  const values = new Float64Array(own.nodes.length * other.nodes.length);
  for (let i = 0, at = 0; i < own.nodes.length; i++) {
    for (let j = 0; j < other.nodes.length; j++, at++) {
      const gap = own.nodes[i] - other.nodes[j];
      values[at] = (-gap * gap) / (2 * epsilon);
    }
  }
  return { values, powers: values.map((value) => exp(value)) };
}

/** out_i = log sum_j e^(exponent_ij + value_j) along axis k of a tensor, which changes its length there to `length`. */
function alongAxis(values: Float64Array, shape: readonly number[], k: number, length: number, { values: exponents, powers }: Exponents): Float64Array {
  const old = shape[k];
  const inner = shape.slice(k + 1).reduce((product, n) => product * n, 1);
  const outer = shape.slice(0, k).reduce((product, n) => product * n, 1);
  const result = new Float64Array(outer * length * inner);
  const line = new Float64Array(old);
  const terms = new Float64Array(old);
  for (let block = 0; block < outer * inner; block++) {
    const [o, p] = [Math.floor(block / inner), block % inner];
    let most = -Infinity;
    for (let j = 0; j < old; j++) {
      line[j] = values[(o * old + j) * inner + p];
      if (line[j] > most) most = line[j];
    }
    for (let j = 0; j < old; j++) terms[j] = most === -Infinity ? 0 : exp(line[j] - most);
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let j = 0; j < old; j++) sum += powers[i * old + j] * terms[j];
      result[(o * length + i) * inner + p] = sum > UNDERFLOW ? most + log(sum) : softMaximum(exponents, i * old, 1, line);
    }
  }
  return result;
}

/** sum u_i v_j |x_i - y_j|^2 / 2, from the moments of the two masses on every axis. */
function meanHalfCost(densities: readonly [GridDensity, GridDensity], masses: Pair): number {
  let sum = 0;
  densities[0].axes.forEach((_, k) => {
    const [a, b] = densities.map(({ axes }, side) => axisMoments(axes, masses[side], k));
    sum += (a.square * b.total + b.square * a.total) / 2 - a.first * b.first;
  });
  return sum;
}

function axisMoments(axes: readonly GridAxis[], mass: Float64Array, k: number): { total: number; first: number; square: number } {
  const inner = axes.slice(k + 1).reduce((product, axis) => product * axis.nodes.length, 1);
  const { nodes } = axes[k];
  const result = { total: 0, first: 0, square: 0 };
  for (let i = 0; i < mass.length; i++) {
    const x = nodes[Math.floor(i / inner) % nodes.length];
    result.total += mass[i];
    result.first += mass[i] * x;
    result.square += mass[i] * x * x;
  }
  return result;
}
