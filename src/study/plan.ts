/**
 * A study unfolded: points (the product of `vary`, in its order) x replicates = tasks, each with the address of its streams,
 *
 *   NAME[edition]/gamma=-1/N=256/replicate=17.
 *
 * Children are named by name and value, so that adding a value to a study moves no other stream; a parameter in `share` is left
 * out, so that its values see common random numbers. Nothing is run here; every setup is built and checked.
 */
import { ScenarioError } from "../errors.ts";
import type { Point, Setup } from "../protocols.ts";
import { inScenario, type Scenario } from "./load.ts";
import { checkVaried, horizon, listOf } from "./study.ts";

/** What decides the results besides the scenario's file: it enters the digest. */
export interface Edition {
  /** Another edition of all random streams. */
  readonly seed?: string;
  /** A tiny version: at most 200 particles, about 100 steps, 3 replicates. */
  readonly smoke?: boolean;
  /** Replaces the values of a varied parameter, or particles, steps, observe, end. */
  readonly set?: Readonly<Record<string, readonly string[]>>;
  /** Replicates stop after the last observation at or before this time. */
  readonly until?: number;
}

/** Which part of a study to run: it changes no result, so it stays out of the digest. */
export interface Selection {
  /** Values of varied parameters, and of `replicate`. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  readonly replicates?: number;
}

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
const smokeReplicates = 3;

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
    const tables = whole.map(({ setup }) => (setup.system.potential as { hash?: string }).hash ?? "");
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
    const intervals = time.observe - 1;
    const each = Math.min(time.steps / intervals, Math.max(1, Math.floor(smokeSteps / intervals)));
    return { ...declared, particles: Math.min(particles, smokeParticles), time: { ...time, steps: intervals * each } };
  });
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

function checkEdition({ seed, until, set = {} }: Edition): void {
  if (seed !== undefined && !/^[\w.-]+$/.test(seed)) {
    throw new ScenarioError(`invalid --seed: ${seed} (a name of letters, digits, dot, dash, underscore)`);
  }
  if (until !== undefined && !(Number.isFinite(until) && until >= 0))
    throw new ScenarioError(`invalid --until: ${until} (a time, at least 0)`);
  for (const [key, values] of Object.entries(set)) {
    if (values.length === 0) throw new ScenarioError(`invalid --set: ${key} has no value`);
  }
}

function replicatesOf(declared: number, { smoke, set }: Edition, selection: Selection): number {
  const given = selection.replicates ?? (set?.replicates ? readNumber("replicates", set.replicates) : undefined);
  if (given === undefined) return smoke ? Math.min(declared, smokeReplicates) : declared;
  if (!(Number.isInteger(given) && given > 0)) throw new ScenarioError(`invalid replicates: ${given} (a positive whole number)`);
  return given;
}

const settable = ["particles", "steps", "observe", "end", "replicates"];

/** The values to vary, those of `--set` in the place of the study's. */
function variedValues(declared: Readonly<Record<string, readonly (number | string)[]>>, { set = {} }: Edition): typeof declared {
  const vary = { ...declared };
  for (const [key, texts] of Object.entries(set)) {
    const values = Object.hasOwn(declared, key) ? declared[key] : undefined;
    if (values) {
      const numeric = values.every((value) => typeof value === "number");
      vary[key] = texts.map((text) => (numeric ? readNumber(key, [text]) : text));
      checkVaried(key, vary[key]);
    } else if (!settable.includes(key)) {
      throw new ScenarioError(`unknown parameter in --set: ${key} (exists: ${listOf([...Object.keys(declared), ...settable])})`);
    }
  }
  return vary;
}

/** One number from the texts of an option. */
function readNumber(key: string, texts: readonly string[]): number {
  const text = texts.length === 1 ? (texts[0] as string).trim() : texts.join(",");
  const value = text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new ScenarioError(`invalid ${key}: ${text} (one number)`);
  return value === 0 ? 0 : value;
}

interface Keep {
  point(point: Point): boolean;
  replicate(replicate: number): boolean;
}

function readOnly(
  only: Readonly<Record<string, readonly string[]>>,
  vary: Readonly<Record<string, readonly (number | string)[]>>,
  replicates: number,
): Keep {
  const chosen = new Map<string, readonly (number | string)[]>();
  for (const [key, texts] of Object.entries(only)) {
    const values =
      key === "replicate" ? Array.from({ length: replicates }, (_, k) => k) : Object.hasOwn(vary, key) ? vary[key] : undefined;
    if (!values)
      throw new ScenarioError(`unknown parameter in --only: ${key} (exists: ${listOf([...Object.keys(vary), "replicate"])})`);
    chosen.set(
      key,
      texts.map((text) => {
        const value = values.find(
          (one) => String(one) === text || (typeof one === "number" && text.trim() !== "" && Number(text) === one),
        );
        const existing = key === "replicate" ? `0 to ${replicates - 1}` : listOf(values);
        if (value === undefined) throw new ScenarioError(`unknown value in --only: ${key}=${text} (exists: ${existing})`);
        return value;
      }),
    );
  }
  return {
    point: (point) => Object.entries(point).every(([name, value]) => chosen.get(name)?.includes(value) ?? true),
    replicate: (replicate) => chosen.get("replicate")?.includes(replicate) ?? true,
  };
}
