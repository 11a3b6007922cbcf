/**
 * The distance that Maxwell molecules of several species do not increase:  sum_i m_i n_i W2^2(f_i/n_i, g_i/n_i).
 *
 * Collisions of species i and j rotate relative velocities, which are isometries of m_i |.|^2 + m_j |.|^2; the unweighted sum need not fall.
 */
import { ScenarioError } from "../../errors.ts";
import type { Ensemble, Planes, Species } from "../../protocols/index.ts";
import { openSolver, type AssignmentSolver } from "../assignment/exact.ts";

/** The mass-weighted distance of several species with its parts. */
export interface SpeciesDistance {
  /** sum_i m_i n_i W_N^2 of the clouds; an upper bound where an assignment did not finish. */
  readonly squared: number;
  /** The same sum of certified lower bounds. */
  readonly dual: number;
  /** W_N^2 of each species, without mass and density. */
  readonly parts: readonly number[];
  readonly finished: boolean;
}

/** Throws ScenarioError unless both ensembles hold one group of equal size for each species. */
export function speciesDistance(first: Ensemble, second: Ensemble, species: readonly Species[], solver: AssignmentSolver = openSolver()): SpeciesDistance {
  const solved = species.map(({ name }, index) => {
    const [x, y] = [cloudOf(first, index, name), cloudOf(second, index, name)];
    if (x[0].length !== y[0].length) throw new ScenarioError(`species ${name}: clouds of different size: ${x[0].length} and ${y[0].length} points`);
    return solver.solve(x, y);
  });
  const weigh = (value: (k: number) => number): number => species.reduce((sum, { mass, density }, k) => sum + mass * density * value(k), 0);
  return {
    squared: weigh((k) => solved[k].squared),
    dual: weigh((k) => solved[k].dual),
    parts: solved.map((one) => one.squared),
    finished: solved.every((one) => one.finished),
  };
}

function cloudOf(ensemble: Ensemble, index: number, name: string): Planes {
  const groups = ensemble.groups.filter((group) => group.species === index);
  if (groups.length !== 1) throw new ScenarioError(`species ${name}: expected one group of particles, found ${groups.length}`);
  const { begin, end } = groups[0];
  return ensemble.planes.map((plane) => plane.subarray(begin, end));
}
