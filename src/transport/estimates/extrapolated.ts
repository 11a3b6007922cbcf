/**
 * W2^2 between two laws with the leading finite-N bias of D_N removed:
 *
 *   E_N = D_N + (D_N - mean D_n) / (g - 1),   g = (N/n)^{2/d},   n = N/8,   in d = 2   g = (log n / n) / (log N / N),   n = N/4,
 *
 * the mean over the N/n disjoint blocks of n particles. The floors of two different laws do not cancel wholly: what is left of them is
 * of their own order N^{-2/d} (the local matching cost depends on the derivative of the optimal map), and was measured to be -3.2 % of
 * W2^2 at N = 4000 between an isotropic mixture and a BKW law, -8 N^{-2/3} from N = 500 on; between Gaussians -0.1 %. The exponent is
 * that of the floor, not fitted. E_N = 0 exactly at f = g, where every D is. In d = 1 the floor is of order 1/N, so that g = N/n.
 *
 * What E_N keeps is of the next order, unknown, and states itself as the whole change that the extrapolation made, the residue E_N - D_N. Means over
 * hundreds to thousands of starts, in per cent of W2^2 (of D_N, of E_N, residue):
 *
 *   isotropic mixture and BKW, d = 3   N = 128: -25.7, -10.9, 14.8   256: -17.1, -5.2, 11.9   512: -11.9, -3.4, 8.4   1024: -6.5, -.1, 6.4
 *   four beams                         N = 128: -22.4,  -8.5, 13.9   256: -17.3, -7.0, 10.3   512: -10.8, -3.3, 7.5
 *   isotropic mixture, d = 2           N = 128: -20.7,  -6.1, 14.6   256: -12.6, -2.9,  9.7   512:  -6.8,  -.2, 6.6   1024: -4.9, -1.4, 3.5
 */
import { log, pow } from "../../math/elementary.ts";
import { summarise } from "../../math/statistics.ts";
import type { Planes } from "../../protocols/index.ts";
import { debiased, type Debiased } from "./debiased.ts";
import { openSolver, type AssignmentSolver } from "../assignment/exact.ts";

/** Fewer particles in a block than this are not asymptotic in any sense: then nothing is extrapolated. */
const FEWEST = 16;

/** The extrapolated estimate with D_N and its blocks. */
export interface Extrapolated extends Debiased {
  /** D_N itself. */
  readonly plain: number;
  /** What bounds the bias that is left, whatever its sign, in mean: E_N - D_N, or the whole floor where nothing was extrapolated. */
  readonly residue: number;
  /** The raw cost extrapolated in the same way, without its floor: all that one pair of independent clouds allows. */
  readonly rawExtrapolated: number;
  /** D_n of the blocks; empty when the clouds are too small to be cut. */
  readonly blocks: readonly number[];
}

/** Number of blocks of N points, and the factor g by which the floor of a block is greater than that of the whole. */
function cut(dimension: number, count: number): { readonly parts: number; readonly growth: number } {
  if (dimension === 2) return { parts: 4, growth: (4 * log(count / 4)) / log(count) };
  return { parts: 8, growth: dimension === 1 ? 8 : dimension === 3 ? 4 : pow(8, 2 / dimension) };
}

/** `value` is E_N; `raw` and `floor` are those of D_N. Throws as `debiased` does. */
export function debiasedExtrapolated(v: Planes, w: Planes, vPrime: Planes, wPrime: Planes, solver: AssignmentSolver = openSolver()): Extrapolated {
  const whole = debiased(v, w, vPrime, wPrime, solver);
  const { parts, growth } = cut(v.length, v[0].length);
  const size = Math.floor(v[0].length / parts);
  if (size < FEWEST) return { ...whole, plain: whole.value, residue: whole.floor, rawExtrapolated: whole.raw, blocks: [] };
  const blocks = Array.from({ length: parts }, (_, part) => {
    const block = (planes: Planes): Planes => planes.map((plane) => plane.subarray(part * size, (part + 1) * size));
    return debiased(block(v), block(w), block(vPrime), block(wPrime), solver);
  });
  const beyond = (here: number, there: readonly number[]): number => here + (here - summarise(there).mean) / (growth - 1);
  const values = blocks.map(({ value }) => value);
  const value = beyond(whole.value, values);
  return {
    ...whole,
    plain: whole.value,
    value,
    residue: value - whole.value,
    rawExtrapolated: beyond(
      whole.raw,
      blocks.map(({ raw }) => raw),
    ),
    blocks: values,
  };
}
