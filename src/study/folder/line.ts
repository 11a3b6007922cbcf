/**
 * A line of the store: an outcome as JSON, closed by the first 64 bits of the SHA-256 of what stands before,
 *
 *   {"digest":"0123456789ab","point":{"gamma":-1},"replicate":17,"address":"...","times":[...],"series":{...},"check":"89abcdef01234567"}
 *
 * so that a flipped bit, a shortened list or a torn end is no outcome. Doubles are written in the shortest form that reads back to the same bits
 * (-0 included).
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import type { Failed, Outcome } from "../plan/task.ts";

const task = {
  digest: z.string(),
  point: z.record(z.string(), z.union([z.number(), z.string()])),
  replicate: z.int().nonnegative(),
  address: z.string(),
  check: z.string(),
};
// The values of a series are many, and looked at without zod.
const finishedShape = z.strictObject({ ...task, times: z.array(z.number()), series: z.record(z.string(), z.array(z.unknown())) });
const failedShape = z.strictObject({ ...task, message: z.string(), time: z.number().optional() });

const tail = /^,"check":"[0-9a-f]{16}"\}$/;
const tailLength = ',"check":"0123456789abcdef"}'.length;
/** How much of a digest a line holds: enough to tell runs apart. */
const shortDigest = (digest: string): string => digest.slice(0, 12);

/** The first 64 bits of a SHA-256 in hexadecimal digits. */
export const checksum = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex").slice(0, 16);

export function encode(outcome: Outcome, digest: string): string {
  const { point, replicate, address } = outcome;
  const head = JSON.stringify({ digest: shortDigest(digest), point, replicate, address }).slice(0, -1);
  const content = `${head},${"message" in outcome ? encodeFailure(outcome) : encodeTrajectory(outcome)}`;
  return `${content},"check":"${checksum(content)}"}`;
}

const encodeFailure = ({ message, time }: Failed): string => JSON.stringify({ message, ...(time === undefined ? {} : { time }) }).slice(1, -1);

function encodeTrajectory({ times, series }: Exclude<Outcome, Failed>): string {
  const columns = Object.entries(series).map(([name, values]) => `${JSON.stringify(name)}:${encodeNumbers(values)}`);
  return `"times":${encodeNumbers(times)},"series":{${columns.join(",")}}`;
}

// JSON.stringify writes -0 as 0, and the same bits must come back.
const encodeNumbers = (values: readonly (number | null)[]): string => `[${values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(",")}]`;

/** The checksum that a line ends in; undefined when the line is not what was written. */
export function checkOf(line: Buffer): string | undefined {
  if (!tail.test(line.toString("latin1", line.length - tailLength))) return undefined;
  // A string of its own, since it is kept: part of another would keep that one.
  const check = line.toString("latin1", line.length - 18, line.length - 2);
  return checksum(line.subarray(0, line.length - tailLength)) === check ? check : undefined;
}

/** The outcome of a line whose checksum is right; undefined when no version of this program wrote it so. Throws ScenarioError for another run's line. */
export function decode(line: Buffer, digest: string, place: string): Outcome | undefined {
  const content = parsed(line);
  const failed = typeof content === "object" && content !== null && "message" in content;
  const { data } = (failed ? failedShape : finishedShape).safeParse(content);
  if (!data) return undefined;
  if (data.digest !== shortDigest(digest)) {
    throw new ScenarioError(`${place}: digest ${data.digest} is another run's (expected ${shortDigest(digest)})`);
  }
  const { point, replicate, address } = data;
  if ("message" in data) return { point, replicate, address, message: data.message, ...(data.time === undefined ? {} : { time: data.time }) };
  const { times, series } = data;
  return Object.values(series).every((values) => values.length === times.length && values.every(isMeasured))
    ? { point, replicate, address, times, series: series as Record<string, (number | null)[]> }
    : undefined;
}

const isMeasured = (value: unknown): value is number | null => value === null || typeof value === "number";

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch {
    return undefined;
  }
}
