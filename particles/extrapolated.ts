/**
 * Extrapolation in the time step with shared noise: every replicate is run with dt and with dt/2, from the same start, and each series becomes
 *
 *   (2^p x_{dt/2} - x_dt)/(2^p - 1),   p the weak order of the system for this series in this dimension,
 *
 * whose bias is of the next order (Talay and Tubaro 1990; for p < 1 that of close pairs, and what remains is of order dt: probe.ts). Step k of the coarse run draws the noise of one of the two steps of the fine run that it
 * covers, 2k for even k and 2k + 1 for odd k: the same partners and the same draws for half of the steps, alike relabellings (multiples of 16), and
 * alike order of species (by parity). The difference x_{dt/2} - x_dt, sub-series `step` (p = 1: the bias that was removed), has a paired and therefore
 * smaller variance than two independent runs. Snapshots are those of the fine run.
 */
import { ScenarioError } from "../src/errors.ts";
import { pow } from "../src/math/elementary.ts";
import { observableOf, seriesName } from "../src/series-name.ts";
import { inTurn } from "./kept.ts";
import { withFurther } from "./observables/declared.ts";
import type { Dynamics, Parts, Trajectory } from "../src/protocols/index.ts";
import { knownOptions } from "../src/names/options.ts";

/** Steps of the coarser runs of an extrapolation. */
export interface ExtrapolatedOptions {
  /** Weak order that is removed, of every series; by default the one that the system declares for each in this dimension. */
  readonly order?: number;
}

/** The fine run's step that lends its noise to step k of the coarse run. */
export const lentBy = (k: number): number => 2 * k + (k & 1);

/** Costs three times the run at dt. Throws ScenarioError unless `order` is positive. */
export function extrapolated<State>(dynamics: Dynamics<State>, options: ExtrapolatedOptions = {}): Dynamics<State> {
  const { order } = knownOptions("extrapolated", options, ["order"]);
  if (order !== undefined && !(order > 0 && order < 10)) throw new ScenarioError(`invalid order: ${order} (extrapolation needs a weak order above 0)`);
  const { weakOrder, ...rest } = dynamics;
  return {
    ...rest,
    name: `${dynamics.name}, extrapolated in dt`,
    parts: (declared) => withSteps(dynamics.parts?.(declared) ?? declared),
    cost: (setup) => 3 * dynamics.cost(setup),
    run(setup, key, options) {
      const { progress } = options;
      const fine = { ...setup, time: { ...setup.time, steps: 2 * setup.time.steps } };
      const report = (from: number, share: number) => (progress ? { progress: (f: number) => progress(from + share * f) } : {});
      const { checkpoint, snapshots = [], ...how } = options;
      const [coarsely, finely] = inTurn(checkpoint, [
        (own) => dynamics.run(setup, key, { ...how, ...own, ...report(0, 1 / 3), lent: lentBy }),
        (own) => dynamics.run(fine, key, { ...how, ...own, ...report(1 / 3, 2 / 3), snapshots }),
      ]);
      const orderOf = (series: string): number => order ?? weakOrder?.(setup.initial.laws[0].dimension, setup.observe[observableOf(series)]?.joint) ?? 1;
      return { ...finely, ...combine(coarsely, finely, (series) => pow(2, orderOf(series))) };
    },
  };
}

/** What the halved step changes of every value. */
const withSteps = (parts: Parts): Parts =>
  withFurther(parts, "step", (quantity) => ({
    ...quantity,
    name: `${quantity.name}, change by halving dt`,
    short: `${quantity.short}, step`,
    symbol: `${quantity.symbol} of dt/2 - of dt`,
    meaning: `The difference that half the time step makes: at order 1 the bias that is removed. ${quantity.meaning}`,
  }));

function combine(coarse: Trajectory, fine: Trajectory, weightOf: (series: string) => number): Trajectory {
  const both = (name: string, of: (x: number, y: number) => number): (number | null)[] =>
    coarse.times.map((_, k) => {
      const [x, y] = [coarse.series[name]?.[k] ?? null, fine.series[name]?.[k] ?? null];
      return x === null || y === null ? null : of(x, y);
    });
  const series = Object.keys(coarse.series).flatMap((name) => {
    const weight = weightOf(name);
    return [
      [name, both(name, (x, y) => (weight * y - x) / (weight - 1))] as const,
      [seriesName(name, "step"), both(name, (x, y) => (y - x) / (weight - 1))] as const,
    ];
  });
  return { times: coarse.times, series: Object.fromEntries(series) };
}
