/**
 * The step of one ensemble or of a couple, whoever advances them: coupled ensembles are advanced together with one key; under a coupling that shares
 * nothing each is advanced alone, the second with the key's child `independent`.
 */
import { ScenarioError } from "../../src/errors.ts";
import type { Ensemble, Key, NoiseOf, Planes } from "../../src/protocols/index.ts";
import type { Coupling, Effort } from "../protocols.ts";

/** Advances the ensembles of `of`, one or two, by a step. */
export type Advance<Steps extends NoiseOf> = (of: readonly Ensemble[], key: Key, step: Steps, dt: number, sign: 1 | -1) => void;

/** `shares` of the coupling; without one there is one ensemble. Only Brownian systems are asked for the noise of several steps. */
export function openCoupleStep<Steps extends NoiseOf>(
  ensembles: readonly Ensemble[],
  coupling: { readonly shares: boolean } | undefined,
  advance: Advance<Steps>,
): { step(key: Key, step: Steps, dt: number, sign?: 1 | -1): void } {
  if (coupling === undefined || coupling.shares) return { step: (key, step, dt, sign = 1) => advance(ensembles, key, step, dt, sign) };
  const [first, second] = ensembles as readonly [Ensemble, Ensemble];
  return {
    step(key, step, dt, sign = 1) {
      advance([first], key, step, dt, sign);
      advance([second], key.child("independent"), step, dt, sign);
    },
  };
}

/** Throws ScenarioError unless `threads` is a number of them. */
export function checkThreads(threads: number): void {
  if (!(Number.isInteger(threads) && threads >= 1)) throw new ScenarioError(`invalid threads: ${threads} (expected a whole number of at least 1)`);
}

/** Why kernels cannot make the steps, when they cannot; the plain form then does. */
export function withoutKernel<C, B>(dimension: number, coupling: Coupling<C, B> | undefined): string | undefined {
  if (dimension > 3) return `dimension ${dimension} has no kernel`;
  return coupling?.shares && coupling.kernel === undefined ? `the ${coupling.name} coupling has no kernel` : undefined;
}

/** `why` as of `withoutKernel`; plain code is `slower` times slower. */
export function effort(work: number, why: string | undefined, slower: number): Effort {
  if (why === undefined) return { work };
  return { work: slower * work, note: `${why}: steps are plain code, about ${slower} times slower` };
}

/** Velocities that particles of ordered pairs meet: their own ensemble's, or of the second those that the coupling matches. */
export function partnersOf<C, B>(own: readonly Planes[], coupling: Coupling<C, B> | undefined): readonly Planes[] {
  const [first, second] = own as readonly [Planes, Planes?];
  if (!second || !coupling?.partners) return own;
  const order = coupling.partners.order(first, second);
  return [first, second.map((plane) => plane.map((_, j) => plane[order[j]]))];
}
