/** Any interaction alpha(r), tabulated by the systems that use it (table.ts). */
import { ScenarioError } from "../errors.ts";
import type { Potential } from "../protocols/index.ts";
import { tabulate } from "./table.ts";

/** What `generalPotential` takes: a name for tables and figures, and alpha(r) >= 0 for r > 0, smooth. */
export interface GeneralPotential {
  readonly name: string;
  readonly alpha: (r: number) => number;
  /** Of the powers that it is made of. */
  readonly exponents?: readonly number[];
}

/**
 * Any other alpha, for instance a screened Coulomb interaction
 * `generalPotential({ name: "screened", alpha: (r) => (r * r + 0.1) ** -1.5 })`. Systems tabulate it when they open (src/model/table.ts), which checks that it is smooth
 * and not negative. Throws ScenarioError.
 */
export function generalPotential({ name, alpha, exponents }: GeneralPotential): Potential {
  if (typeof name !== "string" || typeof alpha !== "function")
    throw new ScenarioError("invalid potential: generalPotential({ name, alpha }) needs a name and a function alpha(r)");
  let hash: string | undefined;
  const potential: Potential = {
    name,
    strength: 1,
    ...(exponents ? { exponents } : {}),
    alpha,
    get hash() {
      hash ??= tabulate(potential).hash;
      return hash;
    },
  };
  return potential;
}
