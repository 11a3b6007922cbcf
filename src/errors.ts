/**
 * The two ways in which landau-flow refuses to go on.
 *
 * A ScenarioError is the user's to mend and is thrown before anything runs; a NumericalError is found while a replicate runs and
 * carries the command that replays it. Anything else that is thrown is a defect of this program.
 */

/** The request was wrong: says where, what was found and what was expected. Exit code 2. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

/** A replicate left the domain of its own mathematics (a particle became non-finite, a solve did not finish). */
export class NumericalError extends Error {
  override readonly name = "NumericalError";
  /** Time at which it was found, in the units of the scenario; `--until` of the replay command. */
  readonly time: number;
  constructor(message: string, time: number) {
    super(message);
    this.time = time;
  }
}

/** What was thrown, in a line. */
export const told = (error: unknown): string => (error instanceof Error ? (error.message || error.name).split("\n")[0] : String(error));
