/**
 * The report of `landau verify`: a table at a glance, then a section a statement: words and symbols, figure, numbers, verdict, command. Pure: the same verdicts give the
 * same bytes.
 */
import type { CheckedCase, CheckVerdict, Comparison, Statement } from "../../protocols/index.ts";
import { escapeMarkup, minusSigns, typesetHtml } from "../figure/typeset.ts";
import { mostSides, sidesFigure } from "../figure/sides.ts";
import { citation } from "../text/cite.ts";
import { shortNumber } from "../text/numbers.ts";
import { verdictDetails } from "../text/table.ts";
import { definitions, documentHtml, kindHtml } from "./document.ts";

/** A statement with what came of it. */
export interface Reviewed {
  readonly statement: Statement;
  readonly verdict: CheckVerdict;
  /** False when the verdict contradicts the expected one. */
  readonly asExpected: boolean;
  /** What runs it again. */
  readonly command: string;
  /** A page with more of it, relative to this one: the report of a study. */
  readonly further?: string;
  /** SVG of that study's figures. */
  readonly figures?: readonly string[];
}

/** The whole document. `notes`: what is to be known of it, a line each. */
export function statementsHtml(reviewed: readonly Reviewed[], notes: readonly string[] = []): string {
  return documentHtml("Statements and their verdicts", [
    "<h1>Statements and their verdicts</h1>",
    '<p class="question">What the papers state, as printed and as corrected, and what was found beyond them: each tried on data, with the sides that it compares and their errors.</p>',
    ...notes.map((note) => `<p class="alarm">${escapeMarkup(note)}</p>`),
    `<section>\n<h2>At a glance</h2>\n${glance(reviewed)}\n</section>`,
    ...reviewed.map(sectionOf),
  ]);
}

const anchor = (id: string): string => `statement-${id.replaceAll("/", "-")}`;

function glance(reviewed: readonly Reviewed[]): string {
  const rows = reviewed.map(({ statement: { id, source, evidence, reading, expected }, verdict, asExpected }) => {
    const cells = [typesetHtml(source), reading, evidence, expected, kindHtml(verdict.kind) + (asExpected ? "" : " <strong>DIFFERS</strong>")];
    return `<tr><th scope="row"><a href="#${anchor(id)}">${escapeMarkup(id)}</a></th>${cells.map((cell) => `<td class="words">${cell}</td>`).join("")}</tr>`;
  });
  const header = ["statement", "where", "reading", "evidence", "expected", "verdict"].map((name) => `<th scope="col" class="words">${name}</th>`);
  return `<div class="scroll"><table><thead><tr>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

function sectionOf({ statement, verdict, asExpected, command, further, figures = [] }: Reviewed): string {
  const { id, statement: words, source, printed, corrected, reading, evidence, expected, cites } = statement;
  const details = definitions([
    ["source", source],
    ...(printed === undefined ? [] : [["as printed", printed] as const]),
    ...(corrected === undefined ? [] : [[printed === undefined ? "in symbols" : "as corrected", corrected] as const]),
    ["judged", printed === undefined ? "as stated here" : `as ${reading}`],
    ["evidence", evidence],
    ["expected", expected],
    ...verdictDetails(verdict).map(([label, text]) => [label === "evidence" ? "verdict" : label, text] as const),
    ["works", cites.map(citation).join("; ")],
  ]);
  const sides = sidesFigure(words, verdict.cases);
  const drawn = [...(sides ? [figureHtml(sides.svg, caption(verdict.cases))] : []), ...figures.map((svg) => figureHtml(svg, "Of the study."))];
  const link = further === undefined ? "" : `<p class="note"><a href="${escapeMarkup(further)}">The study</a></p>\n`;
  return `<section id="${anchor(id)}">
<h2>${escapeMarkup(id)}</h2>
<div class="claim ${verdict.kind}">
<p>${kindHtml(verdict.kind)} ${asExpected ? "" : "<strong>DIFFERS from what is expected.</strong> "}${typesetHtml(words)}</p>
${details}
</div>
${drawn.join("")}${numbers(verdict.cases)}
${link}<pre>${escapeMarkup(command)}</pre>
</section>`;
}

const figureHtml = (svg: string, words: string): string => `<figure class="page">\n${svg.trim()}\n<figcaption>${words}</figcaption>\n</figure>\n`;

function caption(cases: readonly CheckedCase[]): string {
  const compared = cases.filter(({ comparison }) => comparison !== undefined).length;
  const shown = compared > mostSides ? ` The ${mostSides} with the least room, of ${compared}; all are in the table.` : "";
  return `Both sides of each comparison in units of the larger one: disc left, ring right; green consistent, red violated, ochre undecided.${shown}`;
}

function numbers(cases: readonly CheckedCase[]): string {
  const rows = cases.map(({ name, verdict, comparison }) => {
    // What compares no two sides, a hypothesis that fails or a claim of a study, is told in words.
    const told = comparison ? sidesCells(comparison) : `<td colspan="5" class="words">${verdictDetails(verdict).map(([, text]) => typesetHtml(text)).join("; ")}</td>`; // prettier-ignore
    return `<tr><th scope="row" class="words">${typesetHtml(name)}</th>${told}<td class="words">${kindHtml(verdict.kind)}</td></tr>`;
  });
  const header = ["case", "left", "", "right", "margin", "error", "verdict"].map((name) => `<th scope="col">${name}</th>`);
  return `<details><summary>Numbers</summary>\n<div class="scroll"><table><thead><tr>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div></details>`;
}

const sidesCells = ({ left, relation, right, bound }: Comparison): string =>
  [shortNumber(left, 12), escapeMarkup(relation), shortNumber(right, 12), shortNumber(right - left), shortNumber(bound, 2)]
    .map((value) => `<td>${minusSigns(value)}</td>`)
    .join("");
