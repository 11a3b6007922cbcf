/**
 * Every statement that needs no particles has a planted bug, whose patch fits; in the long suite each is applied to a copy of the sources, and the statement must not have its expected verdict
 * there. (Statements that particles witness have theirs in planted.ts, with the systems and claims that they rest on.)
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checks } from "../../src/theory/index.ts";
import { inLong, long } from "../support/long.ts";
import { statementFaults } from "./in-statements.ts";

const root = new URL("../../", import.meta.url).pathname;

describe("planted faults of statements", () => {
  let copy = "";
  beforeAll(() => {
    if (!long) return;
    copy = mkdtempSync(join(tmpdir(), "landau-statements-"));
    for (const part of ["src", "particles", "test", "dist", "package.json", "tsconfig.json"]) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => {
    if (copy !== "") rmSync(copy, { recursive: true, force: true });
  });

  it("are one for every statement, and their patches fit", () => {
    expect(statementFaults.flatMap(({ ids }) => ids).sort()).toEqual(checks.map(({ id }) => id).sort());
    for (const { ids, file, find } of statementFaults)
      expect(readFileSync(join(root, file), "utf8").split(find).length - 1, `${ids.join(", ")}: occurrences of ${find} in ${file}`).toBe(1);
  });

  inLong.each(statementFaults)("$ids: not the expected verdict", ({ ids, file, find, changed }) => {
    const text = readFileSync(join(copy, file), "utf8");
    writeFileSync(join(copy, file), text.replace(find, changed));
    try {
      const words = ["--conditions=source", "--import", "tsx", "test/faults/judge.ts", ...ids];
      const { stdout, stderr } = spawnSync("node", words, { cwd: copy, encoding: "utf8" });
      const verdicts = JSON.parse(stdout || `[{ "kind": ${JSON.stringify(stderr)} }]`) as { id: string; kind: string; expected: string }[];
      for (const { id, kind, expected } of verdicts) expect(kind, id).not.toBe(expected);
    } finally {
      writeFileSync(join(copy, file), text);
    }
  });
});
