/**
 * Moments of one ensemble: energy <|v|^2>, temperature tensor, fourth moment <|v - u|^4>.
 *
 * All are means over particles, summed with compensation so that a drift of 1e-12 of a conserved one is visible at N = 1e6.
 */
import {
  energy as energyOf,
  fourthMoment as fourthOf,
  meanVelocity,
  temperatureTensor as tensorOf,
} from "../../src/functionals/index.ts";
import type { Ensemble, Observable } from "../../src/protocols.ts";
import type { Alone, Couple, Coupled } from "../state.ts";

const stateless = <State>(label: string, measure: (state: State) => Record<string, number>): Observable<State> => ({
  label,
  open: () => ({ measure }),
});

/** Mean of |v|^2 (twice the kinetic energy per unit mass). */
export function energy(): Observable<Alone> {
  return stateless("energy", (state) => ({ "": energyOf(state.ensemble.planes) }));
}

/** Components of the mean velocity: `momentum.x`, `momentum.y`, ...; the main series is its length. */
export function momentum(): Observable<Alone> {
  return stateless("momentum", (state) => {
    const mean = meanVelocity(state.ensemble.planes);
    const length = Math.sqrt(mean.reduce((sum, m) => sum + m * m, 0));
    return { "": length, ...Object.fromEntries(mean.map((m, k) => [axisName(k), m])) };
  });
}

/**
 * One entry of the central second moment <(v-u)(v-u)^T>, by axes: `temperatureTensor("xx")`.
 * Axes are named x, y, z, then by number from 4 on.
 */
export function temperatureTensor(entry: `${Axis}${Axis}`): Observable<Alone> {
  const [row, column] = [axisOf(entry[0]!), axisOf(entry[1]!)];
  return stateless(`temperature ${entry}`, (state) => ({ "": tensorOf(state.ensemble.planes)[row]![column]! }));
}

/**
 * Rate of change of an entry of the temperature tensor at t = 0, over fresh noise (probe.ts): comparable with closed-form initial
 * slopes. Measured at the first observation time only. `draws`: fresh draws per replicate.
 */
export function temperatureRate(entry: `${Axis}${Axis}`, options: { dt?: number; draws?: number } = {}): Observable<Alone> {
  const [row, column] = [axisOf(entry[0]!), axisOf(entry[1]!)];
  return {
    label: `rate of temperature ${entry}`,
    open: () => ({
      measure(state, t): Record<string, number> {
        if (t !== 0) return {};
        const entryOf = ([e]: readonly Ensemble[]): number => tensorOf(e!.planes)[row]![column]!;
        return { "": state.rate(entryOf, { dt: options.dt ?? state.dt, draws: options.draws ?? 16 }) };
      },
    }),
  };
}

/** Mean of |v - u|^4 about the mean velocity u. */
export function fourthMoment(): Observable<Alone> {
  return stateless("fourth moment", (state) => ({ "": fourthOf(state.ensemble.planes) }));
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
    label: `${observable.label} of the ${which} ensemble`,
    open() {
      const meters = [observable.open(), observable.open()];
      return {
        measure(state, t) {
          const [a, b] = state.copies.map((copy, c) => meters[c]!.measure(aloneOf(copy[0]!, which, state.dt), t));
          return Object.fromEntries(Object.keys(a!).map((name) => [name, (a![name]! + b![name]!) / 2]));
        },
      };
    },
  };
}

/** One ensemble of a couple, seen as a system alone. Rates are those of the couple's own probes. */
function aloneOf(couple: Couple, which: "first" | "second", dt: number): Alone {
  const ensemble = couple[which];
  const rate: Alone["rate"] = (functional, options) =>
    couple.rate(([v, w]) => functional([which === "first" ? v! : w!]), options);
  return { kind: "alone", ensemble, rate, dt, once: (_, compute) => compute() };
}

type Axis = "x" | "y" | "z";
const axes = "xyz";
const axisOf = (name: string): number => axes.indexOf(name);
const axisName = (k: number): string => axes[k] ?? String(k + 1);
