/**
 * The end of run, resume, check and report: estimates and verdicts on stdout, table and figures into the folder, the exit code. All of
 * them are about everything that the folder holds, however little was asked for last.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FigureSpec } from "../protocols/index.ts";
import { compare, withSolutions, type Comparison } from "../study/conclude/compare.ts";
import { collect, type StudyResult } from "../study/conclude/estimate.ts";
import { standardErrors } from "../claims/deviations.ts";
import { seriesOf } from "../claims/quantities.ts";
import { pointIndex } from "../series-name.ts";
import { judge, type Judged } from "../study/conclude/judge.ts";
import { withStored, type Plan } from "../study/plan/plan.ts";
import type { Outcome } from "../study/plan/task.ts";
import { printJson, wantsColor, type Io } from "./io.ts";

export interface Conclusion {
  readonly plan: Plan;
  readonly digest: string;
  readonly outcomes: readonly Outcome[];
  readonly directory: string;
  readonly json: boolean;
  /** Whether to write table.csv, figures and report.html. */
  readonly files: boolean;
}

/** The start and one time after it: a smoke run shall show that solutions are followed, and cost little. */
const SMOKE_LOOKS = 2;

/** Returns the exit code: 1 when a claim is violated or a replicate failed. */
export async function conclude({ plan, digest, outcomes, directory, json, files }: Conclusion, io: Io): Promise<number> {
  // Loaded late: drawing needs large packages, and most verbs draw nothing.
  const { renderComparison, renderTable, tableCsv } = await import("../report/index.ts");
  const { writeReport } = await import("./write.ts");
  const { study } = plan.scenario;
  const result = await withSolutions(collect(withStored(plan, outcomes), digest, outcomes), plan.edition.smoke ? { looks: SMOKE_LOOKS } : {});
  const judged = judge(study, result);
  const written = files ? await writeReport(directory, result, judged, drawable(study, result)) : undefined;
  if (files) writeFileSync(join(directory, "table.csv"), tableCsv(result));
  if (json) printJson(io, documentOf(result, judged, directory));
  else {
    const width = io.columns ?? 100;
    io.stdout(renderTable(result, judged, { color: wantsColor(io), width }));
    const comparison = renderComparison(compare(result), { width });
    const partly = plan.edition.smoke ? `a smoke run follows solutions to the first ${SMOKE_LOOKS} observation times that they have, no further\n` : "";
    if (comparison) io.stdout(`\n${comparison}${partly}`);
    if (written) io.stdout(`\n${[...written.figures, written.html].join("\n")}\n`);
  }
  const failed = result.cells.some((cell) => cell.failures.length > 0);
  return failed || judged.some(({ judgement }) => judgement.verdict.kind === "violated") ? 1 : 0;
}

/** The study with those of its figures whose every series was measured, or is known, somewhere: failures leave figures without data. */
function drawable<Asked extends { readonly figures?: readonly FigureSpec[] }>(study: Asked, { cells }: StudyResult): Asked {
  if (!study.figures) return study;
  const exists = (name: string) => cells.some((cell) => seriesOf(cell, name).some((one) => Object.hasOwn(cell.series, one) || cell.setup.reference?.[one]));
  const figures = study.figures.filter(({ series, relativeTo }) => [...series, ...(relativeTo === undefined ? [] : [relativeTo])].every(exists));
  return { ...study, figures };
}

/** The JSON document of run, resume, check and report. */
function documentOf(result: StudyResult, judged: readonly Judged[], directory: string): unknown {
  const { level, cells: compared } = compare(result);
  return {
    study: result.study,
    title: result.title,
    digest: result.digest,
    directory,
    cells: result.cells.map(({ point, series, replicates, failures }, k) => ({
      point,
      replicates: replicates.length,
      series,
      failures,
      ...(compared[k]?.solutions.length ? { compared: { level, solutions: comparedDocument(compared[k].solutions) } } : {}),
    })),
    claims: judged.map(({ claim: { statement, source }, judgement: { verdict, cells } }) => ({
      statement,
      source,
      verdict,
      cells,
    })),
  };
}

/** Differences by solution and quantity, of a quantity along an axis with the point. */
export function comparedDocument(solutions: Comparison["cells"][number]["solutions"]): unknown {
  return solutions.map(({ name, compared }) => ({
    name,
    quantities: Object.fromEntries(
      compared.map(({ series: observable, quantity: { along }, deviations }) => [
        observable,
        deviations.map((one) => {
          const { series, t, mean, error, value, own, bias, half, excess } = one;
          const difference = mean - value;
          return {
            t,
            ...(along ? { [along.axis]: along.points[pointIndex(series)] } : {}),
            mean,
            error,
            value,
            valueError: own,
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
