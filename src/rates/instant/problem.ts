/** What `ratesAtInstant` is asked, and the forms of its answers. */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import type { Law, Model } from "../../protocols/index.ts";

/** A model with one law for each species; `second`: another solution, to measure distances to; `epsilon`: of entropic costs (half cost). */
export interface InstantProblem {
  readonly model: Model;
  readonly laws: readonly Law[];
  readonly second?: readonly Law[];
  readonly epsilon?: readonly number[];
}

/** A functional and its derivative; `error`: bound of the rate's. */
export interface FunctionalRate {
  readonly value: number;
  readonly rate: number;
  readonly error: number;
}

/** Two sides of an identity; `bound`: of the error of their difference. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly bound: number;
}

/** An identity whose right side a paper prints otherwise. */
export interface PrintedSides extends Sides {
  readonly asPrinted: number;
}

/** A block that does not exist for the data. */
export interface Unavailable {
  readonly block: string;
  readonly because: string;
}

/** Sides from values. */
export const sidesOf = ({ left, right }: { readonly left: Value | number; readonly right: Value }): Sides => {
  const known = typeof left === "number" ? { value: left, bound: 0 } : left;
  return { left: known.value, right: right.value, bound: known.bound + right.bound };
};

/** null for what diverges or is not bounded. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Runs `of`; null, and a line in `unavailable`, when it throws a ScenarioError. */
export function attempting(unavailable: Unavailable[]) {
  return <Block>(block: string, of: () => Block): Block | null => {
    try {
      return of();
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      unavailable.push({ block, because: error.message });
      return null;
    }
  };
}
