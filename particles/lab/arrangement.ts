/**
 * What was chosen, from the texts of a URL's fragment: `potential=coulomb&data=gaussian&coupling=synchronous&particles=2000&seed=1&step=0`. What is left out
 * has its default.
 */
import { ScenarioError } from "../../src/errors.ts";
import type { Arrangement, Control } from "../../src/lab/protocol.ts";
import { couplings, data, potentials } from "./choices.ts";

const lists = { potential: potentials, data, coupling: couplings };

/** Steps of a run and its observations, the start included: at 60 steps a second ten seconds, with two observations a second. */
export const STEPS = 600;
export const OBSERVATIONS = 21;

/** Fewer particles than `from` have no blocks to extrapolate from (transport/estimates/extrapolated.ts); more than `to` are drawn slowly. */
const range = { from: 128, to: 20_000 };

/** As `landau run --seed` has it. */
const pattern = "[\\w.\\-]{1,40}";

const defaults: Arrangement = { potential: "coulomb", data: "gaussian", coupling: "synchronous", particles: "2000", seed: "1", step: "0" };

/** The controls in the order of the page. */
export const controls: readonly Control[] = [
  ...Object.entries(lists).map(([name, choices]): Control => {
    const options = Object.entries(choices).map(([value, { label }]) => ({ value, label }));
    return { name, label: name, kind: "list", options };
  }),
  { name: "particles", label: "particles each", kind: "number", ...range },
  { name: "seed", label: "seed", kind: "name", pattern },
];

/** Throws ScenarioError: a name that does not exist, a number out of range. */
export function arrange(given: Readonly<Record<string, string>>): Arrangement {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(defaults, name));
  if (unknown !== undefined) throw new ScenarioError(`unknown choice: ${unknown} (exists: ${Object.keys(defaults).join(", ")})`);
  const all = { ...defaults, ...given };
  for (const [name, choices] of Object.entries(lists)) {
    if (!Object.hasOwn(choices, all[name])) throw new ScenarioError(`unknown ${name}: ${all[name]} (exists: ${Object.keys(choices).join(", ")})`);
  }
  checkWhole("particles", all["particles"], range.from, range.to);
  checkWhole("step", all["step"], 0, STEPS);
  if (!new RegExp(`^${pattern}$`).test(all["seed"]))
    throw new ScenarioError(`invalid seed: ${all["seed"]} (1 to 40 letters, digits, dots, dashes, underscores)`);
  return all;
}

function checkWhole(name: string, text: string, from: number, to: number): void {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= from && value <= to)) throw new ScenarioError(`invalid ${name}: ${text} (a whole number from ${from} to ${to})`);
}
