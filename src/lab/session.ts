/** One arrangement from its start: the clouds that move, what was seen of them, and the worker that measures the rest. */
import type { Seen } from "./parts/chart.ts";
import type { Arrangement, Laboratory, Moving, Observation } from "./protocol.ts";
import { openMeasurer } from "./worker.ts";

/** What the page is told of. */
export interface Told {
  /** Something was measured. */
  measured(): void;
  /** In a line. */
  trouble(message: string): void;
}

/** An arrangement under way. */
export interface Session {
  readonly arrangement: Arrangement;
  readonly moving: Moving;
  /** An entry an observation, in their order. */
  readonly seen: readonly Seen[];
  readonly ended: boolean;
  /** Takes a step; none after the last. */
  step(): void;
  close(): void;
}

/** `script`: the text of the page's own script, of which the worker is made. Throws ScenarioError. */
export function openSession(laboratory: Laboratory, script: string, arrangement: Arrangement, told: Told): Session {
  const moving = laboratory.open(arrangement);
  const seen: Seen[] = [];
  const measurer = openMeasurer(
    script,
    arrangement,
    (index, values) => {
      seen[index].values = { ...seen[index].values, ...values };
      told.measured();
    },
    told.trouble,
  );
  const take = (observation: Observation): void => {
    seen.push({ t: observation.t, values: observation.values });
    measurer.measure(observation);
    told.measured();
  };
  take(moving.start);
  return {
    arrangement,
    moving,
    seen,
    get ended() {
      return moving.step === moving.steps;
    },
    step() {
      const observation = moving.step < moving.steps ? moving.advance() : undefined;
      if (observation) take(observation);
    },
    close: () => measurer.close(),
  };
}
