/** The page of statements: words, figure, numbers, verdict and command in every section; the figure shows the comparisons with the least room. */
import { describe, expect, it } from "vitest";
import { judged } from "../../src/theory/cases.ts";
import { statementsHtml, type Reviewed } from "../../src/report/index.ts";
import type { CheckedCase, Comparison, Statement } from "../../src/protocols/index.ts";

const statement: Statement = {
  id: "beyond/toys",
  statement: "Toys stay below <their> bounds",
  source: "a toy",
  corrected: "x <= y",
  reading: "corrected",
  expected: "violated",
  evidence: "exact",
  cites: ["kac1956"],
};
const compared = (name: string, left: number, right: number, relation: Comparison["relation"] = "<="): CheckedCase =>
  judged({ name, relation, left, right, bound: 1e-9, scale: Math.max(Math.abs(left), Math.abs(right)) });
const page = (cases: readonly CheckedCase[], more: Partial<Reviewed> = {}): string =>
  statementsHtml([{ statement, verdict: { kind: "violated", evidence: "toy 50", cases }, asExpected: true, command: "landau verify beyond/toys", ...more }]);
const figures = (html: string): string[] => [...html.matchAll(/<figure[^>]*>([\s\S]*?)<\/figure>/g)].map(([, inner]) => inner);

describe("a section", () => {
  // The more room the earlier; the last one breaks its bound, and of 50 the first ten have more room than all others.
  const many = Array.from({ length: 50 }, (_, k) => compared(`toy ${k + 1}`, k === 49 ? 2.5 : k / 100, 1));

  it("draws the 40 comparisons with the least room, in their order, and says so", () => {
    const [figure] = figures(page(many));
    expect(figure).toContain(">toy 50<");
    const shown = [...figure.matchAll(/>toy (\d+)</g)].map(([, k]) => Number(k));
    expect(shown).toEqual(Array.from({ length: 40 }, (_, k) => k + 11));
    expect(figure).toContain("The 40 with the least room, of 50");
    expect(figures(page(many.slice(0, 40)))[0]).not.toContain("least room");
  });

  it("an equality that fails has less room than one that holds", () => {
    const [figure] = figures(page([...Array.from({ length: 40 }, () => compared("same", 3, 3, "=")), compared("other", 3, 4, "=")]));
    expect(figure).toContain(">other<");
  });

  it("states words, symbols, numbers, verdict and command", () => {
    const html = page([compared("toy", 0.25, 4)]);
    for (const part of ["Toys stay below &lt;their&gt; bounds", "in symbols", "x &lt;= y", "a toy", "<td>0.25</td><td>&lt;=</td><td>4</td><td>3.75</td>", "landau verify beyond/toys"]) {
      expect(html).toContain(part);
    } // prettier-ignore
  });

  it("tells why a hypothesis fails, and what a claim of a study rests on, and shows the study's figures", () => {
    const cases: CheckedCase[] = [
      { name: "a stranger", verdict: { kind: "inapplicable", because: "it is no toy" } },
      { name: "w2 falls", verdict: { kind: "undecided", evidence: "slope 0.4", need: "40 replicates" } },
    ];
    const html = page(cases, { further: "study/report.html", figures: ["<svg>growth</svg>", "<svg>floor</svg>"] });
    expect(html).toContain('<td colspan="5" class="words">it is no toy</td>');
    expect(html).toContain('<td colspan="5" class="words">slope 0.4; 40 replicates</td>');
    expect(figures(html)).toHaveLength(2);
    expect(figures(html)[1]).toContain("<svg>floor</svg>");
    expect(html).toContain('<a href="study/report.html">');
  });
});
