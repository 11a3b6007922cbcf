/**
 * The finite-N error of the assignment cost, in two numbers (means over independent pairs of clouds, with standard errors):
 *
 *   floor(f, N)     = E W_N^2(X, X')               X, X' two samples of N points of f: what is measured where the distance is zero
 *   excess(f, g, N) = E W_N^2(X, Y) - W2^2(f, g)   X, Y samples of f and of g: what is measured too much
 *
 * In dimension 3 both fall as N^{-2/3} (Ajtai, Komlos and Tusnady 1984; Talagrand 1994); in dimension 2 the floor falls as log N / N for a
 * density bounded below on a square, with constant area/(2 pi) (Ambrosio, Stra and Trevisan 2019), and as (log N)^2 / N for a Gaussian (Ledoux
 * 2019; Talagrand 2018). The excess has a smaller constant the further f and g are apart: the floor is no estimate of it.
 *
 * W_N^2(X, Y) fluctuates by N^{-1/2}, more than its excess. With potentials u0, u1 of f and g (maps.ts), the tangent bound 2 (mean u1(Y) - mean
 * u0(X)) has the expectation W2^2(f, g) and nearly the same fluctuation, and lies below W_N^2: their difference is averaged, which is positive
 * pair by pair. A pair is named by its number below the key, whatever the others.
 */
import { ScenarioError } from "../../errors.ts";
import { summarise } from "../../math/statistics.ts";
import type { Key, Law, Planes } from "../../protocols/index.ts";
import { openStream } from "../../random/stream.ts";
import { certifiedCost } from "./debiased.ts";
import { openSolver } from "../assignment/exact.ts";
import { optimalMap } from "../maps/optimal.ts";
import { tangentBound } from "../bounds/tangent.ts";
import { knownOptions } from "../../names/options.ts";

/** Size and number of the clouds that measure a finite-N error. */
export interface NoiseOptions {
  /** Points in each cloud. */
  readonly count: number;
  /** Independent pairs of clouds, at least 2. */
  readonly pairs: number;
  readonly key: Key;
}

/** A finite-N error: mean and standard error. */
export interface Noise {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly standardError: number;
}

/** Throws ScenarioError for fewer than two pairs or no points, NumericalError when an assignment does not finish. */
export function noiseFloor(law: Law, options: NoiseOptions): Noise {
  knownOptions("noiseFloor", options, ["count", "pairs", "key"]);
  return meanOver(law, law, options, () => 0);
}

/**
 * Between laws with a known optimal map; for others `squared`, W2^2 of the laws, must be given, and the standard error is that of W_N^2 itself.
 * Throws ScenarioError when neither is known.
 */
export function excess(f: Law, g: Law, options: NoiseOptions, squared?: number): Noise {
  knownOptions("excess", options, ["count", "pairs", "key"]);
  const map = optimalMap(f, g);
  if (map) return meanOver(f, g, options, (x, y) => tangentBound(map, x, y));
  if (squared === undefined) throw new ScenarioError(`W2 between ${f.name} and ${g.name} is not known: give it`);
  return meanOver(f, g, options, () => squared);
}

/** Mean of W_N^2 - `known` over pairs of clouds. */
function meanOver(f: Law, g: Law, { count, pairs, key }: NoiseOptions, known: (x: Planes, y: Planes) => number): Noise {
  if (!(Number.isInteger(pairs) && pairs >= 2 && Number.isInteger(count) && count >= 1))
    throw new ScenarioError(`noise needs at least 2 pairs of at least 1 point, not ${pairs} of ${count}`);
  const solver = openSolver(count);
  const differences = Array.from({ length: pairs }, (_, pair) => {
    const address = key.child("pair", pair);
    const [x, y] = [cloud(f, count, address.child("first")), cloud(g, count, address.child("second"))];
    return certifiedCost(solver, x, y) - known(x, y);
  });
  const { mean, standardError } = summarise(differences);
  return { mean, standardError };
}

function cloud(law: Law, count: number, key: Key): Planes {
  const planes = Array.from({ length: law.dimension }, () => new Float64Array(count));
  law.sample(planes, openStream(key));
  return planes;
}
