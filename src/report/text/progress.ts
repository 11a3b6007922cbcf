/**
 * A study under way as text for a terminal: how far it is, per cell the replicates and the estimates at its last time, the verdicts so far. Estimates are means over the
 * replicates that are there with the half-width of their pointwise 95 % interval; nothing is wider than `width`.
 */
import type { Cell, Point, Result } from "../../protocols/index.ts";
import { quantityAmong } from "../../claims/quantities.ts";
import { isMain } from "../../series-name.ts";
import { blocks, column, sideBySide, type Column } from "./columns.ts";
import { cellNames, constantValue, halfWidth, seriesNames } from "./cells.ts";
import { formatEstimate, shortNumber } from "./numbers.ts";
import { claimLines, type Judged, type Style } from "./table.ts";
import { wrap } from "./wrap.ts";

/** How far a study is. */
export interface Underway {
  /** Replicates asked for, by point. */
  readonly asked: readonly { readonly point: Point; readonly replicates: number }[];
  /** Replicates that somebody runs at the moment. */
  readonly running: number;
  /** `3 min left`, when that is known. */
  readonly left?: string;
  /** What is to be known, a line each. */
  readonly notes: readonly string[];
}

/** `result`: of all replicates that are there. Ends with a line feed. */
export function renderProgress(result: Result, judgements: readonly Judged[], { asked, running, left, notes }: Underway, style: Style): string {
  const done = result.cells.reduce((sum, { replicates, failures }) => sum + replicates.length + failures.length, 0);
  const failed = result.cells.reduce((sum, { failures }) => sum + failures.length, 0);
  const all = asked.reduce((sum, { replicates }) => sum + replicates, 0);
  const parts = [`${done} of ${all} ${all === 1 ? "replicate" : "replicates"}`, ...(running > 0 ? [`${running} under way`] : []), ...(left ? [left] : [])];
  const lines = [
    ...wrap(result.title, style.width),
    `${bar(all === 0 ? 0 : done / all)} ${parts.join(", ")}`,
    ...(failed > 0 ? [style.paint(`FAILED: ${failed} ${failed === 1 ? "replicate" : "replicates"}`, "failed")] : []),
    ...notes.flatMap((note) => wrap(`note: ${note}`, style.width, "  ")),
    "",
    ...estimateLines(result.cells, asked, style.width),
    ...judgements.flatMap((judged) => claimLines(judged, style)),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

const barWidth = 24;

function bar(fraction: number): string {
  const full = Math.round(barWidth * Math.min(1, fraction));
  return `[${"#".repeat(full)}${"-".repeat(barWidth - full)}]`;
}

/** A row a cell, at the last time at which it was observed; series that nowhere vary are left out. */
function estimateLines(cells: readonly Cell[], asked: Underway["asked"], width: number): string[] {
  const names = cellNames(asked.map(({ point }) => point));
  const found = asked.map(({ point }) => cells.find((cell) => sameValues(cell.point, point)));
  const body = (text: (cell: Cell | undefined, k: number) => string): string[] => found.map(text);
  const fixed: Column[] = [
    column("cell", "cell", names, Math.max(20, Math.floor(width / 3))),
    column(
      "replicates",
      "replicates",
      body((cell, k) => `${(cell?.replicates.length ?? 0) + (cell?.failures.length ?? 0)} of ${asked[k].replicates}`),
      width,
    ),
    column("t", "t", body((cell) => (cell?.times.length ? shortNumber(cell.times.at(-1)!) : "-")), width), // prettier-ignore
  ];
  const room = Math.max(12, width - fixed.reduce((sum, one) => sum + one.width + 2, 0));
  const varying = seriesNames(cells).filter((name) => isMain(name) && cells.some((cell) => name in cell.series && constantValue(cell, name) === undefined));
  const series = varying.map((name) => column(quantityAmong(cells, name).name, name, body((cell) => lastOf(cell, name)), room)); // prettier-ignore
  if (series.length === 0) return sideBySide(fixed);
  return blocks(series, room).flatMap((block, k) => [...(k > 0 ? [""] : []), ...sideBySide([...fixed, ...block])]);
}

const sameValues = (a: Point, b: Point): boolean => Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

function lastOf(cell: Cell | undefined, name: string): string {
  const estimate = cell?.series[name]?.find(({ t }) => t === cell.times.at(-1));
  return estimate === undefined ? "-" : formatEstimate(estimate.mean, halfWidth(estimate));
}
