/**
 * One task: build the setup at the point, give it the key of its address, run it, and return a plain record.
 *
 * Every executor calls this one function, and nothing else runs a replicate. Whatever is thrown in it is the failure of that replicate; a NumericalError
 * is what it will always come to, at a time that a replay stops at.
 */
import { NumericalError } from "../../errors.ts";
import type { Checkpoint, RunOptions, Snapshot, Trajectory } from "../../protocols/index.ts";
import { rootKey } from "../../random/key.ts";
import type { Scenario } from "../plan/load.ts";
import { setupAt } from "../plan/plan.ts";
import type { Edition } from "../plan/request.ts";
import type { Outcome, Task } from "../plan/task.ts";

/** What is done beside a task; it changes no bit of the outcome. */
export interface Conduct {
  readonly progress?: (fraction: number) => void;
  readonly checkpoint?: Checkpoint;
  /** Times of velocities to keep, and who takes them when the replicate is through. */
  readonly snapshots?: readonly number[];
  readonly take?: (snapshots: readonly Snapshot[]) => void;
}

export function runTask(scenario: Scenario, edition: Edition, task: Task, { take, ...conduct }: Conduct = {}): Outcome {
  const { point, replicate, address } = task;
  const options: RunOptions = { planned: true, ...(edition.until === undefined ? {} : { until: edition.until }), ...conduct };
  try {
    const { times, series, snapshots } = withoutExit(() => {
      const setup = setupAt(scenario, point, edition);
      return setup.system.run(setup, rootKey(address), options);
    });
    refuseNonFinite(times, series);
    if (snapshots) take?.(snapshots);
    return { point, replicate, address, times, series };
  } catch (error) {
    return { point, replicate, address, ...failureOf(error) };
  }
}

/** What an error says of a replicate. */
export function failureOf(error: unknown): { message: string; time?: number } {
  if (!(error instanceof Error)) return { message: String(error) };
  const message = (error.message || error.name).split("\n")[0];
  return isNumericalError(error) && Number.isFinite(error.time)
    ? { message, time: error.time }
    : { message: error.name === "ScenarioError" ? message : `${error.name}: ${message}` };
}

/** Runs `work`; where it would end the program, it throws. */
function withoutExit<Value>(work: () => Value): Value {
  const { exit } = process;
  process.exit = (code) => {
    throw new Error(`process.exit(${code ?? ""}) was called`);
  };
  try {
    return work();
  } finally {
    process.exit = exit;
  }
}

/** Every measured value is finite or missing (null), at every time; an observable that says otherwise has failed. */
function refuseNonFinite(times: readonly number[], series: Trajectory["series"]): void {
  for (const [name, values] of Object.entries(series)) {
    if (values.length !== times.length) throw new RangeError(`series ${name} has ${values.length} values at ${times.length} times`);
    const k = values.findIndex((value) => value !== null && !Number.isFinite(value));
    if (k >= 0) throw new NumericalError(`series ${name} left the finite numbers at t = ${times[k]}`, times[k]);
  }
}

// By name, not by class: a scenario may have been served by another copy of this package.
const isNumericalError = (error: Error): error is NumericalError => error.name === "NumericalError";
