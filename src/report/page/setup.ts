/** The setup in the report of a run: what all cells have in common as a list, what differs cell by cell as a table, or where that were too wide for a page as a list for each. */
import type { Cell } from "../../protocols/index.ts";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";
import { cellNames } from "../text/cells.ts";
import { toldOf } from "../text/setup.ts";
import { definitions } from "./document.ts";
import { mostColumns } from "./side-by-side.ts";

/** `edition`: the options that changed numbers of the scenario, as a command line spells them. Empty when nothing is known. */
export function setupHtml(cells: readonly Cell[], edition: readonly string[] = []): string {
  const { common, varying } = toldOf(cells);
  if (common.length + varying.length === 0) return "";
  const asked =
    edition.length === 0 ? "" : `<p class="note">As run with <code>${escapeMarkup(edition.join(" "))}</code>: these are the numbers that ran.</p>\n`;
  return `${asked}${common.length > 0 ? definitions(common) : ""}${varying.length > 0 ? `\n${varying.length > mostColumns ? lists(cells, varying) : table(cells, varying)}` : ""}`;
}

function lists(cells: readonly Cell[], varying: ReturnType<typeof toldOf>["varying"]): string {
  const names = cellNames(cells.map(({ point }) => point));
  const own = (k: number) => varying.map(({ term, texts }) => [term, texts[k]] as const).filter(([, text]) => text !== "-");
  return names.map((name, k) => `<h3>${typesetHtml(name)}</h3>\n${definitions(own(k))}`).join("\n");
}

function table(cells: readonly Cell[], varying: ReturnType<typeof toldOf>["varying"]): string {
  const names = cellNames(cells.map(({ point }) => point));
  const header = ["cell", ...varying.map(({ term }) => term)].map((term) => `<th scope="col" class="words">${typesetHtml(term)}</th>`);
  const rows = cells.map((_, k) => {
    const texts = varying.map(({ texts: own }) => `<td class="words">${typesetHtml(own[k])}</td>`);
    return `<tr><th scope="row">${typesetHtml(names[k])}</th>${texts.join("")}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}
