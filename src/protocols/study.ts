/** Studies: points, replicates, estimates, claims and figures. */
import type { Quantity } from "./quantity.ts";
import type { Setup, Trajectory } from "./run.ts";
import type { ReferenceSeries } from "./solution.ts";

/** One value per varied parameter, in the order of `vary`. */
export type Point = Readonly<Record<string, number | string>>;

/** An estimate over replicates at one time. `low, high`: pointwise 95 % t-interval. */
export interface Estimate {
  readonly t: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Standard error of the mean. */
  readonly standardError: number;
}

/** A setup in numbers, beyond its words: what the manifest keeps of each cell, and what reports and captions say of it. Plain data. */
export interface Particulars {
  /** Of velocity; 0 when there are no laws. */
  readonly dimension: number;
  readonly species: readonly ParticularSpecies[];
  /** Every pair of species once. */
  readonly interactions: readonly ParticularInteraction[];
  /** By which the ensembles of a couple are coupled, the first of them that of all distances; none of a system alone. */
  readonly couplings: readonly string[];
  /** Of the system, those left at their defaults among them. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** A species with its initial laws. */
export interface ParticularSpecies {
  readonly name: string;
  readonly mass: number;
  readonly density: number;
  /** Particles of each ensemble; absent where nothing moves in particles. */
  readonly particles?: number;
  /** JSON forms of its laws: one, or one for each ensemble of a couple. */
  readonly laws: readonly Readonly<Record<string, unknown>>[];
}

/** alpha of a pair of species: `strength` times r^`gamma`, or what `name` says. */
export interface ParticularInteraction {
  readonly between: readonly [string, string];
  readonly name: string;
  readonly strength: number;
  readonly gamma?: number;
}

/** A unit, as `us`, and how many of it one reduced unit is. */
export interface Measure {
  readonly unit: string;
  readonly size: number;
}

/** What figures and report tell times, velocities and temperatures in; a temperature is a velocity squared, masses counted in the unit of mass. */
export interface StudyUnits {
  readonly time: Measure;
  readonly velocity: Measure;
  readonly temperature: Measure;
}

/** One point of a study with everything its replicates measured. */
export interface Cell {
  readonly point: Point;
  readonly setup: Setup<never>;
  /** What the series are, by their names; a function along an axis by its own. */
  readonly quantities: Readonly<Record<string, Quantity>>;
  /** The setup in numbers; absent where nobody knows more of it than its words. */
  readonly particulars?: Particulars;
  readonly times: readonly number[];
  /** Replicates that finished, in replicate order. */
  readonly replicates: readonly Trajectory[];
  /** Their numbers; 0, 1, 2, ... when absent. */
  readonly numbers?: readonly number[];
  /** Address of its random streams, without the replicate: cells of one address share their random numbers, replicate by replicate. Its own when absent. */
  readonly stream?: string;
  readonly series: Readonly<Record<string, readonly Estimate[]>>;
  readonly failures: readonly Failure[];
  /** Present when times and values, but not the numbers of its setup, are in these units. */
  readonly units?: StudyUnits;
  /** The setup's solutions as curves, series by series, at the observation times that each has. */
  readonly compared?: Readonly<Record<string, readonly ReferenceSeries[]>>;
}

/** A replicate that did not finish. */
export interface Failure {
  readonly replicate: number;
  readonly message: string;
  readonly replay: string;
}

/**
 * When a study ends before all its replicates are there: when every claim is decided (consistent, violated or inapplicable), or when a series is known well
 * enough, the pointwise 95 % interval of its mean reaching, at every time of every cell, no further than `relative` times the largest |mean| that
 * the series has in that cell.
 */
export type Until<Series extends string = string> = "decided" | { readonly halfWidth: { readonly series: Series; readonly relative: number } };

/** How a study that may end early came to its replicates. */
export interface Stopping {
  /** Its rule in words. */
  readonly rule: string;
  /** Complete batches after which it may have ended, the last included. Intervals have 1/looks of their error probability at each. */
  readonly looks: number;
}

/** What a study measured: its cells in the order of its points. */
export interface Result {
  readonly study: string;
  readonly title: string;
  readonly digest: string;
  readonly cells: readonly Cell[];
  /** Absent when the number of replicates was fixed beforehand. */
  readonly stopping?: Stopping;
}

/** A claim ends in one of four verdicts. Never "true". */
export type Verdict =
  | { readonly kind: "consistent" | "violated"; readonly evidence: string }
  | { readonly kind: "undecided"; readonly evidence: string; readonly need: string }
  | { readonly kind: "inapplicable"; readonly because: string };

/** A claim about series of a study; `Series` names the series that it reads, so that a misspelt name does not compile. */
export interface Claim<Series extends string = string> {
  readonly statement: string;
  /** Paper and equation, or the section of this project's documentation. */
  readonly source: string;
  readonly reads: readonly Series[];
  /** Verdicts per cell it speaks about, and their conjunction. */
  check(result: Result): Judgement;
}

/** What a claim says of a result: a verdict per cell, and their conjunction. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly cells: readonly { readonly point: Point; readonly verdict: Verdict }[];
}

/** What `study({...})` takes: a question, the points to vary, a setup per point, and claims. */
export interface Study {
  readonly title: string;
  /** The question in a sentence or two (shown by `landau list` and in the report). */
  readonly question: string;
  readonly vary: Readonly<Record<string, readonly (number | string)[]>>;
  /** Of every point, or by point. */
  readonly replicates: number | ((point: Point) => number);
  /** When fewer will do; all replicates are run when absent. */
  readonly until?: Until;
  /** Papers and equations that it is about. */
  readonly sources: readonly string[];
  /** The setup of a point. */
  readonly scenario: (point: Point) => Setup<never>;
  readonly claims: readonly Claim[];
  readonly figures?: readonly FigureSpec[];
  /** Of a plasma, say: figures and report tell t in microseconds and T in eV. What is stored, and claims, are in reduced units. */
  readonly units?: StudyUnits;
}

/**
 * A figure of a study. Series against time: one curve per cell, or a panel per value of `facet`. A series along an axis: against the axis,
 * one curve per time. With `against`: the values at one time against a varied parameter, for convergence in N, dt or n.
 */
export interface FigureSpec {
  readonly name: string;
  readonly title: string;
  readonly series: readonly string[];
  readonly facet?: string;
  /** Only the cells whose point has these values; an array allows any of its values. All by default. */
  readonly where?: Readonly<Record<string, number | string | readonly (number | string)[]>>;
  readonly scale?: "linear" | "log";
  /** A varied parameter with numbers as values, for the horizontal axis (logarithmic when `scale` is). */
  readonly against?: string;
  /** Times to draw of a series along an axis (up to four by default, first and last included); with `against` the one time (the last). */
  readonly times?: readonly number[];
  /** In the place of `time t`, the axis or the parameter; units are added. */
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Divide every series by this series' mean at t = 0, for relative curves. */
  readonly relativeTo?: string;
  readonly caption: string;
}
