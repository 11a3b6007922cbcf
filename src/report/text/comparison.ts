/**
 * A comparison as text for a terminal: per cell and solution one row a time and one column a quantity,
 *
 *   mean - solution +- half-width of its simultaneous interval (standard errors beyond the solution's own error, or "no noise"),
 *
 * and for a quantity along an axis its largest deviation, with the point. A star marks differences beyond the half-width and the solution's
 * own error together; a solution's error that is not far below the half-width is told under the table.
 */
import { max } from "d3-array";
import { pointIndex } from "../../series-name.ts";
import { noiseless, standardErrors, type Deviation } from "../../claims/deviations.ts";
import type { ComparedSeries, Comparison } from "../../study/conclude/compare.ts";
import { cellNames } from "./cells.ts";
import { blocks, column, sideBySide } from "./columns.ts";
import { formatEstimate, shortNumber } from "./numbers.ts";
import { wrap } from "./wrap.ts";

/** Ends with a line feed; empty when nothing is compared. */
export function renderComparison({ level, cells }: Comparison, { width = 100 }: { readonly width?: number } = {}): string {
  const names = cellNames(cells.map((cell) => cell.point));
  const compared = cells.flatMap(({ solutions }, k) =>
    solutions.flatMap(({ name, compared: all }) => ["", ...wrap(`${names[k]}: ${name}`, width, "  "), ...table(all, width)]),
  );
  if (compared.length === 0) return "";
  const lines = ["Comparison with solutions", ...wrap(comparisonNote({ level, cells }), width), ...compared];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** What the entries of a comparison are. */
export function comparisonNote({ level, cells }: Comparison): string {
  const all = cells.flatMap(({ solutions }) => solutions.flatMap(({ compared }) => compared.flatMap((one) => one.deviations)));
  return (
    `mean - solution ± half-width of the simultaneous 99 % interval (each ${shortNumber(100 * level, 7)} %); in brackets the standard ` +
    "errors by which the difference exceeds the solution's own error (subtracted first); along an axis the largest of them; * beyond " +
    `interval and error of the solution${all.some(noiseless) ? "; no noise: all replicates agree to round-off" : ""}`
  );
}

function table(compared: readonly ComparedSeries[], width: number): string[] {
  const times = [...new Set(compared.flatMap(({ deviations }) => deviations.map(({ t }) => t)))].sort((a, b) => a - b);
  const time = column("t", "t", times.map((t) => shortNumber(t)), width); // prettier-ignore
  const most = width - time.width - 2;
  const shown = compared.map((one) => {
    const { name, along } = one.quantity;
    const label = along ? `${name}, ${along.points.length} points of ${along.axis}` : name;
    const body = times.map((t) => differenceText(one, one.deviations.filter((each) => each.t === t))); // prettier-ignore
    return column(label, one.series, body, most);
  });
  return [...blocks(shown, most).flatMap((block) => ["", ...sideBySide([time, ...block])]).slice(1), ...ownErrors(compared).flatMap((line) => wrap(line, width - 2, "  ").map((each) => `  ${each}`))]; // prettier-ignore
}

/** The differences of a series at one time: its own, or the largest along its axis. */
export function differenceText({ quantity: { along } }: ComparedSeries, here: readonly Deviation[]): string {
  if (here.length === 0) return "-";
  // Without noise to count in: as large as can be when it differs, else as small.
  const size = (one: Deviation): number => Math.abs(standardErrors(one) ?? (one.excess > 0 ? Infinity : 0));
  const worst = here.reduce((a, b) => (b.excess > 0 !== a.excess > 0 ? (b.excess > 0 ? b : a) : size(b) > size(a) ? b : a));
  const star = worst.excess > 0 ? "*" : "";
  const deviation = `${inErrors(standardErrors(worst))}${star}`;
  if (!along) return `${formatEstimate(worst.mean - worst.value, worst.half)} (${deviation})`;
  return `${deviation} at ${shortNumber(along.points[pointIndex(worst.series)], 4)}`;
}

const inErrors = (deviation: number | undefined): string =>
  deviation === undefined ? "no noise" : Number.isFinite(deviation) ? deviation.toFixed(1) : shortNumber(deviation);

/** Errors of the solution that are more than a tenth of the half-width: they widen what counts as agreement. */
export function ownErrors(compared: readonly ComparedSeries[]): string[] {
  return compared.flatMap(({ series, quantity, deviations }) => {
    const shares = deviations.filter(({ bound, half, value }) => Number.isFinite(half) && bound > Math.max(0.1 * half, 1e-6 * Math.abs(value)));
    if (shares.length === 0) return [];
    const largest = max(shares, ({ bound }) => bound) ?? 0;
    return [`${quantity.name} (${series}): the solution's own error is up to ${shortNumber(largest, 2)}`];
  });
}
