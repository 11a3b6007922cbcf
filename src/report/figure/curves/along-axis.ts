/** Functions along an axis: one curve a time, with the solutions as the estimator sees them and, where that changes them visibly, as they are. */
import { max } from "d3-array";
import { profileOf, quantityAmong, seriesOf } from "../../../claims/quantities.ts";
import { referencesOf } from "../../../claims/solutions.ts";
import type { Cell } from "../../../protocols/index.ts";
import { shortNumber } from "../../text/numbers.ts";
import { curvePoint, joined, noted, timesOf, type Canvas, type Curve } from "./curve.ts";
import { remainingSlots } from "./slots.ts";

/** Smoothing that changes a profile by less than this part of its largest value is told in the caption only. */
const visible = 0.01;

/** Profiles of a panel's cells, one curve a time: the nearest observation times to those asked for, or first, last and two between. */
export function curvesAlongAxis(_title: string, cells: readonly Cell[], canvas: Canvas): Curve[] {
  const { spec } = canvas;
  let index = 0;
  return cells.flatMap((cell) =>
    spec.series.flatMap((series) => {
      const { points: places } = profileOf(cell, series) ?? { points: [] };
      const names = seriesOf(cell, series);
      return timesOf(cell, spec).flatMap((t): Curve[] => {
        const points = places.flatMap((x, k) => {
          const estimate = cell.series[names[k]]?.find((one) => one.t === t);
          return estimate ? [curvePoint(x, estimate)] : [];
        });
        if (points.length === 0) return [];
        const references = solutionsAlong(cell, series, t, canvas);
        const label = joined(`t = ${shortNumber(t)}`, spec.series.length > 1 ? quantityAmong([cell], series).short : "");
        const scattered = references.length > 0 ? { scattered: true as const } : {};
        return [{ label, slot: remainingSlots[index++ % remainingSlots.length], points, ...scattered, references }];
      });
    }),
  );
}

/** Every solution at a time along the axis. */
function solutionsAlong(cell: Cell, series: string, t: number, canvas: Canvas): Curve["references"] {
  const { points: places } = profileOf(cell, series)!;
  const along = seriesOf(cell, series).map((one) => referencesOf(cell, one));
  const known = (along[0] ?? []).filter(({ times }) => times?.includes(t) ?? true);
  return known.flatMap(({ name, source }) => {
    const curve = along.map((all) => all.find((one) => one.name === name)!.at(t));
    const values = curve.map(({ value }, k) => ({ x: places[k], value }));
    const largest = max(curve, ({ value }) => Math.abs(value)) ?? 0;
    const bias = max(curve, (one) => Math.abs(one.bias ?? 0)) ?? 0;
    const seen = { style: noted(canvas, { name, source }, max(curve, ({ bound }) => bound) ?? 0, true), points: values };
    if (bias < visible * largest) return [seen];
    const plain = { name: `${name}, not smoothed`, source: "the change by the kernel is the bias of the estimate" };
    const style = noted(canvas, plain, bias, true);
    return [seen, { style, points: curve.map(({ value, bias: own = 0 }, k) => ({ x: places[k], value: value - own })) }];
  });
}
