import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import type { FigureSpec, Result } from "../../src/protocols/index.ts";
import { annotate } from "../../src/report/figure/annotate.ts";
import { linearAround, logAround } from "../../src/report/figure/axes.ts";
import { isEmpty } from "../../src/report/figure/curves/drawing.ts";
import { verticalAxes } from "../../src/report/figure/frame.ts";
import { captionOf, defaultFigures, drawing, pngOf, renderFigure, renderTable } from "../../src/report/index.ts";
import { placeLabels } from "../../src/report/figure/place.ts";
import { ownedSlots, palette, placeSlots, remainingSlots, seriesSlots } from "../../src/report/figure/curves/slots.ts";
import { textWidth, typeset, typesetHtml } from "../../src/report/figure/typeset.ts";
import { quantityAmong } from "../../src/claims/quantities.ts";
import { coupledCost, debiasedWasserstein, energy, lowerBound, naiveWasserstein, radialWasserstein } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { cell, estimate, exponential, resultOf, softPotentials } from "./report-fixture.ts";

const spec = (more: Partial<FigureSpec>): FigureSpec => ({
  name: "figure",
  title: "Title",
  series: ["w2"],
  caption: "Caption.",
  ...more,
});
const softReference = { w2: exponential("exact", 0.142, 2.5) };
const render = (result: Result, more: Partial<FigureSpec> = {}) => renderFigure(drawing(result, spec(more)));
const numbers = (text: string): number[] => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));

/** Centres of the round markers of the first curve, from the SVG itself (the key's marker is grey). */
function circles(svg: string): { x: number; y: number }[] {
  const group = /<g[^>]*fill="#0072b2"[^>]*aria-label="dot"[^>]*>(.*?)<\/g>/s.exec(svg)![1];
  return [...group.matchAll(/<circle[^>]*>/g)].map(([tag]) => ({
    x: Number(/cx="([^"]*)"/.exec(tag)![1]),
    y: Number(/cy="([^"]*)"/.exec(tag)![1]),
  }));
}

/** Paths of dashed curves in the panels, not those of the key. */
function dashedPaths(svg: string): string[] {
  return [...svg.matchAll(/<g[^>]*stroke-dasharray[^>]*>\s*<path d="([^"]*)"/g)].map((match) => match[1]);
}

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

describe("beyond the frame", () => {
  const line = (at: (t: number) => number) => ({ w2: { name: "known", source: "test", at: (t: number) => ({ value: at(t), bound: 0 }) } });
  const noisy = [2, 2.02, 1.99, 2.01].map((mean, k) => estimate(k, mean, 0.01));
  const far = (at: (t: number) => number) => resultOf([cell({ point: {}, series: { w2: noisy }, reference: line(at) })]);

  it("a known curve is not drawn when it has no part inside, the caption says so, and the picture survives", () => {
    const drawn = drawing(
      far(() => 4),
      spec({}),
    );
    const { svg } = renderFigure(drawn);
    expect(dashedPaths(svg)).toEqual([]);
    expect(captionOf(drawn)).toContain("Dashed curves that leave the frame are cut; nothing is seen of one that is beyond it.");
    // A clipped curve far outside aborts the process in the rasteriser: nothing could catch it.
    expect(pngOf(svg).length).toBeGreaterThan(1000);
    expect(
      captionOf(
        drawing(
          far(() => 2),
          spec({}),
        ),
      ),
    ).not.toContain("are cut");
  });

  it.each(["linear", "log"] as const)("a known curve is cut where it leaves a %s frame", (scale) => {
    const base = scale === "log" ? 1e4 : 4;
    const drawn = drawing(
      far((t) => 2 * base ** (t - 1)),
      spec({ scale }),
    );
    const { domain } = verticalAxes(drawn).axes[0];
    const { svg } = renderFigure(drawn);
    const xs = circles(svg).map(({ x }) => x);
    const points = numbers(dashedPaths(svg)[0]);
    // 2 b^(t-1) enters at the bottom and leaves at the top of the frame: at t = 1 + log_b(y/2), to the curvature of a chord of a 120th of the axis.
    const ends = domain.map((y) => 1 + Math.log(y / 2) / Math.log(base));
    const place = (t: number): number => xs[0] + ((xs[3] - xs[0]) / 3) * t;
    expect(Math.abs(points[0] - place(ends[0]))).toBeLessThan(scale === "log" ? 0.02 : 0.2);
    expect(Math.abs(points.at(-2) - place(ends[1]))).toBeLessThan(scale === "log" ? 0.02 : 0.2);
    // The frame is 340 high and begins at 52.
    expect([points[1], points.at(-1)]).toEqual([392, 52]);
  });

  it("every coordinate is near the picture, whatever the numbers up to 1e100", () => {
    const size = fc.double({ min: -100, max: 100, noNaN: true }).map((e) => 10 ** e);
    const number = fc.oneof(size, size.map((x) => -x), fc.constantFrom(0, 1, Infinity, -Infinity)); // prettier-ignore
    const point = fc.tuple(number, number, number);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 4 }), number, number, fc.constantFrom("linear" as const, "log" as const), (rows, a, b, scale) => {
        const series = { w2: rows.map(([mean, low, high], t) => ({ ...estimate(t, mean, 0), low: Math.min(mean, low), high: Math.max(mean, high) })) };
        const { svg } = render(resultOf([cell({ point: {}, series, reference: line((t) => a + b * t) })]), { scale });
        const paths = [...svg.matchAll(/<path d="([^"]*)"/g)].flatMap(([, d]) => [...d.matchAll(/-?[\d.]+(?:e[+-]?\d+)?/gi)].map(([text]) => Number(text)));
        for (const x of paths) expect(Math.abs(x)).toBeLessThan(2000);
        expect(svg).not.toMatch(/NaN|Infinity/);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it("draws and tells a study of 260 000 values", () => {
    const times = Array.from({ length: 401 }, (_, k) => k / 400);
    const value = (t: number, r: number): number => Math.exp(-t) + 1e-3 * Math.sin(r);
    const replicates = Array.from({ length: 330 }, (_, r) => ({ times, series: { w2: times.map((t) => value(t, r)), energy: times.map(() => 3) } }));
    const made = cell({ point: {}, series: { w2: times.map((t) => estimate(t, Math.exp(-t), 1e-4, 330)), energy: times.map((t) => estimate(t, 3, 0, 330)) } });
    const large = resultOf([{ ...made, replicates }]);
    const text = renderTable(large, []);
    expect(text.split("\n").length).toBeGreaterThan(400);
    expect(text).toContain("energy (energy): 3 at all times");
    expect(render(large).svg).toContain("<path");
    // A table of more rows than a call can have arguments, and as many points on a curve.
    const long = Array.from({ length: 130_000 }, (_, k) => estimate(k, k, 1));
    const endless = resultOf([cell({ point: {}, series: { w2: long } })]);
    expect(renderTable(endless, []).split("\n").length).toBeGreaterThan(130_000);
    expect(verticalAxes(drawing(endless, spec({}))).axes[0].domain[1]).toBeGreaterThan(129_999);
  });
});

describe("colours and markers", () => {
  const pair = ({ colour, symbol }: { readonly colour: string; readonly symbol: string }): string => `${colour} ${symbol}`;

  it("belong to a quantity in every figure, whatever its place or company", () => {
    const slotsOf = (series: readonly string[], gammas = [0]) =>
      drawing(softPotentials(gammas), spec({ series, ...(gammas.length > 1 ? { facet: "gamma" } : {}) })).panels.flatMap((panel) =>
        panel.curves.map(({ slot }, k) => [series[k], pair(slot)]),
      );
    const owned: Record<string, string> = {
      w2: "#0072b2 circle",
      lower: "#b84300 square",
      cost: "#00734c triangle",
      floor: "#6b5b00 cross",
    };
    for (const series of [["floor", "w2"], ["cost", "lower", "w2", "floor"], ["lower"], ["energy", "cost"]])
      for (const [name, slot] of [...slotsOf(series), ...slotsOf(series, [0, -3])]) if (name !== "energy") expect(slot).toBe(owned[name]);
    const all = Object.values(placeSlots).flat();
    expect(new Set(all.map(pair)).size).toBe(all.length);
  });

  it("belong to what a series declares, not to the name that a scenario chose", () => {
    const swapped = declaredBy({
      energy: lowerBound().parts,
      cost: energy().parts,
      other: coupledCost({ coupling: "spherical" }).parts,
      lower: coupledCost().parts,
    });
    const owned = ownedSlots([{ quantities: swapped }]);
    const told = Object.fromEntries([...owned].map(([name, slot]) => [name, pair(slot)]));
    // Two upper bounds: the first observed has the place's first slot. Parts of the lower bound come after it, and find none left.
    expect(told).toEqual({ energy: "#b84300 square", other: "#00734c triangle", lower: "#8b3a8c diamond" });
  });

  it("of a quantity are never given to anything else", () => {
    const owned = Object.values(placeSlots).flat().map(pair);
    for (const slot of remainingSlots) expect(owned).not.toContain(pair(slot));
    expect(new Set(remainingSlots.map(pair)).size).toBe(remainingSlots.length);
    const cells = drawing(softPotentials(), spec({})).panels[0].curves.map(({ slot }) => pair(slot));
    expect(cells).toEqual(remainingSlots.slice(0, 4).map(pair));
    expect(new Set(remainingSlots.slice(0, 8).map(({ colour }) => colour)).size).toBe(8);
    // A series without a slot avoids the colours beside it.
    const quantities = declaredBy({
      w2: debiasedWasserstein().parts,
      radial: radialWasserstein().parts,
      naive: naiveWasserstein().parts,
      cost: coupledCost().parts,
    });
    const slots = seriesSlots(["w2", "radial", "naive", "naive.excess", "cost", "other"], ownedSlots([{ quantities }]));
    expect(new Set(slots.map(({ colour }) => colour)).size).toBe(6);
  });

  it("have a contrast with white of at least 4.5 : 1", () => {
    for (const colour of Object.values(palette)) {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const share = parseInt(colour.slice(at, at + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      expect(1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("labels", () => {
  it("name cells by point, series by their human labels, panels by their facet", () => {
    expect(render(softPotentials()).labels[0].map(({ label }) => label)).toEqual(["gamma = 0", "gamma = -1", "gamma = -2", "gamma = -3"]);
    const faceted = render(softPotentials([0, -3]), { series: ["w2", "lower", "cost", "floor"], facet: "gamma", scale: "log" });
    for (const labels of faceted.labels) expect(labels.map(({ label }) => label)).toEqual(["debiased W2^2", "lower bound", "coupled cost", "floor"]);
    for (const title of ["gamma = 0", "gamma = -3", "coupled cost", "floor"]) expect(faceted.svg).toContain(`aria-label="${title}"`);
    expect(faceted.svg).toContain("(b) \u03b3 = \u22123</text>");
    const both = drawing(softPotentials([0, -3]), spec({ series: ["w2", "cost"] })).panels[0].curves;
    expect(both.map(({ label }) => label)).toContain("gamma = -3, coupled cost");
    // series by colour, cells by marker
    expect(both.map(({ slot }) => [slot.colour, slot.symbol])).toEqual([
      ["#0072b2", "circle"],
      ["#00734c", "circle"],
      ["#0072b2", "square"],
      ["#00734c", "square"],
    ]);
  });

  it("are those that a series declares, else its name", () => {
    const quantities = declaredBy({ w2: debiasedWasserstein({ count: 500 }).parts, energy: energy().parts, cost: energy().parts });
    const name = (series: string) => quantityAmong([{ quantities }], series).name;
    expect(name("w2")).toBe("W2^2 debiased, N = 500");
    expect(name("w2.raw")).toBe("raw assignment cost W2_N^2, N = 500");
    expect(name("cost")).toBe("energy");
    expect(name("energy.second")).toBe("energy, second");
    expect(name("chaos.pairs")).toBe("chaos.pairs");
    expect(name("constructor")).toBe("constructor");
  });

  it("do not overlap each other, and stay in the picture", () => {
    const times = [0, 1, 2];
    // Ten curves whose ends lie within a few pixels, and four that end early on one horizontal line.
    const close = resultOf(
      ["synchronous", "spherical"].flatMap((coupling) =>
        [250, 500, 1000, 2000, 4000].map((particles, k) =>
          cell({ point: { coupling, particles }, series: { w2: times.map((t) => estimate(t, 1 - 0.3 * t + 0.002 * k, 0.001)) } }),
        ),
      ),
    );
    for (const figure of [
      render(close),
      render(softPotentials(), { series: ["energy"] }),
      render(softPotentials()),
      render(softPotentials([0, -3]), { series: ["w2", "cost", "floor"] }),
    ]) {
      for (const labels of figure.labels) {
        const boxes = labels.map(({ left, centre, width, height }) => ({
          left,
          right: left + width,
          top: centre - height / 2,
          bottom: centre + height / 2,
        }));
        boxes.forEach((a, i) => {
          expect(a.left).toBeGreaterThan(0);
          expect(a.right).toBeLessThanOrEqual(640);
          expect(a.top).toBeGreaterThan(0);
          expect(a.bottom).toBeLessThan(figure.height);
          for (const b of boxes.slice(i + 1)) {
            expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1e-9 || b.bottom <= a.top + 1e-9).toBe(true);
          }
        });
      }
    }
  });

  it("stand beside the end of a curve that ends early, off every curve", () => {
    const [place] = annotate(
      [
        {
          width: 80,
          height: 30,
          end: [100, 200],
          paths: [
            [
              [50, 100],
              [100, 200],
            ],
            [
              [100, 215],
              [400, 215],
            ],
          ],
        },
      ],
      { left: 40, right: 500, top: 50, bottom: 400, margin: 520 },
    );
    // To the right would touch the second path (y = 215), so above to the right.
    expect(place.left).toBeGreaterThan(100);
    expect(place.centre + 15).toBeLessThan(200);
  });

  it("are moved as little as least squares allow", () => {
    // Two wanted at 100 and 104, each 20 high: the pair is centred on 102. A third, far away, stays.
    expect(
      placeLabels(
        [
          { centre: 104, height: 20 },
          { centre: 300, height: 20 },
          { centre: 100, height: 20 },
        ],
        0,
        400,
      ),
    ).toEqual([112, 300, 92]);
    // Against the edge the pair is pushed inside.
    expect(
      placeLabels(
        [
          { centre: 2, height: 20 },
          { centre: 3, height: 10 },
        ],
        0,
        400,
      ),
    ).toEqual([10, 25]);
    expect(() =>
      placeLabels(
        [
          { centre: 0, height: 50 },
          { centre: 0, height: 51 },
        ],
        0,
        100,
      ),
    ).toThrow(RangeError);
    const wanted = fc.array(fc.record({ centre: fc.double({ min: -50, max: 450, noNaN: true }), height: fc.integer({ min: 8, max: 40 }) }), { maxLength: 10 });
    fc.assert(
      fc.property(wanted, (labels) => {
        const centres = placeLabels(labels, 0, 400);
        const sorted = labels.map((label, k) => ({ ...label, at: centres[k] })).sort((a, b) => a.at - b.at);
        sorted.forEach(({ at, height, centre }, k) => {
          expect(at - height / 2).toBeGreaterThanOrEqual(-1e-9);
          expect(at + height / 2).toBeLessThanOrEqual(400 + 1e-9);
          const next = sorted[k + 1];
          if (next === undefined) return;
          expect(next.at - at).toBeGreaterThanOrEqual((height + next.height) / 2 - 1e-9);
          expect(next.centre).toBeGreaterThanOrEqual(centre);
        });
      }),
      { seed: 20261121 },
    );
  });
});

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
