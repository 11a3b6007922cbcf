/** The kernels' memory grows under views that stay what they were, for threads as well; what 32-bit addresses do not reach is refused in words. */
import { expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { alone, independently, motionless, coupled, pairCollisions, sampled, synchronous } from "../../particles/index.ts";
import { coulomb, gaussian, horizon, instant, ScenarioError } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";

const MEGABYTE = 1 << 17; // in doubles

it("a view made before the memory grew sees what kernels and later views write", () => {
  const memory = openMemory();
  const early = memory.allocate(1000);
  const source = memory.allocate(1000).map((_, i) => 1 / (i + 1));
  const copy = memory.allocate(1000);
  copy.set(source);
  const before = early.buffer.byteLength;
  const late = memory.allocate(40 * MEGABYTE);
  expect(late.buffer.byteLength).toBeGreaterThan(40 * 8 * MEGABYTE);
  expect(early.buffer.byteLength).toBe(before);
  memory.kernels.restore({ plane: early.byteOffset, copy: copy.byteOffset, begin: 0, end: 999 });
  expect(early.subarray(0, 999)).toEqual(source.subarray(0, 999));
  expect(early[999]).toBe(0);
  new Float64Array(late.buffer, early.byteOffset, 1000)[999] = 7;
  expect(early[999]).toBe(7);
  memory.kernels.restore({ plane: late.byteOffset + 8 * (late.length - 1000), copy: early.byteOffset, begin: 0, end: 1000 });
  expect(late.subarray(late.length - 1000)).toEqual(early);
});

it("threads that were there before see the memory that came later", () => {
  const memory = openMemory();
  const from = memory.allocate(8).fill(3);
  const crew = memory.crew(2);
  const copyTo = (plane: number) =>
    crew.run((kernels, rank) => {
      if (rank === 1) kernels.restore({ plane, copy: from.byteOffset, begin: 0, end: 8 });
    });
  copyTo(memory.allocate(8).byteOffset);
  const late = memory.allocate(40 * MEGABYTE);
  copyTo(late.byteOffset + 8 * (late.length - 8));
  memory.close();
  expect(late.subarray(late.length - 8)).toEqual(from);
});

it("two hundred memories at once", () => {
  const memories = Array.from({ length: 200 }, openMemory);
  const views = memories.map((memory, k) => memory.allocate(MEGABYTE).fill(k, 0, 1));
  expect(views.map(([first]) => first)).toEqual(views.map((_, k) => k));
});

it("what no address reaches is refused, and the memory remains", () => {
  const memory = openMemory();
  expect(() => memory.allocate(2 ** 30)).toThrow(new ScenarioError("too large: 8.59 GB in one memory of the kernels (32-bit addresses reach 4.29 GB)"));
  expect(() => memory.allocate(1e12)).toThrow("too large: 8.00e+3 GB");
  expect(memory.allocate(5)).toEqual(new Float64Array(5));
});

it("two thousand million particles are refused by the check of a plan", () => {
  const system = pairCollisions({ potential: coulomb() });
  const law = gaussian({ variances: [1, 2, 3] });
  const time = horizon({ end: 1, steps: 10, observe: 2 });
  const refusal = "invalid particles: 2000000000 (an ensemble in dimension 3 would take 48.0 GB of a memory that holds 4.29 GB: at most 178956890)";
  const single = alone(system);
  expect(() => single.check({ system: single, initial: sampled(law), particles: 2e9, time, observe: {} })).toThrow(new ScenarioError(refusal));
  for (const [pair, at] of [
    [coupled(system, synchronous()), time],
    [motionless(), instant()],
  ] as const) {
    // prettier-ignore
    const check = (particles: number) => () => pair.check({ system: pair, initial: independently(law, law), particles, time: at, observe: {} });
    expect(check(2e9)).toThrow("(2 ensembles in dimension 3 would take 96.0 GB");
    const [, most] = /at most (\d+)\)/.exec(refusalOf(check(2e9)))!;
    expect(check(Number(most))).not.toThrow();
    expect(check(Number(most) + 100)).toThrow(ScenarioError);
  }
  const memory = openMemory();
  expect(createEnsemble(memory, 178956890 - 10000, 3).planes.map((plane) => plane.length)).toEqual([0, 1, 2].map(() => 178956890 - 10000));
});

function refusalOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
