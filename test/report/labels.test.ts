/** Labels at the ends of curves and in the margins. */
import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { annotate } from "../../src/report/figure/annotate.ts";
import { drawing } from "../../src/report/index.ts";
import { isEmpty } from "../../src/report/figure/curves/drawing.ts";
import { placeLabels } from "../../src/report/figure/place.ts";
import { quantityAmong } from "../../src/claims/quantities.ts";
import { debiasedWasserstein, energy } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { render, spec } from "../support/report-figure.ts";
import { cell, estimate, resultOf, softPotentials } from "../support/report-fixture.ts";

describe("labels", () => {
  it("name cells by point, series by their human labels, panels by their facet", () => {
    expect(render(softPotentials()).labels[0].map(({ label }) => label)).toEqual(["gamma = 0", "gamma = -1", "gamma = -2", "gamma = -3"]);
    const faceted = render(softPotentials([0, -3]), { series: ["w2", "lower", "cost", "floor"], facet: "gamma", scale: "log" });
    for (const labels of faceted.labels) expect(labels.map(({ label }) => label)).toEqual(["debiased W2^2", "lower bound", "coupled cost", "floor"]);
    for (const title of ["gamma = 0", "gamma = -3", "coupled cost", "floor"]) expect(faceted.svg).toContain(`aria-label="${title}"`);
    expect(faceted.svg).toContain("(b) \u03b3 = \u22123</text>");
    const both = drawing(softPotentials([0, -3]), spec({ series: ["w2", "cost"] })).panels[0].curves;
    expect(both.map(({ label }) => label)).toContain("gamma = -3, coupled cost");
    const chosen = drawing(softPotentials([0, -2, -3]), spec({ series: ["w2"], where: { gamma: [0, -3] } })).panels[0].curves;
    expect(chosen.map(({ label }) => label)).toEqual(["gamma = 0", "gamma = -3"]);
    expect(isEmpty(drawing(softPotentials([0]), spec({ series: ["w2"], facet: "gamma", where: { gamma: -1 } })))).toBe(true);
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
