/** What is measured, and what it means. */
import type { Model } from "./model.ts";
import type { Expected, ReferenceState } from "./solution.ts";

/** Conserved quantities that a system promises pathwise, to round-off. */
export type Conserved = "momentum" | "energy";

/**
 * Where a squared distance stands when W2^2 between the laws is to be bracketed: it estimates W2^2, bounds it from below or from above, is what two
 * independent clouds of one law show (the floor) or of two (a raw cost, far above W2^2); or it is the rate of W2^2 at the start.
 */
export type Place = "estimate" | "lower" | "upper" | "floor" | "raw" | "slope";

/** Where a function of velocity is measured. */
export interface Profile {
  /** What the axis is, for instance `v_x`. */
  readonly axis: string;
  readonly points: readonly number[];
}

/**
 * What a measured number is. Tables, figures, captions and claims read this, never the name that a scenario gave. Plain data: a stored result keeps it.
 * Texts are ASCII, with `W2^2` and `v_x` set for reading where they are shown.
 */
export interface Quantity {
  /** In tables, axis labels and titles: `W2^2 debiased`. */
  readonly name: string;
  /** At the end of a curve. */
  readonly short: string;
  /** In formulas: `<|v|^2>`. */
  readonly symbol: string;
  /** What the vertical axis shows when several quantities of the kind share it: `temperature`. */
  readonly kind: string;
  /** The unit is this power of velocity, a mass in every square of it (temperatures are energies), counted in the unit of mass; `"-d"` for a density in R^d. */
  readonly velocity: number | "-d";
  /** Of velocities alone, without a mass in it, whatever the power: no energy. */
  readonly massless?: true;
  /** What is told in its place in physical units: the quantity with the mass in it that this one lacks. */
  readonly physical?: Physical;
  /** A rate: its unit is divided by time. */
  readonly perTime?: true;
  /** The unit that its values are told in, where a study states one: `eV`. */
  readonly unit?: string;
  /** What it is, in a sentence or two, for the legend of the report. */
  readonly meaning: string;
  readonly place?: Place;
  /** The part of the same observable whose mean, whatever its sign, bounds the bias that this one keeps at finite N. */
  readonly residue?: string;
  /** The conservation law that it is subject to. */
  readonly conserved?: Conserved;
  /** Present when it is a function, whose values are the parts `1`, `2`, ... at these points of an axis. */
  readonly along?: Profile;
}

/**
 * A quantity that is `times` M^(p/2) another one, p the other's power of velocity and M the mean mass of a particle, sum_i m_i n_i / sum_i n_i over all species or of the one named: 1/2 of it makes
 * the kinetic energy of a particle of <|v|^2> for a unit of mass.
 */
export interface Physical {
  readonly quantity: Quantity;
  readonly times: number;
  readonly species?: string;
}

/** Quantities by suffix; the main one has the empty suffix and always exists. */
export type Parts = Readonly<Record<string, Quantity>> & { readonly "": Quantity };

/**
 * Measurement with a memory of its own (warm starts), which cannot touch the dynamics. Opened once per replicate. The values are
 * named by suffix: "" is the observable's own series (`w2`), "floor" becomes `w2.floor`. Every value is finite: a quantity that
 * cannot be measured now is left out, never NaN.
 */
export interface Observable<State> {
  /** What it measures: every suffix that `measure` may return, except the points of a profile. */
  readonly parts: Parts;
  /** Kind of the state that it sees (`alone`, `coupled`, `solved`): a scenario is run without its types being checked. */
  readonly of?: string;
  /** Throws ScenarioError when there is no such thing in these solutions, as a species that the model does not have: asked before anything is run. */
  check?(subject: ObservedProblem): void;
  /** It depends on both ensembles of a couple together, as a cost does: the bias of the time step may be of another order (`weakOrder`). */
  readonly joint?: true;
  /** What one measurement costs in particle-steps, for plans; nothing worth counting when absent. */
  cost?(particles: number): number;
  /** Steps off the first state that it measures rates by, and that move nothing; each costs what a step of the system does. None when absent. */
  readonly probes?: number;
  /**
   * The same values of a solution: what the measured ones estimate, in the same names. Absent when a solution does not have them. Throws
   * ScenarioError when this solution does not.
   */
  expected?(solution: ReferenceState, model: Model): Readonly<Record<string, Expected>>;
  /** A measurement of one replicate. `measure` is called at every observation time, in order, and returns the values by suffix. */
  open(): Meter<State>;
}

/** What an observable may be asked to be of, before it is. */
export interface ObservedProblem {
  readonly model: Model;
  /** Of velocity. */
  readonly dimension: number;
  /** Names of the couplings of a couple; absent where nobody tells. */
  readonly couplings?: readonly string[];
}

/** An observable opened for one replicate. */
export interface Meter<State> {
  /** The values at time t, by suffix. */
  measure(state: State, t: number): Readonly<Record<string, number>>;
  /**
   * What later values depend on of earlier measurements, as plain data, for replicates that go on from a checkpoint; whoever remembers such a thing must have it.
   * Working memory that changes no value is none.
   */
  readonly memory?: {
    /** The state as structured data. */
    save(): unknown;
    /** Takes up what `save` returned. */
    restore(saved: unknown): void;
  };
}
