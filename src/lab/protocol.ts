/**
 * What the page of the laboratory shows and asks for, whoever moves the particles: the page knows controls, curves and clouds of points, and a `Laboratory`
 * (particles/lab) knows what they mean.
 */
import type { Planes } from "../protocols/index.ts";

/** What is chosen, control by control, and `step`: all texts, as a URL's fragment has them. */
export type Arrangement = Readonly<Record<string, string>>;

/** A control of the page: one of a list, a whole number in a range, or a name. */
export type Control = {
  readonly name: string;
  readonly label: string;
} & (
  | { readonly kind: "list"; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: "number"; readonly from: number; readonly to: number }
  | { readonly kind: "name"; readonly pattern: string }
);

/** How a curve looks: as a place in the bracket, as what a theorem allows, or as one of the two ensembles, along an axis and across it. */
export type Look = "estimate" | "lower" | "upper" | "floor" | "allowed" | "first" | "first-across" | "second" | "second-across";

/** A series of values at observation times. */
export interface Curve {
  readonly series: string;
  readonly label: string;
  readonly look: Look;
}

/** Curves over one axis of time. */
export interface ChartOf {
  readonly title: string;
  /** What each curve is, in a sentence or two. */
  readonly meaning: string;
  readonly curves: readonly Curve[];
}

/** Values by series. Those that cannot be measured are absent. */
export type Values = Readonly<Record<string, number>>;

/** What was seen at an observation time. */
export interface Observation {
  /** Number of the observation, from 0. */
  readonly index: number;
  readonly t: number;
  /** What is measured at once. */
  readonly values: Values;
  /** Copies of all clouds, for what takes longer. */
  readonly clouds: readonly Planes[];
}

/** Two clouds that move step by step; point i of the one is the partner of point i of the other. */
export interface Moving {
  readonly step: number;
  readonly steps: number;
  readonly t: number;
  readonly end: number;
  /** Planes of the points, [d][N] each. */
  readonly first: Planes;
  readonly second: Planes;
  /** What was seen at t = 0. */
  readonly start: Observation;
  /** Takes the next step; what was seen after it, when it ends at an observation time. Throws RangeError after the last. */
  advance(): Observation | undefined;
}

/** Measures what takes long, in the order of the observations: in a worker. Throws NumericalError. */
export type Measuring = (observation: Pick<Observation, "t" | "clouds">) => Values;

/** A laboratory without its page. */
export interface Laboratory {
  /** What it shows, in a sentence or two. */
  readonly about: string;
  readonly controls: readonly Control[];
  readonly charts: readonly ChartOf[];
  /** The whole arrangement from a part of it, what is absent at its default. Throws ScenarioError, which says what was found and what was expected. */
  arrange(given: Readonly<Record<string, string>>): Arrangement;
  open(arrangement: Arrangement): Moving;
  measuring(arrangement: Arrangement): Measuring;
  /** TypeScript of a scenario whose first replicate is what is shown, with what was seen so far in its comment. */
  scenario(arrangement: Arrangement, seen: readonly { readonly t: number; readonly values: Values }[]): string;
}
