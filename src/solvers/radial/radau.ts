/**
 * Radau IIA with three stages: implicit, order 5 (stages of order 3), L-stable, its last stage the new value. For y' = R(y):
 *
 *   Z_i = dt sum_j A_ij R(y + Z_j),   new y = y + Z_3.
 *
 * Linear invariants of R are kept to the rounding of the solve. Simplified Newton in the variables W = T^-1 Z, which make A^-1 block diagonal
 * (one real and one complex eigenvalue); unknowns are relative, Z / scale, so that a tail of 1e-20 is solved for as well as the bulk.
 * Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996, IV.5 (table 5.6), IV.8 (8.7, 8.20). T and T^-1 were
 * computed to 40 digits from A; test/unit/radau checks them.
 */
import type { ComplexFactors, RealFactors } from "../../math/linear-solve.ts";
import { factorComplex, factorReal, solveComplex, solveReal } from "../../math/linear-solve.ts";

/** Eigenvalues of A^-1: REAL, and PART +- i IMAGINARY. */
const REAL = 3.63783425274449573;
const PART = 2.68108287362775213;
const IMAGINARY = 3.05043019924741057;

// T and its inverse, rows.
const T: readonly (readonly [number, number, number])[] = [
  [0.094438762488975241, -0.14125529502095421, -0.030029194105147424],
  [0.25021312296533331, 0.20412935229379993, 0.38294211275726194],
  [1, 1, 0],
];
const INVERSE: readonly (readonly [number, number, number])[] = [
  [4.1787185915519047, 0.32768282076106239, 0.52337644549944955],
  [-4.1787185915519047, -0.32768282076106239, 0.47662355450055045],
  [-0.50287263494578688, 2.5719269498556054, -0.59603920482822492],
];
/** The embedded error: (real eigenvalue / dt - J)^-1 (R(y) + sum_i E_i Z_i / dt). */
const ROOT = Math.sqrt(6);
const ERROR = [(-13 - 7 * ROOT) / 3, (-13 + 7 * ROOT) / 3, -1 / 3];

const ITERATIONS = 20;
/** Iterations after which slow convergence is given up: a shorter step is cheaper. */
const PATIENCE = 6;
/** Newton stops below this, in the problem's measure, or when rounding stops it below `STALLED`. */
const CONVERGED = 1e-15;
const STALLED = 1e-12;

/** What a SPEC.json states. */
export interface Problem {
  readonly size: number;
  /** Lower bounds, positive: iterates, and with them the solution, are held there. */
  readonly floor: Float64Array;
  rates(y: Float64Array, into: Float64Array): void;
  /** (1/y_k) (dR_k/dy_l) y_l, row-major. */
  relativeDerivative(y: Float64Array): Float64Array;
  /** Size of a relative change `u` of y: where Newton stops. Parts of y that carry nothing must not count. */
  change(u: Float64Array, y: Float64Array): number;
  /** Size of a relative error `u` of y. */
  error(u: Float64Array, y: Float64Array): number;
}

/** The factors of one derivative and one step length, which may serve several steps. */
export interface Prepared {
  readonly scale: Float64Array;
  readonly dt: number;
  readonly real: RealFactors;
  readonly complex: ComplexFactors;
}

/** Undefined when the matrices are singular or not finite: a step that long, or that short, cannot be taken. */
export function prepare(problem: Problem, y: Float64Array, dt: number): Prepared | undefined {
  const n = problem.size;
  const derivative = problem.relativeDerivative(y);
  const shifted = (by: number): Float64Array => {
    const matrix = derivative.map((value) => -value);
    for (let k = 0; k < n; k++) matrix[k * n + k] += by / dt;
    return matrix;
  };
  const imaginary = new Float64Array(n * n);
  for (let k = 0; k < n; k++) imaginary[k * n + k] = IMAGINARY / dt;
  try {
    return { scale: y.slice(), dt, real: factorReal(shifted(REAL), n), complex: factorComplex(shifted(PART), imaginary, n) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Writes the positive value after one step from y > 0; returns the error estimate in the problem's measure, or undefined when Newton does not converge. */
export function step(problem: Problem, prepared: Prepared, y: Float64Array, into: Float64Array): number | undefined {
  const n = problem.size;
  const vectors = (): Float64Array[] => [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [w, stages, slopes] = [vectors(), vectors(), vectors()];
  stages.forEach((stage) => stage.set(y));
  let last = Infinity;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    stages.forEach((stage, i) => problem.rates(stage, slopes[i]));
    const change = correct(problem, prepared, w, slopes);
    if (!(change < 1e10)) return undefined;
    combine(problem.floor, prepared.scale, y, w, stages);
    if (change < CONVERGED || (change < STALLED && change > last / 4)) {
      into.set(stages[2]);
      return errorOf(problem, prepared, y, stages);
    }
    if (iteration >= PATIENCE && change > last / 2) return undefined;
    last = change;
  }
  return undefined;
}

/** One Newton correction of W; returns its size. */
function correct(problem: Problem, { scale, dt, real, complex }: Prepared, w: Float64Array[], slopes: Float64Array[]): number {
  const [first, second, third] = [0, 1, 2].map((row) =>
    slopes[0].map((_, k) => {
      const [a, b, c] = INVERSE[row];
      return (a * slopes[0][k] + b * slopes[1][k] + c * slopes[2][k]) / scale[k];
    }),
  ) as [Float64Array, Float64Array, Float64Array];
  for (let k = 0; k < problem.size; k++) {
    first[k] -= (REAL / dt) * w[0][k];
    second[k] -= (PART * w[1][k] - IMAGINARY * w[2][k]) / dt;
    third[k] -= (IMAGINARY * w[1][k] + PART * w[2][k]) / dt;
  }
  solveReal(real, first);
  solveComplex(complex, second, third);
  const changes = [first, second, third];
  changes.forEach((change, i) => change.forEach((value, k) => (w[i][k] += value)));
  return Math.max(...changes.map((change) => problem.change(change, scale)));
}

/** Stages y + scale T W. A value that an iterate makes negative is held at a tenth, at the floor at least, and W follows. */
function combine(floor: Float64Array, scale: Float64Array, y: Float64Array, w: Float64Array[], stages: Float64Array[]): void {
  for (let k = 0; k < y.length; k++) {
    const held = [w[0][k], w[1][k], w[2][k]];
    let clipped = false;
    for (let i = 0; i < 3; i++) {
      const row = T[i];
      let value = y[k] + scale[k] * (row[0] * held[0] + row[1] * held[1] + row[2] * held[2]);
      const least = Math.max(0.1 * stages[i][k], floor[k]);
      if (!(value >= least)) {
        value = least;
        clipped = true;
      }
      stages[i][k] = value;
    }
    if (!clipped) continue;
    for (let i = 0; i < 3; i++) {
      const row = INVERSE[i];
      w[i][k] = stages.reduce((sum, stage, j) => sum + row[j] * (stage[k] - y[k]), 0) / scale[k];
    }
  }
}

function errorOf(problem: Problem, { scale, dt, real }: Prepared, y: Float64Array, stages: Float64Array[]): number {
  const error = new Float64Array(problem.size);
  problem.rates(y, error);
  for (let k = 0; k < problem.size; k++) {
    const combined = stages.reduce((sum, stage, i) => sum + ERROR[i] * (stage[k] - y[k]), 0);
    error[k] = (error[k] + combined / dt) / scale[k];
  }
  solveReal(real, error);
  return problem.error(error, scale);
}
