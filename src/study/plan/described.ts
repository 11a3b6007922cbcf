/** A setup in words and numbers: what a run folder remembers of each cell, enough to print and draw its results without running anybody's code. */
import type { Conserved, Horizon, Law, Model, Particulars, Quantity, Setup } from "../../protocols/index.ts";
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
  /** Absent in folders of earlier versions. */
  readonly particulars?: Particulars;
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
    particulars: particularsOf(setup),
  };
}

/** Of a setup that has been checked. The order of the keys is that of the stored shape, so that what is read back compares as text. */
export function particularsOf({ system, initial: { laws }, particles }: Pick<Setup<never>, "system" | "initial" | "particles">): Particulars {
  const { species, interaction } = system.model;
  const { options = {}, couplings = [], counts } = system.details?.(particles) ?? {};
  return {
    dimension: laws[0]?.dimension ?? 0,
    species: species.map(({ name, mass, density }, s) => ({
      name,
      mass,
      density,
      ...(counts ? { particles: counts[s] } : {}),
      // Those of the second ensemble follow those of the first.
      laws: laws.filter((_, k) => k % species.length === s).map(formOf),
    })),
    interactions: species.flatMap((one, i) =>
      species.slice(i).map(({ name: other }, k) => {
        const { name, strength, gamma } = interaction(i, i + k);
        return { between: [one.name, other] as const, name, strength, ...(gamma === undefined ? {} : { gamma }) };
      }),
    ),
    couplings,
    options,
  };
}

/** As JSON keeps it; of a law without a form its name. */
const formOf = ({ name, spec }: Law): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify({ type: name, ...spec })) as Record<string, unknown>;

/** "" stands for interactions without a table. */
function tablesOf({ species, interaction }: Model): string[] {
  const hashes = species.flatMap((_, i) => species.slice(i).map((_, j) => interaction(i, i + j).hash ?? ""));
  return [...new Set(hashes)].sort();
}

/** What of a setup decides numbers and can be told: two setups of one program that differ here are not the same experiment. */
export const fingerprint = ({ system, initial, particles, time, observe, tables, particulars }: Described): string =>
  JSON.stringify({ system, initial, particles, time, observe: [...observe].sort(), tables, particulars });

/** A setup that can be told and not run: it has no functions. */
export function tellable({ system, conserves, initial, particles, time, observe }: Described): Setup<never> {
  const named = Object.fromEntries(observe.map((name) => [name, {}]));
  return { system: { name: system, conserves }, initial: { name: initial, laws: [] }, particles, time, observe: named } as unknown as Setup<never>;
}
