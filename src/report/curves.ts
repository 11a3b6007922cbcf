/**
 * What a figure draws, from a Result and a FigureSpec, before any pixel: panels of curves, each with its measured points and its
 * reference, if it has one. One series over several cells is labelled by point; several series of one cell are labelled by series.
 * What nobody measured, because every replicate failed, gives an empty drawing; a name that nothing could have is an error.
 */
import { ScenarioError } from "../errors.ts";
import type { Cell, FigureSpec, Result } from "../protocols.ts";
import { pointName, seriesNames, tellingParameters } from "./cells.ts";
import { seriesLabel } from "./labels.ts";
import { cellSlot, seriesSlots, type Slot } from "./slots.ts";

export interface CurvePoint {
  readonly t: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Curve {
  readonly label: string;
  readonly slot: Slot;
  readonly points: readonly CurvePoint[];
  /** The curve known independently of the particles; empty when there is none. */
  readonly reference: readonly { readonly t: number; readonly value: number }[];
}

export interface Panel {
  /** Value of the facet, for instance `gamma = -1`; empty without facet. */
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly cells: readonly Cell[];
}

/** A reference drawn somewhere in the figure, for key and caption. */
export interface Dashed {
  readonly name: string;
  readonly source: string;
  /** Largest error that it states for itself where it is drawn. */
  readonly error: number;
  /** Drawn over a measured curve, whose label it shares; otherwise it is a curve with a label of its own. */
  readonly overlay: boolean;
}

export interface Drawing {
  readonly spec: FigureSpec;
  readonly yLabel: string;
  readonly panels: readonly Panel[];
  readonly dashed: readonly Dashed[];
  /** Curves asked for of which nothing was measured, or whose divisor is missing or not positive: `facet, label`. */
  readonly absent: readonly string[];
}

/** Where curvesOf notes what it came across. */
interface Notes {
  readonly dashed: Map<string, Dashed>;
  readonly absent: string[];
}

/** Points at which a reference is evaluated. */
const resolution = 120;

/** Panels and curves of a figure. Throws ScenarioError for a series or a facet that nothing could have. */
export function drawing(result: Result, spec: FigureSpec): Drawing {
  checkSeries(result, spec);
  const parameters = [...new Set(result.cells.flatMap((cell) => Object.keys(cell.point)))];
  if (spec.facet !== undefined && result.cells.length > 0 && !parameters.includes(spec.facet)) {
    throw new ScenarioError(`figure ${spec.name}: unknown facet: ${spec.facet} (varied: ${parameters.join(", ")})`);
  }
  const notes: Notes = { dashed: new Map(), absent: [] };
  const panels = facets(result.cells, spec.facet).map(([title, cells]) => ({
    title,
    cells,
    curves: curvesOf(title, cells, result.cells, spec, notes),
  }));
  return { spec, yLabel: spec.yLabel ?? defaultLabel(spec), panels, dashed: [...notes.dashed.values()], absent: notes.absent };
}

/** A series is known when it was measured, has a reference, or belongs to an observable of some cell (whose replicates may have failed). */
function checkSeries({ cells }: Result, spec: FigureSpec): void {
  const observed = seriesNames(cells);
  if (observed.length === 0) return;
  for (const series of [...spec.series, ...(spec.relativeTo === undefined ? [] : [spec.relativeTo])]) {
    const asked = cells.some(({ setup }) => {
      const { observe, reference } = setup as Partial<Cell["setup"]>;
      return reference?.[series] !== undefined || Object.keys(observe ?? {}).includes(series.split(".")[0]!);
    });
    if (!observed.includes(series) && !asked) {
      throw new ScenarioError(`figure ${spec.name}: unknown series: ${series} (observed: ${observed.join(", ")})`);
    }
  }
}

/** Whether there is anything to draw: a measured curve, or the reference of a study that measured something. */
export function isEmpty({ panels }: Drawing): boolean {
  const finished = panels.some(({ cells }) => cells.some((cell) => cell.replicates.length > 0));
  return !panels.some(({ curves }) =>
    curves.some((curve) => curve.points.length > 0 || (finished && curve.reference.length > 0)),
  );
}

function facets(cells: readonly Cell[], facet: string | undefined): [string, Cell[]][] {
  if (facet === undefined) return [["", [...cells]]];
  const values = [...new Set(cells.map((cell) => cell.point[facet]))];
  return values.map((value) => [`${facet} = ${String(value)}`, cells.filter((cell) => cell.point[facet] === value)]);
}

function defaultLabel(spec: FigureSpec): string {
  const quantities = new Set(spec.series.map((name) => seriesLabel(name).quantity));
  const quantity =
    spec.series.length === 1 ? seriesLabel(spec.series[0]!).text : quantities.size === 1 ? [...quantities][0]! : "value";
  return spec.relativeTo === undefined ? quantity : `${quantity}, relative to ${seriesLabel(spec.relativeTo).text} at t = 0`;
}

function curvesOf(title: string, cells: readonly Cell[], all: readonly Cell[], spec: FigureSpec, notes: Notes): Curve[] {
  const others = tellingParameters(all.map((cell) => cell.point)).filter((name) => name !== spec.facet);
  const names = [...new Set(all.map((cell) => shortPoint(cell, others)))];
  const slots = seriesSlots(spec.series);
  const several = cells.length > 1;
  return cells.flatMap((cell) =>
    spec.series.flatMap((series, s) => {
      const point = shortPoint(cell, others);
      const bySeries = spec.series.length > 1 || !several || point === "";
      const label = [several ? point : "", bySeries ? seriesLabel(series).short : ""].filter((part) => part !== "").join(", ");
      const slot = several ? cellSlot(names.indexOf(point), spec.series.length > 1 ? slots[s] : undefined) : slots[s]!;
      const data = dataOf(cell, series, spec, notes.dashed);
      if (data.points.length + data.reference.length > 0) {
        return [{ label, slot, ...data }];
      }
      notes.absent.push(title === "" ? label : `${title}, ${label}`);
      return [];
    }),
  );
}

/** A point at the end of a curve: words stand without their parameter, `spherical, particles = 2000`. */
function shortPoint({ point }: Cell, parameters: readonly string[]): string {
  return parameters.map((name) => (typeof point[name] === "string" ? point[name] : pointName(point, [name]))).join(", ");
}

function dataOf(cell: Cell, series: string, spec: FigureSpec, dashed: Map<string, Dashed>): Pick<Curve, "points" | "reference"> {
  const unit = unitOf(cell, spec);
  if (unit === undefined) return { points: [], reference: [] };
  const points = (cell.series[series] ?? []).map(({ t, mean, low, high }) => ({
    t,
    mean: mean / unit,
    low: low / unit,
    high: high / unit,
  }));
  const known = cell.setup.reference?.[series];
  if (known === undefined) return { points, reference: [] };
  const begin = cell.times[0] ?? 0;
  const span = (cell.times.at(-1) ?? 0) - begin;
  const values = Array.from({ length: resolution + 1 }, (_, k) => {
    const t = begin + (span * k) / resolution;
    return { t, ...known.at(t) };
  }).filter(({ value }) => Number.isFinite(value));
  const error = Math.max(dashed.get(known.name)?.error ?? 0, ...values.map((each) => each.error));
  dashed.set(known.name, { name: known.name, source: known.source, error, overlay: points.length > 0 });
  return { points, reference: values.map(({ t, value }) => ({ t, value: value / unit })) };
}

/** Divisor of a cell's curves: the mean of `relativeTo` at the first time; undefined when that is missing or not positive. */
function unitOf(cell: Cell, spec: FigureSpec): number | undefined {
  if (spec.relativeTo === undefined) return 1;
  const first = cell.series[spec.relativeTo]?.[0];
  return first !== undefined && first.t === cell.times[0] && first.mean > 0 ? first.mean : undefined;
}

/**
 * Figures of a study that asks for none: each main series (no suffix) over all cells; on a logarithmic axis when its means are positive
 * and span more than a factor 30; a panel per value of a parameter when more than six cells would share one.
 */
export function defaultFigures(result: Result): FigureSpec[] {
  const varying = tellingParameters(result.cells.map((cell) => cell.point));
  const values = (name: string): number => new Set(result.cells.map((cell) => cell.point[name])).size;
  const facet = varying.length > 1 && result.cells.length > 6 ? [...varying].sort((a, b) => values(a) - values(b))[0] : undefined;
  return seriesNames(result.cells)
    .filter((series) => !series.includes("."))
    .map((series) => {
      const means = result.cells.flatMap((cell) => (cell.series[series] ?? []).map((estimate) => estimate.mean));
      const log = Math.min(...means) > 0 && Math.max(...means) > 30 * Math.min(...means);
      const { text } = seriesLabel(series);
      return {
        name: series,
        title: text,
        series: [series],
        ...(facet === undefined ? {} : { facet }),
        scale: log ? ("log" as const) : ("linear" as const),
        caption: `${text} against time.`,
      };
    });
}
