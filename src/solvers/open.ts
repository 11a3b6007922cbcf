/** The solution of a problem by a solver's name, or by the first that accepts it. */
import type { Law, Model, Reference } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import type { WorkOptions } from "./budget.ts";
import type { SolverDefinition } from "./definition.ts";
import { solvers } from "./named.ts";
import { served } from "./served.ts";
import { knownOptions } from "../names/options.ts";

/** Names of the solvers. */
export type SolverName = (typeof solvers)[number]["name"];

/** Which solver, and how fine. */
export interface SolverOptions extends WorkOptions {
  /** By default the first that accepts the problem. */
  readonly solver?: SolverName;
  /** Resolution in the solver's own terms: degree (hermite), nodes (radial), points an axis (fourier). */
  readonly modes?: number;
}

/** A solution, and the solver that it is by. */
export interface Opened {
  readonly solver: SolverName;
  readonly reference: Reference;
}

/**
 * The solution by the solver named, or by the first that accepts the problem. Throws ScenarioError with the solver's refusal, which opens with its
 * name, or with all of them.
 */
export function openReference(problem: { readonly model: Model; readonly laws: readonly Law[] }, options: SolverOptions = {}): Opened {
  const { solver, modes, ...work } = knownOptions("openReference", options, ["solver", "modes", "maxWork", "progress"]);
  const { model, laws } = problem;
  const open = (definition: (typeof solvers)[number]): Opened => {
    const { name, options, open: solve } = definition as SolverDefinition<SolverName, object>;
    return { solver: name, reference: served(name, laws, () => solve(model, laws, { ...options(modes), ...work })) };
  };
  const chosen = solvers.find(({ name }) => name === solver);
  if (chosen) return open(chosen);
  const refusals: string[] = [];
  for (const definition of solvers) {
    try {
      return open(definition);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      refusals.push(error.message);
    }
  }
  throw new ScenarioError(`no solver for this problem: ${refusals.join("; ")}`);
}
