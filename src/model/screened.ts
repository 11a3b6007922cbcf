/** Screened power laws alpha(r) = c r^gamma e^(-r/length). */
import { ScenarioError } from "../errors.ts";
import { jsonForm, keys } from "../json/form.ts";
import { exp } from "../math/elementary.ts";
import type { Potential } from "../protocols/index.ts";
import { generalPotential } from "./general.ts";
import { powerLaw } from "./power-law.ts";

/** alpha(r) = strength r^gamma e^(-r/length): a power law cut off beyond `length`. Throws ScenarioError. */
export function screened(options: { gamma: number; length: number; strength?: number }): Potential {
  const { gamma, length, strength = 1 } = options;
  const bare = powerLaw(gamma, { strength });
  if (!(length > 0 && length < Infinity)) throw new ScenarioError(`invalid length: ${length} (it must be positive and finite)`);
  return generalPotential({ name: `${strength} r^${gamma} e^(-r/${length})`, alpha: (r) => bare.alpha(r) * exp(-r / length), exponents: [gamma] });
}

screened.json = jsonForm({
  type: "screened",
  keys: { gamma: keys.number(), length: keys.number() },
  make: (given, { strength }) => screened({ ...given, strength }),
});
