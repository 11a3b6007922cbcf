/**
 * The estimates as CSV by RFC 4180: CRLF line ends, quotes doubled, one header line. Columns: the parameters of the points, then
 * t, series, mean, low, high (pointwise 95 % interval), error (standard error of the mean), count. Doubles are printed in the
 * shortest form that reads back to the same double, so nothing is lost; an interval without end is Infinity.
 */
import type { Result } from "../protocols/index.ts";
import type { Comparison } from "../study/conclude/compare.ts";
import { pointIndex } from "../series-name.ts";

const measured = ["t", "series", "mean", "low", "high", "error", "count"] as const;

/** A parameter called like a measured column becomes `point.NAME`. */
function parameterColumn(name: string): string {
  return (measured as readonly string[]).includes(name) ? `point.${name}` : name;
}

function field(value: number | string | undefined): string {
  if (value === undefined) return "";
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** All estimates of a result, one line per cell, series and time. */
export function tableCsv(result: Result): string {
  const parameters = [...new Set(result.cells.flatMap((cell) => Object.keys(cell.point)))];
  const lines = [[...parameters.map(parameterColumn), ...measured].map(field).join(",")];
  for (const cell of result.cells) {
    const point = parameters.map((name) => field(cell.point[name]));
    for (const [series, estimates] of Object.entries(cell.series)) {
      for (const { t, mean, low, high, standardError, count } of estimates) {
        lines.push([...point, ...[t, series, mean, low, high, standardError, count].map(field)].join(","));
      }
    }
  }
  return lines.map((line) => `${line}\r\n`).join("");
}

const differences = ["solution", "series", "t", "axis", "at", "mean", "error", "value", "valueError", "bias", "halfWidth", "agrees"] as const;

/**
 * A comparison, one line a difference: mean and standard error of the particles, value and error of the solution, what of the value is owed
 * to the estimator, the half-width of the simultaneous interval, and whether they agree. `axis` and `at` are those of a profile.
 */
export function comparisonCsv({ cells }: Comparison): string {
  const parameters = [...new Set(cells.flatMap((cell) => Object.keys(cell.point)))];
  const columns = (differences as readonly string[]).map(String);
  const named = parameters.map((name) => (columns.includes(name) ? `point.${name}` : name));
  const lines = [[...named, ...columns].map(field).join(",")];
  for (const { point, solutions } of cells)
    for (const { name, compared } of solutions)
      for (const { series, quantity, deviations } of compared)
        for (const one of deviations) {
          const at = quantity.along?.points[pointIndex(one.series)];
          const { t, mean, standardError, value, bound, bias, half, excess } = one;
          const numbers = [t, quantity.along?.axis, at, mean, standardError, value, bound, bias, half];
          const agrees = excess > 0 ? "false" : "true";
          lines.push([...parameters.map((each) => point[each]), name, series, ...numbers, agrees].map(field).join(","));
        }
  return lines.map((line) => `${line}\r\n`).join("");
}
