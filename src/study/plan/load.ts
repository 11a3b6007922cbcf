/**
 * A scenario is loaded by path, by the command line and by every worker alike: a task is a coordinate, not a closure.
 *
 * The study is the file's default export; its question is the file's opening comment unless it says its own; its name, the root of
 * all its random streams, is the file's name without extension.
 * Limits: TypeScript scenarios need a loader (tsx) registered in the thread that calls.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ScenarioError, told } from "../../errors.ts";
import type { WitnessedStatement } from "../../protocols/index.ts";
import type { DeclaredStudy } from "../declare/study.ts";

/** A study with the file it came from. */
export interface Scenario {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** As a command would name it from here. */
  readonly shown: string;
  readonly study: DeclaredStudy;
  /** What of the papers it witnesses: the file's export `statement`. */
  readonly statement?: WitnessedStatement;
}

/**
 * `given`: the scenario's name where its file has another, as the copy in a run folder has. Throws ScenarioError when there is no such file or it holds no valid
 * study.
 */
export async function loadScenario(file: string, given?: string): Promise<Scenario> {
  const path = resolve(file);
  if (!/\.[cm]?[jt]s$/.test(path)) throw new ScenarioError(`${file}: not a scenario (expected a .ts or .js file)`);
  if (!existsSync(path)) throw new ScenarioError(`${file}: no such scenario file (landau list shows those that exist)`);
  const name = given ?? basename(path).replace(/\.[^.]+$/, "");
  // The name is that of a folder of results, and begins every address.
  if (name === "" || name.startsWith(".")) throw new ScenarioError(`${file}: not a name for a scenario (it begins with a dot)`);
  const module = await importFile(path, name);
  const study = module.default as DeclaredStudy | undefined;
  if (typeof study?.scenario !== "function" || !Array.isArray(study.claims)) {
    throw new ScenarioError(`scenario ${name}: its file has no study (expected: export default study({ ... }))`);
  }
  const question = study.question || openingComment(readFileSync(path, "utf8"));
  const statement = module.statement as WitnessedStatement | undefined;
  return { name, path, shown: shownPath(path), study: { ...study, share: study.share ?? [], question }, ...(statement ? { statement } : {}) };
}

async function importFile(path: string, name: string): Promise<{ default?: unknown; statement?: unknown }> {
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: unknown; statement?: unknown };
  } catch (error) {
    if (isScenarioError(error)) throw new ScenarioError(`scenario ${name}: ${error.message}`);
    const { code, name: kind } = (error ?? {}) as { code?: string; name?: string };
    const unreadable = code === "ERR_MODULE_NOT_FOUND" || error instanceof SyntaxError || kind === "TransformError";
    throw scenarioFails(name, unreadable ? "its file does not load" : "its file fails", error);
  }
}

/** What a scenario's own code threw, as the user's to mend; the original is its cause. A refusal stays as it is. */
export function scenarioFails(name: string, trouble: string, error: unknown): Error {
  if (isScenarioError(error)) return error;
  return new ScenarioError(`scenario ${name}: ${trouble}: ${told(error)}`, { cause: error });
}

/** Runs `work`; a ScenarioError in it speaks of the scenario by name. */
export function inScenario<Value>(name: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!isScenarioError(error) || error.message.startsWith(`scenario ${name}: `)) throw error;
    throw new ScenarioError(`scenario ${name}: ${error.message}`);
  }
}

// By name, not by class: a scenario may have been served by another copy of this package.
export const isScenarioError = (error: unknown): error is Error => error instanceof Error && error.name === "ScenarioError";

/** The text of a file's opening block comment, its stars removed; paragraphs stay apart. Empty when there is none. */
export function openingComment(source: string): string {
  const comment = /^\s*\/\*\*?([\s\S]*?)\*\//.exec(source)?.[1] ?? "";
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
  return lines.join("\n").trim();
}

function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}
