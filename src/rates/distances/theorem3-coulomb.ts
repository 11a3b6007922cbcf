/**
 * CP, Theorem 3 (ii), link by link for two Gaussians at an instant: d = 3, alpha = c r^-3, K = 9 c, y = W2^2, e in (0, 1/4] the proof's exponent:
 *
 *   d/dt y = Lemma 4 <= (m/2) K int E r^-5 (z.eta)^2 ds <= (m/2) K int E r^-3 |eta|^2 ds                (theorem3-chain.ts; m = 3, or 2 by the trace)
 *     <= (m/2) K int w E r^(-3+2e) |eta|^(2-2e) ds,   w = min(s, 1-s)^(-2e)                             (Hopf and Lax: |eta| <= r / min(s, 1-s))
 *     <= (m/2) 4^(1-e) K int w sup_v I_(-3+2e) rho_s E |grad u|^(2-2e) ds                               (|a-b|^p <= 2^(p-1) (|a|^p + |b|^p), p = 2-2e)
 *     <= (m/2) 4^(1-e) K int w sup_v I_(-3+2e) rho_s ds y^(1-e)                                         (Jensen)
 *     <= (2m/(1-2e)) K sup_(s,v) I_(-3+2e) rho_s y^(1-e)                                                (int w ds = 4^e/(1-2e))
 *     <= (2m/(1-2e)) K (2 pi S/e + 1) y^(1-e),   S = sup rho_s, largest at an end                       (a ball of radius 1 and the rest)
 *     <= (2m/(1-2e)) K (2 pi + 1) max(S, 1) y^(1-e)/e <= 4 m K (2 pi + 1) max(S, 1) y^(1-e)/e           (e <= 1/4)
 *     =  C max(S, 1) (-y log y),   C = 4 m e' (2 pi + 1) K,   e' = exp(1),   at e = -1/log y            (y < e^-4 only; else e = 1/4, and the chain ends before)
 *     <= 4 C max(S, 1) (-y log y)                                                                       (for m = 3: 48 e' (2 pi + 1) K, the printed integral of w)
 */
import { ScenarioError } from "../../errors.ts";
import { supNorm, type Value } from "../../functionals/index.ts";
import { scaled } from "../../functionals/value.ts";
import { exp, log, pow } from "../../math/elementary.ts";
import { powerLaw, singleSpecies } from "../../model/index.ts";
import { gaussianGeodesic, type GeodesicPoint } from "./gaussian-geodesic.ts";
import { alongMean, differenceMean, fractionalDifference, fractionalGradient, potentialPeak } from "./geodesic-means.ts";
import { gaussianLemma4 } from "./lemma4.ts";
import { chainOf, type Link } from "./link.ts";
import { coulombConstant } from "./theorem3-constants.ts";
import { firstVariation, type ChainOptions } from "./theorem3-chain.ts";
import { knownOptions } from "../../names/options.ts";

/** The exponent e of the proof for W2^2 = y: -1/log y below e^-4, else 1/4. */
export const coulombExponent = (squared: number): number => (squared < exp(-4) ? -1 / log(squared) : 1 / 4);

/**
 * The links of (ii) in order, with m = 3 (`sharp`) or 2 (`best`). Throws ScenarioError unless both laws are different Gaussians in dimension 3.
 */
export function coulombChain(options: Omit<ChainOptions, "gamma"> & { readonly constant: "sharp" | "best" }): Link[] {
  const { from, to, strength = 1, constant } = knownOptions("coulombChain", options, ["strength", "from", "to", "constant"]);
  if (from.dimension !== 3) throw new ScenarioError(`Theorem 3 (ii) is about dimension 3, not ${from.dimension}`);
  const geodesic = gaussianGeodesic({ from, to });
  const { squared, shift } = geodesic;
  if (!(squared > 0)) throw new ScenarioError("two equal laws: expected W2^2 > 0");
  const [gamma, e] = [-3, coulombExponent(squared)];
  const fields = constant === "best" ? 2 : 3;
  const K = 9 * strength;
  const young = (fields * K) / 2;
  const split = young * pow(4, 1 - e);
  const last = ((2 * fields) / (1 - 2 * e)) * K * pow(squared, 1 - e);
  const known = (value: number, error = 1e-13): Value => ({ value, bound: error * Math.abs(value) });
  const over = (f: (point: GeodesicPoint) => number, factor: number, power = 0): Value => scaled(geodesic.mean(f, power), factor);
  const peak = (point: GeodesicPoint): number => potentialPeak(point, -3 + 2 * e);
  const supremum = Math.max(supNorm(from).value, supNorm(to).value);
  const more = Math.max(supremum, 1);
  const sides: [string, Value][] = [
    ["first variation = Lemma 4", gaussianLemma4(singleSpecies(powerLaw(gamma, { strength })), [from], [to]).right],
    ["Young", over((point) => alongMean(point, gamma), young)],
    ["Cauchy-Schwarz", over((point) => differenceMean(point, gamma), young)],
    ["Hopf and Lax", over((point) => fractionalDifference(point, -3 + 2 * e, e), young, -2 * e)],
    ["|a - b|^p <= 2^(p-1) (|a|^p + |b|^p)", over((point) => peak(point) * fractionalGradient(point, shift, e), split, -2 * e)],
    ["Jensen", over(peak, split * pow(squared, 1 - e), -2 * e)],
    ["supremum over s", known(last * geodesic.largest(peak), 1e-8)],
    ["a ball of radius 1 and the rest", known(last * ((2 * Math.PI * supremum) / e + 1))],
    ["max(sup rho, 1)", known((last * (2 * Math.PI + 1) * more) / e)],
    ["e <= 1/4", known((4 * fields * K * (2 * Math.PI + 1) * more * pow(squared, 1 - e)) / e)],
  ];
  if (e < 1 / 4) {
    const osgood = more * -squared * log(squared);
    sides.push(["e = -1/log W2^2", known(coulombConstant(constant, strength) * osgood)]);
    if (constant === "sharp") sides.push(["the integral over s as printed", known(coulombConstant("proof", strength) * osgood)]);
  }
  return chainOf(firstVariation({ from, to, gamma, strength }), sides);
}
