/**
 * What observables see: a system alone, or two independent copies of a coupled pair (V, W).
 *
 * Every distance of this project is measured on two copies (V, W) and (V', W') that share nothing, because the difference of
 * assignment costs between copies removes the finite-N bias. A copy may carry several couplings of the same first ensemble: each is
 * a couple of its own, driven by the same key, so their first ensembles agree bit for bit.
 */
import { ScenarioError } from "../src/errors.ts";
import type { Ensemble, Initial, Model, Observable, Setup, ObservedProblem } from "../src/protocols/index.ts";
import type { Prober } from "./probe.ts";

/** Remembers what several observables need at one observation time; emptied before the next. */
export interface Memo {
  /** What `compute` returned the first time that this label was asked for at this observation time. */
  once<T>(label: string, compute: () => T): T;
}

/** What observables see of a system alone. */
export interface Alone extends Memo {
  readonly kind: "alone";
  readonly model: Model;
  readonly ensemble: Ensemble;
  /** Rate of change of a functional of the ensemble: see probe.ts. */
  readonly rate: Prober;
  /** The scenario's own time step. */
  readonly dt: number;
}

/** One coupled pair under one coupling. Particle i of `first` is the partner of particle i of `second`. */
export interface Couple {
  readonly coupling: string;
  readonly first: Ensemble;
  readonly second: Ensemble;
  /** Rate of change of a functional of [first, second]: see probe.ts. */
  readonly rate: Prober;
}

/** What observables see of a coupled system: two independent copies of the couple. */
export interface Coupled extends Memo {
  readonly kind: "coupled";
  readonly model: Model;
  /** `copies[c][k]`: copy c under the scenario's k-th coupling. */
  readonly copies: readonly [readonly Couple[], readonly Couple[]];
  readonly initial: Initial<Coupled>;
  /** The scenario's own time step. */
  readonly dt: number;
}

export function memo(): Memo & { forget(): void } {
  const known = new Map<string, unknown>();
  return {
    once<T>(label: string, compute: () => T): T {
      if (!known.has(label)) known.set(label, compute());
      return known.get(label) as T;
    },
    forget: () => known.clear(),
  };
}

/** Of states: what a system runs, what observables see, what initial data fill. */
export type Kind = "alone" | "coupled" | "solved";

const WHAT: Readonly<Record<string, string>> = {
  alone: "one ensemble: first(...) or second(...) of it in a coupled system, ofSolution(...) of a solution",
  coupled: "a coupled system: coupled(system, coupling)",
  solved: "a solution: deterministic(model, solver)",
};

/** Throws ScenarioError when an observable sees another kind of state than the system has (the compiler says so where types are checked), or something that its solutions do not have. */
export function checkObserved<State>({ observe, system, initial, particles }: Omit<Setup<State>, "time">, kind: Kind): void {
  const wrong = Object.entries(observe).find(([, { of = kind }]) => of !== kind);
  if (wrong) throw new ScenarioError(`invalid observe.${wrong[0]}: ${wrong[1].parts[""].name} is measured on ${WHAT[wrong[1].of!]}`);
  const { couplings } = system.details?.(particles) ?? {};
  const subject: ObservedProblem = { model: system.model, dimension: initial.laws[0]?.dimension ?? 0, ...(couplings ? { couplings } : {}) };
  for (const [name, observable] of Object.entries<Observable<State>>(observe)) {
    try {
      observable.check?.(subject);
    } catch (error) {
      throw error instanceof ScenarioError ? new ScenarioError(`invalid observe.${name}: ${error.message}`) : error;
    }
  }
}

const STARTS: Readonly<Record<Kind, string>> = {
  alone: "one ensemble: sampled(law)",
  coupled: "a couple: coupledOptimally(f, g) or independently(f, g)",
  solved: "a solution: starting(law)",
};

/** Throws ScenarioError when initial data fill another kind of state than the system has: a couple would move a second ensemble that nothing filled. */
export function checkStart<State>({ name, of }: Initial<State>, kind: Kind): void {
  if (of !== undefined && of !== kind) throw new ScenarioError(`invalid initial: ${name} (expected the start of ${STARTS[kind]})`);
}
