/**
 * The solution of any other code: densities on a tensor grid in a file (laws/grids.ts says how they are stored), as a reference at the
 * times that the file holds. Nothing is interpolated in time.
 *
 * Error of a functional: its change from every second point to all points (no more than that for a rule of any order), and the relative
 * L1 error that `bound` bounds: what the code states for itself, the mass of negative values, and the mass in the outermost layer of
 * points, which is of the order of what lies beyond, weighed as in a fourth moment. To it a sum over a grid of spacing h aliases the transform of the
 * density at 2 pi/h: for a Gaussian of width s, with x = pi s/h, (2x)^4 e^(-2x^2)/3 of a fourth moment at most, below 2 q^(3/2) whatever x, where
 * q = e^(-x^2/2) is the share of the Nyquist frequency, the alternating sum, which the grid does see. A code's own discretisation error is in it only
 * when the file states it.
 *
 * Refused: axes that do not increase, shapes that do not match, no time, times that do not increase, numbers that are not finite, values
 * below -1e-3 of the largest, a mass that is not positive or changes by more than 1 % between times, more than 1 % of the mass in the
 * outermost layer (it cannot be normalised), species that the model does not have or that have two densities, a stated error that is no number or negative.
 */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Law, Model, Reference, ReferenceState, Solver } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { everySecond, STENCIL, gridLaw, trapezoid } from "../laws/grid-law.ts";
import { readGrids, type GridDensity, type GridOptions } from "./grids.ts";
import { hdf5Name } from "./hdf5/open.ts";
import { knownOptions } from "../names/options.ts";

/** Of sums over a grid. */
const ROUNDING = 1e-14;
/** Deepest negative value, as a fraction of the largest value. */
const NEGATIVE = 1e-3;
/** Of q^(3/2) above: twice the bound for Gaussians. */
const ALIASED = 4;
/** Largest share of the mass in the outermost layer, and largest change of the mass between times. */
const LEAK = 1e-2;

/** A file's solution. `bound`: of the relative L1 error of the code, when the file does not state it. */
export interface ExternalOptions extends GridOptions {
  readonly bound?: number;
}

/**
 * `external("solution.h5")`, `external("solution.npy")`, or a URL such as `new URL("solution.h5", import.meta.url)`. The file is read when
 * the solver is opened, and throws ScenarioError then; that there is none, as soon as it is asked for.
 */
export function external(file: string | URL, options: ExternalOptions = {}): Solver {
  knownOptions("external", options, ["bound", "axes", "times", "species"]);
  const name = file instanceof URL ? fileURLToPath(file) : file;
  return {
    name: shownName(name),
    check() {
      const path = hdf5Name(name)?.file ?? name;
      if (!existsSync(path)) throw new ScenarioError(`${path}: no such file`);
    },
    open: async (model, laws) => referenceOf(name, readGrids(name, options), options, model, laws),
  };
}

/** `external solution file.h5:group`: the file without its folder, as figures and tables show it. */
function shownName(name: string): string {
  const [, file, group = ""] = /^(.*?\.(?:h5|hdf5|hdf|npy))(:.+)?$/i.exec(name) ?? [undefined, name];
  return `external solution ${basename(file)}${group}`;
}

function referenceOf(name: string, grids: readonly GridDensity[], options: ExternalOptions, model: Model, laws: readonly Law[]): Reference {
  const solutions = new Map<number, Solution>();
  for (const grid of grids) {
    const species = speciesOf(grid, model);
    const other = solutions.get(species);
    if (other)
      throw new ScenarioError(`${grid.place}: found a second density of one species, beside ${other.place}, expected one: name its group as file.h5:group`);
    solutions.set(species, solutionOf(grid, options));
  }
  for (const [species, { place, axes }] of solutions) {
    const dimension = laws[species]?.dimension ?? axes.length;
    if (axes.length !== dimension) throw new ScenarioError(`${place}: found ${axes.length} axes, expected ${dimension} as the solution it is compared with`);
  }
  const [{ times }] = [...solutions.values()] as [Solution];
  const odd = [...solutions.values()].find((one) => one.times.join() !== times.join());
  if (odd) throw new ScenarioError(`${odd.place}: found times ${odd.times.join(", ")}, expected ${times.join(", ")} as its neighbour`);
  return {
    name: shownName(name),
    times,
    at(t) {
      const k = times.findIndex((time) => Math.abs(time - t) <= 1e-9 * Math.max(1, Math.abs(t)));
      if (k < 0) throw new ScenarioError(`${name}: no density at t = ${t} (times: ${times.join(", ")})`);
      return stateAt(name, solutions, k, model);
    },
  };
}

function stateAt(name: string, solutions: ReadonlyMap<number, Solution>, k: number, model: Model): ReferenceState {
  const of = (species: number): Solution => {
    const solution = solutions.get(species);
    if (!solution) throw new ScenarioError(`${name}: no density of species ${model.species[species]?.name ?? species}`);
    return solution;
  };
  const all = [...solutions.values()];
  return {
    law: (species) => of(species).law(k),
    ...(all.every((one) => one.refinable) ? { coarser: (species: number) => [of(species).coarser(k)], factors: [1] } : {}),
    bound: Math.max(...all.map((one) => one.bounds[k])),
  };
}

/** Which species of the model; a lone species that the model leaves unnamed may have any name. */
function speciesOf({ place, species }: GridDensity, model: Model): number {
  const names = model.species.map((one) => one.name);
  const alone = names.length === 1 && (species === undefined || names[0] === UNNAMED);
  const index = alone ? 0 : names.indexOf(species ?? "");
  if (index < 0) throw new ScenarioError(`${place}: found ${species === undefined ? "no species" : `species ${species}`}, expected ${names.join(" or ")}`);
  return index;
}

/** What `singleSpecies` calls its species. */
const UNNAMED = "f";

/** One species through time, checked. */
interface Solution {
  readonly place: string;
  readonly axes: readonly ArrayLike<number>[];
  readonly times: readonly number[];
  readonly bounds: readonly number[];
  readonly refinable: boolean;
  law(k: number): Law;
  coarser(k: number): Law;
}

/** Throws ScenarioError for everything that the head of this file refuses. */
function solutionOf(grid: GridDensity, { bound: stated = grid.bound ?? 0 }: ExternalOptions): Solution {
  const { place, axes, times, weights } = grid;
  if (!(stated >= 0 && stated < Infinity)) throw new ScenarioError(`${place}: error: found ${stated}, expected a relative L1 error, at least 0`);
  checkShape(grid);
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  const slices = times.map((_, k) => grid.values.subarray(k * size, (k + 1) * size));
  const law = remembered((k) => gridLaw({ name: place, axes, values: slices[k], spec: specOf(place, times[k]), ...(weights ? { weights } : {}) }));
  const coarse = (k: number) => everySecond(axes, slices[k]);
  const masses = slices.map((values, k) => massOf(place, axes, weights, values, times[k]));
  const wrong = masses.findIndex(({ mass }) => Math.abs(mass - masses[0].mass) > LEAK * masses[0].mass);
  if (wrong >= 0)
    throw new ScenarioError(`${place}: mass: found ${masses[0].mass} at t = ${times[0]} and ${masses[wrong].mass} at t = ${times[wrong]}, expected a constant`);
  return {
    place,
    axes,
    times,
    bounds: masses.map(({ leak }) => stated + leak + ROUNDING),
    refinable: weights === undefined && axes.every((axis) => axis.length >= 2 * STENCIL),
    law,
    coarser: remembered((k) => gridLaw({ name: place, spec: specOf(place, times[k]), ...(coarse(k) as NonNullable<ReturnType<typeof coarse>>) })),
  };
}

const specOf = (place: string, time: number) => ({ type: "external", place, time });

function remembered<Value>(at: (k: number) => Value): (k: number) => Value {
  const known = new Map<number, Value>();
  return (k) => {
    if (!known.has(k)) known.set(k, at(k));
    return known.get(k) as Value;
  };
}

function checkShape({ place, axes, weights, times, shape }: GridDensity): void {
  const refuse = (what: string, found: string, expected: string): never => {
    throw new ScenarioError(`${place}: ${what}: found ${found}, expected ${expected}`);
  };
  if (axes.length === 0) refuse("axes", "none", "one increasing list a dimension");
  for (const [k, axis] of axes.entries()) {
    const i = Array.from(axis).findIndex((x, at) => !Number.isFinite(x) || (at > 0 && !(x > axis[at - 1])));
    if (i >= 0) refuse(`axis ${k}`, `${axis[i]}${i > 0 ? ` after ${axis[i - 1]}` : ""} at ${i}`, "increasing finite numbers");
    if (axis.length < STENCIL) refuse(`axis ${k}`, `${axis.length} points`, `at least ${STENCIL}`);
  }
  if (times.length === 0) refuse("time", "none", "the time of the density, or one for each");
  const late = times.findIndex((t, k) => !Number.isFinite(t) || (k > 0 && !(t > times[k - 1])));
  if (late >= 0) refuse("time", String(times[late]), "increasing finite numbers");
  const counts = axes.map((axis) => axis.length);
  const whole = shape.length === counts.length && times.length === 1 ? counts : [times.length, ...counts];
  if (shape.join() !== whole.join())
    refuse("shape", `(${shape.join(", ")})`, `(${whole.join(", ")}): ${times.length} times, axes of ${counts.join(", ")} points`);
  if (weights && weights.map((list) => list.length).join() !== counts.join())
    refuse("weights", weights.map((list) => `${list.length}`).join(", "), `${counts.join(", ")} numbers, one a point of each axis`);
}

/**
 * Mass, and the share of it that is negative, lies in the outermost layer or is aliased; the latter weighs as much as in the fourth moment, (R^2/E|v|^2)^2
 * times its mass, so that the moments that users compare are covered.
 */
function massOf(
  place: string,
  axes: readonly ArrayLike<number>[],
  weights: readonly ArrayLike<number>[] = axes.map(trapezoid),
  values: ArrayLike<number>,
  t: number,
): { mass: number; leak: number } {
  const at = `${place}: at t = ${t}`;
  let [mass, negative, edge, largest, least, square] = [0, 0, 0, 0, 0, 0];
  const index = axes.map(() => 0);
  const alternating = axes.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) throw new ScenarioError(`${at}: point (${index.join(", ")}): found ${value}, expected a finite number`);
    const share = value * index.reduce((product, j, k) => product * weights[k][j], 1);
    mass += share;
    square += share * index.reduce((norm, j, k) => norm + axes[k][j] * axes[k][j], 0);
    if (share < 0) negative -= share;
    index.forEach((j, k) => (alternating[k] += j % 2 ? -share : share));
    if (index.some((j, k) => j === 0 || j === axes[k].length - 1)) edge += Math.abs(share);
    largest = Math.max(largest, value);
    least = Math.min(least, value);
    for (let k = axes.length - 1; k >= 0 && ++index[k] === axes[k].length; k--) index[k] = 0;
  }
  if (!(mass > 0)) throw new ScenarioError(`${at}: found mass ${mass}, expected a number > 0`);
  if (least < -NEGATIVE * largest) throw new ScenarioError(`${at}: found the value ${least}, expected none below ${-NEGATIVE} of the largest, ${largest}`);
  if (edge > LEAK * mass)
    throw new ScenarioError(
      `${at}: found ${Number((edge / mass).toPrecision(2))} of the mass in the outermost layer of points, expected less than ${LEAK}: a density that has decayed at the edge`,
    );
  const reach = Math.max(...axes.flatMap((axis) => [axis[0] * axis[0], axis[axis.length - 1] * axis[axis.length - 1]]));
  const weight = Math.max(1, (reach * mass) / square);
  const waves = Math.max(...alternating.map(Math.abs)) / mass;
  return { mass, leak: (negative + edge * weight * weight) / mass + ALIASED * waves * Math.sqrt(waves) };
}
