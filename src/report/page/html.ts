/**
 * The report of a run: one HTML file (document.ts). No clock and no machine enters: the same run gives the same bytes.
 */
import type { Result, Study } from "../../protocols/index.ts";
import { cellNames, seriesNames } from "../text/cells.ts";
import { citation } from "../text/cite.ts";
import { runnable } from "../text/command.ts";
import { isPoint } from "../../claims/quantities.ts";
import { observableOf } from "../../series-name.ts";
import { meanings, measuredNotions } from "../text/labels.ts";
import { comparisonHtml, type ComparedPage } from "./comparison.ts";
import { definitions, documentHtml, kindHtml } from "./document.ts";
import { estimatesHtml } from "./estimates.ts";
import { claimAnchor, glanceHtml } from "./glance.ts";
import { provenanceHtml, type Provenance } from "./provenance.ts";
import { dataBlock } from "./script.ts";
import { setupHtml } from "./setup.ts";
import { differingCells, verdictDetails, type Judged } from "../text/table.ts";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";

/** A figure with its caption, as the report shows it. */
export interface Shown {
  readonly name: string;
  readonly svg: string;
  readonly caption: string;
  /** Pixels; figures of one panel are shown narrower. */
  readonly width: number;
  /** What the page's script draws it from (figure/live.ts). */
  readonly live?: string;
}

/** A figure that is not there: nothing of it was measured, or it could not be drawn or written. */
export interface Skipped {
  readonly name: string;
  readonly because: string;
}

/** What a report is made of. */
export interface Page {
  readonly result: Result;
  /** The result in the units in which it is stored, where `result` is told in others (units.ts). */
  readonly stored?: Result;
  readonly judgements: readonly Judged[];
  readonly study: Pick<Study, "question" | "sources">;
  readonly figures: readonly (Shown | Skipped)[];
  readonly provenance?: Provenance | undefined;
  readonly comparisons?: readonly ComparedPage[];
  /** What could not be done, a line each. */
  readonly troubles?: readonly string[];
  /** What is to be known of the result, a line each. */
  readonly notes?: readonly string[];
}

/** The whole document. */
export function reportHtml({ result, stored = result, judgements, study, figures, provenance, comparisons = [], troubles = [], notes = [] }: Page): string {
  const sections = [
    heading(result, study, troubles, notes),
    section("At a glance", glanceHtml(result, judgements)),
    section("Verdicts", judgements.map((judged, k) => claimHtml(judged, result, k)).join("\n")),
    section("Setup", setupHtml(result.cells, provenance?.edition)),
    section("Figures", figures.map(figureHtml).join("\n")),
    section(
      "Comparison with solutions",
      comparisons
        .map(comparisonHtml)
        .filter((html) => html !== "")
        .join("\n"),
    ),
    section("What is measured", legend(result)),
    section("Estimates", estimatesHtml(result, stored)),
    section("Failures", failures(result)),
    section("To reproduce", provenanceHtml(result, provenance)),
  ];
  return documentHtml(result.title, sections);
}

function section(title: string, content: string): string {
  return content === "" ? "" : `<section id="${anchorOf(title)}">\n<h2>${title}</h2>\n${content}\n</section>`;
}

const anchorOf = (title: string): string => title.toLowerCase().replaceAll(" ", "-");

function heading(result: Result, study: Pick<Study, "question" | "sources">, troubles: readonly string[], notes: readonly string[]): string {
  const failed = result.cells.reduce((sum, cell) => sum + cell.failures.length, 0);
  return [
    `<h1>${typesetHtml(result.title)}</h1>`,
    ...study.question.split(/\n\s*\n/).map((paragraph) => (paragraph.trim() === "" ? "" : `<p class="question">${typesetHtml(paragraph.trim())}</p>`)),
    sources(study.sources),
    failed > 0 ? `<p class="alarm"><strong>FAILED: ${failed} ${failed === 1 ? "replicate" : "replicates"}</strong>, not in any mean; see below.</p>` : "",
    ...troubles.map((trouble) => `<p class="alarm"><strong>FAILED:</strong> ${escapeMarkup(trouble)}</p>`),
    ...notes.map((note) => `<p class="alarm">${escapeMarkup(note)}</p>`),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function sources(keys: readonly string[]): string {
  if (keys.length === 0) return "";
  return `<div class="sources">About:<ul>${keys.map((key) => `<li>${typesetHtml(citation(key))}</li>`).join("")}</ul></div>`;
}

function claimHtml({ claim, judgement }: Judged, result: Result, index: number): string {
  const { verdict } = judgement;
  const cells = differingCells(
    judgement,
    result.cells.map((cell) => cell.point),
  ).map(({ name, verdict: own }) => {
    const details = verdictDetails(own).map(([label, text]) => (label === "evidence" ? text : `${label}: ${text}`));
    return `<p>${kindHtml(own.kind)} ${typesetHtml(`${name}: ${details.join("; ")}`)}</p>`;
  });
  const details = definitions([["source", claim.source], ...verdictDetails(verdict)]);
  return `<div class="claim ${verdict.kind}" id="${claimAnchor(index)}">\n<p>${kindHtml(verdict.kind)} ${typesetHtml(claim.statement)}</p>\n${details}${cells.join("\n")}\n</div>`;
}

/** A figure, or why there is none. */
export function figureHtml(figure: Shown | Skipped): string {
  if ("because" in figure) return `<p class="note">Figure ${escapeMarkup(figure.name)} is not drawn: ${escapeMarkup(figure.because)}.</p>`;
  const { name, svg, caption, width, live } = figure;
  const columns = width > 700 ? "page" : "column";
  const data = live === undefined ? "" : `\n${dataBlock(live)}`;
  return `<figure class="${columns}" id="figure-${escapeMarkup(name)}">\n${svg.trim()}\n<figcaption>${typesetHtml(caption)}</figcaption>${data}\n</figure>`;
}

function legend(result: Result): string {
  const { cells } = result;
  const series = [...new Set(seriesNames(cells).map((name) => (cells.some((cell) => isPoint(cell, name)) ? observableOf(name) : name)))];
  const entries = [...measuredNotions(cells, series), ...meanings(cells, series)];
  return entries.length === 0
    ? ""
    : definitions(
        entries.map(({ text, meaning }) => [text, meaning] as const),
        ' class="legend"',
      );
}

function failures(result: Result): string {
  const names = cellNames(result.cells.map((cell) => cell.point));
  return result.cells
    .flatMap((cell, k) =>
      cell.failures.map(
        ({ replicate, message, replay }) =>
          `<p><strong>${typesetHtml(names[k])}, replicate ${replicate}</strong>: ${escapeMarkup(message)}</p>\n<pre>${escapeMarkup(runnable(replay))}</pre>`,
      ),
    )
    .join("\n");
}
