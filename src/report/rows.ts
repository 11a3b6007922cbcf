/**
 * The tidy table of a result: one row a cell, series and time. table.csv, table.parquet and the series of --json are this table.
 *
 * Columns: the parameters of the points, then t, series, mean, low, high (pointwise 95 % interval), error (standard error of the mean), count.
 * As CSV by RFC 4180: CRLF line ends, quotes doubled, one header line. Doubles are printed in the shortest form that reads back to the same double, so
 * nothing is lost; an interval without end is Infinity.
 */
import type { Cell, Result } from "../protocols/index.ts";
import type { Comparison } from "../study/conclude/compare.ts";
import { pointIndex } from "../series-name.ts";

/** An estimate as the table has it. */
export interface Row {
  readonly t: number;
  readonly series: string;
  readonly mean: number;
  /** Ends of the pointwise 95 % interval; infinite for one replicate. */
  readonly low: number;
  readonly high: number;
  /** Standard error of the mean. */
  readonly error: number;
  /** Replicates that measured. */
  readonly count: number;
}

/** The values of all rows under one name; undefined where the row's point lacks the parameter. */
export interface Column {
  readonly name: string;
  readonly values: readonly (number | string | undefined)[];
  /** Counts, which are whole numbers. */
  readonly whole?: true;
}

/** The rows of a cell: series by series, in the order of time. */
export const rows = ({ series }: Pick<Cell, "series">): Row[] =>
  Object.entries(series).flatMap(([name, estimates]) =>
    estimates.map(({ t, mean, low, high, standardError, count }) => ({ t, series: name, mean, low, high, error: standardError, count })),
  );

const measured = ["t", "series", "mean", "low", "high", "error", "count"] as const;

/** Names of columns for parameters; one called like another column becomes `point.NAME`. */
const parameterColumn = (name: string, others: readonly string[]): string => (others.includes(name) ? `point.${name}` : name);

const parametersOf = (cells: readonly Pick<Cell, "point">[]): string[] => [...new Set(cells.flatMap(({ point }) => Object.keys(point)))];

/** The table, column by column; the rows of all cells, in the order of the cells. */
export function columnsOf({ cells }: Pick<Result, "cells">): Column[] {
  const all = cells.flatMap((cell) => rows(cell).map((row) => ({ point: cell.point, row })));
  return [
    ...parametersOf(cells).map((name) => ({ name: parameterColumn(name, measured), values: all.map(({ point }) => point[name]) })),
    ...measured.map((name) => ({ name, values: all.map(({ row }) => row[name]), ...(name === "count" ? { whole: true as const } : {}) })),
  ];
}

/** All estimates of a result as CSV. */
export function tableCsv(result: Pick<Result, "cells">): string {
  const columns = columnsOf(result);
  const lines = columns[0].values.map((_, k) => columns.map(({ values }) => values[k]));
  return csv([columns.map(({ name }) => name), ...lines]);
}

const csv = (lines: readonly (readonly (number | string | undefined)[])[]): string => lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");

function field(value: number | string | undefined): string {
  if (value === undefined) return "";
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const differences = ["solution", "series", "t", "axis", "at", "mean", "error", "value", "valueError", "bias", "halfWidth", "agrees"] as const;

/**
 * A comparison, one line a difference: mean and standard error of the particles, value and error of the solution, what of the value is owed
 * to the estimator, the half-width of the simultaneous interval, and whether they agree. `axis` and `at` are those of a profile.
 */
export function comparisonCsv({ cells }: Comparison): string {
  const parameters = parametersOf(cells);
  const lines: (number | string | undefined)[][] = [[...parameters.map((name) => parameterColumn(name, differences)), ...differences]];
  for (const { point, solutions } of cells)
    for (const { name, compared } of solutions)
      for (const { series, quantity, deviations } of compared)
        for (const one of deviations) {
          const at = quantity.along?.points[pointIndex(one.series)];
          const { t, mean, standardError, value, bound, bias, half, excess } = one;
          const numbers = [t, quantity.along?.axis, at, mean, standardError, value, bound, bias, half];
          const agrees = excess > 0 ? "false" : "true";
          lines.push([...parameters.map((each) => point[each]), name, series, ...numbers, agrees]);
        }
  return csv(lines);
}
