/**
 * Records of the report: a table as text, and digests of figures as SVG. A change of a record is a change of what readers see: look at
 * the figure before accepting it.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawing, renderFigure, renderTable } from "../../src/report/index.ts";
import { cell, estimate, judged, resultOf, softPotentials } from "../support/report-fixture.ts";

describe("golden", () => {
  it("table", () => {
    const result = resultOf([
      cell({
        point: { gamma: -1 },
        series: {
          w2: [estimate(0, 0.14201, 0.00213), estimate(0.35, -0.00012, 0.00034)],
          cost: [estimate(0, 0.1431, 0.0009), estimate(0.35, 0.0712, 0.0121, 14)],
          energy: [estimate(0, 3, 0), estimate(0.35, 3, 4.4e-16)],
        },
      }),
    ]);
    const claims = [judged("W2^2 does not grow", { kind: "undecided", evidence: "increment 0.0001 ± 0.0004", need: "about 60 replicates" })];
    expect(renderTable(result, claims, { width: 72 })).toBe(`Soft potentials: W2 against Theorem 3
mean ± half-width of the pointwise 95 % interval over replicates

gamma = -1: 16 replicates
       t       W2^2 debiased          coupled cost
                        (w2)                (cost)
--------  ------------------  --------------------
       0     0.1420 ± 0.0021     0.14310 ± 0.00090
    0.35  -0.00012 ± 0.00034  0.071 ± 0.012 [n=14]
  energy (energy): 3 at all times

Claims (simultaneous intervals)

undecided: W2^2 does not grow
  source   contractivity paper, Theorem 3
  evidence increment 0.0001 ± 0.0004
  need     about 60 replicates
`);
  });

  it.each([
    ["distance", { series: ["w2"], scale: "log" as const }, "a199e1eac355f540c23d4c9a9a05091c47b639361d3a21d04c7fe6204ccbba6d"],
    ["bracket", { series: ["w2", "lower", "cost", "floor"], facet: "gamma" }, "02ce4567eb7192f97fbb863bc8f4594d70f6acde2ec3cc2933223fa5dedbe373"],
  ])("figure %s", (name, spec, digest) => {
    const { svg } = renderFigure(drawing(softPotentials(), { name, title: "Soft potentials", caption: "", ...spec }));
    expect(createHash("sha256").update(svg).digest("hex")).toBe(digest);
  });
});
