/**
 * A toy particle system for the tests of the study engine: N independent autoregressions x <- (1 - drift dt) x + sqrt(2 dt) xi from a
 * common start. Its moments are known in closed form: with a = 1 - drift dt, after k steps mean = a^k start and
 * variance = 2 dt (1 - a^(2k)) / (1 - a^2).
 */
import { NumericalError, ScenarioError } from "../../src/errors.ts";
import type { Claim, Dynamics, Initial, Observable, Potential, Quantity, Setup } from "../../src/protocols/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import { openStream } from "../../src/random/stream.ts";
import { observableOf, seriesName } from "../../src/series-name.ts";

/** State of the toy alone: positions of its walkers. */
export interface Walkers {
  readonly positions: Float64Array;
}

/** State of two toys side by side, told apart from one by the compiler. */
export interface WalkerPairs {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const noPotential: Potential = { name: "none", strength: 0, alpha: () => 0, derivative: () => 0, growthConstant: () => ({ value: 0, bound: 0 }) };

export interface WalkOptions {
  readonly drift: number;
  /** Replicates whose address ends in one of these numbers leave the finite numbers at this step. */
  readonly failing?: { readonly replicates: readonly number[]; readonly step: number };
  /** Milliseconds that every step wastes, so that a test can interrupt a run. */
  readonly waste?: number;
}

export function walk({ drift, failing, waste = 0 }: WalkOptions): Dynamics<Walkers> {
  if (!(drift >= 0)) throw new ScenarioError(`invalid drift: ${drift} (a walk needs drift >= 0)`);
  return {
    name: "walk",
    model: singleSpecies(noPotential),
    conserves: [],
    check(setup) {
      if (drift * (setup.time.end / setup.time.steps) > 1) throw new ScenarioError(`invalid steps: ${setup.time.steps} (drift dt above 1)`);
    },
    cost: (setup: Setup<Walkers>) => setup.particles * setup.time.steps,
    run(setup, key, { until = Infinity, progress }) {
      const stream = openStream(key);
      const { end, steps, observe } = setup.time;
      const dt = end / steps;
      const positions = new Float64Array(setup.particles).fill(1.5);
      const opened = Object.entries(setup.observe).map(([name, observable]) => ({ name, meter: observable.open() }));
      const times: number[] = [];
      const series: Record<string, (number | null)[]> = {};
      const fails = failing?.replicates.some((replicate) => key.address.endsWith(`replicate=${replicate}`));
      for (let step = 0; step <= steps; step++) {
        const t = end * (step / steps);
        if (t > until) break;
        if (fails && step === failing?.step) throw new NumericalError(`walker 0 left the finite numbers at t = ${t} (step ${step})`, t);
        if (step % (steps / (observe - 1)) === 0) {
          times.push(t);
          for (const { name, meter } of opened) record(series, name, meter.measure({ positions }, t), times.length);
          progress?.(step / steps);
        }
        for (let i = 0; i < positions.length; i++) {
          positions[i] = (1 - drift * dt) * positions[i] + Math.sqrt(2 * dt) * stream.normal();
        }
        if (waste > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waste);
      }
      return { times, series };
    },
  };
}

function record(series: Record<string, (number | null)[]>, name: string, values: Readonly<Record<string, number>>, count: number): void {
  for (const [suffix, value] of Object.entries(values)) {
    const whole = seriesName(name, suffix);
    series[whole] ??= Array.from({ length: count - 1 }, () => null);
    series[whole].push(value);
  }
  for (const [whole, column] of Object.entries(series)) {
    if (observableOf(whole) === name && column.length < count) column.push(null);
  }
}

export const atOneAndAHalf: Initial<Walkers> = {
  name: "all walkers at 1.5",
  laws: [],
  fill(ensembles) {
    for (const { planes } of ensembles) for (const plane of planes) plane.fill(1.5);
  },
};

const position: Quantity = { name: "mean position", short: "position", symbol: "<x>", kind: "position", velocity: 1, meaning: "Mean position of the walkers." };

/** Mean position; its negative under the suffix `minus`, so that -0 travels too; `late` only at t > 0, so that one value is missing. */
export function meanPosition(): Observable<Walkers> {
  return {
    parts: { "": position, minus: position, late: position },
    open: () => ({
      measure({ positions }, t) {
        const mean = positions.reduce((sum, x) => sum + x, 0) / positions.length;
        return { "": mean, minus: t === 0 ? -0 : -mean, ...(t > 0 ? { late: mean } : {}) };
      },
    }),
  };
}

export function meanSquare(): Observable<Walkers> {
  return {
    parts: { "": { ...position, name: "mean square", short: "square", symbol: "<x^2>", velocity: 2, meaning: "Mean squared position." } },
    open: () => ({ measure: ({ positions }) => ({ "": positions.reduce((sum, x) => sum + x * x, 0) / positions.length }) }),
  };
}

export function separation(): Observable<WalkerPairs> {
  return {
    parts: { "": { ...position, name: "separation", short: "separation", symbol: "x - y", meaning: "Difference of two positions." } },
    open: () => ({ measure: ({ first, second }) => ({ "": first[0] - second[0] }) }),
  };
}

/** Claims that the last estimate of a series lies below `bound`. */
export function endsBelow<const Series extends string>(series: Series, bound: number): Claim<Series> {
  return {
    statement: `${series} ends below ${bound}`,
    source: "test",
    reads: [series],
    check(result) {
      const cells = result.cells.map(({ point, series: all }) => {
        const margin = bound - (all[series]?.at(-1)?.mean as number);
        const evidence = `margin ${margin}`;
        return { point, verdict: { kind: margin > 0 ? "consistent" : "violated", evidence } as const };
      });
      return {
        verdict: cells.find((cell) => cell.verdict.kind === "violated")?.verdict ?? cells[0].verdict,
        cells,
      };
    },
  };
}
