/** What a plan needs, and what a time allows: against counts by hand, files that were written, and measured sizes. */
import { existsSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { secondsOf, within } from "../../src/cli/study/budget.ts";
import type { Session } from "../../src/study/folder/session.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { affordable, diskOf, memoryOf } from "../../src/cli/study/needs.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { refusal } from "../support/refusal.ts";
import { home, inFolderOfItsOwn, walk } from "../support/cli.ts";
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
    const budget = { workers: 1, directory: "nowhere", held: [] };
    // 2e-5 s a replicate of both cells.
    expect(refusal(() => within(plan, { ...budget, seconds: 5e-5 }))).toMatch(/--budget has no time for 3 replicates of every cell, which take about 1 s$/);
    const { plan: fitting, said } = within(plan, { ...budget, seconds: 33e-5 });
    expect(fitting.cells.map(({ replicates }) => replicates)).toEqual([0, 1].map(() => Array.from({ length: 16 }, (_, k) => k)));
    // 16 normal replicates at the level .999: 5.6 / 4, with the power .9 that test/unit/simultaneous pins for such samples at 5.60.
    expect(said).toContain("on 1 core, by estimate: 16 of 64 replicates of every cell, whose claims find changes of 1.4 standard deviations");
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
