/**
 * Conjunction of verdicts, numbers in words, bibliography.
 */
import { describe, expect, it } from "vitest";
import { conjunction } from "../../src/claims/index.ts";
import { bibliography, bibtex } from "../../src/bibliography.ts";
import { inPercent, inWords, pointName, type Graded } from "../../src/claims/verdict.ts";

const consistent = (margin: number): Graded => ({ verdict: { kind: "consistent", evidence: `margin ${margin}` }, margin });
const violated = (margin: number): Graded => ({ verdict: { kind: "violated", evidence: `margin ${margin}` }, margin });
const undecided: Graded = { verdict: { kind: "undecided", evidence: "wide", need: "12 more" } };
const inapplicable = (because: string): Graded => ({ verdict: { kind: "inapplicable", because } });
const cells = (...graded: Graded[]) => graded.map((one, k) => ({ point: { gamma: -k }, ...one }));

describe("conjunction", () => {
  it.each([
    [[consistent(1), violated(-1), undecided], "violated"],
    [[consistent(1), undecided, inapplicable("a")], "undecided"],
    [[inapplicable("a"), consistent(1)], "consistent"],
    [[inapplicable("a"), inapplicable("b")], "inapplicable"],
    [[], "inapplicable"],
  ] as const)("%#: %s", (verdicts, kind) => {
    expect(conjunction(cells(...verdicts)).kind).toBe(kind);
  });

  it("is told by the weakest cell and names its point", () => {
    const verdict = conjunction(cells(consistent(0.5), consistent(0.125), consistent(0.75), inapplicable("a")));
    expect(verdict).toEqual({
      kind: "consistent",
      evidence: "3 consistent, 1 inapplicable; at gamma=-1: margin 0.125",
    });
    expect(conjunction(cells(violated(-0.5), violated(-2), consistent(0)))).toMatchObject({ evidence: "2 violated, 1 consistent; at gamma=-1: margin -2" });
    expect(conjunction(cells(consistent(1), undecided))).toMatchObject({ need: "12 more" });
  });

  it("keeps the reasons for which nothing applies, each once", () => {
    expect(conjunction(cells(inapplicable("a"), inapplicable("b"), inapplicable("a")))).toEqual(inapplicable("a; b").verdict);
  });

  it("of a single cell is that cell's verdict", () => {
    expect(conjunction(cells(undecided))).toBe(undecided.verdict);
  });
});

describe("words", () => {
  it("four digits, percentages, points", () => {
    expect([inWords(0.123456), inWords(-1234567), inWords(1e-13), inWords(12)]).toEqual(["0.1235", "-1235000", "1e-13", "12"]);
    expect([inPercent(0.0123, 2), inPercent(0.1, -1), inPercent(0.25, 0)]).toEqual(["0.61 %", "10 %", "0.25"]);
    expect(pointName({ gamma: -1, N: 256, coupling: "spherical" })).toBe("gamma=-1, N=256, coupling=spherical");
  });
});

describe("bibliography", () => {
  it("writes each work once, in order", () => {
    const text = bibtex(["tanaka1978", "contractivity", "tanaka1978"]);
    expect(text.match(/^@/gm)).toHaveLength(2);
    expect(text.indexOf("tanaka1978")).toBeLessThan(text.indexOf("@misc{contractivity,"));
    expect(text).toContain('journal = {Zeitschrift f{\\"u}r Wahrscheinlichkeitstheorie und Verwandte Gebiete},');
    expect(() => bibtex(["nobody2000"])).toThrow(/no work is cited as nobody2000/);
  });

  it("has balanced braces", () => {
    const text = bibtex([...bibliography.keys()]);
    let depth = 0;
    for (const character of text) {
      depth += character === "{" ? 1 : character === "}" ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
  });
});
