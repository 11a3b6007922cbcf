/** The limit of a sequence whose changes fall as a geometric series, judged by its last three members: an estimate with a bound, no proof. */
import type { Value } from "../../functionals/index.ts";

/** The last value, and what a geometric series of the last two changes leaves, twice. `rounding`: relative, of each member. Infinity where changes do not fall. */
export function geometricLimit([first, second, third]: readonly number[], rounding: number): Value {
  const [before, last] = [Math.abs(second - first), Math.abs(third - second)];
  const floor = rounding * Math.abs(third);
  if (last <= floor) return { value: third, bound: 2 * floor };
  const ratio = last / before;
  return { value: third, bound: ratio < 1 ? floor + 2 * last * Math.max(1, ratio / (1 - ratio)) : Infinity };
}
