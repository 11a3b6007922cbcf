/**
 * The law of one species of a radial solution: log f is the polynomial in x = |v - u|^2 through the nodal values of an element, and linear in x (a
 * Gaussian, by the slope at the end, or by the last element's mean slope where a coarse polynomial turns upwards there) beyond the last element. Positive everywhere, with score 2 (v - u) (log f)'.
 *
 * Its nodes are the points of the elements on the axes through u, each element with its own end points and its own one-sided gradient; the sums of 1 and
 * |v|^2 over them are the conserved mass and energy. `density` normalises nothing: it agrees with the nodes.
 */
import type { MomentLaw, NodalLaw } from "../../protocols/index.ts";
import type { Mesh } from "./mesh.ts";
import { exp, log } from "../../math/elementary.ts";
import { sphereArea } from "../../math/special.ts";
import { isotropic } from "../../laws/arguments.ts";
import { panelOf, radialTable } from "../../laws/radial-table.ts";
import { placeOnSphere } from "../../laws/sphere.ts";
import { DEGREE, SIZE, elementBasis, elementsOf } from "./mesh.ts";

export interface RadialSolution {
  readonly name: string;
  readonly mesh: Mesh;
  /** Probability density at the mesh's nodes. */
  readonly values: Float64Array;
  readonly mean: readonly number[];
  readonly spec: Readonly<Record<string, unknown>>;
}

/** log f and its derivative in x, at any x. */
interface LogDensity {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
}

export function radialSolutionLaw(solution: RadialSolution): NodalLaw & MomentLaw {
  const { name, mesh, values, mean, spec } = solution;
  const d = mesh.dimension;
  const slopes = slopesOf(mesh, values);
  const logDensity = interpolant(mesh, values.map(log), slopes);
  const moment = (power: (x: number) => number): number => {
    let sum = 0;
    for (let a = 0; a < slopes.length; a++) {
      const node = nodeOf(a);
      sum += mesh.weights[a] * values[node] * power(mesh.squares[node]);
    }
    return sum;
  };
  const variance = moment((x) => x) / d;
  const square = (v: ArrayLike<number>): number => mean.reduce((sum, u, k) => sum + (v[k] - u) * (v[k] - u), 0);
  let table: ReturnType<typeof radialTable> | undefined;
  const radius = () => (table ??= tabulate(mesh, logDensity.value, Math.sqrt(d * variance)));
  return {
    name,
    dimension: d,
    mean,
    covariance: isotropic(variance, d),
    fourthMoment: moment((x) => x * x),
    radial: { cdf: (r) => radius().cdf(r), quantile: (q) => radius().quantile(q) },
    nodes: nodesOnAxes(solution, slopes),
    spec,
    density: (v) => exp(logDensity.value(square(v))),
    score(v, into) {
      const slope = 2 * logDensity.slope(square(v));
      for (let k = 0; k < d; k++) into[k] = slope * (v[k] - mean[k]);
    },
    sample(into, stream) {
      for (let i = 0; i < (into[0]?.length ?? 0); i++) {
        placeOnSphere(into, i, radius().quantile(stream.uniform()), stream);
        for (let k = 0; k < d; k++) into[k][i] = into[k][i] + mean[k];
      }
    },
  };
}

const nodeOf = (a: number): number => Math.floor(a / SIZE) * DEGREE + (a % SIZE);

/** (log f)' at the element points. */
function slopesOf(mesh: Mesh, values: Float64Array): Float64Array {
  return Float64Array.from({ length: elementsOf(mesh) * SIZE }, (_, a) => {
    let slope = 0;
    for (let c = 0; c < SIZE; c++) slope += mesh.derivative[a * SIZE + c] * log(values[nodeOf(a - (a % SIZE) + c)]);
    return slope;
  });
}

/** Inside an element both are polynomials given by their values at its points. */
function interpolant(mesh: Mesh, logs: Float64Array, slopes: Float64Array): LogDensity {
  const basis = new Float64Array(SIZE);
  const last = mesh.squares[mesh.squares.length - 1];
  const at = (x: number, value: (e: number, c: number) => number): number => {
    const e = panelOf(mesh.edges, Math.sqrt(x));
    elementBasis(mesh, e, x, basis);
    return basis.reduce((sum, b, c) => sum + b * value(e, c), 0);
  };
  const [beforeEnd, final] = [logs.length - SIZE, logs.length - 1];
  const mean = (logs[final] - logs[beforeEnd]) / (last - mesh.squares[beforeEnd]);
  const end = slopes[slopes.length - 1] < 0 ? slopes[slopes.length - 1] : mean;
  return {
    value: (x) => (x > last ? logs[logs.length - 1] + end * (x - last) : at(x, (e, c) => logs[e * DEGREE + c])),
    slope: (x) => (x > last ? end : at(x, (e, c) => slopes[e * SIZE + c])),
  };
}

function tabulate(mesh: Mesh, logDensity: (x: number) => number, scale: number) {
  const area = sphereArea(mesh.dimension);
  return radialTable((r) => area * exp(logDensity(r * r)) * (mesh.dimension === 3 ? r * r : r), mesh.edges, scale);
}

/** Every point of an element at both ends of each axis. */
function nodesOnAxes({ mesh, values, mean }: RadialSolution, slopes: Float64Array): NodalLaw["nodes"] {
  const d = mesh.dimension;
  const directions = 2 * d;
  const count = slopes.length * directions;
  const nodes = {
    points: mean.map((u) => new Float64Array(count).fill(u)),
    weights: new Float64Array(count),
    density: new Float64Array(count),
    gradient: mean.map(() => new Float64Array(count)),
  };
  for (let k = 0; k < count; k++) {
    const a = Math.floor(k / directions);
    const axis = (k % directions) >> 1;
    const radius = (k % 2 === 0 ? 1 : -1) * Math.sqrt(mesh.squares[nodeOf(a)]);
    const density = values[nodeOf(a)];
    nodes.points[axis][k] += radius;
    nodes.weights[k] = mesh.weights[a] / directions;
    nodes.density[k] = density;
    nodes.gradient[axis][k] = 2 * radius * slopes[a] * density;
  }
  return nodes;
}
