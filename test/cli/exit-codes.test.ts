/** What the exit codes say: whether a claim is violated (run and check only), a replicate failed, or a run stopped early and can go on. */
import { describe, expect, it, vi } from "vitest";
import { openDeadline } from "../../src/cli/study/deadline.ts";
import type { Outcome, Task } from "../../src/study/plan/task.ts";
import { drive } from "../../src/study/run/drive.ts";
import { fixed } from "../../src/study/run/schedule.ts";
import { inFolderOfItsOwn, walk, writeScenario } from "../support/cli.ts";
import { linesOf, newFolder, toyPath } from "../support/engine.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

describe("verdicts", () => {
  it("decide the codes of run and check, and of nothing else", async () => {
    const harsh = writeScenario("harsh.ts", (text) => text.replace('endsBelow("position", 3)', 'endsBelow("position", 0.5)'));
    const words = ["--smoke", "--workers", "1", "--out", "harsh"];
    const codes = async (...verbs: string[][]) => Promise.all(verbs.map(async (verb) => (await landau(...verb)).code));
    expect((await landau("run", harsh, ...words)).out).toContain("violated: position ends below 0.5");
    expect(await codes(["run", harsh, ...words], ["check", "harsh"], ["check", "harsh", "--run-code"])).toEqual([1, 1, 1]);
    expect(await codes(["resume", "harsh"], ["report", "harsh"], ["run", harsh, ...words, "--verdicts", "report"])).toEqual([0, 0, 0]);
  });

  it("reported, say nothing of failures either; resume tells those", async () => {
    const words = ["run", toyPath("toy-failing"), "--workers", "1", "--out", "failing"];
    expect((await landau(...words)).code).toBe(1);
    expect((await landau("resume", "failing")).code).toBe(1);
    expect((await landau(...words, "--verdicts", "report")).code).toBe(0);
  });
});

describe("a time limit", () => {
  it("that is over already leaves one replicate done, and 85; the next run has one more", async () => {
    const out = newFolder();
    const stopped = (count: number) => `toy-walk: stopped by its time limit of 1 s after ${count} of 12 replicates; go on with: landau resume ${out}`;
    const first = await landau("run", walk, "--out", out, "--workers", "1", "--time-limit", "0.001s");
    expect([first.code, first.out, first.err.split("\n").at(-2)]).toEqual([85, "", stopped(1)]);
    const second = await landau("resume", out, "--workers", "2", "--time-limit", "0.001s");
    expect([second.code, second.err.split("\n").at(-2)]).toEqual([85, stopped(linesOf(out).length)]);
    expect(linesOf(out).length).toBeGreaterThan(1);
    expect((await landau("resume", out, "--workers", "1", "--time-limit", "1h30m")).code).toBe(0);
  });

  it("of two months drops what is under way then, not when the longest timer of Node is over (24.8 days)", async () => {
    vi.useFakeTimers();
    try {
      const day = 86_400_000;
      const begin = Date.now();
      const deadline = openDeadline(60 * 86_400, () => Date.now() - begin);
      const task: Task = { point: {}, replicate: 0, address: "a/replicate=0" };
      await deadline.watch({ width: 1, run: async () => ({ ...task, times: [0], series: {} }), close: async () => {} }).run(task);
      vi.advanceTimersByTime(59.9 * day);
      expect([deadline.reached(), deadline.signal.aborted]).toEqual([false, false]);
      vi.advanceTimersByTime(0.2 * day);
      expect([deadline.reached(), deadline.signal.aborted]).toEqual([true, true]);
    } finally {
      vi.useRealTimers();
    }
  });

  // Seconds that the replicates take one after the other, those that a limit of 35 s lets begin, and whether the limit ended the run.
  it.each([
    [[10, 10, 10, 10], 3, true],
    [[4, 16, 4, 4, 4], 2, true],
    [[16, 4, 4, 4, 4], 2, true],
    [[8, 8, 8], 3, false],
    [[50, 1, 1], 1, true],
  ])("begins none that would pass it, by the longest so far: %j, %i", async (seconds, begun, reached) => {
    let clock = 0;
    const deadline = openDeadline(35, () => 1000 * clock);
    const tasks = seconds.map((_, replicate): Task => ({ point: {}, replicate, address: `a/replicate=${replicate}` }));
    const held = new Map<number, Outcome>();
    const executor = deadline.watch({
      width: 1,
      run: async (task) => {
        clock += seconds[task.replicate] ?? 0;
        return { ...task, times: [0], series: {} };
      },
      close: async () => {},
    });
    const store = {
      has: ({ replicate }: Task) => held.has(replicate),
      outcomes: () => held.values(),
      take: () => "ours" as const,
      append: (outcome: Outcome) => void held.set(outcome.replicate, outcome),
    };
    const complete = await drive(fixed({ tasks }), executor, store, { begin: deadline.begin, signal: deadline.signal });
    deadline.end();
    expect([held.size, complete, deadline.reached()]).toEqual([begun, !reached, reached]);
  });

  it("counts a replicate as long as it took where it was run: threads that start take none of the others' time", async () => {
    let clock = 0;
    const deadline = openDeadline(35, () => 1000 * clock);
    const task: Task = { point: {}, replicate: 0, address: "a/replicate=0" };
    const run = async () => {
      clock += 30;
      return { ...task, times: [0], series: {} };
    };
    await deadline.watch({ width: 1, run, secondsOf: () => 1, close: async () => {} }).run(task);
    // 5 s are left, enough for one of 1 s, and not for one of 30.
    expect(deadline.begin()).toBe(true);
    deadline.end();
  });

  it.each(["55", "0s", "1e3s", "-1h", "m", "400d", "5m5h"])("of %s is refused", async (text) => {
    const { code, err } = await landau("run", walk, `--time-limit=${text}`);
    expect([code, err]).toEqual([
      2,
      `error: option '--time-limit <duration>' argument '${text}' is invalid. Expected a duration, as in 90s, 55m, 2h or 1h30m.\n`,
    ]);
  });
});
