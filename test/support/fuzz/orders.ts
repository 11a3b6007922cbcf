/** What may stand in a queue that others can write to: orders, announcements and answers, damaged. They are refused in words, or are what they were. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { isScenarioError, loadScenario } from "../../../src/study/plan/load.ts";
import { planStudy } from "../../../src/study/plan/plan.ts";
import { nameOfTask, type Outcome, type Task } from "../../../src/study/plan/task.ts";
import { answerOf, orderOf, readAnnouncement, readAnswer, scenarioIn, taskOf } from "../../../src/queue/payload.ts";
import { walk } from "../cli.ts";
import { belowOf as drawsOf, oneOf, type Below } from "./damage.ts";

const digest = "0123456789abcdef".repeat(4);

/** Values that nobody expects, some of them huge. */
const strange = (below: Below): unknown =>
  oneOf(
    [
      () => null,
      () => -1,
      () => 1e308,
      () => 0.5,
      () => "",
      () => "x".repeat(1 << 20),
      () => [],
      () => Array.from({ length: 1 << 16 }, (_, k) => k),
      () => JSON.parse(`${"[".repeat(2000)}${"]".repeat(2000)}`) as unknown,
      () => JSON.parse('{"__proto__":{"drift":2},"constructor":{"prototype":{"polluted":1}}}') as unknown,
      () => Object.fromEntries(Array.from({ length: 1 << 14 }, (_, k) => [`key${k}`, k])),
      () => "../../../../etc/passwd",
      () => "__proto__",
      () => true,
    ],
    below,
  )();

/** Somewhere in a value, another one; keys come and go. */
function mutated(value: unknown, below: Below): unknown {
  if (typeof value !== "object" || value === null || below(4) === 0) return strange(below);
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Record<string, unknown>) };
  const keys = Object.keys(copy);
  const entries = copy as Record<string, unknown>;
  const kind = below(4);
  const key = keys.length > 0 ? oneOf(keys, below) : "0";
  if (kind === 0) delete entries[key];
  else if (kind === 1)
    Object.defineProperty(copy, oneOf(["__proto__", "constructor", "toString", "code", "path", "drift", ""], below), { value: strange(below), enumerable: true, configurable: true, writable: true }); // prettier-ignore
  else entries[key] = mutated(entries[key], below);
  return copy;
}

/** Runs `read`, which refuses in one line, or answers. */
function refusedOr<Value>(read: () => Value, told: string): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!isScenarioError(error)) throw new Error(`${told}: ${String((error as Error).stack)}`, { cause: error });
    expect(error.message.length, told).toBeLessThan(600);
    expect(error.message, told).not.toContain("\n");
    return undefined;
  }
}

export async function mutatedOrders(count: number, address: string): Promise<void> {
  const below = drawsOf(address);
  const plan = planStudy(await loadScenario(walk));
  const known = new Set(plan.tasks.map(({ point, address: stream }) => `${nameOfTask({ point, replicate: 0 })} ${stream.replace(/\d+$/, "")}`));
  for (let k = 0; k < count; k++) {
    const order = mutated(orderOf(digest, oneOf(plan.tasks, below)), below);
    const task = refusedOr(() => taskOf(order, plan, digest), `order ${k}`);
    // What is taken is a replicate of the plan, drawn from its own stream.
    if (task) expect(known.has(`${nameOfTask({ point: task.point, replicate: 0 })} ${task.address.replace(/\d+$/, "")}`)).toBe(true);
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

export function mutatedAnnouncements(count: number, address: string): void {
  const below = drawsOf(address);
  const right = { digest, study: "toy-walk", scenario: "scenarios/toy-walk.ts", edition: { seed: "a", smoke: true, set: { drift: ["1"] }, until: 1 } };
  for (let k = 0; k < count; k++) {
    const text = below(3) === 0 ? JSON.stringify(right).slice(0, below(200)) + oneOf(["", "\0", "}", "\ud800"], below) : JSON.stringify(mutated(right, below));
    const read = refusedOr(() => readAnnouncement(text, digest), `announcement ${k}`);
    if (read) expect([Object.keys(read).sort(), read.digest, typeof read.scenario]).toEqual([["digest", "edition", "scenario", "study"], digest, "string"]);
  }
}

/** Paths out of the project, straight, encoded, and through links; the folder has `inside.ts`. */
export function strangePaths(): void {
  mkdirSync("project/sub", { recursive: true });
  writeFileSync("outside.ts", "export default 1;\n");
  writeFileSync("project/inside.ts", "export default 1;\n");
  symlinkSync("../outside.ts", "project/link.ts");
  symlinkSync("..", "project/up");
  symlinkSync("inside.ts", "project/alias.ts");
  for (const path of ["inside.ts", "alias.ts"]) expect(scenarioIn("project", path)).toBe(`project/${path}`);
  const outside = [
    "../outside.ts",
    "sub/../../outside.ts",
    "sub/../inside.ts",
    "./inside.ts",
    "/etc/passwd.ts",
    `${process.cwd()}/project/inside.ts`,
    "link.ts",
    "up/outside.ts",
  ];
  const odd = ["", ".ts", "inside", "inside.ts\0", "inside.ts/", "..\\outside.ts", "file:///etc/x.ts", "%2e%2e/outside.ts", "data:text/javascript,1.js", "a/".repeat(600) + "b.ts", "sub", "gone.ts"]; // prettier-ignore
  for (const path of [...outside, ...odd]) expect(refusedOr(() => scenarioIn("project", path), path), path).toBeUndefined(); // prettier-ignore
}

export async function mutatedAnswers(count: number, address: string): Promise<void> {
  const below = drawsOf(address);
  const tasks = planStudy(await loadScenario(walk)).tasks;
  const outcome = (task: Task): Outcome => ({ ...task, times: [0, 1], series: { position: [1.5, -0], square: [null, 2.25] } });
  for (let k = 0; k < count; k++) {
    const [task, other] = [oneOf(tasks, below), oneOf(tasks, below)];
    const right = answerOf(outcome(task), digest, 0.25) as { line: string };
    const at = below(right.line.length);
    const flipped = {
      ...right,
      line: `${right.line.slice(0, at)}${String.fromCharCode(right.line.charCodeAt(at) ^ (1 << below(5)))}${right.line.slice(at + 1)}`,
    };
    const wrong = oneOf([() => mutated(right, below), () => flipped, () => answerOf(outcome(other), digest, 1), () => answerOf(outcome(task), `f${digest.slice(1)}`, 1)], below)(); // prettier-ignore
    const read = readAnswer(wrong, task, digest);
    // What is read is what was answered, bit for bit.
    if (read) expect(JSON.stringify(read.outcome)).toBe(JSON.stringify(outcome(task)));
    expect(readAnswer(right, task, digest)?.outcome).toEqual(outcome(task));
  }
}
