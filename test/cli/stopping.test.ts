/**
 * Studies with a stopping rule: they end after the same complete batches whatever runs them, on the numbers that the rule names, and say so. Coverage: test/law/stopping.
 */
import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { summarise } from "../../src/math/statistics.ts";
import { home, inFolderOfItsOwn, writeScenario, type Document } from "../support/cli.ts";
import { filesOf, linesOf } from "../support/engine.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";

inFolderOfItsOwn();

const table = (directory: string): string => readFileSync(join(directory, "table.csv"), "utf8");
const alone = ["--workers", "1"];
const withRule = (rule: string, name: string) => writeScenario(name, (text) => text.replace("replicates: 6,", `replicates: 32,\n  until: ${rule},`));
type Ended = Document & { readonly stopping?: { readonly rule: string; readonly looks: number } };

/** Student's t for 7 and 15 degrees of freedom at 1 - .025/3, by Simpson's rule and bisection. */
const quantile = { 8: 3.1275522742463706, 16: 2.6937393191964882 } as const;
const relative = 0.14;

describe("until halfWidth", () => {
  const rule = "position is known to 14 % of its largest mean";
  let whole: Ended;
  beforeAll(() => void withRule(`{ halfWidth: { series: "position", relative: ${relative} } }`, "until.ts"));

  it("ends at the first look whose intervals are short enough", async () => {
    const { out, err, code } = await landau("run", "until.ts", "--out", "serial", ...alone, "--json");
    whole = JSON.parse(out) as Ended;
    const { stopping, cells } = whole;
    expect([code, stopping, cells.map(({ replicates }) => replicates)]).toEqual([0, { rule, looks: 3 }, [16, 16]]);
    expect(err).toContain("until: 16 replicates to run before it is looked at, 64 at most; Ctrl-C is safe");
    expect(err).toContain(`until: it ends after 32 of at most 64 replicates: ${rule}\n`);
    // Of the eight replicates of the first look some interval is too long; of the sixteen of the second none is. The three looks share 5 %.
    const lines = linesOf("serial").map((line) => JSON.parse(line) as { replicate: number; point: { drift: number }; series: { position: number[] } });
    const longest = (count: 8 | 16): number =>
      Math.max(
        ...[0.25, 2].flatMap((drift) => {
          const own = lines.filter(({ point, replicate }) => point.drift === drift && replicate < count);
          const times = [0, 1, 2, 3, 4].map((k) => summarise(own.map(({ series }) => series.position[k])));
          return times.map(({ standardError }) => (quantile[count] * standardError) / Math.max(...times.map(({ mean }) => Math.abs(mean))));
        }),
      );
    expect([lines.length, longest(8) > relative, longest(16) < relative]).toEqual([32, true, true]);
    for (const { mean, high, error } of cells[0].series["position"].slice(1)) expect(high - mean).toBeCloseTo(quantile[16] * error, 9);
  });

  it("is told before and after", async () => {
    const note = "at one of 3 looks at most, each with 1/3 of the error probability of every interval and verdict (Bonferroni over looks)";
    const planned = await landau("plan", "until.ts");
    expect(planned.out).toContain(`it ends when ${rule}, ${note}: after 16, 32, 64 replicates in all\n`);
    const { stopping } = JSON.parse((await landau("plan", "until.ts", "--json")).out) as { stopping: object };
    expect(stopping).toEqual({ rule, looks: 3, replicates: [16, 32, 64] });
    const { code, out } = await landau("check", "serial");
    expect([code, out.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining(note)]);
    expect(readFileSync("serial/report.html", "utf8")).toContain(note);
  });

  it("goes on from the middle of the second batch", async () => {
    const [lines, before] = [linesOf("serial"), table("serial")];
    truncateSync(filesOf("serial")[0], lines.slice(0, 20).join("\n").length + 1);
    const resumed = await landau("resume", "serial", ...alone, "--json");
    expect([resumed.code, JSON.parse(resumed.out), linesOf("serial"), table("serial")]).toEqual([0, whole, lines, before]);
  });

  inLong("ends alike on two threads and in shards", { timeout: 120_000 }, async () => {
    await landau("run", "until.ts", "--out", "threads", "--workers", "2");
    expect(table("threads")).toBe(table("serial"));
    // Shards run all that may be asked for, and what the rule does not ask for is no part of the result.
    for (const k of [1, 2, 3]) expect((await landau("run", "until.ts", "--out", `shard-${k}`, ...alone, "--shard", `${k}/3`)).code).toBe(0);
    const merged = await landau("merge", "shard-1", "shard-2", "shard-3", "--out", "merged", "--run-code", "--json");
    expect(merged.err).toContain("until: left out: 32 replicates beyond those that the rule asks for\n");
    expect([JSON.parse(merged.out), table("merged")]).toEqual([{ ...whole, directory: "merged" }, table("serial")]);
    // Shown again without the scenario's code, the result stays that of the rule.
    rmSync("merged/table.csv");
    const shown = await landau("report", "merged", "--json");
    expect([shown.code, shown.err, table("merged")]).toEqual([0, "", table("serial")]);
  });
});

describe("until decided", () => {
  // The mean of 25 walkers is 1.5 (1 - .00625)^40 = 1.167 at t = 1, with a standard deviation of .25: intervals of these levels reach .58, .29 and .18 after 8, 16 and 32 replicates.
  const below = (bound: number, name: string) => {
    const file = withRule('"decided"', name);
    const claim = `staysBelow("position", ${bound}, { from: 1, where: { drift: 0.25 }, source: "test" })`;
    const text = readFileSync(file, "utf8").replace(/claims: \[.*\],/, `claims: [${claim}],`);
    writeFileSync(file, `import { staysBelow } from "${home}/src/claims/index.ts";\n${text}`);
    return file;
  };

  it.each([
    [1.567, 16, "consistent"],
    [1.2, 32, "undecided"],
  ])("a mean of 1.167 below %f: %i replicates, %s", async (bound, replicates, kind) => {
    const { out } = await landau("run", below(bound, `below-${bound}.ts`), "--out", `below-${bound}`, ...alone, "--json");
    const { cells, claims } = JSON.parse(out) as Ended;
    expect([cells.map((cell) => cell.replicates), claims[0].verdict.kind]).toEqual([[replicates, replicates], kind]);
  });

  it("is repeated from its manifest only while the scenario that judges is the same", async () => {
    const again = await landau("run", "--from", "below-1.567/manifest.json", "--out", "again", ...alone);
    expect([again.code, table("again")]).toEqual([0, table("below-1.567")]);
    writeFileSync("below-1.567.ts", readFileSync("below-1.567.ts", "utf8").replace("1.567", "1.2"));
    const changed = await landau("run", "--from", "below-1.567/manifest.json", "--out", "changed", ...alone);
    const told = /^below-1\.567\/manifest\.json: cannot be repeated bit for bit: below-1\.567\.ts changed since that run, and with it .*\n$/;
    expect([changed.code, changed.err]).toEqual([2, expect.stringMatching(told)]);
  });
});

describe("a rule that cannot be followed", () => {
  let refused = 0;
  it.each([
    ['"soon"', 'invalid until: "soon" ("decided", or { halfWidth: { series, relative } } with 0 < relative < 1)'],
    ['{ halfWidth: { series: "position", relative: 0 } }', /^invalid until: .*0 < relative < 1\)$/],
    ['{ halfWidth: { series: "position", relative: 0.1, level: 1 } }', /^invalid until: .*0 < relative < 1\)$/],
    ['{ halfWidth: { series: "positon", relative: 0.1 } }', "unknown series in until: positon (observed: position, square). Did you mean position?"],
  ])("%s is refused", async (rule, message) => {
    const { code, err } = await landau("plan", withRule(rule, `wrong-${refused++}.ts`));
    expect([code, err.trim().replace(/^.*?: (?=invalid|unknown)/, "")]).toEqual([2, typeof message === "string" ? message : expect.stringMatching(message)]);
  });
});
