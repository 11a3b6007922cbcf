/** Where scenarios lie: below `scenarios` of the working folder, or else of this package. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ScenarioError } from "../errors.ts";
import { packageRoot } from "../study/plan/package.ts";

const folders = (): string[] => [resolve("scenarios"), join(packageRoot(), "scenarios")].filter((folder) => existsSync(folder));

/** TypeScript and JavaScript files of the first folder there is. Throws ScenarioError when there is none. */
export function scenarioFiles(): string[] {
  const [folder] = folders();
  if (!folder) throw new ScenarioError("scenarios: no such folder here or in the package");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.[cm]?[jt]s$/.test(name));
  return files.sort().map((name) => relative(process.cwd(), join(folder, name)));
}

/** A path as it is; a bare name is the scenario that `landau list` shows under it. Throws ScenarioError. */
export function scenarioFile(text: string): string {
  if (!/^[\w-]+$/.test(text)) return text;
  const found = folders()
    .map((folder) => join(folder, `${text}.ts`))
    .find((file) => existsSync(file));
  if (!found) throw new ScenarioError(`${text}: no such scenario (landau list shows those that exist)`);
  return found;
}
