/**
 * Values with their errors, for laws of any origin. A functional F is given a law, or a solver's law with what the solver knows of it.
 *
 * The error of F(law) is the sum of
 *   quadrature: the difference of two resolutions, the coarser of which has converged (laws/quadrature.ts), or 0 for closed forms;
 *   rounding: 1e-14 of the sum of the integrand's absolute values (4e-14 for solvers' laws, which are sums of many terms in their
 *     turn), or of the value, for closed forms;
 *   the solver: the largest of factor |F(law) - F(coarser)|; or 1.5 |F(law) - F(finest)| + factor |F(finest) - F(finer)|; or, for a law that is exact to `bound`, 5 times that of the value.
 */
import { sumOver } from "../math/sum.ts";
import type { Law, Nodes, ReferenceState } from "../protocols/index.ts";
import { quadratureOf, type Quadrature } from "../laws/quadrature/quadrature.ts";

/** A number with a bound of its error. */
export interface Value {
  readonly value: number;
  /** Bound of |value - truth|; Infinity when nothing is known. */
  readonly bound: number;
}

/** A law of a solver's state. */
export interface SolvedLaw {
  readonly law: Law;
  readonly coarser?: readonly Law[];
  readonly factors?: readonly number[];
  readonly finer?: readonly [Law, Law];
  readonly factor?: number;
  readonly bound: number;
}

/** A law, or a law that a solver knows at several resolutions. */
export type Subject = Law | SolvedLaw;

/** What to measure of a solver's state: one species' law, with all that is known of its error. */
export function solved(state: ReferenceState, species = 0): SolvedLaw {
  const coarser = state.coarser?.(species);
  const finer = state.finer?.(species);
  const { factor, factors, bound } = state;
  const others = { ...(coarser && factors ? { coarser, factors } : {}), ...(finer ? { finer } : {}) };
  return { law: state.law(species), bound, ...others, ...(factor === undefined ? {} : { factor }) };
}

export const lawOf = (subject: Subject): Law => ("law" in subject ? subject.law : subject);

/** Relative rounding of a closed form, and of a compensated sum against the sum of its terms' absolute values. */
export const ROUNDING = 1e-14;

const SOLVER_ROUNDING = 4e-14;

/** A value in closed form. */
export const closed = (value: number, size = Math.abs(value)): Value => ({
  value,
  bound: Number.isFinite(value) ? ROUNDING * Math.max(size, Math.abs(value)) : 0,
});

/** Part by which the change to the finest law is raised: it has a rounding and a rest of its own. */
const MARGIN = 1.5;

/** What a solver leaves in a functional of its law, given as a function `of` the law; undefined when the solver has no other law to compare with. */
export function leftBy({ law, coarser, factors = [], finer, factor = 1 }: SolvedLaw, of: (law: Law) => number): number | undefined {
  // Infinite values agree; and what does not change has converged, whatever the factor.
  const change = (times: number, a: number, b: number): number => (a === b ? 0 : times * Math.abs(a - b));
  if (coarser) return coarser.reduce((most, other, k) => Math.max(most, change(factors[k] ?? 1, of(law), of(other))), 0);
  if (!finer) return undefined;
  const [better, best] = [of(finer[0]), of(finer[1])];
  return change(MARGIN, of(law), best) + change(factor, best, better);
}

/** Adds the solver's error to what `of` finds for one law; Infinity when it does not know the value of one of the laws to compare with. */
export function measure(subject: Subject, of: (law: Law) => Value): Value {
  if (!("law" in subject)) return of(subject);
  const own = of(subject.law);
  const { value, bound } = own;
  const left = leftBy(subject, (law) => {
    const found = law === subject.law ? own : of(law);
    return found.bound < Infinity ? found.value : Number.NaN;
  });
  if (left === undefined) return { value, bound: bound + 5 * subject.bound * Math.abs(value) };
  return { value, bound: Number.isNaN(left) ? Infinity : bound + left };
}

/** value (an affine image of a value): error scales along. */
export const scaled = ({ value, bound }: Value, factor: number, shift = 0): Value => ({
  value: factor * value + shift,
  bound: Math.abs(factor) * bound + ROUNDING * Math.abs(shift),
});

/** The sum of values; bounds add. */
export const sumOfValues = (values: readonly Value[]): Value =>
  values.reduce((sum, { value, bound }) => ({ value: sum.value + value, bound: sum.bound + bound }), { value: 0, bound: 0 });

/** The integral of what `integrand` returns at node n, by both resolutions of a quadrature. */
export function overNodes({ fine, coarse }: Quadrature, integrand: (nodes: Nodes) => (n: number) => number, rounding = ROUNDING): Value {
  const at = (nodes: Nodes) => {
    const term = integrand(nodes);
    const { weights } = nodes;
    return sumOver(weights.length, (n) => weights[n] * term(n));
  };
  const { sum, size } = at(fine);
  const gap = coarse === fine ? 0 : Math.abs(sum - at(coarse).sum);
  return { value: sum, bound: gap + rounding * size };
}

/** The same by the law's own quadrature. */
export const integral = (law: Law, integrand: (nodes: Nodes) => (n: number) => number): Value =>
  overNodes(quadratureOf(law), integrand, law.nodes ? SOLVER_ROUNDING : ROUNDING);
