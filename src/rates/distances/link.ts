/**
 * Chains of inequalities, evaluated: every side a value with its error, and of each link the margin. A chain  x_0 <= x_1 <= ... <= x_n  is given by its sides.
 */
import type { Value } from "../../functionals/index.ts";

/** left <= right. */
export interface Link {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  /** right - left: not below -bound when the inequality holds, within bound of 0 when it is an identity. */
  readonly margin: number;
  /** Bound of the error of the margin. */
  readonly bound: number;
}

export const linkOf = (name: string, left: Value, right: Value): Link => ({
  name,
  left: left.value,
  right: right.value,
  margin: right.value - left.value,
  bound: left.bound + right.bound,
});

/** The links of a chain from its first side and the names and values of the further ones. */
export const chainOf = (first: Value, further: readonly (readonly [name: string, right: Value])[]): Link[] =>
  further.map(([name, right], k) => linkOf(name, k === 0 ? first : further[k - 1][1], right));
