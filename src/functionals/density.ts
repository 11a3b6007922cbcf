/**
 * The density at a point, with its error: rounding of the exponent (2e-15 for each unit of log f) and the solver's. A finer and a coarser grid may agree at a point
 * by chance, where their difference changes sign, which it may do at every node: such a solver's error is the largest at the point and at points around it, up to half a standard deviation away.
 * Beyond the box of a grid its density is 0 at every resolution; the truth is there at most what it is on the faces.
 */
import type { Law } from "../protocols/index.ts";
import { log } from "../math/elementary.ts";
import { leftBy, measure, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

/** Distance of the neighbours, in standard deviations along each axis. */
const ASIDE = [-0.5, -0.25, -0.1, 0.1, 0.25, 0.5];

const around = ({ covariance }: Law, v: ArrayLike<number>): number[][] =>
  covariance.flatMap((row, axis) => ASIDE.map((part) => Array.from(v).map((x, k) => (k === axis ? x + part * Math.sqrt(row[k]) : x))));

/** The largest density on the faces of the box of a grid; 0 for laws without nodes. */
function onFaces({ nodes }: Law): number {
  if (!nodes) return 0;
  const { points, density } = nodes;
  const ends = points.map((plane) => plane.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)] as const, [Infinity, -Infinity] as const));
  return density.reduce((most, f, n) => (points.some((plane, k) => ends[k].includes(plane[n])) ? Math.max(most, Math.abs(f)) : most), 0);
}

/** f(v) of f = density times the law, at v [d]. Throws ScenarioError for a law without density. */
export function densityAt(subject: Subject, v: ArrayLike<number>, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("densityAt", options, ["density"]);
  const at = measure(subject, (law) => {
    const value = law.density(v);
    return { value, bound: value === 0 ? onFaces(law) : 2e-15 * (4 + Math.abs(log(Math.abs(value)))) * Math.abs(value) };
  });
  if (!("law" in subject && subject.coarser)) return scaled(at, density);
  const left = around(subject.law, v).map((point) => leftBy(subject, (law) => law.density(point)) ?? 0);
  return scaled({ value: at.value, bound: Math.max(at.bound, ...left) }, density);
}
