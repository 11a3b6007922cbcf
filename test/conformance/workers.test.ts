/** One program: the serial loop and a pool of any size give the same lines and the same result, bit for bit. */
import { expect, it } from "vitest";
import type { Advance } from "../../src/study/run/drive.ts";
import { linesOf, runToy } from "../support/engine.ts";

it.each(["toy-walk", "toy-failing"])("%s has the same bits on 1, 2 and 3 workers", async (name) => {
  const serial = await runToy(name);
  expect(serial.complete).toBe(true);
  expect(linesOf(serial.directory)).toHaveLength(12);
  for (const workers of [2, 3]) {
    const pooled = await runToy(name, { workers });
    expect(pooled.complete).toBe(true);
    // Strict equality of numbers is equality of bits here: toStrictEqual tells -0 from 0, and nothing is NaN.
    expect(withoutSetups(pooled.result)).toStrictEqual(withoutSetups(serial.result));
    expect(linesOf(pooled.directory).sort()).toEqual(linesOf(serial.directory).sort());
  }
});

it("a failed replicate is a line, a count and a command that replays it", async () => {
  const { result } = await runToy("toy-failing");
  expect(result.cells.map((cell) => [cell.replicates.length, cell.failures.length])).toEqual([
    [6, 0],
    [4, 2],
  ]);
  expect(result.cells[1]?.numbers).toEqual([0, 2, 4, 5]);
  expect(result.cells[1]?.failures).toEqual([1, 3].map(failureOf));
  // The pieces that the command names bring the failure back, and nothing else.
  const replay = await runToy("toy-failing", {
    edition: { until: 0.25 },
    selection: { only: { drift: ["2"], kind: ["plain"], replicate: ["3"] } },
  });
  expect(replay.result.cells).toHaveLength(1);
  expect(replay.result.cells[0]?.failures).toEqual([failureOf(3)]);
});

const failureOf = (replicate: number) => ({
  replicate,
  message: "walker 0 left the finite numbers at t = 0.25 (step 10)",
  replay: `landau run test/support/scenarios/toy-failing.ts --only drift=2,kind=plain,replicate=${replicate} --until 0.25`,
});

it("--only replays a replicate with the same bits, --until its beginning", async () => {
  const whole = await runToy("toy-walk");
  const wanted = whole.result.cells[1]?.replicates[4];
  const selection = { only: { drift: ["2"], replicate: ["4"] } };
  const replay = await runToy("toy-walk", { selection });
  expect(replay.result.cells.map((cell) => cell.numbers)).toEqual([[4]]);
  expect(replay.result.cells[0]?.replicates[0]).toStrictEqual(wanted);
  const begun = (await runToy("toy-walk", { selection, edition: { until: 0.6 } })).result.cells[0]?.replicates[0];
  expect(begun?.times).toEqual([0, 0.25, 0.5]);
  expect(begun?.series.position).toStrictEqual(wanted?.series.position?.slice(0, 3));
});

it("another edition, and every replicate, has its own numbers", async () => {
  const [first, second] = [await runToy("toy-walk"), await runToy("toy-walk", { edition: { seed: "second" } })];
  const ends = [first, second].flatMap(({ result }) => result.cells.flatMap((cell) => cell.replicates.map((one) => one.series.position?.at(-1))));
  expect(new Set(ends).size).toBe(24);
});

it.each([1, 2])("progress never falls and ends complete on %i workers", async (workers) => {
  const seen: Advance[] = [];
  await runToy("toy-walk", { workers, progress: (state) => seen.push(state) });
  const fractions = seen.map((state) => state.fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(seen.at(-1)).toEqual({ done: 12, total: 12, fraction: 1 });
});

// A setup holds functions, of which every load has its own.
function withoutSetups(result: Awaited<ReturnType<typeof runToy>>["result"]) {
  return { ...result, cells: result.cells.map((cell) => ({ ...cell, setup: undefined })) };
}
