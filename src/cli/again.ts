/**
 * `landau check DIR` and `landau report DIR`: the stored replicates once more. Nobody's code is run without being asked for: estimates come from the
 * replicates, verdicts and known curves from what the folder kept of its last conclusion. With --run-code the claims judge as they read today.
 */
import { relative, resolve } from "node:path";
import { collect, type Frame } from "../study/conclude/estimate.ts";
import { readConclusion, type Conclusion } from "../study/folder/conclusion.ts";
import { partsOf, readManifest, type Manifest } from "../study/folder/manifest.ts";
import { readStore, type Stored } from "../study/folder/store.ts";
import { tellable } from "../study/plan/described.ts";
import { planParts } from "../study/plan/plan.ts";
import { difference, labelOf, union } from "../study/plan/task.ts";
import { conclude, show } from "./conclude.ts";
import { reopen, tellDamage, tellMissing, tellStrangers } from "./folder.ts";
import type { Io, Verb } from "./io.ts";

const folder = "results/soft-potentials/3f2a9c01d7e4";
const runCode = "judge by the scenario as it reads today, which runs its code (default: show what was judged)";

interface Options {
  readonly runCode?: boolean;
  readonly json?: boolean;
}

export const addCheck: Verb = (program, { io, finish }) => {
  program
    .command("check")
    .description("estimates and verdicts again, from the stored replicates; writes nothing")
    .argument("<dir>", "run folder")
    .option("--run-code", runCode)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau check ${folder}\n  landau check ${folder} --run-code --json`)
    .action(async (directory: string, options: Options) => finish(await again(directory, options, false, io)));
};

export const addReport: Verb = (program, { io, finish }) => {
  program
    .command("report")
    .description("table, figures and report.html again, from the stored replicates")
    .argument("<dir>", "run folder")
    .option("--run-code", runCode)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", `\nExamples:\n  landau report ${folder}\n  landau report ${folder} --run-code --json`)
    .action(async (directory: string, options: Options) => finish(await again(directory, options, true, io)));
};

async function again(directory: string, { runCode: runs = false, json = false }: Options, files: boolean, io: Io): Promise<number> {
  const manifest = readManifest(directory);
  const stored = readStore(directory, manifest.digest);
  tellDamage(stored.damage, false, io);
  for (const file of manifest.damaged) io.stderr(`${file}: damaged, and left out\n`);
  const incomplete = tellMissing(directory, difference(partsOf(manifest.cells), stored.parts()), io);
  const showing = { directory, json, files, smoke: manifest.edition.smoke ?? false };
  const code = runs ? await judgeAgain(directory, stored, showing, io) : await showAgain(manifest, stored, showing, io);
  return incomplete ? 1 : code;
}

type Showing = Parameters<typeof show>[2];

async function judgeAgain(directory: string, stored: Stored, showing: Showing, io: Io): Promise<number> {
  const { plan, manifest, digest } = await reopen(directory, io);
  if (digest !== manifest.digest) {
    io.stderr(`${directory}: the scenario or the package changed since this run; its replicates are judged by today's claims\n`);
  }
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, union(plan.cells, stored.parts()));
  tellStrangers(directory, strangers, io);
  return conclude(whole, manifest.digest, stored, showing, io);
}

/** What the folder itself tells. */
async function showAgain(manifest: Manifest, stored: Stored, showing: Showing, io: Io): Promise<number> {
  const { directory } = showing;
  const conclusion = readConclusion(directory);
  if (!conclusion) io.stderr(`${directory}: no verdicts are kept (--run-code judges by the scenario, running its code)\n`);
  const result = collect(frameOf(manifest, stored, directory), stored.outcomes());
  const curves = new Map(conclusion?.curves.map((one) => [labelOf(one.point), one]));
  const cells = result.cells.map((cell) => {
    const { reference = {}, compared = {} } = curves.get(labelOf(cell.point)) ?? {};
    return { ...cell, setup: { ...cell.setup, reference }, ...(Object.keys(compared).length > 0 ? { compared } : {}) };
  });
  const judged = conclusion ?? nothing(manifest.digest);
  if (
    conclusion &&
    countsOf(result) !==
      countsOf({ cells: conclusion.counts.map(({ point, finished, failed }) => ({ point, replicates: { length: finished }, failures: { length: failed } })) })
  )
    io.stderr(`${directory}: the verdicts were made of other replicates than are there now (--run-code judges again, running the scenario's code)\n`);
  return show({ ...result, cells }, judged, showing, io);
}

const nothing = (digest: string): Conclusion => ({ digest, counts: [], study: { question: "", sources: [] }, claims: [], troubles: [], curves: [] });

interface Counted {
  readonly cells: readonly {
    readonly point: Parameters<typeof labelOf>[0];
    readonly replicates: { readonly length: number };
    readonly failures: { readonly length: number };
  }[];
}

const countsOf = ({ cells }: Counted): string =>
  cells
    .map(({ point, replicates, failures }) => `${labelOf(point)} ${replicates.length} ${failures.length}`)
    .sort()
    .join("\n");

/** Replicates that are there, at the points of which the folder has a description. */
function frameOf({ scenario, title, digest, edition, cells }: Manifest, stored: Stored, directory: string): Frame {
  const held = new Map(stored.parts().map((part) => [labelOf(part.point), part.replicates]));
  return {
    study: scenario.name,
    title,
    digest,
    edition,
    shown: relative(process.cwd(), resolve(directory, scenario.path)),
    cells: cells.map(({ point, stream, declared, setup }) => ({
      ...{ point, stream, declared, quantities: setup.quantities },
      setup: tellable(setup),
      replicates: held.get(labelOf(point)) ?? [],
    })),
  };
}
