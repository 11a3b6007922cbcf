/** The lines of a run folder: the same bits back, torn and damaged lines named, two processes side by side, contradictions refused. */
import type * as nodeFs from "node:fs";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "../../src/study/plan/task.ts";
import { openStore, readStore, type Store } from "../../src/study/folder/store.ts";
import { filesOf } from "../support/engine.ts";
import { fc } from "../support/property.ts";
import { refusal } from "../support/refusal.ts";

/** What the disk does to the next writes: writes so many bytes, or fails with a code. */
const disk = vi.hoisted(() => ({ faults: [] as (number | string)[] }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof nodeFs>();
  const writeSync = (descriptor: number, buffer: Buffer, offset: number, length: number, position: number) => {
    const fault = disk.faults.shift();
    if (typeof fault === "string") throw Object.assign(new Error(`${fault}: no space left on device, write`), { code: fault, syscall: "write" });
    return fs.writeSync(descriptor, buffer, offset, Math.min(length, fault ?? length), position);
  };
  return { ...fs, writeSync };
});
afterEach(() => void (disk.faults = []));

const digest = "0123456789abcdef".repeat(4);
const folder = () => mkdtempSync(join(tmpdir(), "landau-store-"));
const finished = (replicate: number, values: readonly (number | null)[], gamma = -1): Outcome => ({
  point: { gamma, kind: "plain" },
  replicate,
  address: `toy/gamma=${gamma}/kind=plain/replicate=${replicate}`,
  times: values.map((_, k) => k / 10),
  series: { w2: values, "w2.floor": values },
});
const failed = (message: string, time?: number): Outcome => ({
  point: { gamma: 0, kind: "plain" },
  replicate: 2,
  address: "toy/replicate=2",
  message,
  ...(time === undefined ? {} : { time }),
});
const outcomesIn = (directory: string) => [...readStore(directory, digest).outcomes()];
const filled = (...outcomes: readonly Outcome[]): { directory: string; file: string } => {
  const directory = folder();
  const store = openStore(directory, digest);
  outcomes.forEach((outcome) => store.append(outcome));
  store.close();
  return { directory, file: filesOf(directory)[0] };
};

describe("the store", () => {
  it("gives every double back bit for bit", () => {
    const double = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 5e-324, -1.7976931348623157e308, 0.1 + 0.2));
    fc.assert(
      fc.property(fc.array(fc.option(double), { minLength: 1, maxLength: 20 }), (values) => {
        // toEqual tells -0 from 0.
        expect(outcomesIn(filled(finished(0, values)).directory)).toEqual([finished(0, values)]);
      }),
      { numRuns: 60 },
    );
  });

  it("knows what it holds, whatever the order of the point's parameters", () => {
    const store = openStore(folder(), digest);
    store.append(finished(17, [1, null]));
    store.append(failed('left "it"', 0.5));
    store.append({ ...finished(3, [1]), message: "lost" });
    expect(store.has({ point: { kind: "plain", gamma: -1 }, replicate: 17 })).toBe(true);
    expect(store.has({ point: { kind: "plain", gamma: -1 }, replicate: 1 })).toBe(false);
    expect(store.has(failed("", 0.5))).toBe(true);
    expect(store.parts()).toEqual([
      { point: { gamma: -1, kind: "plain" }, replicates: [3, 17] },
      { point: { gamma: 0, kind: "plain" }, replicates: [2] },
    ]);
    expect([...store.outcomes()].slice(0, 2)).toEqual([finished(17, [1, null]), failed('left "it"', 0.5)]);
    store.close();
  });

  it("ignores a line torn at any byte, and keeps what other processes add", () => {
    const { directory, file } = filled(finished(0, [1.25]), finished(1, [2.5]));
    const whole = readFileSync(file);
    const kept = whole.indexOf(10) + 1;
    for (let cut = whole.length - 1; cut >= kept; cut -= 13) {
      truncateSync(file, cut);
      const read = readStore(directory, digest);
      expect([...read.outcomes()]).toEqual([finished(0, [1.25])]);
      expect(read.damage).toEqual([]);
    }
    const again = openStore(directory, digest);
    again.append(finished(1, [2.5]));
    again.close();
    expect(readFileSync(file)).toEqual(whole.subarray(0, readFileSync(file).length));
    expect(outcomesIn(directory)).toEqual([finished(0, [1.25]), finished(1, [2.5])]);
  });

  it("names a line in which any bit is not what was written, and counts it out", () => {
    const { directory, file } = filled(finished(0, [1.25]), finished(1, [2.5, null]), finished(2, [3]));
    const whole = readFileSync(file);
    const [first, second] = [whole.indexOf(10) + 1, whole.indexOf(10, whole.indexOf(10) + 1) + 1];
    for (let at = first; at < second - 1; at++) {
      const flipped = Buffer.from(whole);
      flipped[at] ^= 1 << (at % 8);
      writeFileSync(file, flipped);
      const read = readStore(directory, digest);
      expect([...read.outcomes()], String(at)).toEqual([finished(0, [1.25]), finished(2, [3])]);
      // A bit that makes a newline leaves two pieces.
      expect(read.damage.map(({ line }) => line)).toEqual(flipped[at] === 10 ? [2, 3] : [2]);
      expect(read.has(finished(1, []))).toBe(false);
    }
    const edits = [
      ['"w2":[2.5,null]', '"w2":[2.5]'],
      [',"w2.floor":[2.5,null]', ""],
      ['"w2":[2.5', '"w3":[2.5'],
    ];
    for (const [find, replace] of edits) {
      writeFileSync(file, whole.toString().replace(find, replace));
      expect(readStore(directory, digest).damage).toEqual([{ file, line: 2 }]);
    }
  });

  it("refuses lines of another run, contradictions and folders of earlier versions, naming file and line", () => {
    const { directory, file } = filled(finished(0, [1]));
    expect(refusal(() => openStore(directory, "f".repeat(64)))).toBe(
      `ScenarioError: ${file}: line 1: digest 0123456789ab is another run's (expected ffffffffffff)`,
    );
    const line = readFileSync(file, "utf8");
    appendFileSync(file, line);
    expect(outcomesIn(directory)).toHaveLength(1);
    const other = join(directory, "replicates", "zzz.jsonl");
    writeFileSync(other, readFileSync(filled(finished(0, [1.5])).file));
    expect(refusal(() => readStore(directory, digest))).toBe(
      `ScenarioError: ${file}: line 1, ${other}: line 1: gamma=-1/kind=plain/replicate=0 finished twice with different results`,
    );
    const earlier = folder();
    writeFileSync(join(earlier, "replicates.jsonl"), "");
    expect(refusal(() => openStore(earlier, digest))).toBe(
      `ScenarioError: ${earlier}: a run of an earlier version of landau-flow (replicates.jsonl); choose another folder with --out`,
    );
  });

  it("holds numbers above a failure, and one that is final above one that may mend", () => {
    const directory = folder();
    const holding = (...outcomes: Outcome[]) => {
      const store = openStore(directory, digest);
      const held = store.has(outcomes[0]);
      outcomes.forEach((outcome) => store.append(outcome));
      store.close();
      return [held, outcomesIn(directory)];
    };
    expect(holding(failed("its thread was lost"))).toEqual([false, [failed("its thread was lost")]]);
    expect(holding(failed("it was lost again"))).toEqual([false, [failed("its thread was lost")]]);
    expect(holding(failed("left the finite numbers", 0.5))).toEqual([false, [failed("left the finite numbers", 0.5)]]);
    const numbers = { ...finished(2, [1], 0), address: "toy/replicate=2" };
    expect(holding(numbers)).toEqual([true, [numbers]]);
    expect(holding(failed("late"))).toEqual([true, [numbers]]);
  });

  it("writes on after short writes, and takes back what a full disk cut", () => {
    const directory = folder();
    const store = openStore(directory, digest);
    disk.faults = [10, 1, 50];
    store.append(finished(0, [1.25]));
    disk.faults = [40, "ENOSPC"];
    expect(() => store.append(finished(1, [2.5]))).toThrow("ENOSPC");
    expect(outcomesIn(directory)).toEqual([finished(0, [1.25])]);
    // Whatever comes next stands on a line of its own.
    store.append(finished(2, [3]));
    store.append(finished(1, [2.5]));
    store.close();
    const read = readStore(directory, digest);
    expect([...read.outcomes()]).toEqual([finished(0, [1.25]), finished(2, [3]), finished(1, [2.5])]);
    expect(read.damage).toEqual([]);
  });
});

describe("two processes on one folder", () => {
  const task = (replicate: number) => ({ point: { gamma: -1, kind: "plain" }, replicate, address: finished(replicate, []).address });
  const two = (): [Store, Store, string] => {
    const directory = folder();
    return [openStore(directory, digest), openStore(directory, digest), directory];
  };

  it("share the work: what one takes or has finished, the other does not run", () => {
    const [one, other, directory] = two();
    expect(one.take(task(0), false)).toBe("ours");
    expect(other.take(task(0), true)).toBe("others");
    expect(other.take(task(1), false)).toBe("ours");
    one.append(finished(0, [1]));
    expect(other.take(task(0), false)).toBe("held");
    other.append(finished(1, [2]));
    expect(one.take(task(1), false)).toBe("held");
    // What a process leaves without an outcome is free.
    expect(one.take(task(2), false)).toBe("ours");
    one.close();
    expect(other.take(task(2), false)).toBe("ours");
    other.close();
    expect(readdirSync(directory)).toEqual(["replicates"]);
    expect(filesOf(directory)).toHaveLength(2);
    expect(outcomesIn(directory)).toEqual([finished(0, [1]), finished(1, [2])]);
  });

  it("take over from a process that is gone, and at last from one that cannot be asked", () => {
    const [one, other, directory] = two();
    one.take(task(0), false);
    const [name] = readdirSync(join(directory, "underway"));
    const file = join(directory, "underway", name);
    const own = JSON.parse(readFileSync(file, "utf8")) as { host: string; process: number; start: string };
    expect(own).toMatchObject({ host: hostname(), process: process.pid });
    const owned = (by: object | string) => {
      mkdirSync(join(directory, "underway"), { recursive: true });
      writeFileSync(file, typeof by === "string" ? by : JSON.stringify(by));
      return [other.take(task(0), false), other.take(task(0), true)];
    };
    expect(owned(own)).toEqual(["others", "others"]);
    // A process number that no system gives; the same number with another start is a later process.
    expect(owned({ ...own, process: 2 ** 22 + 1 })).toEqual(["ours", "others"]);
    if (own.start !== "") expect(owned({ ...own, start: "1" })[0]).toBe("ours");
    expect(owned({ ...own, host: "elsewhere" })).toEqual(["others", "ours"]);
    expect(owned("")).toEqual(["others", "ours"]);
    one.close();
    other.close();
  });
});
