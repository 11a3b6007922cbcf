/**
 * A result as text for a terminal: per cell one row an observation time and one column a series, then the verdicts. Every number is
 * a mean over replicates with the half-width of its pointwise 95 % interval; verdicts rest on simultaneous intervals, which are wider.
 * Nothing is wider than `width`: series that do not fit side by side go into further blocks. The terminal shows each observable's main
 * series, and what was measured once only; a series that never varies is one line under the table; further sub-series (`w2.raw`) are in the CSV and in the report.
 */
import type { Cell, Claim, Judgement, Point, Result, StudyUnits, Verdict } from "../../protocols/index.ts";
import { cellNames, constantLines, constantValue, halfWidth, pointName, replicateCount, stoppingNote, tellingParameters, withoutIntervals } from "./cells.ts";
import { quantityAmong } from "../../claims/quantities.ts";
import { isMain } from "../../series-name.ts";
import { formatEstimate, shortNumber } from "./numbers.ts";
import { runnable } from "./command.ts";
import { unitSizes } from "./setup.ts";
import { blocks, column, sideBySide, type Column } from "./columns.ts";
import { padEnd, wrap } from "./wrap.ts";

/** A claim with what came of it. */
export interface Judged {
  readonly claim: Claim;
  readonly judgement: Judgement;
}

export interface TableOptions {
  /** ANSI colours for verdicts and failures; false when absent. */
  readonly color?: boolean;
  /** Columns of the terminal; 100 when absent, 40 at least. */
  readonly width?: number;
  /** What is to be known of the result, a line each. */
  readonly notes?: readonly string[];
  /** The study's own units. The numbers here are reduced, and the table then says so, with the sizes to multiply by. */
  readonly units?: StudyUnits;
}

const ansi: Readonly<Record<Verdict["kind"] | "failed", string>> = {
  consistent: "32",
  violated: "31",
  undecided: "33",
  inapplicable: "36",
  failed: "31",
};

/** How a text is set. */
export interface Style {
  readonly width: number;
  paint(text: string, as: keyof typeof ansi): string;
}

export const renderStyle = ({ color = false, width = 100 }: TableOptions): Style => ({
  width: Math.max(40, width),
  paint: (text, as) => (color ? `\u001b[1;${ansi[as]}m${text}\u001b[0m` : text),
});

/** Table of estimates and verdicts. Ends with a line feed. */
export function renderTable(result: Result, judgements: readonly Judged[], options: TableOptions = {}): string {
  const style = renderStyle(options);
  const names = cellNames(result.cells.map((cell) => cell.point));
  const failed = result.cells.reduce((sum, cell) => sum + cell.failures.length, 0);
  const lines = [
    ...wrap(result.title, style.width),
    ...wrap(intervalNote(result), style.width),
    ...(options.units ? wrap(`in reduced units: ${unitSizes(options.units)}; figures and report.html are in these`, style.width, "  ") : []),
    ...(options.notes ?? []).flatMap((note) => wrap(`note: ${note}`, style.width, "  ")),
    ...result.cells.flatMap((cell, k) => ["", ...cellTable(cell, names[k], style), ...cellClaims(cell, judgements, style)]),
    ...(judgements.length > 0 ? ["", "Claims (simultaneous intervals)"] : []),
    ...judgements.flatMap((judged) => claimLines(judged, style)),
    ...(failed > 0
      ? ["", ...wrap(`FAILED: ${failed} ${failed === 1 ? "replicate" : "replicates"} in all`, style.width).map((l) => style.paint(l, "failed"))]
      : []),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** What the numbers of a table are. */
function intervalNote({ cells, stopping }: Result): string {
  if (withoutIntervals(cells)) return "one replicate: no intervals";
  return `mean ± half-width of the pointwise 95 % interval over replicates${stopping ? `; ${stoppingNote(stopping)}` : ""}`;
}

function seriesColumn(cell: Cell, series: string, most: number): Column {
  const estimates = new Map(cell.series[series].map((estimate) => [estimate.t, estimate]));
  const body = cell.times.map((t) => {
    const estimate = estimates.get(t);
    if (estimate === undefined) return "-";
    const missing = estimate.count === cell.replicates.length ? "" : ` [n=${estimate.count}]`;
    return formatEstimate(estimate.mean, halfWidth(estimate)) + missing;
  });
  return column(quantityAmong([cell], series).name, series, body, most);
}

function cellTable(cell: Cell, name: string, style: Style): string[] {
  const heading = wrap(`${name}: ${replicateCount(cell)}`, style.width, "  ");
  const lines = cell.failures.length > 0 ? heading.map((line) => style.paint(line, "failed")) : heading;
  const time = column(
    "t",
    "t",
    cell.times.map((t) => shortNumber(t)),
    style.width,
  );
  const most = style.width - time.width - 2;
  const main = Object.keys(cell.series).filter(isMain);
  const varying = main.filter((name) => constantValue(cell, name) === undefined);
  const series = varying.map((each) => seriesColumn(cell, each, most));
  return [
    ...lines,
    ...blocks(series, most).flatMap((block, index) => [...(index > 0 ? [""] : []), ...sideBySide([time, ...block])]),
    ...constantLines(cell, main).flatMap((text) => indented(text, style)),
    ...measuredOnce(cell, style),
    ...cell.failures.flatMap(({ replicate, message, replay }) => [
      ...wrap(`replicate ${replicate} failed: ${message}`, style.width - 2, "    ").map((line) => `  ${line}`),
      ...wrap(`replay: ${runnable(replay)}`, style.width - 4, "    ", " \\").map((line) => `    ${line}`),
    ]),
  ];
}

/** Sub-series with a single value, such as the slope at t = 0. */
function measuredOnce(cell: Cell, style: Style): string[] {
  return Object.entries(cell.series)
    .filter(([name, estimates]) => !isMain(name) && estimates.length === 1)
    .flatMap(([name, [estimate]]) => {
      const value = formatEstimate(estimate.mean, halfWidth(estimate));
      const text = `${quantityAmong([cell], name).name} (${name}) at t = ${shortNumber(estimate.t)}: ${value}`;
      return indented(text, style);
    });
}

function indented(text: string, style: Style): string[] {
  return wrap(text, style.width - 2, "  ").map((line) => `  ${line}`);
}

/** What each claim says of this cell, when it speaks of several. */
function cellClaims(cell: Cell, judgements: readonly Judged[], style: Style): string[] {
  return judgements.flatMap(({ claim, judgement }) => {
    const own = judgement.cells.find(({ point }) => samePoint(point, cell.point));
    if (!own || judgement.cells.length < 2) return [];
    const details = verdictDetails(own.verdict).map(([label, text]) => (label === "evidence" ? text : `${label}: ${text}`));
    return verdictLines(own.verdict, "  ", `${claim.statement}: ${details.join("; ")}`, style);
  });
}

const samePoint = (a: Point, b: Point): boolean => Object.keys(a).every((name) => a[name] === b[name]);

/** What a verdict rests on, as labelled lines. */
export function verdictDetails(verdict: Verdict): readonly (readonly [label: string, text: string])[] {
  switch (verdict.kind) {
    case "inapplicable":
      return [["because", verdict.because]];
    case "undecided":
      return [
        ["evidence", verdict.evidence],
        ["need", verdict.need],
      ];
    default:
      return [["evidence", verdict.evidence]];
  }
}

/** The cells of a judgement, named; empty when they all agree with the whole. */
export function differingCells(judgement: Judgement, points: readonly Point[]): readonly { readonly name: string; readonly verdict: Verdict }[] {
  if (judgement.cells.every(({ verdict }) => verdict.kind === judgement.verdict.kind)) return [];
  const parameters = tellingParameters(points);
  return judgement.cells.map(({ point, verdict }) => ({ name: pointName(point, parameters) || "the only cell", verdict }));
}

/** `label    text`, the text wrapped beside its label. */
function labelled(label: string, text: string, width: number): string[] {
  return wrap(text, width - 11).map((line, index) => `  ${padEnd(index === 0 ? label : "", 8)} ${line}`);
}

/** A claim and its verdict, after an empty line. */
export function claimLines({ claim, judgement }: Judged, style: Style): string[] {
  const { verdict } = judgement;
  return [
    "",
    ...verdictLines(verdict, "", claim.statement, style),
    ...[["source", claim.source] as const, ...verdictDetails(verdict)].flatMap(([label, text]) => labelled(label, text, style.width)),
  ];
}

/** `kind: text`, the kind coloured. */
function verdictLines(verdict: Verdict, indent: string, text: string, style: Style): string[] {
  const lines = wrap(`${verdict.kind}: ${text}`, style.width - indent.length, "  ");
  const [first, ...rest] = lines;
  return [style.paint(verdict.kind, verdict.kind) + first.slice(verdict.kind.length), ...rest].map((line) => indent + line);
}
