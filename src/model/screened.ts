/**
 * Screened power laws alpha(r) = c r^gamma e^(-r/L). With x = r/L the growth constant for the exponent g (CP, Theorem 3) is
 *
 *   K = sup alpha'^2 / (alpha r^(g-2)) = c L^a sup_x x^a (gamma - x)^2 e^-x,   a = gamma - g,
 *
 * finite for a >= 0 (and for a >= -2 when gamma = 0): the largest value at x = 0 and at the roots of x^2 - (a + gamma + 2) x + a gamma = 0. For g = gamma <= -2 it is c gamma^2, above that more: (1 - x)^2 grows first.
 */
import { ScenarioError } from "../errors.ts";
import { jsonForm, keys } from "../json/form.ts";
import { exp, pow } from "../math/elementary.ts";
import type { Expected, Potential } from "../protocols/index.ts";
import { generalPotential } from "./general.ts";
import { powerLaw } from "./power-law.ts";
import { knownOptions } from "../names/options.ts";

/** alpha(r) = strength r^gamma e^(-r/length): a power law cut off beyond `length`. Throws ScenarioError. */
export function screened(options: { gamma: number; length: number; strength?: number }): Potential {
  knownOptions("screened", options, ["gamma", "length", "strength"]);
  const { gamma, length, strength = 1 } = options;
  const bare = powerLaw(gamma, { strength });
  if (!(length > 0 && length < Infinity)) throw new ScenarioError(`invalid length: ${length} (it must be positive and finite)`);
  return generalPotential({
    name: `${strength} r^${gamma} e^(-r/${length})`,
    alpha: (r) => bare.alpha(r) * exp(-r / length),
    exponents: [gamma],
    known: {
      derivative: (r) => (bare.derivative(r) - bare.alpha(r) / length) * exp(-r / length),
      growthConstant: (of) => growth({ gamma, length, strength }, of),
    },
  });
}

/** A power of 0 is 1 for the exponent 0, though its logarithm is not a number. */
const power = (x: number, a: number): number => (a === 0 ? 1 : x === 0 ? (a > 0 ? 0 : Infinity) : pow(x, a));

function growth({ gamma, length, strength }: { gamma: number; length: number; strength: number }, of: number): Expected {
  const a = gamma - of;
  const at = (x: number): number => (gamma === 0 ? power(x, a + 2) : power(x, a) * (gamma - x) * (gamma - x)) * exp(-x);
  if (at(0) === Infinity) return { value: Infinity, bound: 0 };
  const half = (a + gamma + 2) / 2;
  // The larger root without cancellation; the other from the product of the two.
  const apart = half * half - a * gamma;
  const root = apart < 0 ? 0 : half + (half < 0 ? -1 : 1) * Math.sqrt(apart);
  const roots = root === 0 ? [] : [root, (a * gamma) / root];
  const value = strength * pow(length, a) * Math.max(at(0), ...roots.filter((x) => x > 0).map(at));
  return { value, bound: 1e-14 * (1 + Math.abs(a)) * value };
}

screened.json = jsonForm({
  type: "screened",
  keys: { gamma: keys.number(), length: keys.number() },
  make: (given, { strength }) => screened({ ...given, strength }),
});
