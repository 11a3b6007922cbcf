/**
 * What a command asks of a study: its edition, which changes numbers and enters the digest, and its selection, which does not.
 *
 * Values come as texts, as the command line has them, and are matched with the study's own; what does not exist is answered by what does.
 */
import { ScenarioError, told } from "../../errors.ts";
import { suggestion } from "../../names/nearest.ts";
import type { Point, Study } from "../../protocols/index.ts";
import { coordinatesOf, type Part } from "./task.ts";
import { checkReplicates, checkVaried, listOf, mostReplicates } from "../declare/study.ts";

/** What decides the results besides the scenario's file: it enters the digest. */
export interface Edition {
  /** Another edition of all random streams. */
  readonly seed?: string;
  /** A tiny version: at most 200 particles, about 100 steps, 3 replicates; solutions to compare with at their first two times. */
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

const smokeReplicates = 3;

/** Throws ScenarioError. */
export function checkEdition({ seed, until, set = {} }: Edition): void {
  if (seed !== undefined && !/^[\w.-]+$/.test(seed)) {
    throw new ScenarioError(`invalid --seed: ${seed} (a name of letters, digits, dot, dash, underscore)`);
  }
  if (until !== undefined && !(until >= 0 && until < Infinity)) throw new ScenarioError(`invalid --until: ${until} (a time, at least 0)`);
  for (const [key, values] of Object.entries(set)) {
    if (values.length === 0) throw new ScenarioError(`invalid --set: ${key} has no value`);
  }
}

/** Replicates of the cell at a point. Throws ScenarioError. */
export function replicatesAt(point: Point, declared: Study["replicates"], { smoke, set }: Edition, selection: Selection): number {
  const given = selection.replicates ?? (set?.replicates ? readNumber("replicates", set.replicates) : undefined);
  if (given === undefined) {
    const own = typeof declared === "function" ? declaredAt(point, declared) : declared;
    checkReplicates(own);
    return smoke ? Math.min(own, smokeReplicates) : own;
  }
  if (!(Number.isInteger(given) && given >= 1 && given <= mostReplicates)) {
    throw new ScenarioError(`invalid replicates: ${given} (a whole number from 1 to ${mostReplicates})`);
  }
  return given;
}

/** The scenario's own code, which may throw anything. */
function declaredAt(point: Point, replicates: (point: Point) => number): number {
  try {
    return replicates(point);
  } catch (error) {
    throw new ScenarioError(`its function of replicates fails at ${coordinatesOf(point).join(",")}: ${told(error)}`, { cause: error });
  }
}

const settable = ["particles", "steps", "observe", "end", "replicates"];

/** The values to vary, those of `--set` in the place of the study's. */
export function variedValues(declared: Readonly<Record<string, readonly (number | string)[]>>, { set = {} }: Edition): typeof declared {
  const vary = { ...declared };
  for (const [key, texts] of Object.entries(set)) {
    const values = Object.hasOwn(declared, key) ? declared[key] : undefined;
    if (values) {
      const numeric = values.every((value) => typeof value === "number");
      vary[key] = texts.map((text) => (numeric ? readNumber(key, [text]) : text));
      checkVaried(key, vary[key]);
    } else if (!settable.includes(key)) {
      const exists = [...Object.keys(declared), ...settable];
      throw new ScenarioError(`unknown parameter in --set: ${key} (exists: ${listOf(exists)})${suggestion(key, exists)}`);
    }
  }
  return vary;
}

/** One number from the texts of an option. */
export function readNumber(key: string, texts: readonly string[]): number {
  const text = texts.length === 1 ? texts[0].trim() : texts.join(",");
  const value = text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new ScenarioError(`invalid ${key}: ${text} (one number)`);
  return value === 0 ? 0 : value;
}

/** What a selection asks of each point; points of which nothing is asked are left out. Throws ScenarioError that says what exists. */
export function selected(
  selection: Selection,
  points: readonly Point[],
  { replicates: declared }: Pick<Study, "replicates">,
  edition: Edition,
  vary: Readonly<Record<string, readonly (number | string)[]>>,
): Part[] {
  const counts = points.map((point) => replicatesAt(point, declared, edition, selection));
  const most = counts.reduce((larger, count) => Math.max(larger, count), 0);
  const keep = readOnly(selection.only ?? {}, vary, most);
  let all = 0;
  return points.flatMap((point, p) => {
    const replicates: number[] = [];
    for (let k = 0; k < counts[p] && keep.point(point); k++) if (keep.replicate(k)) replicates.push(k);
    if ((all += replicates.length) > mostReplicates) throw new ScenarioError(`invalid replicates: more than ${mostReplicates} in all`);
    return replicates.length === 0 ? [] : [{ point, replicates }];
  });
}

/** What `--only` keeps. */
export interface Keep {
  point(point: Point): boolean;
  replicate(replicate: number): boolean;
}

/** Throws ScenarioError that says what exists. */
function readOnly(only: Readonly<Record<string, readonly string[]>>, vary: Readonly<Record<string, readonly (number | string)[]>>, replicates: number): Keep {
  const chosen = new Map<string, readonly (number | string)[]>();
  for (const [key, texts] of Object.entries(only)) {
    const values = key === "replicate" ? Array.from({ length: replicates }, (_, k) => k) : Object.hasOwn(vary, key) ? vary[key] : undefined;
    if (!values) {
      const exists = [...Object.keys(vary), "replicate"];
      throw new ScenarioError(`unknown parameter in --only: ${key} (exists: ${listOf(exists)})${suggestion(key, exists)}`);
    }
    chosen.set(
      key,
      texts.map((text) => {
        const value = values.find((one) => String(one) === text || (typeof one === "number" && text.trim() !== "" && Number(text) === one));
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
