/** The figures of a study that asks for none. */
import type { FigureSpec, Result } from "../../protocols/index.ts";
import { seriesNames, tellingParameters } from "../text/cells.ts";
import { profileOf } from "./curves.ts";
import { seriesTitle } from "../text/labels.ts";
import { observableOf, parseSeries } from "../../series-name.ts";

/**
 * Each main series (no suffix) over all cells; on a logarithmic axis when its means are positive
 * and span more than a factor 30; a panel per value of a parameter when more than six cells would share one. Titles are those of sentences.
 */
export function defaultFigures(result: Result): FigureSpec[] {
  const varying = tellingParameters(result.cells.map((cell) => cell.point));
  const values = (name: string): number => new Set(result.cells.map((cell) => cell.point[name])).size;
  const facet = varying.length > 1 && result.cells.length > 6 ? [...varying].sort((a, b) => values(a) - values(b))[0] : undefined;
  const profiles = [...new Set(seriesNames(result.cells).map(observableOf))]
    .filter((series) => profileOf(result.cells, series))
    .map((series) => ({ name: series, title: seriesTitle(series), series: [series], caption: "" }));
  const curves = seriesNames(result.cells)
    .filter((series) => parseSeries(series).part === "")
    .map((series) => {
      const means = result.cells.flatMap((cell) => (cell.series[series] ?? []).map((estimate) => estimate.mean));
      const log = Math.min(...means) > 0 && Math.max(...means) > 30 * Math.min(...means);
      const title = seriesTitle(series);
      return {
        name: series,
        title,
        series: [series],
        ...(facet === undefined ? {} : { facet }),
        scale: log ? ("log" as const) : ("linear" as const),
        caption: `${title} against time.`,
      };
    });
  return [...curves, ...profiles];
}
