/**
 * The digest of a run: SHA-256 over everything that decides the numbers of its replicates. Runs with different digests are never mixed.
 *
 * It covers the scenario's code with all that it loads and reads (inspector.ts), the code of this package with its kernels, the scenario's name and
 * parameters, from which the addresses of streams are made, and --seed, --smoke, --set, --until. It does not cover what only chooses what is run (`vary`,
 * `replicates`, `until`, --only, --replicates, --workers) nor what describes and judges (titles, claims, figures, solutions to compare with) or is kept beside (snapshots): changing those
 * goes on with the same folder.
 * Limits: what a replicate reads only while it runs is not seen, nor what reads.ts and slice.ts do not see.
 */
import { createHash } from "node:crypto";
import { ScenarioError } from "../../errors.ts";
import type { Used } from "./inspector.ts";
import { codeDigest } from "./package.ts";
import { listOf } from "../declare/study.ts";
import type { Plan } from "./plan.ts";

/** What a run rests on. */
export interface Footing {
  /** 64 hexadecimal digits. */
  readonly digest: string;
  /** What the scenario loads and reads, by name with hashes. */
  readonly used: Used;
}

/** `code`: that of this package. Throws ScenarioError when the scenario does not load a second time. */
export async function footingOf({ scenario, edition }: Pick<Plan, "scenario" | "edition">, code: string = codeDigest()): Promise<Footing> {
  const { seed = null, smoke = false, set = {}, until = null } = edition;
  const sorted = Object.entries(set)
    .filter(([key]) => key !== "replicates")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { name, study, path } = scenario;
  const parameters = [name, Object.keys(study.vary), [...study.share].sort()];
  const used = await usedBy(path, name, edition);
  const decisive = { code, parameters, edition: { seed, smoke, set: sorted, until }, used };
  return { digest: createHash("sha256").update(JSON.stringify(decisive)).digest("hex"), used };
}

const mostNames = 4;

/** What of the earlier list is another now, or is in one of the two only, by name; all being the same, it is the package, or what the study varies and shares. */
export function changesSince(earlier: Used, used: Used): string {
  const [before, now] = [new Map(earlier), new Map(used)];
  const changed = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
  if (changed.length === 0) return "the package or the study's parameters";
  return listOf([...changed.slice(0, mostNames), ...(changed.length > mostNames ? [`and ${changed.length - mostNames} more`] : [])]);
}

/** In a thread of its own, since it watches what its thread reads. */
async function usedBy(path: string, name: string, edition: Plan["edition"]): Promise<Used> {
  const { openThreads } = await import("./threads.ts");
  const thread = openThreads(new URL("./inspector", import.meta.url), 1);
  try {
    return (await thread.run({ path, name, edition })) as Used;
  } catch (error) {
    throw new ScenarioError(`${path}: cannot tell what it depends on: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`, {
      cause: error,
    });
  } finally {
    await thread.destroy();
  }
}
