/** Known curves, captions and typesetting; the same bytes twice. */
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import type { FigureSpec } from "../../src/protocols/index.ts";
import { isEmpty } from "../../src/report/figure/curves/drawing.ts";
import { captionOf, defaultFigures, drawing, renderFigure } from "../../src/report/index.ts";
import { textWidth, typeset, typesetHtml } from "../../src/report/figure/typeset.ts";
import { naiveWasserstein } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { dashedPaths, render, spec } from "../support/report-figure.ts";
import { cell, estimate, exponential, resultOf, softPotentials } from "../support/report-fixture.ts";

const softReference = { w2: exponential("exact", 0.142, 2.5) };
describe("references and captions", () => {
  it("dash one reference a curve, and name it in key and caption with source and error", () => {
    const drawn = drawing(softPotentials(), spec({}));
    const { svg } = renderFigure(drawn);
    expect(dashedPaths(svg)).toHaveLength(4);
    expect(svg).toMatch(/exact W<tspan[^>]*>2<\/tspan>/);
    expect(captionOf(drawn)).toContain("Dashed: exact W2^2 of the Gaussians (contractivity paper, Theorem 3; its own error is at most 0.0001).");
    expect(captionOf(drawn)).toContain("bands: pointwise 95 % intervals");
    expect(captionOf(drawn)).toContain("FAILED and not in the means: 1 of 16 replicates at gamma = -3.");
    expect(dashedPaths(render(softPotentials(), { series: ["cost"] }).svg)).toHaveLength(0);
  });

  it("draw a bound that is nowhere measured as a dashed curve with a label of its own", () => {
    const result = resultOf([
      cell({
        point: {},
        series: { w2: [estimate(0, 0.1, 0.01), estimate(1, 0.05, 0.01)] },
        reference: { bound: exponential("Theorem 3", 0.1, -0.5) },
      }),
    ]);
    const figure = render(result, { series: ["w2", "bound"], scale: "log" });
    expect(dashedPaths(figure.svg)).toHaveLength(1);
    expect(figure.labels[0].map(({ label }) => label)).toEqual(["debiased W2^2", "bound"]);
  });

  it("draw no band for one replicate and say so", () => {
    const alone = { t: 0, mean: 2, low: -Infinity, high: Infinity, count: 1, standardError: Infinity };
    const drawn = drawing(resultOf([cell({ point: {}, replicates: 1, series: { w2: [alone, { ...alone, t: 1, mean: 1 }] } })]), spec({}));
    expect(captionOf(drawn)).toContain("values of 1 replicate, which give no interval");
    const { svg } = renderFigure(drawn);
    expect(svg).toContain("one replicate, no band");
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("need no sentence of the author", () => {
    const silent = { name: "figure", title: "Title", series: ["w2"] } as unknown as FigureSpec;
    expect(captionOf(drawing(softPotentials(), silent))).toMatch(/^Markers: means over/);
  });

  it("are empty, not refused, where all replicates failed", () => {
    const failure = { replicate: 0, message: "lost", replay: "landau run x" };
    const failed = cell({ point: { gamma: 0 }, series: {}, replicates: 0, failures: [failure], reference: softReference });
    const none = resultOf([failed]);
    expect(isEmpty(drawing(none, spec({ series: ["w2", "cost"], relativeTo: "w2" })))).toBe(true);
    expect(isEmpty(drawing(softPotentials(), spec({})))).toBe(false);
    expect(() => drawing(none, spec({ facet: "gama" }))).toThrow("unknown facet: gama (varied: gamma)");
    // Other cells were measured: a series of an observable that never finished is absent, a misspelt one refused.
    const observed = { ...failed, quantities: declaredBy({ naive: naiveWasserstein().parts }) };
    const partly = resultOf([observed, ...softPotentials([-1]).cells]);
    expect(isEmpty(drawing(partly, spec({ series: ["naive.excess"] })))).toBe(true);
    expect(() => drawing(partly, spec({ series: ["naiv"] }))).toThrow("unknown series: naiv");
  });

  it("refuse series and facets that nothing has, in the user's words", () => {
    const draw = (more: Partial<FigureSpec>) => () => drawing(softPotentials(), spec(more));
    expect(draw({ series: ["w3"] })).toThrow(new ScenarioError("figure figure: unknown series: w3 (observed: w2, lower, cost, floor, energy)"));
    expect(draw({ relativeTo: "w3" })).toThrow(ScenarioError);
    expect(draw({ facet: "gama" })).toThrow(new ScenarioError("figure figure: unknown facet: gama (varied: gamma, particles)"));
  });

  it("give each panel its own vertical axis only when a common one would squeeze it", () => {
    const sized = (sizes: readonly number[]) =>
      resultOf(sizes.map((size, k) => cell({ point: { k }, series: { w2: [estimate(0, size, 0.01 * size), estimate(1, 0.1 * size, 0.01 * size)] } })));
    const caption = (sizes: readonly number[]) => captionOf(drawing(sized(sizes), spec({ facet: "k" })));
    expect(caption([1, 0.5])).not.toContain("axes of their own");
    expect(caption([1, 0.01])).toContain("Panels have vertical axes of their own.");
  });

  it("are made for every main series when a study asks for none", () => {
    const specs = defaultFigures(softPotentials());
    expect(specs.map(({ name, scale }) => [name, scale])).toEqual([
      ["w2", "linear"],
      ["lower", "linear"],
      ["cost", "linear"],
      ["floor", "linear"],
      ["energy", "linear"],
    ]);
    expect(specs.map(({ title }) => title)).toEqual(["W2^2 debiased", "Lower bound", "Coupled cost", "Independent floor", "Energy"]);
    const named = resultOf([cell({ point: {}, series: { mySeries: [estimate(0, 1, 0.1)] } })]);
    expect(defaultFigures(named).map(({ title }) => title)).toEqual(["mySeries"]);
    const falling = resultOf([cell({ point: {}, series: { w2: [estimate(0, 1, 0.1), estimate(1, 0.001, 0.0001)], "w2.raw": [estimate(0, 1, 0.1)] } })]);
    expect(defaultFigures(falling).map(({ name, scale }) => [name, scale])).toEqual([["w2", "log"]]);
  });
});

describe("typesetting", () => {
  it("raises and lowers, and leaves names alone", () => {
    expect(typesetHtml("W2_N^2 & D_N <= W2^2 at gamma = -1")).toBe(
      "W<sub>2,N</sub><sup>2</sup> &amp; D<sub>N</sub> &lt;= W<sub>2</sub><sup>2</sup> at \u03b3 = \u22121",
    );
    expect(typesetHtml("mean of |v|^4, e^-4")).toBe("mean of |v|<sup>4</sup>, e<sup>\u22124</sup>");
    expect(typeset("gamma-dependent W20 step_N").map(({ text }) => text)).toEqual(["gamma-dependent W20 step_N"]);
  });

  it("writes one minus sign, and keeps the hyphens of words, ranges, options and names", () => {
    expect(typesetHtml("change -0.08 (-9.1 to 8.9) from -.5, mean (0.5, -0.2), -inf, 1.4e-16, f - g, (-x)")).toBe(
      "change \u22120.08 (\u22129.1 to 8.9) from \u2212.5, mean (0.5, \u22120.2), \u2212inf, 1.4e\u221216, f \u2212 g, (\u2212x)",
    );
    const kept = "electron-ion, pages 1-20, replicate=0-2, landau run --set N=3 -h, phase-1, theorem-3, 2026-11-30";
    expect(typesetHtml(kept)).toBe(kept);
    const drawn = render(softPotentials([0, -3]), { series: ["energy"], facet: "gamma" }).svg;
    expect([...drawn.matchAll(/>([^<>]*[^\w<>]-\d[^<>]*)</g)].map(([, text]) => text)).toEqual([]);
  });

  it("sets powers of letters and of terms, and code between backticks", () => {
    expect(typesetHtml("c r^gamma, N^(-2/d), r^-1.5.")).toBe("c r<sup>\u03b3</sup>, N<sup>\u22122/d</sup>, r<sup>\u22121.5</sup>.");
    expect(typesetHtml("T_xx of f_t, not step_N")).toBe("T<sub>xx</sub> of f<sub>t</sub>, not step_N");
    expect(typesetHtml("`w2 < W2^2` is W2^2")).toBe("<code>w2 &lt; W2^2</code> is W<sub>2</sub><sup>2</sup>");
    expect(typeset("`w2` falls").map(({ text }) => text)).toEqual(["w2 falls"]);
  });

  it("knows the width of a text in DejaVu Sans", () => {
    // advances 748 (C) + 635 (b) + 318 (space) + 636 (5) thousandths
    expect(textWidth("Cb 5", 1000)).toBe(698 + 635 + 318 + 636);
    expect(textWidth("W2", 1000)).toBeCloseTo(989 + 0.72 * 636, 10);
  });
});

describe("determinism", () => {
  it("draws the same bytes whatever was drawn before", () => {
    const first = render(softPotentials(), { scale: "log" }).svg;
    render(softPotentials([0]), { series: ["cost"] });
    expect(render(softPotentials(), { scale: "log" }).svg).toBe(first);
  });
});
