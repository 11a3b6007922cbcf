/** Figures along an axis and against a parameter: where points lie, what is dashed, what the caption says; the comparison as text and CSV. */
import { describe, expect, it } from "vitest";
import type { Cell, FigureSpec } from "../../src/protocols/index.ts";
import { captionOf, comparisonCsv, drawing, renderComparison, renderFigure } from "../../src/report/index.ts";
import { energy } from "../../particles/index.ts";
import { cell, estimate, resultOf } from "../support/report-fixture.ts";

const spec = (more: Partial<FigureSpec>): FigureSpec => ({ name: "f", title: "T", series: ["f"], caption: "C.", ...more });

const { "": quantity } = energy().parts;

/** A profile at three points and two times, with a solution that smoothing lowers by a tenth at the middle. */
function profiled(): Cell {
  const values = [1, 5, 2];
  const series = Object.fromEntries(values.map((value, k) => [`f.${k + 1}`, [0, 1].map((t) => estimate(t, value + t, 0.2))] as const));
  const own = cell({ point: {}, series });
  const curve = (value: number, bias: number) => [
    { name: "solver", source: "s", times: [1], at: () => ({ value: value + 1.05, bound: 0.01, residue: 0, bias }) },
  ];
  const quantities = { f: { ...quantity, along: { axis: "v_x", points: [-1, 0.5, 2] } } };
  return { ...own, quantities, compared: { "f.1": curve(1, 0), "f.2": curve(5, -0.6), "f.3": curve(2, 0) } };
}

describe("a profile", () => {
  const drawn = drawing(resultOf([profiled()]), spec({}));

  it("has a curve a time over the points of its axis, and dashes where the solution is known", () => {
    expect(drawn.abscissa).toEqual({ kind: "axis", label: "v_x" });
    const [first, second] = drawn.panels[0].curves;
    expect(first.label).toBe("t = 0");
    expect(first.points.map(({ x, mean }) => [x, mean])).toEqual([[-1, 1], [0.5, 5], [2, 2]]); // prettier-ignore
    expect(first.references).toEqual([]);
    expect(second.references.map(({ points }) => points.map(({ value }) => value))).toEqual([
      [2.05, 6.05, 3.05],
      [2.05, 6.6499999999999995, 3.05],
    ]);
  });

  it("names both in key and caption, with the bias of smoothing", () => {
    expect(captionOf(drawn)).toContain("Dashed: solver (s; its own error is at most 0.01).");
    expect(captionOf(drawn)).toMatch(/Dashed: solver, not smoothed \(.*; at most 0\.6\)\./);
    const { svg } = renderFigure(drawn);
    expect(svg).toContain("solver, not smoothed");
    expect(svg).toMatch(/>v<tspan[^>]*>x<\/tspan>/);
    expect([...svg.matchAll(/stroke-dasharray="3 5"/g)].length).toBeGreaterThan(0);
  });

  it("draws the nearest of the times asked for", () => {
    const curves = drawing(resultOf([profiled()]), spec({ times: [0.9] })).panels[0].curves;
    expect(curves.map(({ label }) => label)).toEqual(["t = 1"]);
  });
});

describe("a figure against a parameter", () => {
  const cells = [
    [100, 0.4],
    [400, 0.2],
    [1600, 0.1],
  ].map(([N, mean]) => cell({ point: { N: N }, series: { f: [estimate(0, 9, 0.1), estimate(1, mean, 0.01)] } }));

  it("has the values at the last time, in the order of the parameter, and their order of convergence", () => {
    const drawn = drawing(resultOf(cells.toReversed()), spec({ against: "N", scale: "log" }));
    expect(drawn.panels[0].curves.map(({ points }) => points.map(({ x, mean }) => [x, mean]))).toEqual([
      [[100, 0.4], [400, 0.2], [1600, 0.1]],
    ]); // prettier-ignore
    expect(captionOf(drawn)).toContain("Powers of N between the last two values: f: -0.5.");
    expect(renderFigure(drawn).svg).toContain("<text");
  });

  it("refuses a parameter that nothing varies", () => {
    expect(() => drawing(resultOf(cells), spec({ against: "M" }))).toThrow(/unknown against: M \(varied: N\)/);
  });
});

describe("a comparison", () => {
  const one = { series: "x", t: 0.5, mean: 1.25, standardError: 0.1, value: 1, bound: 0.05, residue: 0, bias: 0, half: 0.3, excess: -0.1 };
  const along = { axis: "v_x", points: [-1, 2] };
  const compared = [
    { series: "x", quantity, deviations: [one] },
    { series: "f", quantity: { ...quantity, along }, deviations: [{ ...one, series: "f.1" }, { ...one, series: "f.2", mean: 2, excess: 0.65 }] }, // prettier-ignore
  ];
  const comparison = { level: 0.999, cells: [{ point: { N: 3 }, solutions: [{ name: "solver", compared }] }] };

  it("as text: difference, interval, standard errors beyond the solution's error; the worst point of a profile, starred", () => {
    const text = renderComparison(comparison);
    expect(text).toMatch(/N = 3: solver/);
    expect(text).toMatch(/0\.25 ± 0\.30 \(2\.0\)/);
    expect(text).toMatch(/9\.5\* at 2/);
    expect(text).toMatch(/energy \(x\): the solution's own error is up to 0\.05/);
  });

  it("as CSV: every difference", () => {
    const [header, ...lines] = comparisonCsv(comparison).trim().split("\r\n");
    expect(header).toBe("N,solution,series,t,axis,at,mean,error,value,valueError,bias,halfWidth,agrees");
    expect(lines).toEqual([
      "3,solver,x,0.5,,,1.25,0.1,1,0.05,0,0.3,true",
      "3,solver,f,0.5,v_x,-1,1.25,0.1,1,0.05,0,0.3,true",
      "3,solver,f,0.5,v_x,2,2,0.1,1,0.05,0,0.3,false",
    ]);
  });
});
