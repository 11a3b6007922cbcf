/**
 * Names of cells: a cell is called by the parameters that tell it from the others, so two points that differ in gamma only are
 * `gamma = 0` and `gamma = -1`, whatever else the points hold.
 */
import { extent } from "d3-array";
import type { Cell, Estimate, Point, Stopping } from "../../protocols/index.ts";
import { SAME_NUMBER } from "../../claims/deviations.ts";
import { quantityAmong } from "../../claims/quantities.ts";
import { shortNumber } from "./numbers.ts";

/** Parameters that take more than one value over the points, in the points' own order; all of them when none varies. */
export function tellingParameters(points: readonly Point[]): readonly string[] {
  const names = [...new Set(points.flatMap((point) => Object.keys(point)))];
  const varying = names.filter((name) => new Set(points.map((point) => point[name])).size > 1);
  return varying.length > 0 ? varying : names;
}

/** For instance `gamma = -1, particles = 2000`; empty for a point without parameters. */
export function pointName(point: Point, parameters: readonly string[]): string {
  return parameters
    .filter((name) => name in point)
    .map((name) => `${name} = ${String(point[name])}`)
    .join(", ");
}

/** Names of all points, by what tells them apart; a study without parameters has `the only cell`. */
export function cellNames(points: readonly Point[]): readonly string[] {
  const parameters = tellingParameters(points);
  return points.map((point) => pointName(point, parameters) || "the only cell");
}

/** Series of a cell or of several, in order of first appearance. */
export function seriesNames(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.flatMap((cell) => Object.keys(cell.series)))];
}

/** Half-width of the pointwise interval; Infinity when one replicate leaves it unbounded. */
export function halfWidth(estimate: Estimate): number {
  const half = Math.max(estimate.high - estimate.mean, estimate.mean - estimate.low);
  return Number.isNaN(half) ? Infinity : half;
}

/** Whether no cell has two replicates, so that there is no interval anywhere. */
export function withoutIntervals(cells: readonly Cell[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.replicates.length < 2) && cells.some((cell) => cell.replicates.length > 0);
}

/** The one value of a series that was measured at every time by every replicate and never varied; undefined for any other. */
export function constantValue(cell: Cell, series: string): number | undefined {
  const estimates = cell.series[series] ?? [];
  const complete = estimates.length > 1 && estimates.length === cell.times.length;
  if (!complete || estimates.some(({ count }) => count !== cell.replicates.length)) return undefined;
  const ends = estimates.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const own = cell.replicates.flatMap((replicate) => replicate.series[series] ?? []).filter((value) => value !== null);
  const values = [...estimates.map(({ mean }) => mean), ...ends, ...own];
  const [low = 0, high = 0] = extent(values);
  return high - low <= SAME_NUMBER * Math.max(Math.abs(low), Math.abs(high)) ? estimates[0].mean : undefined;
}

/** `energy (energy): 3 at all times`, for every such series of those named. */
export function constantLines(cell: Cell, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = constantValue(cell, name);
    const { name: quantity, unit } = quantityAmong([cell], name);
    return value === undefined ? [] : [`${quantity} (${name}): ${shortNumber(value, 10)}${unit === undefined ? "" : ` ${unit}`} at all times`];
  });
}

/** Replicates that finished and that failed, for instance `16 replicates` or `14 of 16 replicates, 2 FAILED`. */
export function replicateCount(cell: Cell): string {
  const done = cell.replicates.length;
  const failed = cell.failures.length;
  const noun = done + failed === 1 ? "replicate" : "replicates";
  return failed === 0 ? `${done} ${noun}` : `${done} of ${done + failed} ${noun}, ${failed} FAILED`;
}

/** How a study that may end early is looked at, and what that costs its intervals. */
export const stoppingNote = ({ rule, looks }: Stopping): string =>
  `it ends when ${rule}, at one of ${looks} looks at most, each with 1/${looks} of the error probability of every interval and verdict (Bonferroni over looks)`;
