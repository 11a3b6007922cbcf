/**
 * The radial solver: isotropic laws of any number of species about one centre, any interaction, dimension 2 and 3,
 *
 *   d_t f_i = r^(1-d) d_r (r^(d-1) sum_j J_ij),
 *   J_ij = (c_ij / m_i) int |S^(d-2)| s^(d+1) I_d(r, s) r [ f_j(s) f_i'(r) / (m_i r) - f_i(r) f_j'(s) / (m_j s) ] ds
 *
 * (MP, eq. 1.1, on isotropic functions). log f is a polynomial of degree 6 in |v|^2 in each element (src/solvers/radial/rates.ts), time is Radau IIA of
 * order 5 (src/solvers/radial/radau.ts), and two coarser solutions, advanced beside it, give the error (src/solvers/radial/error.ts).
 *
 * To rounding: mass of each species, energy, equilibrium. Always: positivity (log f is the unknown's logarithm), entropy that does not grow (a theorem in space;
 * checked at every step in time). Orders: 7 or more in space, 5 in time.
 *
 * Units are the model's: time is that of the equation with interactions alpha_ij and densities n_i; velocities are those of the laws; a species' temperature is
 * m_i/d E|v - u|^2.
 */
import type { Law, Model, MomentLaw, NodalLaw, Reference, ReferenceState } from "../../protocols/index.ts";
import type { Level } from "./march.ts";
import type { Mesh } from "./mesh.ts";
import type { Setting } from "./setting.ts";
import { ScenarioError } from "../../errors.ts";
import { approach, errorOf, startContraction } from "./error.ts";
import { radialSolutionLaw } from "./law.ts";
import { dataOf, levelsOf } from "./level.ts";
import { march } from "./march.ts";
import { settingOf } from "./setting.ts";
import { openBudget, type WorkOptions } from "../budget.ts";
import type { SolverDefinition } from "../definition.ts";
import { knownOptions } from "../../names/options.ts";

/** Nodes that are served, and those taken when none are asked for. */
const RADIAL_NODES = { least: 36, most: 3000, usual: 108 } as const;

/** Resolution and tolerances of the radial solver. */
export interface RadialSolverOptions extends WorkOptions {
  /**
   * Nodes of a species that keeps its temperature, 108 by default; species whose temperature changes, whose tails reach far, or among which slower ones live get more, in
   * proportion to what their mesh needs.
   */
  readonly nodes?: number;
  /** Largest estimated error of a time step, relative, in the norm of chi-square; 1e-7 by default (the estimate is two orders lower than the method). */
  readonly tolerance?: number;
  /**
   * Radius where the meshes end, without flux through it, to compare with solutions on a finite ball. By default each species' ends where its tail is below rounding.
   */
  readonly extent?: number;
}

const OPTIONS = ["nodes", "tolerance", "extent", "maxWork", "progress"] as const;

/** Length of the first stride, relative to the fastest rate of momentum exchange: short, since initial tails may be far from equilibrium. */
const FIRST = 1e-3;

/** A radial solution at one time. */
export interface RadialState extends ReferenceState {
  law(species: number): NodalLaw & MomentLaw;
  /** Two, from the finer. */
  coarser(species: number): readonly [NodalLaw & MomentLaw, NodalLaw & MomentLaw];
  readonly factors: readonly [number, number];
}

type Triple = readonly [NodalLaw & MomentLaw, NodalLaw & MomentLaw, NodalLaw & MomentLaw];

/** A radial solution. */
export interface RadialReference extends Reference {
  at(t: number): RadialState;
}

/**
 * The solution that starts at `laws`, one per species of the model. Throws ScenarioError for laws that are not isotropic, have different centres or dimensions, or
 * a dimension other than 2 and 3; `at` throws NumericalError when the time steps become too short or the solution costs more than `maxWork`.
 */
export function openRadial(model: Model, laws: readonly Law[], options: RadialSolverOptions = {}): RadialReference {
  knownOptions("openRadial", options, OPTIONS);
  const { nodes = RADIAL_NODES.usual, tolerance = 1e-7, extent } = options;
  const { least, most } = RADIAL_NODES;
  if (!(nodes >= least && nodes <= most)) throw new ScenarioError(`radial: invalid nodes: ${nodes} (expected ${least} to ${most})`);
  if (!(tolerance >= 1e-11 && tolerance <= 1e-2)) throw new ScenarioError(`radial: invalid tolerance: ${tolerance} (expected 1e-11 to 1e-2)`);
  const setting = settingOf(model, laws);
  if (extent !== undefined && !(extent > 0 && extent < Infinity)) throw new ScenarioError(`radial: invalid extent: ${extent} (expected a finite number > 0)`);
  const levels = levelsOf(setting, nodes, extent);
  const budget = openBudget(options, "radial", "more nodes where steps have become short, else fewer, a larger tolerance, an earlier time or a higher limit");
  const valuesAt = march(levels, { first: FIRST / setting.rate, tolerance, budget });
  const triplesAt = (t: number): Triple[] => {
    const values = valuesAt(t);
    return laws.map((_, i) => {
      const at = (k: 0 | 1 | 2) => lawOf(setting, levels[k], values[k], i, t);
      return [at(0), at(1), at(2)];
    });
  };
  const data = () => dataOf(setting, nodes, extent).map(({ mesh, values }, i) => nodalLaw(setting, i, 0, mesh, values));
  let start: number | undefined;
  return {
    name: `radial solution from ${laws.map((law) => law.name).join(", ")}`,
    at(t) {
      if (!(Number.isFinite(t) && t >= 0)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      const known = triplesAt(t);
      const of = (species: number): Triple => {
        const found = known[species];
        if (!found) throw new ScenarioError(`radial: invalid species: ${species} (the model has ${laws.length})`);
        return found;
      };
      const { factors, bound } = errorOf(approach(known), (start ??= startContraction(data(), triplesAt(0))));
      return { law: (species) => of(species)[0], coarser: (species) => [of(species)[1], of(species)[2]], factors, bound };
    },
  };
}

function lawOf(setting: Setting, { operator }: Level, values: Float64Array, i: number, t: number) {
  const species = setting.model.species[i];
  const { mesh, offset } = operator.grids[i];
  return nodalLaw(setting, i, t, mesh, values.slice(offset, offset + mesh.squares.length).map((value) => value / species.density)); // prettier-ignore
}

function nodalLaw(setting: Setting, i: number, t: number, mesh: Mesh, values: Float64Array) {
  const [species, law] = [setting.model.species[i], setting.laws[i]];
  return radialSolutionLaw({
    name: `radial solution, ${species.name} at t = ${t}`,
    mesh,
    values,
    mean: law.mean,
    spec: { type: "radial-solution", from: law.spec, species: species.name, t },
  });
}

/** The radial solver as users name it. */
export const radialSolver: SolverDefinition<"radial", RadialSolverOptions> = {
  name: "radial",
  title: "radial solution",
  resolution: `nodes, ${RADIAL_NODES.least} to ${RADIAL_NODES.most}; default ${RADIAL_NODES.usual}`,
  optionNames: OPTIONS,
  options: (modes) => (modes === undefined ? {} : { nodes: modes }),
  open: openRadial,
};
