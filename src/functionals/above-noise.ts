/**
 * Integrals against 1/m of a law known at nodes only, of an integrand g that is positive and falls with f.
 *
 * Noise: the tails of a spectral solution are of either sign, and 1/m magnifies them without bound. The largest negative value tells the noise; g is summed where f > 10
 * times that. Where noise ends the sum, what lies below is extrapolated from the last two decades of f above; where there are no three below the peak
 * nothing is known.
 *
 * Reach: only the largest ellipsoid about the mean within the nodes counts, its axes along the coordinates; in the corners of a box beyond it f is mostly noise, of either sign, which
 * 1/m magnifies most. g goes on beyond it; the last fifth of a radial solution feels its end. S_k, the part of the sum in the k-th tenth of the ellipsoid, has log S_k concave for
 * tails like Gaussians: from S_5, S_6, S_7 follow S_8 and all beyond; where S_9 / S_8 is foretold above .7 nothing is known, though S_9 may fall at the end of the nodes. Where the nodes hold at least half of what is so foretold of S_8 and S_9 they are right, and only what lies beyond
 * them is extrapolated, from S_8 and S_9; else what is missing is added.
 *
 * Extrapolations are geometric series of ratio q, with an error as if g fell as q^(1/4); for q > .7 nothing is known: tails within 10 % of
 * where the integral diverges look alike as far as nodes reach.
 */
import type { Law, Nodes } from "../protocols/index.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { exp, log, pow } from "../math/elementary.ts";
import { integral, sumOfValues, type Value } from "./value.ts";

type Integrand = (nodes: Nodes) => (n: number) => number;

const MARGIN = 10;
const DECADE = 10;
const DIVERGES = 0.7;
const UNKNOWN: Value = { value: 0, bound: Infinity };
/** Part of what is foretold that nodes must hold. */
const HELD = 0.5;

export function aboveNoise(law: Law, integrand: Integrand): Value {
  if (!law.nodes) return integral(law, integrand);
  const nodes = quadratureOf(law).fine;
  const noise = nodes.density.reduce((least, f) => Math.min(least, f), 0);
  const floor = noise < 0 ? -MARGIN * noise : 0;
  const radius = radiusWithin(nodes, law.mean);
  const between = (low: number, high: number): Value =>
    integral(law, (each) => {
      const term = integrand(each);
      return (n) => (each.density[n] > low && each.density[n] <= high && radius(each.points, n) <= 1 ? term(n) : 0);
    });
  const kept = between(floor, Infinity);
  const { tenths, faint } = tenthsOf(nodes, integrand(nodes), radius, floor);
  if (!faint) return sumOfValues([kept, beyond(tenths)]);
  const peak = nodes.density.reduce((most, f) => Math.max(most, f), 0);
  if (!(floor * DECADE * DECADE * DECADE < peak)) return { value: kept.value, bound: Infinity };
  const last = between(floor, DECADE * floor).value;
  return sumOfValues([kept, seriesAfter(last, last / between(DECADE * floor, DECADE * DECADE * floor).value)]);
}

type Radius = (points: Nodes["points"], n: number) => number;

/** |v - mean| of a node relative to the ellipsoid. */
function radiusWithin({ points }: Nodes, mean: readonly number[]): Radius {
  const sides = points.map((plane, k) => {
    const [above, below] = [1, -1].map((sign) => plane.reduce((most, x) => Math.max(most, sign * (x - mean[k])), 0)) as [number, number];
    // The outermost nodes of a ray lie on the ellipsoid itself.
    return Math.min(above, below) * (1 + 1e-12);
  });
  return (at, n) => Math.sqrt(at.reduce((sum, plane, k) => sum + ((plane[n] - mean[k]) / sides[k]) * ((plane[n] - mean[k]) / sides[k]), 0));
}

/**
 * Parts of the integral in tenths of the ellipsoid, where f > floor: the mean over a tenth's nodes times its volume, of which the points of a grid hold now more, now less. And whether f
 * is below the floor at most nodes of the last tenth.
 */
function tenthsOf({ density, weights, points }: Nodes, term: (n: number) => number, radius: Radius, floor: number) {
  const [sums, volumes] = [new Float64Array(10), new Float64Array(10)];
  let [lit, last] = [0, 0];
  for (let n = 0; n < density.length; n++) {
    const tenth = Math.floor(10 * radius(points, n));
    if (tenth > 9) continue;
    volumes[tenth] += weights[n];
    if (tenth === 9) last++;
    if (density[n] <= floor) continue;
    sums[tenth] += weights[n] * term(n);
    if (tenth === 9) lit++;
  }
  const whole = volumes.reduce((sum, volume) => sum + volume, 0);
  const part = (k: number): number => pow((k + 1) / 10, points.length) - pow(k / 10, points.length);
  return { tenths: sums.map((sum, k) => (volumes[k] > 0 ? (sum / volumes[k]) * part(k) * whole : 0)), faint: 2 * lit < last };
}

/** What lies beyond the ellipsoid, or is missing in its last fifth. */
function beyond(tenths: Float64Array): Value {
  const [fifth, sixth, seventh, eighth, ninth] = tenths.subarray(5);
  const there = eighth + ninth;
  const slope = log(seventh / sixth);
  const bend = Math.min(0, slope - log(sixth / fifth));
  const [next, after] = [slope + bend, slope + 2 * bend];
  const foretold = seventh * (exp(next) + exp(next + after));
  if (!(exp(after) < DIVERGES)) return UNKNOWN;
  if (!(there < HELD * foretold)) return seriesAfter(ninth, ninth / eighth);
  const { value, bound } = seriesAfter(seventh, exp(next));
  return { value: Math.max(0, value - there), bound };
}

/** last (q + q^2 + ...), and as its bound the same for q^(1/4). */
function seriesAfter(last: number, ratio: number): Value {
  if (last === 0) return { value: 0, bound: 0 };
  if (!(ratio < DIVERGES)) return UNKNOWN;
  const slower = Math.sqrt(Math.sqrt(ratio));
  return { value: (last * ratio) / (1 - ratio), bound: (last * slower) / (1 - slower) };
}
