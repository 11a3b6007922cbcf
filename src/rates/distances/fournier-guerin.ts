/**
 * The inequality of Fournier and Guerin (J. Funct. Anal. 256 (2009) 2542), -d < gamma < 0, alpha = c r^gamma, J_gamma(f) = sup_v int f(w) |v-w|^gamma dw:
 *
 *   W2^2(t) <= W2^2(0) exp(k K int_0^t (J_gamma(f) + J_gamma(g))),   K = c gamma^2,
 *
 * without any L^p norm; its constant there is not given. By the coupling of equal noise (two pairs z, z' of one coupling R of f and g, x = v - v'):
 *
 *   d/dt W2^2 <= 2(d-1) E(sqrt(alpha) - sqrt(alpha'))^2 z.z'                                    (both pairs turned by one noise)
 *     <= (d-1)/2 K E min(r, r')^gamma |z - z'|^2 <= (d-1)/2 K E (r^gamma + r'^gamma) |z - z'|^2  ((r^(g/2) - r'^(g/2))^2 r r' <= g^2/4 min(r, r')^g (r - r')^2)
 *     <= n (d-1)/2 K E (I_gamma f(v) + I_gamma g(v')) |x|^2                                     (|z - z'| = |x - x_*|: n = 4, or 2 since r^gamma is positive definite)
 *     <= k K (J_gamma(f) + J_gamma(g)) W2^2,   k = n (d-1)/2.
 *
 * With J_gamma of the sum f + g in the place of the sum of both, k is at most twice as large. For Gaussians R is the optimal map and every side is in closed form or one or two sums over scales.
 */
import { ScenarioError } from "../../errors.ts";
import { potentialSupremum, type Subject, type Value } from "../../functionals/index.ts";
import { lawOf, scaled } from "../../functionals/value.ts";
import { gaussianRatioMean } from "../../math/gaussian/fractional.ts";
import { identity, product } from "../../math/symmetric.ts";
import { gaussianGeodesic } from "./gaussian-geodesic.ts";
import { differenceMean, formMean, gradientMean, potentialPeak } from "./geodesic-means.ts";
import { chainOf, type Link } from "./link.ts";
import { firstVariation, type ChainOptions } from "./theorem3-chain.ts";
import { knownOptions } from "../../names/options.ts";

/** k: 2(d-1) by splitting differences, d - 1 since r^gamma is positive definite. */
export type SplitConstant = "proof" | "best";

const splitOf = (constant: SplitConstant): number => ({ proof: 4, best: 2 })[constant];

/** k K (J_gamma(f) + J_gamma(g)), the exponential rate at an instant, of any laws whose J_gamma is known. Throws ScenarioError as `potentialSupremum`, and for two dimensions. */
export function fournierGuerinRate(options: { from: Subject; to: Subject; gamma: number; constant: SplitConstant; strength?: number }): Value {
  knownOptions("fournierGuerinRate", options, ["from", "to", "gamma", "constant", "strength"]);
  const { from, to, gamma, constant, strength = 1 } = options;
  const d = lawOf(from).dimension;
  if (lawOf(to).dimension !== d) throw new ScenarioError(`laws of different dimensions: ${d} and ${lawOf(to).dimension}`);
  const [f, g] = [from, to].map((subject) => potentialSupremum(subject, { gamma }));
  return scaled({ value: f.value + g.value, bound: f.bound + g.bound }, ((splitOf(constant) * (d - 1)) / 2) * strength * gamma * gamma);
}

/** The links in order, for two Gaussians. Throws ScenarioError for other laws, and unless -d < gamma < 0. */
export function fournierGuerinChain(options: ChainOptions & { readonly constant: SplitConstant }): Link[] {
  const { from, to, gamma, strength = 1, constant } = knownOptions("fournierGuerinChain", options, ["from", "to", "gamma", "strength", "constant"]);
  const geodesic = gaussianGeodesic({ from, to });
  const { dimension: d, shift, squared } = geodesic;
  if (!(gamma > -d && gamma < 0)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${-d} < gamma < 0)`);
  const [start, end] = [geodesic.at(0), geodesic.at(1)];
  const unit = identity(d);
  const map = unit.map((one, k) => one + start.turned[k]);
  const inverse = unit.map((one, k) => one - end.turned[k]);
  const own = formMean(start, map, gamma) + formMean(end, inverse, gamma);
  const cross = gaussianRatioMean({ s: start.variances, form: product(map, map, d), weight: map, power: gamma / 2, exponent: -gamma / 4 });
  const lipschitz = ((d - 1) / 2) * strength * gamma * gamma;
  const full = splitOf(constant) * lipschitz;
  const known = (value: number): Value => ({ value, bound: 1e-13 * Math.abs(value) });
  const coupled = 2 * (d - 1) * strength;
  return chainOf(firstVariation({ from, to, gamma, strength }), [
    ["equal noise", { value: coupled * (own - 2 * cross), bound: 1e-12 * coupled * (own + 2 * Math.abs(cross)) }],
    ["sqrt alpha is Lipschitz", known(lipschitz * (differenceMean(start, gamma) + differenceMean(end, gamma)))],
    [
      constant === "proof" ? "|a - b|^2 <= 2 |a|^2 + 2 |b|^2" : "r^gamma is a positive-definite kernel",
      known(full * (gradientMean(start, shift, gamma) + gradientMean(end, shift, gamma))),
    ],
    ["J_gamma(f) + J_gamma(g)", known(full * (potentialPeak(start, gamma) + potentialPeak(end, gamma)) * squared)],
  ]);
}
