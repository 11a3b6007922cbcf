/**
 * A deterministic solution in the place of a particle system, so that studies vary its resolution as they vary N and dt, and observe it
 * beside particles.
 *
 * Replicates are equal: a solution has no noise, and its intervals no width. `particles` and the number of steps mean nothing to it.
 */
import { ScenarioError } from "../src/errors.ts";
import type { Dynamics, Expected, Initial, Law, Model, Observable, Parts, Reference, ReferenceState, Setup, Solver } from "../src/protocols/index.ts";
import type { Start } from "./initial.ts";
import { rateOfQuantity, withFurther } from "./observables/declared.ts";
import { checkSetup } from "../src/setup/check.ts";
import { horizonOf } from "../src/setup/horizon.ts";
import { checkObserved, checkStart, type Alone } from "./state.ts";
import { timeOf } from "./trace.ts";
import { filed, seriesName } from "../src/series-name.ts";
import { knownOptions } from "../src/names/options.ts";

/** A state that a deterministic solution has in the place of particles. */
export interface Solved {
  readonly kind: "solved";
  readonly model: Model;
  readonly solution: ReferenceState;
  /** The solution at other times. */
  readonly reference: Reference;
}

/** `deterministic(singleSpecies(coulomb()), fourier({ modes: 48 }))`; made once, outside the scenario's function, it is solved once for all replicates. Throws ScenarioError for a solver that is opened later only, as one that reads files is. */
export function deterministic(model: Model, solver: Solver): Dynamics<Solved> {
  // Equal replicates are solved once by every thread: the same system has the same solution from the same laws.
  let known: { readonly laws: string; readonly reference: Reference } | undefined;
  const open = (laws: readonly Law[]): Reference => {
    const named = JSON.stringify(laws.map((law) => law.spec));
    if (known?.laws === named) return known.reference;
    const reference = solver.open(model, laws);
    if (reference instanceof Promise) throw new ScenarioError(`${solver.name}: cannot be the system of a scenario (it reads a file)`);
    known = { laws: named, reference };
    return reference;
  };
  const check = (setup: Setup<Solved>): void => {
    checkSetup(setup as unknown as Setup<never>);
    horizonOf(setup.time);
    const { initial } = setup;
    checkObserved(setup, "solved");
    checkStart(initial, "solved");
    if (initial.laws.length !== model.species.length)
      throw new ScenarioError(`initial data with ${initial.laws.length} law(s) for ${model.species.length} species`);
    open(initial.laws);
  };
  return {
    name: solver.name,
    model,
    conserves: [],
    check,
    // A solution's work is its own; what it is worth in particle-steps nobody knows beforehand.
    cost: () => 0,
    run(setup, _key, { until = Infinity, progress }) {
      check(setup);
      const { initial, time, observe } = setup;
      const reference = open(initial.laws);
      const meters = Object.entries<Observable<Solved>>(observe).map(([name, observable]) => ({
        name,
        meter: observable.open(),
      }));
      const times = Array.from({ length: time.observe }, (_, k) => timeOf(time, k)).filter((t) => t <= until);
      const rows = times.map((t, k) => {
        const state: Solved = { kind: "solved", model, solution: reference.at(t), reference };
        const values = meters.flatMap(({ name, meter }) => filed(name, meter.measure(state, t)));
        progress?.((k + 1) / times.length);
        return new Map(values);
      });
      const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
      return { times, series: Object.fromEntries(names.map((name) => [name, rows.map((row) => row.get(name) ?? null)])) };
    },
  };
}

/** The initial laws themselves in the place of a solution, for what is asked of a law at an instant. Throws ScenarioError for other times than 0. */
export function atStart(model: Model): Dynamics<Solved> {
  const at = (laws: readonly Law[], t: number): ReferenceState => {
    if (t !== 0) throw new ScenarioError(`initial laws: found time ${t}, expected 0 (time: instant())`);
    return { law: (species) => laws[species], bound: 0 };
  };
  return deterministic(model, { name: "initial laws", open: (_model, laws) => ({ name: "initial laws", times: [0], at: (t) => at(laws, t) }) });
}

/** The initial law of a solution, or one law a species. */
export function starting(start: Start): Initial<Solved> {
  const laws = "dimension" in start ? [start] : start;
  return { of: "solved", name: laws.map(({ name }) => name).join(" + "), laws, fill: () => {} };
}

/** An observable of particles on a solution: its expected value, and as `stated` the error that the solution states for it. */
export function ofSolution(observable: Observable<Alone>): Observable<Solved> {
  const { parts, expected, check } = observable;
  if (!expected) throw new ScenarioError(`${parts[""].name}: a solution does not have it`);
  const named = ([suffix, { value, bound }]: [string, Expected]): [string, number][] => [
    [suffix, value],
    [seriesName(suffix, "stated"), bound],
  ];
  return {
    of: "solved",
    ...(check ? { check } : {}),
    parts: withStated(parts),
    open: () => ({
      measure: ({ solution, model }) => Object.fromEntries(Object.entries(expected(solution, model)).flatMap(named)),
    }),
  };
}

/** The errors that a solution states for these quantities. */
const withStated = (parts: Parts): Parts =>
  withFurther(parts, "stated", (quantity) => ({
    ...quantity,
    name: `stated error of ${quantity.name}`,
    short: `stated error of ${quantity.short}`,
    symbol: `bound of |${quantity.symbol} - exact|`,
    meaning: `The solution's own bound of its error. ${quantity.meaning}`,
  }));

/**
 * Rate of change at t = 0 of the expected value of an observable, by one-sided differences of the solution over dt/4, dt/2 and dt, extrapolated
 * to order 3. Measured at the first observation time only.
 */
export function initialRate(observable: Observable<Alone>, options: { readonly dt: number }): Observable<Solved> {
  const { dt } = knownOptions("initialRate", options, ["dt"]);
  const { parts, expected, check } = observable;
  if (!expected) throw new ScenarioError(`${parts[""].name}: a solution does not have it`);
  return {
    of: "solved",
    ...(check ? { check } : {}),
    parts: { "": rateOfQuantity(parts[""]) },
    open: () => ({
      measure({ reference, model }, t): Record<string, number> {
        if (t !== 0) return {};
        const value = (time: number): number => expected(reference.at(time), model)[""].value;
        const start = value(0);
        const [a, b, c] = [dt / 4, dt / 2, dt].map((h) => (value(h) - start) / h) as [number, number, number];
        return { "": (8 * a - 6 * b + c) / 3 };
      },
    }),
  };
}
