/**
 * The rate of E(f) = int (f/m - 1)^2 m for Maxwell molecules (CP, Lemma 1, in its exact form), f = n m h, m the Maxwellian of the law's own mean and temperature,
 * in units of these and in time units of 1/(c n):
 *
 *   E'/2 = -<-Delta_ang h, h>_m - (d-1) int |grad h|^2 m + sum_ij D_ij int (d_i h d_j h - v_i v_j h^2/2) m,   D = P/theta - I.
 *
 * CP drops the first term, Delta_ang = sum_(i<j) (v_i d_j - v_j d_i)^2, which is negative, and has an inequality. Left side: sum_alpha a_alpha a_alpha' with the Hermite
 * hierarchy (solvers/hermite/flow.ts, in principal axes, D diagonal). Right side: norms of the polynomials (v_i d_j - v_j d_i) h, d_i h and v_i h. Both are
 * exact for the Hermite polynomial of degree N; what the degrees beyond N add is judged by the last two changes, N-8, N-4, N, as a geometric series. Limit: laws with
 * Hermite data (mixtures of Gaussians, isotropic laws, laws with a quadrature) for which E is finite; else the bound is Infinity.
 */
import type { Law } from "../../protocols/index.ts";
import type { Value } from "../../functionals/index.ts";
import type { Basis } from "../../solvers/index.ts";
import { ScenarioError } from "../../errors.ts";
import { hermiteBasis } from "../../solvers/hermite/basis.ts";
import { frameOf, hermiteData } from "../../solvers/hermite/data.ts";
import { geometricLimit } from "./geometric-limit.ts";
import { knownOptions } from "../../names/options.ts";

/** Both sides of Lemma 1: d/dt E on the left. */
export interface RelativeL2Rate {
  /** E' from the hierarchy. */
  readonly left: Value;
  /** Twice the exact right side. */
  readonly right: Value;
  /** Twice the right side as printed, without the rotations: an upper bound of E'. */
  readonly asPrinted: Value;
}

/** A polynomial by its Hermite coefficients a, read as 0 beyond the basis. */
type Coefficients = (index: readonly number[]) => number;

const moved = (alpha: readonly number[], i: number, by: number): number[] => alpha.map((k, axis) => (axis === i ? k + by : k));

/** (L a - R a)_alpha of the hierarchy at t = 0. */
function hierarchy(a: Coefficients, alpha: readonly number[], anisotropy: ArrayLike<number>): number {
  const d = alpha.length;
  const size = alpha.reduce((sum, k) => sum + k, 0);
  let pairs = 0;
  let sum = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) pairs += alpha[i] * alpha[j];
    if (alpha[i] < 2) continue;
    const below = moved(alpha, i, -2);
    sum -= anisotropy[i] * Math.sqrt(alpha[i] * (alpha[i] - 1)) * a(below);
    for (let j = 0; j < d; j++) if (j !== i) sum += Math.sqrt(alpha[i] * (alpha[i] - 1) * (alpha[j] + 1) * (alpha[j] + 2)) * a(moved(below, j, 2));
  }
  return sum - (2 * (d - 1) * size + 2 * pairs) * a(alpha);
}

/** Sides of Lemma 1 of the polynomial with coefficients up to `degree`. */
function sidesAt(basis: Basis, coefficients: Float64Array, degree: number, anisotropy: ArrayLike<number>): Record<"left" | "right" | "printed", number> {
  const { dimension: d, indices } = basis;
  const sizeOf = (alpha: readonly number[]): number => alpha.reduce((sum, k) => sum + k, 0);
  const a: Coefficients = (alpha) => {
    if (alpha.some((k) => k < 0) || sizeOf(alpha) > degree) return 0;
    return coefficients[basis.position(alpha)!];
  };
  let [left, rotations, slopes, stress] = [0, 0, 0, 0];
  for (const alpha of indices) {
    const size = sizeOf(alpha);
    // v_i h has degree + 1, so its norm needs one more.
    if (size > degree + 1) continue;
    if (size <= degree) left += a(alpha) * hierarchy(a, alpha, anisotropy);
    for (let i = 0; i < d; i++) {
      const slope = Math.sqrt(alpha[i] + 1) * a(moved(alpha, i, 1));
      const product = slope + Math.sqrt(alpha[i]) * a(moved(alpha, i, -1));
      slopes += slope * slope;
      stress += anisotropy[i] * (slope * slope - (product * product) / 2);
      for (let j = 0; j < i; j++) {
        const turn =
          Math.sqrt(alpha[i] * (alpha[j] + 1)) * a(moved(moved(alpha, i, -1), j, 1)) -
          Math.sqrt(alpha[j] * (alpha[i] + 1)) * a(moved(moved(alpha, j, -1), i, 1));
        rotations += turn * turn;
      }
    }
  }
  const printed = stress - (d - 1) * slopes;
  return { left: 2 * left, right: 2 * (printed - rotations), printed: 2 * printed };
}

const DEGREES: Readonly<Record<number, number>> = { 2: 60, 3: 28 };
const ROUNDING = 1e-13;

/**
 * d/dt E of f = density times the law, for alpha = strength, in dimension d >= 2: both sides of Lemma 1. `degree` N >= 12, 60 by default in the plane, 28 in space, 16
 * beyond. Throws ScenarioError for laws without Hermite data.
 */
export function relativeL2Rate(law: Law, options: { strength?: number; density?: number; degree?: number } = {}): RelativeL2Rate {
  knownOptions("relativeL2Rate", options, ["strength", "density", "degree"]);
  const { strength = 1, density = 1, degree = DEGREES[law.dimension] ?? 16 } = options;
  if (!(Number.isInteger(degree) && degree >= 12)) throw new ScenarioError(`invalid degree: ${degree} (expected a whole number, 12 or more)`);
  const basis = hermiteBasis(law.dimension, degree + 1);
  const frame = frameOf(law);
  const { coefficients, bound } = hermiteData(law, basis, frame);
  const sides = [degree - 8, degree - 4, degree].map((n) => sidesAt(basis, coefficients, n, frame.anisotropy));
  // E is n times that of f/n, which evolves in time n t.
  const factor = strength * density * density;
  const norm = Math.sqrt(coefficients.reduce((sum, x) => sum + x * x, 0));
  const side = (key: "left" | "right" | "printed"): Value => {
    const found = geometricLimit(sides.map((one) => one[key]), ROUNDING); // prettier-ignore
    // A quadratic form whose entries grow as the square of the degree.
    return { value: factor * found.value, bound: factor * (found.bound + 4 * law.dimension * degree * degree * bound * norm) };
  };
  return { left: side("left"), right: side("right"), asPrinted: side("printed") };
}
