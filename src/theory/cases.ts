/**
 * Two sides compared, with a verdict: of sides l, r whose difference is known to a bound e,
 *
 *   l = r    violated if |l - r| > e;        l <= r   violated if l - r > e;        l < r   violated if l - r > e or l = r;
 *
 * undecided where e is too large to say: above `RESOLUTION` of the sides' size (of |l - r|, for inequalities). An inequality that holds with equality to rounding is consistent.
 * Hypotheses come first: a datum that does not meet them is inapplicable, and says which fails.
 */
import { inWords } from "../claims/verdict.ts";
import type { CheckedCase, Comparison, Verdict } from "../protocols/index.ts";

/** A number, or one with a bound of its error. */
export type Side = number | { readonly value: number; readonly bound: number };

/** Rounding of closed forms, relative to the larger side. */
const ROUNDING = 1e-12;
/** Part of the larger side that an error may be. */
const RESOLUTION = 0.01;

const valueOf = (side: Side): number => (typeof side === "number" ? side : side.value);
const boundOf = (side: Side): number => (typeof side === "number" ? 0 : side.bound);

/** `scale`: the size of what the sides are the difference of, where they cancel; `bound`: of errors that the sides do not state themselves. */
interface Accuracy {
  readonly scale?: number;
  readonly bound?: number;
}

function comparison(name: string, relation: Comparison["relation"], [left, right]: readonly [Side, Side], { scale = 0, bound = 0 }: Accuracy): Comparison {
  const [l, r] = [valueOf(left), valueOf(right)];
  const size = Math.max(Math.abs(l), Math.abs(r), scale);
  return { name, relation, left: l, right: r, bound: boundOf(left) + boundOf(right) + bound + ROUNDING * size, scale: size };
}

/** left = right. */
export const equal = (name: string, left: Side, right: Side, accuracy: Accuracy = {}): Comparison => comparison(name, "=", [left, right], accuracy);
/** left <= right. */
export const atMost = (name: string, left: Side, right: Side, accuracy: Accuracy = {}): Comparison => comparison(name, "<=", [left, right], accuracy);
/** left < right. */
export const below = (name: string, left: Side, right: Side, accuracy: Accuracy = {}): Comparison => comparison(name, "<", [left, right], accuracy);

/** A case from its sides. A side that is not finite is a failure of the computation: undecided. */
export function judged(compared: Comparison): CheckedCase {
  return { name: compared.name, verdict: verdictOf(compared), comparison: compared };
}

function verdictOf({ relation, left, right, bound, scale }: Comparison): Verdict {
  const evidence = `${inWords(left)} ${relation} ${inWords(right)}, known to ${inWords(bound)}`;
  if (!Number.isFinite(left) || !Number.isFinite(right) || !Number.isFinite(bound)) return { kind: "undecided", evidence, need: "sides that are finite" };
  const gap = right - left;
  const coarse: Verdict = { kind: "undecided", evidence, need: "sides that are known better" };
  if (relation === "=") {
    if (Math.abs(gap) > bound) return { kind: "violated", evidence };
    return bound > RESOLUTION * scale ? coarse : { kind: "consistent", evidence };
  }
  if (gap < -bound || (relation === "<" && gap === 0)) return { kind: "violated", evidence };
  if (gap > bound) return { kind: "consistent", evidence };
  return relation === "<=" && bound <= RESOLUTION * scale ? { kind: "consistent", evidence: `${evidence} (equality)` } : coarse;
}

/** A case whose hypothesis fails. */
export const inapplicable = (name: string, because: string): CheckedCase => ({ name, verdict: { kind: "inapplicable", because } });
