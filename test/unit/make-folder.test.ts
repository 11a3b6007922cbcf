import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { ownerName } from "../../src/study/folder/journal.ts";
import { makeFolder } from "../../src/study/folder/make-folder.ts";
import { writeWhole } from "../../src/study/folder/whole-file.ts";

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

it("a file is written whole beside the half file of another process of the same host name and number, as containers have them", () => {
  const root = mkdtempSync(join(tmpdir(), "landau-folder-"));
  try {
    const [file, theirs] = [join(root, "table.csv"), `table.csv.${ownerName()}.part`];
    writeFileSync(join(root, theirs), "half");
    for (const content of ["one", "two"]) writeWhole(file, content);
    expect([readFileSync(file, "utf8"), readFileSync(join(root, theirs), "utf8")]).toEqual(["two", "half"]);
    expect(readdirSync(root).sort()).toEqual(["table.csv", theirs]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
