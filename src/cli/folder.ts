/** A run folder from the command line's side: what to write into its manifest, and how to read a run back. */
import { existsSync } from "node:fs";
import { availableParallelism, arch, cpus, platform } from "node:os";
import { join, relative, resolve } from "node:path";
import { digestOfRun, packageVersion } from "../study/digest.ts";
import { loadScenario } from "../study/load.ts";
import { readManifest, writeManifest, type Manifest } from "../study/manifest.ts";
import { planStudy, type Plan } from "../study/plan.ts";
import type { Selection } from "../study/request.ts";

/** `results/<study>/<first 12 digits of the digest>`, unless the user names a folder. */
export const folderOf = (plan: Plan, digest: string, out?: string): string =>
  out ?? join("results", plan.scenario.name, digest.slice(0, 12));

/** Throws ScenarioError when the folder holds another run. */
export function recordRun(directory: string, plan: Plan, digest: string, selection: Selection, command: string): void {
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
  // A replay of a part does not narrow what the folder stands for.
  const narrower = selection.only !== undefined && existsSync(join(directory, "manifest.json"));
  writeManifest(directory, narrower ? { ...readManifest(directory), digest } : manifest);
}

/** The run that a folder's manifest describes, as its scenario reads today. Throws ScenarioError. */
export async function planOfFolder(directory: string): Promise<{ plan: Plan; manifest: Manifest; digest: string }> {
  const manifest = readManifest(directory);
  const scenario = await loadScenario(resolve(directory, manifest.scenario.path));
  const plan = planStudy(scenario, manifest.edition, manifest.selection);
  return { plan, manifest, digest: digestOfRun(plan) };
}

const rootOf = ({ scenario, edition }: Plan): string =>
  edition.seed === undefined ? scenario.name : `${scenario.name}[${edition.seed}]`;
