/**
 * Exact solutions for Maxwell molecules, alpha = c (constant), mass 1, mean u, temperature theta = tr P/d, any dimension d:
 *
 *   isotropic Gaussian mixtures keep their weights, with  sigma_k^2(t) = theta + (sigma_k^2(0) - theta) e^(-2(d-1)ct);
 *   BKW stays BKW, with  S(t) = 1 - (1 - S(0)) e^(-2(d-1)ct);
 *   for any law the central second moment is  P(t) = theta I + e^(-4dct) (P(0) - theta I), and, with D = P(0)/theta - I,
 *   E|v-u|^4 / theta^2 - d(d+2) = e^(-4(d-1)ct) [its value at 0 - 2|D|^2 (1 - e^(-4(d+1)ct)) / (d+1)].
 *
 * Sources: for radial data the equation is the linear Fokker-Planck equation d_t f = c(d-1) div(theta grad f + (v-u) f) (C.
 * Villani, Math. Models Methods Appl. Sci. 8 (1998) 957); P by CP, Proposition 2; the fourth moment from the weak form.
 * Errors: rounding, about 1e-15 relative.
 */
import type { Law, Model, MomentLaw, Reference, Species } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { mixture } from "../../laws/index.ts";
import { temperatureOf } from "../../laws/arguments.ts";
import { exp, expm1 } from "../../math/elementary.ts";
import type { SolverDefinition } from "../definition.ts";
import { ROUNDING } from "../served.ts";
import { knownOptions } from "../../names/options.ts";

/**
 * The law at time t >= 0 of the solution that starts at `law`. Throws ScenarioError unless it is an isotropic Gaussian, a
 * mixture of isotropic Gaussians about one centre, or BKW.
 */
export function maxwellLaw(law: Law, t: number, strength = 1): MomentLaw {
  const { dimension, mean, components, radial } = law;
  const rest = exp(-2 * (dimension - 1) * strength * t);
  if (law.relaxed) return law.relaxed(rest);
  if (!components || !radial) throw new ScenarioError(`no exact Maxwell solution for ${law.name} (known: isotropic Gaussian mixtures about one centre, BKW)`);
  const theta = temperatureOf(law);
  return mixture({
    components: components.map(({ weight, covariance }) => ({
      weight,
      mean,
      variances: mean.map(() => theta + (covariance[0][0] - theta) * rest),
    })),
  });
}

/** The solution as a reference. `strength` is c of alpha = c. Throws ScenarioError as `maxwellLaw` does. */
export function exactMaxwell(law: Law, options: { strength?: number } = {}): Reference {
  knownOptions("exactMaxwell", options, ["strength"]);
  maxwellLaw(law, 0);
  return {
    name: `exact solution from ${law.name}, Maxwell molecules`,
    at: (t) => ({ law: () => maxwellLaw(law, t, options.strength), bound: ROUNDING }),
  };
}

/**
 * The exact solution of one species of Maxwell molecules of any mass m and density n: that of mass 1 with n c/m^2 for c. Throws ScenarioError for other
 * models and for laws without one.
 */
export function openExact(model: Model, laws: readonly Law[]): Reference {
  const [{ mass, density }] = model.species as readonly [Species];
  const { gamma, strength, name } = model.interaction(0, 0);
  if (model.species.length > 1) throw new ScenarioError(`exact: ${model.species.length} species (it knows solutions of one)`);
  if (gamma !== 0) throw new ScenarioError(`exact: interaction ${name} (it knows solutions of Maxwell molecules, gamma = 0)`);
  const reference = exactMaxwell(laws[0], { strength: (strength * density) / (mass * mass) });
  return {
    name: reference.name,
    at(t) {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      return reference.at(t);
    },
  };
}

/** Second and fourth central moments at time t, for any law with mass 1. Relative error about 1e-15. */
export function maxwellMoments(law: MomentLaw, t: number, strength = 1): { tensor: number[][]; fourthMoment: number } {
  const d = law.dimension;
  const theta = temperatureOf(law);
  const decay = exp(-4 * d * strength * t);
  const tensor = law.covariance.map((row, i) => row.map((p, j) => (i === j ? theta + (p - theta) * decay : p * decay)));
  const excess = law.fourthMoment / (theta * theta) - d * (d + 2);
  const drain = (-2 * anisotropySquared(law) * expm1(-4 * (d + 1) * strength * t)) / (d + 1);
  const fourthMoment = theta * theta * (d * (d + 2) + exp(-4 * (d - 1) * strength * t) * (excess - drain));
  return { tensor, fourthMoment };
}

/** |P/theta - I|_F^2. */
export function anisotropySquared(law: Law): number {
  const theta = temperatureOf(law);
  return law.covariance.reduce((sum, row, i) => row.reduce((inner, p, j) => inner + (p / theta - (i === j ? 1 : 0)) * (p / theta - (i === j ? 1 : 0)), sum), 0);
}

/** The exact solution as users name it. */
export const exactSolver: SolverDefinition<"exact", object> = {
  name: "exact",
  title: "exact solution",
  resolution: "none, its solutions are closed forms",
  optionNames: [],
  options(modes) {
    if (modes !== undefined) throw new ScenarioError(`invalid modes: ${modes} (a closed form has none)`);
    return {};
  },
  open: openExact,
};
