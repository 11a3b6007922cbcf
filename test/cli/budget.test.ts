/** What a plan needs, and what a time allows: against counts by hand, files that were written, measured sizes, and runs whose time is over. */
import { existsSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { beginningOf, keptOfBudget, secondsOf, within } from "../../src/cli/study/budget.ts";
import { execute } from "../../src/cli/study/execute.ts";
import { recordRun } from "../../src/cli/study/folder.ts";
import { readConclusion } from "../../src/study/folder/conclusion.ts";
import { readManifest } from "../../src/study/folder/manifest.ts";
import { readStore } from "../../src/study/folder/store.ts";
import { footingOf } from "../../src/study/plan/digest.ts";
import type { Session } from "../../src/study/folder/session.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { affordable, diskOf, memoryOf } from "../../src/cli/study/needs.ts";
import { planStudy, type Plan } from "../../src/study/plan/plan.ts";
import { refusal } from "../support/refusal.ts";
import { home, inFolderOfItsOwn, walk, writeScenario } from "../support/cli.ts";
import { filesOf } from "../support/engine.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";

inFolderOfItsOwn();

const plan = planStudy(await loadScenario(walk), {}, { replicates: 64 });

describe("what a time allows", () => {
  it("is the most replicates of every cell that fit", () => {
    // 3 + 5 seconds a pair of replicates up to 10, then 5 more each.
    const cells = [
      { replicates: 10, held: 0, seconds: 3 },
      { replicates: 40, held: 0, seconds: 5 },
    ];
    expect([7.9, 8, 79.9, 80, 84.9, 85, 229, 230, 1e9].map((seconds) => affordable(cells, seconds))).toEqual([0, 1, 9, 10, 10, 11, 39, 40, 40]);
    // What is there costs nothing: 4 of the first, 6 of the second.
    const some = cells.map((cell, k) => ({ ...cell, held: [4, 6][k] }));
    expect([0, 3, 6, 14, 13.9].map((seconds) => affordable(some, seconds))).toEqual([4, 5, 6, 7, 6]);
  });

  it("counts seconds as sessions measured them, by replicates, or else by particle-steps", () => {
    expect(secondsOf(plan, [])).toEqual({ seconds: [25 * 40 * 1e-8, 25 * 40 * 1e-8], measured: false });
    const session = (drift: number, replicates: number, mean: number) =>
      ({ cells: [{ point: { kind: "plain", drift }, replicates, seconds: { mean, longest: mean } }] }) as unknown as Session;
    // Of the second cell 3 took 2 s each and 1 took 6 s: 3 s on average.
    expect(secondsOf(plan, [session(2, 3, 2), session(2, 1, 6)])).toEqual({ seconds: [1e-5, 3], measured: false });
    expect(secondsOf(plan, [session(2, 3, 2), session(0.25, 7, 1)])).toEqual({ seconds: [1, 2], measured: true });
  });

  it("is refused when it decides nothing, and says what it can decide", () => {
    const budget = { workers: 1, directory: "nowhere", held: [], timing: false, spent: 1.5 };
    // 2e-5 s a replicate of both cells; of the budget 1.5 s are over, the start takes .5 and the conclusion 2 and a twentieth.
    const leaving = (seconds: number) => (4 + seconds) / 0.95;
    expect(refusal(() => within(plan, { ...budget, seconds: leaving(5e-5) }))).toMatch(
      /--budget has no time for 3 replicates of every cell, which take about 1 s and 4 s for start and conclusion$/,
    );
    const { plan: fitting, said } = within(plan, { ...budget, seconds: leaving(33e-5) });
    expect(fitting.cells.map(({ replicates }) => replicates)).toEqual([0, 1].map(() => Array.from({ length: 16 }, (_, k) => k)));
    // 16 normal replicates at the level .999: 5.6 / 4, with the power .9 that test/unit/simultaneous pins for such samples at 5.60.
    expect(said).toContain("on 1 core, by estimate: 16 of 64 replicates of every cell, whose claims find changes of 1.4 standard deviations");
  });
});

describe("a budget", () => {
  /** The second cell's replicates take 45 ms, which the first's do not tell. */
  const slow = (name: string, until: string) =>
    writeScenario(name, (text) =>
      text.replace("walk({ drift })", "walk({ drift, waste: drift === 2 ? 1 : 0 })").replace("replicates: 6,", `replicates: 256, ${until}`),
    );
  const asked = (directory: string) => readManifest(directory).cells.map(({ replicates }) => replicates);

  /** A run with a budget that is spent some seconds from now, whatever was planned. */
  async function spend(file: string, directory: string, seconds: number) {
    const plan = planStudy(await loadScenario(file));
    const footing = await footingOf(plan);
    const record = (part: Plan) => recordRun(directory, part, footing, "landau run", () => undefined);
    record(beginningOf(plan));
    let err = "";
    const io = { stdout: () => {}, stderr: (text: string) => void (err += text), env: {}, isTTY: false };
    const budget = { limit: performance.now() / 1000 + seconds, record };
    const code = await execute(
      { plan, digest: footing.digest, directory, workers: 1, json: false, command: "", decisive: "all", kept: () => undefined, budget },
      io,
    );
    return { code, err };
  }

  it("that fits is run whole, as one replicate took that was run for it, and leaves a complete folder", async () => {
    const { code, err } = await landau("run", walk, "--budget", "1h", "--replicates", "4", "--workers", "1", "--out", "fits");
    expect([code, asked("fits")]).toEqual([0, ["0-3", "0-3"]]);
    expect(err).toMatch(/^toy-walk: a budget of 60 min on 1 core, as one replicate took now: 4 of 4 replicates of every cell, /);
    expect(await landau("check", "fits")).toMatchObject({ code: 0, err: "" });
  });

  it("that is spent ends in a result on what is there, as many of every cell, and a complete folder", async () => {
    const { code, err } = await spend(slow("spent.ts", ""), "spent", 3);
    expect([code, existsSync("spent/table.csv")]).toEqual([0, true]);
    const counts = readStore("spent", readManifest("spent").digest).parts().map(({ replicates }) => replicates.length);
    expect(err).toContain(`spent: its budget is spent after ${counts[0] + counts[1]} of 512 replicates\n`);
    expect([counts[1] >= 3, counts[1] < 128, counts[0] - counts[1] <= 1]).toEqual([true, true, true]);
    expect(asked("spent")).toEqual(counts.map((count) => `0-${count - 1}`));
    expect(await landau("check", "spent")).toMatchObject({ code: 0, err: "" });
  }); // prettier-ignore

  it("that is spent ends a study with a rule at its last batch that is whole", async () => {
    const { code, err } = await spend(slow("ruled.ts", 'until: { halfWidth: { series: "position", relative: 1e-9 } },'), "ruled", 6);
    const [count] = readManifest("ruled").cells.map(({ replicates }) => Number(replicates.slice(2)) + 1);
    expect([code, asked("ruled")]).toEqual([0, Array.from({ length: 2 }, () => `0-${count - 1}`)]);
    // Looks after 8, 16, ... of each.
    expect([8, 16, 32, 64, 128]).toContain(count);
    expect(err).toContain(`ruled: its budget is spent after ${2 * count} of 512 replicates\n`);
    expect(readConclusion("ruled")?.counts.map(({ finished }) => finished)).toEqual([count, count]);
    for (const consent of [[], ["--run-code"]]) expect((await landau("check", "ruled", ...consent)).code).toBe(0);
  });

  it("keeps nothing when less is whole than gives a result", () => {
    const rounds = (count: number) => keptOfBudget(plan, ({ point, replicate }) => replicate < count || (point["drift"] === 0.25 && replicate === count));
    expect(rounds(2)).toBeUndefined();
    expect(rounds(3)?.cells.map(({ replicates }) => replicates)).toEqual([[0, 1, 2, 3], [0, 1, 2]]); // prettier-ignore
  });
});

describe("what a plan needs", () => {
  it("of disk is what its replicates take, up to half more", async () => {
    await landau("run", walk, "--out", "sized", "--workers", "1");
    const written = filesOf("sized").reduce((sum, file) => sum + statSync(file).size, 0);
    const told = JSON.parse((await landau("plan", walk, "--json")).out) as { diskBytes: number; memoryBytes: number };
    expect(told.diskBytes).toBe(diskOf(planStudy(await loadScenario(walk))));
    expect(told.diskBytes).toBeGreaterThan(written);
    expect(told.diskBytes).toBeLessThan(1.5 * written);
    expect((await landau("plan", walk)).out).toMatch(/^at most about [\d.]+ [kMG]B of memory, [\d.]+ kB of disk for the replicates$/m);
  });

  inLong("of memory is within a factor of two of what was measured", async () => {
    const growth = await loadScenario(`${home}/scenarios/w2-growth.ts`);
    const sized = (particles: number) =>
      planStudy(growth, { set: { gamma: ["0"], particles: [String(particles)], steps: ["10"], observe: ["3"] } }, { replicates: 2 });
    // Maximum resident set sizes of `landau run` from source (GNU time): one thread and two, N = 2e4; an assignment of N = 1e6 alone took 1.35 GB.
    const cases = [
      [memoryOf(sized(20_000), 1), 288e6],
      [memoryOf(sized(20_000), 2), 406e6],
      [memoryOf(sized(1_000_000), 1), 1.35e9],
    ];
    for (const [told, measured] of cases) expect(Math.abs(Math.log2(told / measured))).toBeLessThan(1);
  });
});

it("a budget plans fewer replicates before anything is run", async () => {
  const planned = await landau("plan", walk, "--budget", "1h", "--json");
  expect(planned.err).toMatch(/^toy-walk: a budget of 60 min on \d+ cores?, by estimate: 6 of 6 replicates of every cell, whose claims find changes of /);
  const refused = await landau("run", walk, "--budget", "1h", "--shard", "1/2");
  expect([refused.code, refused.err]).toEqual([2, "--budget is of a whole study, and --shard of a part that is planned beforehand\n"]);
  expect(existsSync("results")).toBe(false);
});
