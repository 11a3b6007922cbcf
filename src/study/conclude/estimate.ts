/**
 * From replicates to estimates: per cell, series and time the mean over replicates with its pointwise 95 % Student interval.
 *
 * Replicates are taken in replicate order, whatever order they finished in, so that a mean has the same last bit on 1 or 64 workers.
 * A missing measurement (null) drops out of the count; a time at which nobody measured has no estimate; failures are counted.
 */
import { ScenarioError } from "../../errors.ts";
import { interval, simultaneousLevel } from "../../math/statistics.ts";
import type { Cell, Estimate, Failure, Particulars, Point, Result, Setup, Stopping, Trajectory } from "../../protocols/index.ts";
import { quantitiesOf } from "../declare/quantities.ts";
import { observableOf } from "../../series-name.ts";
import { particularsOf } from "../plan/described.ts";
import { replayCommand } from "../plan/command.ts";
import { streamOf, type Plan } from "../plan/plan.ts";
import { replicatesAt, type Edition } from "../plan/request.ts";
import { coordinatesOf, labelOf, type Outcome } from "../plan/task.ts";

/** Pointwise level of the intervals in tables and figures, whenever a study that may end early does; claims make their own simultaneous ones. */
const level = 0.95;

/** A cell that remembers which replicates it holds, and of which streams. */
export interface MeasuredCell extends Cell {
  readonly numbers: readonly number[];
  readonly stream: string;
}

export interface StudyResult extends Result {
  readonly cells: readonly MeasuredCell[];
}

/** What a result is about: from a plan, or from what a folder remembers of one. */
export interface Frame {
  readonly study: string;
  readonly title: string;
  readonly digest: string;
  readonly cells: readonly FramedCell[];
  readonly stopping?: Stopping;
  /** The scenario's file as a command names it, for replays. */
  readonly shown: string;
  readonly edition: Edition;
}

export interface FramedCell {
  readonly point: Point;
  readonly setup: Setup<never>;
  readonly quantities: Cell["quantities"];
  readonly particulars?: Particulars;
  readonly replicates: readonly number[];
  /** The address of its streams, without the replicate. */
  readonly stream: string;
  /** Replicates that the scenario declares. */
  readonly declared: number;
}

export function frameOf({ scenario, edition, cells, stopping }: Plan, digest: string): Frame {
  const { name, shown, study } = scenario;
  const framed = cells.map(({ point, setup, replicates }) => {
    const declared = replicatesAt(point, study.replicates, edition, {});
    return {
      point,
      setup,
      quantities: quantitiesOf(setup),
      particulars: particularsOf(setup),
      replicates,
      stream: streamOf(scenario, edition, point),
      declared,
    };
  });
  return { study: name, title: study.title, digest, cells: framed, shown, edition, ...(stopping ? { stopping } : {}) };
}

/** The cells of a frame as far as they are known; those without any outcome are left out. Outcomes are taken one by one. Throws ScenarioError. */
export function collect(frame: Frame, outcomes: Iterable<Outcome>): StudyResult {
  const gathered = new Map(frame.cells.map((cell) => [labelOf(cell.point), { cell, asked: new Set(cell.replicates), ...empty() }]));
  for (const outcome of outcomes) {
    const { point, replicate, address } = outcome;
    const into = gathered.get(labelOf(point));
    if (!into?.asked.has(replicate)) continue;
    const expected = `${into.cell.stream}/replicate=${replicate}`;
    if (address !== expected) throw new ScenarioError(`a stored replicate drew from the stream ${address} (expected ${expected})`);
    if ("message" in outcome) {
      const replay = replayCommand({ ...frame, declared: into.cell.declared }, outcome, outcome.time);
      into.failures.push({ replicate, message: outcome.message, replay });
    } else {
      // All replicates of a cell have one array of times.
      const times = into.finished[0]?.times ?? outcome.times;
      if (!sameTimes(times, outcome.times))
        throw new ScenarioError(`replicates of ${coordinatesOf(point).join(",")} were observed at different times (see replicate=${replicate})`);
      into.finished.push({ replicate, times, series: outcome.series });
    }
  }
  const cells = [...gathered.values()].filter(({ finished, failures }) => finished.length + failures.length > 0);
  const { study, title, digest, stopping } = frame;
  const measured = cells.map(({ cell, finished, failures }) => measureCell(cell, finished, failures, stopping));
  return { study, title, digest, cells: measured, ...(stopping ? { stopping } : {}) };
}

interface Numbered extends Trajectory {
  readonly replicate: number;
}

const empty = () => ({ finished: [] as Numbered[], failures: [] as Failure[] });

const sameTimes = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((t, k) => t === b[k]);

function measureCell(
  { point, setup, quantities, particulars, stream }: FramedCell,
  finished: Numbered[],
  failures: Failure[],
  stopping?: Stopping,
): MeasuredCell {
  const byNumber = (a: { replicate: number }, b: { replicate: number }) => a.replicate - b.replicate;
  finished.sort(byNumber);
  const times = finished[0]?.times ?? [];
  const names = seriesNames(Object.keys(setup.observe), finished);
  return {
    point,
    setup,
    quantities,
    ...(particulars ? { particulars } : {}),
    times,
    replicates: finished,
    numbers: finished.map(({ replicate }) => replicate),
    stream,
    series: Object.fromEntries(names.map((name) => [name, estimateSeries(times, finished, name, stopping)])),
    failures: failures.sort(byNumber),
  };
}

/** Series of all replicates, in the order of `observe`; `w2.floor` follows `w2`. */
function seriesNames(observed: readonly string[], replicates: readonly Trajectory[]): string[] {
  const names = new Set<string>();
  for (const { series } of replicates) for (const name in series) names.add(name);
  const rank = (name: string) => observed.indexOf(observableOf(name));
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Estimates of one series; times at which no replicate measured are left out. */
export function estimateSeries(
  times: readonly number[],
  replicates: readonly Pick<Trajectory, "series">[],
  name: string,
  { looks }: Pick<Stopping, "looks"> = { looks: 1 },
): Estimate[] {
  return times.flatMap((t, k) => {
    const values = replicates.map(({ series }) => series[name]?.[k] ?? null).filter((value) => value !== null);
    return values.length ? [{ t, ...interval(values, simultaneousLevel(level, looks)) }] : [];
  });
}
