/**
 * The radial solver: isotropic laws of any number of species about one centre, any interaction, dimension 2 and 3,
 *
 *   d_t f_i = r^(1-d) d_r (r^(d-1) sum_j J_ij),
 *   J_ij = (c_ij / m_i) int |S^(d-2)| s^(d+1) I_d(r, s) r [ f_j(s) f_i'(r) / (m_i r) - f_i(r) f_j'(s) / (m_j s) ] ds
 *
 * (MP, eq. 1.1, on isotropic functions). log f is a polynomial of degree 6 in |v|^2 in each element (src/solvers/radial/rates.ts), time is Radau IIA of
 * order 5 (src/solvers/radial/radau.ts), and a coarser solution, 3/2 times coarser in both, gives the error (src/solvers/radial/march.ts).
 *
 * To rounding: mass of each species, energy, equilibrium. Always: positivity (log f is the unknown's logarithm), entropy that does not grow (a theorem in space;
 * checked at every step in time). Orders: 7 or more in space, 5 in time.
 *
 * Units are the model's: time is that of the equation with interactions alpha_ij and densities n_i; velocities are those of the laws; a species' temperature is
 * m_i/d E|v - u|^2.
 */
import type { Law, Model, MomentLaw, NodalLaw, Reference, ReferenceState } from "../../protocols/index.ts";
import type { Level } from "./march.ts";
import type { Setting } from "./setting.ts";
import { ScenarioError } from "../../errors.ts";
import { elementCount, elementEdges, lastRadius, qualityFor } from "./extent.ts";
import { radialSolutionLaw } from "./law.ts";
import { openLevel } from "./level.ts";
import { march } from "./march.ts";
import { settingOf } from "./setting.ts";
import { isRough } from "../rough.ts";
import type { SolverDefinition } from "../definition.ts";

/** Nodes that are served, and those taken when none are asked for. */
export const RADIAL_NODES = { least: 36, most: 3000, usual: 108 } as const;

/** Resolution and tolerances of the radial solver. */
export interface RadialSolverOptions {
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

/**
 * What is left of |F(law) - F(coarser)| in F(law): 1/31 of errors in time (order 5, steps twice as long) and 1/25 to 1/128 of smooth ones in
 * space (orders 8 to 12, elements 3/2 times as long) were all asymptotic. An order 5 in space, as seen on coarse meshes, has 0.15; 0.2 leaves a
 * third more, and bounds every value of the sweep in test/long/solver-errors.test.ts.
 */
const FACTOR = 0.2;
/** The same for the L1 distance, where the interpolation between the coarser nodes counts (order 7). */
const DISTANCE_FACTOR = 0.25;
/** Both, for rough data: the order in space is low there, and some values pass through agreement with the coarser ones. */
const ROUGH_FACTOR = 6;
/** Length of the first stride, relative to the fastest rate of momentum exchange: short, since initial tails may be far from equilibrium. */
const FIRST = 1e-3;
/** Rounding of the laws. */
const ROUNDING = 1e-14;

/** A radial solution at one time. */
export interface RadialState extends ReferenceState {
  law(species: number): NodalLaw & MomentLaw;
  coarser(species: number): NodalLaw & MomentLaw;
}

/** A radial solution. */
export interface RadialReference extends Reference {
  at(t: number): RadialState;
}

/**
 * The solution that starts at `laws`, one per species of the model. Throws ScenarioError for laws that are not isotropic, have different centres or dimensions, or
 * a dimension other than 2 and 3; `at` throws NumericalError when the time steps become too short.
 */
export function openRadial(model: Model, laws: readonly Law[], options: RadialSolverOptions = {}): RadialReference {
  const { nodes = RADIAL_NODES.usual, tolerance = 1e-7, extent } = options;
  const { least, most } = RADIAL_NODES;
  if (!(nodes >= least && nodes <= most)) throw new ScenarioError(`radial: invalid nodes: ${nodes} (expected ${least} to ${most})`);
  if (!(tolerance >= 1e-11 && tolerance <= 1e-2)) throw new ScenarioError(`radial: invalid tolerance: ${tolerance} (expected 1e-11 to 1e-2)`);
  const setting = settingOf(model, laws);
  if (extent !== undefined && !(extent > 0 && extent < Infinity)) throw new ScenarioError(`radial: invalid extent: ${extent} (expected a finite number > 0)`);
  const levels = levelsOf(setting, nodes, extent);
  const rough = laws.some(isRough);
  const valuesAt = march(levels, FIRST / setting.rate, tolerance);
  return {
    name: `radial solution from ${laws.map((law) => law.name).join(", ")}`,
    at(t) {
      if (!(Number.isFinite(t) && t >= 0)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      const values = valuesAt(t);
      const [law, coarser] = levels.map((level, k) => remembered((i: number) => lawOf(setting, level, values[k], i, t)));
      const defects = laws.map((_, i) => distance(law(i), coarser(i)));
      const [factor, part] = rough ? [ROUGH_FACTOR, ROUGH_FACTOR] : [FACTOR, DISTANCE_FACTOR];
      return { law: law, coarser: coarser, factor, bound: part * Math.max(...defects) + ROUNDING };
    },
  };
}

/** The fine discretisation with two steps to a stride, and the coarse one, 2/3 of the elements and one step. */
function levelsOf(setting: Setting, nodes: number, extent: number | undefined): readonly Level[] {
  const plans = setting.laws.map((law, i) => {
    const density = { law, widths: setting.widths[i], slower: setting.slower[i], quality: qualityFor(nodes) };
    const last = extent ?? lastRadius(law, density.widths);
    return { density, last, count: elementCount(density, last) };
  });
  const elements = (share: number) => plans.map(({ density, last, count }) => elementEdges((count * share) / 3, last, density));
  return [openLevel(setting, elements(3), 2), openLevel(setting, elements(2), 1)];
}

function lawOf(setting: Setting, { operator }: Level, values: Float64Array, i: number, t: number) {
  const species = setting.model.species[i];
  if (!species) throw new ScenarioError(`radial: invalid species: ${i} (the model has ${setting.laws.length})`);
  const { mesh, offset } = operator.grids[i];
  const law = setting.laws[i];
  return radialSolutionLaw({
    name: `radial solution, ${species.name} at t = ${t}`,
    mesh,
    values: values.slice(offset, offset + mesh.squares.length).map((value) => value / species.density),
    mean: law.mean,
    spec: { type: "radial-solution", from: law.spec, species: species.name, t },
  });
}

/** L1 distance of the coarser law from the finer, at the finer's nodes. */
function distance(fine: NodalLaw, coarse: NodalLaw): number {
  const { points, weights, density } = fine.nodes;
  const v = new Array<number>(fine.dimension);
  let sum = 0;
  for (let k = 0; k < weights.length; k += 2 * fine.dimension) {
    for (let i = 0; i < v.length; i++) v[i] = points[i][k]!;
    sum += 2 * fine.dimension * weights[k] * Math.abs(density[k] - coarse.density(v));
  }
  return sum;
}

function remembered<Value>(of: (i: number) => Value): (i: number) => Value {
  const known = new Map<number, Value>();
  return (i) => {
    const value = known.get(i) ?? of(i);
    known.set(i, value);
    return value;
  };
}

/** The radial solver as users name it. */
export const radialSolver: SolverDefinition<"radial", RadialSolverOptions> = {
  name: "radial",
  title: "radial solution",
  resolution: `nodes, ${RADIAL_NODES.least} to ${RADIAL_NODES.most}; default ${RADIAL_NODES.usual}`,
  options: (modes) => (modes === undefined ? {} : { nodes: modes }),
  open: openRadial,
};
