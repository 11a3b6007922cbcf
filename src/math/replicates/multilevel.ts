/**
 * Replicates of the levels of a multilevel estimate, a sum of independent means (Giles, Oper. Res. 56 (2008) 607): for a standard error e of the sum at the least cost
 *
 *   n_l = e^-2 sqrt(V_l/C_l) sum_k sqrt(V_k C_k),   cost e^-2 (sum_l sqrt(V_l C_l))^2,
 *
 * V_l the variance of a replicate of level l and C_l its cost. One level is plain Monte Carlo.
 */

/** Of a replicate. */
export interface LevelCost {
  readonly variance: number;
  readonly cost: number;
}

/** Cost of the sum at standard error 1; at standard error e it is e^-2 times that. */
export function multilevelCost(levels: readonly LevelCost[]): number {
  const sum = rootSum(levels);
  return sum * sum;
}

/** Whole numbers of replicates, at least 2 each, for this standard error of the sum. Throws RangeError unless it is positive. */
export function multilevelReplicates(levels: readonly LevelCost[], standardError: number): number[] {
  if (!(standardError > 0)) throw new RangeError(`a standard error of ${standardError} (expected a positive number)`);
  const scale = rootSum(levels) / (standardError * standardError);
  return levels.map(({ variance, cost }) => Math.max(2, Math.ceil(scale * Math.sqrt(variance / cost))));
}

const rootSum = (levels: readonly LevelCost[]): number => levels.reduce((sum, { variance, cost }) => sum + Math.sqrt(variance * cost), 0);
