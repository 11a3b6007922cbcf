/**
 * Solvers as a scenario names them, `compare: [exact(), fourier({ modes: 48 })]`: each is opened for the scenario's own model and initial laws.
 */
import type { Solver } from "../protocols/index.ts";
import { openExact } from "./maxwell/exact.ts";
import { openFourier, type FourierOptions } from "./fourier/solver.ts";
import { openHermite, type HermiteOptions } from "./hermite/solver.ts";
import { openRadial, type RadialSolverOptions } from "./radial/solver.ts";
import { served } from "./served.ts";

/** The exact solution of one species of Maxwell molecules. Opening throws ScenarioError for other models, and laws without one. */
export function exact(): Solver {
  const name = "exact solution";
  return { name, open: (model, laws) => ({ ...served("exact", laws, () => openExact(model, laws)), name }) };
}

/** The Hermite hierarchy: one species of Maxwell molecules, any law with a density. Opening throws ScenarioError for others. */
export function hermite(options: HermiteOptions = {}): Solver {
  const name = `Hermite solution${inWords(options)}`;
  return { name, open: (model, laws) => ({ ...served("hermite", laws, () => openHermite(model, laws, options)), name }) };
}

/** The radial solver: isotropic laws of any species about one centre, d = 2, 3. Opening throws ScenarioError for others. */
export function radial(options: RadialSolverOptions = {}): Solver {
  const name = `radial solution${inWords(options)}`;
  return { name, open: (model, laws) => ({ ...served("radial", laws, () => openRadial(model, laws, options)), name }) };
}

/** The spectral solver: any laws, thermal widths within a factor 3, d = 2, 3. Opening throws ScenarioError for others. */
export function fourier(options: FourierOptions = {}): Solver {
  const name = `Fourier solution${inWords(options)}`;
  return { name, open: (model, laws) => ({ ...served("fourier", laws, () => openFourier(model, laws, options)), name }) };
}

/** Tells solutions of one kind apart in figures. */
function inWords(options: object): string {
  return Object.entries(options)
    .map(([name, value]) => `, ${name} ${String(value)}`)
    .join("");
}
