/**
 * W2^2 between two laws from two independent copies (V, W), (V', W') of a couple, without the finite-N floor.
 *
 *   D_N = 1/2 [ W_N(V, W') + W_N(V', W) - W_N(V, V') - W_N(W, W') ],   W_N the squared assignment cost.
 *
 * All four terms carry the same floor of order N^{-2/d}, which cancels, and the coupling inside a copy is a control variate: at equal
 * laws with V = W and V' = W', D_N is exactly zero. D_N is no bound and may be negative. raw is the mean of the first two terms and
 * floor that of the last two.
 */
import { NumericalError } from "../../errors.ts";
import type { Planes } from "../../protocols/index.ts";
import { openSolver, type AssignmentSolver } from "../assignment/exact.ts";
import { radialSquared } from "../maps/radial.ts";

/** The estimate D_N with its four assignment costs. */
export interface Debiased {
  /** D_N. */
  readonly value: number;
  readonly raw: number;
  readonly floor: number;
}

/** Throws NumericalError when an assignment stopped at its work limit, ScenarioError when the clouds do not fit together. */
export function debiased(v: Planes, w: Planes, vPrime: Planes, wPrime: Planes, solver: AssignmentSolver = openSolver()): Debiased {
  const cost = (x: Planes, y: Planes): number => certifiedCost(solver, x, y);
  return combine([cost(v, wPrime), cost(w, vPrime)], [cost(v, vPrime), cost(w, wPrime)]);
}

/**
 * The same estimator for laws isotropic about `centreV` and `centreW`, by sorted speeds: a floor of order 1/N and no assignment.
 */
export function debiasedRadial(v: Planes, w: Planes, vPrime: Planes, wPrime: Planes, centreV: ArrayLike<number>, centreW: ArrayLike<number>): Debiased {
  const cost = (x: Planes, y: Planes, a: ArrayLike<number>, b: ArrayLike<number>): number => radialSquared(x, y, { centres: [a, b] });
  return combine(
    [cost(v, wPrime, centreV, centreW), cost(w, vPrime, centreW, centreV)],
    [cost(v, vPrime, centreV, centreV), cost(w, wPrime, centreW, centreW)],
  );
}

/** The floor alone: W_N between independent clouds of one law. */
export function assignmentFloor(v: Planes, vPrime: Planes, solver: AssignmentSolver = openSolver()): number {
  return certifiedCost(solver, v, vPrime);
}

/** The unprimed cloud comes first in every term above, so that equal clouds give equal bits and their difference is exactly zero. */
function combine(across: readonly [number, number], within: readonly [number, number]): Debiased {
  const raw = (across[0] + across[1]) / 2;
  const floor = (within[0] + within[1]) / 2;
  return { value: raw - floor, raw, floor };
}

/** Squared assignment cost W_N. Throws NumericalError when the solve stopped at its work limit. */
export function certifiedCost(solver: AssignmentSolver, x: Planes, y: Planes): number {
  const { squared, gap, finished } = solver.solve(x, y);
  if (!finished) throw new NumericalError(`optimal assignment stopped at its work limit with relative gap ${gap.toExponential(1)}`, 0);
  return squared;
}
