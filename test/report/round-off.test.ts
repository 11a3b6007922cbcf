/** Round-off is no data: what is beyond the precision of the largest value of a figure is drawn as 0, and told. */
import { describe, expect, it } from "vitest";
import { captionOf } from "../../src/report/figure/caption.ts";
import { drawing } from "../../src/report/index.ts";
import { spec } from "../support/report-figure.ts";
import { cell, estimate, resultOf } from "../support/report-fixture.ts";

const series = (values: readonly number[]) => values.map((value, t) => estimate(t, value, Math.abs(value) / 10));
const two = (first: readonly number[], second: readonly number[]) =>
  resultOf([cell({ point: { gamma: 0 }, series: { w2: series(first) } }), cell({ point: { gamma: -3 }, series: { w2: series(second) } })]);
const drawn = (result: ReturnType<typeof two>, scale: "linear" | "log") => {
  const figure = drawing(result, spec({ facet: "gamma", scale }));
  return { means: figure.panels.map(({ curves }) => curves[0].points.map(({ mean }) => mean)), caption: captionOf(figure) };
};

describe("round-off", () => {
  it("is 0 on a linear axis below 1e-12 of the largest value, in a panel of its own too", () => {
    const { means, caption } = drawn(two([2, 1, 0.5], [3e-16, -4e-17, 0]), "linear");
    expect(means).toEqual([
      [2, 1, 0.5],
      [0, 0, 0],
    ]);
    expect(caption).toContain("Round-off is drawn as 0: 2 means below 1e-12 of the largest value.");
    expect(drawn(two([2, 1, 0.5], [3e-11, 0, 0]), "linear").caption).not.toContain("Round-off");
  });

  it("is the square of that on a logarithmic axis, where distances that fell by 1e-20 are data", () => {
    const { means, caption } = drawn(two([2, 1e-10, 2e-20], [2, 1e-31, 5e-33]), "log");
    expect(means).toEqual([
      [2, 1e-10, 2e-20],
      [2, 0, 0],
    ]);
    expect(caption).toContain("Round-off is drawn as 0: 2 means below 1e-24 of the largest value.");
  });

  it("stays as it is where a figure has nothing larger", () => {
    expect(drawn(two([3e-16, 2e-16, 1e-16], [1e-16, 2e-16, 3e-16]), "linear").means[0]).toEqual([3e-16, 2e-16, 1e-16]);
  });
});
