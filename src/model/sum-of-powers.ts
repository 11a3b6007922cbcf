/**
 * Sums of power laws alpha(r) = c sum_k c_k r^gamma_k. Of different powers other than 0 the growth constant of CP, Theorem 3 is infinite for every gamma; by Cauchy
 * alpha'^2 / alpha <= c sum_k c_k gamma_k^2 r^(gamma_k - 2), which serves in its place (src/functionals/riesz/growth.ts).
 */
import { ScenarioError } from "../errors.ts";
import { jsonForm, keyed, keys } from "../json/form.ts";
import type { Potential } from "../protocols/index.ts";
import { generalPotential } from "./general.ts";
import { growthOfPowers } from "./growth.ts";
import { powerLaw } from "./power-law.ts";
import { knownOptions } from "../names/options.ts";

/** alpha(r) = strength sum_k coefficient_k r^gamma_k with coefficients > 0. Throws ScenarioError. */
export function sumOfPowers(options: { terms: readonly { coefficient: number; gamma: number }[]; strength?: number }): Potential {
  knownOptions("sumOfPowers", options, ["terms", "strength"]);
  const { terms, strength = 1 } = options;
  terms.forEach((term, k) => knownOptions(`sumOfPowers term ${k}`, term, ["coefficient", "gamma"]));
  if (terms.length === 0) throw new ScenarioError("invalid terms: none (expected at least one)");
  const powers = terms.map(({ coefficient, gamma }) => powerLaw(gamma, { strength: strength * coefficient }));
  const merged = new Map<number, number>();
  for (const { gamma, strength: coefficient } of powers) merged.set(gamma!, (merged.get(gamma!) ?? 0) + coefficient);
  const different = Array.from(merged, ([gamma, coefficient]) => ({ gamma, coefficient }));
  const name = terms.map(({ coefficient, gamma }) => `${strength * coefficient} r^${gamma}`).join(" + ");
  return generalPotential({
    name,
    alpha: (r) => powers.reduce((sum, power) => sum + power.alpha(r), 0),
    exponents: terms.map(({ gamma }) => gamma),
    known: {
      derivative: (r) => powers.reduce((sum, power) => sum + power.derivative(r), 0),
      growthConstant: (gamma) => growthOfPowers(different, gamma),
      powers: different,
    },
  });
}

sumOfPowers.json = jsonForm({
  type: "sum",
  keys: { terms: keys.array(keyed({ coefficient: keys.number(), gamma: keys.number() })) },
  make: (given, { strength }) => sumOfPowers({ ...given, strength }),
});
