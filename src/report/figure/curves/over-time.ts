/** Series against time: one curve a cell and series, each with what is known of it. */
import { max } from "d3-array";
import { quantityAmong } from "../../../claims/quantities.ts";
import { referencesOf } from "../../../claims/solutions.ts";
import type { Cell, FigureSpec } from "../../../protocols/index.ts";
import { tellingParameters } from "../../text/cells.ts";
import { curvePoint, joined, noted, shortPoint, type Canvas, type Curve } from "./curve.ts";
import { cellSlot, ownedSlots, seriesSlots } from "./slots.ts";

/** Points at which a reference is evaluated. */
const resolution = 120;

export function curvesOverTime(title: string, cells: readonly Cell[], canvas: Canvas): Curve[] {
  const { spec, cells: all } = canvas;
  const others = tellingParameters(all.map((cell) => cell.point)).filter((name) => name !== spec.facet);
  const names = [...new Set(all.map((cell) => shortPoint(cell, others)))];
  const slots = seriesSlots(spec.series, ownedSlots(all));
  const several = cells.length > 1;
  return cells.flatMap((cell) =>
    spec.series.flatMap((series, s) => {
      const point = shortPoint(cell, others);
      const bySeries = spec.series.length > 1 || !several || point === "";
      const label = joined(several ? point : "", bySeries ? quantityAmong([cell, ...all], series).short : "");
      const slot = several ? cellSlot(names.indexOf(point), spec.series.length > 1 ? slots[s] : undefined) : slots[s];
      const data = dataOf(cell, series, canvas);
      if (data.points.length + data.references.length > 0) return [{ label, slot, ...data }];
      canvas.absent.push(joined(title, label));
      return [];
    }),
  );
}

function dataOf(cell: Cell, series: string, canvas: Canvas): Pick<Curve, "points" | "references"> {
  const unit = unitOf(cell, canvas.spec);
  if (unit === undefined) return { points: [], references: [] };
  const points = (cell.series[series] ?? []).map((estimate) => curvePoint(estimate.t, estimate, unit));
  const begin = cell.times[0] ?? 0;
  const span = (cell.times.at(-1) ?? 0) - begin;
  const dense = Array.from({ length: resolution + 1 }, (_, k) => begin + (span * k) / resolution);
  const references = referencesOf(cell, series).map((known) => {
    const values = (known.times ?? dense).map((t) => ({ x: t, ...known.at(t) })).filter(({ value }) => Number.isFinite(value));
    const style = noted(canvas, known, max(values, ({ bound }) => bound) ?? 0, points.length > 0);
    return { style, points: values.map(({ x, value }) => ({ x, value: value / unit })) };
  });
  return { points, references };
}

/** Divisor of a cell's curves: the mean of `relativeTo` at the first time; undefined when that is missing or not positive. */
function unitOf(cell: Cell, spec: FigureSpec): number | undefined {
  if (spec.relativeTo === undefined) return 1;
  const first = cell.series[spec.relativeTo]?.[0];
  return first !== undefined && first.t === cell.times[0] && first.mean > 0 ? first.mean : undefined;
}
