/** Values at one time against a parameter: a curve per series and per values of the other parameters. */
import { quantityAmong } from "../../../claims/quantities.ts";
import type { Cell } from "../../../protocols/index.ts";
import { tellingParameters } from "../../text/cells.ts";
import { curvePoint, joined, shortPoint, timesOf, type Canvas, type Curve } from "./curve.ts";
import { cellSlot, ownedSlots, seriesSlots } from "./slots.ts";

export function curvesAgainst(title: string, cells: readonly Cell[], canvas: Canvas): Curve[] {
  const { spec, cells: all } = canvas;
  const against = spec.against!;
  const others = tellingParameters(all.map((cell) => cell.point)).filter((name) => name !== spec.facet && name !== against);
  const groups = [...new Set(cells.map((cell) => shortPoint(cell, others)))];
  const slots = seriesSlots(spec.series, ownedSlots(all));
  return groups.flatMap((group, g) =>
    spec.series.flatMap((series, s): Curve[] => {
      const members = cells.filter((cell) => shortPoint(cell, others) === group && typeof cell.point[against] === "number");
      const sorted = members.sort((a, b) => Number(a.point[against]) - Number(b.point[against]));
      const points = sorted.flatMap((cell) => {
        const t = spec.times ? timesOf(cell, spec)[0] : cell.times.at(-1);
        const estimate = cell.series[series]?.find((one) => one.t === t);
        return estimate ? [curvePoint(Number(cell.point[against]), estimate)] : [];
      });
      const label = joined(group, spec.series.length > 1 || group === "" ? quantityAmong([...members, ...all], series).short : "");
      const slot = groups.length > 1 ? cellSlot(g, spec.series.length > 1 ? slots[s] : undefined) : slots[s];
      if (points.length > 0) return [{ label, slot, points, references: [] }];
      canvas.absent.push(joined(title, label));
      return [];
    }),
  );
}
