/** A setup in words and numbers: what a run folder remembers of each cell, enough to print and draw its results without running anybody's code. */
import type { Conserved, Horizon, Model, Quantity, Setup } from "../../protocols/index.ts";
import { quantitiesOf } from "../declare/quantities.ts";

export interface Described {
  readonly system: string;
  readonly conserves: readonly Conserved[];
  readonly initial: string;
  readonly particles: number;
  readonly time: Horizon;
  /** Names of what is observed, and what their series are. */
  readonly observe: readonly string[];
  readonly quantities: Readonly<Record<string, Quantity>>;
  /** Hashes of the tables of its potentials. */
  readonly tables: readonly string[];
}

export function described(setup: Setup<never>): Described {
  const { system, initial, particles, time, observe } = setup;
  return {
    system: system.name,
    conserves: system.conserves,
    initial: initial.name,
    particles,
    time,
    observe: Object.keys(observe),
    quantities: quantitiesOf(setup),
    tables: tablesOf(system.model),
  };
}

/** "" stands for interactions without a table. */
function tablesOf({ species, interaction }: Model): string[] {
  const hashes = species.flatMap((_, i) => species.slice(i).map((_, j) => interaction(i, i + j).hash ?? ""));
  return [...new Set(hashes)].sort();
}

/** What of a setup decides numbers and can be told: two setups of one program that differ here are not the same experiment. */
export const fingerprint = ({ system, initial, particles, time, observe, tables }: Described): string =>
  JSON.stringify({ system, initial, particles, time, observe: [...observe].sort(), tables });

/** A setup that can be told and not run: it has no functions. */
export function tellable({ system, conserves, initial, particles, time, observe }: Described): Setup<never> {
  const named = Object.fromEntries(observe.map((name) => [name, {}]));
  return { system: { name: system, conserves }, initial: { name: initial, laws: [] }, particles, time, observe: named } as unknown as Setup<never>;
}
