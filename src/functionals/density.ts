/** The density at a point, with its error: rounding of the exponent (2e-15 for each unit of log f) and the solver's. */
import { log } from "../math/elementary.ts";
import { measure, scaled, type Subject, type Value } from "./value.ts";

/** f(v) of f = density times the law, at v [d]. Throws ScenarioError for a law without density. */
export function densityAt(subject: Subject, v: ArrayLike<number>, { density = 1 }: { density?: number } = {}): Value {
  const at = measure(subject, (law) => {
    const value = law.density(v);
    return { value, error: value === 0 ? 0 : 2e-15 * (4 + Math.abs(log(Math.abs(value)))) * Math.abs(value) };
  });
  return scaled(at, density);
}
