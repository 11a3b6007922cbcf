/** Studies run from the command line: table, document, folder, failures, bars. */
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Document, inFolderOfItsOwn, toyText, walk, writeScenario } from "../support/cli.ts";
import { filesOf, linesOf, newFolder, toyPath } from "../support/engine.ts";
import { landau, landauIn } from "../support/landau.ts";

inFolderOfItsOwn();

describe("run", () => {
  it("prints the table, writes the folder, and goes on from what is there", async () => {
    const first = await landau("run", walk, "--workers", "1");
    expect(first.code).toBe(0);
    const [digest] = readdirSync("results/toy-walk");
    expect(digest).toMatch(/^[0-9a-f]{12}$/);
    const directory = `results/toy-walk/${digest}`;
    expect(first.err).toBe(`toy-walk: 12 replicates to run; Ctrl-C is safe (landau resume ${directory})\n`);
    expect(first.out).toContain("Walkers with drift");
    expect(first.out).toContain("consistent: position ends below 3");
    const written = first.out.split("\n").filter((line) => line.startsWith("results/"));
    expect(written.at(-1)).toBe(`${directory}/report.html`);
    for (const file of [...written, `${directory}/table.csv`, `${directory}/manifest.json`]) expect(existsSync(file), file).toBe(true);
    expect(linesOf(directory)).toHaveLength(12);
    const manifest = JSON.parse(readFileSync(`${directory}/manifest.json`, "utf8")) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      title: "Walkers with drift",
      commands: [`landau run ${walk} --workers 1`],
      seeds: { root: "toy-walk" },
    });
    const again = await landau("run", walk, "--replicates", "7", "--workers", "1");
    expect(again.err).toBe(`toy-walk: 2 replicates to run, 12 are there; Ctrl-C is safe (landau resume ${directory})\n`);
    expect(linesOf(directory)).toHaveLength(14);
  });

  it("prints one JSON document of the documented shape", async () => {
    const { code, out } = await landau("run", walk, "--json", "--out", newFolder(), "--workers", "1", "--smoke");
    expect(code).toBe(0);
    const document = JSON.parse(out) as Document;
    expect(Object.keys(document)).toEqual(["study", "title", "digest", "directory", "cells", "claims"]);
    expect(document).toMatchObject({ study: "toy-walk", title: "Walkers with drift" });
    expect(document.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(document.cells.map((cell) => cell.point)).toEqual([
      { drift: 0.25, kind: "plain" },
      { drift: 2, kind: "plain" },
    ]);
    for (const cell of document.cells) {
      expect(Object.keys(cell)).toEqual(["point", "replicates", "series", "failures"]);
      expect(cell).toMatchObject({ replicates: 3, failures: [] });
      expect(Object.keys(cell.series)).toEqual(["position", "position.late", "position.minus", "square"]);
      expect(cell.series.position?.map((estimate) => estimate.t)).toEqual([0, 0.25, 0.5, 0.75, 1]);
      for (const estimate of cell.series.position ?? []) {
        expect(Object.keys(estimate).sort()).toEqual(["count", "error", "high", "low", "mean", "t"]);
        expect(estimate.low <= estimate.mean && estimate.mean <= estimate.high).toBe(true);
      }
    }
    expect(document.claims[0]).toMatchObject({
      statement: "position ends below 3",
      source: "test",
      verdict: { kind: "consistent" },
    });
    expect(document.claims[0]?.cells).toHaveLength(2);
  });

  it("has the law that its scenario asks for", async () => {
    // Closed form of the toy: a = 1 - drift dt, mean a^40 1.5, variance (1 - a^80) / (1 - a^2) 2 dt, dt = 1/40; 40 x 25 walkers.
    const { out } = await landau("run", walk, "--json", "--out", newFolder(), "--replicates", "40", "--workers", "2");
    for (const { point, series } of (JSON.parse(out) as Document).cells) {
      const a = 1 - (point.drift as number) / 40;
      const mean = a ** 40 * 1.5;
      const variance = ((1 - a ** 80) / (1 - a ** 2)) * (2 / 40);
      // Four standard deviations of a mean of 1000 walkers: would detect a change of 2 % of the drift's spread, a false alarm of 6e-5.
      expect(Math.abs((series.position?.at(-1)?.mean as number) - mean)).toBeLessThan(4 * Math.sqrt(variance / 1000));
      // The mean square has variance 2 variance^2 + 4 mean^2 variance per walker.
      const spread = Math.sqrt((2 * variance ** 2 + 4 * mean ** 2 * variance) / 1000);
      expect(Math.abs((series.square?.at(-1)?.mean as number) - mean ** 2 - variance)).toBeLessThan(4 * spread);
    }
  });

  it("exits 1 when a claim is violated or a replicate failed, and prints the replay", async () => {
    const violated = writeScenario("harsh.ts", (text) => text.replace('endsBelow("position", 3)', 'endsBelow("position", 0.5)'));
    const harsh = await landau("run", violated, "--smoke", "--json", "--workers", "1");
    expect(harsh.code).toBe(1);
    expect((JSON.parse(harsh.out) as Document).claims.map((claim) => claim.verdict.kind)).toEqual(["violated", "consistent"]);
    const failing = await landau("run", toyPath("toy-failing"), "--json", "--workers", "1");
    expect(failing.code).toBe(1);
    const document = JSON.parse(failing.out) as Document;
    expect(document.claims.map((claim) => claim.verdict.kind)).toEqual(["undecided", "undecided"]);
    const [failure] = document.cells[1]?.failures ?? [];
    expect(failure).toMatchObject({ replicate: 1, message: "walker 0 left the finite numbers at t = 0.25 (step 10)" });
    // The replay command, word by word, brings the failure back.
    const replay = await landau(...(failure?.replay.split(" ").slice(1) ?? []), "--json", "--workers", "1");
    expect(replay.code).toBe(1);
    expect((JSON.parse(replay.out) as Document).cells).toMatchObject([{ point: { drift: 2 }, replicates: 0, failures: [failure] }]);
  });

  it("describes all that its folder holds, however little is asked for", async () => {
    const out = newFolder();
    const files = () => ["manifest.json", "table.csv", "report.html"].map((name) => readFileSync(join(out, name), "utf8"));
    const whole = await landau("run", walk, "--out", out, "--workers", "1", "--json");
    const before = files();
    for (const words of [
      ["--only", "drift=2,replicate=4"],
      ["--replicates", "1"],
      ["--set", "replicates=2"],
    ]) {
      const part = await landau("run", walk, "--out", out, ...words, "--json", "--workers", "1");
      expect(part.out).toBe(whole.out);
      expect(part.err).toMatch(new RegExp(`^toy-walk: \\d replicates? asked for; the report is of all 12 in ${out}$`, "m"));
      expect(files()).toEqual(before);
      for (const verb of ["check", "report", "resume"]) expect((await landau(verb, out, "--json")).out).toBe(whole.out);
    }
  });

  it("keeps the union of parts, none of which holds another", async () => {
    const out = newFolder();
    const run = async (only: string) => {
      const { out: said } = await landau("run", walk, "--out", out, "--only", only, "--json", "--workers", "1");
      return (JSON.parse(said) as Document).cells.map(({ point, replicates }) => [point.drift, replicates]);
    };
    expect(await run("drift=2,replicate=4,replicate=4")).toEqual([[2, 1]]);
    const both = [[0.25, 3], [2, 1]]; // prettier-ignore
    expect(await run("drift=0.25,replicate=0,1,5")).toEqual(both);
    expect(await run("drift=0.25,replicate=1")).toEqual(both);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      commands: string[];
      seeds: { streams: string[] };
    };
    expect(manifest.seeds.streams).toEqual(["toy-walk/drift=2/kind=plain/replicate=4", "toy-walk/drift=0.25/kind=plain/replicate=0-1,5"]);
    expect(manifest.commands).toHaveLength(2);
    for (const file of filesOf(out)) truncateSync(file, 0);
    expect((await landau("check", out)).err.split("\n")).toEqual([
      `${out}: incomplete: 4 replicates are missing (landau resume ${out})`,
      `${out}: the verdicts were made of other replicates than are there now (--run-code judges again, running the scenario's code)`,
      "",
    ]);
    const resumed = JSON.parse((await landau("resume", out, "--json", "--workers", "1")).out) as Document;
    expect(resumed.cells.map(({ point, replicates }) => [point.drift, replicates])).toEqual(both);
  });

  it("shows the failure when every replicate fails, and draws no figure of what nobody measured", async () => {
    const figures = 'figures: [{ name: "d", title: "d", series: ["square"], relativeTo: "position" }], claims:';
    writeFileSync("all-fail.ts", toyText("toy-failing").replace("claims:", figures));
    const failed = await landau("run", "all-fail.ts", "--only", "drift=2,replicate=1", "--workers", "1", "--out", "all-fail");
    expect(failed.code).toBe(1);
    expect(failed.err).toBe("all-fail: 1 replicate to run; Ctrl-C is safe (landau resume all-fail)\n");
    expect(failed.out).toContain("walker 0 left the finite numbers at t = 0.25 (step 10)");
    const said = failed.out.replace(/\s+/g, " ");
    expect(said).toContain("landau run all-fail.ts --only drift=2,kind=plain,replicate=1 --until 0.25");
    expect(readFileSync("all-fail/report.html", "utf8")).toContain("walker 0 left the finite numbers");
    expect(existsSync("all-fail/figures/d.svg")).toBe(false);
    // As soon as a replicate measured it, the figure is there.
    await landau("run", "all-fail.ts", "--only", "drift=2,replicate=0", "--workers", "1", "--out", "all-fail");
    expect(existsSync("all-fail/figures/d.svg")).toBe(true);
  });

  it("says that --smoke caps particles that were set higher", async () => {
    const said = await landau("plan", walk, "--smoke", "--set", "particles=201");
    expect(said.err).toBe("toy-walk: --smoke caps particles at 200 (--set particles=201)\n");
    expect(said.out).toContain("of 200 particles");
    expect((await landau("plan", walk, "--smoke", "--set", "particles=200")).err).toBe("");
  });

  it("tells an error of the scenario's own code in a line, and its stack when asked", async () => {
    const file = writeScenario("own.ts", (text) => text.replace("({ drift }) => ({", "({ drift }) => drift === 2 ? (undefined as any).x : ({"));
    const line = "scenario own: its scenario function fails at drift=2,kind=plain: Cannot read properties of undefined (reading 'x')\n";
    expect(await landau("run", file)).toEqual({ code: 2, out: "", err: line });
    const debugged = await landauIn({ env: { LANDAU_DEBUG: "1" } }, "plan", file);
    expect(debugged.code).toBe(2);
    expect(debugged.err.startsWith(`${line}TypeError: Cannot read`)).toBe(true);
    expect(debugged.err).toMatch(/^ {4}at .*own\.ts/m);
    writeFileSync("own-file.ts", 'throw new Error("no table here");\n');
    expect(await landau("plan", "own-file.ts")).toEqual({
      code: 2,
      out: "",
      err: "scenario own-file: its file fails: no table here\n",
    });
  });

  it("draws a bar on a terminal, colours unless NO_COLOR, and neither elsewhere", async () => {
    const run = (env: Record<string, string>, isTTY: boolean) => landauIn({ env, isTTY }, "run", walk, "--workers", "1", "--out", newFolder());
    const terminal = await run({}, true);
    expect(terminal.err).toMatch(/\r\[[#-]{24}\] toy-walk: \d+ of 12 replicates, /);
    expect(terminal.out).toContain("\u001b[");
    expect((await run({ NO_COLOR: "1" }, true)).out).not.toContain("\u001b[");
    const elsewhere = await run({}, false);
    expect(elsewhere.err + elsewhere.out).not.toContain("\u001b[");
  });
});
