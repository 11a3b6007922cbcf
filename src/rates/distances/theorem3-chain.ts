/**
 * CP, Theorem 3 (i), link by link for two Gaussians at an instant, -d < gamma < 0 (stated for d = 3; the links hold in every dimension), alpha = c r^gamma, K = c gamma^2:
 *
 *   d/dt W2^2 = Lemma 4                                                   (first variation)
 *     <= (m/2) K int E r^(gamma-2) (z.eta)^2 ds                           (Young; m = d(d-1)/2 rotations, or d - 1, the dimension of their trace)
 *     <= (m/2) K int E r^gamma |eta|^2 ds                                 (Cauchy-Schwarz)
 *     <= (n m/2) K int E r^gamma |grad u(v)|^2 ds                         (n = 4: |a-b|^2 <= 2|a|^2 + 2|b|^2; n = 2: r^gamma is positive definite)
 *     <= (n m/2) K int sup_v I_gamma rho_s ds W2^2 <= (n m/2) K sup_(s,v) I_gamma rho_s W2^2
 *     <= (n m/2) K C sup_s |rho_s|_p^b W2^2                               (Hoelder in a ball, theorem3-constants.ts)
 *     <= (n m/2) K C max(|f|_p^b, |g|_p^b) W2^2                           (McCann: int rho_s^p is convex in s)
 *     <= (n m/2) K C (|f|_p^b + |g|_p^b) W2^2                             (as printed)
 *
 * n m/2 = d(d-1) by the proof, d(d-1)/2 as printed, d - 1 at best. Every side is in closed form or one integral over scales and one over s.
 */
import { lpNorm, type Value } from "../../functionals/index.ts";
import { scaled } from "../../functionals/value.ts";
import { pow } from "../../math/elementary.ts";
import { eigen, toRows } from "../../math/symmetric.ts";
import { gaussian } from "../../laws/index.ts";
import type { Law } from "../../protocols/index.ts";
import { powerLaw, singleSpecies } from "../../model/index.ts";
import { gaussianMomentRates } from "../moments/gaussian-moments.ts";
import { gaussianGeodesic, type GeodesicPoint } from "./gaussian-geodesic.ts";
import { gaussianWassersteinRate } from "./gaussian-wasserstein.ts";
import { alongMean, differenceMean, gradientMean, potentialPeak } from "./geodesic-means.ts";
import { gaussianLemma4 } from "./lemma4.ts";
import { chainOf, linkOf, type Link } from "./link.ts";
import { potentialByNorm, theorem3Constant, type Constant } from "./theorem3-constants.ts";
import { knownOptions } from "../../names/options.ts";

/** The two laws, and the kernel alpha = strength r^gamma. */
export interface ChainOptions {
  readonly from: Law;
  readonly to: Law;
  readonly gamma: number;
  /** 1 by default. */
  readonly strength?: number;
}

/** sup over s and v of I_gamma rho_s between two Gaussians, -d < gamma <= 0. Relative error 1e-8. */
export const rieszSupremum = (options: Omit<ChainOptions, "strength">): number => {
  const { from, to, gamma } = knownOptions("rieszSupremum", options, ["gamma", "from", "to"]);
  return gaussianGeodesic({ from, to }).largest((point) => potentialPeak(point, gamma));
};

/** |rho_s|_p. */
export const normAlong = ({ mean, covariance }: GeodesicPoint, p: number): number =>
  lpNorm(gaussian({ mean: Array.from(mean), covariance: toRows(covariance, mean.length) }), { p }).value;

/** d/dt W2^2 by the first variation, and its bound: rounding of the map against the rates of the second moments. */
export function firstVariation({ from, to, gamma, strength = 1 }: ChainOptions): Value {
  const model = singleSpecies(powerLaw(gamma, { strength }));
  const { rate } = gaussianWassersteinRate(model, [from], [to]);
  const size = [from, to].reduce(
    (sum, law) =>
      sum +
      Math.sqrt(
        gaussianMomentRates(model, [law])[0]
          .covariance.flat()
          .reduce((s, x) => s + x * x, 0),
      ),
    0,
  );
  return { value: rate, bound: 1e-13 * Math.abs(rate) + 1e-14 * size };
}

/** How gradient differences become gradients. */
const SPLIT: Readonly<Record<Constant, string>> = {
  proof: "|a - b|^2 <= 2 |a|^2 + 2 |b|^2",
  printed: "r^gamma is a positive-definite kernel",
  best: "r^gamma is a positive-definite kernel",
};

/**
 * The links of (i) in order. p > d/(d + gamma). Throws ScenarioError unless both laws are Gaussians of one dimension, -d < gamma < 0, and p is large enough.
 */
export function theorem3Chain(options: ChainOptions & { readonly p: number; readonly constant: Constant }): Link[] {
  knownOptions("theorem3Chain", options, ["from", "to", "gamma", "strength", "p", "constant"]);
  const { from, to, gamma, strength = 1, p, constant } = options;
  const d = from.dimension;
  const { constant: c, power } = potentialByNorm({ gamma, p, dimension: d });
  const geodesic = gaussianGeodesic({ from, to });
  const { squared, shift } = geodesic;
  const K = strength * gamma * gamma;
  const young = (constant === "best" ? d - 1 : (d * (d - 1)) / 2) * (K / 2);
  const full = theorem3Constant(constant, d) * K;
  const over = (f: (point: GeodesicPoint) => number, factor: number): Value => scaled(geodesic.mean(f), factor);
  const known = (value: number, error = 1e-13): Value => ({ value, bound: error * Math.abs(value) });
  const largest = (f: (point: GeodesicPoint) => number): Value => known(full * squared * geodesic.largest(f), 1e-8);
  const ends = [normAlong(geodesic.at(0), p), normAlong(geodesic.at(1), p)].map((norm) => pow(norm, power));
  return chainOf(firstVariation(options), [
    ["first variation = Lemma 4", gaussianLemma4(singleSpecies(powerLaw(gamma, { strength })), [from], [to]).right],
    ["Young", over((point) => alongMean(point, gamma), young)],
    ["Cauchy-Schwarz", over((point) => differenceMean(point, gamma), young)],
    [SPLIT[constant], over((point) => gradientMean(point, shift, gamma), full)],
    ["sup_v I_gamma rho_s", over((point) => potentialPeak(point, gamma), full * squared)],
    ["supremum over s", largest((point) => potentialPeak(point, gamma))],
    ["Hoelder: I_gamma by the norm in L^p", largest((point) => c * pow(normAlong(point, p), power))],
    ["McCann: the norm is largest at an end", known(full * c * Math.max(...ends) * squared)],
    ["the larger by the sum, as printed", known(full * c * (ends[0] + ends[1]) * squared)],
  ]);
}

/** McCann's convexity at s: int rho_s^p <= (1-s) int f^p + s int g^p, p >= 1. Throws as `gaussianGeodesic`. */
export function normConvexity(options: { from: Law; to: Law; p: number; s: number }): Link {
  const { from, to, p, s } = knownOptions("normConvexity", options, ["from", "to", "p", "s"]);
  const geodesic = gaussianGeodesic({ from, to });
  const integral = (at: number): number => pow(normAlong(geodesic.at(at), p), p);
  const [left, right] = [integral(s), (1 - s) * integral(0) + s * integral(1)];
  return linkOf(`int rho_s^p at s = ${s}`, { value: left, bound: 1e-12 * left }, { value: right, bound: 1e-12 * right });
}

/** Hopf and Lax at s: -1/(1-s) <= D^2 u_s <= 1/s, for the smallest and the largest eigenvalue. Throws as `gaussianGeodesic`. */
export function hessianBounds(options: { from: Law; to: Law; s: number }): Link[] {
  const { from, to, s } = knownOptions("hessianBounds", options, ["from", "to", "s"]);
  const { values } = eigen(gaussianGeodesic({ from, to }).at(s).hessian, from.dimension);
  const near = (value: number): Value => ({ value, bound: 1e-13 * Math.abs(value) });
  return [linkOf("-1/(1-s) <= D^2 u", near(-1 / (1 - s)), near(values[0])), linkOf("D^2 u <= 1/s", near(values[values.length - 1]), near(1 / s))];
}
