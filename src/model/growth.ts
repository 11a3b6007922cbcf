/**
 * Growth of an interaction, K(gamma) = sup_r Q(r),  Q = alpha'^2 / (alpha r^(gamma-2)) (CP, Theorem 3), by a scan in x = log r whose maxima parabolas refine.
 *
 * A sum of powers sum_k c_k r^g_k: Q ~ r^(e - gamma) at r -> 0 with e the least exponent, or twice the least other one when the least is 0 (alpha' does not see a
 * constant); at infinity likewise with the largest. So K is finite iff largest <= gamma <= least in these orders: for two powers other than 0 never, for
 * c_0 + c r^g for gamma between g and 2g.
 *
 * Any other alpha: derivatives by central differences of order 8 in log r when it states none, and a scan over the distances that tables hold, [2^-32, 2^32).
 * Q is taken to go on beyond them as the power that it is there: growing outwards, K is Infinity. Refused where alpha is not finite, and where the rounding of differences could
 * decide (alpha all but constant far away, where r^(gamma-2) is small).
 * The bound is the change from half the resolution, and the same with other differences.
 */
import { ScenarioError } from "../errors.ts";
import { exp, log, pow } from "../math/elementary.ts";
import type { Expected, Power } from "../protocols/index.ts";

type OfDistance = (r: number) => number;

/** log of the largest distance in tables. */
const REACH = 32 * Math.LN2;
/** Steps of the scan in log r. */
const SCAN = 1 / 16;
/** Slope of log Q against log r from which on it grows: rounding leaves 1e-12. */
const GROWS = 1e-9;
/** Of Q by closed derivatives. */
const ROUNDING = 1e-13;

/** Weights at r e^(+-jh) of the central difference of order 8. */
const DIFFERENCES = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

/** alpha'(r) by differences of relative step h: of a power r^g the relative error is about (g h)^8 / 630, and 1e-16/h from rounding. */
export function numericalDerivative(alpha: OfDistance, h = 1 / 64): OfDistance {
  const ratios = DIFFERENCES.map((_, j) => exp((j + 1) * h));
  return (r) => DIFFERENCES.reduce((sum, weight, j) => sum + weight * (alpha(r * ratios[j]) - alpha(r / ratios[j])), 0) / (h * r);
}

/** The largest value of a function of x on [-REACH, REACH], from points `step` apart; between them by the parabola through three. */
function largest(f: OfDistance, step: number): number {
  const count = Math.round((2 * REACH) / step);
  const at = (k: number): number => -REACH + (2 * REACH * k) / count;
  const values = Float64Array.from({ length: count + 1 }, (_, k) => f(at(k)));
  let most = Math.max(values[0], values[count]);
  for (let k = 1; k < count; k++) if (values[k] >= values[k - 1] && values[k] >= values[k + 1]) most = Math.max(most, peak(f, at(k), step));
  return most;
}

/** The maximum near x: parabolas through three points whose distance shrinks. */
function peak(f: OfDistance, from: number, step: number): number {
  let x = from;
  let best = f(x);
  for (let h = step; h > 1e-5; h /= 4) {
    const [left, right] = [f(x - h), f(x + h)];
    const bend = left - 2 * best + right;
    const next = bend < 0 ? x + Math.max(-h, Math.min(h, (h * (left - right)) / (2 * bend))) : x;
    const found = f(next);
    if (found > best) [x, best] = [next, found];
  }
  return best;
}

/** Q at x = log r; with `noise` the most that it may be when r alpha' is known to noise * alpha only. */
const quotient =
  (alpha: OfDistance, derivative: OfDistance, gamma: number, noise = 0): OfDistance =>
  (x) => {
    const r = exp(x);
    const value = alpha(r);
    const slope = Math.abs(r * derivative(r)) + noise * value;
    return value > 0 ? (slope / value) * slope * exp(-gamma * x) : 0;
  };

/** Rounding of r alpha' by differences, in alpha. */
const NOISE = 4e-14;
/** Part of K by which it may raise Q somewhere. */
const VISIBLE = 1e-6;

/** K of a general alpha. `derivative` when it is known in closed form. Throws ScenarioError where alpha is not finite or differences do not tell. */
export function generalGrowth(alpha: OfDistance, gamma: number, { name, derivative }: { name: string; derivative?: OfDistance | undefined }): Expected {
  const q = quotient(alpha, derivative ?? numericalDerivative(alpha), gamma);
  for (let x = -REACH; x <= REACH; x += SCAN)
    if (!Number.isFinite(q(x)))
      throw new ScenarioError(`growth constant of ${name}: found alpha or alpha' not finite at r = ${exp(x)}, expected a smooth alpha on [2^-32, 2^32]`);
  const value = largest(q, SCAN);
  const raised = derivative ? value : largest(quotient(alpha, numericalDerivative(alpha), gamma, NOISE), SCAN);
  if (!(raised <= (1 + VISIBLE) * value))
    throw new ScenarioError(
      `growth constant of ${name} for gamma = ${gamma}: found that the rounding of differences decides it, expected known: { derivative } of alpha`,
    );
  const outwards = [-1, 1].map((end) => ({ at: q(end * REACH), before: q(end * (REACH - 1)) }));
  if (outwards.some(({ at, before }) => at > 0 && before > 0 && log(at / before) > GROWS)) return { value: Infinity, bound: 0 };
  const coarser = Math.abs(value - largest(q, 2 * SCAN));
  const other = derivative ? 0 : Math.abs(value - largest(quotient(alpha, numericalDerivative(alpha, 1 / 48), gamma), SCAN));
  return { value, bound: coarser + 2 * other + (derivative ? ROUNDING : 1e-11) * value };
}

/** Order of Q at an end where `first` is the leading term of alpha and `next` the one after it: that of alpha'^2 / alpha r^2. */
function orderOf(first: Power, next: Power | undefined): { order: number; limit: number } {
  if (first.gamma !== 0 || !next) return { order: first.gamma, limit: first.coefficient * first.gamma * first.gamma };
  const slope = next.coefficient * next.gamma;
  return { order: 2 * next.gamma, limit: (slope * slope) / first.coefficient };
}

/** K of a sum of powers with positive coefficients and different exponents. */
export function growthOfPowers(powers: readonly Power[], gamma: number): Expected {
  if (powers.every((power) => power.gamma === 0)) return { value: 0, bound: 0 };
  const sorted = powers.toSorted((a, b) => a.gamma - b.gamma);
  const near = orderOf(sorted[0], sorted[1]);
  const far = orderOf(sorted.at(-1)!, sorted.at(-2));
  if (near.order < gamma || far.order > gamma) return { value: Infinity, bound: 0 };
  if (powers.length === 1) return { value: near.limit, bound: 4 * Number.EPSILON * near.limit };
  const sum = (of: (power: Power) => number): number => powers.reduce((total, power) => total + of(power), 0);
  const q = quotient(
    (r) => sum((power) => power.coefficient * pow(r, power.gamma)),
    (r) => sum((power) => power.coefficient * power.gamma * pow(r, power.gamma - 1)),
    gamma,
  );
  const limits = Math.max(near.order === gamma ? near.limit : 0, far.order === gamma ? far.limit : 0);
  const [fine, coarse] = [largest(q, SCAN), largest(q, 2 * SCAN)];
  const value = Math.max(limits, fine);
  return { value, bound: Math.abs(value - Math.max(limits, coarse)) + ROUNDING * value };
}
