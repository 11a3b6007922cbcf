/**
 * The end of run, resume, check and report: estimates and verdicts on stdout, table and figures into the folder, the exit code. All of
 * them are about everything that the folder holds, however little was asked for last.
 *
 * What is worth most comes first: table.csv, then the verdicts, then pictures. What the scenario's own code says (verdicts, solutions to compare with) is
 * kept in the folder, so that check and report can show it again without running it.
 */
import { join } from "node:path";
import { told } from "../../errors.ts";
import type { Cell } from "../../protocols/index.ts";
import { rows, type Row } from "../../report/rows.ts";
import { compare, withSolutions, type Comparison } from "../../study/conclude/compare.ts";
import { collect, frameOf, type StudyResult } from "../../study/conclude/estimate.ts";
import { standardErrors } from "../../claims/deviations.ts";
import { pointIndex } from "../../series-name.ts";
import { judge, type Judged } from "../../study/conclude/judge.ts";
import { writeConclusion, type Conclusion } from "../../study/folder/conclusion.ts";
import { writeNumbers } from "../../study/folder/numbers.ts";
import type { Stored } from "../../study/folder/store.ts";
import { writeWhole } from "../../study/folder/whole-file.ts";
import type { Plan } from "../../study/plan/plan.ts";
import { printJson, wantsColor, type Io } from "../io.ts";

/** How a result is to be shown. */
export interface Showing {
  readonly directory: string;
  readonly json: boolean;
  /** Whether to write table.csv, figures and report.html. */
  readonly files: boolean;
  /** Whether solutions were followed to their first times only. */
  readonly smoke: boolean;
  /** Whether replicates are missing of what was asked for. */
  readonly incomplete: boolean;
  /** What is to be known of the result, a line each. */
  readonly notes: readonly string[];
}

/**
 * What makes an exit code 1, beside files that could not be written: `all` what is violated, failed or missing (run, check); `failures` no verdict
 * (resume, report, merge: a scheduler would take a violated claim for a fault of the machine); `nothing` neither (--verdicts report).
 */
export type Decisive = "all" | "failures" | "nothing";

/** How a result was shown. */
interface Ending {
  readonly unwritten: boolean;
  /** A replicate failed, something of the scenario did, or replicates are missing. */
  readonly failed: boolean;
  readonly violated: boolean;
}

export const codeOf = ({ unwritten, failed, violated }: Ending, decisive: Decisive): number =>
  unwritten || (failed && decisive !== "nothing") || (violated && decisive === "all") ? 1 : 0;

/** Digest of the run, and of the scenario and the package by which it is judged. */
interface Digests {
  readonly run: string;
  readonly judged: string;
}

/** The start and one time after it: a smoke run shall show that solutions are followed, and cost little. */
export const SMOKE_LOOKS = 2;

/** Judges what is stored by the scenario's own code, and keeps what it said. */
export async function conclude(plan: Plan, digests: Digests, stored: Stored, showing: Showing, io: Io): Promise<Ending> {
  const { study } = plan.scenario;
  const collected = collect(frameOf(plan, digests.run), stored.outcomes());
  const { result, troubles } = await withSolutions(collected, plan.edition.smoke ? { looks: SMOKE_LOOKS } : {});
  const { judged, troubles: failing } = judge(study, result);
  const conclusion: Conclusion = {
    digest: digests.judged,
    counts: result.cells.map(({ point, replicates, failures }) => ({ point, finished: replicates.length, failed: failures.length })),
    study: {
      question: study.question,
      sources: study.sources,
      ...(study.figures ? { figures: study.figures } : {}),
      ...(study.units ? { units: study.units } : {}),
    },
    claims: judged.map(({ claim: { statement, source }, judgement }) => ({ claim: { statement, source }, judgement })),
    ...(plan.stopping ? { asked: plan.cells.map(({ point, replicates }) => ({ point, replicates: writeNumbers(replicates) })) } : {}),
    troubles: [...troubles, ...failing],
    curves: result.cells.map(({ point, setup, compared = {} }) => ({ point, reference: known(setup.reference), compared })),
  };
  return show(result, conclusion, showing, io, () => writeConclusion(showing.directory, conclusion, result.cells));
}

/** Prints a result with what was said of it, and writes its files. */
export async function show(result: StudyResult, conclusion: Conclusion, showing: Showing, io: Io, keep = () => {}): Promise<Ending> {
  // Loaded late: drawing needs large packages, and most verbs draw nothing.
  const { renderComparison, renderTable, tableCsv } = await import("../../report/index.ts");
  const { directory, json, files, smoke, notes } = showing;
  const judged = conclusion.claims.map(judgedAgain);
  // What cannot be written (a full disk) keeps nothing else from being shown.
  let unwritten = false;
  const attempt = (name: string, write: () => void) => {
    try {
      write();
    } catch (error) {
      unwritten = true;
      io.stderr(`${join(directory, name)}: not written: ${told(error)}\n`);
    }
  };
  if (files) {
    attempt("table.csv", () => writeWhole(join(directory, "table.csv"), tableCsv(result)));
    attempt("conclusion.json", keep);
  }
  for (const trouble of conclusion.troubles) io.stderr(`${result.study}: ${trouble}\n`);
  if (json) printJson(io, documentOf(result, conclusion, showing));
  else {
    const width = io.columns ?? 100;
    const { units } = conclusion.study;
    io.stdout(renderTable(result, judged, { color: wantsColor(io), width, notes, ...(units ? { units } : {}) }));
    const comparison = renderComparison(compare(result), { width });
    const partly = smoke ? `a smoke run follows solutions to the first ${SMOKE_LOOKS} observation times that they have, no further\n` : "";
    if (comparison) io.stdout(`\n${comparison}${partly}`);
  }
  if (files) {
    const { writeReport } = await import("./write.ts");
    attempt("report.html", () => {
      const written = writeReport(directory, result, judged, conclusion.study, { troubles: conclusion.troubles, notes });
      for (const trouble of written.troubles) io.stderr(`${result.study}: ${trouble}\n`);
      if (!json) io.stdout(`\n${[...written.figures, written.html].join("\n")}\n`);
    });
  }
  const failed = showing.incomplete || conclusion.troubles.length > 0 || result.cells.some((cell) => cell.failures.length > 0);
  return { unwritten, failed, violated: judged.some(({ judgement }) => judgement.verdict.kind === "violated") };
}

const known = <Curve>(reference: Readonly<Partial<Record<string, Curve>>> = {}): Record<string, Curve> =>
  Object.fromEntries(Object.entries(reference).filter((entry): entry is [string, Curve] => entry[1] !== undefined));

/** A claim that says again what it said. */
export const judgedAgain = ({ claim, judgement }: Conclusion["claims"][number]): Judged => ({
  claim: { ...claim, reads: [], check: () => judgement },
  judgement,
});

/** The JSON document of run, resume, check and report. */
function documentOf(result: StudyResult, { claims, troubles }: Conclusion, { directory, notes }: Showing): unknown {
  const { level, cells: compared } = compare(result);
  return {
    study: result.study,
    title: result.title,
    digest: result.digest,
    directory,
    ...(result.stopping ? { stopping: result.stopping } : {}),
    cells: result.cells.map(({ point, series, replicates, failures }, k) => ({
      point,
      replicates: replicates.length,
      series: seriesDocument({ series }),
      failures,
      ...(compared[k]?.solutions.length ? { compared: { level, solutions: comparedDocument(compared[k].solutions) } } : {}),
    })),
    claims: claims.map(({ claim: { statement, source }, judgement: { verdict, cells } }) => ({
      statement,
      source,
      verdict,
      cells,
    })),
    ...(troubles.length ? { troubles } : {}),
    ...(notes.length ? { notes } : {}),
  };
}

/** The rows of a cell by series. */
function seriesDocument(cell: Pick<Cell, "series">): Record<string, Omit<Row, "series">[]> {
  const document: Record<string, Omit<Row, "series">[]> = Object.fromEntries(Object.keys(cell.series).map((name) => [name, []]));
  for (const { series, ...row } of rows(cell)) document[series].push(row);
  return document;
}

/** Differences by solution and quantity, of a quantity along an axis with the point. */
export function comparedDocument(solutions: Comparison["cells"][number]["solutions"]): unknown {
  return solutions.map(({ name, compared }) => ({
    name,
    quantities: Object.fromEntries(
      compared.map(({ series: observable, quantity: { along }, deviations }) => [
        observable,
        deviations.map((one) => {
          const { series, t, mean, standardError, value, bound, bias, half, excess } = one;
          const difference = mean - value;
          return {
            t,
            ...(along ? { [along.axis]: along.points[pointIndex(series)] } : {}),
            mean,
            error: standardError,
            value,
            valueError: bound,
            ...(bias === 0 ? {} : { bias }),
            difference,
            low: difference - half,
            high: difference + half,
            standardErrors: standardErrors(one) ?? null,
            agrees: !(excess > 0),
          };
        }),
      ]),
    ),
  }));
}
