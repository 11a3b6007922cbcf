/** One task: what becomes of its errors, and the command that replays it. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { NumericalError, ScenarioError } from "../../src/errors.ts";
import { loadScenario, type Scenario } from "../../src/study/plan/load.ts";
import { commandLine, replayCommand } from "../../src/study/plan/command.ts";
import { runTask } from "../../src/study/run/replicate.ts";
import type { Observable, Point } from "../../src/protocols/index.ts";
import { meanPosition, type Walkers } from "../support/toy.ts";

const scenario = await loadScenario("test/support/scenarios/toy-walk.ts");
const task = { point: { drift: 2, kind: "plain" }, replicate: 3, address: "toy-walk/drift=2/kind=plain/replicate=3" };

/** The toy walk with one more observable. */
function observing(measure: (t: number) => Record<string, number>): Scenario {
  const observable: Observable<Walkers> = { parts: meanPosition().parts, open: () => ({ measure: (_, t) => measure(t) }) };
  const { study } = scenario;
  const extended = (point: Point) => {
    const setup = study.scenario(point);
    return { ...setup, observe: { ...setup.observe, extra: observable as Observable<never> } };
  };
  return { ...scenario, study: { ...study, scenario: extended } };
}

it.each([Number.NaN, Infinity, -Infinity])("a series that says %d has failed", (value) => {
  const broken = observing((t) => ({ "": 1, part: t === 0.5 ? value : t }));
  expect(runTask(broken, {}, task)).toEqual({ ...task, message: "series extra.part left the finite numbers at t = 0.5", time: 0.5 });
});

it("whatever is thrown is the failure of the replicate; a NumericalError has its time", () => {
  const outcomeOf = (error: unknown) =>
    runTask(
      observing(() => {
        throw error;
      }),
      {},
      task,
    );
  expect(outcomeOf(new NumericalError("the solve did not finish", 0.42))).toEqual({ ...task, message: "the solve did not finish", time: 0.42 });
  expect(outcomeOf(new NumericalError("no time", Number.NaN))).toEqual({ ...task, message: "NumericalError: no time" });
  expect(outcomeOf(new ScenarioError("too few particles"))).toEqual({ ...task, message: "too few particles" });
  expect(outcomeOf(new TypeError("a defect\nin two lines"))).toEqual({ ...task, message: "TypeError: a defect" });
  expect(outcomeOf(undefined)).toEqual({ ...task, message: "undefined" });
});

it("code that would end the program, or returns no trajectory, fails its replicate only", () => {
  const exiting = observing(() => process.exit(0));
  expect(runTask(exiting, {}, task)).toEqual({ ...task, message: "Error: process.exit(0) was called" });
  const running = (run: () => unknown): Scenario => {
    const { study } = scenario;
    const changed = (point: Point) => ({ ...study.scenario(point), system: { ...study.scenario(point).system, run } });
    return { ...scenario, study: { ...study, scenario: changed as unknown as typeof study.scenario } };
  };
  expect(runTask(running(() => undefined), {}, task)).toMatchObject({ message: expect.stringMatching(/^TypeError: /) as string }); // prettier-ignore
  const short = { times: [0, 1], series: { x: [1] } };
  expect(runTask(running(() => short), {}, task)).toEqual({ ...task, message: "RangeError: series x has 1 values at 2 times" }); // prettier-ignore
});

it("a replay names everything that decides the numbers", () => {
  const rerun = { shown: "toy-walk.ts", edition: {}, declared: 6 };
  const edition = { seed: "second", smoke: true, set: { drift: ["2", "3"], replicates: ["9"] }, until: 0.75 };
  expect(replayCommand({ ...rerun, edition }, task, 0.42)).toBe(
    "landau run toy-walk.ts --set drift=2,3 --set replicates=9 --seed second --smoke --only drift=2,kind=plain,replicate=3 --until 0.42",
  );
  expect(replayCommand({ ...rerun, edition }, task, 0.9)).toMatch(/ --until 0\.75$/);
  // A failure without a time is run to its end.
  expect(replayCommand(rerun, task)).toBe("landau run toy-walk.ts --only drift=2,kind=plain,replicate=3");
  expect(replayCommand(rerun, { ...task, replicate: 40 }, 1)).toContain(" --replicates 41 --only drift=2,kind=plain,replicate=40 ");
});

it("command lines can be copied into a shell", () => {
  const words = ["landau", "run", "a b.ts", "it's", "", "$(rm)", "--set", "x=1,2", "naïve", "--only", "gamma=-1", "new\nline", "*"];
  const read = execFileSync("sh", ["-c", `printf '%s\\0' ${commandLine(words)}`], { encoding: "utf8" });
  expect(read.split("\0").slice(0, -1)).toEqual(words);
  expect(commandLine(words.slice(-3, -1))).toBe("gamma=-1 'new\nline'");
});
