/** What a run folder knows of where its numbers come from, and a run repeated from its manifest. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolderOfItsOwn, walk, writeScenario } from "../support/cli.ts";
import { linesOf } from "../support/engine.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

interface Told {
  readonly digest: string;
  readonly origin: { readonly scenario: string; readonly lock?: string; readonly git?: { readonly commit: string; readonly dirty: boolean } };
  readonly sessions: readonly {
    readonly command: string;
    readonly begin: string;
    readonly end: string;
    readonly cells: readonly { readonly point: object; readonly replicates: number; readonly seconds: { readonly mean: number; readonly longest: number } }[];
  }[];
}

const manifestOf = (directory: string): Told => JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")) as Told;
const sha256 = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
const alone = ["--workers", "1"];

describe("a manifest", () => {
  it("tells file, lock file, commit and whether the tree was dirty", async () => {
    mkdirSync("project/deep", { recursive: true });
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", "project", "-c", "user.name=a", "-c", "user.email=a@b", ...words], { encoding: "utf8" }).trim();
    const file = writeScenario("project/deep/kept.ts");
    writeFileSync("project/package-lock.json", '{ "lockfileVersion": 3 }');
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    writeFileSync("project/untracked", "");
    await landau("run", file, "--smoke", "--out", "clean", ...alone);
    const commit = git("rev-parse", "HEAD");
    expect(manifestOf("clean").origin).toEqual({ scenario: sha256(file), lock: sha256("project/package-lock.json"), git: { commit, dirty: false } });
    writeFileSync("project/package-lock.json", '{ "lockfileVersion": 2 }');
    await landau("run", file, "--smoke", "--out", "dirty", ...alone);
    expect(manifestOf("dirty").origin).toMatchObject({ lock: sha256("project/package-lock.json"), git: { commit, dirty: true } });
  });

  it("goes without a lock file that cannot be read", async () => {
    mkdirSync("unlocked/package-lock.json", { recursive: true });
    expect((await landau("run", writeScenario("unlocked/own.ts"), "--smoke", "--out", "unlocked/out", ...alone)).code).toBe(0);
    expect(manifestOf("unlocked/out").origin).toEqual({ scenario: sha256("unlocked/own.ts") });
  });

  it("tells who ran what, when, and how long replicates took; nothing of who ran nothing", async () => {
    const before = new Date().toISOString();
    await landau("run", walk, "--replicates", "2", "--out", "timed", ...alone);
    await landau("run", walk, "--only", "drift=2", "--out", "timed", ...alone);
    await landau("resume", "timed", ...alone);
    const { sessions } = manifestOf("timed");
    expect(sessions.map(({ command, cells }) => [command, cells.map(({ point, replicates }) => [point, replicates])])).toEqual([
      [`landau run ${walk} --replicates 2 --out timed --workers 1`, [[{ drift: 0.25, kind: "plain" }, 2], [{ drift: 2, kind: "plain" }, 2]]],
      [`landau run ${walk} --only drift=2 --out timed --workers 1`, [[{ drift: 2, kind: "plain" }, 4]]],
    ]); // prettier-ignore
    for (const { begin, end, cells } of sessions) {
      expect([before <= begin, begin <= end, end <= new Date().toISOString()]).toEqual([true, true, true]);
      const spent = (Date.parse(end) - Date.parse(begin)) / 1000;
      for (const { replicates, seconds } of cells) {
        expect(seconds.mean).toBeGreaterThan(0);
        expect(seconds.longest).toBeGreaterThanOrEqual(seconds.mean);
        // One worker: they took part of the session, one after the other; ends are told in milliseconds.
        expect(seconds.mean * replicates).toBeLessThanOrEqual(spent + 0.002);
      }
    }
  });

  it("counts no start of threads, nor the loading of what takes three seconds to load", async () => {
    const file = writeScenario("heavy.ts", (text) => `${text}Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);\n`);
    await landau("run", file, "--only", "drift=2", "--replicates", "2", "--out", "heavy", "--workers", "2");
    const [{ cells }] = manifestOf("heavy").sessions;
    expect([cells[0].replicates, cells[0].seconds.longest < 3]).toEqual([2, true]);
  });
});

describe("run --from", () => {
  it("repeats a run bit for bit", async () => {
    await landau("run", walk, "--out", "first", "--seed", "x", "--set", "particles=7", "--only", "drift=2", "--replicates", "4", ...alone);
    await landau("run", walk, "--out", "first", "--seed", "x", "--set", "particles=7", "--only", "drift=0.25,replicate=1", ...alone);
    const again = await landau("run", "--from", "first/manifest.json", "--out", "again", ...alone);
    expect([again.code, linesOf("again").length]).toEqual([0, 5]);
    expect(linesOf("again").sort()).toEqual(linesOf("first").sort());
    expect(readFileSync("again/table.csv", "utf8")).toBe(readFileSync("first/table.csv", "utf8"));
    expect(manifestOf("again")).toMatchObject({ digest: manifestOf("first").digest, edition: { seed: "x", set: { particles: ["7"] } } });
  });

  it("refuses what is no manifest, other wishes, and a scenario that changed", async () => {
    const file = writeScenario("moving.ts");
    await landau("run", file, "--smoke", "--out", "moved", ...alone);
    const manifest = "moved/manifest.json";
    writeFileSync("torn.json", "{");
    writeFileSync("other.json", '{ "digest": "12" }');
    const refusals: [string[], string | RegExp][] = [
      [["--from", manifest], "--from repeats a run in a folder of its own: choose it with --out"],
      [["--from", manifest, "--out", "b", "--smoke"], "--from takes scenario and choices from the manifest, and no others"],
      [[file, "--from", manifest, "--out", "b"], "--from takes scenario and choices from the manifest, and no others"],
      [["--from", "torn.json", "--out", "b"], /^torn\.json: not JSON \(.*\)$/],
      [["--from", "other.json", "--out", "b"], /^other\.json: scenario: .* \(expected the manifest\.json of a run folder\)$/],
      [["--from", "gone.json", "--out", "b"], "gone.json: cannot be read (ENOENT)"],
    ];
    for (const [words, message] of refusals) {
      const { code, err } = await landau("run", ...words);
      expect([code, err.trimEnd()]).toEqual([2, typeof message === "string" ? message : expect.stringMatching(message)]);
    }
    writeFileSync(file, readFileSync(file, "utf8").replace("particles: 25", "particles: 26"));
    const changed = await landau("run", "--from", manifest, "--out", "b");
    expect([changed.code, changed.err]).toEqual([
      2,
      expect.stringMatching(
        /^moved\/manifest\.json: cannot be repeated bit for bit: moving\.ts changed since that run \(digest [0-9a-f]{12}, now [0-9a-f]{12}\)\n$/,
      ),
    ]);
  });
});
