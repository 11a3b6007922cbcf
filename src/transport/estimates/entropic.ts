/**
 * Entropic costs between two laws from two independent copies (V, W), (V', W') of a couple, S the entropic cost of entropic/clouds.ts (half cost):
 *
 *   D_N = 1/2 [ S(V, W') + S(V', W) - S(V, V') - S(W, W') ]   estimates   S(f, g) - S(f, f)/2 - S(g, g)/2,   the divergence of the laws,
 *
 * whose biases, of order 1/N at fixed epsilon (G. Mena, J. Niles-Weed, "Statistical bounds for entropic optimal transport", 2019), nearly cancel, and wholly at f = g. S(V, V) of one cloud with itself,
 * as in the divergence between clouds, would not: its points are not independent. S(f, g) itself is extrapolated from the clouds and their halves, 2 S_N - S_(N/2).
 */
import { NumericalError } from "../../errors.ts";
import type { Planes } from "../../protocols/index.ts";
import { entropicCost, type EntropicOptions } from "../entropic/clouds.ts";
import { knownOptions } from "../../names/options.ts";

/** Entropic estimates between two laws. */
export interface DebiasedEntropic {
  /** D_N: may be negative. */
  readonly value: number;
  /** Mean of S between independent clouds of the two laws. */
  readonly raw: number;
  /** Mean of S between independent clouds of each law. */
  readonly floor: number;
  /** S(f, g) with its bias of order 1/N removed. */
  readonly cost: number;
}

/** Throws NumericalError when an iteration did not converge, and as `entropicCost`. */
export function debiasedEntropic(v: Planes, w: Planes, vPrime: Planes, wPrime: Planes, options: EntropicOptions): DebiasedEntropic {
  knownOptions("debiasedEntropic", options, ["epsilon", "weights", "tolerance", "rounds"]);
  const cost = (x: Planes, y: Planes): number => {
    const { value, converged, gap } = entropicCost(x, y, options);
    if (!converged) throw new NumericalError(`entropic cost stopped at its rounds with relative gap ${gap.toExponential(1)}`, 0);
    return value;
  };
  const middle = v[0].length >> 1;
  const half = (planes: Planes, which: 0 | 1): Planes => planes.map((plane) => plane.subarray(which * middle, (which + 1) * middle));
  const raw = (cost(v, wPrime) + cost(w, vPrime)) / 2;
  const floor = (cost(v, vPrime) + cost(w, wPrime)) / 2;
  const halves = ([0, 1] as const).map((which) => (cost(half(v, which), half(wPrime, which)) + cost(half(w, which), half(vPrime, which))) / 2);
  return { value: raw - floor, raw, floor, cost: 2 * raw - (halves[0] + halves[1]) / 2 };
}
