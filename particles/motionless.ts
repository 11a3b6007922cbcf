/**
 * Samples that do not move, for studies of estimators against N: two independent copies of a pair of clouds, looked at once, at t = 0.
 *
 * The streams are those of a coupled system at the same address, so that the clouds are the start of its copies, bit for bit.
 */
import { ScenarioError } from "../src/errors.ts";
import { openMemory } from "../src/kernels/index.ts";
import { singleSpecies } from "../src/model/species.ts";
import type { Dynamics, Key, Setup } from "../src/protocols/index.ts";
import { filed } from "../src/series-name.ts";
import { checkAsStated } from "../src/laws/as-stated.ts";
import { checkRoom, createEnsemble } from "./ensemble.ts";
import { measuring } from "./simulate.ts";
import { checkSetup } from "../src/setup/check.ts";
import { coupledNames, snapshotOf } from "./snapshots.ts";
import { checkObserved, checkStart, memo, type Couple, type Coupled } from "./state.ts";

const model = singleSpecies({ name: "no interaction", strength: 0, alpha: () => 0, derivative: () => 0, growthConstant: () => ({ value: 0, bound: 0 }) });

function check(setup: Setup<Coupled>, planned = false): void {
  checkSetup(setup as unknown as Setup<never>);
  const { time, particles, initial } = setup;
  checkStart(initial, "coupled");
  checkObserved(setup, "coupled");
  if (time.steps !== 0) throw new ScenarioError(`invalid steps: ${time.steps} (samples that do not move are looked at once: time: instant())`);
  if (!(Number.isInteger(particles) && particles >= 1)) throw new ScenarioError(`invalid particles: ${particles} (expected a whole number of at least 1)`);
  checkRoom(particles, initial.laws[0].dimension, 2);
  if (!planned) initial.laws.forEach(checkAsStated);
}

/** Samples that do not move, for studies of estimators against N. */
export function motionless(): Dynamics<Coupled> {
  return {
    name: "samples that do not move",
    model,
    conserves: ["momentum", "energy"],
    ensembles: coupledNames(["none"]),
    check: (setup) => check(setup),
    cost: measuring,
    run(setup, key, { snapshots = [], planned }) {
      check(setup, planned);
      const [a, b] = ["a", "b"].map((name) => [openCouple(setup, key.child("copy", name))]);
      const state: Coupled = { kind: "coupled", model, copies: [a, b], initial: setup.initial, dt: 0, ...memo() };
      const series: Record<string, number[]> = {};
      for (const [name, observable] of Object.entries<Setup<Coupled>["observe"][string]>(setup.observe)) {
        for (const [label, value] of filed(name, observable.open().measure(state, 0))) series[label] = [value];
      }
      const clouds = [a, b].flatMap(([{ first, second }]) => [first, second]);
      return { times: [0], series, ...(snapshots.length > 0 ? { snapshots: snapshots.includes(0) ? [snapshotOf(0, clouds)] : [] } : {}) };
    },
  };
}

function openCouple({ initial, particles }: Setup<Coupled>, key: Key): Couple {
  const dimension = initial.laws[0].dimension;
  const arena = openMemory();
  const [first, second] = [createEnsemble(arena, particles, dimension), createEnsemble(arena, particles, dimension)];
  initial.fill([first, second], key.child("initial"));
  return { coupling: "none", first, second, rate: () => 0 };
}
