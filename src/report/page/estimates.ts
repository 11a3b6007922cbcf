/** Estimates in the report of a run: a table a cell, which the page's script sorts, and table.csv itself, to be saved from the page. */
import type { Cell, Result } from "../../protocols/index.ts";
import { isPoint, quantityAmong } from "../../claims/quantities.ts";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";
import { tableCsv } from "../rows.ts";
import { cellNames, constantLines, constantValue, halfWidth, replicateCount, stoppingNote, withoutIntervals } from "../text/cells.ts";
import { formatEstimate, shortNumber } from "../text/numbers.ts";
import { dataBlock } from "./script.ts";
import { sideBySide } from "./side-by-side.ts";

/** `stored`: the same as table.csv has it. Empty when no cell has any. */
export function estimatesHtml(result: Result, stored: Result): string {
  const names = cellNames(result.cells.map((cell) => cell.point));
  const tables = result.cells.map((cell, k) => {
    const summary = `<summary>${typesetHtml(names[k])}: ${escapeMarkup(replicateCount(cell))}</summary>`;
    return `<details${result.cells.length <= 2 ? " open" : ""}>${summary}\n<div class="scroll">${estimateTable(cell)}</div></details>`;
  });
  if (tables.length === 0) return "";
  const note = withoutIntervals(result.cells)
    ? "One replicate: no intervals."
    : "Mean over replicates ± half-width of the pointwise 95 % interval. Verdicts rest on simultaneous intervals, which are wider.";
  const file = dataBlock(JSON.stringify(tableCsv(stored)), ' data-file="table.csv" data-type="text/csv"');
  const looks = result.stopping ? ` ${escapeMarkup(sentence(stoppingNote(result.stopping)))}` : "";
  return `<p class="note">${note}${looks} Full precision: table.csv.</p>\n${file}\n${tables.join("\n")}`;
}

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}.`;

function estimateTable(cell: Cell): string {
  const all = Object.keys(cell.series).filter((name) => !isPoint(cell, name));
  const constants = constantLines(cell, all).map((line) => `<p class="note">${typesetHtml(line)}</p>`);
  const series = all.filter((name) => constantValue(cell, name) === undefined);
  if (series.length === 0) return constants.join("\n");
  return `${sideBySide(series).map((some) => table(cell, some)).join("\n")}${constants.join("\n")}`; // prettier-ignore
}

function table(cell: Cell, series: readonly string[]): string {
  const header = series.map((name) => {
    const { name: text, unit } = quantityAmong([cell], name);
    return `<th scope="col">${typesetHtml(text + (unit === undefined ? "" : ` (${unit})`))}${text === name ? "" : `<br><span class="name">${escapeMarkup(name)}</span>`}</th>`;
  });
  const rows = cell.times.map((t) => {
    const values = series.map((name) => {
      const estimate = cell.series[name].find((each) => each.t === t);
      if (estimate === undefined) return "<td>-</td>";
      const missing = estimate.count === cell.replicates.length ? "" : ` [n=${estimate.count}]`;
      return `<td data-value="${estimate.mean}">${typesetHtml(formatEstimate(estimate.mean, halfWidth(estimate)) + missing)}</td>`;
    });
    return `<tr><th scope="row">${typesetHtml(shortNumber(t))}</th>${values.join("")}</tr>`;
  });
  return `<table><thead><tr><th scope="col">t${cell.units ? ` (${escapeMarkup(cell.units.time.unit)})` : ""}</th>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}
