/** `landau list`: the scenarios of this folder, or else of this package: name, question, sources, expected time. */
import { ScenarioError } from "../errors.ts";
import { isScenarioError, loadScenario } from "../study/plan/load.ts";
import { costOf } from "../study/plan/plan.ts";
import { scenarioFiles } from "./find.ts";
import { printJson, type Verb } from "./io.ts";
import { expectedSeconds } from "./plan.ts";
import { duration } from "./progress.ts";

export const addList: Verb = (program, { io, finish }) => {
  program
    .command("list")
    .description("the scenarios: name, question, sources, expected time")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", "\nExamples:\n  landau list\n  landau list --json")
    .action(async ({ json = false }: { json?: boolean }) => {
      const rows: Row[] = [];
      const refused: string[] = [];
      for (const file of scenarioFiles()) {
        try {
          rows.push(await rowOf(file));
        } catch (error) {
          if (!isScenarioError(error)) throw error;
          refused.push(error.message);
        }
      }
      if (json) printJson(io, { scenarios: rows });
      else for (const row of rows) io.stdout(paragraph(row));
      if (refused.length) throw new ScenarioError(refused.join("; "));
      finish(0);
    });
};

interface Row {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly question: string;
  readonly sources: readonly string[];
  readonly expectedSeconds: number;
}

async function rowOf(file: string): Promise<Row> {
  const scenario = await loadScenario(file);
  const { title, question, sources } = scenario.study;
  const seconds = expectedSeconds(costOf(scenario));
  return { name: scenario.name, path: scenario.shown, title, question, sources, expectedSeconds: seconds };
}

function paragraph({ path, question, sources, expectedSeconds }: Row): string {
  const short = question.split("\n\n")[0]?.replace(/\s+/g, " ") ?? "";
  const about = [sources.join(", "), `about ${duration(expectedSeconds)}`].filter(Boolean).join("; ");
  return `${path}\n  ${short}\n  ${about}\n`;
}
