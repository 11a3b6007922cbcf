/**
 * Mass of each species and total energy of nodal values. The scheme keeps them exactly; the linear solves of a long step do so to some 1e-12 only (their rounding
 * grows with the step times the stiffest rate). `restore` takes that rounding out: F_i times 1 + a_i + b m_i x, with a_i and b of the size of the defects.
 */
import type { Operator } from "./rates.ts";
import { log } from "../../math/elementary.ts";
import { nodesOf } from "./mesh.ts";

export interface Invariants {
  readonly masses: readonly number[];
  /** sum_i m_i int |v|^2 F_i. */
  readonly energy: number;
}

/** Relative defects beyond this are no rounding. */
const LARGEST = 1e-8;

export function invariantsOf(operator: Operator, values: Float64Array): Invariants {
  const moments = momentsOf(operator, values);
  return {
    masses: moments.map(([mass]) => mass),
    energy: operator.grids.reduce((sum, { mass }, i) => sum + mass * moments[i][1], 0),
  };
}

/** Restores the invariants in place; false when the values are too far from them. */
export function restore(operator: Operator, target: Invariants, values: Float64Array): boolean {
  const moments = momentsOf(operator, values);
  let [defect, curvature] = [target.energy, 0];
  operator.grids.forEach(({ mass }, i) => {
    const [m0, m1, m2] = moments[i];
    defect -= mass * m1 * (target.masses[i] / m0);
    curvature += mass * mass * (m2 - (m1 * m1) / m0);
  });
  const b = defect / curvature;
  const shifts = moments.map(([m0, m1], i) => (target.masses[i] - m0 - b * operator.grids[i].mass * m1) / m0);
  if (!(Math.abs(defect) <= LARGEST * target.energy && shifts.every((a) => Math.abs(a) <= LARGEST))) return false;
  operator.grids.forEach(({ mesh, mass, offset }, i) => {
    for (let k = offset; k < offset + nodesOf(mesh); k++) values[k] *= 1 + shifts[i] + b * mass * operator.squares[k];
  });
  return true;
}

/** Root mean square of log F - log M below which a solution is at rest. */
const REST = 1e-13;

/**
 * Whether the values are at equilibrium to rounding: log F_i = a_i + b m_i x, with one b for all species. The rest of the least squares fit of these a_i and b, weighted with F.
 */
export function atRest({ grids, weights, squares }: Operator, values: Float64Array): boolean {
  const logs = values.map(log);
  const sums = grids.map(({ mesh, offset }) => {
    let [s0, s1, g0] = [0, 0, 0];
    for (let k = offset; k < offset + nodesOf(mesh); k++) {
      const share = weights[k] * values[k];
      s0 += share;
      s1 += share * squares[k];
      g0 += share * logs[k];
    }
    return { x: s1 / s0, g: g0 / s0 };
  });
  const overNodes = (term: (share: number, x: number, g: number) => void): void =>
    grids.forEach(({ mesh, mass, offset }, i) => {
      for (let k = offset; k < offset + nodesOf(mesh); k++) term(weights[k] * values[k], mass * (squares[k] - sums[i].x), logs[k] - sums[i].g);
    });
  let [product, square] = [0, 0];
  overNodes((share, x, g) => {
    product += share * x * g;
    square += share * x * x;
  });
  const b = product / square;
  let [rest, mass] = [0, 0];
  overNodes((share, x, g) => {
    rest += share * (g - b * x) * (g - b * x);
    mass += share;
  });
  return rest <= REST * REST * mass;
}

/** int F, int |v|^2 F, int |v|^4 F by species. */
function momentsOf({ grids, weights, squares }: Operator, values: Float64Array): (readonly [number, number, number])[] {
  return grids.map(({ mesh, offset }) => {
    let [m0, m1, m2] = [0, 0, 0];
    for (let k = offset; k < offset + nodesOf(mesh); k++) {
      const mass = weights[k] * values[k];
      m0 += mass;
      m1 += mass * squares[k];
      m2 += mass * squares[k] * squares[k];
    }
    return [m0, m1, m2] as const;
  });
}
