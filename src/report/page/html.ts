/**
 * The report of a run: one HTML file (document.ts). No clock and no machine enters: the same run gives the same bytes.
 */
import type { Cell, Result, Study } from "../../protocols/index.ts";
import { cellNames, constantLines, constantValue, halfWidth, replicateCount, seriesNames, stoppingNote, withoutIntervals } from "../text/cells.ts";
import { citation } from "../text/cite.ts";
import { runnable } from "../text/command.ts";
import { isPoint, quantityAmong } from "../../claims/quantities.ts";
import { observableOf } from "../../series-name.ts";
import { meanings, measuredNotions } from "../text/labels.ts";
import { formatEstimate, shortNumber } from "../text/numbers.ts";
import { comparisonHtml, type ComparedPage } from "./comparison.ts";
import { definitions, documentHtml, kindHtml } from "./document.ts";
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
}

/** A figure that is not there: nothing of it was measured, or it could not be drawn or written. */
export interface Skipped {
  readonly name: string;
  readonly because: string;
}

/** Where a run came from: what its manifest says. */
export interface Provenance {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Addresses of the random streams, one per replicate. */
  readonly seeds: readonly string[];
  /** Options that changed numbers of the scenario, as a command line spells them. */
  readonly edition?: readonly string[];
}

/** What a report is made of. */
export interface Page {
  readonly result: Result;
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
export function reportHtml({ result, judgements, study, figures, provenance, comparisons = [], troubles = [], notes = [] }: Page): string {
  const sections = [
    heading(result, study, troubles, notes),
    section("Verdicts", judgements.map((judged) => claimHtml(judged, result)).join("\n")),
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
    section("Estimates", estimates(result)),
    section("Failures", failures(result)),
    section("To reproduce", reproduction(result, provenance)),
  ];
  return documentHtml(result.title, sections);
}

function section(title: string, content: string): string {
  return content === "" ? "" : `<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

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

function claimHtml({ claim, judgement }: Judged, result: Result): string {
  const { verdict } = judgement;
  const cells = differingCells(
    judgement,
    result.cells.map((cell) => cell.point),
  ).map(({ name, verdict: own }) => {
    const details = verdictDetails(own).map(([label, text]) => (label === "evidence" ? text : `${label}: ${text}`));
    return `<p>${kindHtml(own.kind)} ${typesetHtml(`${name}: ${details.join("; ")}`)}</p>`;
  });
  const details = definitions([["source", claim.source], ...verdictDetails(verdict)]);
  return `<div class="claim ${verdict.kind}">\n<p>${kindHtml(verdict.kind)} ${typesetHtml(claim.statement)}</p>\n${details}${cells.join("\n")}\n</div>`;
}

/** A figure, or why there is none. */
export function figureHtml(figure: Shown | Skipped): string {
  if ("because" in figure) return `<p class="note">Figure ${escapeMarkup(figure.name)} is not drawn: ${escapeMarkup(figure.because)}.</p>`;
  const { name, svg, caption, width } = figure;
  const columns = width > 700 ? "page" : "column";
  return `<figure class="${columns}" id="figure-${escapeMarkup(name)}">\n${svg.trim()}\n<figcaption>${typesetHtml(caption)}</figcaption>\n</figure>`;
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

function estimates(result: Result): string {
  const names = cellNames(result.cells.map((cell) => cell.point));
  const tables = result.cells.map((cell, k) => {
    const summary = `<summary>${typesetHtml(names[k])}: ${escapeMarkup(replicateCount(cell))}</summary>`;
    return `<details${result.cells.length <= 2 ? " open" : ""}>${summary}\n<div class="scroll">${estimateTable(cell)}</div></details>`;
  });
  if (tables.length === 0) return "";
  const note = withoutIntervals(result.cells)
    ? "One replicate: no intervals."
    : "Mean over replicates ± half-width of the pointwise 95 % interval. Verdicts rest on simultaneous intervals, which are wider.";
  const looks = result.stopping ? ` ${escapeMarkup(sentence(stoppingNote(result.stopping)))}` : "";
  return `<p class="note">${note}${looks} Full precision: table.csv.</p>\n${tables.join("\n")}`;
}

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}.`;

function estimateTable(cell: Cell): string {
  const all = Object.keys(cell.series).filter((name) => !isPoint(cell, name));
  const constants = constantLines(cell, all).map((line) => `<p class="note">${typesetHtml(line)}</p>`);
  const series = all.filter((name) => constantValue(cell, name) === undefined);
  if (series.length === 0) return constants.join("\n");
  const header = series.map((name) => {
    const text = quantityAmong([cell], name).name;
    return `<th scope="col">${typesetHtml(text)}${text === name ? "" : `<br><span class="name">${escapeMarkup(name)}</span>`}</th>`;
  });
  const rows = cell.times.map((t) => {
    const values = series.map((name) => {
      const estimate = cell.series[name].find((each) => each.t === t);
      if (estimate === undefined) return "<td>-</td>";
      const missing = estimate.count === cell.replicates.length ? "" : ` [n=${estimate.count}]`;
      return `<td>${escapeMarkup(formatEstimate(estimate.mean, halfWidth(estimate)) + missing)}</td>`;
    });
    return `<tr><th scope="row">${shortNumber(t)}</th>${values.join("")}</tr>`;
  });
  return `<table><thead><tr><th scope="col">t</th>${header.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>${constants.join("\n")}`;
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

function reproduction(result: Result, provenance: Provenance | undefined): string {
  const versions = Object.entries(provenance?.versions ?? {}).map(([name, version]) => [name, version] as const);
  const command = provenance === undefined ? "" : `<pre>${escapeMarkup(runnable(provenance.command))}</pre>\n`;
  const facts = [["study", result.study], ["digest", result.digest], ...versions].map(
    ([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd><code>${escapeMarkup(value)}</code></dd>`,
  );
  const seeds = ranges(provenance?.seeds ?? []).map((address) => `<code>${escapeMarkup(address)}</code>`);
  const streams = seeds.length === 0 ? "" : `\n<details open><summary>Addresses of the random streams</summary><p>${seeds.join("<br>\n")}</p></details>`;
  return `${command}<dl>${facts.join("")}</dl>${streams}`;
}

/** Addresses that differ in a last number only, together: `study/gamma=0/replicate=0..15`. */
export function ranges(addresses: readonly string[]): string[] {
  const runs: { stem: string; first: number; last: number }[] = [];
  const lines: string[] = [];
  for (const address of addresses) {
    const [, stem, digits] = /^(.*=)(\d+)$/.exec(address) ?? [];
    const run = runs.find((each) => each.stem === stem && each.last + 1 === Number(digits));
    if (run !== undefined) run.last += 1;
    else if (stem !== undefined) runs.push({ stem, first: Number(digits), last: Number(digits) });
    else lines.push(address);
  }
  return [...lines, ...runs.map(({ stem, first, last }) => `${stem}${first === last ? first : `${first}..${last}`}`)];
}
