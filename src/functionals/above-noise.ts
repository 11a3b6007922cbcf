/**
 * Integrals against 1/m of a law known at nodes only, of an integrand g that is positive and falls with f.
 *
 * Noise: the tails of a spectral solution are of either sign, and 1/m magnifies them without bound. The largest negative value tells the noise; g is summed where f > 10
 * times that. Where noise ends the sum, what lies below is extrapolated from the last two decades of f above.
 *
 * Reach: nodes end at a radius about the mean, or a box does, while g may go on; the last fifth of a radial solution feels its end. S_k, the part of the sum in the k-th
 * tenth of the largest ball within the nodes, has log S_k concave for tails like Gaussians: from S_5, S_6, S_7 follow S_8 and all beyond. Where the nodes hold at least half
 * of what is so foretold of S_8 and S_9 they are right, and only what lies beyond them is extrapolated, from S_8 and S_9; else what is missing is added.
 *
 * Extrapolations are geometric series of ratio q, with an error as if g fell as q^(1/4); for q > .7 nothing is known: tails within 10 % of
 * where the integral diverges look alike as far as nodes reach.
 */
import type { Law, Nodes } from "../protocols/index.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { exp, log } from "../math/elementary.ts";
import { integral, overNodes, type Value } from "./value.ts";

type Integrand = (nodes: Nodes) => (n: number) => number;

const MARGIN = 10;
const DECADE = 10;
const DIVERGES = 0.7;
/** Part of what is foretold that nodes must hold. */
const HELD = 0.5;

export function aboveNoise(law: Law, integrand: Integrand): Value {
  if (!law.nodes) return integral(law, integrand);
  const noise = quadratureOf(law).fine.density.reduce((least, f) => Math.min(least, f), 0);
  const floor = noise < 0 ? -MARGIN * noise : 0;
  const between = (low: number, high: number): Value => within(law, integrand, ({ density }, n) => density[n] > low && density[n] <= high);
  const kept = floor > 0 ? between(floor, Infinity) : integral(law, integrand);
  const { tenths, faint } = ballOf(law, integrand, floor);
  if (!faint) return plus(kept, beyond(tenths));
  const last = between(floor, DECADE * floor).value;
  return plus(kept, seriesAfter(last, last / between(DECADE * floor, DECADE * DECADE * floor).value));
}

const plus = (kept: Value, rest: Value): Value => ({ value: kept.value + rest.value, bound: kept.bound + rest.bound });

/** The sum over the nodes where `kept` holds. */
const within = (law: Law, integrand: Integrand, kept: (nodes: Nodes, n: number) => boolean): Value =>
  overNodes(quadratureOf(law), (nodes) => {
    const term = integrand(nodes);
    return (n) => (kept(nodes, n) ? term(n) : 0);
  });

/** Parts of the integral in tenths of the largest ball within the nodes, where f > floor, and whether f is below that at most nodes of the last tenth. */
function ballOf(law: Law, integrand: Integrand, floor: number): { readonly tenths: Float64Array; readonly faint: boolean } {
  const nodes = quadratureOf(law).fine;
  const { points, density, weights } = nodes;
  const { mean } = law;
  const sides = points.flatMap((plane, k) => [
    plane.reduce((most, x) => Math.max(most, x - mean[k]), 0),
    plane.reduce((most, x) => Math.max(most, mean[k] - x), 0),
  ]);
  const end = Math.min(...sides);
  const term = integrand(nodes);
  const tenths = new Float64Array(10);
  let [lit, last] = [0, 0];
  for (let n = 0; n < density.length; n++) {
    let square = 0;
    for (let k = 0; k < mean.length; k++) square += (points[k][n] - mean[k]) * (points[k][n] - mean[k]);
    // The outermost nodes of a ray lie on the sphere itself.
    const tenth = Math.floor((10 * Math.sqrt(square)) / (end * (1 + 1e-12)));
    if (tenth > 9) continue;
    if (tenth === 9) last++;
    if (density[n] <= floor) continue;
    tenths[tenth] += weights[n] * term(n);
    if (tenth === 9) lit++;
  }
  return { tenths, faint: 2 * lit < last };
}

/** What lies beyond the ball, or is missing in its last fifth. */
function beyond(tenths: Float64Array): Value {
  const [fifth, sixth, seventh, eighth, ninth] = tenths.subarray(5);
  const there = eighth + ninth;
  const slope = log(seventh / sixth);
  const bend = Math.min(0, slope - log(sixth / fifth));
  const [next, after] = [slope + bend, slope + 2 * bend];
  const foretold = seventh * (exp(next) + exp(next + after));
  if (!(there < HELD * foretold)) return seriesAfter(ninth, ninth / eighth);
  const { value, bound } = seriesAfter(seventh, exp(next));
  return { value: Math.max(0, value - there), bound };
}

/** last (q + q^2 + ...), and as its bound the same for q^(1/4). */
function seriesAfter(last: number, ratio: number): Value {
  if (last === 0) return { value: 0, bound: 0 };
  if (!(ratio < DIVERGES)) return { value: 0, bound: Infinity };
  const slower = Math.sqrt(Math.sqrt(ratio));
  return { value: (last * ratio) / (1 - ratio), bound: (last * slower) / (1 - slower) };
}
