/**
 * Moments of one ensemble: energy <|v|^2>, temperature tensor, fourth moment <|v - u|^4>.
 *
 * All are means over particles, summed with compensation so that a drift of 1e-12 of a conserved one is visible at N = 1e6.
 */
import { ScenarioError } from "../../src/errors.ts";
import { cloudEnergy as energyOf, cloudFourthMoment as fourthOf, cloudMean, cloudTemperatureTensor as tensorOf } from "../../src/functionals/index.ts";
import type { Ensemble, Law, Observable, Parts, Quantity, ObservedProblem } from "../../src/protocols/index.ts";
import { DRAWS, probeSteps } from "../probe.ts";
import type { Alone } from "../state.ts";
import { rateOfQuantity } from "./declared.ts";
import { fourthMomentOf, ofOneSpecies, onlySpeciesOf, sumOverSpecies, valueOf } from "./expected.ts";
import { massDensity, onlySpecies, overSpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

const stateless = (
  declared: Quantity | Parts,
  measure: (state: Alone) => Record<string, number>,
  expected?: NonNullable<Observable<Alone>["expected"]>,
  check?: NonNullable<Observable<Alone>["check"]>,
): Observable<Alone> => ({
  of: "alone",
  ...(check ? { check } : {}),
  parts: "" in declared ? declared : { "": declared },
  ...(expected ? { expected } : {}),
  open: () => ({ measure }),
});

/** Mean of |v|^2, twice the kinetic energy per unit mass; of a mixture sum_i m_i n_i <|v|^2>_i / sum_i m_i n_i. In physical units the kinetic energy per particle. */
export function energy(): Observable<Alone> {
  return stateless(
    {
      name: "energy",
      short: "energy",
      symbol: "<|v|^2>",
      kind: "energy",
      velocity: 2,
      meaning: "Mean of |v|^2, twice the kinetic energy for a unit of mass; of a mixture the mean over its mass.",
      conserved: "energy",
      physical: {
        times: 1 / 2,
        quantity: {
          name: "kinetic energy per particle",
          short: "kinetic energy",
          symbol: "<m |v|^2>/2",
          kind: "kinetic energy",
          velocity: 2,
          meaning: "Mean of m |v|^2/2 over the particles of all species, by their densities: d/2 times the temperature of a mixture at rest that has one.",
          conserved: "energy",
        },
      },
    },
    ({ model, ensemble }) => ({
      "": overSpecies(model, [ensemble], ([part]) => energyOf(part.planes)) / massDensity(model),
    }),
    (solution, model) => {
      const { value, bound } = sumOverSpecies(solution, model, (law) => traceOf(law) + dot(law.mean, law.mean));
      return { "": { value: value / massDensity(model), bound: bound / massDensity(model) } };
    },
  );
}

/** Names of the axes, in the dimensions that ensembles have. */
const axes = "xyz456";

const component = { kind: "momentum", velocity: 1, conserved: "momentum" } as const;

const momenta: Parts = {
  "": { ...component, name: "momentum", short: "momentum", symbol: "|<v>|", meaning: "Length of the mean velocity, weighted by mass." },
  ...Object.fromEntries(
    [...axes].map((axis): [string, Quantity] => [
      axis,
      {
        ...component,
        name: `momentum along ${axis}`,
        short: `momentum ${axis}`,
        symbol: `<v_${axis}>`,
        meaning: "A component of the mean velocity, weighted by mass.",
      },
    ]),
  ),
};

/** Components of the mean velocity, weighted by mass: `momentum.x`, `momentum.y`, ...; the main series is its length. */
export function momentum(): Observable<Alone> {
  return stateless(momenta, ({ model, ensemble }) => {
    const mean = ensemble.planes.map((_, k) => overSpecies(model, [ensemble], ([part]) => cloudMean(part.planes)[k]) / massDensity(model));
    const length = Math.sqrt(mean.reduce((sum, m) => sum + m * m, 0));
    return { "": length, ...Object.fromEntries(mean.map((m, k) => [axes[k], m])) };
  });
}

/** Temperature (m/d) <|v - u|^2> of one species, in energy units. Throws ScenarioError for a mixture, as what follows does. */
export function temperature(): Observable<Alone> {
  return stateless(
    {
      name: "temperature",
      short: "temperature",
      symbol: "T",
      kind: "temperature",
      velocity: 2,
      meaning: "(m/d) <|v - u|^2> about the mean velocity u: an energy, with the mass of the species.",
    },
    (state) => {
      const { mass } = onlySpecies(state, "temperature");
      const tensor = tensorOf(state.ensemble.planes);
      return { "": (mass * tensor.reduce((sum, row, k) => sum + row[k], 0)) / tensor.length };
    },
    valueOf("temperature", (law, { mass }) => (mass * traceOf(law)) / law.dimension),
    ofOneSpecies("temperature"),
  );
}

/**
 * One entry of the central second moment <(v-u)(v-u)^T>, by axes: `temperatureTensor("xx")`.
 * In physical units times the mass of the species. Axes are named x, y, z, then by number from 4 on. Throws ScenarioError when it is no two axes, or measured in a dimension without these axes.
 */
export function temperatureTensor(entry: `${Axis}${Axis}`): Observable<Alone> {
  if (typeof entry !== "string" || entry.length !== 2 || [...entry].some((axis) => axisOf(axis) < 0))
    throw new ScenarioError(`invalid entry of the temperature: ${String(entry)} (two axes, as in xy)`);
  const [row, column] = [axisOf(entry[0]), axisOf(entry[1])];
  const name = `temperature ${entry}`;
  const checkEntry = (dimension: number): void => {
    if (Math.max(row, column) < dimension) return;
    throw new ScenarioError(`${name}: found dimension ${dimension}, which has no such entry (axes: ${[...axes.slice(0, dimension)].join(", ")})`);
  };
  const entryOf = (tensor: readonly ArrayLike<number>[]): number => {
    checkEntry(tensor.length);
    return tensor[row][column];
  };
  return stateless(
    {
      name,
      short: entry,
      symbol: `T_${entry}`,
      kind: "temperature",
      velocity: 2,
      meaning: `Entry ${entry} of the central second moment <(v - u)(v - u)^T> about the mean velocity u.`,
      physical: {
        times: 1,
        quantity: {
          name,
          short: entry,
          symbol: `T_${entry}`,
          kind: "temperature",
          velocity: 2,
          meaning: `Entry ${entry} of m <(v - u)(v - u)^T> about the mean velocity u: an energy, with the mass of the species.`,
        },
      },
    },
    (state) => {
      onlySpecies(state, name);
      return { "": entryOf(tensorOf(state.ensemble.planes)) };
    },
    valueOf(name, (law) => entryOf(law.covariance)),
    (subject) => {
      onlySpeciesOf(subject.model, name);
      checkEntry(subject.dimension);
    },
  );
}

/**
 * Rate of change of an observable's main series at t = 0, over fresh noise (probe.ts): comparable with closed-form initial slopes.
 * Measured at the first observation time only. `dt`: the scenario's own by default. `draws`: fresh draws per replicate.
 */
export function rateOf(observable: Observable<Alone>, options: { dt?: number; draws?: number } = {}): Observable<Alone> {
  knownOptions("rateOf", options, ["dt", "draws"]);
  const { dt, draws = DRAWS } = options;
  if (dt !== undefined && !(Number.isFinite(dt) && dt > 0)) throw new ScenarioError(`invalid dt of a rate: ${String(dt)} (a positive time)`);
  if (!(Number.isInteger(draws) && draws > 0)) throw new ScenarioError(`invalid draws of a rate: ${String(draws)} (a positive whole number)`);
  return {
    of: "alone",
    ...(observable.check ? { check: (subject: ObservedProblem) => observable.check!(subject) } : {}),
    probes: probeSteps(draws),
    parts: { "": rateOfQuantity(observable.parts[""]) },
    open: () => ({
      measure(state, t): Record<string, number> {
        if (t !== 0) return {};
        const meter = observable.open();
        const value = ([ensemble]: readonly Ensemble[]): number => meter.measure({ ...state, ensemble: ensemble }, t)[""];
        return { "": state.rate(value, { dt: dt ?? state.dt, draws }) };
      },
    }),
  };
}

/** `rateOf(temperatureTensor(entry))`. */
export function temperatureRate(entry: `${Axis}${Axis}`, options: { dt?: number; draws?: number } = {}): Observable<Alone> {
  knownOptions("temperatureRate", options, ["dt", "draws"]);
  return rateOf(temperatureTensor(entry), options);
}

/** Mean of |v - u|^4 about the mean velocity u. */
export function fourthMoment(): Observable<Alone> {
  return stateless(
    {
      name: "fourth moment",
      short: "fourth moment",
      symbol: "<|v - u|^4>",
      kind: "fourth moment",
      velocity: 4,
      meaning: "Mean of |v - u|^4 about the mean velocity u.",
      massless: true,
    },
    (state) => {
      onlySpecies(state, "fourth moment");
      return { "": fourthOf(state.ensemble.planes) };
    },
    valueOf("fourth moment", fourthMomentOf),
    ofOneSpecies("fourth moment"),
  );
}

/** A coordinate axis. */
export type Axis = "x" | "y" | "z" | "4" | "5" | "6";
const axisOf = (name: string): number => axes.indexOf(name);
const traceOf = (law: Law): number => law.covariance.reduce((sum, row, k) => sum + row[k], 0);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);
