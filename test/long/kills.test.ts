/** A hundred runs killed at random times (KILL, TERM, HUP) on few folders, two at a time, with flipped bits in between: no finished replicate is lost. */
import { expect, it } from "vitest";
import { flip, kill, run, tableOf, undisturbed } from "../support/abuse.ts";
import { linesOf, newFolder } from "../support/engine.ts";

it("a hundred kills end in the table of an undisturbed run", async () => {
  const expected = await undisturbed();
  let drawn = 20261130;
  const draw = (below: number) => (drawn = (drawn * 48271) % 2147483647) % below;
  let directory = newFolder();
  for (let round = 0; round < 50; round++) {
    const before = new Set(linesOf(directory));
    const signals = ["SIGKILL", "SIGTERM", "SIGHUP"] as const;
    await Promise.all([0, 1].map(() => kill(directory, signals[draw(3)], draw(1500), draw(4) === 0 ? "started" : "running")));
    const after = new Set(linesOf(directory));
    // What was whole stays.
    for (const line of before) expect(after.has(line)).toBe(true);
    if (round % 5 === 4) flip(directory, draw);
    if (round % 10 === 9) {
      expect((await run(directory)).code).toBe(0);
      expect(tableOf(directory)).toBe(expected);
      directory = newFolder();
    }
  }
});
