/** Logarithmic axes of figures. */
import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { linearAround, logAround } from "../../src/report/figure/axes.ts";
import { verticalAxes } from "../../src/report/figure/frame.ts";
import { captionOf, drawing, renderFigure } from "../../src/report/index.ts";
import { circles, spec } from "../support/report-figure.ts";
import { cell, estimate, exponential, resultOf } from "../support/report-fixture.ts";

describe("logarithmic axes", () => {
  const means = [0.1, 0.02, -0.003, 0.001, 0];
  const result = resultOf([cell({ point: {}, series: { w2: means.map((mean, k) => estimate(k, mean, 0.005)) } })]);

  it("put what is not positive hollow on the bottom: the curve breaks, the band is cut, the caption counts", () => {
    const drawn = drawing(result, spec({ scale: "log" }));
    const { svg } = renderFigure(drawn);
    expect(circles(svg)).toHaveLength(3);
    const curve = /stroke-width="2.4" stroke="#0072b2"[^>]*>\s*<path d="([^"]*)"/.exec(svg)![1];
    expect(curve.match(/M/g)).toHaveLength(2);
    expect(captionOf(drawn)).toContain("Hollow markers on the bottom axis: 2 non-positive means, which a logarithmic axis cannot show.");
    const hollow = /<g[^>]*fill="white"[^>]*aria-label="dot"[^>]*>(.*?)<\/g>/s.exec(svg)!;
    expect(hollow[0]).toContain('stroke="#0072b2"');
    const low = [...hollow[1].matchAll(/cy="([^"]*)"/g)].map(([, y]) => Number(y));
    // The frame is 340 high and begins at 52 (one line of axis title); times 2 and 4 of 0..4, below every other marker.
    expect(low).toHaveLength(2);
    expect(low[0]).toBe(low[1]);
    expect(low[0]).toBeCloseTo(10 + 28 + 14 + 340, 6);
    expect(captionOf(drawn)).toContain("Bands that leave the frame are cut.");
    expect(svg).toContain(">mean not positive, below the axis</text>");
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("are not blamed on a linear axis", () => {
    const drawn = drawing(result, spec({}));
    const caption = captionOf(drawn);
    expect(caption).not.toContain("Hollow");
    expect(caption).not.toContain("cut");
    expect(renderFigure(drawn).svg).not.toContain("not positive");
  });

  /** Two cells whose distance is exactly 0, with bands of the given half-width. */
  const zeros = (half: number) => resultOf([0, -3].map((gamma) => cell({ point: { gamma }, series: { w2: [0, 1, 2].map((t) => estimate(t, 0, half)) } })));

  it("when there is nothing else the axis is linear, and the caption says so and that the curves coincide", () => {
    const drawn = drawing(zeros(0), spec({ scale: "log" }));
    expect(drawn.spec.scale).toBe("linear");
    expect(captionOf(drawn)).toContain("No value is positive: the axis is linear, not logarithmic. Means that are exactly 0 coincide.");
    const { svg, labels } = renderFigure(drawn);
    expect(svg).not.toContain("not positive");
    // Both are named, apart, each with a leader to where both curves end.
    const [first, second] = labels[0];
    expect(first.end).toEqual(second.end);
    expect([first.leader, second.leader, second.centre - first.centre >= first.height]).toEqual([true, true, true]);
    // A reference that is positive is worth a logarithmic axis.
    const known = cell({
      point: {},
      series: { w2: [estimate(0, 0, 0), estimate(1, 0, 0)] },
      reference: { w2: exponential("exact", 0.1, 2) },
    });
    expect(drawing(resultOf([known]), spec({ scale: "log" })).spec.scale).toBe("log");
    expect(captionOf(drawing(resultOf([known]), spec({})))).not.toContain("coincide");
  });

  it("a constant but for round-off does not push its reference out of the frame", () => {
    const reference = { w2: { name: "file", source: "test", at: () => ({ value: 2.08, bound: 0 }) } };
    const energy = cell({ point: {}, series: { w2: [estimate(0, 2, 4e-16), estimate(1, 2 + 2 ** -51, 4e-16)] }, reference });
    const [axis] = verticalAxes(drawing(resultOf([energy]), spec({}))).axes;
    expect([axis.domain[0] < 2, axis.domain[1] > 2.08]).toEqual([true, true]);
  });

  it("zeros lend the axis from their bands", () => {
    const [axis] = verticalAxes(drawing(zeros(0.002), spec({}))).axes;
    // 5 % of the range beyond the bands.
    expect(axis.domain[0]).toBeCloseTo(-0.0022, 12);
    expect(axis.domain[1]).toBeCloseTo(0.0022, 12);
    expect(captionOf(drawing(zeros(0.002), spec({})))).not.toMatch(/cut|window/);
  });

  it.each([
    [
      [0.0015, 0.16],
      ["10\u207b\u00b2", "10\u207b\u00b9"],
    ],
    [
      [0.02, 0.15],
      ["0.02", "0.05", "0.1"],
    ],
    [
      [1e-12, 1],
      ["10\u207b\u00b9\u00b2", "10\u207b\u00b9\u2070", "10\u207b\u2078", "10\u207b\u2076", "10\u207b\u2074", "10\u207b\u00b2", "10\u2070"],
    ],
  ])("have few and round ticks on %j", (values, labels) => {
    expect(logAround(values).ticks.map((tick) => tick.label)).toEqual(labels);
  });

  it("label each tick with its value", () => {
    const digits = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b";
    const read = (label: string): number => {
      const [, sign = "", mantissa = "1", exponent] = /^(\u2212)?(?:(.*)\u00b7)?10([\u2070-\u207b\u00b9\u00b2\u00b3]+)$/.exec(label) ?? [];
      if (exponent === undefined) return Number(label.replace("\u2212", "-"));
      return Number(`${sign === "" ? "" : "-"}${mantissa}e${[...exponent].map((digit) => "0123456789-"[digits.indexOf(digit)]).join("")}`);
    };
    const positive = fc.double({ min: -30, max: 30, noNaN: true }).map((e) => 10 ** e);
    fc.assert(
      fc.property(
        positive,
        fc.double({ min: -5, max: 9, noNaN: true }).map((e) => 1 + 10 ** e),
        (low, ratio) => {
          for (const axis of [logAround([low, low * ratio]), linearAround([-low, low * ratio]), linearAround([low, low * ratio])]) {
            expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
            expect(axis.ticks.length).toBeLessThanOrEqual(10);
            const values = axis.ticks.map((tick) => tick.value);
            const step = Math.min(...values.slice(1).map((value, k) => value - values[k]));
            for (const { value, label } of axis.ticks) expect(Math.abs(read(label) - value)).toBeLessThanOrEqual(1e-3 * step);
            expect(new Set(axis.ticks.map((tick) => tick.label)).size).toBe(axis.ticks.length);
          }
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });
});
