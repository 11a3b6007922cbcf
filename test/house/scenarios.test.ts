/** Every scenario plans, the quick ones run small, through the command line, and all are listed in the scenarios' README. (In full they run in test/long/scenarios.test.ts.) */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { landau } from "../support/landau.ts";
import { scenarioNames as names } from "../support/scenario-names.ts";

const root = new URL("../../", import.meta.url).pathname;

/** The quick ones. */
const brief = ["bkw-3d", "coulomb-isotropisation", "electron-ion", "contractivity/maxwell-relaxation", "multispecies/mixture-relaxation"];

describe("scenarios", () => {
  it("are all listed in their README", () => {
    const text = readFileSync(join(root, "scenarios", "README.md"), "utf8");
    for (const name of names) expect(text).toContain(`[${name}](${name}.ts)`);
  });

  it.each(names)("%s plans", async (name) => {
    const { code, out, err } = await landau("plan", join(root, "scenarios", `${name}.ts`));
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain(name.split("/").at(-1));
  });

  it.each(brief)("%s runs, small", async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "landau-"));
    try {
      const args = ["run", join(root, "scenarios", `${name}.ts`), "--smoke", "--workers", "1", "--out", folder, "--json"];
      const { code, out } = await landau(...args);
      const result = JSON.parse(out) as { cells: { failures: unknown; series: Record<string, { mean: number }[]> }[] };
      // A tiny run may be undecided or even wrong about its claims by the time step's bias; it may not fail.
      expect([0, 1]).toContain(code);
      for (const cell of result.cells) {
        expect(cell.failures).toEqual([]);
        for (const estimates of Object.values(cell.series)) for (const { mean } of estimates) expect(Number.isFinite(mean)).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
