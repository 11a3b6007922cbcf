/**
 * A study unfolded: points (the product of `vary`, in its order) x replicates = tasks, each with the address of its streams,
 *
 *   NAME[edition]/gamma=-1/N=256/replicate=17.
 *
 * Children are named by name and value, so that adding a value to a study moves no other stream; a parameter in `share` is left
 * out, so that its values see common random numbers. Nothing is run here; every setup is built and checked.
 */
import { ScenarioError } from "../../errors.ts";
import type { Horizon, Point, Setup, Stopping } from "../../protocols/index.ts";
import { checkSetup } from "../../setup/check.ts";
import { checkFigures, checkSources } from "../declare/declared.ts";
import { inScenario, scenarioFails, type Scenario } from "./load.ts";
import { checkEdition, readNumber, selected, variedValues, type Edition, type Selection } from "./request.ts";
import { quantityOf } from "../../claims/quantities.ts";
import { quantitiesOf } from "../declare/quantities.ts";
import { horizonOf } from "../../setup/horizon.ts";
import { listOf } from "../declare/study.ts";
import { countAt, stoppingOf } from "../declare/looks.ts";
import { coordinatesOf, labelOf, type Part, type Task } from "./task.ts";
import { suggestion } from "../../names/nearest.ts";
import { observableOf } from "../../series-name.ts";

export interface PlannedCell {
  readonly point: Point;
  readonly setup: Setup<never>;
  /** Particle-steps of one replicate. */
  readonly cost: number;
  /** The numbers of its replicates, increasing. */
  readonly replicates: readonly number[];
  /** What its system has to say beforehand. */
  readonly notes: readonly string[];
}

export interface Plan {
  readonly scenario: Scenario;
  readonly edition: Edition;
  readonly cells: readonly PlannedCell[];
  /** Of all cells, in their order; made anew each time, so that they are in memory only while somebody runs them. */
  readonly tasks: readonly Task[];
  /** Particle-steps of all tasks. */
  readonly cost: number;
  /** Of a study that may end before all of them are run. */
  readonly stopping?: Stopping;
}

/** The most particles of a smoke run. */
export const smokeParticles = 200;
const smokeSteps = 100;
const smokeIntervals = 6;

/** More are a slip of the hand. */
const mostPoints = 1e5;

/** The tasks of a selection. Throws ScenarioError, in the user's words, when any point cannot be run or the request names what does not exist. */
export function planStudy(scenario: Scenario, edition: Edition = {}, selection: Selection = {}): Plan {
  return unfold(scenario, edition, (points, vary) => selected(selection, points, scenario.study, edition, vary));
}

/** Particle-steps of a whole study; whether it can run is not looked at. Throws ScenarioError when its code throws. */
export function costOf(scenario: Scenario): number {
  const { name, study } = scenario;
  const ofPoint = (point: Point): number => {
    const setup = setupAt(scenario, point, {});
    const replicates = typeof study.replicates === "function" ? study.replicates(point) : study.replicates;
    return replicates * atPoint(name, "setup", point, () => setup.system.cost(setup));
  };
  return pointsOf(study.vary).reduce((sum, point) => sum + ofPoint(point), 0);
}

/** The plan of these replicates. `strangers`: those at points that the study no longer has, which are left out. Throws ScenarioError. */
export function planParts(scenario: Scenario, edition: Edition, parts: readonly Part[]): { plan: Plan; strangers: Part[] } {
  const asked = new Map(parts.map((part) => [labelOf(part.point), part]));
  const plan = unfold(scenario, edition, (points) =>
    points.flatMap((point) => {
      const part = asked.get(labelOf(point));
      asked.delete(labelOf(point));
      return part ? [{ point, replicates: part.replicates }] : [];
    }),
  );
  return { plan, strangers: [...asked.values()] };
}

type Vary = Readonly<Record<string, readonly (number | string)[]>>;

function unfold(scenario: Scenario, edition: Edition, choose: (points: readonly Point[], vary: Vary) => readonly Part[]): Plan {
  return inScenario(scenario.name, () => {
    const { study } = scenario;
    checkEdition(edition);
    const vary = variedValues(study.vary, edition);
    checkSources(study.sources);
    checkFigures(study);
    refuseUntrueLabels(scenario, edition);
    const points = pointsOf(vary);
    const parts = choose(points, vary);
    const whole = new Map(points.map((point) => [point, planCell(scenario, point, edition)]));
    const cells = parts.map(({ point, replicates }) => ({ ...(whole.get(point) as Unasked), replicates }));
    const counts = cells.map(({ replicates }) => replicates.length);
    return planOf({ scenario, edition, cells, stopping: stoppingOf(study.until, counts) });
  });
}

function planOf({ scenario, edition, cells, stopping }: Pick<Plan, "scenario" | "edition" | "cells"> & { readonly stopping: Stopping | undefined }): Plan {
  return {
    scenario,
    edition,
    cells,
    get tasks() {
      return cells.flatMap(({ point, replicates }) => {
        const stream = streamOf(scenario, edition, point);
        return replicates.map((replicate) => ({ point, replicate, address: `${stream}/replicate=${replicate}` }));
      });
    },
    cost: cells.reduce((sum, cell) => sum + cell.cost * cell.replicates.length, 0),
    ...(stopping ? { stopping } : {}),
  };
}

/** The same plan of fewer replicates; cells without any are left out. Its rule stays that of the whole. */
export function partOf({ scenario, edition, cells, stopping }: Plan, choose: (cell: PlannedCell) => readonly number[]): Plan {
  const fewer = cells.map((cell) => ({ ...cell, replicates: choose(cell) })).filter(({ replicates }) => replicates.length > 0);
  return planOf({ scenario, edition, cells: fewer, stopping });
}

/** The part of a plan that is run before look `look`, from 1; the whole of one without a rule. */
export function upToLook(plan: Plan, look: number): Plan {
  const { stopping } = plan;
  return stopping ? partOf(plan, ({ replicates }) => replicates.slice(0, countAt(replicates.length, look, stopping))) : plan;
}

/** The cartesian product of `vary`, the last parameter fastest. One empty point when nothing is varied. */
export function pointsOf(vary: Vary): Point[] {
  const count = Object.values(vary).reduce((product, values) => product * values.length, 1);
  if (count > mostPoints) throw new ScenarioError(`invalid vary: ${count} points (at most ${mostPoints})`);
  let points: Point[] = [{}];
  for (const [name, values] of Object.entries(vary)) {
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return points;
}

/** The address of a point's streams, without the replicate. */
export function streamOf({ name, study }: Scenario, { seed }: Edition, point: Point): string {
  const coordinates = Object.entries(point).filter(([parameter]) => !study.share.includes(parameter));
  const root = seed === undefined ? name : `${name}[${seed}]`;
  return [root, ...coordinates.map(([parameter, value]) => `${parameter}=${value}`)].join("/");
}

/** The setup at a point as this edition runs it. Throws ScenarioError. */
export function setupAt({ name, study }: Scenario, point: Point, edition: Edition): Setup<never> {
  return inScenario(name, () => {
    const declared = atPoint(name, "scenario function", point, () => study.scenario(point));
    checkSetup(declared);
    const set = (key: string, value: number) => {
      const given = Object.hasOwn(study.vary, key) ? undefined : edition.set?.[key];
      return given ? readNumber(key, given) : value;
    };
    const particles = set("particles", declared.particles);
    if (!(Number.isInteger(particles) && particles > 0)) {
      throw new ScenarioError(`invalid particles: ${particles} (a positive whole number)`);
    }
    const { end, steps, observe } = declared.time;
    const asked = { end: set("end", end), steps: set("steps", steps), observe: set("observe", observe) };
    const time = horizonOf(asked);
    if (!edition.smoke) return { ...declared, particles, time };
    return { ...declared, particles: Math.min(particles, smokeParticles), time: fewer(time) };
  });
}

/** Numbers of a setup that --set replaces and that cells may be named by. */
const labelled = { particles: ({ particles }: Setup<never>) => particles, steps: ({ time }: Setup<never>) => time.steps } as const;

/** One number for what a parameter of numbers decides (N, a level) would make the names of the cells untrue. */
function refuseUntrueLabels({ name, study }: Scenario, { set = {} }: Edition): void {
  for (const [key, numberOf] of Object.entries(labelled)) {
    if (!set[key] || Object.hasOwn(study.vary, key)) continue;
    const declared = pointsOf(study.vary).map((point) => {
      const setup = atPoint(name, "scenario function", point, () => study.scenario(point));
      checkSetup(setup);
      return { point, number: numberOf(setup) };
    });
    for (const parameter of Object.keys(study.vary)) {
      const others = (point: Point) => labelOf(Object.fromEntries(Object.entries(point).filter(([one]) => one !== parameter)));
      const decides = declared.some(({ point, number }) => declared.some((two) => number !== two.number && others(point) === others(two.point)));
      if (!decides || typeof study.vary[parameter][0] !== "number") continue;
      const found = [...new Set(declared.map(({ number }) => number))].join(", ");
      throw new ScenarioError(
        `invalid --set: ${key}=${set[key].join(",")} (the study varies them with ${parameter}: ${found}; --set ${parameter}=... replaces its values)`,
      );
    }
  }
}

/** The same end in about 100 steps, leaving out every second observation while more than six intervals are left. */
function fewer({ end, steps, observe }: Horizon): Horizon {
  if (steps === 0) return { end, steps, observe };
  let intervals = observe - 1;
  while (intervals > smokeIntervals && intervals % 2 === 0) intervals /= 2;
  const each = Math.min(steps / intervals, Math.max(1, Math.floor(smokeSteps / intervals)));
  return { end, steps: intervals * each, observe: intervals + 1 };
}

type Unasked = Omit<PlannedCell, "replicates">;

function planCell(scenario: Scenario, point: Point, edition: Edition): Unasked {
  const setup = setupAt(scenario, point, edition);
  const quantities = quantitiesOf(setup);
  const refuse = (where: string, series: string) => {
    const observed = Object.keys(setup.observe);
    const own = Object.keys(quantities).filter((one) => observableOf(one) === observableOf(series));
    const exists = own.length > 0 ? own : observed;
    throw new ScenarioError(`unknown series in ${where}: ${series} (observed: ${listOf(exists)})${suggestion(series, exists)}`);
  };
  const declares = (name: string) => Object.hasOwn(quantities, name) || !Object.hasOwn(setup.observe, name);
  const unknown = (series: string) => declares(observableOf(series)) && quantityOf({ quantities }, series) === undefined;
  for (const claim of scenario.study.claims) for (const series of claim.reads.filter(unknown)) refuse("claim", series);
  for (const figure of scenario.study.figures ?? []) {
    for (const series of [...figure.series, ...(figure.relativeTo ? [figure.relativeTo] : [])].filter(unknown)) refuse("figure", series);
  }
  // A curve that belongs to nothing would be drawn and judged nowhere, without a word.
  for (const [series, curve] of Object.entries(setup.reference ?? {})) if (curve !== undefined && unknown(series)) refuse("reference", series);
  const { until } = scenario.study;
  if (typeof until === "object" && unknown(until.halfWidth.series)) refuse("until", until.halfWidth.series);
  const declared = atPoint(scenario.name, "setup", point, () => {
    setup.system.check(setup);
    for (const solver of setup.compare ?? []) solver.check?.();
    return { cost: setup.system.cost(setup), notes: setup.system.notes?.(setup) ?? [] };
  });
  return { point, setup, ...declared };
}

/** Runs the scenario's own code; what it throws, other than a refusal, is told as its own trouble and where it was met. */
function atPoint<Value>(name: string, what: string, point: Point, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const at = coordinatesOf(point).join(",");
    throw scenarioFails(name, `its ${what} fails${at ? ` at ${at}` : ""}`, error);
  }
}
