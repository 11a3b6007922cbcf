/**
 * Solvers as a scenario names them, `compare: [exact()]`: each is opened for the scenario's own model and initial laws.
 */
import type { Solver, Species } from "../protocols.ts";
import type { MomentLaw } from "../laws/index.ts";
import { ScenarioError } from "../errors.ts";
import { exactMaxwell } from "./exact.ts";

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
