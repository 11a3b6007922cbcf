/**
 * What goes through a queue. A study is announced in a hash of Redis, digest by digest: the scenario's file within the project, and the edition. An order is a coordinate of it, and an
 * answer is a line of the store, closed by its checksum. All of it is data, which whoever reads it holds against what it computes itself: a digest against that of its own code, a
 * coordinate against its own plan. Nothing of an order is ever run, and no path leads out of the project.
 *
 * Orders and answers are named by content, digest and coordinate: delivered twice, a replicate is the same line twice.
 */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../errors.ts";
import { checkOf, decode, encode } from "../study/folder/line.ts";
import { editionShape, nameShape, pointShape } from "../study/folder/request.ts";
import { streamOf, type Plan } from "../study/plan/plan.ts";
import { mostReplicates } from "../study/declare/study.ts";
import type { Edition } from "../study/plan/request.ts";
import { coordinatesOf, labelOf, nameOfTask, type Coordinate, type Outcome, type Task } from "../study/plan/task.ts";

/** The hash of Redis in which studies are announced. */
export const register = "landau:studies";

/** Characters of an announcement, more than any command line has. */
export const longestAnnouncement = 1 << 16;

const digestShape = z.string().regex(/^[0-9a-f]{64}$/);
const announcementShape = z.strictObject({ digest: digestShape, study: nameShape, scenario: z.string(), edition: editionShape });

export interface Announcement {
  readonly digest: string;
  readonly study: string;
  /** The scenario's file from the project's folder, with slashes. */
  readonly scenario: string;
  readonly edition: Edition;
}

export const queueOf = (digest: string): string => `landau-${digest.slice(0, 16)}`;

export const jobOf = (digest: string, task: Coordinate): string =>
  `${digest.slice(0, 16)}-${createHash("sha256").update(nameOfTask(task)).digest("hex").slice(0, 32)}`;

/** The announcement of a plan that is driven from the folder `project`. Throws ScenarioError when its scenario lies elsewhere. */
export function announcementOf({ scenario, edition }: Plan, digest: string, project: string): Announcement {
  const path = relative(realpathSync(project), realpathSync(scenario.path));
  if (path.startsWith("..") || isAbsolute(path))
    throw new ScenarioError(
      `${scenario.shown}: not below the current folder (expected: workers find a scenario by its path within the project, in whose folder both are started)`,
    );
  return { digest, study: scenario.name, scenario: path.split(sep).join("/"), edition };
}

/** Throws ScenarioError for anything else than an announcement of this digest. */
export function readAnnouncement(text: string, digest: string): Announcement {
  const refuse = (why: string): never => {
    throw new ScenarioError(`announcement of ${digest.slice(0, 12)}: ${why}`);
  };
  if (text.length > longestAnnouncement) refuse(`${text.length} characters (expected ${longestAnnouncement} at most)`);
  const { data, error } = announcementShape.safeParse(parsed(text));
  if (!data) return refuse(issueOf(error));
  if (data.digest !== digest) refuse(`it is of the digest ${data.digest.slice(0, 12)}`);
  return data as Announcement;
}

/** The scenario's file, absolute. Throws ScenarioError unless it is one within the project, links followed. */
export function scenarioIn(project: string, path: string): string {
  const refuse = (why: string): never => {
    throw new ScenarioError(`scenario ${JSON.stringify(path.slice(0, 100))}: ${why} (expected a .ts or .js file within the project)`);
  };
  if (path.length > 1000 || path.includes("\0") || path.includes("\\") || !/\.[cm]?[jt]s$/.test(path)) refuse("not a path of a scenario");
  if (isAbsolute(path) || path.split("/").some((part) => part === ".." || part === "." || part === "")) refuse("a path that leads elsewhere");
  const file = join(project, path);
  if (!existsSync(file)) refuse("there is no such file");
  const real = relative(realpathSync(project), realpathSync(file));
  if (real.startsWith("..") || isAbsolute(real)) refuse("a link that leads elsewhere");
  return file;
}

const orderShape = z.strictObject({ digest: digestShape, point: pointShape, replicate: z.int().nonnegative().max(mostReplicates) });
/** More parameters has no study. */
const mostParameters = 100;

export const orderOf = (digest: string, { point, replicate }: Task): unknown => ({ digest, point, replicate });

/** The task of an order, as the plan of the same study has it. Throws ScenarioError for whatever is no order of it. */
export function taskOf(data: unknown, plan: Plan, digest: string): Task {
  const refuse = (why: string): never => {
    throw new ScenarioError(`refused: ${why}`);
  };
  const point: unknown = (data as { point?: unknown } | null)?.point;
  if (typeof point === "object" && point !== null && Object.keys(point).length > mostParameters) refuse("a point of too many parameters");
  const { data: order, error } = orderShape.safeParse(data);
  if (!order) return refuse(issueOf(error));
  if (order.digest !== digest) refuse(`digest ${order.digest.slice(0, 12)} (this worker's is ${digest.slice(0, 12)})`);
  const label = labelOf(order.point);
  const cell =
    plan.cells.find((one) => labelOf(one.point) === label) ??
    refuse(`no point of ${plan.scenario.name}: ${coordinatesOf(order.point).join(",").slice(0, 200)}`);
  const { replicate } = order;
  return { point: cell.point, replicate, address: `${streamOf(plan.scenario, plan.edition, cell.point)}/replicate=${replicate}` };
}

const answerShape = z.strictObject({ line: z.string(), seconds: z.number().nonnegative() });

/** `seconds`: wall-clock time of the replicate where it was run. */
export interface Answer {
  readonly outcome: Outcome;
  readonly seconds: number;
}

export const answerOf = (outcome: Outcome, digest: string, seconds: number): unknown => ({ line: encode(outcome, digest), seconds });

/** The outcome of a task as a worker answered it; undefined when it is not what a worker writes for this task. */
export function readAnswer(value: unknown, task: Task, digest: string): Answer | undefined {
  const { data } = answerShape.safeParse(value);
  if (!data) return undefined;
  const line = Buffer.from(data.line);
  if (line.includes(10) || checkOf(line) === undefined) return undefined;
  try {
    const outcome = decode(line, digest, "an answer");
    return outcome !== undefined && nameOfTask(outcome) === nameOfTask(task) && outcome.address === task.address
      ? { outcome, seconds: data.seconds }
      : undefined;
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `edition.set: expected ...` */
const issueOf = (error: z.ZodError | undefined): string => {
  const [issue] = error?.issues ?? [];
  return issue === undefined ? "not what was expected" : `${issue.path.join(".").slice(0, 100) || "it"}: ${issue.message.slice(0, 200)}`;
};
