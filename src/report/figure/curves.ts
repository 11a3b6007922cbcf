/**
 * What a figure draws, from a Result and a FigureSpec, before any pixel: panels of curves, each with its measured points and its
 * reference, if it has one. One series over several cells is labelled by point; several series of one cell are labelled by series.
 * What nobody measured, because every replicate failed, gives an empty drawing; a name that nothing could have is an error.
 */
import { ScenarioError } from "../../errors.ts";
import type { Cell, FigureSpec, Observable, Profile, ReferenceSeries, Result } from "../../protocols/index.ts";
import { referencesOf } from "../../claims/solutions.ts";
import { pointName, seriesNames, tellingParameters } from "../text/cells.ts";
import { seriesLabel } from "../text/labels.ts";
import { shortNumber } from "../text/numbers.ts";
import { cellSlot, remainingSlots, seriesSlots, type Slot } from "./slots.ts";
import { observableOf, pointSeries } from "../../series-name.ts";

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
  /** Number of its dashes. */
  readonly style: number;
  /** Largest error that it states for itself where it is drawn; of a density unsmoothed, the largest change by smoothing. */
  readonly error: number;
  /** Drawn over a measured curve, whose label it shares; otherwise it is a curve with a label of its own. */
  readonly overlay: boolean;
}

export interface Drawing {
  /** As asked for, but linear when nothing is positive that a logarithmic axis could show. */
  readonly spec: FigureSpec;
  /** Whether the axis is linear for that reason. */
  readonly unlogged: boolean;
  readonly yLabel: string;
  readonly abscissa: Abscissa;
  readonly panels: readonly Panel[];
  readonly dashed: readonly Dashed[];
  /** Curves asked for of which nothing was measured, or whose divisor is missing or not positive: `facet, label`. */
  readonly absent: readonly string[];
}

/** What the horizontal axis is. */
export interface Abscissa {
  readonly kind: "time" | "axis" | "parameter";
  readonly label: string;
}

/** Where curvesOf notes what it came across. */
interface Notes {
  readonly dashed: Map<string, Dashed>;
  readonly absent: string[];
}

/** Points at which a reference is evaluated. */
const resolution = 120;

/** Panels and curves of a figure. Throws ScenarioError for a series, a facet or a parameter that nothing could have. */
export function drawing(result: Result, spec: FigureSpec): Drawing {
  checkSeries(result, spec);
  const parameters = [...new Set(result.cells.flatMap((cell) => Object.keys(cell.point)))];
  for (const [key, name] of Object.entries({ facet: spec.facet, against: spec.against })) {
    if (name !== undefined && result.cells.length > 0 && !parameters.includes(name))
      throw new ScenarioError(`figure ${spec.name}: unknown ${key}: ${name} (varied: ${parameters.join(", ")})`);
  }
  const notes: Notes = { dashed: new Map(), absent: [] };
  const abscissa = abscissaOf(result, spec);
  const asked = abscissa.kind === "axis" && spec.facet === undefined ? eachCell(result.cells) : facets(result.cells, spec.facet);
  const draw = { time: curvesOf, axis: profilesOf, parameter: convergence }[abscissa.kind];
  const panels = asked.map(([title, cells]) => ({ title, cells, curves: draw(title, cells, result.cells, spec, notes) }));
  const dashed = [...notes.dashed.values()];
  const unlogged = spec.scale === "log" && nonePositive(panels);
  const shown = unlogged ? { ...spec, scale: "linear" as const } : spec;
  return { spec: shown, unlogged, yLabel: spec.yLabel ?? defaultLabel(spec), abscissa, panels, dashed, absent: notes.absent };
}

/** Whether there are values, and none is positive: a logarithmic axis would be an invention. */
function nonePositive(panels: readonly Panel[]): boolean {
  const curves = panels.flatMap((panel) => panel.curves);
  const means = curves.flatMap(({ points }) => points.map(({ mean }) => mean));
  const known = curves.flatMap(({ references }) => references.flatMap(({ points }) => points.map(({ value }) => value)));
  return means.length > 0 && [...means, ...known].every((value) => !(value > 0));
}

function abscissaOf({ cells }: Result, { name, series, against }: FigureSpec): Abscissa {
  const profiles = series.map((each) => profileOf(cells, each));
  const [axis] = profiles.filter((profile) => profile !== undefined);
  if (against !== undefined) return { kind: "parameter", label: against };
  if (axis === undefined) return { kind: "time", label: "time t" };
  if (profiles.some((profile) => profile?.axis !== axis.axis))
    throw new ScenarioError(`figure ${name}: its series are not measured along one axis (${series.join(", ")})`);
  return { kind: "axis", label: axis.axis };
}

/** Where a series is measured along an axis, if it is. */
export function profileOf(cells: readonly Cell[], series: string): Profile | undefined {
  const observe = cells.map(({ setup }) => (setup as Partial<Cell["setup"]>).observe?.[series] as Partial<Observable<never>> | undefined);
  return observe.find((one) => one?.profile)?.profile;
}

/** A panel per cell: profiles at several times fill one. */
function eachCell(cells: readonly Cell[]): [string, Cell[]][] {
  const parameters = tellingParameters(cells.map((cell) => cell.point));
  return cells.map((cell) => [cells.length > 1 ? pointName(cell.point, parameters) : "", [cell]]);
}

/** A series is known when it was measured, has a reference, or belongs to an observable of some cell (whose replicates may have failed). */
function checkSeries({ cells }: Result, spec: FigureSpec): void {
  const observed = seriesNames(cells);
  if (observed.length === 0) return;
  for (const series of [...spec.series, ...(spec.relativeTo === undefined ? [] : [spec.relativeTo])]) {
    const asked = cells.some((cell) => {
      const { observe } = cell.setup as Partial<Cell["setup"]>;
      return referencesOf(cell, series).length > 0 || Object.keys(observe ?? {}).includes(observableOf(series));
    });
    if (!observed.includes(series) && !asked) {
      throw new ScenarioError(`figure ${spec.name}: unknown series: ${series} (observed: ${observed.join(", ")})`);
    }
  }
}

/** Whether there is anything to draw: a measured curve, or the reference of a study that measured something. */
export function isEmpty({ panels }: Drawing): boolean {
  const finished = panels.some(({ cells }) => cells.some((cell) => cell.replicates.length > 0));
  return !panels.some(({ curves }) => curves.some((curve) => curve.points.length > 0 || (finished && curve.references.length > 0)));
}

function facets(cells: readonly Cell[], facet: string | undefined): [string, Cell[]][] {
  if (facet === undefined) return [["", [...cells]]];
  const values = [...new Set(cells.map((cell) => cell.point[facet]))];
  return values.map((value) => [`${facet} = ${String(value)}`, cells.filter((cell) => cell.point[facet] === value)]);
}

function defaultLabel(spec: FigureSpec): string {
  const quantities = new Set(spec.series.map((name) => seriesLabel(name).quantity));
  const quantity = spec.series.length === 1 ? seriesLabel(spec.series[0]).text : quantities.size === 1 ? [...quantities][0] : "value";
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
      const slot = several ? cellSlot(names.indexOf(point), spec.series.length > 1 ? slots[s] : undefined) : slots[s];
      const data = dataOf(cell, series, spec, notes.dashed);
      if (data.points.length + data.references.length > 0) {
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

type Data = Pick<Curve, "points" | "references">;

function dataOf(cell: Cell, series: string, spec: FigureSpec, dashed: Map<string, Dashed>): Data {
  const unit = unitOf(cell, spec);
  if (unit === undefined) return { points: [], references: [] };
  const points = (cell.series[series] ?? []).map((estimate) => pointOf(estimate.t, estimate, unit));
  const begin = cell.times[0] ?? 0;
  const span = (cell.times.at(-1) ?? 0) - begin;
  const dense = Array.from({ length: resolution + 1 }, (_, k) => begin + (span * k) / resolution);
  const references = referencesOf(cell, series).map((known) => {
    const values = (known.times ?? dense).map((t) => ({ x: t, ...known.at(t) })).filter(({ value }) => Number.isFinite(value));
    const style = noted(dashed, known, Math.max(0, ...values.map(({ error }) => error)), points.length > 0);
    return { style, points: values.map(({ x, value }) => ({ x, value: value / unit })) };
  });
  return { points, references };
}

const pointOf = (x: number, { mean, low, high }: Omit<CurvePoint, "x">, unit: number): CurvePoint => ({
  x,
  mean: mean / unit,
  low: low / unit,
  high: high / unit,
});

/** Notes a reference for key and caption, with the largest of its errors; returns the number of its dashes. */
function noted(dashed: Map<string, Dashed>, { name, source }: Pick<ReferenceSeries, "name" | "source">, error: number, overlay: boolean): number {
  const earlier = dashed.get(name);
  const style = earlier?.style ?? dashed.size;
  dashed.set(name, { name, source, style, error: Math.max(earlier?.error ?? 0, error), overlay });
  return style;
}

/** Profiles of a panel's cells, one curve a time: the nearest observation times to those asked for, or first, last and two between. */
function profilesOf(_title: string, cells: readonly Cell[], _all: readonly Cell[], spec: FigureSpec, notes: Notes): Curve[] {
  const slots = spec.series.flatMap(() => remainingSlots);
  let index = 0;
  return cells.flatMap((cell) =>
    spec.series.flatMap((series) => {
      const { points: places } = profileOf([cell], series) ?? { points: [] };
      return timesOf(cell, spec).flatMap((t): Curve[] => {
        const estimates = places.flatMap((x, k) => {
          const estimate = cell.series[pointSeries(series, k)]?.find((one) => one.t === t);
          return estimate ? [pointOf(x, estimate, 1)] : [];
        });
        if (estimates.length === 0) return [];
        const references = solutionsAlong(cell, series, t, places, notes.dashed);
        const label = `t = ${shortNumber(t)}${spec.series.length > 1 ? `, ${seriesLabel(series).short}` : ""}`;
        const scattered = references.length > 0 ? { scattered: true as const } : {};
        return [{ label, slot: slots[index++], points: estimates, ...scattered, references }];
      });
    }),
  );
}

/** Every solution at a time along the axis, as the estimator sees it and, where that changes the quantity visibly, as it is. */
function solutionsAlong(cell: Cell, series: string, t: number, places: readonly number[], dashed: Map<string, Dashed>) {
  const along = places.map((_, k) => referencesOf(cell, pointSeries(series, k)));
  const known = (along[0] ?? []).filter(({ times }) => times?.includes(t) ?? true);
  return known.flatMap(({ name, source }) => {
    const curve = along.map((all) => all.find((one) => one.name === name)!.at(t));
    const values = curve.map(({ value }, k) => ({ x: places[k], value }));
    const largest = Math.max(...curve.map(({ value }) => Math.abs(value)));
    const bias = Math.max(...curve.map((one) => Math.abs(one.bias ?? 0)));
    const seen = { style: noted(dashed, { name, source }, Math.max(...curve.map(({ error }) => error)), true), points: values };
    if (bias < visible * largest) return [seen];
    const plain = { name: `${name}, not smoothed`, source: "the change by the kernel is the bias of the estimate" };
    const style = noted(dashed, plain, bias, true);
    return [seen, { style, points: curve.map(({ value, bias: own = 0 }, k) => ({ x: places[k], value: value - own })) }];
  });
}

/** Smoothing that changes a profile by less than this part of its largest value is told in the caption only. */
const visible = 0.01;

function timesOf({ times }: Cell, { times: asked }: FigureSpec): number[] {
  const nearest = (t: number): number => times.reduce((best, one) => (Math.abs(one - t) < Math.abs(best - t) ? one : best));
  return times.length === 0 ? [] : [...new Set(asked ? asked.map(nearest) : few(times))];
}

/** At most four of the times, the first and the last included. */
export function few(times: readonly number[]): number[] {
  const last = times.length - 1;
  const count = Math.min(last, 3);
  return times.length === 0 ? [] : Array.from({ length: count + 1 }, (_, k) => times[Math.round((last * k) / Math.max(count, 1))]);
}

/** Values at one time against a parameter: a curve per series and per values of the other parameters. */
function convergence(title: string, cells: readonly Cell[], all: readonly Cell[], spec: FigureSpec, notes: Notes): Curve[] {
  const against = spec.against!;
  const others = tellingParameters(all.map((cell) => cell.point)).filter((name) => name !== spec.facet && name !== against);
  const groups = [...new Set(cells.map((cell) => shortPoint(cell, others)))];
  const slots = seriesSlots(spec.series);
  return groups.flatMap((group, g) =>
    spec.series.flatMap((series, s): Curve[] => {
      const members = cells.filter((cell) => shortPoint(cell, others) === group && typeof cell.point[against] === "number");
      const sorted = members.sort((a, b) => Number(a.point[against]) - Number(b.point[against]));
      const points = sorted.flatMap((cell) => {
        const t = spec.times ? timesOf(cell, spec)[0] : cell.times.at(-1);
        const estimate = cell.series[series]?.find((one) => one.t === t);
        return estimate ? [pointOf(Number(cell.point[against]), estimate, 1)] : [];
      });
      const named = spec.series.length > 1 || group === "" ? seriesLabel(series).short : "";
      const label = [group, named].filter((part) => part !== "").join(", ");
      const slot = groups.length > 1 ? cellSlot(g, spec.series.length > 1 ? slots[s] : undefined) : slots[s];
      if (points.length > 0) return [{ label, slot, points, references: [] }];
      notes.absent.push(title === "" ? label : `${title}, ${label}`);
      return [];
    }),
  );
}

/** Divisor of a cell's curves: the mean of `relativeTo` at the first time; undefined when that is missing or not positive. */
function unitOf(cell: Cell, spec: FigureSpec): number | undefined {
  if (spec.relativeTo === undefined) return 1;
  const first = cell.series[spec.relativeTo]?.[0];
  return first !== undefined && first.t === cell.times[0] && first.mean > 0 ? first.mean : undefined;
}
