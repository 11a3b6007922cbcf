/** What is measured, and what it means. */
import type { Model } from "./model.ts";
import type { Expected, ReferenceState } from "./solution.ts";

/**
 * Measurement with a memory of its own (warm starts), which cannot touch the dynamics. Opened once per replicate. The values are
 * named by suffix: "" is the observable's own series (`w2`), "floor" becomes `w2.floor`. Every value is finite: a quantity that
 * cannot be measured now is left out, never NaN.
 */
export interface Observable<State> {
  readonly label: string;
  /** Kind of the state that it sees (`alone`, `coupled`, `solved`): a scenario is run without its types being checked. */
  readonly of?: string;
  /** What one measurement costs in particle-steps, for plans; nothing worth counting when absent. */
  cost?(particles: number): number;
  /**
   * The same values of a solution: what the measured ones estimate, in the same names. Absent when a solution does not have them. Throws
   * ScenarioError when this solution does not.
   */
  expected?(solution: ReferenceState, model: Model): Readonly<Record<string, Expected>>;
  /** Present when the values `1`, `2`, ... are those of a function at these points of an axis. */
  readonly profile?: Profile;
  open(): { measure(state: State, t: number): Readonly<Record<string, number>> };
}

/** Where a function of velocity is measured. */
export interface Profile {
  /** What the axis is, for instance `v_x`. */
  readonly axis: string;
  readonly points: readonly number[];
}
