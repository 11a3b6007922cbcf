/** Any interaction alpha(r), tabulated by the systems that use it (table.ts). */
import { ScenarioError } from "../errors.ts";
import type { Potential } from "../protocols/index.ts";
import { generalGrowth, numericalDerivative } from "./growth.ts";
import { tabulate } from "./table.ts";
import { knownOptions } from "../names/options.ts";

/** What `generalPotential` takes: a name for tables and figures, and alpha(r) >= 0 for r > 0, smooth. */
export interface GeneralPotential {
  /** For tables and figures. */
  readonly name: string;
  /** alpha(r) >= 0 for r > 0, smooth. */
  readonly alpha: (r: number) => number;
  /** Of the powers that it is made of. */
  readonly exponents?: readonly number[];
  /** What is known of it in closed form; numerical otherwise. Never taken over from another potential. */
  readonly known?: Partial<Pick<Potential, "derivative" | "growthConstant" | "powers">>;
}

/**
 * Any other alpha, for instance a screened Coulomb interaction
 * `generalPotential({ name: "screened", alpha: (r) => (r * r + 0.1) ** -1.5 })`. Systems tabulate it when they open (src/model/table.ts), which checks that it is smooth
 * and not negative. Throws ScenarioError.
 */
export function generalPotential(options: GeneralPotential): Potential {
  const { name, alpha, exponents, known = {} } = knownOptions("generalPotential", options, ["name", "alpha", "exponents", "known"]);
  if (typeof name !== "string" || typeof alpha !== "function")
    throw new ScenarioError("invalid potential: generalPotential({ name, alpha }) needs a name and a function alpha(r)");
  let hash: string | undefined;
  const potential: Potential = {
    name,
    strength: 1,
    ...(exponents ? { exponents } : {}),
    alpha,
    ...(known.powers ? { powers: known.powers } : {}),
    derivative: known.derivative ?? numericalDerivative(alpha),
    growthConstant: known.growthConstant ?? ((gamma) => generalGrowth(alpha, gamma, { name, derivative: known.derivative })),
    get hash() {
      hash ??= tabulate(potential).hash;
      return hash;
    },
  };
  return potential;
}
