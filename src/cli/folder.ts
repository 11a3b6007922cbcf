/** A run folder from the command line's side: what to write into its manifest, and how to read a run back. */
import { existsSync } from "node:fs";
import { availableParallelism, arch, cpus, platform } from "node:os";
import { join, relative, resolve } from "node:path";
import { digestOfRun, packageVersion } from "../study/plan/digest.ts";
import { loadScenario } from "../study/plan/load.ts";
import { readManifest, writeManifest, type Manifest } from "../study/folder/manifest.ts";
import { planStudy, type Plan } from "../study/plan/plan.ts";
import { nameOfTask } from "../study/plan/task.ts";
import type { Selection, Selections } from "../study/plan/request.ts";

/** `results/<study>/<first 12 digits of the digest>`, unless the user names a folder. */
export const folderOf = (plan: Plan, digest: string, out?: string): string => out ?? join("results", plan.scenario.name, digest.slice(0, 12));

/** What was asked of a folder, and by which command. */
export interface Request {
  readonly plan: Plan;
  readonly digest: string;
  readonly selection: Selections;
  readonly command: string;
}

/** Writes the manifest of everything asked of the folder, now and before. Throws ScenarioError when the folder holds another run. */
export function recordRun(directory: string, asked: Request & { readonly selection: Selection }): void {
  // A number that was asked for is written down: --set replicates=n stays out of the digest, so it may differ between two runs of one folder.
  const replicates = asked.selection.replicates ?? Number(asked.plan.edition.set?.replicates?.[0] ?? Number.NaN);
  const explicit = Number.isNaN(replicates) ? asked : { ...asked, selection: { ...asked.selection, replicates } };
  const held = existsSync(join(directory, "manifest.json")) ? readManifest(directory) : undefined;
  const { plan, digest, selection, command } = held?.digest === asked.digest ? union(held, explicit) : explicit;
  const { scenario, edition, tasks } = plan;
  const manifest: Manifest = {
    scenario: { name: scenario.name, path: relative(resolve(directory), scenario.path) },
    title: scenario.study.title,
    digest,
    versions: { "landau-flow": packageVersion(), node: process.versions.node },
    edition,
    selection,
    seeds: { root: rootOf(plan), tasks: tasks.map((task) => task.address) },
    machine: { platform: platform(), arch: arch(), processor: cpus()[0]?.model ?? "unknown", cores: availableParallelism() },
    command,
  };
  writeManifest(directory, manifest);
}

/** What was asked before together with what is asked now; a part that the other contains is not kept. */
function union(held: Manifest, asked: Request): Request {
  const { scenario, edition } = asked.plan;
  const before: Request = { ...held, plan: planStudy(scenario, held.edition, held.selection) };
  if (contains(before.plan, asked.plan)) return before;
  if (contains(asked.plan, before.plan)) return asked;
  const selection = [held.selection, asked.selection].flat();
  const plan = planStudy(scenario, edition, selection);
  return { plan, digest: held.digest, selection, command: `${held.command}; ${asked.command}` };
}

function contains(larger: Plan, smaller: Plan): boolean {
  const names = new Set(larger.tasks.map(nameOfTask));
  return smaller.tasks.every((task) => names.has(nameOfTask(task)));
}

/** The run that a folder's manifest describes, as its scenario reads today. Throws ScenarioError. */
export async function planOfFolder(directory: string): Promise<{ plan: Plan; manifest: Manifest; digest: string }> {
  const manifest = readManifest(directory);
  const scenario = await loadScenario(resolve(directory, manifest.scenario.path));
  const plan = planStudy(scenario, manifest.edition, manifest.selection);
  return { plan, manifest, digest: digestOfRun(plan) };
}

const rootOf = ({ scenario, edition }: Plan): string => (edition.seed === undefined ? scenario.name : `${scenario.name}[${edition.seed}]`);
