/** The command line as its users and their scripts rely on it: verbs, documents, folders, messages, exit codes. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc } from "../support/property.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { duration, openMeter } from "../../src/cli/progress.ts";
import { filesOf, linesOf, newFolder, toyPath } from "../support/engine.ts";

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function landau(words: readonly string[], env: Record<string, string> = {}, isTTY = false): Promise<Said> {
  let out = "";
  let err = "";
  const io = { stdout: (text: string) => void (out += text), stderr: (text: string) => void (err += text), env, isTTY };
  const code = await main(["node", "landau", ...words], io);
  return { code, out, err };
}

const home = process.cwd();
const here = realpathSync(mkdtempSync(join(tmpdir(), "landau-cli-")));
beforeAll(() => process.chdir(here));
afterAll(() => {
  process.chdir(home);
  rmSync(here, { recursive: true });
});

const walk = toyPath("toy-walk");
const support = new URL("../support/", import.meta.url).pathname;

/** A scenario of one's own in the working folder, made from the toy walk's text. */
function write(name: string, edit: (text: string) => string): string {
  const text = readFileSync(walk, "utf8").replaceAll("../../../", `${home}/`).replaceAll("../toy.ts", `${support}toy.ts`);
  writeFileSync(name, edit(text));
  return name;
}

describe("help", () => {
  it("is printed for nothing at all", async () => {
    const { code, out } = await landau([]);
    expect(code).toBe(0);
    for (const verb of ["list", "plan", "run", "resume", "check", "report"]) expect(out).toMatch(new RegExp(`^ {2}${verb} `, "m"));
  });

  it.each(["list", "plan", "run", "resume", "check", "report"])("of %s shows two examples and --json", async (verb) => {
    const { code, out, err } = await landau([verb, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("Examples:")[1]?.match(new RegExp(`^ {2}landau ${verb}`, "gm"))).toHaveLength(2);
    expect(out).toContain("--json");
  });

  it("knows the version", async () => {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    expect(await landau(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("run", () => {
  it("prints the table, writes the folder, and goes on from what is there", async () => {
    const first = await landau(["run", walk, "--workers", "1"]);
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
    const again = await landau(["run", walk, "--replicates", "7", "--workers", "1"]);
    expect(again.err).toBe(`toy-walk: 2 replicates to run, 12 are there; Ctrl-C is safe (landau resume ${directory})\n`);
    expect(linesOf(directory)).toHaveLength(14);
  });

  it("prints one JSON document of the documented shape", async () => {
    const { code, out } = await landau(["run", walk, "--json", "--out", newFolder(), "--workers", "1", "--smoke"]);
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
    const { out } = await landau(["run", walk, "--json", "--out", newFolder(), "--replicates", "40", "--workers", "2"]);
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
    const violated = write("harsh.ts", (text) => text.replace('endsBelow("position", 3)', 'endsBelow("position", 0.5)'));
    const harsh = await landau(["run", violated, "--smoke", "--json", "--workers", "1"]);
    expect(harsh.code).toBe(1);
    expect((JSON.parse(harsh.out) as Document).claims.map((claim) => claim.verdict.kind)).toEqual(["violated", "consistent"]);
    const failing = await landau(["run", toyPath("toy-failing"), "--json", "--workers", "1"]);
    expect(failing.code).toBe(1);
    const document = JSON.parse(failing.out) as Document;
    expect(document.claims.map((claim) => claim.verdict.kind)).toEqual(["undecided", "undecided"]);
    const [failure] = document.cells[1]?.failures ?? [];
    expect(failure).toMatchObject({ replicate: 1, message: "walker 0 left the finite numbers at t = 0.25 (step 10)" });
    // The replay command, word by word, brings the failure back.
    const replay = await landau([...(failure?.replay.split(" ").slice(1) ?? []), "--json", "--workers", "1"]);
    expect(replay.code).toBe(1);
    expect((JSON.parse(replay.out) as Document).cells).toMatchObject([{ point: { drift: 2 }, replicates: 0, failures: [failure] }]);
  });

  it("describes all that its folder holds, however little is asked for", async () => {
    const out = newFolder();
    const files = () => ["manifest.json", "table.csv", "report.html"].map((name) => readFileSync(join(out, name), "utf8"));
    const whole = await landau(["run", walk, "--out", out, "--workers", "1", "--json"]);
    const before = files();
    for (const words of [
      ["--only", "drift=2,replicate=4"],
      ["--replicates", "1"],
      ["--set", "replicates=2"],
    ]) {
      const part = await landau(["run", walk, "--out", out, ...words, "--json", "--workers", "1"]);
      expect(part.out).toBe(whole.out);
      expect(part.err).toMatch(new RegExp(`^toy-walk: \\d replicates? asked for; the report is of all 12 in ${out}$`, "m"));
      expect(files()).toEqual(before);
      for (const verb of ["check", "report", "resume"]) expect((await landau([verb, out, "--json"])).out).toBe(whole.out);
    }
  });

  it("keeps the union of parts, none of which holds another", async () => {
    const out = newFolder();
    const run = async (only: string) => {
      const { out: said } = await landau(["run", walk, "--out", out, "--only", only, "--json", "--workers", "1"]);
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
    expect((await landau(["check", out])).err.split("\n")).toEqual([
      `${out}: incomplete: 4 replicates are missing (landau resume ${out})`,
      `${out}: the verdicts were made of other replicates than are there now (--run-code judges again, running the scenario's code)`,
      "",
    ]);
    const resumed = JSON.parse((await landau(["resume", out, "--json", "--workers", "1"])).out) as Document;
    expect(resumed.cells.map(({ point, replicates }) => [point.drift, replicates])).toEqual(both);
  });

  it("shows the failure when every replicate fails, and draws no figure of what nobody measured", async () => {
    const text = readFileSync(toyPath("toy-failing"), "utf8").replaceAll("../../../", `${home}/`);
    const figures = 'figures: [{ name: "d", title: "d", series: ["square"], relativeTo: "position" }], claims:';
    writeFileSync("all-fail.ts", text.replaceAll("../toy.ts", `${support}toy.ts`).replace("claims:", figures));
    const failed = await landau(["run", "all-fail.ts", "--only", "drift=2,replicate=1", "--workers", "1", "--out", "all-fail"]);
    expect(failed.code).toBe(1);
    expect(failed.err).toBe("all-fail: 1 replicate to run; Ctrl-C is safe (landau resume all-fail)\n");
    expect(failed.out).toContain("walker 0 left the finite numbers at t = 0.25 (step 10)");
    const said = failed.out.replace(/\s+/g, " ");
    expect(said).toContain("landau run all-fail.ts --only drift=2,kind=plain,replicate=1 --until 0.25");
    expect(readFileSync("all-fail/report.html", "utf8")).toContain("walker 0 left the finite numbers");
    expect(existsSync("all-fail/figures/d.svg")).toBe(false);
    // As soon as a replicate measured it, the figure is there.
    await landau(["run", "all-fail.ts", "--only", "drift=2,replicate=0", "--workers", "1", "--out", "all-fail"]);
    expect(existsSync("all-fail/figures/d.svg")).toBe(true);
  });

  it("says that --smoke caps particles that were set higher", async () => {
    const said = await landau(["plan", walk, "--smoke", "--set", "particles=201"]);
    expect(said.err).toBe("toy-walk: --smoke caps particles at 200 (--set particles=201)\n");
    expect(said.out).toContain("of 200 particles");
    expect((await landau(["plan", walk, "--smoke", "--set", "particles=200"])).err).toBe("");
  });

  it("tells an error of the scenario's own code in a line, and its stack when asked", async () => {
    const file = write("own.ts", (text) => text.replace("({ drift }) => ({", "({ drift }) => drift === 2 ? (undefined as any).x : ({"));
    const line = "scenario own: its scenario function fails at drift=2,kind=plain: Cannot read properties of undefined (reading 'x')\n";
    expect(await landau(["run", file])).toEqual({ code: 2, out: "", err: line });
    const debugged = await landau(["plan", file], { LANDAU_DEBUG: "1" });
    expect(debugged.code).toBe(2);
    expect(debugged.err.startsWith(`${line}TypeError: Cannot read`)).toBe(true);
    expect(debugged.err).toMatch(/^ {4}at .*own\.ts/m);
    writeFileSync("own-file.ts", 'throw new Error("no table here");\n');
    expect(await landau(["plan", "own-file.ts"])).toEqual({
      code: 2,
      out: "",
      err: "scenario own-file: its file fails: no table here\n",
    });
  });

  it("draws a bar on a terminal, colours unless NO_COLOR, and neither elsewhere", async () => {
    const run = (env: Record<string, string>, isTTY: boolean) => landau(["run", walk, "--workers", "1", "--out", newFolder()], env, isTTY);
    const terminal = await run({}, true);
    expect(terminal.err).toMatch(/\r\[[#-]{24}\] toy-walk: \d+ of 12 replicates, /);
    expect(terminal.out).toContain("\u001b[");
    expect((await run({ NO_COLOR: "1" }, true)).out).not.toContain("\u001b[");
    const elsewhere = await run({}, false);
    expect(elsewhere.err + elsewhere.out).not.toContain("\u001b[");
  });
});

describe("progress", () => {
  const show = (isTTY: boolean) => {
    let at = 0;
    let said = "";
    const io = { stdout: () => {}, stderr: (text: string) => void (said += text), env: {}, isTTY };
    const meter = openMeter(io, "toy", () => at);
    // 12 replicates of 3 seconds, seen every second.
    for (; at <= 36_000; at += 1000) meter.show({ done: Math.floor(at / 3000), total: 12, fraction: at / 36_000 });
    meter.end();
    return said;
  };

  it("is a line every five seconds, with the time left from the time gone", () => {
    expect(show(false).split("\n")).toEqual([
      "toy: 1 of 12 replicates, 31 s left",
      "toy: 3 of 12 replicates, 26 s left",
      "toy: 5 of 12 replicates, 21 s left",
      "toy: 6 of 12 replicates, 16 s left",
      "toy: 8 of 12 replicates, 11 s left",
      "toy: 10 of 12 replicates, 6 s left",
      "toy: 11 of 12 replicates, 1 s left",
      "",
    ]);
  });

  it("is one line drawn over on a terminal, and taken away at the end", () => {
    const frames = show(true).split("\r");
    expect(frames).toHaveLength(1 + 37 + 1);
    expect(frames[1]).toBe("[------------------------] toy: 0 of 12 replicates, time left unknown\u001b[K");
    expect(frames[10]).toBe("[######------------------] toy: 3 of 12 replicates, 27 s left\u001b[K");
    expect(frames.at(-1)).toBe("\u001b[K");
  });

  it.each([
    [0.2, "1 s"],
    [89, "89 s"],
    [91, "2 min"],
    [5000, "83 min"],
    [9000, "2.5 h"],
  ])("says %d seconds as %s", (seconds, text) => expect(duration(seconds)).toBe(text));
});

describe("plan", () => {
  it("names every address, costs the whole, and runs nothing", async () => {
    const before = readdirSync(".").sort();
    const { code, out } = await landau(["plan", walk, "--json", "--seed", "second", "--set", "drift=0.5,1,2", "particles=7"]);
    expect(code).toBe(0);
    const document = JSON.parse(out) as {
      cells: { point: object; particles: number; addresses: string[] }[];
      particleSteps: number;
    };
    expect(document.cells.map((cell) => cell.point)).toEqual([0.5, 1, 2].map((drift) => ({ drift, kind: "plain" })));
    expect(document.cells[1]?.addresses[5]).toBe("toy-walk[second]/drift=1/kind=plain/replicate=5");
    expect(document.particleSteps).toBe(3 * 6 * 7 * 40);
    expect((await landau(["plan", walk])).out).toContain("toy-walk/drift=2/kind=plain/replicate=0 ... replicate=5");
    expect(readdirSync(".").sort()).toEqual(before);
  });
});

describe("a bare name", () => {
  it("is a scenario of the working folder, or of the package", async () => {
    mkdirSync("scenarios");
    write("scenarios/bare-walk.ts", (text) => text);
    expect((await landau(["plan", "bare-walk"])).out).toContain("bare-walk/drift=2/kind=plain/replicate=0 ... replicate=5");
    expect((JSON.parse((await landau(["plan", "equilibrium", "--json"])).out) as Document).study).toBe("equilibrium");
    expect(await landau(["plan", "equilibrum"])).toEqual({
      code: 2,
      out: "",
      err: "equilibrum: no such scenario (landau list shows those that exist)\n",
    });
    rmSync("scenarios", { recursive: true });
  });
});

describe("list", () => {
  it("shows name, question and sources of the scenarios of the working folder", async () => {
    mkdirSync("scenarios/paper", { recursive: true });
    write("scenarios/paper/home.ts", (text) => text);
    const { code, out } = await landau(["list", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      scenarios: [
        {
          name: "home",
          path: "scenarios/paper/home.ts",
          title: "Walkers with drift",
          question: "Does a walker with drift come home? A toy question.\n\nEvery cell starts from 1.5 and forgets it at its own rate.",
          sources: ["Ornstein and Uhlenbeck (1930)"],
          expectedSeconds: expect.any(Number) as number,
        },
      ],
    });
    const text = (await landau(["list"])).out;
    expect(text).toMatch(/^scenarios\/paper\/home\.ts\n {2}Does a walker with drift come home\? A toy question\.\n {2}Ornstein/);
    rmSync("scenarios", { recursive: true });
  });
});

describe("resume, check, report", () => {
  it("give what an uninterrupted run gives", async () => {
    const out = newFolder();
    const whole = await landau(["run", walk, "--out", out, "--workers", "1", "--json"]);
    const lines = linesOf(out);
    truncateSync(filesOf(out)[0], lines.slice(0, 5).join("\n").length + 30);
    const partial = await landau(["check", out, "--run-code"]);
    expect([partial.code, partial.err]).toEqual([1, `${out}: incomplete: 7 replicates are missing (landau resume ${out})\n`]);
    const resumed = await landau(["resume", out, "--json", "--workers", "1"]);
    expect(resumed.out).toBe(whole.out);
    expect(linesOf(out)).toEqual(lines);
    expect((await landau(["check", out, "--json"])).out).toBe(whole.out);
    rmSync(join(out, "report.html"));
    expect((await landau(["check", out])).code).toBe(0);
    expect(existsSync(join(out, "report.html"))).toBe(false);
    expect((await landau(["report", out])).out).toContain(join(out, "report.html"));
    expect(existsSync(join(out, "report.html"))).toBe(true);
  });

  it("run nobody's code without being asked, and show the same", async () => {
    const file = write("foreign.ts", (text) => text.replace("claims:", 'figures: [{ name: "p", title: "p", series: ["position"] }], claims:'));
    const whole = await landau(["run", file, "--out", "foreign", "--workers", "1", "--json"]);
    const html = readFileSync("foreign/report.html", "utf8");
    // Whoever loads it now, fails.
    writeFileSync(file, 'throw new Error("loaded");\n');
    rmSync("foreign/table.csv");
    for (const verb of ["check", "report"]) expect(await landau([verb, "foreign", "--json"])).toEqual({ code: 0, out: whole.out, err: "" });
    expect(readFileSync("foreign/report.html", "utf8")).toBe(html);
    expect(existsSync("foreign/table.csv")).toBe(true);
    rmSync("foreign/conclusion.json");
    const bare = await landau(["check", "foreign"]);
    expect(bare.err).toBe("foreign: no verdicts are kept (--run-code judges by the scenario, running its code)\n");
  });

  it("tell a scenario that changed since", async () => {
    const file = write("changing.ts", (text) => text);
    await landau(["run", file, "--out", "changed", "--smoke", "--workers", "1"]);
    // The process keeps what it loaded; the digest is made from the file, so it sees the change all the same. What a claim says is no change.
    const kept = readFileSync(file, "utf8");
    writeFileSync(file, `// A note.\n${kept.replace("3), endsBelow", "4), endsBelow").replace("[0.25, 2]", "[0.25, 2, 1]")}`);
    expect((await landau(["resume", "changed"])).err).toMatch(/^changing: 0 replicates to run, 6 are there/);
    writeFileSync(file, kept.replace("particles: 25", "particles: 26"));
    const resumed = await landau(["resume", "changed"]);
    expect(resumed.code).toBe(2);
    expect(resumed.err).toMatch(/^changed: the scenario or the package changed since this run \(digest [0-9a-f]{12}, now [0-9a-f]{12}\): .*\n$/);
    const checked = await landau(["check", "changed", "--run-code"]);
    expect(checked.err).toBe("changed: the scenario or the package changed since this run; its replicates are judged by today's claims\n");
    expect(checked.code).toBe(0);
    const mixed = await landau(["run", file, "--out", "changed", "--smoke"]);
    expect(mixed.code).toBe(2);
    expect(mixed.err).toMatch(/^changed: holds another run \(digest [0-9a-f]{12}, this run is [0-9a-f]{12}; choose another folder with --out\)\n$/);
  });
});

describe("a wrong request", () => {
  it("is one line on stderr, exit 2, and leaves nothing behind", async () => {
    write("soft-potentials.ts", (text) =>
      text.replace("{ position: meanPosition(), square", "{ distance: meanPosition(), energy").replace('"position"', '"distnce"'),
    );
    const before = readdirSync(".").sort();
    const refusals: [string[], string][] = [
      [["run", "soft-potentials.ts"], "scenario soft-potentials: unknown series in claim: distnce (observed: distance, energy)"],
      [["run", walk, "--set", "drift=-1"], "scenario toy-walk: invalid drift: -1 (a walk needs drift >= 0)"],
      [["run", walk, "--only", "drft=1"], "scenario toy-walk: unknown parameter in --only: drft (exists: drift, kind, replicate)"],
      [["run", "gone.ts"], "gone.ts: no such scenario file (landau list shows those that exist)"],
      [["rnu"], "error: unknown command 'rnu' (Did you mean run?)"],
      [["run"], "error: missing required argument 'scenario'"],
      [["run", walk, "--sed", "x"], "error: unknown option '--sed' (Did you mean one of --seed, --set?)"],
      [["run", walk, "--workers", "0"], "error: option '--workers <k>' argument '0' is invalid. Expected a whole number from 1 to 1000000."],
      [["run", walk, "--only", "17"], "error: option '--only <key=value,...>' argument '17' is invalid. Expected key=value, as in gamma=-1 or gamma=0,-1."],
      [["run", walk, "--until", "soon"], "error: option '--until <t>' argument 'soon' is invalid. Expected a time, at least 0."],
      [["resume", "nowhere"], "nowhere: not a run folder (it has no requests)"],
      [["check", "soft-potentials.ts"], "soft-potentials.ts: not a run folder (it has no requests)"],
      [["run", walk, "--out", "soft-potentials.ts"], "soft-potentials.ts: a file, where a folder for the run was expected"],
    ];
    for (const [words, message] of refusals) expect(await landau(words), words.join(" ")).toEqual({ code: 2, out: "", err: `${message}\n` });
    expect(readdirSync(".").sort()).toEqual(before);
  });

  it("never shows a stack, whatever the words", async () => {
    mkdirSync("scenarios");
    const junk = fc.oneof(
      fc.constantFrom("list", "plan", "run", "resume", "check", "report", "help", "--", "-", "", "\n", "constructor", "__proto__", "."),
      fc.constantFrom("--set", "--only", "--replicates", "--until", "--workers", "--seed", "--smoke", "--json", "--help", "--out", "--version"),
      fc.constantFrom("drift=1", "drift=", "=", "__proto__=1", "replicate=0", "a=b,c", "drift=2,,", "toString=1", "-3", "1e999", "0x10", "NaN"),
      fc.constantFrom("gone.ts", "x.js", "soft-potentials.ts", "/", "/dev/null", "\u0000", "a\nb.ts"),
      fc.string({ maxLength: 8 }),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const planned = fc.array(junk, { maxLength: 4 }).map((words) => ["plan", walk, ...words]);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(junk, { minLength: 1, maxLength: 6 }), planned), async (words) => {
        const { code, err } = await landau(words);
        expect([0, 2]).toContain(code);
        if (code === 0) expect(err).toBe("");
        else expect(err).toMatch(/^[^\n\r]+\n$/);
        expect(err).not.toMatch(/ at .*:\d+:\d+/);
      }),
      { numRuns: 500 },
    );
  });
});

// The suite's setup builds dist; a single room may have none.
const built = join(home, "dist/src/cli/landau.js");
describe.skipIf(!existsSync(built))("the program from dist", () => {
  it("runs a TypeScript scenario on 2 workers with the bits of the source", async () => {
    const [fromDist, fromSource] = [newFolder(), newFolder()];
    const out = execFileSync(process.execPath, [built, "run", walk, "--out", fromDist, "--workers", "2", "--json"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const document = JSON.parse(out) as Document;
    expect(document.directory).toBe(fromDist);
    const source = JSON.parse((await landau(["run", walk, "--out", fromSource, "--workers", "1", "--json"])).out) as Document;
    // Two builds are two runs: their folders are not mixed.
    expect(document).toEqual({ ...source, directory: fromDist, digest: expect.not.stringMatching(source.digest) as string });
    const numbers = (directory: string) => linesOf(directory).map((line) => (JSON.parse(line) as { series: unknown }).series);
    expect(new Set(numbers(fromDist).map((one) => JSON.stringify(one)))).toEqual(new Set(numbers(fromSource).map((one) => JSON.stringify(one))));
  });

  it("finds the package from a folder where it is not installed, without type: module", () => {
    writeFileSync("elsewhere.ts", 'import { horizon } from "landau-flow";\nhorizon({ end: 1 as number, steps: 800, observe: 12 });\nexport default 1;\n');
    const said = (() => {
      try {
        return execFileSync(process.execPath, [built, "run", "elsewhere.ts"], { encoding: "utf8", stdio: "pipe" });
      } catch (error) {
        return (error as { stderr: string }).stderr;
      }
    })();
    expect(said).toBe("scenario elsewhere: invalid observe: 12 (800 steps do not divide into 11 equal intervals)\n");
  });

  it.each(["ts", "js"])("loads a %s scenario whose helper passes on others, without type: module", (ending) => {
    mkdirSync(`passing-${ending}`);
    const at = (name: string) => `passing-${ending}/${name}.${ending}`;
    writeFileSync(at("deep"), "export const deep = 5;\n");
    writeFileSync(at("helper"), `export * from "./deep.${ending}";\nexport const end = 2;\n`);
    writeFileSync(at("bare"), "export const steps = 800;\n");
    const imports = `import { horizon } from "landau-flow"; import { deep, end } from "./helper.${ending}"; import { steps } from "./bare.${ending}";`;
    writeFileSync(at("main"), `${imports}\nhorizon({ end, steps, observe: deep + 7 });\nexport default 1;\n`);
    const { stderr } = spawnSync(process.execPath, [built, "plan", at("main")], { encoding: "utf8" });
    expect(stderr).toBe("scenario main: invalid observe: 12 (800 steps do not divide into 11 equal intervals)\n");
  });
});

interface Document {
  readonly study: string;
  readonly title: string;
  readonly digest: string;
  readonly directory?: string;
  readonly cells: readonly {
    readonly point: Readonly<Record<string, unknown>>;
    readonly replicates: number;
    readonly series: Readonly<Record<string, readonly { t: number; mean: number; low: number; high: number; count: number; error: number }[]>>;
    readonly failures: readonly { replicate: number; message: string; replay: string }[];
  }[];
  readonly claims: readonly { statement: string; source: string; verdict: { kind: string }; cells: readonly unknown[] }[];
}
