/** A curve of a figure: its measured points and what is known beside it, before any pixel. */
import type { Cell, FigureSpec, ReferenceSeries } from "../../../protocols/index.ts";
import { pointName } from "../../text/cells.ts";
import type { Slot } from "./slots.ts";

export interface CurvePoint {
  /** Time, place on an axis of velocity, or value of a parameter: what the drawing's abscissa says. */
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Curve {
  readonly label: string;
  readonly slot: Slot;
  readonly points: readonly CurvePoint[];
  /** Markers only, with references in the colour of the curve: profiles at several times cross each other. */
  readonly scattered?: true;
  /** What is known independently of the particles; `style` numbers its dashes. Empty when nothing is. */
  readonly references: readonly {
    readonly style: number;
    readonly points: readonly { readonly x: number; readonly value: number }[];
  }[];
}

/** A reference drawn somewhere in the figure, for key and caption. */
export interface Dashed {
  readonly name: string;
  readonly source: string;
  /** Number of its dashes. */
  readonly style: number;
  /** Largest error that it states for itself where it is drawn; of a density unsmoothed, the largest change by smoothing. */
  readonly bound: number;
  /** Drawn over a measured curve, whose label it shares; otherwise it is a curve with a label of its own. */
  readonly overlay: boolean;
}

/** The figure that curves are drawn for: all its cells, and where is noted what was come across. */
export interface Canvas {
  readonly spec: FigureSpec;
  readonly cells: readonly Cell[];
  readonly dashed: Map<string, Dashed>;
  /** Curves without anything to draw: `facet, label`. */
  readonly absent: string[];
}

export const curvePoint = (x: number, { mean, low, high }: Omit<CurvePoint, "x">, unit = 1): CurvePoint => ({
  x,
  mean: mean / unit,
  low: low / unit,
  high: high / unit,
});

/** A point at the end of a curve: words stand without their parameter, `spherical, particles = 2000`. */
export function shortPoint({ point }: Cell, parameters: readonly string[]): string {
  return parameters.map((name) => (typeof point[name] === "string" ? point[name] : pointName(point, [name]))).join(", ");
}

/** The parts of a label that say something. */
export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");

/** Notes a reference for key and caption, with the largest bound of its error; returns the number of its dashes. */
export function noted({ dashed }: Canvas, { name, source }: Pick<ReferenceSeries, "name" | "source">, bound: number, overlay: boolean): number {
  const earlier = dashed.get(name);
  const style = earlier?.style ?? dashed.size;
  dashed.set(name, { name, source, style, bound: Math.max(earlier?.bound ?? 0, bound), overlay });
  return style;
}

/** The observation times of a cell that are nearest to those asked for, or a few. */
export function timesOf({ times }: Cell, { times: asked }: FigureSpec): number[] {
  const nearest = (t: number): number => times.reduce((best, one) => (Math.abs(one - t) < Math.abs(best - t) ? one : best));
  return times.length === 0 ? [] : [...new Set(asked ? asked.map(nearest) : few(times))];
}

/** At most four of the times, the first and the last included. */
export function few(times: readonly number[]): number[] {
  const last = times.length - 1;
  const count = Math.min(last, 3);
  return times.length === 0 ? [] : Array.from({ length: count + 1 }, (_, k) => times[Math.round((last * k) / Math.max(count, 1))]);
}
