/**
 * Every scenario in full, through the command line: no violated claim, no failure. The main job ends within three minutes on two
 * idle cores (measured by hand: a test is no place for a clock).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { scenarioNames as names } from "../support/scenario-names.ts";

const root = new URL("../../", import.meta.url).pathname;

/** Verdicts that the theory expects, by claim order, where they are not all consistent. */
const expected: Record<string, string[]> = {};

describe("scenarios in full", () => {
  it.each(names)("%s", async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "landau-long-"));
    let out = "";
    const io = { stdout: (text: string) => void (out += text), stderr: () => {}, env: {}, isTTY: false };
    try {
      const code = await main(["node", "landau", "run", join(root, "scenarios", `${name}.ts`), "--out", folder, "--json"], io);
      const result = JSON.parse(out) as {
        cells: { failures: unknown[] }[];
        claims: { statement: string; verdict: { kind: string; evidence?: string } }[];
      };
      expect(result.cells.flatMap((cell) => cell.failures)).toEqual([]);
      const verdicts = result.claims.map(({ verdict }) => verdict.kind);
      expect(verdicts, JSON.stringify(result.claims, null, 2)).toEqual(expected[name] ?? verdicts.map(() => "consistent"));
      expect(code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
