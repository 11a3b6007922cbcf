/** Files in which replicates keep themselves: whose they are, when they are written, when they go. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openCheckpoint } from "../../src/study/run/checkpoint.ts";
import type { Keeper } from "../../src/study/run/drive.ts";
import { sweepCheckpoints, withoutCheckpoints } from "../../src/study/run/spent.ts";

const digest = "d".repeat(64);
const task = { point: { gamma: -1 }, replicate: 3, address: "toy/gamma=-1/replicate=3" };
const state = { step: 7, velocities: [[Float64Array.of(-0, NaN, 1 / 3, 5e-324)]], series: { x: [null, 2] }, memories: [undefined] };

function place(seconds = 300) {
  const directory = mkdtempSync(join(tmpdir(), "landau-checkpoint-"));
  return { directory, digest, seconds };
}

const files = (directory: string): string[] => (existsSync(join(directory, "checkpoints")) ? readdirSync(join(directory, "checkpoints")) : []);

it("gives back what was kept, bit by bit, to the same task of the same run only", () => {
  const at = place();
  openCheckpoint(at, task, [0.5]).keep(state);
  expect(openCheckpoint(at, task, [0.5]).held).toStrictEqual(state);
  expect(openCheckpoint({ ...at, digest: "e".repeat(64) }, task, [0.5]).held).toBeUndefined();
  expect(openCheckpoint(at, { ...task, address: "toy[2]/gamma=-1/replicate=3" }, [0.5]).held).toBeUndefined();
  expect(openCheckpoint(at, { ...task, replicate: 4 }, [0.5]).held).toBeUndefined();
  expect(openCheckpoint(at, task, []).held).toBeUndefined();
});

it("takes a damaged file for none: bytes all over, lengths", () => {
  const at = place();
  openCheckpoint(at, task, []).keep(state);
  const file = join(at.directory, "checkpoints", files(at.directory)[0]);
  const whole = readFileSync(file);
  for (let byte = 0; byte < whole.length; byte += 13) {
    const damaged = Buffer.from(whole);
    damaged[byte] ^= 4;
    writeFileSync(file, damaged);
    expect(openCheckpoint(at, task, []).held).toBeUndefined();
    writeFileSync(file, whole.subarray(0, byte));
    expect(openCheckpoint(at, task, []).held).toBeUndefined();
  }
});

it("is due every so many seconds, counted from the last one", () => {
  let now = 0;
  const checkpoint = openCheckpoint(place(60), task, [], () => now);
  const due = (at: number): boolean => ((now = at), checkpoint.due());
  expect([0, 59_999, 60_000, 61_000].map(due)).toEqual([false, false, true, true]);
  checkpoint.keep(state);
  expect([120_999, 121_000].map(due)).toEqual([false, true]);
});

it("goes when the replicate is stored, by this process or another, and costs nothing when it cannot be written", () => {
  const at = place();
  const keeper = { take: () => "held", append: () => undefined, has: () => true, outcomes: () => [] } as unknown as Keeper;
  for (const end of [() => withoutCheckpoints(keeper, at).append({ ...task, message: "" }), () => withoutCheckpoints(keeper, at).take(task, false)]) {
    openCheckpoint(at, task, []).keep(state);
    expect(files(at.directory)).toHaveLength(1);
    end();
    expect(files(at.directory)).toEqual([]);
  }
  writeFileSync(join(at.directory, "file"), "");
  expect(() => openCheckpoint({ ...at, directory: join(at.directory, "file") }, task, []).keep(state)).not.toThrow();
});

it("leaves those of replicates that are not there, and no empty folder", () => {
  const at = place();
  const other = { ...task, replicate: 4 };
  for (const one of [task, other]) openCheckpoint(at, one, []).keep(state);
  const [cut] = files(at.directory);
  writeFileSync(join(at.directory, "checkpoints", `${cut}.host-1-0a1b2c3d.part`), "cut short");
  sweepCheckpoints(at, [task]);
  expect(openCheckpoint(at, task, []).held).toBeUndefined();
  expect(openCheckpoint(at, other, []).held).toStrictEqual(state);
  sweepCheckpoints(at, [task, other]);
  expect(existsSync(join(at.directory, "checkpoints"))).toBe(false);
});
