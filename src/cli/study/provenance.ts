/** Where a scenario and its machine stand: hashes of its file and of the lock file beside it, the commit of its repository, processor and Node. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, platform } from "node:os";
import { dirname, join } from "node:path";
import type { Request } from "../../study/folder/request.ts";

export const machine = (): Request["machine"] => ({
  platform: platform(),
  arch: arch(),
  processor: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
});

/** What cannot be told (no lock file, no repository, no git) is left out. */
export function originOf(scenario: string): NonNullable<Request["origin"]> {
  const lock = lockAbove(dirname(scenario));
  const commit = git(dirname(scenario), "rev-parse", "HEAD");
  const changes = commit === undefined ? undefined : git(dirname(scenario), "status", "--porcelain", "--untracked-files=no");
  return {
    scenario: sha256(readFileSync(scenario)),
    ...(lock === undefined ? {} : { lock: sha256(lock) }),
    ...(commit === undefined || changes === undefined ? {} : { git: { commit, dirty: changes !== "" } }),
  };
}

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** The content of the nearest lock file; one that may not be read is none. */
function lockAbove(folder: string): Uint8Array | undefined {
  try {
    return readFileSync(join(folder, "package-lock.json"));
  } catch {
    return dirname(folder) === folder ? undefined : lockAbove(dirname(folder));
  }
}

/** A folder that is slow to be looked through shall hold up no run. */
const longest = 5000;

function git(folder: string, ...words: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["-C", folder, ...words], {
    encoding: "utf8",
    timeout: longest,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
  });
  return status === 0 ? stdout.trim() : undefined;
}
