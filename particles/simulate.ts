/**
 * Runs a particle system, alone or coupled, from its initial law through its observation times.
 *
 * One step of length dt approximates the flow over dt (systems/). Randomness comes from the replicate's key: `copy=a/initial`
 * samples, `copy=a/noise` drives; a system alone is copy a, so it is bit for bit the first ensemble of a couple at the same address.
 */
import { openMemory } from "../src/kernels/index.ts";
import type { Details, Dynamics, Key, NoiseOf, Setup } from "../src/protocols/index.ts";
import type { Coupling, Effort, Matching, SteppedSystem } from "./protocols.ts";
import { checkCoupling, checkRun, checkSystem, dimensionOf } from "./check.ts";
import { createEnsemble, groupsOf, partOf } from "./ensemble.ts";
import { openProber } from "./probe.ts";
import { coupledNames } from "./snapshots.ts";
import { memo, type Alone, type Couple, type Coupled } from "./state.ts";
import { stepLength, trace, type Motion } from "./trace.ts";

/** A system alone: `system: alone(pairCollisions({ potential: coulomb() }))`. Throws ScenarioError for what is no particle system. */
export function alone<C, B>(system: SteppedSystem<C, B>): Dynamics<Alone> {
  checkSystem("alone", system);
  return {
    name: system.name,
    model: system.model,
    conserves: system.conserves,
    ensembles: ["a"],
    ...(system.brownian ? { brownian: true } : {}),
    details: (particles) => detailsOf(system, particles, []),
    weakOrder: (dimension, joint) => system.weakOrder(dimension, joint),
    check: (setup) => checkRun(system, setup, "alone"),
    cost: (setup) => stepsOf(setup) * effortOf(system, setup).work + measuring(setup),
    notes: (setup) => notesOf([effortOf(system, setup)]),
    run(setup, key, options) {
      checkRun(system, setup, "alone", options.planned);
      return trace(setup, () => openAlone(system, setup, key), options);
    },
  };
}

/**
 * Two ensembles with shared noise, in two independent copies. The first coupling is the one that distances are measured under; each
 * further coupling drives a couple of its own with the same first ensemble, for its coupled cost. Throws ScenarioError for what is no particle system and no coupling.
 */
export function coupled<C, B>(system: SteppedSystem<C, B>, coupling: Coupling<C, B>, ...further: readonly Coupling<C, B>[]): Dynamics<Coupled> {
  checkSystem("coupled", system);
  const couplings = [coupling, ...further];
  couplings.forEach(checkCoupling);
  const efforts = (setup: Setup<Coupled>): Effort[] => couplings.map((each) => effortOf(system, setup, each));
  return {
    name: `${system.name}, ${couplings.map((c) => c.name).join(" and ")} coupling`,
    model: system.model,
    conserves: system.conserves,
    ensembles: coupledNames(couplings.map(({ name }) => name)),
    ...(system.brownian ? { brownian: true } : {}),
    details: (particles) => detailsOf(system, particles, couplings),
    weakOrder: (dimension, joint) => system.weakOrder(dimension, joint),
    check: (setup) => checkRun(system, setup, "coupled"),
    cost(setup) {
      // Rates are those of the first coupling.
      const driven = efforts(setup).map(({ work }, k) => 4 * (k === 0 ? stepsOf(setup) : setup.time.steps) * work + 2 * renaming(couplings[k], setup));
      return driven.reduce((sum, cost) => sum + cost, measuring(setup));
    },
    notes: (setup) => notesOf(efforts(setup)),
    run(setup, key, options) {
      checkRun(system, setup, "coupled", options.planned);
      return trace(setup, () => openCoupled(system, couplings, setup, key), options);
    },
  };
}

const detailsOf = <C, B>({ model, options = {} }: SteppedSystem<C, B>, particles: number, couplings: readonly Coupling<C, B>[]): Details => ({
  options,
  couplings: couplings.map(({ name }) => name),
  counts: groupsOf(model, particles).map(({ begin, end }) => end - begin),
});

const effortOf = <State, C, B>(system: SteppedSystem<C, B>, { particles, initial }: Setup<State>, coupling?: Coupling<C, B>): Effort =>
  system.effort(particles, dimensionOf(initial), coupling);

const notesOf = (efforts: readonly Effort[]): string[] => [...new Set(efforts.flatMap(({ note }) => note ?? []))];

/** Particle-steps worth of the relabellings of one couple over one replicate. */
function renaming<State, C, B>({ relabelling }: Coupling<C, B>, { particles, time }: Setup<State>): number {
  if (!relabelling) return 0;
  return relabelling.work(particles) * (relabelling.every ? Math.floor(time.steps / relabelling.every) : time.observe);
}

const overObserved = <State>({ observe }: Setup<State>, of: (observable: Setup<State>["observe"][string]) => number | undefined): number =>
  Object.values<Setup<State>["observe"][string]>(observe).reduce((sum, observable) => sum + (of(observable) ?? 0), 0);

/** Steps of one ensemble over one replicate, those that observables probe rates by among them. */
const stepsOf = <State>(setup: Setup<State>): number => setup.time.steps + overObserved(setup, ({ probes }) => probes);

/** Particle-steps worth of measurements over one replicate, their probes apart. */
export const measuring = <State>(setup: Setup<State>): number => setup.time.observe * overObserved(setup, (observable) => observable.cost?.(setup.particles));

function openAlone<C, B>(system: SteppedSystem<C, B>, setup: Setup<Alone>, key: Key): Motion<Alone> {
  const copy = key.child("copy", "a");
  const noise = copy.child("noise");
  const dimension = dimensionOf(setup.initial);
  const arena = openMemory();
  const ensemble = createEnsemble(arena, setup.particles, dimension, groupsOf(system.model, setup.particles));
  setup.initial.fill([ensemble], copy.child("initial"));
  const stepper = system.stepper(arena, [ensemble]);
  const rate = openProber(system, undefined, arena, [ensemble], copy.child("probe"));
  return {
    state: { kind: "alone", model: system.model, ensemble, rate, dt: stepLength(setup.time), ...memo() },
    ensembles: [ensemble],
    distinct: [ensemble],
    advance: (_step, dt, drawn) => stepper.step(noise, drawn, dt),
    beforeMeasuring: () => {},
    close: () => arena.close(),
  };
}

/** Two independent copies of a couple at its start, for whoever advances them: `coupled` through its horizon, the laboratory step by step. */
export function openCoupled<C, B>(system: SteppedSystem<C, B>, couplings: readonly Coupling<C, B>[], setup: Setup<Coupled>, key: Key): Motion<Coupled> {
  const [a, b] = ["a", "b"].map((name) => couplings.map((coupling) => openCouple(system, coupling, setup, key.child("copy", name))));
  const driven = [...a, ...b];
  return {
    state: {
      kind: "coupled",
      model: system.model,
      copies: [a.map((d) => d.couple), b.map((d) => d.couple)],
      initial: setup.initial,
      dt: stepLength(setup.time),
      ...memo(),
    },
    ensembles: driven.flatMap(({ couple }) => [couple.first, couple.second]),
    distinct: [a, b].flatMap((copy) => [copy[0].couple.first, ...copy.map(({ couple }) => couple.second)]),
    advance: (step, dt, drawn) => driven.forEach((d) => d.step(step, dt, drawn)),
    beforeMeasuring: () => driven.forEach((d) => d.beforeMeasuring()),
    close: () => driven.forEach((d) => d.close()),
  };
}

interface Driven {
  readonly couple: Couple;
  step(step: number, dt: number, noise: NoiseOf): void;
  beforeMeasuring(): void;
  close(): void;
}

function openCouple<C, B>(system: SteppedSystem<C, B>, coupling: Coupling<C, B>, setup: Setup<Coupled>, key: Key): Driven {
  const noise = key.child("noise");
  const dimension = dimensionOf(setup.initial);
  const arena = openMemory();
  const groups = groupsOf(system.model, setup.particles);
  const first = createEnsemble(arena, setup.particles, dimension, groups);
  const second = createEnsemble(arena, setup.particles, dimension, groups);
  setup.initial.fill([first, second], key.child("initial"));
  const stepper = system.stepper(arena, [first, second], coupling);
  const rate = openProber(system, coupling, arena, [first, second], key.child("probe"));
  const couple: Couple = { coupling: coupling.name, first, second, rate };
  const { relabelling } = coupling;
  return {
    couple,
    step(step, dt, drawn) {
      stepper.step(noise, drawn, dt);
      if (relabelling?.every && (step + 1) % relabelling.every === 0) relabel(couple, relabelling);
    },
    beforeMeasuring() {
      if (relabelling && !relabelling.every) relabel(couple, relabelling);
    },
    close: () => arena.close(),
  };
}

/** Gives W_{s(i)} the label i, with s the order of W after V, species by species. */
function relabel({ first, second }: Couple, { order }: Matching): void {
  for (const group of first.groups) {
    const [v, w] = [partOf(first, group), partOf(second, group)];
    const places = order(v.planes, w.planes);
    for (const plane of w.planes) {
      const old = plane.slice();
      for (let i = 0; i < plane.length; i++) plane[i] = old[places[i]];
    }
  }
}
