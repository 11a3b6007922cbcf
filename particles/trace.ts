/**
 * From a motion to what was measured along it: steps between observation times, measurements at them, and a watch over the numbers. A run that was lost goes
 * on from what it kept of itself, with the same bits.
 */
import { NumericalError } from "../src/errors.ts";
import { filed } from "../src/series-name.ts";
import type { Checkpoint, Ensemble, Horizon, Meter, NoiseOf, RunOptions, Setup, Trajectory } from "../src/protocols/index.ts";
import { copied, restore, type Kept } from "./kept.ts";
import { snapshotOf, stepsAt } from "./snapshots.ts";

/** A replicate that has been opened at t = 0 and can be advanced. */
export interface Motion<State> {
  readonly state: State & { forget(): void };
  /** All ensembles that move, for the watch over non-finite numbers. */
  readonly ensembles: readonly Ensemble[];
  /** Those that differ, in the order of their names (`Dynamics.ensembles`). */
  readonly distinct: readonly Ensemble[];
  /** Takes step number `step` with the noise of `noise`. */
  advance(step: number, dt: number, noise: NoiseOf): void;
  beforeMeasuring(): void;
  /** Ends what the motion opened. */
  close(): void;
}

/** Observation time k. 0.45, not 0.44999999999999996: times are labels that tables are joined by. An instant has one, 0. */
export const timeOf = ({ end, observe }: Pick<Horizon, "end" | "observe">, k: number): number => Number(((end * k) / Math.max(observe - 1, 1)).toPrecision(12));

/** Length of a step; 0 at an instant, which has none. */
export const stepLength = ({ end, steps }: Horizon): number => (steps === 0 ? 0 : end / steps);

/** Steps between observation times. */
export const strideOf = ({ steps, observe }: Horizon): number => (steps === 0 ? 1 : steps / (observe - 1));

/**
 * Traces one replicate. Numbers are watched at observation times; when one has gone, the same replicate is run again under a watch
 * at every step, to name the first step and particle. Throws NumericalError.
 */
export function trace<State>(setup: Setup<State>, open: () => Motion<State>, options: RunOptions): Trajectory {
  const run = (watch: number, checkpoint?: Checkpoint): Trajectory => {
    const motion = open();
    try {
      return follow(setup, motion, options, { watch, ...(checkpoint ? { checkpoint } : {}) });
    } finally {
      motion.close();
    }
  };
  try {
    return run(strideOf(setup.time), options.checkpoint);
  } catch (error) {
    if (!(error instanceof NonFinite)) throw error;
  }
  try {
    // From the start: what was kept may be past that step.
    return run(1);
  } catch (error) {
    if (!(error instanceof NonFinite)) throw error;
    const time = Number((stepLength(setup.time) * error.step).toPrecision(12));
    throw new NumericalError(`particle ${error.particle} left the finite numbers at t = ${time} (step ${error.step})`, time);
  }
}

/** How a motion is followed: non-finite numbers are looked for every `watch` steps. */
interface Following {
  readonly watch: number;
  readonly checkpoint?: Checkpoint;
}

function follow<State>(setup: Setup<State>, motion: Motion<State>, options: RunOptions, { watch, checkpoint }: Following): Trajectory {
  const { steps } = setup.time;
  const dt = stepLength(setup.time);
  const last = options.until === undefined || steps === 0 ? steps : Math.min(steps, Math.floor(options.until / dt + 1e-9));
  const stride = strideOf(setup.time);
  const meters = Object.entries<Setup<State>["observe"][string]>(setup.observe).map(([name, o]) => ({ name, meter: o.open() }));
  const { snapshots: asked = [] } = options;
  const held = checkpoint?.held as Kept | undefined;
  // prettier-ignore
  if (held) restore(held, motion.ensembles, meters.map(({ meter }) => meter));
  const { times, series, snapshots }: Pick<Kept, "times" | "series" | "snapshots"> = held ?? { times: [], series: {}, snapshots: [] };
  const pictured = stepsAt(asked, dt, last);
  for (let step = held?.step ?? 0; ; step++) {
    if (step % watch === 0 || step === last) checkFinite(motion.ensembles, step);
    if (step % stride === 0) {
      const t = timeOf(setup.time, step / stride);
      motion.beforeMeasuring();
      motion.state.forget();
      for (const { name, meter } of meters) record(series, name, measured(meter, motion.state, t), times.length);
      times.push(t);
      for (const values of Object.values(series)) if (values.length < times.length) values.push(null);
    }
    if (pictured.has(step)) snapshots.push(snapshotOf(Number((step * dt).toPrecision(12)), motion.distinct));
    if (step === last) break;
    motion.advance(step, dt, options.lent?.(step) ?? step);
    options.progress?.((step + 1) / last);
    if (checkpoint?.due()) {
      const [velocities, memories] = [motion.ensembles.map(copied), meters.map(({ meter }) => meter.memory?.save())];
      checkpoint.keep({ step: step + 1, velocities, times, series, snapshots, memories } satisfies Kept);
    }
  }
  return { times, series, ...(asked.length > 0 ? { snapshots } : {}) };
}

/** A measurement that fails knows no time: it is told here. */
function measured<State>(meter: Meter<State>, state: State, t: number): Readonly<Record<string, number>> {
  try {
    return meter.measure(state, t);
  } catch (error) {
    if (!(error instanceof NumericalError)) throw error;
    throw new NumericalError(`${error.message} at t = ${Number(t.toPrecision(12))}`, t);
  }
}

/** Files one observable's values under `name` and `name.suffix`, with nulls for the times before a series first appeared. */
function record(series: Record<string, (number | null)[]>, name: string, values: Readonly<Record<string, number>>, at: number): void {
  for (const [label, value] of filed(name, values)) {
    (series[label] ??= new Array<null>(at).fill(null)).push(value);
  }
}

/** Thrown inside this file only, to find the step again. */
class NonFinite extends Error {
  readonly particle: number;
  readonly step: number;
  constructor(particle: number, step: number) {
    super("non-finite");
    this.particle = particle;
    this.step = step;
  }
}

function checkFinite(ensembles: readonly Ensemble[], step: number): void {
  for (const ensemble of ensembles) {
    for (let i = 0; i < ensemble.count; i++) {
      let sum = 0;
      for (const plane of ensemble.planes) sum += plane[i];
      if (!Number.isFinite(sum)) throw new NonFinite(i, step);
    }
  }
}
