/** The figures of a study that asks for none. */
import { max, min } from "d3-array";
import { profileOf } from "../../../claims/quantities.ts";
import type { FigureSpec, Result } from "../../../protocols/index.ts";
import { isMain, observableOf } from "../../../series-name.ts";
import { seriesNames, tellingParameters } from "../../text/cells.ts";
import { seriesTitle } from "../../text/labels.ts";

/**
 * Each main series (no suffix) over all cells; on a logarithmic axis when its means are positive
 * and span more than a factor 30; a panel per value of a parameter when more than six cells would share one. Titles are those of sentences.
 */
export function defaultFigures({ cells }: Result): FigureSpec[] {
  const varying = tellingParameters(cells.map((cell) => cell.point));
  const values = (name: string): number => new Set(cells.map((cell) => cell.point[name])).size;
  const facet = varying.length > 1 && cells.length > 6 ? [...varying].sort((a, b) => values(a) - values(b))[0] : undefined;
  const profiles = [...new Set(seriesNames(cells).map(observableOf))]
    .filter((series) => cells.some((cell) => profileOf(cell, series)))
    .map((series) => ({ name: series, title: seriesTitle(cells, series), series: [series], caption: "" }));
  const curves = seriesNames(cells)
    .filter(isMain)
    .map((series) => {
      const means = cells.flatMap((cell) => (cell.series[series] ?? []).map((estimate) => estimate.mean));
      const [low = 0, high = 0] = [min(means), max(means)];
      const title = seriesTitle(cells, series);
      return {
        name: series,
        title,
        series: [series],
        ...(facet === undefined ? {} : { facet }),
        scale: low > 0 && high > 30 * low ? ("log" as const) : ("linear" as const),
        caption: `${title} against time.`,
      };
    });
  return [...curves, ...profiles];
}
