/**
 * The report of `landau verify`: a table at a glance, then a section a statement: words and symbols, figure, numbers, verdict, command. Pure: the same verdicts give the
 * same bytes.
 */
import type { CheckedCase, CheckVerdict, Statement } from "../../protocols/index.ts";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";
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

function sectionOf({ statement, verdict, asExpected, command, further }: Reviewed): string {
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
  const figure = sidesFigure(words, verdict.cases);
  const link = further === undefined ? "" : `<p class="note"><a href="${escapeMarkup(further)}">The study</a></p>\n`;
  return `<section id="${anchor(id)}">
<h2>${escapeMarkup(id)}</h2>
<div class="claim ${verdict.kind}">
<p>${kindHtml(verdict.kind)} ${asExpected ? "" : "<strong>DIFFERS from what is expected.</strong> "}${typesetHtml(words)}</p>
${details}
</div>
${figure === undefined ? "" : `<figure class="page">\n${figure.svg.trim()}\n<figcaption>${caption(verdict.cases)}</figcaption>\n</figure>\n`}${numbers(verdict.cases)}
${link}<pre>${escapeMarkup(command)}</pre>
</section>`;
}

function caption(cases: readonly CheckedCase[]): string {
  const compared = cases.filter(({ comparison }) => comparison !== undefined).length;
  const shown = compared > mostSides ? ` The first ${mostSides} of ${compared}; all are in the table.` : "";
  return `Both sides of each comparison in units of the larger one: disc left, ring right; green consistent, red violated, ochre undecided.${shown}`;
}

function numbers(cases: readonly CheckedCase[]): string {
  const rows = cases.map(({ name, verdict, comparison }) => {
    const values = comparison
      ? [
          shortNumber(comparison.left, 12),
          escapeMarkup(comparison.relation),
          shortNumber(comparison.right, 12),
          shortNumber(comparison.right - comparison.left),
          shortNumber(comparison.bound, 2),
        ]
      : ["", "", "", "", ""];
    const because = verdict.kind === "inapplicable" ? ` ${typesetHtml(verdict.because)}` : "";
    return `<tr><th scope="row" class="words">${typesetHtml(name)}</th>${values.map((value) => `<td>${value}</td>`).join("")}<td class="words">${kindHtml(verdict.kind)}${because}</td></tr>`;
  });
  const header = ["case", "left", "", "right", "margin", "error", "verdict"].map((name) => `<th scope="col">${name}</th>`);
  return `<details><summary>Numbers</summary>\n<div class="scroll"><table><thead><tr>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div></details>`;
}
