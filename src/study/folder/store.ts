/**
 * `replicates.jsonl` of a run folder: one line per finished replicate, appended and never rewritten.
 *
 * A line is written by one call and synced, so a process that is killed loses at most the line it was writing; such a torn last line
 * is cut off when the store is opened again. Doubles are written in the shortest form that reads back to the same bits (-0 included).
 * A line of another digest is refused.
 */
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import { makeFolder } from "./make-folder.ts";
import { describe } from "./manifest.ts";
import { nameOfTask, type Coordinate, type Outcome } from "../plan/task.ts";

export { readManifest, writeManifest } from "./manifest.ts";

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
  outcomes(): Outcome[];
  has(coordinate: Coordinate): boolean;
  append(outcome: Outcome): void;
  close(): void;
}

/** The outcomes in a run folder, in the order of their lines, without a torn last one. Throws ScenarioError. */
export function readOutcomes(directory: string, digest: string): Outcome[] {
  return [...readLines(join(directory, "replicates.jsonl"), digest).present.values()].map(({ outcome }) => outcome);
}

/** Opens a run folder for appending, cutting off a torn last line. Throws ScenarioError. */
export function openStore(directory: string, digest: string): Store {
  makeFolder(directory);
  const file = join(directory, "replicates.jsonl");
  const { present, whole } = readLines(file, digest);
  const descriptor = openSync(file, "a");
  ftruncateSync(descriptor, whole);
  return {
    directory,
    outcomes: () => [...present.values()].map(({ outcome }) => outcome),
    has: (coordinate) => present.has(nameOfTask(coordinate)),
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
  const name = nameOfTask(outcome);
  const earlier = present.get(name);
  if (earlier && earlier.line !== line) throw new ScenarioError(`${file}: ${name} finished twice with different results`);
  present.set(name, { outcome, line });
}

function encode(outcome: Outcome, digest: string): string {
  const { point, replicate, address } = outcome;
  const head = JSON.stringify({ digest: digest.slice(0, 12), point, replicate, address }).slice(0, -1);
  if ("message" in outcome) return `${head},${JSON.stringify({ message: outcome.message, replay: outcome.replay }).slice(1)}`;
  const series = Object.entries(outcome.series).map(([name, values]) => `${JSON.stringify(name)}:${encodeNumbers(values)}`);
  return `${head},"times":${encodeNumbers(outcome.times)},"series":{${series.join(",")}}}`;
}

// JSON.stringify writes -0 as 0, and the same bits must come back.
const encodeNumbers = (values: readonly (number | null)[]): string => `[${values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(",")}]`;

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
