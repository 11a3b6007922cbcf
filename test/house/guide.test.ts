/** The guide (docs): its programs print what it says, its scenarios run, its commands exist, its pages are reached, and formulas and tables of arguments are well formed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { toldOf } from "../../scripts/docs/arguments.ts";
import { argumentPages, withMadeLinks } from "../../scripts/docs/pages.ts";
import { targetsOf } from "../../scripts/docs/stage.ts";
import { blocks, commands, guide, write } from "../support/guide.ts";
import { landau } from "../support/landau.ts";
import { inLong, long } from "../support/long.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = write("guide", blocks);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("tables of arguments", () => {
  it("tell of an argument what its function's comment says of it", () => {
    const told = "The series follows. `bias`: a fraction of 0.5; 0 by default. `resolution`: 10 % by default. `unit`: of what.";
    expect(["{ bias }", "resolution", "unit", "other"].map((name) => toldOf(told, name))).toEqual([
      "a fraction of 0.5; 0 by default",
      "10 % by default",
      "of what",
      "",
    ]);
  });
});

describe("the guide", () => {
  it("names a file in every block, and no file twice", () => {
    const files = blocks.map(({ file }) => file);
    expect(files).not.toContain("");
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(blocks.filter(({ isScenario }) => !isScenario))("$page: $file prints what the page says", async ({ file, output }) => {
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...words) => void lines.push(words.join(" ")));
    try {
      await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
    } finally {
      log.mockRestore();
    }
    expect(lines.join("\n")).toBe(output?.trim());
  });

  inLong.each(blocks.filter(({ isScenario }) => isScenario))("$page: $file plans", async ({ file }) => {
    const { code, out, err } = await landau("plan", join(folder, file), "--json");
    expect([code, err.replace(/^.*kernel.*\n/gm, "")]).toEqual([0, ""]);
    expect((JSON.parse(out) as { cells: unknown[] }).cells.length).toBeGreaterThan(0);
  });

  // One in npm test, which shows that they run at all.
  it.each(blocks.filter(({ isScenario, file }) => isScenario && (long || file === "fokker-planck.ts")))("$page: $file runs, small", async ({ file }) => {
    const out = mkdtempSync(join(tmpdir(), "landau-guide-"));
    try {
      const said = await landau("run", join(folder, file), "--smoke", "--replicates", "2", "--workers", "1", "--out", out, "--json");
      const { cells } = JSON.parse(said.out || said.err) as { cells: { failures: unknown[]; series: object }[] };
      // A tiny run may be wrong about its claims by the time step's bias.
      expect([0, 1]).toContain(said.code);
      expect(cells.flatMap(({ failures }) => failures)).toEqual([]);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  inLong.each(guide.map(({ page }) => page))("runs the commands of %s", { timeout: 600_000 }, (page) => {
    // In a folder where each page's run of the tutorial's scenario is its own.
    const here = mkdtempSync(join(folder, "page-"));
    for (const block of blocks) writeFileSync(join(here, block.file), block.text);
    for (const { command } of commands.filter((one) => one.page === page && !/soft-potentials|scenarios\//.test(one.command))) {
      const line = command.replace("npx landau", `node --conditions=source --import tsx ${join(root, "src/cli/landau.ts")}`);
      const { status, stderr } = spawnSync("bash", ["-c", line], { cwd: here, encoding: "utf8" });
      // 1: a claim that these few particles violate is no failure of the command.
      expect([0, 1], `${command}\n${stderr}`).toContain(status);
    }
  });

  it("gives commands that exist, with options that they have", async () => {
    const help = new Map<string, string>();
    for (const { command } of commands.filter((one) => one.command.startsWith("npx landau "))) {
      const [verb, ...words] = command.replace("npx landau ", "").split(/ +/);
      if (!help.has(verb)) help.set(verb, (await landau(verb, "--help")).out);
      for (const option of words.filter((word) => word.startsWith("--"))) expect.soft(help.get(verb), command).toMatch(new RegExp(`${option}\\b`));
    }
    expect(help.size).toBeGreaterThan(4);
  });

  it("reaches every page from its first one, and links to pages that are made", () => {
    const made = new Set(["gallery", "command-line", "statements", ...argumentPages.map(({ path }) => path)].map((name) => `docs/reference/${name}.md`));
    const linked = new Map(guide.map(({ page, text }) => [page, targetsOf(withMadeLinks(page, text)).map((target) => normalize(join(dirname(page), target)))]));
    const reached = new Set(["docs/start.md"]);
    for (const page of reached) for (const target of linked.get(page) ?? []) reached.add(target);
    expect(guide.map(({ page }) => page).filter((page) => !reached.has(page))).toEqual([]);
    expect([...made].filter((page) => !reached.has(page))).toEqual([]);
    expect([...reached].filter((page) => page.startsWith("docs/reference/") && !made.has(page))).toEqual([]);
  });
});
