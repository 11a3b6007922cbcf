/**
 * A study unfolded: points (the product of `vary`, in its order) x replicates = tasks, each with the address of its streams,
 *
 *   NAME[edition]/gamma=-1/N=256/replicate=17.
 *
 * Children are named by name and value, so that adding a value to a study moves no other stream; a parameter in `share` is left
 * out, so that its values see common random numbers. Nothing is run here; every setup is built and checked.
 */
import { ScenarioError } from "../errors.ts";
import type { Horizon, Point, Setup } from "../protocols.ts";
import { inScenario, type Scenario } from "./load.ts";
import { checkEdition, readNumber, readOnly, replicatesOf, variedValues, type Edition, type Selection } from "./request.ts";
import { horizon, listOf } from "./study.ts";

/** One replicate at one point: a coordinate, not a closure. */
export interface Task {
  readonly point: Point;
  readonly replicate: number;
  readonly address: string;
}

export interface PlannedCell {
  readonly point: Point;
  readonly setup: Setup<never>;
  /** Particle-steps of one replicate. */
  readonly cost: number;
}

export interface Plan {
  readonly scenario: Scenario;
  readonly edition: Edition;
  readonly cells: readonly PlannedCell[];
  /** Replicates of every cell, before `only`. */
  readonly replicates: number;
  readonly tasks: readonly Task[];
  /** Particle-steps of all tasks. */
  readonly cost: number;
  /** Hashes of the tabulated potentials of every point, chosen by `only` or not: they enter the digest. */
  readonly tables: readonly string[];
}

const smokeParticles = 200;
const smokeSteps = 100;
const smokeIntervals = 6;

/** Throws ScenarioError, in the user's words, when any point cannot be run or the request names what does not exist. */
export function planStudy(scenario: Scenario, edition: Edition = {}, selection: Selection = {}): Plan {
  return inScenario(scenario.name, () => {
    const { study } = scenario;
    checkEdition(edition);
    const replicates = replicatesOf(study.replicates, edition, selection);
    const vary = variedValues(study.vary, edition);
    const keep = readOnly(selection.only ?? {}, vary, replicates);
    const whole = pointsOf(vary).map((point) => planCell(scenario, point, edition));
    const cells = whole.filter(({ point }) => keep.point(point));
    const chosen = Array.from({ length: replicates }, (_, replicate) => replicate).filter(keep.replicate);
    const tasks = cells.flatMap(({ point }) =>
      chosen.map((replicate) => ({ point, replicate, address: addressOf(scenario, edition, point, replicate) })),
    );
    const cost = cells.reduce((sum, cell) => sum + cell.cost * chosen.length, 0);
    const tables = whole.map(({ setup }) => setup.system.potential.hash ?? "");
    return { scenario, edition, cells, replicates, tasks, cost, tables: [...new Set(tables)].sort() };
  });
}

/** The cartesian product of `vary`, the last parameter fastest. One empty point when nothing is varied. */
export function pointsOf(vary: Readonly<Record<string, readonly (number | string)[]>>): Point[] {
  let points: Point[] = [{}];
  for (const [name, values] of Object.entries(vary)) {
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return points;
}

export function addressOf({ name, study }: Scenario, { seed }: Edition, point: Point, replicate: number): string {
  const coordinates = Object.entries(point).filter(([parameter]) => !study.share.includes(parameter));
  const root = seed === undefined ? name : `${name}[${seed}]`;
  return [root, ...coordinates.map(([parameter, value]) => `${parameter}=${value}`), `replicate=${replicate}`].join("/");
}

/** The setup at a point as this edition runs it. Throws ScenarioError. */
export function setupAt({ name, study }: Scenario, point: Point, edition: Edition): Setup<never> {
  return inScenario(name, () => {
    const declared = study.scenario(point);
    for (const part of ["system", "initial", "time", "observe"] as const) {
      if (typeof declared?.[part] !== "object") throw new ScenarioError(`invalid setup: it has no ${part}`);
    }
    const set = (key: string, value: number) => {
      const given = Object.hasOwn(study.vary, key) ? undefined : edition.set?.[key];
      return given ? readNumber(key, given) : value;
    };
    const particles = set("particles", declared.particles);
    if (!(Number.isInteger(particles) && particles > 0)) {
      throw new ScenarioError(`invalid particles: ${particles} (a positive whole number)`);
    }
    const { end, steps, observe } = declared.time;
    const time = horizon({ end: set("end", end), steps: set("steps", steps), observe: set("observe", observe) });
    if (!edition.smoke) return { ...declared, particles, time };
    return { ...declared, particles: Math.min(particles, smokeParticles), time: fewer(time) };
  });
}

/** The same end in about 100 steps, leaving out every second observation while more than six intervals are left. */
function fewer({ end, steps, observe }: Horizon): Horizon {
  let intervals = observe - 1;
  while (intervals > smokeIntervals && intervals % 2 === 0) intervals /= 2;
  const each = Math.min(steps / intervals, Math.max(1, Math.floor(smokeSteps / intervals)));
  return { end, steps: intervals * each, observe: intervals + 1 };
}

function planCell(scenario: Scenario, point: Point, edition: Edition): PlannedCell {
  const setup = setupAt(scenario, point, edition);
  const observed = Object.keys(setup.observe);
  const refuse = (where: string, series: string) => {
    throw new ScenarioError(`unknown series in ${where}: ${series} (observed: ${listOf(observed)})`);
  };
  for (const name of observed) {
    if (!/^[A-Za-z]\w*$/.test(name)) throw new ScenarioError(`invalid series in observe: ${name} (a word of letters and digits)`);
  }
  // An observable names further values by suffix: `w2.floor` belongs to `w2`.
  const unknown = (series: string) => !observed.includes(series.split(".")[0] as string);
  for (const claim of scenario.study.claims) for (const series of claim.reads.filter(unknown)) refuse("claim", series);
  for (const figure of scenario.study.figures ?? []) {
    for (const series of [...figure.series, ...(figure.relativeTo ? [figure.relativeTo] : [])].filter(unknown))
      refuse("figure", series);
  }
  setup.system.check(setup);
  return { point, setup, cost: setup.system.cost(setup) };
}
