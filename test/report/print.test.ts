/** Reports on paper: nothing is wider than a page, since paper does not scroll. */
import { describe, expect, it } from "vitest";
import { reportHtml } from "../../src/report/page/html.ts";
import { sideBySide } from "../../src/report/page/side-by-side.ts";
import { styleSheet } from "../../src/report/page/style-sheet.ts";
import { cell, estimate, resultOf } from "../support/report-fixture.ts";

describe("on paper", () => {
  const names = Array.from({ length: 12 }, (_, k) => `series${k}`);
  const varying = [0, 1].map((k) =>
    cell({ point: { gamma: -k }, series: Object.fromEntries(names.map((name) => [name, [estimate(0, -1 - k, 0.1), estimate(1, 2, 0.1)]])) }),
  );
  const page = reportHtml({ result: resultOf(varying), judgements: [], study: { question: "Does `w2` fall?", sources: [] }, figures: [] });

  it("tables have five columns of values at most, and all of them once", () => {
    const heads = [...page.matchAll(/<thead><tr>(.*?)<\/tr><\/thead>/g)].map(([, head]) => head.split("<th").length - 1);
    expect(Math.max(...heads)).toBeLessThanOrEqual(6);
    for (const name of names) expect(page.split(`>${name}</th>`).length - 1).toBe(2);
    expect(sideBySide([1, 2, 3, 4, 5, 6, 7])).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
    expect(sideBySide([])).toEqual([]);
  });

  it("values have the minus sign that axes have, and words no backticks", () => {
    expect(page).toContain(">\u22121.00 \u00b1 ");
    expect(page.replace(/<(script|style)[^]*?<\/\1>/g, "")).not.toMatch(/`|>-\d/);
    expect(page).toContain("Does <code>w2</code> fall?");
  });

  it("nothing scrolls or is folded, and headings stay with what follows", () => {
    const print = styleSheet.slice(styleSheet.indexOf("@media print"));
    for (const rule of [
      ".scroll { overflow: visible; }",
      "h2, h3, h4, summary { break-after: avoid; }",
      "details::details-content { content-visibility: visible;",
    ])
      expect(print).toContain(rule);
  });
});
