/**
 * The constants of CP, Theorem 3, for alpha = c r^gamma, K = c gamma^2 = sup alpha'^2 / (alpha r^(gamma-2)), and what the theorem says over time.
 *
 *   (i)  -d < gamma < 0:   d/dt W2^2 <= k K sup_(s,v) I_gamma rho_s W2^2,    sup_v I_gamma rho <= C |rho|_p^b,
 *        C = (omega (p-1) / (p (d+gamma) - d))^(1-1/p) + 1,   b = -gamma p / (d (p-1)),   p > d/(d+gamma),   omega = |S^(d-1)|;
 *   (ii) gamma = -d = -3:   d/dt y <= C max(sup rho, 1) (-y log y),  y = W2^2 < e^-4;   y(t) <= y(0)^exp(-B(t)),  B(t) = C int_0^t max(sup f, sup g, 1),
 *        while exp(-B(t)) |log y(0)| > 4.
 *
 * k: the proof sums over d(d-1)/2 rotations and splits |a-b|^2 <= 2|a|^2 + 2|b|^2, which gives d(d-1) (6 in d = 3, where the theorem is stated); half of it is printed,
 * and true, since r^gamma is a positive-definite kernel; the trace over rotations has d - 1 dimensions, which gives d - 1 (2). C of (ii): 24 (2 pi + 1) K is
 * printed; its steps done for W2^2 give 48 e (2 pi + 1) K, with int min(s, 1-s)^(-2e) ds = 4^e/(1-2e) 12 e (2 pi + 1) K, and with the trace 8 e (2 pi + 1) K.
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { exp, log, pow } from "../../math/elementary.ts";
import { integrate } from "../../math/quadrature.ts";
import { sphereArea } from "../../math/special.ts";
import { knownOptions } from "../../names/options.ts";

/** Whose last steps: the proof's, those of the statement, or the best known. */
export type Constant = "proof" | "printed" | "best";

/** k of (i). */
export const theorem3Constant = (constant: Constant, dimension = 3): number =>
  ({ proof: dimension * (dimension - 1), printed: (dimension * (dimension - 1)) / 2, best: dimension - 1 })[constant];

/** C of (ii), for alpha = strength r^-3. `sharp`: the proof's, with the value of the integral over s. */
export const coulombConstant = (constant: Constant | "sharp", strength = 1): number =>
  ({ proof: 48 * exp(1), printed: 24, sharp: 12 * exp(1), best: 8 * exp(1) })[constant] * (2 * Math.PI + 1) * 9 * strength;

/** C and b of  sup_v I_gamma rho <= C |rho|_p^b  for densities of mass 1 (Hoelder in a ball). Throws ScenarioError unless -d < gamma < 0 and p > d/(d+gamma). */
export function potentialByNorm(options: { gamma: number; p: number; dimension?: number }): { constant: number; power: number } {
  const { gamma, p, dimension = 3 } = knownOptions("potentialByNorm", options, ["gamma", "p", "dimension"]);
  if (!(gamma > -dimension && gamma < 0)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${-dimension} < gamma < 0)`);
  const least = dimension / (dimension + gamma);
  if (!(p > least && p < Infinity)) throw new ScenarioError(`invalid p: ${p} (expected a finite p > ${least} at gamma = ${gamma})`);
  const ball = (sphereArea(dimension) * (p - 1)) / (p * (dimension + gamma) - dimension);
  return { constant: pow(ball, 1 - 1 / p) + 1, power: (-gamma * p) / (dimension * (p - 1)) };
}

/** The exponential rate of (i) at an instant, k K C (|f|_p^b + |g|_p^b), from the norms of the two solutions. */
export function theorem3Rate(options: {
  gamma: number;
  p: number;
  norms: readonly [number, number];
  constant: Constant;
  strength?: number;
  dimension?: number;
}): number {
  knownOptions("theorem3Rate", options, ["gamma", "p", "norms", "constant", "strength", "dimension"]);
  const { gamma, p, norms, constant, strength = 1, dimension = 3 } = options;
  const { constant: c, power } = potentialByNorm({ gamma, p, dimension });
  return theorem3Constant(constant, dimension) * strength * gamma * gamma * c * (pow(norms[0], power) + pow(norms[1], power));
}

/** int_0^until f, with the change from 4 to 8 panels as bound. */
function over(f: (t: number) => number, until: number): Value {
  const value = integrate(f, 0, until, 8);
  return { value, bound: Math.abs(value - integrate(f, 0, until, 4)) + 1e-14 * Math.abs(value) };
}

/** y(0) exp(int_0^until rate): (i), or the inequality of Fournier and Guerin, over time. `rate`: smooth in t. */
export function grownBound(options: { squared: number; rate: (t: number) => number; until: number }): Value {
  const { squared, rate, until } = knownOptions("grownBound", options, ["squared", "rate", "until"]);
  const { value, bound } = over(rate, until);
  const grown = squared * exp(value);
  return { value: grown, bound: grown * (exp(bound) - 1) };
}

function belowLimit(squared: number): void {
  if (!(squared > 0 && squared < exp(-4))) throw new ScenarioError(`invalid W2^2: ${squared} (Theorem 3 (ii) needs 0 < W2^2 < e^-4)`);
}

/**
 * y(0)^exp(-B(until)), B = C int_0^until max(supremum, 1): (ii) over time; `supremum`: the larger of sup f and sup g at t. Throws ScenarioError unless y(0) < e^-4, and
 * beyond the horizon, where the bound has grown to e^-4.
 */
export function coulombBound(options: {
  squared: number;
  supremum: (t: number) => number;
  until: number;
  constant: Constant | "sharp";
  strength?: number;
}): Value {
  knownOptions("coulombBound", options, ["squared", "supremum", "until", "constant", "strength"]);
  const { squared, supremum, until, constant, strength } = options;
  belowLimit(squared);
  const { value, bound } = over((t) => Math.max(supremum(t), 1), until);
  const c = coulombConstant(constant, strength);
  const exponent = log(squared) * exp(-c * value);
  if (!(exponent < -4)) throw new ScenarioError(`Theorem 3 (ii) says nothing at t = ${until}: its bound has grown to e^-4 before (expected an earlier time)`);
  const grown = exp(exponent);
  return { value: grown, bound: grown * (exp(-exponent * (exp(c * bound) - 1)) - 1) };
}

/** The time until which (ii) says anything, log(|log y(0)|/4) / (C max(supremum, 1)), for densities below `supremum`. Throws ScenarioError unless y(0) < e^-4. */
export function coulombHorizon(options: { squared: number; supremum: number; constant: Constant | "sharp"; strength?: number }): number {
  knownOptions("coulombHorizon", options, ["squared", "supremum", "constant", "strength"]);
  const { squared, supremum, constant, strength } = options;
  belowLimit(squared);
  return log(-log(squared) / 4) / (coulombConstant(constant, strength) * Math.max(supremum, 1));
}
