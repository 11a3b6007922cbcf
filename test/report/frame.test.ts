/** What leaves the frame of a figure, and what its curves look like. */
import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { verticalAxes } from "../../src/report/figure/frame.ts";
import { captionOf, drawing, pngOf, renderFigure, renderTable } from "../../src/report/index.ts";
import { ownedSlots, palette, placeSlots, remainingSlots, seriesSlots } from "../../src/report/figure/curves/slots.ts";
import { coupledCost, debiasedWasserstein, energy, lowerBound, naiveWasserstein, radialWasserstein } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { circles, dashedPaths, numbers, render, spec } from "../support/report-figure.ts";
import { cell, estimate, resultOf, softPotentials } from "../support/report-fixture.ts";

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
