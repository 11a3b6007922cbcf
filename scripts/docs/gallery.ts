/** The page of all scenarios, from what they say of themselves: question, sources, size, claims, figures, command. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bibliography } from "../../src/bibliography.ts";
import { expectedSeconds } from "../../src/cli/plan.ts";
import { duration } from "../../src/cli/progress.ts";
import { loadScenario, type Scenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";

/** One scenario as the page shows it. `pictures` are files of `scenarios/figures`. */
export async function gallery(root: string, names: readonly string[]): Promise<string> {
  const sections: string[] = [];
  for (const name of names) sections.push(section(root, name, await loadScenario(join(root, "scenarios", `${name}.ts`))));
  return [
    "# Gallery of scenarios",
    "Every scenario of the package: its question, what it claims and the command that runs it. Claims end in a verdict when the scenario is run. Times are estimates for the " +
      "machine on which this page was made.",
    ...sections,
  ].join("\n\n");
}

function section(root: string, name: string, scenario: Scenario): string {
  const { title, question, sources, claims, figures = [], vary } = scenario.study;
  const plan = planStudy(scenario);
  const points = Object.entries(vary).map(([parameter, values]) => `\`${parameter}\`: ${values.join(", ")}`);
  const pictures = figures.filter((figure) => existsSync(join(root, "scenarios/figures", `${figure.name}.png`)));
  return [
    `## ${name}`,
    `*${plain(title)}*`,
    plain(question),
    ...pictures.map((figure) => `![${plain(figure.caption)}](../../scenarios/figures/${figure.name}.png)`),
    [
      `- Varied: ${points.length ? points.join("; ") : "nothing"}`,
      `- Replicates: ${plan.tasks.length} in all, about ${duration(expectedSeconds(plan.cost))}`,
      `- Sources: ${sources.length ? sources.map(cited).join("; ") : "none"}`,
      `- Figures: ${figures.length ? figures.map((figure) => plain(figure.title)).join("; ") : "its report draws the series it observes"}`,
    ].join("\n"),
    claims.length
      ? `| claim | source |\n|---|---|\n${claims.map(({ statement, source }) => `| ${cell(statement)} | ${cell(source)} |`).join("\n")}`
      : "It claims nothing.",
    `\`\`\`sh\nnpx landau run scenarios/${name}.ts\n\`\`\``,
    `Its source: [scenarios/${name}.ts](../../scenarios/${name}.ts).`,
  ].join("\n\n");
}

/** BibTeX's braces are not for reading. */
const cited = (key: string): string => plain(bibliography.get(key)?.fields.title.replace(/[{}]/g, "") ?? key);

/** Texts of scenarios are plain: no emphasis, no HTML, no formulas. */
const plain = (text: string): string => text.replace(/[*_<$\\[\]]/g, "\\$&");
const cell = (text: string): string => plain(text).replaceAll("|", "\\|").replace(/\s+/g, " ");
