/**
 * What observables would be of a solution: the same functional of its law, with the error that the solution leaves in it.
 *
 * Of a law that is known at other resolutions too the error is what the change between them tells; beside it stands the relative L1 error.
 */
import { ScenarioError } from "../../src/errors.ts";
import { leftBy, solved } from "../../src/functionals/index.ts";
import { quadratureOf } from "../../src/laws/quadrature/quadrature.ts";
import type { Expected, Law, Model, Observable, Parts, Reference, ReferenceSeries, ReferenceState, ObservedProblem } from "../../src/protocols/index.ts";
import type { Alone } from "../state.ts";
import { eachPart } from "./declared.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Several values of one species' law, by name. */
export function valuesOf(solution: ReferenceState, species: number, of: (law: Law) => Readonly<Record<string, number>>): Record<string, Expected> {
  const subject = solved(solution, species);
  const known = new Map<Law, Readonly<Record<string, number>>>();
  const valuesAt = (law: Law): Readonly<Record<string, number>> => {
    const values = known.get(law) ?? of(law);
    known.set(law, values);
    return values;
  };
  const values = valuesAt(subject.law);
  const boundOf = (name: string): number => (leftBy(subject, (law) => valuesAt(law)[name]) ?? 0) + solution.bound * Math.abs(values[name]);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, bound: boundOf(name) }]));
}

/** The main value of the law of a single species. Throws ScenarioError for a mixture. */
export function valueOf(name: string, of: (law: Law, species: Model["species"][number]) => number) {
  return (solution: ReferenceState, model: Model): Readonly<Record<string, Expected>> => {
    const species = onlySpeciesOf(model, name);
    return valuesOf(solution, 0, (law) => ({ "": of(law, species) }));
  };
}

/** The one species that a functional of a single law is about. Throws ScenarioError for a mixture. */
export function onlySpeciesOf({ species }: Model, name: string): Model["species"][number] {
  const [one, ...others] = species;
  if (others.length === 0) return one;
  throw new ScenarioError(`${name} of a mixture: choose a species with ofSpecies(name, ...) (species: ${species.map((one) => one.name).join(", ")})`);
}

/** The `check` of an observable of a single law. */
export const ofOneSpecies =
  (name: string) =>
  ({ model }: ObservedProblem): void =>
    void onlySpeciesOf(model, name);

/** sum_i m_i n_i times a number of each species' law. */
export function sumOverSpecies(solution: ReferenceState, { species }: Model, of: (law: Law) => number): Expected {
  const parts = species.map((_, i) => valuesOf(solution, i, (law) => ({ "": of(law) }))[""]);
  const sum = (pick: (part: Expected) => number): number => species.reduce((total, { mass, density }, i) => total + mass * density * pick(parts[i]), 0);
  return { value: sum((part) => part.value), bound: sum((part) => part.bound) };
}

/** E |v - u|^4: the law's own where it states it, else by quadrature. */
export function fourthMomentOf(law: Law): number {
  if (law.fourthMoment !== undefined) return law.fourthMoment;
  const { points, weights, density } = quadratureOf(law).fine;
  return weights.reduce((sum, weight, i) => {
    const square = points.reduce((norm, plane, k) => norm + (plane[i] - law.mean[k]) * (plane[i] - law.mean[k]), 0);
    return sum + weight * density[i] * square * square;
  }, 0);
}

/**
 * How far an observable is from a known solution at the same time, series by series, or its main series from a known curve: measured minus
 * expected, times `factor` (1 by default; -1 for a shortfall). Its mean over replicates is the bias of the method, in N, in dt, in anything
 * that a study varies. Throws ScenarioError for an observable that a solution does not have.
 */
export function differenceFrom(
  known: Reference | ReferenceSeries,
  observable: Observable<Alone>,
  options: { readonly factor?: number } = {},
): Observable<Alone> {
  const { factor = 1 } = knownOptions("differenceFrom", options, ["factor"]);
  const expected = expectedBy(known, observable);
  const minus = `minus that of ${known.name}${factor === 1 ? "" : `, times ${factor}`}`;
  const differences = eachPart(observable.parts, ({ conserved: _, place: __, ...quantity }) => ({
    ...quantity,
    name: `${quantity.name}, ${minus}`,
    short: `bias of ${quantity.short}`,
    symbol: `${quantity.symbol} - exact`,
    kind: `difference of ${quantity.kind}`,
    meaning: `${quantity.meaning} Minus the value of the known solution (${known.name}): its mean is the bias of the method.`,
  }));
  const parts: Parts = "source" in known ? { "": differences[""] } : differences;
  return {
    of: "alone",
    ...(observable.cost ? { cost: (particles: number) => observable.cost!(particles) } : {}),
    ...(observable.probes ? { probes: observable.probes } : {}),
    ...(observable.check ? { check: (subject: ObservedProblem) => observable.check!(subject) } : {}),
    parts,
    open() {
      const meter = observable.open();
      return {
        ...meter,
        measure(state, t) {
          const values = expected(t, state.model);
          const differences = Object.entries(meter.measure(state, t)).flatMap(([name, value]) =>
            values[name] ? [[name, factor * (value - values[name].value)]] : [],
          );
          return Object.fromEntries(differences) as Record<string, number>;
        },
      };
    },
  };
}

type ExpectedAt = (t: number, model: Model) => Readonly<Partial<Record<string, Expected>>>;

function expectedBy(known: Reference | ReferenceSeries, { parts, expected }: Observable<Alone>): ExpectedAt {
  if ("source" in known) return (t) => ({ "": known.at(t) });
  if (!expected) throw new ScenarioError(`${parts[""].name}: a solution does not have it`);
  return (t, model) => expected(known.at(t), model);
}
