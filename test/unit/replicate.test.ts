/** One task: what becomes of its errors, and the command that replays it. */
import { expect, it } from "vitest";
import { NumericalError, ScenarioError } from "../../src/errors.ts";
import { loadScenario, type Scenario } from "../../src/study/plan/load.ts";
import { replayCommand, runTask } from "../../src/study/run/replicate.ts";
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
  expect(runTask(broken, {}, task)).toEqual({
    ...task,
    message: "series extra.part left the finite numbers at t = 0.5",
    replay: "landau run test/support/scenarios/toy-walk.ts --only drift=2,kind=plain,replicate=3 --until 0.5",
  });
});

it("a NumericalError is a failure at its time; a ScenarioError is the user's; anything else is a defect", () => {
  const throwing = (error: Error) =>
    observing(() => {
      throw error;
    });
  expect(runTask(throwing(new NumericalError("the solve did not finish", 0.42)), {}, task)).toMatchObject({
    message: "the solve did not finish",
    replay: expect.stringMatching(/--until 0.42$/) as string,
  });
  expect(() => runTask(throwing(new ScenarioError("too few particles")), {}, task)).toThrow("scenario toy-walk: too few particles");
  expect(() => runTask(throwing(new TypeError("a defect")), {}, task)).toThrow(TypeError);
});

it("a replay names everything that decides the numbers", () => {
  const edition = { seed: "second", smoke: true, set: { drift: ["2", "3"], replicates: ["9"] }, until: 0.75 };
  expect(replayCommand(scenario, edition, task, 0.42)).toBe(
    "landau run test/support/scenarios/toy-walk.ts --set drift=2,3 --set replicates=9 --seed second --smoke " +
      "--only drift=2,kind=plain,replicate=3 --until 0.42",
  );
  // The study declares 6 replicates, a smoke run has 3.
  const far = { ...task, replicate: 40 };
  expect(replayCommand(scenario, {}, far, 1)).toContain(" --replicates 41 --only drift=2,kind=plain,replicate=40 ");
  expect(replayCommand(scenario, { smoke: true }, { ...task, replicate: 4 }, 1)).toContain(" --replicates 5 ");
});
