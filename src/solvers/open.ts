/** The solvers by name, and the choice among them: the first in this order that accepts the problem is the most accurate. */
import type { Law, Model, Reference } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { openExact } from "./maxwell/exact.ts";
import { DEFAULTS, LADDER } from "./fourier/box.ts";
import { openFourier } from "./fourier/solver.ts";
import { DEGREES, openHermite } from "./hermite/solver.ts";
import { openRadial, RADIAL_NODES } from "./radial/solver.ts";
import { served } from "./served.ts";

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

/** What `modes` is to each solver, what it accepts and what it takes by default: for people. */
export const resolutions: Readonly<Record<SolverName, string>> = {
  exact: "none, its solutions are closed forms",
  hermite:
    `degree, ${DEGREES.least} to ${DEGREES.most} with at most ${DEGREES.coefficients} coefficients (degree 47 in d = 3); ` +
    `default ${DEGREES.usual[0]} (d = 2), ${DEGREES.usual[1]} (d = 3), ${DEGREES.usual[2]} beyond`,
  radial: `nodes, ${RADIAL_NODES.least} to ${RADIAL_NODES.most}; default ${RADIAL_NODES.usual}`,
  fourier:
    `points an axis, one of ${LADDER.slice(1).join(", ")}; ` + `default what the data need, at most ${DEFAULTS[2].most} (d = 2) or ${DEFAULTS[3].most} (d = 3)`,
};

export interface Opened {
  readonly solver: SolverName;
  readonly reference: Reference;
}

/**
 * The solution by the solver named, or by the first that accepts the problem. Throws ScenarioError with the solver's refusal, which opens with its
 * name, or with all of them.
 */
export function openReference(
  problem: { readonly model: Model; readonly laws: readonly Law[] },
  { solver, ...options }: SolverOptions & { readonly solver?: SolverName } = {},
): Opened {
  const { model, laws } = problem;
  const open = (name: SolverName): Opened => ({
    solver: name,
    reference: served(name, laws, () => solvers[name](model, laws, options)),
  });
  if (solver) return open(solver);
  const refusals: string[] = [];
  for (const name of Object.keys(solvers) as SolverName[]) {
    try {
      return open(name);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      refusals.push(error.message);
    }
  }
  throw new ScenarioError(`no solver for this problem: ${refusals.join("; ")}`);
}
