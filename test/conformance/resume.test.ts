/** A run that was stopped, torn or killed goes on where it was, with the bits of a run that was not. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, truncateSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { collect, frameOf } from "../../src/study/conclude/estimate.ts";
import { footingOf, type Footing } from "../../src/study/plan/digest.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { runTask } from "../../src/study/run/replicate.ts";
import { filesOf, linesOf, newFolder, runToy, toyPath, type Engine, type Run } from "../support/engine.ts";
import { long } from "../support/long.ts";

describe("a torn store", () => {
  it.each([1, 2])("goes on bit for bit on %i workers", async (workers) => {
    const whole = await runToy("toy-walk");
    const expected = linesOf(whole.directory).sort();
    const [file] = filesOf(whole.directory);
    const bytes = readFileSync(file).length;
    // Cut in the middle of the fifth line, and of the last.
    const fifth = linesOf(whole.directory).slice(0, 4).join("\n").length + 40;
    for (const cut of [bytes - 7, fifth]) {
      truncateSync(file, cut);
      const resumed = await runToy("toy-walk", { workers, directory: whole.directory });
      expect(linesOf(whole.directory).sort()).toEqual(expected);
      expect(resumed.result.cells.map((cell) => cell.series)).toStrictEqual(whole.result.cells.map((cell) => cell.series));
    }
  });

  it("runs only what is missing", async () => {
    const { directory } = await runToy("toy-walk", { selection: { replicates: 4 } });
    const totals = new Set<number>();
    await runToy("toy-walk", { directory, progress: ({ total }) => totals.add(total) });
    expect([...totals]).toEqual([4]);
    expect(linesOf(directory)).toHaveLength(12);
  });
});

describe("a run stopped by its signal", () => {
  it.each([1, 2])("is left resumable on %i workers", async (workers) => {
    const controller = new AbortController();
    const stop = ({ done }: { done: number }) => {
      if (done >= 3) controller.abort();
    };
    const { complete, directory } = await runSlow({ workers, signal: controller.signal, progress: stop });
    expect(complete).toBe(false);
    const held = linesOf(directory).length;
    expect(held).toBeGreaterThanOrEqual(3);
    expect(held).toBeLessThan(24);
    const resumed = await runSlow({ directory, workers: 2 });
    expect(linesOf(directory).sort()).toEqual(await slowLines());
    expect(resumed.complete).toBe(true);
  });
});

describe("a real process", () => {
  it.each(long ? [1, 2] : [2])("killed in the middle of a run on %i workers loses no finished line", async (workers) => {
    const { directory, child } = start(workers);
    await until(() => lineCount(directory) >= 3);
    child.kill("SIGKILL");
    await ended(child);
    const held = lineCount(directory);
    expect(held).toBeGreaterThanOrEqual(3);
    expect(held).toBeLessThan(24);
    await runSlow({ directory, workers: 2 });
    expect(linesOf(directory).sort()).toEqual(await slowLines());
  });

  it.each(long ? [1, 2] : [2])("stopped by Ctrl-C on %i workers says how far it came and how to go on", async (workers) => {
    const { directory, child, output } = start(workers);
    await until(() => lineCount(directory) >= 2);
    child.kill("SIGINT");
    expect(await ended(child)).toBe(85);
    const said = `toy-slow: stopped after ${lineCount(directory)} of 24 replicates; go on with: landau resume ${directory}`;
    expect(output().split("\n").at(-2)).toBe(said);
    await runSlow({ directory, workers: 2 });
    expect(linesOf(directory).sort()).toEqual(await slowLines());
  });
});

it("a resume that repeats a stream is caught", async () => {
  // The planted bug: on resume, replicates 3, 4, 5 draw from the streams of 0, 1, 2, as a counter restarted at 0 would.
  const scenario = await loadScenario(toyPath("toy-walk"));
  const plan = planStudy(scenario, {}, { only: { drift: ["2"] } });
  const repeated = plan.tasks.map((task, k) => runTask(scenario, {}, { ...task, address: plan.tasks[k % 3]?.address }));
  expect(() => collect(frameOf(plan, "d"), repeated)).toThrow(
    "a stored replicate drew from the stream toy-walk/drift=2/kind=plain/replicate=0 (expected toy-walk/drift=2/kind=plain/replicate=3)",
  );
  // Were the addresses to lie as well, the bits would not: this is what every comparison above demands.
  const lying = repeated.map((one, k) => ({ ...one, address: plan.tasks[k]?.address }));
  const whole = await runToy("toy-walk", { selection: { only: { drift: ["2"] } } });
  expect(collect(frameOf(plan, "d"), lying).cells[0]?.replicates).not.toEqual(whole.result.cells[0]?.replicates);
});

/** As a process of its own runs it. */
async function runSlow(engine: Engine = {}): Promise<Run> {
  footing ??= footingOf({ scenario: await loadScenario(toyPath("toy-slow")), edition: {} });
  return runToy("toy-slow", { ...engine, digest: (await footing).digest });
}

let footing: Promise<Footing> | undefined;
let slow: Promise<string[]> | undefined;
/** The lines of the slow toy run without interruption, once. */
const slowLines = (): Promise<string[]> => (slow ??= runSlow().then(({ directory }) => linesOf(directory).sort()));

/** A `landau run` of the slow toy in a process of its own. */
function start(workers: number): { directory: string; child: ChildProcess; output: () => string } {
  const directory = newFolder();
  const words = ["run", toyPath("toy-slow"), "--out", directory, "--workers", String(workers)];
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", "src/cli/landau.ts", ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { directory, child, output: () => text };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once("close", resolve)));

const lineCount = (directory: string): number => linesOf(directory).length;

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 30_000) throw new Error("nothing happened in 30 s");
    await setTimeout(5);
  }
}
