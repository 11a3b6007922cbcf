/**
 * Solvers as a scenario names them, `compare: [exact()]`: each is opened for the scenario's own model and initial laws.
 */
import type { Solver, Species } from "../protocols.ts";
import type { MomentLaw } from "../laws/index.ts";
import { ScenarioError } from "../errors.ts";
import { exactMaxwell } from "./exact.ts";
import { openFourier, type FourierOptions } from "./fourier.ts";
import { openHermite, type HermiteOptions } from "./hermite.ts";
import { openRadial, type RadialOptions } from "./radial.ts";

/** The exact solution of one species of Maxwell molecules. Opening throws ScenarioError for other models, and laws without one. */
export function exact(): Solver {
  const name = "exact solution";
  return {
    name,
    open({ species, interaction }, laws) {
      const { gamma, strength } = interaction(0, 0);
      if (gamma !== 0 || species.length > 1)
        throw new ScenarioError("exact solution: known for one species of Maxwell molecules only");
      const [{ mass, density }] = species as readonly [Species];
      return { ...exactMaxwell(laws[0] as MomentLaw, { strength: (strength * density) / (mass * mass) }), name };
    },
  };
}

/** The hierarchy of Hermite coefficients of one species of Maxwell molecules. */
export const hermite = (options: HermiteOptions = {}): Solver => ({
  name: `hermite${inWords(options)}`,
  open: (model, laws) => openHermite(model, laws, options),
});

/** The radial solver, for isotropic laws of any number of species. */
export const radial = (options: RadialOptions = {}): Solver => ({
  name: `radial${inWords(options)}`,
  open: (model, laws) => openRadial(model, laws, options),
});

/** The Fourier spectral solver, for any laws in dimension 2 and 3. */
export const fourier = (options: FourierOptions = {}): Solver => ({
  name: `fourier${inWords(options)}`,
  open: (model, laws) => openFourier(model, laws, options),
});

const inWords = (options: object): string => {
  const told = Object.entries(options).map(([name, value]) => `${name} ${String(value)}`);
  return told.length ? `, ${told.join(", ")}` : "";
};
