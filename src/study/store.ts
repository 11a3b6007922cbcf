/**
 * The run folder: `manifest.json` says what is run, `replicates.jsonl` has one line per finished replicate, appended and never
 * rewritten.
 *
 * A line is written by one call and synced, so a process that is killed loses at most the line it was writing; such a torn last line
 * is cut off when the store is opened again. Doubles are written in the shortest form that reads back to the same bits (-0 included).
 * A folder belongs to one digest; a line of another is refused.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../errors.ts";
import type { Point } from "../protocols.ts";
import type { Edition, Selection } from "./plan.ts";
import { coordinatesOf, type Outcome } from "./replicate.ts";

const texts = z.record(z.string(), z.array(z.string()));
const manifestShape = z.strictObject({
  scenario: z.strictObject({ name: z.string(), path: z.string() }),
  title: z.string(),
  digest: z.string(),
  versions: z.record(z.string(), z.string()),
  edition: z.strictObject({
    seed: z.string().optional(),
    smoke: z.boolean().optional(),
    set: texts.optional(),
    until: z.number().optional(),
  }),
  selection: z.strictObject({ only: texts.optional(), replicates: z.number().optional() }),
  seeds: z.strictObject({ root: z.string(), tasks: z.array(z.string()) }),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  command: z.string(),
});

/** What `manifest.json` holds. */
export interface Manifest {
  readonly scenario: { readonly name: string; readonly path: string };
  readonly title: string;
  readonly digest: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly edition: Edition;
  readonly selection: Selection;
  /** Addresses of the random streams of every task. */
  readonly seeds: { readonly root: string; readonly tasks: readonly string[] };
  readonly machine: Readonly<Record<string, string | number>>;
  readonly command: string;
}

const point = z.record(z.string(), z.union([z.number(), z.string()]));
const task = { digest: z.string(), point, replicate: z.number(), address: z.string() };
const finishedShape = z.strictObject({
  ...task,
  times: z.array(z.number()),
  series: z.record(z.string(), z.array(z.number().nullable())),
});
const failedShape = z.strictObject({ ...task, message: z.string(), replay: z.string() });

/** An open run folder. */
export interface Store {
  readonly directory: string;
  /** What has finished so far, in the order of the lines. */
  readonly outcomes: readonly Outcome[];
  has(coordinate: { point: Point; replicate: number }): boolean;
  append(outcome: Outcome): void;
  close(): void;
}

/** Reads `manifest.json`. Throws ScenarioError that names the file and what is wrong in it. */
export function readManifest(directory: string): Manifest {
  const file = join(directory, "manifest.json");
  if (!existsSync(file)) throw new ScenarioError(`${directory}: not a run folder (it has no manifest.json)`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new ScenarioError(`${file}: not JSON`);
  }
  const parsed = manifestShape.safeParse(content);
  if (!parsed.success) throw new ScenarioError(`${file}: ${describe(parsed.error)}`);
  return parsed.data as Manifest;
}

/** Writes `manifest.json` whole or not at all. Throws ScenarioError when the folder holds a run of another digest. */
export function writeManifest(directory: string, manifest: Manifest): void {
  const file = join(directory, "manifest.json");
  if (existsSync(file)) {
    const held = readManifest(directory).digest;
    if (held !== manifest.digest) {
      const found = `${held.slice(0, 12)}, this run is ${manifest.digest.slice(0, 12)}`;
      throw new ScenarioError(`${directory}: holds another run (digest ${found}; choose another folder with --out)`);
    }
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** The outcomes in a run folder, in the order of their lines, without a torn last one. Throws ScenarioError. */
export function readOutcomes(directory: string, digest: string): Outcome[] {
  return [...readLines(join(directory, "replicates.jsonl"), digest).present.values()].map(({ outcome }) => outcome);
}

/** Opens a run folder for appending, cutting off a torn last line. Throws ScenarioError. */
export function openStore(directory: string, digest: string): Store {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "replicates.jsonl");
  const { present, whole } = readLines(file, digest);
  const descriptor = openSync(file, "a");
  ftruncateSync(descriptor, whole);
  return {
    directory,
    get outcomes() {
      return [...present.values()].map(({ outcome }) => outcome);
    },
    has: (coordinate) => present.has(nameOf(coordinate)),
    append(outcome) {
      const line = encode(outcome, digest);
      keep(present, outcome, line, file);
      writeSync(descriptor, `${line}\n`);
      fdatasyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

type Present = Map<string, { readonly outcome: Outcome; readonly line: string }>;

/** The lines of a file, by coordinate, and the bytes that they take. */
function readLines(file: string, digest: string): { present: Present; whole: number } {
  const present: Present = new Map();
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = bytes.lastIndexOf("\n") + 1;
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  lines.forEach((line, k) => keep(present, decode(line, digest, `${file}: line ${k + 1}`), line, file));
  return { present, whole };
}

/** Twice the same line is harmless (two processes on one folder); twice a coordinate with different results is not. */
function keep(present: Present, outcome: Outcome, line: string, file: string): void {
  const name = nameOf(outcome);
  const earlier = present.get(name);
  if (earlier && earlier.line !== line) throw new ScenarioError(`${file}: ${name} finished twice with different results`);
  present.set(name, { outcome, line });
}

const nameOf = (coordinate: { point: Point; replicate: number }): string =>
  [...coordinatesOf(coordinate.point).sort(), `replicate=${coordinate.replicate}`].join("/");

function encode(outcome: Outcome, digest: string): string {
  const { point, replicate, address } = outcome;
  const head = JSON.stringify({ digest: digest.slice(0, 12), point, replicate, address }).slice(0, -1);
  if ("message" in outcome) return `${head},${JSON.stringify({ message: outcome.message, replay: outcome.replay }).slice(1)}`;
  const series = Object.entries(outcome.series).map(([name, values]) => `${JSON.stringify(name)}:${encodeNumbers(values)}`);
  return `${head},"times":${encodeNumbers(outcome.times)},"series":{${series.join(",")}}}`;
}

// JSON.stringify writes -0 as 0, and the same bits must come back.
const encodeNumbers = (values: readonly (number | null)[]): string =>
  `[${values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(",")}]`;

function decode(line: string, digest: string, place: string): Outcome {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    throw new ScenarioError(`${place}: not JSON (only the last line may be torn)`);
  }
  const failed = typeof content === "object" && content !== null && "message" in content;
  const parsed = (failed ? failedShape : finishedShape).safeParse(content);
  if (!parsed.success) throw new ScenarioError(`${place}: ${describe(parsed.error)}`);
  const { digest: found, ...outcome } = parsed.data;
  if (found !== digest.slice(0, 12)) {
    throw new ScenarioError(`${place}: digest ${found} is another run's (expected ${digest.slice(0, 12)})`);
  }
  return outcome;
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0] as z.core.$ZodIssue;
  return [issue.path.join("."), issue.message].filter(Boolean).join(": ");
}
