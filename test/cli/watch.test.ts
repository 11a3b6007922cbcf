/** `landau watch`: how far a study is, what its replicates say so far, that it only reads, and runs no code unless asked. The numbers are those of the table of the same replicates. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { inFolderOfItsOwn, walk, writeScenario, type Document } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();
const alone = ["--workers", "1"];
const everyFile = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${entry.name} ${readFileSync(join(entry.parentPath, entry.name), "utf8")}`] : [],
  );

interface Watched {
  readonly done: number;
  readonly missing: number;
  readonly running: number;
  readonly asked: readonly { replicates: number }[];
  readonly cells: readonly { replicates: number; estimates: readonly { t: number; series: string; mean: number; count: number }[] }[];
  readonly claims: Document["claims"];
  readonly notes: readonly string[];
}

describe("landau watch", () => {
  it("tells of a study that is under way how far it is, with estimates and verdicts so far, and writes nothing", async () => {
    // Part 1 of 3: 4 of 12 replicates, two of each cell.
    await landau("run", walk, "--out", "part", ...alone, "--shard", "1/3");
    const owner = (process: number) => JSON.stringify({ host: hostname(), process, start: "gone" });
    mkdirSync(join("part", "underway"));
    // One whose owner cannot be asked, one whose owner is gone.
    writeFileSync(join("part", "underway", "0123456789abcdef"), JSON.stringify({ host: "elsewhere", process: 1, start: "1" }));
    writeFileSync(join("part", "underway", "fedcba9876543210"), owner(process.pid));
    const before = everyFile("part");
    const { code, out, err } = await landau("watch", "part", "--once", "--run-code");
    expect([code, err]).toEqual([0, ""]);
    const lines = out.split("\n");
    expect(lines.slice(0, 2)).toEqual(["Walkers with drift", "[########----------------] 4 of 12 replicates, 1 under way"]);
    const document = JSON.parse((await landau("watch", "part", "--json")).out) as Watched;
    expect([document.done, document.missing, document.running]).toEqual([4, 8, 1]);
    expect(document.asked.map(({ replicates }) => replicates)).toEqual([6, 6]);
    expect(everyFile("part")).toEqual(before);
    // The mean of the replicates that are there.
    const stored = readdirSync(join("part", "replicates")).flatMap((name) =>
      readFileSync(join("part", "replicates", name), "utf8")
        .trim()
        .split("\n"),
    );
    const last = stored
      .map((line) => JSON.parse(line) as { point: { drift: number }; series: { square: number[] } })
      .filter(({ point }) => point.drift === 2)
      .map(({ series }) => series.square.at(-1));
    const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    const found = document.cells[1].estimates.find(({ series, t }) => series === "square" && t === 1)!;
    expect(found.count).toBe(2);
    expect(Math.abs(found.mean / mean - 1)).toBeLessThan(1e-14);
    expect(out).toMatch(/drift = 2 +2 of 6 +1 /);
    expect(lines).toContain("consistent: square ends below 40");
    expect(out).toContain("note: what is told so far changes with every replicate");
  });

  it("ends with the study, and says then what the run says", async () => {
    await landau("run", walk, "--out", "whole", ...alone);
    const judged = JSON.parse((await landau("check", "whole", "--json")).out) as Document;
    for (const consent of [[], ["--run-code"]]) {
      const { code, out } = await landau("watch", "whole", ...consent);
      expect(code).toBe(0);
      expect(out).toContain("[########################] 12 of 12 replicates\n");
      expect(out).not.toContain("so far changes");
      const watched = JSON.parse((await landau("watch", "whole", "--json", ...consent)).out) as Watched;
      expect([watched.claims, watched.notes]).toEqual([judged.claims, []]);
      expect(watched.cells.map(({ estimates }) => estimates)).toEqual(judged.cells.map(({ series }) => Object.entries(series).flatMap(([name, all]) => all.map((one) => ({ ...one, series: name })))));
    }
  }); // prettier-ignore

  it("looks again while others run, with the time that is left, until it is interrupted", async () => {
    await landau("run", walk, "--out", "growing", ...alone, "--shard", "1/6");
    const controller = new AbortController();
    const frames: string[] = [];
    const io = { stdout: (text: string) => void frames.push(text), stderr: () => {}, env: {}, isTTY: true, columns: 90, interrupt: () => controller.signal };
    const watching = main(["node", "landau", "watch", "growing"], io);
    while (frames.length < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await landau("run", walk, "--out", "growing", ...alone, "--shard", "2/6");
    while (!frames.at(-1).includes("4 of 12")) await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
    expect(await watching).toBe(0);
    expect(frames[0]).toContain("2 of 12 replicates\n");
    expect(frames.at(-1)).toMatch(/4 of 12 replicates, \d+ (s|min) left\n/);
    for (const frame of frames) {
      expect(frame.startsWith("\u001b[H\u001b[2J")).toBe(true);
      const text = frame.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, "");
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(90);
    }
  });

  it("runs nobody's code without being asked for: the folder tells how far it is, and what was judged last", async () => {
    const file = writeScenario("foreign.ts");
    await landau("run", file, "--out", "foreign", ...alone, "--shard", "1/3");
    // Whoever loads it now, fails.
    writeFileSync(file, 'throw new Error("loaded");\n');
    expect((await landau("watch", "foreign", "--json", "--run-code")).code).toBe(2);
    const { code, out } = await landau("watch", "foreign", "--json");
    const watched = JSON.parse(out) as Watched;
    expect([code, watched.done, watched.missing, watched.claims]).toEqual([0, 4, 8, []]);
    expect(watched.notes).toContainEqual("no verdicts are kept yet: --run-code judges what is there, by the scenario's code");
    expect(watched.cells.map(({ estimates }) => new Set(estimates.map(({ count }) => count)))).toEqual([new Set([2]), new Set([2])]);
    expect(watched.asked.map(({ replicates }) => replicates)).toEqual([6, 6]);
  });

  it("tells the batch that is not whole of a study with a rule", async () => {
    const file = writeScenario("ruled.ts", (text) => text.replace("replicates: 6,", 'replicates: 32, until: "decided",'));
    await landau("run", file, "--out", "ruled", ...alone, "--shard", "1/16");
    // Looks after 8, 16 and 32 of each cell; part 1 of 16 holds 4 of 64.
    const begun = JSON.parse((await landau("watch", "ruled", "--json")).out) as Watched;
    expect([begun.done + begun.missing, begun.asked.map(({ replicates }) => replicates)]).toEqual([16, [8, 8]]);
    expect((await landau("run", file, "--out", "ruled", ...alone)).err).toContain("it ends after 16 of at most 64 replicates");
    const ended = JSON.parse((await landau("watch", "ruled", "--json")).out) as Watched;
    expect([ended.done, ended.missing, ended.claims.length, ended.notes]).toEqual([16, 0, 2, []]);
  });

  it("tells failures, a scenario that reads otherwise, and a folder that is none", async () => {
    const text = writeScenario("lossy.ts", (one) => one.replace("walk({ drift })", "walk({ drift, failing: { replicates: [1], step: 3 } })"));
    await landau("run", text, "--out", "lossy", ...alone);
    expect((await landau("watch", "lossy", "--once")).out).toContain("FAILED: 2 replicates\n");
    writeScenario("lossy.ts", (one) => one.replace("walk({ drift })", "walk({ drift: drift / 2 })"));
    expect((await landau("watch", "lossy", "--once")).out.replaceAll(/\s+/g, " ")).toContain("note: lossy.ts reads otherwise since this run");
    expect((await landau("watch", "lossy", "--once", "--run-code")).out.replaceAll(/\s+/g, " ")).toContain(
      "note: lossy.ts changed since this run; the verdicts are those of lossy.ts",
    );
    expect(await landau("watch", "nowhere", "--once")).toEqual({ code: 2, out: "", err: "nowhere: not a run folder (it has no requests)\n" });
  });
});
