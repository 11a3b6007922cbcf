/**
 * The finite-N error of the assignment cost, in two numbers (means over independent pairs of clouds, with standard errors):
 *
 *   floor(f, N)     = E W_N^2(X, X')            X, X' two samples of N points of f: what is measured where the distance is zero
 *   excess(f, g, N) = E W_N^2(X, Y) - W2^2(f, g)   X, Y samples of f and of g: what is measured too much
 *
 * In dimension 3 both fall as N^{-2/3} (Ajtai, Komlos and Tusnady 1984; Talagrand 1994; in dimension 2 as log N / N), the excess with a smaller
 * constant the further f and g are apart: the floor is no estimate of the excess. A pair is named by its number below the key, whatever the others.
 */
import { NumericalError, ScenarioError } from "../errors.ts";
import type { Key, Law, Planes } from "../protocols.ts";
import { openStream } from "../random/stream.ts";
import { openSolver } from "./exact.ts";
import { optimalMap } from "./maps.ts";

export interface NoiseOptions {
  /** Points in each cloud. */
  readonly count: number;
  /** Independent pairs of clouds, at least 2. */
  readonly pairs: number;
  readonly key: Key;
}

export interface Noise {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
}

/** Throws ScenarioError for fewer than two pairs or no points, NumericalError when an assignment does not finish. */
export function noiseFloor(law: Law, options: NoiseOptions): Noise {
  return meanCostOf(law, law, options);
}

/** `squared`: W2^2 of the laws, by default from their optimal map; throws ScenarioError when that is not known. */
export function excess(f: Law, g: Law, options: NoiseOptions, squared = optimalMap(f, g)?.squared): Noise {
  if (squared === undefined) throw new ScenarioError(`W2 between ${f.name} and ${g.name} is not known: give it`);
  const { mean, error } = meanCostOf(f, g, options);
  return { mean: mean - squared, error };
}

function meanCostOf(f: Law, g: Law, { count, pairs, key }: NoiseOptions): Noise {
  if (!(Number.isInteger(pairs) && pairs >= 2 && Number.isInteger(count) && count >= 1))
    throw new ScenarioError(`noise needs at least 2 pairs of at least 1 point, not ${pairs} of ${count}`);
  const solver = openSolver(count);
  const costs = Float64Array.from({ length: pairs }, (_, pair) => {
    const address = key.child("pair", pair);
    const [x, y] = [cloud(f, count, address.child("first")), cloud(g, count, address.child("second"))];
    const { squared, finished, gap } = solver.solve(x, y);
    if (!finished)
      throw new NumericalError(`optimal assignment stopped at its work limit with relative gap ${gap.toExponential(1)}`, 0);
    return squared;
  });
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / pairs;
  const variance = costs.reduce((sum, cost) => sum + (cost - mean) * (cost - mean), 0) / (pairs - 1);
  return { mean, error: Math.sqrt(variance / pairs) };
}

function cloud(law: Law, count: number, key: Key): Planes {
  const planes = Array.from({ length: law.dimension }, () => new Float64Array(count));
  law.sample(planes, openStream(key));
  return planes;
}
