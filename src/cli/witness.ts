/** A statement that a study witnesses: runs the study into its run folder like `landau run`, and takes the conjunction of its claims. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { conjunction } from "../claims/verdict.ts";
import type { CheckVerdict, Verdict } from "../protocols/index.ts";
import { commandLine } from "../study/plan/command.ts";
import { footingOf } from "../study/plan/digest.ts";
import type { Scenario } from "../study/plan/load.ts";
import { planStudy, type Plan } from "../study/plan/plan.ts";
import { execute, stoppedEarly } from "./study/execute.ts";
import { folderOf, recordRun } from "./study/folder.ts";
import { keptOf } from "./study/snapshots.ts";
import type { Io } from "./io.ts";

/** Thrown when the user stopped a study. */
export const interrupted = { code: stoppedEarly } as const;

interface Witnessing {
  readonly smoke: boolean;
  /** Where the page of all statements lies. */
  readonly directory: string;
  readonly expected: Verdict["kind"];
}

/** A verdict with the study's report, relative to the page of all statements, and its figures as SVG. */
export interface Witnessed {
  readonly verdict: CheckVerdict;
  readonly further: string;
  readonly figures: readonly string[];
}

interface Concluded {
  readonly cells: readonly { readonly failures: readonly { readonly message: string }[] }[];
  readonly claims: readonly { readonly statement: string; readonly verdict: Verdict }[];
}

/** Throws `interrupted`, Error when replicates failed, and what planStudy and recordRun throw. */
export async function witness(scenario: Scenario, { smoke, directory, expected }: Witnessing, io: Io): Promise<Witnessed> {
  const plan = smoke ? firstCell(scenario) : planStudy(scenario, {}, {});
  const footing = await footingOf(plan);
  const folder = folderOf(plan, footing.digest);
  const command = commandLine(["landau", "run", scenario.shown, ...(smoke ? ["--smoke"] : [])]);
  const kept = keptOf(plan);
  recordRun(folder, plan, footing, command, kept);
  let printed = "";
  const code = await execute(
    { plan, digest: footing.digest, directory: folder, json: true, command, decisive: "all", kept },
    { ...io, stdout: (text) => void (printed += text) },
  );
  if (code === interrupted.code) throw interrupted;
  const { cells, claims } = JSON.parse(printed) as Concluded;
  const failures = cells.flatMap((cell) => cell.failures);
  if (failures.length > 0) throw new Error(`${failures.length} failed replicates in ${folder}: ${failures[0].message}`);
  const cases = claims.map(({ statement, verdict }) => ({ name: statement, verdict: smoke ? softened(verdict, expected) : verdict }));
  const verdict = conjunction(
    cases.map(({ name, verdict: one }) => ({ point: { claim: name }, verdict: one })),
    ({ claim }) => String(claim),
  );
  return { verdict: { ...verdict, cases }, further: `${relative(directory, folder)}/report.html`, figures: figuresOf(folder) };
}

/** By name; of comparisons with solutions the report of the study alone. */
function figuresOf(folder: string): string[] {
  const figures = join(folder, "figures");
  const names = existsSync(figures) ? readdirSync(figures).filter((name) => name.endsWith(".svg") && !name.startsWith("compared-")) : [];
  return names.sort().map((name) => readFileSync(join(figures, name), "utf8"));
}

/** One cell, tiny: that the study runs and is judged. */
function firstCell(scenario: Scenario): Plan {
  const point = Object.entries(scenario.study.vary).map(([name, [value]]) => [name, [String(value)]] as const);
  return planStudy(scenario, { smoke: true }, { only: Object.fromEntries(point) });
}

/** A tiny study has the bias of its time step and of few particles: what it says against the expected verdict decides nothing. */
const softened = (verdict: Verdict, expected: Verdict["kind"]): Verdict =>
  verdict.kind === "inapplicable" || verdict.kind === "undecided" || verdict.kind === expected
    ? verdict
    : { kind: "undecided", evidence: verdict.evidence, need: "the whole study, without --smoke" };
