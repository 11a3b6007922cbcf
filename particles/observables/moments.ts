/**
 * Moments of one ensemble: energy <|v|^2>, temperature tensor, fourth moment <|v - u|^4>.
 *
 * All are means over particles, summed with compensation so that a drift of 1e-12 of a conserved one is visible at N = 1e6.
 */
import { energy as energyOf, fourthMoment as fourthOf, meanVelocity, temperatureTensor as tensorOf } from "../../src/functionals/index.ts";
import type { Ensemble, Law, Observable } from "../../src/protocols/index.ts";
import type { Alone, Couple, Coupled } from "../state.ts";
import { fourthMomentOf, sumOverSpecies, valueOf } from "./expected.ts";
import { massDensity, onlySpecies, overSpecies } from "./species.ts";

const stateless = (
  label: string,
  measure: (state: Alone) => Record<string, number>,
  expected?: NonNullable<Observable<Alone>["expected"]>,
): Observable<Alone> => ({
  of: "alone",
  label,
  ...(expected ? { expected } : {}),
  open: () => ({ measure }),
});

/** Mean of |v|^2, twice the kinetic energy per unit mass; of a mixture sum_i m_i n_i <|v|^2>_i / sum_i m_i n_i. */
export function energy(): Observable<Alone> {
  return stateless(
    "energy",
    ({ model, ensemble }) => ({
      "": overSpecies(model, [ensemble], ([part]) => energyOf(part.planes)) / massDensity(model),
    }),
    (solution, model) => {
      const { value, error } = sumOverSpecies(solution, model, (law) => traceOf(law) + dot(law.mean, law.mean));
      return { "": { value: value / massDensity(model), error: error / massDensity(model) } };
    },
  );
}

/** Components of the mean velocity, weighted by mass: `momentum.x`, `momentum.y`, ...; the main series is its length. */
export function momentum(): Observable<Alone> {
  return stateless("momentum", ({ model, ensemble }) => {
    const mean = ensemble.planes.map((_, k) => overSpecies(model, [ensemble], ([part]) => meanVelocity(part.planes)[k]) / massDensity(model));
    const length = Math.sqrt(mean.reduce((sum, m) => sum + m * m, 0));
    return { "": length, ...Object.fromEntries(mean.map((m, k) => [axisName(k), m])) };
  });
}

/** Temperature (m/d) <|v - u|^2> of one species, in energy units. Throws ScenarioError for a mixture, as what follows does. */
export function temperature(): Observable<Alone> {
  return stateless(
    "temperature",
    (state) => {
      const { mass } = onlySpecies(state, "temperature");
      const tensor = tensorOf(state.ensemble.planes);
      return { "": (mass * tensor.reduce((sum, row, k) => sum + row[k], 0)) / tensor.length };
    },
    valueOf("temperature", (law, { mass }) => (mass * traceOf(law)) / law.dimension),
  );
}

/**
 * One entry of the central second moment <(v-u)(v-u)^T>, by axes: `temperatureTensor("xx")`.
 * Axes are named x, y, z, then by number from 4 on.
 */
export function temperatureTensor(entry: `${Axis}${Axis}`): Observable<Alone> {
  const [row, column] = [axisOf(entry[0]), axisOf(entry[1])];
  const label = `temperature ${entry}`;
  return stateless(
    label,
    (state) => {
      onlySpecies(state, label);
      return { "": tensorOf(state.ensemble.planes)[row][column] };
    },
    valueOf(label, (law) => law.covariance[row][column]),
  );
}

/**
 * Rate of change of an observable's main series at t = 0, over fresh noise (probe.ts): comparable with closed-form initial slopes.
 * Measured at the first observation time only. `dt`: the scenario's own by default. `draws`: fresh draws per replicate.
 */
export function rateOf(observable: Observable<Alone>, options: { dt?: number; draws?: number } = {}): Observable<Alone> {
  return {
    of: "alone",
    label: `rate of ${observable.label}`,
    open: () => ({
      measure(state, t): Record<string, number> {
        if (t !== 0) return {};
        const meter = observable.open();
        const value = ([ensemble]: readonly Ensemble[]): number => meter.measure({ ...state, ensemble: ensemble }, t)[""];
        return { "": state.rate(value, { dt: options.dt ?? state.dt, draws: options.draws ?? 16 }) };
      },
    }),
  };
}

/** `rateOf(temperatureTensor(entry))`. */
export function temperatureRate(entry: `${Axis}${Axis}`, options: { dt?: number; draws?: number } = {}): Observable<Alone> {
  return rateOf(temperatureTensor(entry), options);
}

/** Mean of |v - u|^4 about the mean velocity u. */
export function fourthMoment(): Observable<Alone> {
  return stateless(
    "fourth moment",
    (state) => {
      onlySpecies(state, "fourth moment");
      return { "": fourthOf(state.ensemble.planes) };
    },
    valueOf("fourth moment", fourthMomentOf),
  );
}

/** An observable of one ensemble, on the first ensembles of a couple: mean over the two copies. */
export function first(observable: Observable<Alone>): Observable<Coupled> {
  return ofCouple(observable, "first");
}

/** The same on the second ensembles. */
export function second(observable: Observable<Alone>): Observable<Coupled> {
  return ofCouple(observable, "second");
}

function ofCouple(observable: Observable<Alone>, which: "first" | "second"): Observable<Coupled> {
  return {
    of: "coupled",
    label: `${observable.label} of the ${which} ensemble`,
    open() {
      const meters = [observable.open(), observable.open()];
      return {
        measure(state, t) {
          const [a, b] = state.copies.map((copy, c) => meters[c].measure(aloneOf(state, copy[0], which), t));
          return Object.fromEntries(Object.keys(a).map((name) => [name, (a[name] + b[name]) / 2]));
        },
      };
    },
  };
}

/** One ensemble of a couple, seen as a system alone. Rates are those of the couple's own probes. */
function aloneOf({ model, dt }: Coupled, couple: Couple, which: "first" | "second"): Alone {
  const rate: Alone["rate"] = (functional, options) => couple.rate(([v, w]) => functional([which === "first" ? v : w]), options);
  return { kind: "alone", model, ensemble: couple[which], rate, dt, once: (_, compute) => compute() };
}

type Axis = "x" | "y" | "z" | "4" | "5" | "6";
const axes = "xyz456";
const axisOf = (name: string): number => axes.indexOf(name);
const axisName = (k: number): string => axes[k] ?? String(k + 1);
const traceOf = (law: Law): number => law.covariance.reduce((sum, row, k) => sum + row[k], 0);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);
