import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { makeFolder } from "../../src/study/folder/make-folder.ts";

it("makes what is missing, once more without harm, and says what it could not make", () => {
  const root = mkdtempSync(join(tmpdir(), "landau-folder-"));
  try {
    for (let again = 0; again < 2; again++) makeFolder(join(root, "a", "b", "c"));
    expect(existsSync(join(root, "a", "b", "c"))).toBe(true);
    writeFileSync(join(root, "file"), "");
    expect(() => makeFolder(join(root, "file"))).toThrow(/file: a file, where a folder for the run was expected/);
    expect(() => makeFolder(join(root, "file", "x"))).toThrow(ScenarioError);
    expect(() => makeFolder(join(root, "file", "x", "y"))).toThrow(/cannot make the folder .*file.x \(ENOTDIR\)/);
    // A parent that exists and refuses children by saying that it does not exist.
    expect(() => makeFolder("/proc/landau/run")).toThrow(/cannot make the folder/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
