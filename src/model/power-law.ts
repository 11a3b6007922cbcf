/**
 * Power laws alpha(r) = c r^gamma of the kernel a(z) = alpha(|z|) (|z|^2 I - z z^T) (CP, eq. 1.1; MP, eq. 1.3): gamma = 0 Maxwell molecules, gamma = -3 Coulomb in
 * dimension 3. Served for -d-2 < gamma <= 1, d the dimension, which the system that uses it checks (`checkExponent`).
 */
import { ScenarioError } from "../errors.ts";
import { pow } from "../math/elementary.ts";
import type { Potential } from "../protocols/index.ts";
import { growthOfPowers } from "./growth.ts";
import { knownOptions } from "../names/options.ts";

/** alpha(r) = strength r^gamma. Throws ScenarioError when gamma is not finite or strength is not positive and finite. */
export function powerLaw(gamma: number, options: { readonly strength?: number } = {}): Potential {
  const { strength = 1 } = knownOptions("powerLaw", options, ["strength"]);
  if (!Number.isFinite(gamma)) throw new ScenarioError(`invalid gamma: ${gamma} (a power law needs a finite exponent)`);
  if (!(strength > 0 && strength < Infinity)) throw new ScenarioError(`invalid strength: ${strength} (it must be positive and finite)`);
  const powers = [{ coefficient: strength, gamma }];
  return {
    name: gamma === 0 ? "Maxwell molecules" : `r^${gamma}`,
    gamma,
    strength,
    alpha: (r) => strength * pow(r, gamma),
    derivative: (r) => (gamma === 0 ? 0 : strength * gamma * pow(r, gamma - 1)),
    growthConstant: (of) => growthOfPowers(powers, of),
    powers,
  };
}

/** alpha = 1. */
export function maxwellMolecules(): Potential {
  return powerLaw(0);
}

/** alpha = r^-3, the Coulomb interaction in dimension 3. */
export function coulomb(): Potential {
  return { ...powerLaw(-3), name: "Coulomb" };
}

/** Throws ScenarioError when the exponent of a power law, or of a power in a general alpha, is out of range in this dimension. */
export function checkExponent(potential: Potential, dimension: number): void {
  const { gamma: own, exponents = own === undefined ? [] : [own] } = potential;
  const gamma = exponents.find((one) => !(one > -dimension - 2 && one <= 1));
  if (gamma === undefined) return;
  throw new ScenarioError(`invalid gamma: ${gamma} (a power law needs ${-dimension - 2} < gamma <= 1 in dimension ${dimension})`);
}
