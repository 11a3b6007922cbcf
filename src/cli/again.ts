/** `landau check DIR` and `landau report DIR`: the stored replicates once more, judged by the claims as they read today. */
import { nameOfTask } from "../study/plan/task.ts";
import { readOutcomes } from "../study/folder/store.ts";
import { conclude } from "./conclude.ts";
import { planOfFolder } from "./folder.ts";
import type { Io, Verb } from "./io.ts";
import { counted } from "./progress.ts";

const folder = "results/soft-potentials/3f2a9c01d7e4";

export const addCheck: Verb = (program, { io, finish }) => {
  program
    .command("check")
    .description("estimates and verdicts again, from the stored replicates; writes nothing")
    .argument("<dir>", "run folder")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau check ${folder}\n  landau check ${folder} --json`)
    .action(async (directory: string, { json = false }: { json?: boolean }) => finish(await again(directory, json, false, io)));
};

export const addReport: Verb = (program, { io, finish }) => {
  program
    .command("report")
    .description("table, figures and report.html again, from the stored replicates")
    .argument("<dir>", "run folder")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau report ${folder}\n  landau report ${folder} --json`)
    .action(async (directory: string, { json = false }: { json?: boolean }) => finish(await again(directory, json, true, io)));
};

async function again(directory: string, json: boolean, files: boolean, io: Io): Promise<number> {
  const { plan, manifest, digest } = await planOfFolder(directory);
  if (digest !== manifest.digest) {
    io.stderr(`${directory}: the scenario or the package changed since this run; its replicates are judged by today's claims\n`);
  }
  const outcomes = readOutcomes(directory, manifest.digest);
  const held = new Set(outcomes.map(nameOfTask));
  const missing = plan.tasks.filter((task) => !held.has(nameOfTask(task))).length;
  if (missing > 0) io.stderr(`${directory}: ${counted(missing)} ${missing === 1 ? "is" : "are"} missing (landau resume ${directory})\n`);
  return conclude({ plan, digest: manifest.digest, outcomes, directory, json, files }, io);
}
