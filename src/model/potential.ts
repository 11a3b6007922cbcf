/**
 * The interaction alpha(r) of the Landau kernel a(z) = alpha(|z|) (|z|^2 I - z z^T) (CP, eq. 1.1; MP, eq. 1.3).
 *
 * Power laws alpha = c r^gamma: gamma = 0 Maxwell molecules, gamma = -3 Coulomb in dimension 3. A power law is served for
 * -d-2 < gamma <= 1, d the dimension, which the system that uses it checks (`checkExponent`).
 */
import { ScenarioError } from "../errors.ts";
import { exp, pow } from "../math/elementary.ts";
import type { Potential } from "../protocols/index.ts";
import { tabulate } from "./table.ts";

/** alpha(r) = strength r^gamma. Throws ScenarioError when gamma is not finite or strength is not positive and finite. */
export function powerLaw(gamma: number, { strength = 1 }: { readonly strength?: number } = {}): Potential {
  if (!Number.isFinite(gamma)) throw new ScenarioError(`invalid gamma: ${gamma} (a power law needs a finite exponent)`);
  if (!(strength > 0 && strength < Infinity)) throw new ScenarioError(`invalid strength: ${strength} (it must be positive and finite)`);
  return {
    name: gamma === 0 ? "Maxwell molecules" : `r^${gamma}`,
    gamma,
    strength,
    alpha: (r) => strength * pow(r, gamma),
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

/** What `generalPotential` takes: a name for tables and figures, and alpha(r) >= 0 for r > 0, smooth. */
export interface GeneralPotential {
  readonly name: string;
  readonly alpha: (r: number) => number;
}

/**
 * Any other alpha, for instance a screened Coulomb interaction
 * `generalPotential({ name: "screened", alpha: (r) => (r * r + 0.1) ** -1.5 })`. Systems tabulate it when they open (src/model/table.ts), which checks that it is smooth
 * and not negative. Throws ScenarioError.
 */
export function generalPotential({ name, alpha }: GeneralPotential): Potential {
  if (typeof name !== "string" || typeof alpha !== "function")
    throw new ScenarioError("invalid potential: generalPotential({ name, alpha }) needs a name and a function alpha(r)");
  let hash: string | undefined;
  const potential: Potential = {
    name,
    strength: 1,
    alpha,
    get hash() {
      hash ??= tabulate(potential).hash;
      return hash;
    },
  };
  return potential;
}

/** alpha(r) = strength r^gamma e^(-r/length): a power law cut off beyond `length`. Throws ScenarioError. */
export function screened(options: { gamma: number; length: number; strength?: number }): Potential {
  const { gamma, length, strength = 1 } = options;
  const bare = powerLaw(gamma, { strength });
  if (!(length > 0 && length < Infinity)) throw new ScenarioError(`invalid length: ${length} (it must be positive and finite)`);
  return generalPotential({ name: `${strength} r^${gamma} e^(-r/${length})`, alpha: (r) => bare.alpha(r) * exp(-r / length) });
}

/** alpha(r) = strength sum_k coefficient_k r^gamma_k with coefficients > 0. Throws ScenarioError. */
export function sumOfPowers(options: { terms: readonly { coefficient: number; gamma: number }[]; strength?: number }): Potential {
  const { terms, strength = 1 } = options;
  if (terms.length === 0) throw new ScenarioError("invalid terms: none (expected at least one)");
  const powers = terms.map(({ coefficient, gamma }) => powerLaw(gamma, { strength: strength * coefficient }));
  const name = terms.map(({ coefficient, gamma }) => `${strength * coefficient} r^${gamma}`).join(" + ");
  return generalPotential({ name, alpha: (r) => powers.reduce((sum, power) => sum + power.alpha(r), 0) });
}

/** Throws ScenarioError when a power law's exponent is out of range in this dimension; a general alpha passes. */
export function checkExponent(potential: Potential, dimension: number): void {
  const { gamma } = potential;
  if (gamma === undefined || (gamma > -dimension - 2 && gamma <= 1)) return;
  throw new ScenarioError(`invalid gamma: ${gamma} (a power law needs ${-dimension - 2} < gamma <= 1 in dimension ${dimension})`);
}
