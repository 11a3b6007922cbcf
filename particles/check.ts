/**
 * What a particle system is asked to run, looked at before it runs: by plans through `check`, and by `run` itself, which a program may call without a study. Types
 * say most of this; a program that was not compiled is told here.
 */
import { ScenarioError } from "../src/errors.ts";
import { checkAsStated } from "../src/laws/as-stated.ts";
import type { Initial, Setup } from "../src/protocols/index.ts";
import { checkSetup } from "../src/setup/check.ts";
import { horizonOf } from "../src/setup/horizon.ts";
import type { Coupling, SteppedSystem } from "./protocols.ts";
import { checkRoom } from "./ensemble.ts";
import { checkObserved, checkStart, type Kind } from "./state.ts";
import { stepLength } from "./trace.ts";

const named = (found: unknown): string => {
  if (typeof found === "function") return `the function ${found.name} (call it)`;
  const name: unknown = (found as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : String(found);
};

/** Throws ScenarioError for what is no particle system: a dynamics, which runs by itself, or a function that was not called. */
export function checkSystem<C, B>(where: string, system: SteppedSystem<C, B>): void {
  if (typeof (system as Partial<typeof system> | undefined)?.stepper !== "function")
    throw new ScenarioError(`${where}: invalid system: ${named(system)} (expected a particle system, such as pairCollisions({ potential }))`);
}

/** Throws ScenarioError for what is no coupling. */
export function checkCoupling<C, B>(coupling: Coupling<C, B>): void {
  if (typeof (coupling as Partial<typeof coupling> | undefined)?.map !== "function")
    throw new ScenarioError(`coupled: invalid coupling: ${named(coupling)} (expected a coupling, such as synchronous())`);
}

export const dimensionOf = <State>(initial: Initial<State>): number => initial.laws[0].dimension;

/** Throws ScenarioError, in the user's words, when a setup cannot run as one ensemble of this system (`alone`) or as a couple. */
export function checkRun<State, C, B>(system: SteppedSystem<C, B>, setup: Setup<State>, kind: Exclude<Kind, "solved">, planned = false): void {
  checkSetup(setup as unknown as Setup<never>);
  const { initial, particles } = setup;
  const time = horizonOf(setup.time);
  const ensembles = kind === "alone" ? 1 : 2;
  checkStart(initial, kind);
  const needed = ensembles * system.model.species.length;
  if (initial.laws.length !== needed) {
    throw new ScenarioError(`initial data with ${initial.laws.length} law(s) for a system that needs ${needed}`);
  }
  if (!(Number.isInteger(particles) && particles >= 2)) {
    throw new ScenarioError(`invalid particles: ${particles} (expected a whole number of at least 2)`);
  }
  checkRoom(particles, dimensionOf(initial), ensembles);
  checkObserved(setup, kind);
  system.check(dimensionOf(initial), particles, stepLength(time) || undefined);
  if (!planned) initial.laws.forEach(checkAsStated);
}
