/** Sums of power laws alpha(r) = c sum_k c_k r^gamma_k. */
import { ScenarioError } from "../errors.ts";
import { jsonForm, keyed, keys } from "../json/form.ts";
import type { Potential } from "../protocols/index.ts";
import { generalPotential } from "./general.ts";
import { powerLaw } from "./power-law.ts";

/** alpha(r) = strength sum_k coefficient_k r^gamma_k with coefficients > 0. Throws ScenarioError. */
export function sumOfPowers(options: { terms: readonly { coefficient: number; gamma: number }[]; strength?: number }): Potential {
  const { terms, strength = 1 } = options;
  if (terms.length === 0) throw new ScenarioError("invalid terms: none (expected at least one)");
  const powers = terms.map(({ coefficient, gamma }) => powerLaw(gamma, { strength: strength * coefficient }));
  const name = terms.map(({ coefficient, gamma }) => `${strength * coefficient} r^${gamma}`).join(" + ");
  return generalPotential({ name, alpha: (r) => powers.reduce((sum, power) => sum + power.alpha(r), 0), exponents: terms.map(({ gamma }) => gamma) });
}

sumOfPowers.json = jsonForm({
  type: "sum",
  keys: { terms: keys.array(keyed({ coefficient: keys.number(), gamma: keys.number() })) },
  make: (given, { strength }) => sumOfPowers({ ...given, strength }),
});
