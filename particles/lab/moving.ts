/**
 * A coupled system that is advanced by whoever shows it, one step a call: the steps, the observations and their order are those of `trace` (particles/trace.ts), so that
 * what is measured has the bits of a run.
 */
import type { Arrangement, Moving, Observation, Values } from "../../src/lab/protocol.ts";
import type { Setup } from "../../src/protocols/index.ts";
import { filed } from "../../src/series-name.ts";
import type { Coupled } from "../state.ts";
import { stepLength, strideOf, timeOf, type Motion } from "../trace.ts";
import { observed } from "./observed.ts";
import { arranged } from "./setup.ts";

/** Throws ScenarioError. */
export function openMoving(arrangement: Arrangement): Moving {
  const { setup, open } = arranged(arrangement);
  const motion = open();
  const { time } = setup;
  const [dt, stride] = [stepLength(time), strideOf(time)];
  const measure = openMeters(setup, ({ late }) => !late);
  const [{ first, second }] = motion.state.copies[0];
  let step = 0;
  function observe(): Observation {
    const index = step / stride;
    const t = timeOf(time, index);
    motion.beforeMeasuring();
    return { index, t, values: measure(motion, t), clouds: motion.ensembles.map(({ planes }) => planes.map((plane) => plane.slice())) };
  }
  return {
    get step() {
      return step;
    },
    get t() {
      return timeOf(time, step / stride);
    },
    steps: time.steps,
    end: time.end,
    first: first.planes,
    second: second.planes,
    start: observe(),
    advance() {
      if (step === time.steps) throw new RangeError(`the run has ${time.steps} steps`);
      motion.advance(step, dt, step);
      step++;
      return step % stride === 0 ? observe() : undefined;
    },
  };
}

/** Meters of some observables, opened once, as a run opens them. */
export function openMeters(setup: Setup<Coupled>, which: (one: { readonly late?: true }) => boolean): (motion: Motion<Coupled>, t: number) => Values {
  const meters = Object.entries<Setup<Coupled>["observe"][string]>(setup.observe)
    .filter(([name]) => which(observed[name]))
    .map(([name, observable]) => ({ name, meter: observable.open() }));
  return ({ state }, t) => {
    state.forget();
    return Object.fromEntries(meters.flatMap(({ name, meter }) => filed(name, meter.measure(state, t))));
  };
}
