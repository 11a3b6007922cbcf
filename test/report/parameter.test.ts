/** Figures against a parameter, and where numbers lie in a figure. */
import { describe, expect, it } from "vitest";
import { size } from "../../src/report/figure/style.ts";
import { textWidth } from "../../src/report/figure/typeset.ts";
import { captionOf, drawing } from "../../src/report/index.ts";
import { circles, dashedPaths, numbers, render, spec } from "../support/report-figure.ts";
import { cell, estimate, exponential, resultOf, softPotentials } from "../support/report-fixture.ts";

describe("against a parameter", () => {
  const values = [128, 512, 4096];
  const study = resultOf(
    ["box", "shell"].flatMap((laws) =>
      // Out of order: a curve follows its parameter.
      [...values].reverse().map((N) =>
        cell({
          point: { laws, N },
          series: { floor: [estimate(0, 4 / N + (laws === "box" ? 0 : 1), 1e-4)] },
        }),
      ),
    ),
  );

  it("cells that differ in it only make one curve, in its order", () => {
    const { panels } = drawing(study, spec({ series: ["floor"], against: "N", facet: "laws", scale: "log" }));
    expect(panels.map(({ title, curves }) => [title, curves.length])).toEqual([["laws = box", 1], ["laws = shell", 1]]); // prettier-ignore
    const [curve] = panels[0].curves;
    expect(curve.points.map(({ x, mean }) => [x, mean])).toEqual(values.map((N) => [N, 4 / N]));
  });

  it("a wide range is drawn on a logarithmic axis, every chosen tick with its label", () => {
    const { svg } = render(study, { series: ["floor"], against: "N", scale: "log" });
    expect(svg).toContain(">N</text>");
    expect(svg).not.toContain("time t");
    const group = /<g[^>]*aria-label="x-axis tick label"[^>]*>(.*?)<\/g>/s.exec(svg)![1];
    const ticks = [...group.matchAll(/translate\(([\d.]+),[^>]*>(\d+)</g)].map(([, x, text]) => ({ x: Number(x), value: Number(text) })); // prettier-ignore
    expect(ticks.map(({ value }) => value)).toEqual([200, 500, 1000, 2000]);
    const unit = (ticks[3].x - ticks[0].x) / Math.log(10);
    for (const { x, value } of ticks) expect(Math.abs(x - ticks[0].x - unit * Math.log(value / 200))).toBeLessThan(0.02);
  });
});

describe("ticks against a parameter", () => {
  /** Labels of the horizontal axis with their places, in pixels. */
  const ticksOf = (values: readonly number[]) => {
    const cells = values.map((N) => cell({ point: { N }, series: { floor: [estimate(0, 4 / N, 1e-4)] } }));
    const { svg } = render(resultOf(cells), { series: ["floor"], against: "N", scale: "log" });
    const group = /<g[^>]*aria-label="x-axis tick label"[^>]*>(.*?)<\/g>/s.exec(svg)![1];
    return [...group.matchAll(/translate\(([\d.]+),[^>]*>([^<]+)</g)].map(([, x, label]) => ({ x: Number(x), label }));
  };

  // Integers of a decade that has too few of 1, 2, 5 were all labelled: 800, 900 and 1000 ran into each other.
  it.each([[[250, 500, 1000]], [[300, 1000]], [[64, 512]], [[1100, 4000]], [[20_000, 95_000]], [[128, 4096]], [[6, 9]]])("of %j do not touch", (values) => {
    const ticks = ticksOf(values);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    ticks.slice(1).forEach((tick, k) => {
      const halves = (textWidth(tick.label, size.text) + textWidth(ticks[k].label, size.text)) / 2;
      expect(tick.x - ticks[k].x - halves, `${ticks[k].label} and ${tick.label}`).toBeGreaterThan(4);
    });
  });
});

describe("positions", () => {
  const means = [0.142, 0.117, 0.061, 0.009];
  const line = resultOf([
    cell({
      point: { gamma: -1 },
      series: { w2: means.map((mean, k) => estimate([0, 0.1, 0.3, 1][k], mean, 0.004)) },
      reference: { w2: exponential("exact", 0.142, 2.5) },
    }),
  ]);

  it.each(["linear", "log"] as const)("markers and reference lie where a %s axis puts them", (scale) => {
    const { svg } = render(line, { scale });
    const marks = circles(svg);
    expect(marks).toHaveLength(4);
    const height = (value: number): number => (scale === "log" ? Math.log(value) : value);
    // The first and last marker fix the two affine scales; everything else is predicted to the 0.01 pixels of the file.
    const [first, last] = [marks[0], marks[3]];
    const x = (t: number): number => first.x + t * (last.x - first.x);
    const y = (value: number): number => first.y + ((height(value) - height(means[0])) / (height(means[3]) - height(means[0]))) * (last.y - first.y);
    marks.forEach((mark, k) => {
      expect(mark.x).toBeCloseTo(x([0, 0.1, 0.3, 1][k]), 1);
      expect(mark.y).toBeCloseTo(y(means[k]), 1);
    });
    const [path] = dashedPaths(svg);
    const points = numbers(path);
    expect(points.length).toBe(2 * 121);
    for (let k = 0; k <= 120; k += 1) {
      expect(points[2 * k]).toBeCloseTo(x(k / 120), 1);
      expect(points[2 * k + 1]).toBeCloseTo(y(0.142 * Math.exp((-2.5 * k) / 120)), 1);
    }
  });

  it("draws the pointwise band from low to high", () => {
    const { svg } = render(line);
    const marks = circles(svg);
    const pixels = (marks[3].y - marks[0].y) / (means[3] - means[0]);
    const area = /fill-opacity="0.2"[^>]*>\s*<path d="([^"]*)"/.exec(svg)![1];
    const ys = numbers(area).filter((_, k) => k % 2 === 1);
    // Plot goes along one edge and back along the other.
    const expected = [...marks.map((mark) => mark.y + 0.004 * pixels), ...[...marks].reverse().map((mark) => mark.y - 0.004 * pixels)];
    expect(ys).toHaveLength(8);
    expect([...ys].sort((a, b) => a - b).map((y, k) => Math.abs(y - [...expected].sort((a, b) => a - b)[k]) < 0.1)).not.toContain(false);
  });

  it("normalises by the mean at the first time, cell by cell", () => {
    const drawn = drawing(softPotentials([0, -3]), spec({ series: ["cost"], relativeTo: "w2" }));
    const [first, second] = drawn.panels[0].curves;
    // cost 0.143 at t = 0, w2 0.142, half-width of the cost 0.0009
    expect(first.points[0].mean).toBeCloseTo(0.143 / 0.142, 14);
    expect(second.points[0].high).toBeCloseTo(0.1439 / 0.142, 14);
    expect(captionOf(drawn)).toContain("divided by the mean of the W2^2 debiased at the first time");
  });

  it("has a dark line at 1, and a tick that says so, when curves are relative", () => {
    const rules = (svg: string): number[] =>
      [...svg.matchAll(/<g[^>]*aria-description="1" aria-label="rule"[^>]*>\s*<line[^>]*y1="([^"]*)"/g)].map(([, y]) => Number(y));
    for (const scale of ["linear", "log"] as const) {
      // 8 and 3 relative to w2: 1 is below every curve, and still on the axis.
      const far = resultOf([cell({ point: {}, series: { w2: [estimate(0, 0.5, 0.01)], cost: [estimate(0, 4, 0.1), estimate(1, 1.5, 0.1)] } })]);
      const { svg } = render(far, { series: ["cost"], relativeTo: "w2", scale });
      const [y] = rules(svg);
      const marks = [...svg.matchAll(/translate\([\d.]+,([\d.]+)\)/g)].map(([, at]) => Number(at));
      expect(y).toBeGreaterThan(0);
      expect(svg).toMatch(/>1<\/text>/);
      // cost / w2 is 8 and then 3: their markers stand where the rule at 1 and either of them put the scale.
      const height = (value: number): number => (scale === "log" ? Math.log(value) : value);
      const [first, second] = marks.filter((at) => at < y - 1).slice(-2);
      expect((y - first) / (y - second)).toBeCloseTo((height(8) - height(1)) / (height(3) - height(1)), 1);
    }
    expect(rules(render(softPotentials([0]), { series: ["cost"] }).svg)).toEqual([]);
  });

  it("leaves out a curve whose divisor is not positive, and says so", () => {
    const result = resultOf([
      cell({ point: { gamma: 0 }, series: { w2: [estimate(0, -0.001, 0.01)], cost: [estimate(0, 0.2, 0.01)] } }),
      cell({ point: { gamma: -1 }, series: { w2: [estimate(0, 0.1, 0.01)], cost: [estimate(0, 0.2, 0.01)] } }),
    ]);
    const drawn = drawing(result, spec({ series: ["cost"], relativeTo: "w2" }));
    expect(drawn.panels[0].curves.map((curve) => [curve.label, curve.points[0].mean])).toEqual([["gamma = -1", 2]]);
    expect(captionOf(drawn)).toContain("not drawn: gamma = 0");
  });

  it("has a zero line exactly when the linear axis crosses zero", () => {
    const crossing = resultOf([cell({ point: {}, series: { bias: [estimate(0, 0.3, 0.1), estimate(1, -0.2, 0.1)] } })]);
    const zero = /aria-label="rule"/;
    expect(render(crossing, { series: ["bias"] }).svg).toMatch(zero);
    expect(render(softPotentials([0])).svg).not.toMatch(zero);
  });
});
