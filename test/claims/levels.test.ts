/** Levels against the finest alone, of normal replicates whose variances are known. */
import { expect, it } from "vitest";
import { cheaperByLevels } from "../../src/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

/** Variances 1 and 1/64 at costs 1 and 16: (1 + 1/2)^2 = 2.25, against 1 x 16 of the finest alone: a part of 0.14. */
const result = (replicates = 400) =>
  resultOf(
    ...[["plain", 1], ["level-0", 1], ["level-1", 1 / 8]].map(([run, size]) =>
      cellOf({ point: { run: String(run) }, seed: `levels/${run}`, replicates, series: { x: (_, noise) => Number(size) * noise() } }),
    ),
  ); // prettier-ignore

const claim = (part: number) => cheaperByLevels("x", { along: "run", plain: "plain", part, cost: ({ run }) => (run === "level-0" ? 1 : 16) });

it.each([
  [0.3, "consistent"],
  [0.05, "violated"],
  [0.14, "undecided"],
])("a part of %d is %s", (part, kind) => {
  const { verdict } = claim(part).check(result());
  expect(verdict.kind).toBe(kind);
  // 16/2.25 = 7.1; the logarithm of a ratio of variances of 400 normals is known to 0.1.
  const [, times] = /^(?:.*: )?([\d.]+) times cheaper/.exec("evidence" in verdict ? verdict.evidence : "") ?? [];
  expect(Number(times)).toBeGreaterThan(7.1 * 0.6);
  expect(Number(times)).toBeLessThan(7.1 * 1.7);
});

it("says what it needs", () => {
  expect(claim(0.3).check(result(2)).verdict).toMatchObject({ kind: "undecided", need: "at least 3 replicates" });
  expect(claim(0.3).check(resultOf(cellOf({ point: { run: "plain" }, seed: "alone", series: { x: () => 1 } }))).verdict.kind).toBe("inapplicable");
});
