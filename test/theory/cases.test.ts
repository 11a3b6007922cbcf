/** How sides become verdicts, and data that fail a hypothesis. */
import { describe, expect, it } from "vitest";
import { atMost, below, equal, inapplicable, judged } from "../../src/theory/cases.ts";
import { check } from "../../src/theory/check.ts";
import type { Comparison } from "../../src/protocols/index.ts";

const known = (value: number, bound: number) => ({ value, bound });

describe("two sides", () => {
  it.each<[string, Comparison, string]>([
    ["equal within the errors of both", equal("", known(3, 1e-4), known(3.0002, 2e-4)), "consistent"],
    ["unequal beyond them", equal("", known(3, 1e-4), known(3.0004, 2e-4)), "violated"],
    ["equal, but hardly known", equal("", known(3, 0.1), known(3.05, 0)), "undecided"],
    ["zero and zero", equal("", 0, 0), "consistent"],
    ["rounding of what cancels", equal("", 1e-12, 0, { scale: 100 }), "consistent"],
    ["a difference above rounding", equal("", 1e-9, 0, { scale: 100 }), "violated"],
    ["at most", atMost("", known(2, 0.3), 3), "consistent"],
    ["at most, hardly known", atMost("", known(2.8, 0.3), 3), "undecided"],
    ["at most, with equality", atMost("", known(3, 1e-9), 3), "consistent"],
    ["not at most", atMost("", known(3.4, 0.3), 3), "violated"],
    ["at most, of the wrong sign", atMost("", 1e-3, known(-1e-3, 1e-9)), "violated"],
    ["below", below("", -3, known(-1, 1)), "consistent"],
    ["not below: equality", below("", 3, 3), "violated"],
    ["below, hardly known", below("", known(2.999999999, 1e-6), 3), "undecided"],
    ["what is no number", atMost("", NaN, 3), "undecided"],
    ["what has no bound", equal("", known(3, Infinity), 3), "undecided"],
  ])("%s", (_, comparison, kind) => {
    expect(judged(comparison).verdict.kind).toBe(kind);
  });

  it("says the numbers", () => {
    expect(judged(atMost("x", known(0.25, 0.125), 1)).verdict).toMatchObject({ evidence: "0.25 <= 1, known to 0.125" });
    expect(inapplicable("y", "gamma = 1").verdict).toEqual({ kind: "inapplicable", because: "gamma = 1" });
  });
});

describe("a check", () => {
  const squares = check({
    id: "beyond/squares",
    statement: "Squares are at most 4",
    source: "here",
    corrected: "x^2 <= 4",
    reading: "corrected",
    expected: "consistent",
    evidence: "exact",
    cites: [],
    data: [{ name: "x = 1", x: 1 }, { name: "x = -3", x: -3 }], // prettier-ignore
    further: [{ name: "x = 5", x: 5 }],
    hypothesis: ({ x }) => (x < 0 ? `x = ${x} is negative` : undefined),
    compare: ({ x }, effort) => [atMost("", x * x, 4), atMost(effort, x, 10)],
  });

  it("is the conjunction over its data; further ones in full only", () => {
    expect(squares.run("smoke")).toMatchObject({ kind: "consistent", evidence: "2 consistent, 1 inapplicable; at x = 1: 1 <= 4, known to 4e-12" });
    expect(squares.run()).toMatchObject({ kind: "violated", evidence: "1 violated, 3 consistent, 1 inapplicable; at x = 5: 25 <= 4, known to 2.5e-11" });
    expect(squares.run().cases.map(({ name }) => name)).toEqual(["x = 1", "x = 1: full", "x = -3", "x = 5", "x = 5: full"]);
  });

  it("is inapplicable only where every datum fails a hypothesis, and says which", () => {
    expect(squares.on([{ name: "x = -2", x: -2 }])).toMatchObject({ kind: "inapplicable", because: "x = -2 is negative" });
    expect(squares.on([{ name: "x = 3", x: 3 }]).kind).toBe("violated");
  });
});
