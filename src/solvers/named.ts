/** The solvers by name, in the order of choice: the first that accepts a problem is the most accurate. */
import type { Solver } from "../protocols/index.ts";
import { named } from "./definition.ts";
import { fourierSolver, type FourierOptions } from "./fourier/solver.ts";
import { hermiteSolver, type HermiteOptions } from "./hermite/solver.ts";
import { exactSolver } from "./maxwell/exact.ts";
import { radialSolver, type RadialSolverOptions } from "./radial/solver.ts";

/** All solvers, in the order of choice. */
export const solvers = [exactSolver, hermiteSolver, radialSolver, fourierSolver] as const;

/** The exact solution of one species of Maxwell molecules. Opening throws ScenarioError for other models, and laws without one. */
export const exact: () => Solver = named(exactSolver);

/** The Hermite hierarchy: one species of Maxwell molecules, any law with a density. Opening throws ScenarioError for others. */
export const hermite: (options?: HermiteOptions) => Solver = named(hermiteSolver);

/** The radial solver: isotropic laws of any species about one centre, d = 2, 3. Opening throws ScenarioError for others. */
export const radial: (options?: RadialSolverOptions) => Solver = named(radialSolver);

/** The spectral solver: any laws, thermal widths within a factor 3, d = 2, 3. Opening throws ScenarioError for others. */
export const fourier: (options?: FourierOptions) => Solver = named(fourierSolver);
