/**
 * One task: build the setup at the point, give it the key of its address, run it, and return a plain record.
 *
 * The serial loop, the pool and a replay call this one function, and nothing else runs a replicate. A NumericalError becomes a
 * failure with the command that replays it; a ScenarioError is the user's to mend and is thrown on; anything else is a defect.
 */
import { NumericalError } from "../../errors.ts";
import type { RunOptions, Trajectory } from "../../protocols/index.ts";
import { rootKey } from "../../random/key.ts";
import { inScenario, type Scenario } from "../plan/load.ts";
import { setupAt } from "../plan/plan.ts";
import { replicatesAt, type Edition } from "../plan/request.ts";
import { coordinatesOf, type Outcome, type Task } from "../plan/task.ts";

export function runTask(scenario: Scenario, edition: Edition, task: Task, progress?: (fraction: number) => void): Outcome {
  const setup = setupAt(scenario, task.point, edition);
  const options: RunOptions = {
    ...(edition.until === undefined ? {} : { until: edition.until }),
    ...(progress ? { progress } : {}),
  };
  const { point, replicate, address } = task;
  try {
    const { times, series } = inScenario(scenario.name, () => setup.system.run(setup, rootKey(address), options));
    refuseNonFinite(times, series);
    return { point, replicate, address, times, series };
  } catch (error) {
    if (!isNumericalError(error)) throw error;
    return { point, replicate, address, message: error.message, replay: replayCommand(scenario, edition, task, error.time) };
  }
}

/** The command that runs one replicate again up to `time`. */
export function replayCommand({ shown, study }: Scenario, edition: Edition, { point, replicate }: Task, time: number): string {
  const coordinates = [...coordinatesOf(point), `replicate=${replicate}`].join(",");
  const until = edition.until === undefined ? time : Math.min(time, edition.until);
  // A run with --replicates may have gone beyond what the study declares.
  const beyond = replicate >= replicatesAt(point, study.replicates, edition, {}) ? [`--replicates ${replicate + 1}`] : [];
  return ["landau run", shown, ...editionOptions(edition), ...beyond, `--only ${coordinates}`, `--until ${until}`].join(" ");
}

/** The options of an edition as a command line spells them; `until` is the caller's. */
function editionOptions({ seed, smoke, set = {} }: Edition): string[] {
  const options = Object.entries(set).map(([key, values]) => `--set ${key}=${values.join(",")}`);
  if (seed !== undefined) options.push(`--seed ${seed}`);
  if (smoke) options.push("--smoke");
  return options;
}

/** Every measured value is finite or missing (null); an observable that says otherwise has failed. */
function refuseNonFinite(times: readonly number[], series: Trajectory["series"]): void {
  for (const [name, values] of Object.entries(series)) {
    const k = values.findIndex((value) => value !== null && !Number.isFinite(value));
    if (k >= 0) throw new NumericalError(`series ${name} left the finite numbers at t = ${times[k]}`, times[k]);
  }
}

const isNumericalError = (error: unknown): error is NumericalError => error instanceof Error && error.name === "NumericalError";
