/**
 * The Ritz eigenproblem  F x = lambda J x  on potentials whose displacement changes neither momentum nor energy: J-orthogonal to the collision invariants, since
 * J(u, x_i) = int d_i u rho and J(u, |x|^2/2) = int x.grad u rho. Values of nested families grow, and each is a lower bound of the supremum.
 */
import { ScenarioError } from "../../../errors.ts";
import { generalizedEigen, type Matrix } from "../../../math/symmetric.ts";
import type { DissipationForm } from "./dissipation-form.ts";

/** A potential counts as a combination of earlier ones when this part of its energy is left. */
const DEPENDENT = 1e-10;

/** The largest Ritz values of nested families of potentials, and the maximiser. */
export interface RitzValues {
  /** One for each level in which a potential is left: the number of independent potentials, and the largest Ritz value. */
  readonly ladder: readonly { readonly size: number; readonly value: number }[];
  /** The maximiser of the last level, J = 1, in the whole family. */
  readonly coefficients: Float64Array;
  /** Largest absolute value of an eigenvalue of the last level: rounding errors are some ulps of it. */
  readonly largest: number;
}

/** The first `invariants` potentials are collision invariants, orthogonal in J. Throws ScenarioError when nothing else is in the family. */
export function ritzValues({ form, metric }: DissipationForm, invariants: number, levels: readonly number[]): RitzValues {
  const size = Math.sqrt(form.length);
  const [f, j] = [form.slice(), metric.slice()];
  const parts = Array.from({ length: invariants }, (_, i) =>
    Float64Array.from({ length: size }, (_, a) => (a < invariants ? 0 : metric[a * size + i] / metric[i * size + i])),
  );
  parts.forEach((part, i) => {
    subtract(f, size, part, i);
    subtract(j, size, part, i);
  });
  const kept = independent(j, metric, size, invariants);
  if (kept.length === 0) throw new ScenarioError("the potentials are collision invariants: expected one that is not");
  const sizes = [...new Set(levels.map((level) => kept.filter((a) => a < level).length))].filter((count) => count > 0);
  const found = sizes.map((count) => generalizedEigen(minor(f, size, kept, count), minor(j, size, kept, count), count));
  const ladder = found.map(({ values }, k) => ({ size: sizes[k], value: values[sizes[k] - 1] }));
  const { values, vectors } = found[found.length - 1];
  const last = kept.length;
  const coefficients = new Float64Array(size);
  kept.forEach((a, k) => (coefficients[a] = vectors[k * last + last - 1]));
  parts.forEach((part, i) => (coefficients[i] = -part.reduce((sum, x, a) => sum + x * coefficients[a], 0)));
  return { ladder, coefficients, largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}

/** The matrix of u_a - part_a u_i. */
function subtract(matrix: Matrix, size: number, part: Float64Array, i: number): void {
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) matrix[a * size + b] -= part[a] * matrix[i * size + b];
  for (let b = 0; b < size; b++) for (let a = 0; a < size; a++) matrix[a * size + b] -= part[b] * matrix[a * size + i];
}

/** Potentials that are no combination of earlier ones, by elimination in J. */
function independent(projected: Matrix, metric: Matrix, size: number, from: number): number[] {
  const rest = projected.slice();
  const kept: number[] = [];
  for (let a = from; a < size; a++) {
    const pivot = rest[a * size + a];
    if (!(pivot > DEPENDENT * metric[a * size + a])) continue;
    kept.push(a);
    for (let b = a + 1; b < size; b++) {
      const factor = rest[b * size + a] / pivot;
      for (let c = a + 1; c < size; c++) rest[b * size + c] -= factor * rest[a * size + c];
    }
  }
  return kept;
}

function minor(matrix: Matrix, size: number, indices: readonly number[], count: number): Matrix {
  return Float64Array.from({ length: count * count }, (_, k) => matrix[indices[Math.floor(k / count)] * size + indices[k % count]]);
}
