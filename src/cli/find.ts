/** Where scenarios lie: below `scenarios` of the working folder, or else of this package. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ScenarioError } from "../errors.ts";
import { packageRoot } from "../study/plan/package.ts";

const folders = (): string[] => [resolve("scenarios"), join(packageRoot(), "scenarios")].filter((folder) => existsSync(folder));

const inFolder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.d)\.[cm]?[jt]s$/.test(name))
    .sort();

/** TypeScript and JavaScript files of the first folder there is, sub-folders included. Throws ScenarioError when there is none. */
export function scenarioFiles(): string[] {
  const [folder] = folders();
  if (!folder) throw new ScenarioError("scenarios: no such folder here or in the package");
  return inFolder(folder).map((name) => relative(process.cwd(), join(folder, name)));
}

/** The files in sub-folders, here and in the package, by room and name (`contractivity/uniqueness`). */
export function scenariosInRooms(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders()) {
    for (const file of inFolder(folder)) {
      const name = file.replaceAll("\\", "/").replace(/\.[^.]+$/, "");
      if (name.includes("/") && !found.has(name)) found.set(name, join(folder, file));
    }
  }
  return found;
}

/** A path as it is; a bare name, with the sub-folder or without, is the scenario that `landau list` shows under it. Throws ScenarioError. */
export function scenarioFile(text: string): string {
  if (!/^[\w-]+(\/[\w-]+)?$/.test(text)) return text;
  for (const folder of folders()) {
    const found = inFolder(folder).find((name) => [name, name.split(/[/\\]/).at(-1)].includes(`${text}.ts`));
    if (found !== undefined) return join(folder, found);
  }
  throw new ScenarioError(`${text}: no such scenario (landau list shows those that exist)`);
}
