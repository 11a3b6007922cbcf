/**
 * Names of series: what an observable measures has the name under which a scenario observes it (`w2`) and, for its parts, that name and the part's
 * (`w2.floor`). Parts may have parts (`w2.floor.step`); the points of an axis are parts numbered from 1 (`marginal.7`).
 */

/** `w2` and `floor` to `w2.floor`; the part "" is the observable's own series. */
export const seriesName = (observable: string, part: string): string => [observable, part].filter((name) => name !== "").join(".");

/** The series of point k of an axis, k from 0. */
export const pointSeries = (observable: string, k: number): string => seriesName(observable, String(k + 1));

/** The inverse: NaN when a series is no point of an axis. */
export const pointIndex = (series: string): number => Number(parseSeries(series).part || NaN) - 1;

export interface SeriesParts {
  /** The name in `observe`. */
  readonly observable: string;
  /** "" for the observable's own series. */
  readonly part: string;
}

/** The inverse of `seriesName`. */
export function parseSeries(series: string): SeriesParts {
  const dot = series.indexOf(".");
  return dot < 0 ? { observable: series, part: "" } : { observable: series.slice(0, dot), part: series.slice(dot + 1) };
}

export const observableOf = (series: string): string => parseSeries(series).observable;

/** Whether a series is the main one of its observable. */
export const isMain = (series: string): boolean => parseSeries(series).part === "";

/** Something of each part of an observable, by series. */
export const filed = <Value>(observable: string, parts: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(parts).map(([part, value]) => [seriesName(observable, part), value]);
