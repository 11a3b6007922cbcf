/** The errors of a user's life read as promised: where, what was found, what was expected, and how to see it again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { landau } from "../support/landau.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-errors-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("errors", () => {
  it("an exponent out of range", async () => {
    const scenario = join(root, "scenarios/soft-potentials.ts");
    const { code, err, out } = await landau("run", scenario, "--set", "gamma=-5.5", "--out", join(folder, "a"));
    expect({ code, err, out }).toEqual({
      code: 2,
      err: "scenario soft-potentials: invalid gamma: -5.5 (a power law needs -5 < gamma <= 1 in dimension 3)\n",
      out: "",
    });
  });

  it("a particle that leaves the finite numbers: which, when, and how to see it again", async () => {
    const scenario = join(root, "test/support/scenarios/alpha-without-value.ts");
    const run = await landau("run", scenario, "--out", join(folder, "b"), "--workers", "1", "--json");
    expect(run.code).toBe(1);
    const { cells } = JSON.parse(run.out) as { cells: { failures: { message: string; replay: string }[] }[] };
    const [failure] = cells[0].failures;
    expect(failure.message).toMatch(/^particle \d+ left the finite numbers at t = [\d.]+ \(step \d+\)$/);
    const [, particle, time, step] = /particle (\d+) .* t = ([\d.]+) \(step (\d+)\)/.exec(failure.message)!;
    expect(Number(time)).toBeCloseTo(0.01 * Number(step), 10);
    expect(failure.replay).toMatch(
      new RegExp(`^landau run test/support/scenarios/alpha-without-value.ts --only particles=600,replicate=\\d+ --until ${time}$`),
    );

    // The replay finds the same particle at the same step, and a run that stops one step earlier finds nothing.
    const [, ...words] = failure.replay.split(" ");
    const replay = await landau(...words, "--out", join(folder, "c"), "--json");
    expect(replay.code).toBe(1);
    expect(JSON.parse(replay.out).cells[0].failures[0].message).toBe(failure.message);
    const earlier = words.map((word) => (word === time ? String(Number(time) - 0.01) : word));
    const before = await landau(...earlier, "--out", join(folder, "d"), "--json");
    expect(before.code).toBe(0);
    expect(Number(particle)).toBeLessThan(600);
  });
});
