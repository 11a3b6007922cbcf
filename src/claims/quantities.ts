/** What the series of a cell are, as their observables declared; for figures and tables also what to call a series that nobody declared. */
import type { Cell, Profile, Quantity } from "../protocols/index.ts";
import { observableOf, parseSeries, pointIndex, pointSeries } from "../series-name.ts";

/** What a series is; of a point of an axis, the function along it. Undefined when nobody declared it. */
export function quantityOf({ quantities }: Pick<Cell, "quantities">, series: string): Quantity | undefined {
  if (Object.hasOwn(quantities, series)) return quantities[series];
  const name = observableOf(series);
  const whole = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
  return whole?.along?.points[pointIndex(series)] === undefined ? undefined : whole;
}

/** What a series is in any of the cells. A part that nobody declared is called by its observable with the suffix; any other by its own name. */
export function quantityAmong(cells: readonly Pick<Cell, "quantities">[], series: string): Quantity {
  const find = (name: string): Quantity | undefined => cells.map((cell) => quantityOf(cell, name)).find((found) => found !== undefined);
  const declared = find(series);
  if (declared) return declared;
  const whole = find(observableOf(series));
  const [name, short] = whole ? [whole.name, whole.short].map((words) => `${words}, ${parseSeries(series).part}`) : [series, series];
  return { name, short, symbol: series, kind: series, velocity: 0, meaning: "" };
}

/** Where a function is measured; undefined for a series that is no function along an axis. */
export const profileOf = (cell: Pick<Cell, "quantities">, name: string): Profile | undefined => quantityOf(cell, name)?.along;

/** Names of the series of a function along an axis; the series itself for any other. */
export function seriesOf(cell: Pick<Cell, "quantities">, name: string): string[] {
  const profile = profileOf(cell, name);
  return profile ? profile.points.map((_, k) => pointSeries(name, k)) : [name];
}

/** Whether a series is a point of an axis. */
export const isPoint = (cell: Pick<Cell, "quantities">, series: string): boolean => parseSeries(series).part !== "" && profileOf(cell, series) !== undefined;
