/** When a run ends, by how many steps, and when it is looked at. */
import { ScenarioError } from "../errors.ts";
import { knownOptions } from "../names/options.ts";
import type { Horizon } from "../protocols/index.ts";

/** One look at t = 0 and no step: for samples that do not move. */
export const instant = (): Horizon => ({ end: 0, steps: 0, observe: 1 });

const isInstant = ({ end, steps, observe }: Horizon): boolean => end === 0 && steps === 0 && observe === 1;

/** More are a slip of the hand: a step of two particles takes 1e-8 s, so that 1e10 take minutes; a time is a number in every series of every replicate. */
const mostSteps = 1e10;
const mostObservations = 1e5;
/** The least normal double. */
const leastStep = 2.2250738585072014e-308;

/** `steps` equal steps to `end`; `observe` equally spaced times, 0 and `end` included. Throws ScenarioError. */
export function horizon(options: Horizon): Horizon {
  const { end, steps, observe } = knownOptions("horizon", options, ["end", "steps", "observe"]);
  if (!(Number.isFinite(end) && end > 0)) throw new ScenarioError(`invalid end: ${end} (a horizon needs a positive time)`);
  if (!(Number.isInteger(steps) && steps > 0 && steps <= mostSteps)) {
    throw new ScenarioError(`invalid steps: ${steps} (a horizon needs a whole number from 1 to ${mostSteps})`);
  }
  if (!(Number.isInteger(observe) && observe >= 2 && observe <= mostObservations)) {
    throw new ScenarioError(`invalid observe: ${observe} (a horizon needs from 2 observation times, 0 and its end, to ${mostObservations})`);
  }
  if (!(end / steps >= leastStep)) throw new ScenarioError(`invalid end: ${end} (${steps} steps to it are of length ${end / steps}: below the normal numbers)`);
  if (steps % (observe - 1) !== 0) {
    throw new ScenarioError(`invalid observe: ${observe} (${steps} steps do not divide into ${observe - 1} equal intervals)`);
  }
  return { end, steps, observe };
}

/** An instant as it is, or a horizon as `horizon` makes it of a setup's own numbers. Throws ScenarioError. */
export const horizonOf = (time: Horizon): Horizon => (isInstant(time) ? time : horizon(time));
