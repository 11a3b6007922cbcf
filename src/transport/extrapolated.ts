/**
 * W2^2 between two laws with the leading finite-N bias of D_N removed:
 *
 *   E_N = D_N + (D_N - mean D_n) / ((N/n)^{2/d} - 1),   n = N/8 in d = 3, N/4 in d = 2 (so that (N/n)^{2/d} = 4),
 *
 * the mean over the N/n disjoint blocks of n particles. The floors of two different laws do not cancel wholly: what is left of them is
 * of their own order N^{-2/d} (the local matching cost depends on the derivative of the optimal map), and was measured to be -3.2 % of
 * W2^2 at N = 4000 between an isotropic mixture and a BKW law, -8 N^{-2/3} from N = 500 on; between Gaussians -0.1 %. The exponent is
 * that of the floor, not fitted. E_N = 0 exactly at f = g, where every D is. Limits: in d = 2 the floor has a factor log N, ignored here.
 */
import type { Planes } from "../protocols.ts";
import { debiased, type Debiased } from "./debiased.ts";
import { openSolver, type AssignmentSolver } from "./exact.ts";

/** Fewer particles in a block than this are not asymptotic in any sense: then nothing is extrapolated. */
const FEWEST = 16;

export interface Extrapolated extends Debiased {
  /** D_N itself. */
  readonly plain: number;
}

/** `value` is E_N; `raw` and `floor` are those of D_N. Throws as `debiased` does. */
export function extrapolated(
  v: Planes,
  w: Planes,
  vPrime: Planes,
  wPrime: Planes,
  solver: AssignmentSolver = openSolver(),
): Extrapolated {
  const whole = debiased(v, w, vPrime, wPrime, solver);
  const count = v[0]!.length;
  const parts = v.length === 2 ? 4 : 8;
  const size = Math.floor(count / parts);
  if (v.length === 1 || size < FEWEST) return { ...whole, plain: whole.value };
  let sum = 0;
  for (let part = 0; part < parts; part++) {
    const block = (planes: Planes): Planes => planes.map((plane) => plane.subarray(part * size, (part + 1) * size));
    sum += debiased(block(v), block(w), block(vPrime), block(wPrime), solver).value;
  }
  // (N/n)^{2/d} is 4 in both dimensions.
  return { ...whole, plain: whole.value, value: whole.value + (whole.value - sum / parts) / 3 };
}
