/** `landau check DIR` and `landau report DIR`: the stored replicates once more, judged by the claims as they read today. */
import { partsOf } from "../study/folder/manifest.ts";
import { readStore } from "../study/folder/store.ts";
import { planParts } from "../study/plan/plan.ts";
import { difference, union } from "../study/plan/task.ts";
import { conclude } from "./conclude.ts";
import { reopen, tellDamage, tellMissing, tellStrangers } from "./folder.ts";
import type { Io, Verb } from "./io.ts";

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
  const { plan, manifest, digest } = await reopen(directory, io);
  if (digest !== manifest.digest) {
    io.stderr(`${directory}: the scenario or the package changed since this run; its replicates are judged by today's claims\n`);
  }
  const stored = readStore(directory, manifest.digest);
  tellDamage(stored.damage, false, io);
  const incomplete = tellMissing(directory, difference(partsOf(manifest.cells), stored.parts()), io);
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, union(plan.cells, stored.parts()));
  tellStrangers(directory, strangers, io);
  const code = await conclude(whole, manifest.digest, stored, { directory, json, files, smoke: plan.edition.smoke ?? false }, io);
  return incomplete ? 1 : code;
}
