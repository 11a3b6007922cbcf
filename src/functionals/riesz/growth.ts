/**
 * What stands in place of K sup I_gamma f in CP, Theorem 3 for an interaction alpha = sum_k c_k r^gamma_k of several powers, whose growth constant is infinite:
 *
 *   sum_k c_k gamma_k^2 sup_v I_gamma_k f(v),   since by Cauchy alpha'^2 / alpha <= sum_k c_k gamma_k^2 r^(gamma_k - 2).
 *
 * The rate of W2^2 is then at most (d-1) times its largest value along the geodesic, times W2^2. One power: K sup I_gamma f. Limit: exponents in (-d, 0], where sup I_gamma is
 * finite; an alpha that is no sum of powers is refused.
 */
import type { Potential } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { potentialSupremum } from "./riesz.ts";
import { scaled, type Subject, type Value } from "../value.ts";
import { knownOptions } from "../../names/options.ts";

/** sum_k c_k gamma_k^2 sup I_gamma_k of f = density times the law. Throws ScenarioError for another alpha, and as `potentialSupremum`. */
export function growthSupremum(subject: Subject, options: { potential: Potential; density?: number }): Value {
  const { potential, density = 1 } = knownOptions("growthSupremum", options, ["potential", "density"]);
  const { name, powers } = potential;
  if (!powers) throw new ScenarioError(`growth of ${name}: found an alpha that is no sum of powers, expected a power law or sumOfPowers`);
  let [value, bound] = [0, 0];
  for (const { coefficient, gamma } of powers) {
    if (gamma === 0) continue;
    const part = scaled(potentialSupremum(subject, { gamma, density }), coefficient * gamma * gamma);
    value += part.value;
    bound += part.bound;
  }
  return { value, bound };
}
