/** The solvers by name, and the choice among them: the first in this order that accepts the problem is the most accurate. */
import type { Law, Model, Reference } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";
import { openExact } from "./exact.ts";
import { openFourier } from "./fourier.ts";
import { openHermite } from "./hermite.ts";
import { openRadial } from "./radial.ts";

export interface SolverOptions {
  /** Resolution in the solver's own terms: degree (hermite), nodes (radial), points an axis (fourier). */
  readonly modes?: number;
}

type Open = (model: Model, laws: readonly Law[], options: SolverOptions) => Reference;

/** Opens the solution of a problem with one law for each species; every one throws ScenarioError for what it does not solve. */
export const solvers = {
  exact: (model, laws, { modes }) => {
    if (modes !== undefined) throw new ScenarioError(`exact: invalid modes: ${modes} (a closed form has none)`);
    return openExact(model, laws);
  },
  hermite: (model, laws, { modes }) => openHermite(model, laws, modes === undefined ? {} : { degree: modes }),
  radial: (model, laws, { modes }) => openRadial(model, laws, modes === undefined ? {} : { nodes: modes }),
  fourier: (model, laws, { modes }) => openFourier(model, laws, modes === undefined ? {} : { modes }),
} satisfies Record<string, Open>;

export type SolverName = keyof typeof solvers;

export interface Opened {
  readonly solver: SolverName;
  readonly reference: Reference;
}

/**
 * The solution by the solver named, or by the first that accepts the problem. Throws ScenarioError with the solver's refusal, or with
 * all of them.
 */
export function openReference(
  problem: { readonly model: Model; readonly laws: readonly Law[] },
  { solver, ...options }: SolverOptions & { readonly solver?: SolverName } = {},
): Opened {
  const { model, laws } = problem;
  if (solver) return { solver, reference: solvers[solver](model, laws, options) };
  const refusals: string[] = [];
  for (const name of Object.keys(solvers) as SolverName[]) {
    try {
      return { solver: name, reference: solvers[name](model, laws, options) };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      refusals.push(error.message);
    }
  }
  throw new ScenarioError(`no solver for this problem: ${refusals.join("; ")}`);
}
