/**
 * Sinkhorn's algorithm on any soft kernel (soft-kernel.ts): block ascent of the concave dual
 *
 *   D(phi, psi) / epsilon = sum_i a_i phi_i + sum_j b_j psi_j - (sum_ij P_ij - 1),     P_ij = a_i b_j e^(phi_i + psi_j - c_ij/epsilon),
 *
 * by exact half steps psi_j -= log s_j, phi_i -= log r_i (Sinkhorn 1967; Cuturi 2013), accelerated by Anderson's mixing (1965) of the last
 * MEMORY rounds: the slow modes are few, outliers that hold on to the rest by little mass, and mixing takes them out one by one. (At N =
 * 2000, epsilon = 0.05: 58 rounds to an L1 error of 1e-6; over-relaxation with an estimated omega took about 160.)
 * When the error grows tenfold, the iteration goes back to the best potentials seen, forgets its memory and begins with plain rounds.
 */
import { expm1 } from "../../math/elementary.ts";
import { Mixing } from "./mixing.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";

export interface SinkhornOptions {
  /** L1 error of the marginals at which to stop. */
  readonly tolerance: number;
  /** Most rounds of two half steps. */
  readonly rounds: number;
}

/** Potentials whose plan has its second marginal exact, and on the first the error below. */
export interface Potentials {
  readonly potentials: Pair;
  /** log r of the plan. */
  readonly logRatio: Float64Array;
  /** sum_i |a_i r_i - a_i|. */
  readonly marginalError: number;
  readonly rounds: number;
  /** False when the rounds ran out first. */
  readonly converged: boolean;
}

/** Mixing is not monotone; beyond this growth of the error it has lost its way. */
const GROWTH = 10;

/** Plain rounds after the first time. */
const PLAIN = 5;

/** Rough passes that bring no new least error for so many rounds are drowned in their own round-off (flat clouds): exact ones take over. */
const PATIENCE = 12;

/** Solves from the first potential of `start`, which becomes the result's and is overwritten. */
export function sinkhorn(kernel: SoftKernel, start: Pair, { tolerance, rounds }: SinkhornOptions): Potentials {
  const [phi, psi] = start;
  const logRatio = new Float64Array(phi.length);
  const logColumn = new Float64Array(psi.length);
  const mixing = new Mixing(kernel.weights[0]);
  const best = { error: Infinity, phi: phi.slice() };
  // A marginal error is two at most: rough passes that cannot tell it from that serve nothing.
  let rough = kernel.roughAbove < 1;
  let since = 0;
  let plain = 0;
  let penance = PLAIN;
  for (let round = 1; ; round++) {
    kernel.half(1, start, logColumn, rough);
    advance(psi, logColumn);
    kernel.half(0, start, logRatio, rough);
    const error = marginalError(kernel.weights[0], logRatio);
    const last = round >= rounds;
    if (!rough && (error <= tolerance || last)) return { potentials: start, logRatio, marginalError: error, rounds: round, converged: error <= tolerance };
    if (error > GROWTH * best.error) {
      phi.set(best.phi);
      best.error = Infinity;
      mixing.forget();
      // The same way would lead astray again: exact passes, and first some plain rounds, which always ascend, twice as many each time.
      rough = false;
      plain = penance;
      penance *= 2;
      continue;
    }
    if (error < best.error) {
      best.error = error;
      best.phi.set(phi);
      since = 0;
    }
    // The last round is exact whatever came before: what is returned was measured in double precision.
    rough &&= error > Math.max(kernel.roughAbove, tolerance) && round + 1 < rounds && ++since <= PATIENCE;
    if (plain-- > 0) advance(phi, logRatio);
    else mixing.advance(phi, logRatio);
    balance(kernel.weights[0], start);
  }
}

/**
 * Potentials of a cloud with itself: phi = psi, phi -= log(r)/2. The half step's derivative is minus a positive operator of norm one, so
 * that the average with the identity contracts by 1/2 at least. Then one exact half step, as for two clouds.
 */
export function symmetricSinkhorn(kernel: SoftKernel, start: Pair, { tolerance, rounds }: SinkhornOptions): Potentials {
  const [phi, psi] = start;
  const logRatio = new Float64Array(phi.length);
  let error = Infinity;
  let rough = kernel.roughAbove < 1;
  let round = 0;
  while (round < rounds && error > tolerance) {
    round++;
    psi.set(phi);
    kernel.half(0, start, logRatio, rough);
    const before = error;
    error = marginalError(kernel.weights[0], logRatio);
    rough &&= error > kernel.roughAbove && error < before;
    for (let i = 0; i < phi.length; i++) phi[i] -= logRatio[i] / 2;
  }
  psi.set(phi);
  const settled = sinkhorn({ ...kernel, roughAbove: Infinity }, start, { tolerance, rounds: rounds - round });
  return { ...settled, rounds: round + settled.rounds };
}

/** sum_i a_i |r_i - 1|. */
export function marginalError(weights: Float64Array, logRatio: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) sum += weights[i] * Math.abs(expm1(logRatio[i]));
  return sum;
}

/**
 * phi + c, psi - c is the same plan, and nothing holds mixing in that direction: without this the potentials run away, and sums over them lose
 * what the two have in common.
 */
function balance(weights: Float64Array, [phi, psi]: Pair): void {
  let mean = 0;
  for (let i = 0; i < phi.length; i++) if (weights[i] > 0) mean += weights[i] * phi[i];
  for (let i = 0; i < phi.length; i++) phi[i] -= mean;
  for (let j = 0; j < psi.length; j++) psi[j] += mean;
}

function advance(potential: Float64Array, logRatio: Float64Array): void {
  for (let i = 0; i < potential.length; i++) potential[i] -= logRatio[i];
}
