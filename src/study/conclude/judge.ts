/**
 * Claims against a result. Failures weigh: a claim over a cell with failed replicates is at best undecided, since the replicates that
 * failed are not a random choice; and a claim over no finished replicate says nothing.
 */
import type { Cell, Claim, Judgement, Result, Study, Verdict } from "../../protocols/index.ts";
import { lowered } from "../../claims/verdict.ts";
import { told } from "../../errors.ts";
import { coordinatesOf } from "../plan/task.ts";

export interface Judged {
  readonly claim: Claim;
  readonly judgement: Judgement;
}

/** One judgement per claim, in the order of the study. A claim that throws has decided nothing, and is a trouble that is told. */
export function judge(study: Study, result: Result): { judged: Judged[]; troubles: string[] } {
  const whole = { ...result, cells: result.cells.filter((cell) => cell.replicates.length > 0) };
  const troubles: string[] = [];
  const judged = study.claims.map((claim) => {
    if (whole.cells.length === 0) return { claim, judgement: { verdict: nothingFinished, cells: [] } };
    try {
      return { claim, judgement: weighFailures(claim.check(whole), result.cells) };
    } catch (error) {
      const evidence = `it failed: ${told(error)}`;
      troubles.push(`the claim "${claim.statement}" failed: ${told(error)}`);
      return { claim, judgement: { verdict: { kind: "undecided" as const, evidence, need: "a claim that does not fail" }, cells: [] } };
    }
  });
  return { judged, troubles };
}

const nothingFinished: Verdict = { kind: "undecided", evidence: "no replicate finished", need: "replicates that finish" };

function weighFailures(judgement: Judgement, cells: readonly Cell[]): Judgement {
  const failing = cells.filter((cell) => cell.failures.length > 0);
  const failuresAt = (label: string) => failing.find((cell) => coordinatesOf(cell.point).join(",") === label)?.failures.length ?? 0;
  const judged = judgement.cells.map(({ point, verdict }) => ({
    point,
    verdict: lowered(verdict, failuresAt(coordinatesOf(point).join(","))),
  }));
  // A cell that failed whole was never shown to the claim, so the conjunction weighs every failure unless the claim names its cells.
  const lost = failing.filter((cell) => cell.replicates.length === 0).reduce((sum, cell) => sum + cell.failures.length, 0);
  const all = failing.reduce((sum, cell) => sum + cell.failures.length, 0);
  const spoken = judged.reduce((sum, { point }) => sum + failuresAt(coordinatesOf(point).join(",")), lost);
  return { verdict: lowered(judgement.verdict, judged.length ? spoken : all), cells: judged };
}
