/**
 * Species of a mixture as observables see them: one alone, or their sum with the weights m_i n_i,
 *
 *   sum_i m_i n_i F(f_i),
 *
 * which the equation conserves for F = momentum and energy, and Maxwell molecules do not increase for F = W2^2(f_i, g_i) (pair rotations are
 * isometries of m_i |.|^2 + m_j |.|^2). One species of mass and density 1 has the weight 1.
 */
import { ScenarioError } from "../../src/errors.ts";
import { suggestion } from "../../src/names/nearest.ts";
import type { Ensemble, Model, Observable, Parts, ReferenceState } from "../../src/protocols/index.ts";
import { partOf } from "../ensemble.ts";
import type { Alone } from "../state.ts";
import { eachPart, partly } from "./declared.ts";
import { onlySpeciesOf } from "./expected.ts";

/** sum_i m_i n_i functional(species i of each ensemble, i). */
export function overSpecies({ species }: Model, ensembles: readonly Ensemble[], functional: (parts: readonly Ensemble[], index: number) => number): number {
  return species.reduce((sum, { mass, density }, index) => {
    const parts = ensembles.map((e) => partOf(e, e.groups[index]));
    return sum + mass * density * functional(parts, index);
  }, 0);
}

/** sum_i m_i n_i. */
export const massDensity = ({ species }: Model): number => species.reduce((sum, { mass, density }) => sum + mass * density, 0);

/** The one species that a functional of a single law is about. Throws ScenarioError for a mixture. */
export const onlySpecies = ({ model }: Alone, quantity: string): Model["species"][number] => onlySpeciesOf(model, quantity);

/** An observable of one ensemble on one species of a mixture: `ofSpecies("electrons", temperature())`. */
export function ofSpecies(name: string, observable: Observable<Alone>): Observable<Alone> {
  const { expected } = observable;
  return {
    ...observable,
    parts: onlyOf(name, observable.parts),
    ...(expected ? { expected: (solution, model) => expected(...solutionOf(solution, model, name)) } : {}),
    check(subject) {
      const model = modelOf(subject.model, indexOf(subject.model, name));
      observable.check?.({ ...subject, model });
    },
    open() {
      const meter = observable.open();
      return { ...meter, measure: (state, t) => meter.measure(speciesOf(state, name), t) };
    },
  };
}

function onlyOf(name: string, parts: Parts): Parts {
  const named = eachPart(parts, (quantity) => partly(quantity, { name: `of ${name}`, short: name }));
  const massed = Object.entries(named).map(([suffix, { physical, ...quantity }]) => [
    suffix,
    { ...quantity, ...(physical ? { physical: { ...physical, species: name } } : {}) },
  ]);
  return Object.fromEntries(massed) as Parts;
}

/** Index of a species by its name. Throws ScenarioError. */
function indexOf({ species }: Model, name: string): number {
  const names = species.map((one) => one.name);
  const index = names.indexOf(name);
  if (index < 0) throw new ScenarioError(`unknown species: ${name} (species: ${names.join(", ")})${suggestion(name, names)}`);
  return index;
}

const modelOf = (model: Model, index: number): Model => ({
  species: [model.species[index]],
  interaction: () => model.interaction(index, index),
});

function solutionOf(solution: ReferenceState, model: Model, name: string): [ReferenceState, Model] {
  const index = indexOf(model, name);
  const { coarser, finer } = solution;
  const only = {
    law: () => solution.law(index),
    ...(coarser ? { coarser: () => coarser(index) } : {}),
    ...(finer ? { finer: () => finer(index) } : {}),
  };
  return [{ ...solution, ...only }, modelOf(model, index)];
}

function speciesOf(state: Alone, name: string): Alone {
  const { model } = state;
  const index = indexOf(model, name);
  const part = (e: Ensemble): Ensemble => {
    const only = partOf(e, e.groups[index]);
    return { ...only, groups: [{ ...only.groups[0], species: 0 }] };
  };
  return {
    ...state,
    model: modelOf(model, index),
    ensemble: part(state.ensemble),
    rate: (functional, options) => state.rate((ensembles) => functional(ensembles.map(part)), options),
    once: (label, compute) => state.once(`${label} of ${name}`, compute),
  };
}
