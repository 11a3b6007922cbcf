/**
 * Re-matching: the second ensemble is relabelled by the optimal assignment to the first, at observation times or every k steps.
 *
 * Relabelling exchangeable particles changes no law; between relabellings the underlying coupling acts. The coupled cost then starts
 * from W_N(V, W) again, which is an upper bound of W2^2 in expectation and carries the noise floor.
 */
import { ScenarioError } from "../../src/errors.ts";
import type { Coupling, Relabelling } from "../protocols.ts";
import { optimalMatching } from "./optimal-matching.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Throws ScenarioError when a coupling made from another one is made without it. */
export function checkInner(name: string, coupling: { readonly name: string } | undefined): void {
  if (typeof coupling?.name !== "string") throw new ScenarioError(`${name} needs a coupling: ${name}(synchronous())`);
}

/** `every`: number of steps between relabellings; absent, at observation times only. Throws ScenarioError without a coupling, or unless `every` is a positive integer. */
export function rematched<C, B>(coupling: Coupling<C, B>, options: { readonly every?: number } = {}): Coupling<C, B> & { readonly relabelling: Relabelling } {
  knownOptions("rematched", options, ["every"]);
  checkInner("rematched", coupling);
  const { every } = options;
  if (every !== undefined && !(Number.isInteger(every) && every > 0)) {
    throw new ScenarioError(`invalid every: ${every} (re-matching needs a positive whole number of steps)`);
  }
  return { ...coupling, name: `${coupling.name}, re-matched`, relabelling: { ...optimalMatching, ...(every === undefined ? {} : { every }) } };
}
