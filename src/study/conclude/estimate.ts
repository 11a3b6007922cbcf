/**
 * From replicates to estimates: per cell, series and time the mean over replicates with its pointwise 95 % Student interval.
 *
 * Replicates are taken in replicate order, whatever order they finished in, so that a mean has the same last bit on 1 or 64 workers.
 * A missing measurement (null) drops out of the count; a time at which nobody measured has no estimate; failures are counted.
 */
import { ScenarioError } from "../../errors.ts";
import { interval } from "../../math/statistics.ts";
import type { Cell, Estimate, Result, Trajectory } from "../../protocols/index.ts";
import { quantitiesOf } from "../declare/quantities.ts";
import { addressOf, type Plan, type PlannedCell } from "../plan/plan.ts";
import { coordinatesOf, type Failed, type Finished, type Outcome } from "../plan/task.ts";
import { observableOf } from "../../series-name.ts";

/** Pointwise level of the intervals in tables and figures; claims make their own simultaneous ones. */
const level = 0.95;

/** A cell that remembers which replicates it holds. */
export interface MeasuredCell extends Cell {
  /** Replicate numbers of `replicates`, increasing. */
  readonly numbers: readonly number[];
}

export interface StudyResult extends Result {
  readonly cells: readonly MeasuredCell[];
}

/** The cells of a plan as far as they are known; those without any outcome are left out. Throws ScenarioError. */
export function collect(plan: Plan, digest: string, outcomes: readonly Outcome[]): StudyResult {
  const { name, study } = plan.scenario;
  const numbers = new Set(plan.tasks.map((task) => task.replicate));
  const chosen = outcomes.filter((outcome) => numbers.has(outcome.replicate));
  for (const { point, replicate, address } of chosen) {
    const expected = addressOf(plan.scenario, plan.edition, point, replicate);
    if (address !== expected) throw new ScenarioError(`a stored replicate drew from the stream ${address} (expected ${expected})`);
  }
  const cells = plan.cells.map((cell) => measureCell(cell, chosen)).filter((cell) => cell.replicates.length + cell.failures.length > 0);
  return { study: name, title: study.title, digest, cells };
}

function measureCell({ point, setup }: PlannedCell, outcomes: readonly Outcome[]): MeasuredCell {
  const label = coordinatesOf(point).join(",");
  const here = outcomes.filter((outcome) => coordinatesOf(outcome.point).join(",") === label).sort((a, b) => a.replicate - b.replicate);
  const finished = here.filter((outcome): outcome is Finished => "series" in outcome);
  const failures = here.filter((outcome): outcome is Failed => "message" in outcome).map(({ replicate, message, replay }) => ({ replicate, message, replay }));
  const times = finished[0]?.times ?? [];
  const odd = finished.find((one) => one.times.join() !== times.join());
  if (odd) throw new ScenarioError(`replicates of ${label} were observed at different times (see replicate=${odd.replicate})`);
  const names = seriesNames(Object.keys(setup.observe), finished);
  return {
    point,
    setup,
    quantities: quantitiesOf(setup),
    times,
    replicates: finished.map(({ times, series }) => ({ times, series })),
    numbers: finished.map(({ replicate }) => replicate),
    series: Object.fromEntries(names.map((name) => [name, estimateSeries(times, finished, name)])),
    failures,
  };
}

/** Series of all replicates, in the order of `observe`; `w2.floor` follows `w2`. */
function seriesNames(observed: readonly string[], replicates: readonly Trajectory[]): string[] {
  const names = new Set(replicates.flatMap(({ series }) => Object.keys(series)));
  const rank = (name: string) => observed.indexOf(observableOf(name));
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Estimates of one series; times at which no replicate measured are left out. */
export function estimateSeries(times: readonly number[], replicates: readonly Pick<Trajectory, "series">[], name: string): Estimate[] {
  return times.flatMap((t, k) => {
    const values = replicates.map(({ series }) => series[name]?.[k] ?? null).filter((value) => value !== null);
    return values.length ? [{ t, ...interval(values, level) }] : [];
  });
}

/**
 * Estimates of `first - second` of one series, replicate by replicate: with common random numbers (`share`) the noise that the two
 * cells have in common cancels. Times that both cells observed; replicates that finished in both.
 */
export function pairedDifferences(first: MeasuredCell, second: MeasuredCell, name: string): Estimate[] {
  return first.times.flatMap((t, k) => {
    const l = second.times.indexOf(t);
    const differences = first.numbers.flatMap((replicate, i) => {
      const a = first.replicates[i]?.series[name]?.[k] ?? null;
      const b = second.replicates[second.numbers.indexOf(replicate)]?.series[name]?.[l] ?? null;
      return a === null || b === null ? [] : [a - b];
    });
    return differences.length ? [{ t, ...interval(differences, level) }] : [];
  });
}
