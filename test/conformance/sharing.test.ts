/** Several processes on one folder, some of them killed, bytes flipped in between: the table is that of an undisturbed run, bit for bit. */
import { expect, it } from "vitest";
import { flip, kill, run, tableOf, undisturbed } from "../support/abuse.ts";
import { linesOf, newFolder } from "../support/engine.ts";
import { inLong } from "../support/long.ts";

it("three runs at once share the work, each replicate run once", async () => {
  const directory = newFolder();
  const codes = await Promise.all([1, 2, 3].map(() => run(directory, "--workers", "1")));
  expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(linesOf(directory)).toHaveLength(24);
  expect(tableOf(directory)).toBe(await undisturbed());
});

inLong("parts at once, kills and flipped bits end in the same table; damage is named", async () => {
  const directory = newFolder();
  await Promise.all([run(directory, "--only", "replicate=0,1,2"), run(directory, "--only", "replicate=2,3,9")]);
  await kill(directory, "SIGKILL", 500);
  // In good order, or through by then.
  expect([85, 0]).toContain((await kill(directory, "SIGTERM", 300)).code);
  let drawn = 20261129;
  flip(directory, (below) => (drawn = (drawn * 48271) % 2147483647) % below);
  const last = await run(directory);
  expect(last.code).toBe(0);
  expect(last.err).toMatch(/replicates\/.*\.jsonl: line \d+ is damaged: the replicate that it held is run again/);
  expect(tableOf(directory)).toBe(await undisturbed());
});
