/** Deterministic solutions: every value carries a bound of its own error. */
import type { Law } from "./law.ts";
import type { Model } from "./model.ts";

/** A value of a solution. */
export interface Expected {
  readonly value: number;
  /** Bound of its own error. */
  readonly bound: number;
  /** What of the value is owed to the estimator that it is compared with: the value minus the quantity itself, such as a density unsmoothed. */
  readonly bias?: number;
  /** Share of the particles that the value rests on, when that may be a handful, as in a density's tail. */
  readonly share?: number;
}

/** A curve known independently of the particles, with its own error and the stated bias of the time step. */
export interface ReferenceSeries {
  readonly name: string;
  readonly source: string;
  /** The only times at which it is known; absent when it is known at all. */
  readonly times?: readonly number[];
  /** The value at time t with a bound of its error. */
  at(t: number): Expected;
}

/** A way to a deterministic solution, opened when somebody asks for the solution from these initial laws (one per species). */
export interface Solver {
  readonly name: string;
  /** Throws ScenarioError when what it needs, such as a file, is not there. Cheap: asked before a study runs. */
  check?(): void;
  /** Seconds of one core after which it gives up, roughly; absent when it takes no time worth counting, or nobody knows. */
  readonly atMost?: number;
  /** Throws ScenarioError when it does not serve this model and these laws. */
  open(model: Model, laws: readonly Law[]): Reference | Promise<Reference>;
}

/** A deterministic solution of the equation; every value carries its error. */
export interface Reference {
  readonly name: string;
  /** The only times at which the solution is known; absent when it can be continued to any. Increasing. */
  readonly times?: readonly number[];
  /** Throws ScenarioError for a time before the start, NumericalError when the solution cannot be continued to t. */
  at(t: number): ReferenceState;
}

/** A solution at one time. */
export interface ReferenceState {
  /** Normalised: the density n_i of species i is the model's. */
  law(species: number): Law;
  /**
   * The same law solved less finely, in more ways than one (coarser grids, another box, longer steps), since two values of a functional may agree by chance. Any
   * functional F of the solution is off by at most the largest of factors[k] |F(law) - F(coarser[k])|: the solver knows how much of each difference its solution still has.
   * Infinite factors say that the solutions do not approach each other, so that nothing is known. Absent when the law is exact to `bound`.
   */
  coarser?(species: number): readonly Law[];
  readonly factors?: readonly number[];
  /**
   * Instead of `coarser`, from solvers that keep their finest for the error: the same law solved more finely and more finely still. A functional F
   * has the error F(law) - F(finest), and beyond it `factor` times the last change.
   */
  finer?(species: number): readonly [Law, Law];
  readonly factor?: number;
  /** Bound of the relative L1 error of the laws; Infinity when nothing is known. */
  readonly bound: number;
}
