/**
 * What a figure draws, from a Result and a FigureSpec, before any pixel: panels of curves, each with its measured points and its
 * reference, if it has one. One series over several cells is labelled by point; several series of one cell are labelled by series.
 * What nobody measured, because every replicate failed, gives an empty drawing; a name that nothing could have is an error.
 */
import { ScenarioError } from "../../../errors.ts";
import { chosenCells } from "../../../claims/over-cells.ts";
import { profileOf, quantityAmong, quantityOf } from "../../../claims/quantities.ts";
import { referencesOf } from "../../../claims/solutions.ts";
import type { Cell, FigureSpec, Result } from "../../../protocols/index.ts";
import { pointName, seriesNames, tellingParameters } from "../../text/cells.ts";
import { curvesAgainst } from "./against-parameter.ts";
import { curvesAlongAxis } from "./along-axis.ts";
import type { Canvas, Curve, Dashed } from "./curve.ts";
import { curvesOverTime } from "./over-time.ts";
import { withoutRoundOff } from "./round-off.ts";

export interface Panel {
  /** Value of the facet, for instance `gamma = -1`; empty without facet. */
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly cells: readonly Cell[];
}

export interface Drawing {
  /** As asked for, but linear when nothing is positive that a logarithmic axis could show. */
  readonly spec: FigureSpec;
  /** Whether the axis is linear for that reason. */
  readonly unlogged: boolean;
  /** Means that are round-off beside the largest value of the figure, drawn as 0. */
  readonly rounded: number;
  readonly yLabel: string;
  /** What the curves are divided by; empty when they are not. */
  readonly unit: string;
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
  readonly unit?: string;
}

const drawers = { time: curvesOverTime, axis: curvesAlongAxis, parameter: curvesAgainst };

/** Panels and curves of a figure. Throws ScenarioError for a series, a facet or a parameter that nothing could have. */
export function drawing(result: Result, spec: FigureSpec): Drawing {
  const cells = chosenCells(result, spec.where);
  checkSeries(cells, spec);
  const parameters = [...new Set(cells.flatMap((cell) => Object.keys(cell.point)))];
  for (const [key, name] of Object.entries({ facet: spec.facet, against: spec.against })) {
    if (name !== undefined && cells.length > 0 && !parameters.includes(name))
      throw new ScenarioError(`figure ${spec.name}: unknown ${key}: ${name} (varied: ${parameters.join(", ")})`);
  }
  const canvas: Canvas = { spec, cells, dashed: new Map(), absent: [] };
  const found = abscissaOf(cells, spec);
  const abscissa = spec.xLabel === undefined ? found : { ...found, label: spec.xLabel + (found.unit === undefined ? "" : ` (${found.unit})`) };
  const asked = abscissa.kind === "axis" && spec.facet === undefined ? eachCell(cells) : facets(cells, spec.facet);
  const asDrawn = asked.map(([title, own]) => ({ title, cells: own, curves: drawers[abscissa.kind](title, own, canvas) }));
  const { panels, rounded } = withoutRoundOff(asDrawn, spec.scale);
  const unlogged = spec.scale === "log" && nonePositive(panels);
  const shown = unlogged ? { ...spec, scale: "linear" as const } : spec;
  const unit = spec.relativeTo === undefined ? "" : quantityAmong(cells, spec.relativeTo).name;
  const yLabel = spec.yLabel ?? defaultLabel(cells, spec, unit);
  return { spec: shown, unlogged, rounded, yLabel, unit, abscissa, panels, dashed: [...canvas.dashed.values()], absent: canvas.absent };
}

/** Whether there is anything to draw: a measured curve, or the reference of a study that measured something. */
export function isEmpty({ panels }: Drawing): boolean {
  const finished = panels.some(({ cells }) => cells.some((cell) => cell.replicates.length > 0));
  return !panels.some(({ curves }) => curves.some((curve) => curve.points.length > 0 || (finished && curve.references.length > 0)));
}

/** Whether there are values, and none is positive: a logarithmic axis would be an invention. */
function nonePositive(panels: readonly Panel[]): boolean {
  const curves = panels.flatMap((panel) => panel.curves);
  const means = curves.flatMap(({ points }) => points.map(({ mean }) => mean));
  const known = curves.flatMap(({ references }) => references.flatMap(({ points }) => points.map(({ value }) => value)));
  return means.length > 0 && [...means, ...known].every((value) => !(value > 0));
}

function abscissaOf(cells: readonly Cell[], { name, series, against }: FigureSpec): Abscissa {
  if (against !== undefined) return { kind: "parameter", label: against };
  const axes = series.map((each) => cells.map((cell) => profileOf(cell, each)?.axis).find((axis) => axis !== undefined));
  const axis = axes.find((one) => one !== undefined);
  const time = cells[0]?.units?.time.unit;
  if (axis === undefined) return { kind: "time", label: time === undefined ? "time t" : `time t (${time})`, ...(time === undefined ? {} : { unit: time }) };
  if (axes.some((one) => one !== axis)) throw new ScenarioError(`figure ${name}: its series are not measured along one axis (${series.join(", ")})`);
  return { kind: "axis", label: axis };
}

/** A panel per cell: profiles at several times fill one. */
function eachCell(cells: readonly Cell[]): [string, Cell[]][] {
  const parameters = tellingParameters(cells.map((cell) => cell.point));
  return cells.map((cell) => [cells.length > 1 ? pointName(cell.point, parameters) : "", [cell]]);
}

function facets(cells: readonly Cell[], facet: string | undefined): [string, Cell[]][] {
  if (facet === undefined) return [["", [...cells]]];
  const values = [...new Set(cells.map((cell) => cell.point[facet]))];
  return values.map((value) => [`${facet} = ${String(value)}`, cells.filter((cell) => cell.point[facet] === value)]);
}

/** A series is known when it was measured, has a reference, or was declared in some cell (whose replicates may have failed). */
function checkSeries(cells: readonly Cell[], spec: FigureSpec): void {
  const observed = seriesNames(cells);
  if (observed.length === 0) return;
  for (const series of [...spec.series, ...(spec.relativeTo === undefined ? [] : [spec.relativeTo])]) {
    const known = cells.some((cell) => referencesOf(cell, series).length > 0 || quantityOf(cell, series) !== undefined);
    if (!observed.includes(series) && !known) throw new ScenarioError(`figure ${spec.name}: unknown series: ${series} (observed: ${observed.join(", ")})`);
  }
}

function defaultLabel(cells: readonly Cell[], { series }: FigureSpec, unit: string): string {
  const quantities = series.map((name) => quantityAmong(cells, name));
  const kinds = new Set(quantities.map(({ kind }) => kind));
  const quantity = quantities.length === 1 ? quantities[0].name : kinds.size === 1 ? quantities[0].kind : "value";
  const physical = new Set(quantities.map((one) => one.unit));
  const [own] = physical;
  if (unit === "") return own === undefined || physical.size > 1 ? quantity : `${quantity} (${own})`;
  return `${quantity}, relative to ${unit} at t = 0`;
}
