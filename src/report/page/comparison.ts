/** Comparisons with solutions in the report of a run: a verdict in words, a table for every cell and solution, the figures. */
import type { ComparedSeries, Comparison } from "../../study/conclude/compare.ts";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";
import { cellNames } from "../text/cells.ts";
import { comparisonNote, differenceText, ownErrors } from "../text/comparison.ts";
import { shortNumber } from "../text/numbers.ts";
import { sideBySide } from "./side-by-side.ts";

/** A comparison as the report shows it. */
export interface ComparedPage {
  /** Of what: a file, or the scenario's own solutions. */
  readonly title: string;
  /** Of the solution's value, by which the run may be off. */
  readonly allowance: number;
  readonly comparison: Comparison;
  /** As HTML. */
  readonly figures: readonly string[];
}

/** Empty when nothing is compared. */
export function comparisonHtml({ title, allowance, comparison, figures }: ComparedPage): string {
  const names = cellNames(comparison.cells.map((cell) => cell.point));
  const tables = comparison.cells.flatMap(({ solutions }, k) =>
    solutions.flatMap(({ name, compared }) => (compared.length === 0 ? [] : [`<h4>${typesetHtml(`${names[k]}: ${name}`)}</h4>\n${tablesOf(compared)}`])),
  );
  if (tables.length === 0) return "";
  const all = comparison.cells.flatMap(({ solutions }) => solutions.flatMap(({ compared }) => compared.flatMap(({ deviations }) => deviations)));
  const agrees = all.every(({ excess }) => !(excess > 0));
  const verdict = agrees ? "they agree within noise and the stated errors" : "they differ beyond noise and the stated errors";
  const allowed = allowance > 0 ? `, with an allowance of ${shortNumber(100 * allowance)} % of the solution's values` : "";
  return [
    `<h3>${escapeMarkup(title)}</h3>`,
    `<p><strong>${verdict}</strong>${allowed}.</p>`,
    `<p class="note">${typesetHtml(comparisonNote(comparison))}</p>`,
    ...tables,
    ...figures,
  ].join("\n");
}

function tablesOf(compared: readonly ComparedSeries[]): string {
  const errors = ownErrors(compared).map((line) => `<p class="note">${typesetHtml(line)}</p>`);
  return `<div class="scroll">${sideBySide(compared).map(table).join("\n")}</div>${errors.join("\n")}`;
}

function table(compared: readonly ComparedSeries[]): string {
  const times = [...new Set(compared.flatMap(({ deviations }) => deviations.map(({ t }) => t)))].sort((a, b) => a - b);
  const header = compared.map(
    ({ series, quantity: { name, unit } }) =>
      `<th scope="col">${typesetHtml(unit === undefined ? name : `${name} (${unit})`)}<br><span class="name">${escapeMarkup(series)}</span></th>`,
  );
  const rows = times.map((t) => {
    const values = compared.map((one) => `<td>${typesetHtml(differenceText(one, one.deviations.filter((each) => each.t === t)))}</td>`); // prettier-ignore
    return `<tr><th scope="row">${typesetHtml(shortNumber(t))}</th>${values.join("")}</tr>`;
  });
  return `<table><thead><tr><th scope="col">t</th>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}
